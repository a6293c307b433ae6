"""Plain rules and values: no I/O, no Azure. Models are frozen; a change makes a new one (`model_copy`)."""

from shared.domain.chunk import Chunk, ChunkState
from shared.domain.connection import Access, Connection, Consent, LastUse
from shared.domain.export import Export, Mode, SharedIdentifiers
from shared.domain.mapping import Blank, Entry, Mapping, PropertyType
from shared.domain.run import Counts, Failure, Progress, Run, RunState, Source, Trigger
from shared.domain.schedule import Cron, Manual, Refresh, Schedule, SegmentUpdated

__all__ = [
    "Access",
    "Blank",
    "Chunk",
    "ChunkState",
    "Connection",
    "Consent",
    "Counts",
    "Cron",
    "Entry",
    "Export",
    "Failure",
    "LastUse",
    "Manual",
    "Mapping",
    "Mode",
    "Progress",
    "PropertyType",
    "Refresh",
    "Run",
    "RunState",
    "Schedule",
    "SegmentUpdated",
    "SharedIdentifiers",
    "Source",
    "Trigger",
]
