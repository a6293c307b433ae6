"""The formats that were chosen for segments, added to segments that were found in storage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from shared.domain.segment_format import ChosenFormat, format_key
from shared.segments.catalog import Segment
from shared.storage.records import Records


class HasFormats(Protocol):
    """The part of the context in which the chosen formats are."""

    @property
    def segment_formats(self) -> Records[ChosenFormat]: ...


async def with_chosen_format(context: HasFormats, segment: Segment) -> Segment:
    """Return the segment with the format that was chosen for it, if one was."""
    found = await context.segment_formats.get(format_key(segment.name))
    return _with(segment, found.value if found else None)


async def with_chosen_formats(context: HasFormats, segments: Iterable[Segment]) -> list[Segment]:
    """Return the segments, each with the format that was chosen for it, if one was."""
    found = await context.segment_formats.by_key()
    return [_with(one, chosen.value if (chosen := found.get(format_key(one.name))) else None) for one in segments]


def _with(segment: Segment, chosen: ChosenFormat | None) -> Segment:
    if chosen is None or chosen.format.is_empty:
        return segment
    chosen.require_supported_schema()
    return replace(segment, format=chosen.format)
