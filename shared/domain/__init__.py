"""Entities, values and rules. No I/O and no Azure; models are frozen, and each transition returns a new one."""

from shared.domain.chunk import Chunk, ChunkState
from shared.domain.connection import Access, Auth, Connection, Consent, ExportUser, LastUse
from shared.domain.export import Export, Mode, SharedIdentifiers
from shared.domain.mapping import Blank, Entry, Mapping, PropertyType
from shared.domain.run import Run
from shared.domain.run_values import Counts, Failure, Progress, RunState, Source, Trigger
from shared.domain.schedule import Cron, Manual, Refresh, Schedule, SegmentUpdated

__all__ = [
    "Access",
    "Auth",
    "Blank",
    "Chunk",
    "ChunkState",
    "Connection",
    "Consent",
    "Counts",
    "Cron",
    "Entry",
    "Export",
    "ExportUser",
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
