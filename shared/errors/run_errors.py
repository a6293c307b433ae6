"""Errors that end a run: repeating changes nothing until a person acts."""

from __future__ import annotations

from collections.abc import Sequence

from shared.errors.app_errors import AppError
from shared.texts import Text, text


class RunError(AppError):
    """Ends the run."""

    type = "run-failed"

    def __init__(self, cause: Text) -> None:
        super().__init__(cause)


class SegmentNotFound(RunError):
    """The container has no blob for the segment's name."""

    type = "segment-not-found"


class SegmentEmpty(RunError):
    """The segment has no row."""

    type = "segment-empty"


class SegmentUnreadable(RunError):
    """The content does not match the file name, or is damaged."""

    type = "segment-unreadable"


class SpansInDoubt(SegmentUnreadable):
    """A text was divided where it may be within quotes. It is read again, as a whole."""


class SegmentInaccessible(RunError):
    """Storage refuses to return a blob of the segment: it is archived, or access is denied."""

    type = "segment-inaccessible"

    @classmethod
    def archived(cls, blob: str) -> SegmentInaccessible:
        """Return the error for a blob in the archive tier."""
        return cls(text("blob-archived", blob=blob))


class SegmentTooLarge(RunError):
    """The segment exceeds a limit of this app."""

    type = "segment-too-large"

    @classmethod
    def rows(cls, limit: int) -> SegmentTooLarge:
        """Return the error for a segment with more rows than the setting allows."""
        return cls(text("too-many-rows", limit=limit))


class ColumnMissing(RunError):
    """A mapped column is not in the segment."""

    type = "column-missing"


class DefinitionInvalid(RunError):
    """A defined segment names a table or column that does not exist, or its SELECT is refused."""

    type = "definition-invalid"


class TempDiskFull(RunError):
    """Preparing needs more temporary disk than it may use, or than there is."""

    type = "temp-disk-full"


class StagingLost(RunError):
    """A file that one piece of the preparation left for another was deleted."""

    type = "staging-lost"


class OverLimit(RunError):
    """The run has more profiles than the export or the connection may send."""

    type = "over-limit"


class HeldForConfirmation(RunError):
    """The run would do what the export's `hold_when` names: a user must confirm it first."""

    type = "held-for-confirmation"


class CanaryFailed(RunError):
    """More of the first portion was refused or failed than the export's `canary` allows: the others are not sent."""

    type = "canary-failed"


class CanaryNotConfirmed(RunError):
    """The first portion was sent, and no user confirmed the others in time."""

    type = "canary-not-confirmed"


class ListCheckOutdated(RunError):
    """What a list was to be compared with has changed while the list was read."""

    type = "list-check-outdated"


class RetryRecordMissing(RunError):
    """The record of the rows that the first run did not send no longer exists."""

    type = "retry-record-missing"


class UndoRecordMissing(RunError):
    """The record of whom the undone run added no longer exists."""

    type = "undo-record-missing"


class ConnectionMissing(RunError):
    """The export's connection was removed."""

    type = "connection-missing"


class ListNotFound(RunError):
    """Klaviyo has no list of this id."""

    type = "list-not-found"


class KeyRefused(RunError):
    """Klaviyo answered 401 or 403, or the vault has no such secret."""

    type = "key-refused"


class ScopesMissing(KeyRefused):
    """The key or the sign-in lacks scopes."""

    def __init__(self, cause: Text, *, scopes: Sequence[str]) -> None:
        super().__init__(cause)
        self.scopes = list(scopes)


class SignInRefused(KeyRefused):
    """Klaviyo does not accept the sign-in of a connection, or the app that it was made with."""


class NondeterministicPreparation(RunError):
    """A resumed run produces other chunks than before it stopped."""

    type = "nondeterministic-preparation"


class StepFailed(RunError):
    """A step kept failing until its attempts were used up."""

    type = "step-failed"
