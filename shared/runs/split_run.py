"""A preparation that is split: which pieces there are, and when one stage follows another.

    PrepareRun ─► advance: create the stage's pieces, send their messages
                    └─ PreparePiece ─► prepare_piece.py ─► the last of a stage sends PrepareRun

`advance` looks at the records of the pieces alone, so that it may be called at any time and any number of times: it
creates what is missing, sends messages again that seem lost, and goes on to the next stage once all pieces are done.
Between the stages `compare` and `cut` all counts are known: there is the gate (gate.py), before anything is sent.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from itertools import accumulate

from shared.context import Context
from shared.domain import Mode, Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.findings import Findings
from shared.domain.impact import LOOKED_UP_AT_MOST
from shared.domain.messages import FollowRun
from shared.domain.run_values import Prepared
from shared.domain.split import Piece, PieceState, Split, Stage, piece_name
from shared.errors import SegmentEmpty, SegmentTooLarge, SegmentUnreadable, StateConflict, StepFailed
from shared.klaviyo import Klaviyo
from shared.planning.rejects import SHARED_HEADER
from shared.runs.claims import Claim
from shared.runs.gate import Preparation, pass_gate
from shared.runs.partitions import planned_parts, ranges
from shared.runs.sources import sent_values
from shared.runs.staged_run import find_warnings
from shared.runs.work_kinds import PieceWork, PreparationWork
from shared.segments.part_schema import Part, union
from shared.storage.stored_files import RunFiles
from shared.texts import text

log = logging.getLogger(__name__)

LINES = "lines.json"
"""The file of a piece that read: which line each record of a part begins at, and how many lines `ended` in it.

Of a table of members also the first `unreadable` row: its line and what is wrong with it.
"""
SAMPLE = "sample.json"
"""The file of a piece that compared: some people who are new to the list."""
SHARED = "shared.csv"
"""The file of a piece that compared: its lines of shared-identifiers.csv."""


async def advance(context: Context, claimed: Claim[Run], klaviyo: Klaviyo, parts: list[Part]) -> None:
    """Do what the records of the pieces ask for, and release the run unless its preparation is complete."""
    while claimed.item.is_open:
        run = claimed.item
        pieces = await _open_stage(context, claimed, _split_of(run), parts)
        if pieces is None:
            break
        await _close_stage(context, claimed, klaviyo, parts, pieces)
    await claimed.release(counted=False)
    run = claimed.item
    if run.is_open and await is_stage_done(context, run):
        # A piece that ended meanwhile found the run claimed, and its message did nothing.
        await PreparationWork(context).send(run)


async def is_stage_done(context: Context, run: Run) -> bool:
    """Return whether all pieces of the run's present stage are done."""
    split = _split_of(run)
    pieces = await context.pieces.of_stage(run.id, split.key, split.stage)
    return bool(pieces) and all(found.value.state is PieceState.DONE for found in pieces)


async def withdraw_pieces(context: Context, run: Run) -> bool:
    """Cancel every piece that is open, for a run that stops; return whether no worker is at one any more."""
    at, idle = now(), True
    async for found in context.pieces.of_run(run.id):
        if found.value.is_open:
            try:
                # A worker notices it when it renews its claim.
                await context.pieces.replace(found.value.canceled(at), found.etag)
            except StateConflict:
                idle = False
        idle = idle and not found.value.is_claimed(at)
    return idle


async def _open_stage(context: Context, claimed: Claim[Run], split: Split, parts: list[Part]) -> list[Piece] | None:
    """Create the pieces of the stage, or see how far they are; return them once all are done."""
    run, kind = claimed.item, PieceWork(context)
    found = {one.value.name: one.value for one in await context.pieces.of_stage(run.id, split.key, split.stage)}
    at = now()
    quiet = (at - run.last_progress_at).total_seconds()
    # While a worker does one of the pieces, the others wait in the queue: their messages must not multiply.
    stalled = quiet > context.settings.stalled_after_seconds and not any(one.is_claimed(at) for one in found.values())
    # An attempt that died may have created a piece and not sent its message.
    unsent = split.requested is not split.stage
    pieces = await _pieces_of(context, run, parts)
    for piece in pieces:
        known = found.get(piece.name)
        if known is None:
            await context.pieces.create(piece)
            await kind.send(piece)
        elif known.state is PieceState.FAILED:
            raise StepFailed(text("step-failed"))
        elif (stalled or unsent) and known.is_open and known.is_due(at) and not known.is_claimed(at):
            log.info("run %s: %s requested again", run.id, piece.name)
            await kind.send(piece)
    if stalled or unsent:
        await claimed.change(lambda run: run.pieces_requested(now()))
    done = [one for piece in pieces if (one := found.get(piece.name)) and one.state is PieceState.DONE]
    return done if len(done) == len(pieces) else None


async def _pieces_of(context: Context, run: Run, parts: list[Part]) -> list[Piece]:
    split = _split_of(run)
    reads = [(0, 0)] * (split.groups if split.stage is Stage.SHARE else split.buckets)
    if split.stage is Stage.READ:
        planned = await planned_parts(context, run, parts)
        reads = ranges(planned, sent_values(run.export, parts), split.partition_bytes)
    return [
        Piece(
            run_id=run.id,
            name=piece_name(split.key, split.stage, number),
            key=split.key,
            stage=split.stage,
            number=number,
            first=first,
            last=last,
        )
        for number, (first, last) in enumerate(reads)
    ]


async def _close_stage(
    context: Context, claimed: Claim[Run], klaviyo: Klaviyo, parts: list[Part], pieces: list[Piece]
) -> None:
    """Do what follows a stage whose pieces are all done, and begin the next one."""
    run, stage = claimed.item, pieces[0].stage
    log.info("run %s: %d pieces of the stage %s done", run.id, len(pieces), stage)
    if stage is Stage.READ:
        await _check_rows(context, run, parts, pieces)
    if stage is Stage.COMPARE:
        await _gate(context, claimed, klaviyo, parts, pieces)
        await context.queues.send(FollowRun(run_id=run.id, step=claimed.item.step), delay=1)
    following = _split_of(run).following
    if following is None:
        total = sum(piece.result.chunks for piece in pieces)
        await claimed.change(lambda run: run.cut_completed(total, now()))
        log.info("run %s: %d chunks cut", run.id, total)
    else:
        begun = following
        await claimed.change(lambda run: run.stage_begun(begun, now()))


async def _check_rows(context: Context, run: Run, parts: list[Part], pieces: list[Piece]) -> None:
    """Check the number of rows, and write where each of them is."""
    files = context.run_files(run.id)
    planned = await planned_parts(context, run, parts)
    records = [count for piece in pieces for count in piece.result.records][: len(planned.rows)]
    if sum(records) > (limit := context.settings.max_segment_rows):
        raise SegmentTooLarge.rows(limit)
    lines = [
        line for piece in pieces for line in await files.read_needed(layout.PIECE_FILE, piece=piece.name, file=LINES)
    ]
    above = 0
    for part, line in zip(planned.all, lines, strict=True):
        # The lines of a range are counted from its beginning.
        above = above if part.byte_span and part.byte_span.first else 0
        if unreadable := line.get("unreadable"):
            number, problem = unreadable
            raise SegmentUnreadable(
                text("table-row-unreadable", blob=part.source.blob, line=number + above, problem=problem)
            )
        line["offsets"] = [offset + above for offset in line["offsets"]]
        above += line.pop("ended")
    starts = list(accumulate(records, initial=0))[:-1]
    blobs = [part.source.blob for part in planned.rows]
    await files.write_json(layout.ROW_LOCATIONS, {"blobs": blobs, "starts": starts, "lines": lines[: len(blobs)]})


async def _gate(
    context: Context, claimed: Claim[Run], klaviyo: Klaviyo, parts: list[Part], pieces: list[Piece]
) -> None:
    run, split = claimed.item, _split_of(claimed.item)
    shared = [found.value.result for found in await context.pieces.of_stage(run.id, split.key, Stage.SHARE)]
    found = Findings.total([result.findings for result in [*(piece.result for piece in pieces), *shared]])
    if not found.read and not (run.export.mode is Mode.MIRROR and run.baseline is not None):
        raise SegmentEmpty(text("segment-header-only"))
    notes = dict.fromkeys(note for piece in pieces if (note := piece.result.note))
    kept = [piece.result.findings.kept for piece in pieces]
    first = run.export.first_portion(found.kept)
    warnings = find_warnings(run.export, parts, found)
    prepared = Prepared.of(found, warnings, list(notes), first, kept, split.hashed_by)
    files = context.run_files(run.id)

    async def write_files(_: Prepared) -> None:
        if found.shared:
            await files.write(layout.SHARED_IDENTIFIERS, _shared_csv(files, pieces))

    async def sample() -> list[str]:
        # Both are in the order of hashes: these are the people whom one piece would look up.
        people: list[str] = []
        for piece in pieces:
            if len(people) < LOOKED_UP_AT_MOST and piece.result.findings.added:
                people += await files.read_needed(layout.PIECE_FILE, piece=piece.name, file=SAMPLE)
        return people[:LOOKED_UP_AT_MOST]

    columns = [column.name for column in union(parts)]
    await pass_gate(context, claimed, klaviyo, Preparation(prepared, found, columns, sample, write_files))


async def _shared_csv(files: RunFiles, pieces: list[Piece]) -> AsyncIterator[bytes]:
    yield SHARED_HEADER.encode()
    for piece in pieces:
        async for data in files.stream(layout.PIECE_FILE, piece=piece.name, file=SHARED):
            yield data


def _split_of(run: Run) -> Split:
    assert run.split is not None
    return run.split
