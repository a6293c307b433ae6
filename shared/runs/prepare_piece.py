"""Do one piece of a preparation that is split (split_run.py).

A piece reads what others left in storage and leaves its own files there, then records what it found. It may be done
twice, by two workers at once: its files are a function of its input, and only the record counts.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
from pathlib import Path

from shared import telemetry
from shared.context import Context
from shared.domain import Run
from shared.domain.base import now
from shared.domain.split import Piece
from shared.errors import SourceChanged, SpansInDoubt
from shared.runs.claims import Claim
from shared.runs.piece_stages import PieceStages
from shared.runs.split_run import is_stage_done
from shared.runs.work import work_on
from shared.runs.work_kinds import PieceWork, PreparationWork, fail_run

log = logging.getLogger(__name__)


async def prepare_piece(context: Context, run_id: str, name: str) -> None:
    """Do the piece unless it is done, its run does not need it any more, or another worker does it."""
    found = await context.pieces.get(run_id, name)
    await work_on(PieceWork(context), found, lambda claimed: _prepare_piece(context, claimed))


async def _prepare_piece(context: Context, claimed: Claim[Piece]) -> None:
    piece = claimed.item
    found = await context.runs.get(piece.run_id)
    if found is None or not _is_needed(found.value, piece):
        await claimed.change(lambda piece: piece.canceled(now()))
        await claimed.release()
        return
    run = found.value
    telemetry.add_attributes(export_id=run.export_id)
    directory = Path(tempfile.mkdtemp(prefix="piece-", dir=context.settings.temp_dir))
    try:
        with telemetry.stage(piece.stage):
            result = await PieceStages(context, run, piece, directory).work()
    except SourceChanged as error:
        await _start_over(context, claimed, error)
        return
    except SpansInDoubt as error:
        log.info("%s: %s It is read as a whole", piece.name, error)
        await _read_whole_files(context, claimed)
        return
    finally:
        await asyncio.to_thread(shutil.rmtree, directory, ignore_errors=True)
    await claimed.change(lambda piece: piece.completed(result, now()))
    await _report(context, piece)


def _is_needed(run: Run, piece: Piece) -> bool:
    return run.is_open and run.split is not None and (run.split.key, run.split.stage) == (piece.key, piece.stage)


async def _report(context: Context, piece: Piece) -> None:
    """Note that the run got further, and have it go on to the next stage if this piece was the last."""
    run = await context.runs.update(
        piece.run_id, lambda run: run.piece_ended(now()) if _is_needed(run, piece) else None
    )
    if run is not None and _is_needed(run, piece) and await is_stage_done(context, run):
        await PreparationWork(context).send(run)


async def _read_whole_files(context: Context, claimed: Claim[Piece]) -> None:
    """Have the run read its files without dividing them: where records begin in one is not certain."""
    piece = claimed.item
    await claimed.change(lambda piece: piece.canceled(now()))
    await claimed.release()
    run = await context.runs.update(piece.run_id, lambda run: run.undivided(now()) if _is_needed(run, piece) else None)
    if run is not None and run.split is None:
        await PreparationWork(context).send(run)


async def _start_over(context: Context, claimed: Claim[Piece], error: SourceChanged) -> None:
    """Have the run read the new version of a segment that was overwritten while it was read."""
    piece = claimed.item
    await claimed.change(lambda piece: piece.canceled(now()))
    await claimed.release()

    def unpinned(run: Run) -> Run | None:
        if not _is_needed(run, piece) or not run.may_be_unpinned:
            return None
        return run.unpinned()

    run = await context.runs.update(piece.run_id, unpinned)
    if run is None:
        return
    if run.split is None:
        await PreparationWork(context).send(run)
    elif _is_needed(run, piece):
        await fail_run(context, run.id, error)
