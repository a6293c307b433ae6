"""Plain rules and values: no I/O, no Azure. Models are frozen; a change makes a new one (`model_copy`)."""

from shared.domain.chunk import Chunk, ChunkState
from shared.domain.connection import Access, Connection, Consent, LastUse
from shared.domain.export import Export, Mode
from shared.domain.mapping import Mapping
from shared.domain.run import Counts, Failure, Progress, Run, RunState, Source, Trigger
from shared.domain.schedule import Cron, Manual, Refresh, Schedule, SegmentUpdated

__all__ = [
    "Access",
    "Chunk",
    "ChunkState",
    "Connection",
    "Consent",
    "Counts",
    "Cron",
    "Export",
    "Failure",
    "LastUse",
    "Manual",
    "Mapping",
    "Mode",
    "Progress",
    "Refresh",
    "Run",
    "RunState",
    "Schedule",
    "SegmentUpdated",
    "Source",
    "Trigger",
]
