"""kill -9 while a segment that does not fit on one instance is prepared in pieces."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from local.stack import Stack
from shared.domain.split import PieceState, Stage
from tests.fakes.waiting import rounds
from tests.faults.lab import FINAL, Lab, options, people

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def small_disk() -> AsyncIterator[Lab]:
    """A stack on which a segment of more than some 12 MB is prepared in pieces."""
    async with Stack(options(settings={"PREPARE_DISK_MB": "16"})) as stack:
        lab = await Lab(stack).open()
        yield lab
        await lab.close()


async def until_some_done(lab: Lab, run_id: str, stage: Stage) -> None:
    """Wait until a piece of a stage is done. In most cases others are not; the pieces of a run that ended are gone."""
    for _ in rounds():
        states = [piece.state for piece in await lab.pieces(run_id) if piece.stage is stage]
        if PieceState.DONE in states or (await lab.run(run_id))["state"] in FINAL:
            return
        await asyncio.sleep(0.02)


async def test_while_pieces_are_done(small_disk: Lab) -> None:
    lab = small_disk
    # Everybody who is twice in the segment is in its last part, too.
    group = people("KillPieces", 1000, bad=20, doubled=100, padding=12_000, part_rows=275)
    export, list_id = await lab.export(group)
    run_id = await lab.start(export)
    await until_some_done(lab, run_id, Stage.READ)
    await lab.kill(every=True)
    run = await lab.check(run_id, list_id, group)
    assert (run["state"], run["counts"]["failed"]) == ("completed_with_warnings", 0), run
    for _ in rounds():
        if not await lab.pieces(run_id):
            break
        await asyncio.sleep(0.2)
