"""The parts of defined segments, as a run or preview reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shared.context import Context
from shared.domain.segment_definition import PinnedDefinition
from shared.runs.staged_run import in_thread
from shared.segments.part_schema import Part

if TYPE_CHECKING:
    from shared.planning.defined_segments import DefinedSegments, Sample


async def run_selects(
    context: Context, parts: list[Part], definitions: Sequence[PinnedDefinition], directory: Path
) -> list[Part]:
    """Return the parts with those of each SELECT replaced by a file in `directory` with its result.

    Raises DefinitionInvalid, SegmentEmpty, SegmentTooLarge, TempDiskFull and the errors of reading a segment.
    """
    from shared.planning.selected_parts import has_select

    if not has_select(definitions):
        return parts
    return await _in_directory(context, directory, lambda segments: segments.run_selects(parts, definitions))


async def read_members(context: Context, parts: list[Part], directory: Path) -> list[Part]:
    """Return the parts with a file of keys in `directory` for each table of members. Raises the same errors."""
    from shared.planning.selected_parts import member_parts

    if not member_parts(parts):
        return parts
    return await _in_directory(context, directory, lambda segments: segments.read_members(parts))


async def sample_definition(
    context: Context, parts: list[Part], definition: PinnedDefinition, directory: Path, rows: int
) -> Sample:
    """Return the number of rows of a defined segment and the first of them. Raises the same errors."""

    def sample(segments: DefinedSegments) -> Sample:
        return segments.sample(segments.resolve(parts, [definition]), rows)

    return await _in_directory(context, directory, sample)


async def _in_directory[T](context: Context, directory: Path, work: Callable[[DefinedSegments], T]) -> T:
    # Imported here: only preparing needs DuckDB, and loading it takes its time.
    from shared.planning.defined_segments import DefinedSegments, Limits
    from shared.planning.temp_disk import TempDisk

    settings = context.settings
    disk = TempDisk(directory, settings.prepare_disk_mb)
    limits = Limits(
        memory_mb=settings.prepare_memory_mb,
        disk_mb=disk.limit_mb,
        threads=settings.prepare_threads,
        max_bytes=settings.max_segment_bytes,
        max_rows=settings.max_segment_rows,
        select_seconds=settings.select_seconds,
    )
    segments = DefinedSegments(context.open_files, directory, limits)

    def read() -> T:
        with disk.watch(segments.interrupt):
            return work(segments)

    return await in_thread(read, interrupt=segments.interrupt)
