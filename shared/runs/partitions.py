"""Which parts of a segment the pieces of a preparation read: whole blobs, or ranges of large ones.

The ranges are found once, before the run is divided, and stored: every piece reads by the same plan. Parts of tables of
members come after those of profiles.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.split import Split, Stage
from shared.runs.sources import parts_of, sent_values
from shared.segments.part_schema import NO_VALUES, Column, Part, SentValues, Span, union
from shared.segments.spans import divide_part, with_span

PLAN = "spans.json"
"""The parts in their order: the number of the blob's part, first and last of its span; [number] alone is all of it."""


class PlannedParts(NamedTuple):
    """What the pieces read, in order: parts of profiles, which have these columns, then those of tables of members."""

    rows: list[Part]
    members: list[Part]
    columns: tuple[Column, ...]

    @property
    def all(self) -> list[Part]:
        """Return the parts in the order of their numbers."""
        return [*self.rows, *self.members]


async def segment_parts(context: Context, run: Run) -> list[Part]:
    """Return the parts of the run's segments, those of its defined segments by conditions with their selections."""
    from shared.planning.selected_parts import select_parts

    return select_parts(await parts_of(context, run.sources), run.definitions)


def stages_of(run: Run, parts: Sequence[Part]) -> list[Stage]:
    """Return the stages that a run of these parts needs, if its preparation is divided."""
    from shared.planning.selected_parts import member_parts

    members = member_parts(parts)
    needed = {
        Stage.COMPACT: any(part.form.change_log for part in [*parts, *members]),
        Stage.MATCH: bool(members),
        Stage.RESOLVE: _shares_identifiers(run),
        Stage.SHARE: _shares_identifiers(run),
    }
    return [stage for stage in Stage if needed.get(stage, True)]


async def plan_partitions(context: Context, run: Run, split: Split, parts: list[Part]) -> None:
    """Find and store the ranges. Raises SegmentTooLarge where a blob that cannot be divided would take too long."""
    # Imported here: it needs what only preparing loads.
    from shared.planning.fit import check_undivided, estimate
    from shared.planning.selected_parts import member_parts

    sent = sent_values(run.export, parts)
    plan: list[list[int]] = []
    for number, (part, values) in enumerate(
        [*((part, sent) for part in parts), *((part, NO_VALUES) for part in member_parts(parts))]
    ):
        spans: list[Span] = []
        if not run.reads_whole_files:
            size = partial(estimate, sent=values)
            spans = await divide_part(context.segments, part, size, split.partition_bytes)
        if not spans:
            check_undivided(part, values)
        plan += [[number, *span] for span in spans] or [[number]]
    await context.run_files(run.id).write_json(layout.PIECE_FILE, plan, piece=_name(split), file=PLAN)


async def planned_parts(context: Context, run: Run, parts: Sequence[Part]) -> PlannedParts:
    """Return what the pieces read, in order. `parts` are the blobs of `segment_parts`. Raises StagingLost."""
    from shared.planning.selected_parts import member_parts

    assert run.split is not None
    blobs = [*parts, *member_parts(parts)]
    planned = PlannedParts([], [], union(parts))
    for number, *span in await context.run_files(run.id).read_needed(
        layout.PIECE_FILE, piece=_name(run.split), file=PLAN
    ):
        found = planned.rows if number < len(parts) else planned.members
        found.append(with_span(blobs[number], Span(*span) if span else None))
    return planned


def ranges(planned: PlannedParts, sent: SentValues, partition_bytes: int) -> list[tuple[int, int]]:
    """Return which parts each piece reads: [first, last) of `planned.all`."""
    from shared.planning.fit import partitions

    first = len(planned.rows)
    members = partitions(planned.members, NO_VALUES, partition_bytes) if planned.members else []
    return [
        *partitions(planned.rows, sent, partition_bytes),
        *((first + begin, first + end) for begin, end in members),
    ]


def _shares_identifiers(run: Run) -> bool:
    """Return whether several people of the run could share a phone number or the like: one is mapped."""
    fields = run.export.mapping.fields()
    return sum(field in fields for field in ("email", "phone_number", "external_id")) > 1


def _name(split: Split) -> str:
    return f"{split.key}-plan"
