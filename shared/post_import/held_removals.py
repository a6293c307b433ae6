"""held-removals.csv: the people whom a run would have removed from the list, had the removal not been held back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.identity import Identity
from shared.planning.rejects import HELD_REMOVALS_HEADER, people_csv

if TYPE_CHECKING:
    from shared.planning.people_lists import PeopleLists

LINES = 5_000


async def write_held_removals(context: Context, run: Run, people_lists: PeopleLists, path: Path) -> None:
    """Write the people of a list to the run's files, for a user to look at before the removal is confirmed."""
    batches = people_lists.batches(path, LINES)
    await context.run_files(run.id).write(layout.HELD_REMOVALS, _lines(batches, run.export.mapping.identity))


async def _lines(batches: Iterator[list[tuple[str, ...]]], kind: Identity) -> AsyncIterator[bytes]:
    yield HELD_REMOVALS_HEADER.encode()
    while (people := await asyncio.to_thread(next, batches, None)) is not None:
        yield people_csv([[identity if one is kind else None for one in Identity] for (identity, *_) in people])
