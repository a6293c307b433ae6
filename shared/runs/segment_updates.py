"""Has a segment been written since an export last looked, and is it complete?

Events come twice, late and out of order, and a segment of several parts is written bit by bit: only what lies in
storage decides. What was seen is remembered for each segment of an export, apart from the export (ScheduleState).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from shared.domain import Export, SegmentUpdated
from shared.domain.base import now
from shared.domain.schedule import ScheduleState, SeenVersion
from shared.errors import SegmentNotFound, StateConflict
from shared.segments.catalog import Container, find_any
from shared.segments.tables import documents
from shared.storage.records import Records, Versioned
from shared.telemetry.guard import guarded

MAX_ATTEMPTS = 5


class Scheduling(Protocol):
    """What scheduling needs of the app's parts."""

    @property
    def segments(self) -> Container: ...
    @property
    def schedule_states(self) -> Records[ScheduleState]: ...


@dataclass(frozen=True)
class Version:
    """A segment's newest writing: when (whole seconds, as storage has it), and a digest of what was written then.

    `marked` tells that its completion mark was what is looked at (a model.json, a manifest, a commit of a Delta log:
    each is written last), so that nothing need be waited for.
    """

    seen: SeenVersion
    parts: bool
    marked: bool

    def is_newer(self, known: SeenVersion) -> bool:
        """Whether it was written after `known`. Parts that went away make no new version."""
        if self.seen.at == known.at:
            return bool(known.digest) and self.seen.digest != known.digest
        return self.seen.at > known.at

    def complete(self, schedule: SegmentUpdated, moment: datetime) -> bool:
        """Whether nothing more of it is to be expected."""
        return self.marked or moment - self.seen.at >= schedule.quiet(parts=self.parts)


async def version(container: Container, name: str) -> Version | None:
    """The newest version of the segment; None where nothing lies under its name."""
    try:
        segment = await find_any(container, name)
    except SegmentNotFound:
        return None
    marks = [blob for blob in segment.documents if documents.is_written_last(blob.name)]
    looked_at = marks or segment.blobs
    if not looked_at:
        return None
    at = max(blob.modified for blob in looked_at)
    newest = sorted(f"{blob.name}\n{blob.etag}" for blob in looked_at if blob.modified == at)
    digest = hashlib.sha256("\n".join(newest).encode()).hexdigest()[:16]
    in_parts = any("/" in blob.name for blob in segment.blobs)
    return Version(SeenVersion(at=at.astimezone(UTC), digest=digest), parts=in_parts, marked=bool(marks))


def updates(export: Export, state: ScheduleState, versions: Mapping[str, Version | None]) -> dict[str, Version]:
    """The segments of the export that were written since they were last seen."""
    return {
        name: found
        for name in export.segments
        if (found := versions.get(name)) and found.is_newer(state.segments.get(name, _unknown_at(state.since)))
    }


def cause_of(versions: Mapping[str, Version | None]) -> str:
    """What tells one set of versions from another."""
    texts = (f"{name}\n{found.seen.model_dump_json()}" for name, found in sorted(versions.items()) if found)
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def state_for(export: Export, known: Versioned[ScheduleState] | None) -> ScheduleState | None:
    """The state as it is remembered; where none of the present schedule is, that nothing has happened since.

    None where the export was saved with another schedule after `export` was read: it is not to be acted on.
    """
    if known is not None and known.value.since > export.scheduled_at:
        return None
    if known is not None and known.value.since == export.scheduled_at:
        return known.value
    return _unchanged_since(export)


def _unchanged_since(export: Export) -> ScheduleState:
    return ScheduleState(since=export.scheduled_at, checked_at=export.scheduled_at)


async def remember(
    context: Scheduling, export: Export, known: Versioned[ScheduleState] | None, state: ScheduleState
) -> None:
    """Write the state, unless another process did since `known` was read: it handled the same causes."""
    with suppress(StateConflict):
        if known is None:
            await context.schedule_states.insert(export.id, state)
        else:
            await context.schedule_states.replace(export.id, state, known.etag)


async def seen_now(context: Scheduling, export: Export) -> ScheduleState:
    """The state of an export that is about to be saved: what its segments are now starts nothing."""
    state = _unchanged_since(export)
    if not isinstance(export.schedule, SegmentUpdated):
        return state
    found = {name: await version(context.segments, name) for name in export.segments}
    # Storage tells whole seconds: with nothing there yet, whatever is written from this second on is new.
    nothing = _unknown_at(now() - timedelta(seconds=1))
    segments = {name: one.seen if one else nothing for name, one in found.items()}
    return state.with_seen(segments)


async def remember_saved(context: Scheduling, export: Export, state: ScheduleState) -> None:
    """Write the state of an export that was saved; without it, its segments count as written when they were."""
    with guarded("remember what was seen", export.id):
        for _ in range(MAX_ATTEMPTS):
            known = await context.schedule_states.get(export.id)
            if known is not None and known.value.since >= state.since:
                return
            await remember(context, export, known, state)


def _unknown_at(moment: datetime) -> SeenVersion:
    """What is written in a later second than this is new."""
    return SeenVersion(at=moment.replace(microsecond=0), digest="")
