"""The record of a run: what it is of, what it asked for, how far it is. Its transitions are in run.py."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from shared.domain.base import Instant
from shared.domain.batch import PostImport
from shared.domain.canary import CanaryState, RunCanary
from shared.domain.chunk import Chunk
from shared.domain.export import Export
from shared.domain.impact import Impact
from shared.domain.removal import Removal
from shared.domain.run_values import (
    ColumnChanges,
    Counts,
    Failure,
    PinnedRemovals,
    Prepared,
    Progress,
    RunOptions,
    RunState,
    Source,
    Trigger,
)
from shared.domain.segment_definition import PinnedDefinition
from shared.domain.snapshot import Snapshot
from shared.domain.split import Bucket, Split
from shared.domain.undo import AddedPeople, JoinPeriod
from shared.domain.work_item import WorkItem
from shared.texts import Text

MAX_COLUMNS_KEPT = 500
MAX_OVERWRITES = 5
"""How often the segments may be overwritten while a run reads them. The next time, it ends."""


class RunRecord(WorkItem):
    """The fields of a run (Run), and what they answer. `export` is the export as it was when the run started.

    full, approved_…, undo_of, pause_export    see RunOptions
    retry_of             the run whose failed rows this one sends again
    undone_by            the run that took the people whom this one added off the list again
    added                the record of these people, for as long as the run can be undone
    joined               of a run that undoes another: when the people whom that one added joined the list
    sources              the pinned blobs of the segments
    definitions          the defined segments among them, as they were when the blobs were pinned
    baseline             the snapshot that the run compares with, as of when it was prepared
    account_id           the Klaviyo account of its connection when it was prepared
    list_name            the name of the list when it was prepared
    columns              the columns of the segments; none where there are more than MAX_COLUMNS_KEPT
    column_changes       what differs in them from the last run that read the segments
    list_removals        removals from the list by runs of any export, as of when it was prepared
    versions_read        how often the blobs were overwritten while they were read
    reads_whole_files    no file is divided: that was tried, and the quotes in one do not match
    split                how its preparation is divided into pieces; None: one worker does all of it
    prepared             what preparing found; from then on the run sends
    cut                  all chunks are recorded
    step                 the number of the run's current follow message; messages with another number do nothing
    heartbeat_at         the last time that a step of the run was recorded
    last_progress_at     the last time that a chunk or batch got further
    canary               its first portion, where its export has one and more than it is sent
    impact               what the run would change at Klaviyo, where its export has `hold_when`
    notes                inform without being warnings
    cleaned              the staging of the ended run is deleted

    As a work item (claim, attempts, not_before, missing_since), a run is its own preparation.
    """

    SCHEMA: ClassVar[int] = 3
    """2: `definitions`. 3: `canary`, `undo_of`."""

    id: str
    export_id: str
    export: Export
    trigger: Trigger
    started_by: str = ""
    retry_of: str | None = None
    full: bool = False
    approved_removals: int | None = None
    approved_new_profiles: int | None = None
    undo_of: str | None = None
    pause_export: bool = False
    undone_by: str | None = None
    added: AddedPeople | None = None
    joined: JoinPeriod | None = None
    traceparent: str | None = None
    state: RunState = RunState.QUEUED
    counts: Counts = Counts()
    chunks: Progress = Progress()
    warnings: list[Text] = Field(default_factory=list)
    notes: list[Text] = Field(default_factory=list)
    removal: Removal | None = None
    impact: Impact | None = None
    canary: RunCanary | None = None
    error: Failure | None = None
    queued_at: Instant
    started_at: Instant | None = None
    ended_at: Instant | None = None
    cancel_requested_at: Instant | None = None
    cancel_requested_by: str | None = None

    sources: list[Source] = Field(default_factory=list)
    definitions: list[PinnedDefinition] = Field(default_factory=list)
    account_id: str = ""
    list_name: str = ""
    columns: list[str] = Field(default_factory=list)
    column_changes: ColumnChanges | None = None
    baseline: Snapshot | None = None
    list_removals: PinnedRemovals = PinnedRemovals()
    post_import: PostImport | None = None
    versions_read: int = 0
    reads_whole_files: bool = False
    split: Split | None = None
    prepared: Prepared | None = None
    cut: bool = False
    step: int = 0
    heartbeat_at: Instant
    last_progress_at: Instant
    cleaned: bool = False

    @property
    def schema_supported(self) -> bool:
        """No newer version of the app wrote it, or the export that it is of."""
        return super().schema_supported and self.export.schema_supported

    @property
    def is_open(self) -> bool:
        """The run waits to be prepared, or its preparation to be completed."""
        return not self.cut and not self.stopping

    @property
    def stopping(self) -> bool:
        """No further chunk is to be sent."""
        return self.cancel_requested_at is not None or self.error is not None or self.state.final

    @property
    def may_be_unpinned(self) -> bool:
        """The run may still read another version of the blobs: nothing was sent, and it is no retry."""
        return self.prepared is None and self.retry_of is None and self.versions_read < MAX_OVERWRITES

    @property
    def held_before_sending(self) -> bool:
        """A user must confirm what the run would change at Klaviyo, before another run does it."""
        return self.impact is not None and bool(self.impact.held)

    @property
    def options(self) -> RunOptions:
        """What was asked for when the run was started."""
        return RunOptions(**{name: getattr(self, name) for name in RunOptions.model_fields})

    @property
    def buckets(self) -> list[Bucket]:
        """The buckets of the rows to send; none before the run is prepared."""
        return self.prepared.buckets if self.prepared else []

    @property
    def people_to_compare(self) -> int:
        """How many people are compared with the rows: those of the snapshot, and those removed since."""
        return (self.baseline.people if self.baseline else 0) + self.list_removals.people

    @property
    def hashed_by(self) -> str:
        """What computed the buckets; empty where there is one."""
        return self.prepared.hashed_by if self.prepared else ""

    def holds_back(self, chunk: Chunk) -> bool:
        """Return whether the chunk must not be sent yet: the first portion is not judged, or must be confirmed."""
        return self.canary is not None and self.canary.holds_back(chunk.first)

    @property
    def waits(self) -> bool:
        """The first portion is sent, and the others wait for a user's confirmation."""
        return self.canary is not None and self.canary.state is CanaryState.WAITING and not self.stopping
