"""A run: one execution of an export, from a request to its final count."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from pydantic import Field

from shared.domain.base import ALPHABET, Instant, Record, Stored, now
from shared.domain.batch import PostImport
from shared.domain.export import Export
from shared.domain.removal import Removal
from shared.domain.snapshot import Snapshot


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


class Trigger(StrEnum):
    """What started the run."""

    SCHEDULE = "schedule"
    ON_DEMAND = "on_demand"
    SEGMENT_UPDATED = "segment_updated"
    API_KEY = "api_key"


class Counts(Stored):
    """Rows: `read = accepted + unchanged + duplicates + rejected + failed` once the run is final.

    `accepted = added + updated`. People: `removed` from the list, with fields `cleared`, `subscribed` to marketing.
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
    """Why a run ended badly. `type` is stable: see shared/errors/__init__.py."""

    type: str
    title: str
    detail: str


class Source(Stored):
    """A blob of the segment, pinned: only this version is read. One that `describes` is no part: a model.json."""

    segment: str
    blob: str
    etag: str
    size: int
    describes: bool = False


class Prepared(Stored):
    """What preparing found, recorded before anything is sent.

    `unidentifiable` rows have no address that tells whose they are; `gone` people of the snapshot are in no row.
    """

    read: int
    rejected: int
    duplicates: int
    kept: int
    unchanged: int = 0
    unidentifiable: int = 0
    gone: int = 0
    warnings: list[str] = Field(default_factory=list)
    notes: list[str] = Field(default_factory=list)

    def produces_same_chunks(self, other: Prepared) -> bool:
        """Whether a run that `other` was found for can go on with what this one found."""
        names = ("read", "rejected", "duplicates", "kept", "unchanged")
        return all(getattr(self, name) == getattr(other, name) for name in names)


class Noticed(Stored):
    """Removals by runs of any export from the list, as they were when the run was prepared.

    `files` name the people whom the snapshot does not have as removed yet. `over` are the removals that need not be
    looked at again: their runs had ended.
    """

    files: list[str] = Field(default_factory=list)
    over: list[str] = Field(default_factory=list)


class Lease(Stored):
    """Who prepares the run at the moment, and until when nobody else may."""

    owner: str
    until: Instant


class Run(Record):
    """All that is known of a run. `export` is the export as it was when the run started.

    `full` sends everything again. `approved_removals` is the number of removals from the list that a user confirmed.
    `base` is the snapshot that it compares with, `account_id` the Klaviyo account of its connection when it was
    prepared. `notes` inform without being warnings. `prepare_not_before` and `list_missing_since`: as for a chunk.
    """

    id: str
    export_id: str
    export: Export
    trigger: Trigger
    started_by: str = ""
    retry_of: str | None = None
    full: bool = False
    approved_removals: int | None = None
    traceparent: str | None = None
    state: RunState = RunState.QUEUED
    counts: Counts = Counts()
    chunks: Progress = Progress()
    warnings: list[str] = Field(default_factory=list)
    notes: list[str] = Field(default_factory=list)
    removal: Removal | None = None
    error: Failure | None = None
    queued_at: Instant
    started_at: Instant | None = None
    ended_at: Instant | None = None
    cancel_requested_at: Instant | None = None
    cancel_requested_by: str | None = None

    sources: list[Source] = Field(default_factory=list)
    account_id: str = ""
    base: Snapshot | None = None
    noticed: Noticed = Noticed()
    post_import: PostImport | None = None
    prepared: Prepared | None = None
    cut: bool = False
    lease: Lease | None = None
    prepare_attempts: int = 0
    prepare_not_before: Instant | None = None
    list_missing_since: Instant | None = None
    step: int = 0
    heartbeat_at: Instant
    last_progress_at: Instant
    cleaned: bool = False

    @property
    def schema_supported(self) -> bool:
        """No newer version of the app wrote it, or the export that it is of."""
        return super().schema_supported and self.export.schema_supported

    @property
    def stopping(self) -> bool:
        """No further chunk is to be sent."""
        return self.cancel_requested_at is not None or self.error is not None or self.state.final

    def leased(self, moment: datetime) -> bool:
        """Somebody is preparing it and has said so lately."""
        return self.lease is not None and self.lease.until > moment


def new_run(
    export: Export,
    trigger: Trigger,
    started_by: str,
    *,
    full: bool = False,
    approved_removals: int | None = None,
) -> Run:
    """Return a run that waits to be prepared. What can be asked of it, `repeat_run` asks again."""
    moment = now()
    return Run(
        id=run_id(moment),
        export_id=export.id,
        export=export,
        trigger=trigger,
        started_by=started_by,
        full=full,
        approved_removals=approved_removals,
        queued_at=moment,
        heartbeat_at=moment,
        last_progress_at=moment,
    )


def repeat_run(old: Run, trigger: Trigger, started_by: str, *, unsent_only: bool) -> Run:
    """Return a run of which the same is asked as of `old`.

    With `unsent_only` it reads the same version of the same blobs, and sends only the rows that were not accepted.
    """
    again = new_run(old.export, trigger, started_by, full=old.full, approved_removals=old.approved_removals)
    return again.model_copy(update={"retry_of": old.id, "sources": old.sources}) if unsent_only else again


def run_id(moment: datetime) -> str:
    """The time in UTC, to the millisecond, and six random characters: `20261121-223210456-k3f9x2`."""
    tail = "".join(secrets.choice(ALPHABET) for _ in range(6))
    return f"{moment:%Y%m%d-%H%M%S}{moment.microsecond // 1000:03d}-{tail}"


def run_id_time(identifier: str) -> datetime:
    """Return the time that a run's id tells, to the millisecond. Raises ValueError for what is no run's id."""
    stamp, _, _ = identifier.rpartition("-")
    return datetime.strptime(stamp + "000", "%Y%m%d-%H%M%S%f").replace(tzinfo=UTC)


def newest_first(identifier: str) -> str:
    """A key that sorts runs from the newest to the oldest; applied twice it gives the id again."""
    stamp, _, tail = identifier.rpartition("-")
    return stamp.translate(str.maketrans("0123456789", "9876543210")) + "-" + tail


def outcome(counts: Counts, warnings: list[str], *, canceled: bool, error: Failure | None) -> RunState:
    """The final state that these counts mean."""
    if canceled:
        return RunState.CANCELED
    if error is not None and error.type == "over-limit":
        return RunState.SKIPPED
    if error is not None:
        return RunState.COMPLETED_WITH_WARNINGS if counts.accepted else RunState.FAILED
    if counts.failed and not counts.accepted + counts.unchanged:
        return RunState.FAILED
    if counts.failed or counts.rejected or counts.duplicates or warnings:
        return RunState.COMPLETED_WITH_WARNINGS
    return RunState.SUCCESSFUL


def later(moment: datetime, seconds: float) -> datetime:
    """`moment` and so many seconds."""
    return moment + timedelta(seconds=seconds)
