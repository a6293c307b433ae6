"""Segment updates: whether a segment was written since an export last ran on it, and whether it is complete.

Events arrive twice, late and out of order, and the parts of a segment are written one after another: only the blobs in
storage decide. The version of each segment that was seen is in a record apart from the export (ScheduleState).
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
from shared.domain.segment_definition import SegmentDefinition
from shared.errors import SegmentNotFound, StateConflict
from shared.segments.catalog import Container, Segment, all_segments, find_any
from shared.segments.tables import documents
from shared.storage.records import Records, Versioned
from shared.telemetry.guard import guarded

MAX_ATTEMPTS = 5


class Scheduling(Protocol):
    """The parts of the context that scheduling needs."""

    @property
    def segments(self) -> Container: ...
    async def definition(self, segment: str) -> SegmentDefinition | None: ...
    @property
    def definitions(self) -> Records[SegmentDefinition]: ...
    @property
    def schedule_states(self) -> Records[ScheduleState]: ...


@dataclass(frozen=True)
class ListedSegments:
    """All segments by name: those in storage, and those defined in the app."""

    stored: Mapping[str, Segment]
    definitions: Mapping[str, SegmentDefinition]


@dataclass(frozen=True)
class Version:
    """The newest version of a segment: when it was written (whole seconds, as storage has it), and a digest.

    `parts`: it has several. `marked`: it has a file that is written last (a model.json, a manifest, a commit of a Delta
    log), so that it is complete.
    """

    seen: SeenVersion
    parts: bool
    marked: bool

    def is_newer(self, known: SeenVersion) -> bool:
        """Return whether it was written after `known`. Deleted parts make no new version."""
        if self.seen.at == known.at:
            return bool(known.digest) and self.seen.digest != known.digest
        return self.seen.at > known.at

    def is_complete(self, schedule: SegmentUpdated, at: datetime) -> bool:
        """Return whether no further part is to be expected."""
        return self.marked or at - self.seen.at >= schedule.quiet(parts=self.parts)


async def list_segments(context: Scheduling) -> ListedSegments:
    """Read all segments at once."""
    stored = {segment.name: segment for segment in await all_segments(context.segments)}
    return ListedSegments(stored, {found.value.name: found.value for found in await context.definitions.all()})


async def version(context: Scheduling, name: str, listed: ListedSegments | None = None) -> Version | None:
    """Return the newest version of the segment, of a defined one that of its tables; None where there is no blob.

    It is looked up in `listed`, or read where none is given.
    """
    definition = await context.definition(name) if listed is None else listed.definitions.get(name)
    if definition is None:
        return await _stored_version(context.segments, name, listed)
    every = [await _stored_version(context.segments, table, listed) for table in definition.tables]
    found = [one for one in every if one is not None]
    if not found:
        return None
    at = max(one.seen.at for one in found)
    # Of all tables: one that is written may still be older than the others.
    every_seen = "\n".join(one.seen.model_dump_json() for one in found)
    seen = SeenVersion(at=at, digest=hashlib.sha256(every_seen.encode()).hexdigest()[:16])
    return Version(seen, parts=any(one.parts for one in found), marked=all(one.marked for one in found))


async def _stored_version(container: Container, name: str, listed: ListedSegments | None) -> Version | None:
    try:
        segment = listed.stored.get(name) if listed is not None else await find_any(container, name)
    except SegmentNotFound:
        return None
    if segment is None:
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
    """Return the segments of the export that were written since they were last seen, by name."""
    return {
        name: found
        for name in export.segments
        if (found := versions.get(name)) and found.is_newer(state.segments.get(name, _unknown_at(state.since)))
    }


def cause_of(versions: Mapping[str, Version | None]) -> str:
    """Return a digest that identifies a set of versions."""
    texts = (f"{name}\n{found.seen.model_dump_json()}" for name, found in sorted(versions.items()) if found)
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def state_for(scheduled_at: datetime, known: Versioned[ScheduleState] | None) -> ScheduleState | None:
    """Return the recorded state, or that of an export that was just saved where none belongs to the present schedule.

    `scheduled_at` is the export's. Returns None where the export was saved with another schedule after it was read: do
    not act on it.
    """
    if known is not None and known.value.since > scheduled_at:
        return None
    if known is not None and known.value.since == scheduled_at:
        return known.value
    return _unchanged_since(scheduled_at)


def _unchanged_since(scheduled_at: datetime) -> ScheduleState:
    return ScheduleState(since=scheduled_at, checked_at=scheduled_at)


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
    """Return the state of an export that is about to be saved: the present versions of its segments start nothing."""
    state = _unchanged_since(export.scheduled_at)
    if not isinstance(export.schedule, SegmentUpdated):
        return state
    found = {name: await version(context, name) for name in export.segments}
    # Storage has whole seconds: where there is no blob yet, what is written from this second on is new.
    nothing = _unknown_at(now() - timedelta(seconds=1))
    segments = {name: one.seen if one else nothing for name, one in found.items()}
    return state.with_seen(segments)


async def remember_saved(context: Scheduling, export: Export, state: ScheduleState) -> None:
    """Write the state of an export that was saved. Without it, versions written since it was saved start a run."""
    with guarded("remember what was seen", export.id):
        for _ in range(MAX_ATTEMPTS):
            known = await context.schedule_states.get(export.id)
            if known is not None and known.value.since >= state.since:
                return
            await remember(context, export, known, state)


def _unknown_at(at: datetime) -> SeenVersion:
    """Return a version such that what is written in a later second is newer."""
    return SeenVersion(at=at.replace(microsecond=0), digest="")
