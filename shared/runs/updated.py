"""Has a segment been written since an export last looked, and is it complete?

Events come twice, late and out of order, and a segment of several parts is written bit by bit: only what lies in
storage decides.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from shared.domain import Export, SegmentUpdated
from shared.domain.base import now
from shared.errors import SegmentNotFound
from shared.segments import described
from shared.segments.catalog import find_any
from shared.state.blobs import Blobs


class HasSegments(Protocol):
    """What marking needs of the app's parts."""

    @property
    def segments(self) -> Blobs: ...


@dataclass(frozen=True)
class Version:
    """A segment's newest writing: when (whole seconds, as storage has it), and a hash of what was written then.

    `marked` tells that its completion mark was what is looked at (a model.json, a manifest, a commit of a Delta log:
    each is written last), so that nothing need be waited for.
    """

    at: datetime
    seen: str
    parts: bool
    marked: bool

    def is_new(self, export: Export) -> bool:
        """Whether the export has not run on it. Parts that went away make no new version."""
        if self.at == export.scheduled_at:
            return bool(export.seen) and self.seen != export.seen
        return self.at > export.scheduled_at

    def complete(self, schedule: SegmentUpdated, moment: datetime) -> bool:
        """Whether nothing more of it is to be expected."""
        return self.marked or moment - self.at >= schedule.quiet(parts=self.parts)


async def version(container: Blobs, name: str) -> Version | None:
    """The newest version of the segment; None where nothing lies under its name."""
    try:
        segment = await find_any(container, name)
    except SegmentNotFound:
        return None
    marks = [blob for blob in segment.about if described.root_of(blob.name) is not None]
    looked_at = marks or segment.blobs
    if not looked_at:
        return None
    at = max(blob.modified for blob in looked_at)
    newest = sorted(f"{blob.name}\n{blob.etag}" for blob in looked_at if blob.modified == at)
    seen = hashlib.sha256("\n".join(newest).encode()).hexdigest()[:16]
    in_parts = any("/" in blob.name for blob in segment.blobs)
    return Version(at.astimezone(UTC), seen, parts=in_parts, marked=bool(marks))


async def looked_at_now(context: HasSegments, export: Export) -> Export:
    """The export, taking note of the time and of the version its segment has now: what lay before starts nothing."""
    if isinstance(export.schedule, SegmentUpdated):
        found = await version(context.segments, export.segments[0])
        # Storage tells whole seconds: with nothing there yet, whatever is written from this second on is new.
        at, seen = (found.at, found.seen) if found else (now().replace(microsecond=0) - timedelta(seconds=1), "")
        return export.model_copy(update={"scheduled_at": at, "seen": seen})
    return export.model_copy(update={"scheduled_at": now(), "seen": ""})
