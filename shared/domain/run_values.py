"""The values of a run: its states, counts, what it reads and what preparing found."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Self

from pydantic import Field

from shared.domain.base import Stored
from shared.domain.findings import Findings
from shared.domain.people_list import PeopleList
from shared.domain.segment_format import SegmentFormat
from shared.domain.split import Bucket, buckets_of
from shared.errors import AppError
from shared.texts import Parameter, Text


class RunState(StrEnum):
    """`queued` → `preparing` → `uploading` → `importing` → one of the final five."""

    QUEUED = "queued"
    PREPARING = "preparing"
    UPLOADING = "uploading"
    IMPORTING = "importing"
    SUCCESSFUL = "successful"
    COMPLETED_WITH_WARNINGS = "completed_with_warnings"
    FAILED = "failed"
    SKIPPED = "skipped"
    CANCELED = "canceled"

    @property
    def final(self) -> bool:
        """The run has ended."""
        return self in FINAL


FINAL = frozenset(
    {RunState.SUCCESSFUL, RunState.COMPLETED_WITH_WARNINGS, RunState.FAILED, RunState.SKIPPED, RunState.CANCELED}
)


SKIPPING = frozenset({"over-limit", "held-for-confirmation"})
"""Errors that end a run before anything is sent, by a limit that users set: it is skipped, and has not failed."""


class Trigger(StrEnum):
    """What started the run."""

    SCHEDULE = "schedule"
    ON_DEMAND = "on_demand"
    SEGMENT_UPDATED = "segment_updated"
    API_KEY = "api_key"


class RunOptions(Stored):
    """How a run was asked for.

    full                    send every profile again, not only what changed
    approved_removals       how many removals from the list a user confirmed
    approved_new_profiles   how many new profiles at Klaviyo a user confirmed
    undo_of                 the run whose added people it removes from the list; it reads no segment (domain/undo.py)
    pause_export            before that, the export is disabled, so that its schedule does not add them again
    """

    full: bool = False
    approved_removals: int | None = None
    approved_new_profiles: int | None = None
    undo_of: str | None = None
    pause_export: bool = False

    def confirming(self, new_profiles: int) -> Self:
        """Return the same options, with so many new profiles confirmed."""
        return self.model_copy(update={"approved_new_profiles": new_profiles})


USUAL = RunOptions()


class Counts(Stored):
    """Rows: `read = accepted + unchanged + duplicates + rejected + failed` once the run is final.

    `accepted = added + updated`. `not_found` are those of the rejected whom Klaviyo does not have (mode update).
    People: `removed` from the list, with fields `cleared`, `subscribed` to marketing, `suppressed` (not subscribed,
    because they opted out at Klaviyo) and `unsubscribed`; the last three count each channel of a person.
    """

    read: int = 0
    accepted: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    rejected: int = 0
    failed: int = 0
    removed: int = 0
    cleared: int = 0
    subscribed: int = 0
    not_found: int = 0
    suppressed: int = 0
    unsubscribed: int = 0

    @classmethod
    def of_prepared(cls, prepared: Prepared) -> Counts:
        """Return the counts that are known before anything is sent."""
        return cls(
            read=prepared.read,
            rejected=prepared.rejected,
            duplicates=prepared.duplicates,
            unchanged=prepared.unchanged,
        )

    def with_totals(self, **totals: int) -> Counts:
        """Return the counts with some of them replaced."""
        return self.model_copy(update=totals)

    @property
    def balanced(self) -> bool:
        """Every row that was read is counted once."""
        return self.read == self.accepted + self.unchanged + self.duplicates + self.rejected + self.failed


class Progress(Stored):
    """Chunks: `total` is known once cutting has ended; `failed` counts chunks with a failed profile or none sent."""

    total: int | None = None
    uploaded: int = 0
    imported: int = 0
    failed: int = 0


class Failure(Stored):
    """Why a run failed. `type` is stable: see shared/errors/__init__.py."""

    @classmethod
    def of(cls, error: AppError) -> Failure:
        """Return the record of an error."""
        cause = error.cause
        return cls(
            type=error.type,
            title=error.title.message,
            detail=cause.message,
            code=cause.code,
            parameters=cause.parameters,
        )

    type: str
    title: str
    detail: str
    code: str | None = None
    parameters: dict[str, Parameter] = Field(default_factory=dict)


class Source(Stored):
    """A blob of the segment, pinned: only this version is read. `describes`: not data, but a model.json or the like.

    `of_table`: the table of a defined segment that it belongs to; empty if the segment is not defined in the app.
    The first source of a segment has the `format` that was chosen for it.
    """

    segment: str
    blob: str
    etag: str
    size: int
    describes: bool = False
    of_table: str = Field(default="", exclude_if=lambda name: not name)
    format: SegmentFormat | None = Field(None, exclude_if=lambda value: value is None)

    @property
    def table(self) -> str:
        """The name by which the catalog knows what the blob belongs to."""
        return self.of_table or self.segment

    def read_by(self, definition: str) -> Source:
        """Return the blob of a table as a blob of the segment that is defined by the table."""
        return self.model_copy(update={"segment": definition, "of_table": self.table})

    def with_format(self, format_: SegmentFormat) -> Source:
        """Return the source with the format of its segment."""
        return self.model_copy(update={"format": format_})


class ColumnChanges(Stored):
    """What differs in the columns of the segments from those that an earlier run read."""

    run_id: str = Field(description="The earlier run.", examples=["20261120-223210456-p8d2m3"])
    added: list[str] = Field(examples=[["Loyalty Tier"]])
    removed: list[str] = Field(examples=[["Points"]])

    @classmethod
    def between(cls, run_id: str, earlier: Sequence[str], columns: Sequence[str]) -> Self | None:
        """Return the changes since that run; None where there are none, or where the columns are not known."""
        if not earlier or not columns or set(earlier) == set(columns):
            return None
        return cls(
            run_id=run_id,
            added=[name for name in columns if name not in set(earlier)],
            removed=[name for name in earlier if name not in set(columns)],
        )


class Prepared(Stored):
    """What preparing found, recorded before anything is sent. Rows, except `departed`.

    `unidentifiable` rows have no address that identifies a person; `departed` people of the baseline are in no row.
    `kept_by_bucket` are the rows to send of each bucket, where preparing was split (domain/split.py), and `hashed_by`
    is what computed the buckets: another version may compute others. The first `first_portion` of the rows to send are
    judged before the others are sent (domain/canary.py).
    """

    read: int
    rejected: int
    duplicates: int
    kept: int
    unchanged: int = 0
    unidentifiable: int = 0
    departed: int = 0
    kept_by_bucket: list[int] = Field(default_factory=list)
    hashed_by: str = ""
    first_portion: int = 0
    warnings: list[Text] = Field(default_factory=list)
    notes: list[Text] = Field(default_factory=list)

    @classmethod
    def of(
        cls,
        found: Findings,
        warnings: Sequence[Text],
        notes: Sequence[Text],
        first_portion: int,
        kept_by_bucket: Sequence[int] = (),
        hashed_by: str = "",
    ) -> Self:
        """Return the record of what was found."""
        return cls(
            read=found.read,
            rejected=found.rejected,
            duplicates=found.duplicates,
            unchanged=found.unchanged,
            kept=found.kept,
            unidentifiable=found.unidentifiable,
            departed=found.departed,
            kept_by_bucket=list(kept_by_bucket),
            hashed_by=hashed_by,
            first_portion=first_portion,
            warnings=list(warnings),
            notes=list(notes),
        )

    @property
    def buckets(self) -> list[Bucket]:
        """The buckets of the rows to send: one, unless preparing was split."""
        return buckets_of(self.kept_by_bucket or [self.kept])

    def with_warnings(self, first: Sequence[Text]) -> Self:
        """Return the result with further warnings before its own."""
        return self.model_copy(update={"warnings": [*first, *self.warnings]})

    def produces_same_chunks(self, other: Prepared) -> bool:
        """Return whether a run that recorded `other` can continue with this result."""
        names = ("read", "rejected", "duplicates", "kept", "unchanged", "first_portion")
        return all(getattr(self, name) == getattr(other, name) for name in names)


class PinnedRemovals(Stored):
    """Removals from the list by runs of any export, as of when the run was prepared.

    `lists` name the people whom the snapshot does not have as removed yet, by hashes. `ended` are removals whose runs
    had ended: they need not be read again.
    """

    lists: list[PeopleList] = Field(default_factory=list)
    ended: list[str] = Field(default_factory=list)

    @property
    def people(self) -> int:
        """How many people the lists have."""
        return sum(one.people for one in self.lists)


def outcome(counts: Counts, warnings: Sequence[Text], *, canceled: bool, error: Failure | None) -> RunState:
    """Return the final state that these counts mean."""
    if canceled:
        return RunState.CANCELED
    if error is not None and error.type in SKIPPING:
        return RunState.SKIPPED
    if error is not None:
        return RunState.COMPLETED_WITH_WARNINGS if counts.accepted else RunState.FAILED
    if counts.failed and not counts.accepted + counts.unchanged:
        return RunState.FAILED
    # That some people are not at Klaviyo is what mode update is for.
    if counts.failed or counts.rejected > counts.not_found or counts.duplicates or warnings:
        return RunState.COMPLETED_WITH_WARNINGS
    return RunState.SUCCESSFUL
