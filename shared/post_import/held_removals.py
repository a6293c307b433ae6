"""held-removals.csv: the people whom a run would have removed from the list, had the removal not been held back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.identity import Identity
from shared.domain.people_list import PeopleList
from shared.planning.rejects import HELD_REMOVALS_HEADER, people_csv
from shared.post_import.people_files import read_people

if TYPE_CHECKING:
    from shared.planning.people_lists import PeopleLists

LINES = 5_000


async def write_held_removals(
    context: Context, run: Run, people_lists: PeopleLists, people: PeopleList, directory: Path
) -> None:
    """Write the people of a list to the run's files, for a user to look at before the removal is confirmed."""
    files = context.run_files(run.id)
    blocks = read_people(files, people_lists, people, directory / "held.parquet", LINES)
    await files.write(layout.HELD_REMOVALS, _lines(blocks, run.export.mapping.identity))


async def _lines(blocks: AsyncIterator[list[tuple[str, ...]]], kind: Identity) -> AsyncIterator[bytes]:
    yield HELD_REMOVALS_HEADER.encode()
    async for people in blocks:
        yield people_csv([[identity if one is kind else None for one in Identity] for (identity, *_) in people])
