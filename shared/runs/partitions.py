"""Which parts of a segment the pieces of a preparation read: whole blobs, or ranges of large ones.

The ranges are found once, before the run is divided, and stored: every piece reads by the same plan.
"""

from __future__ import annotations

from functools import partial

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.split import Split
from shared.runs.sources import sent_values
from shared.segments.part_schema import Part, Span
from shared.segments.spans import divide_part, with_span

PLAN = "spans.json"
"""The parts in their order: the number of the blob's part, first and last of its span; [number] alone is all of it."""


async def plan_partitions(context: Context, run: Run, split: Split, parts: list[Part]) -> None:
    """Find and store the ranges. Raises SegmentTooLarge where a blob that cannot be divided would take too long."""
    # Imported here: it needs what only preparing loads.
    from shared.planning.fit import check_undivided, estimate

    sent = sent_values(run.export, parts)
    plan: list[list[int]] = []
    for number, part in enumerate(parts):
        spans: list[Span] = []
        if not run.reads_whole_files:
            size = partial(estimate, sent=sent)
            spans = await divide_part(context.segments, part, size, split.partition_bytes)
        if not spans:
            check_undivided(part, sent)
        plan += [[number, *span] for span in spans] or [[number]]
    await context.run_files(run.id).write_json(layout.PIECE_FILE, plan, piece=_name(split), file=PLAN)


async def planned_parts(context: Context, run: Run, parts: list[Part]) -> list[Part]:
    """Return the parts that the pieces read, in order. `parts` are the blobs. Raises StagingLost."""
    assert run.split is not None
    plan = await context.run_files(run.id).read_needed(layout.PIECE_FILE, piece=_name(run.split), file=PLAN)
    return [with_span(parts[number], Span(*span) if span else None) for number, *span in plan]


def _name(split: Split) -> str:
    return f"{split.key}-plan"
