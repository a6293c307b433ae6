"""not-subscribed.csv: people who say yes in the segment, but opted out at Klaviyo, with the reason."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.batch import Batch
from shared.domain.identity import Identity
from shared.planning.rejects import NOT_SUBSCRIBED_HEADER, people_csv
from shared.post_import.checkpoint import read_checkpoint
from shared.storage.stored_files import RunFiles, checked


async def write_not_subscribed(
    context: Context, run: Run, batches: Sequence[Batch], require_unchanged: Callable[[], Awaitable[None]]
) -> None:
    """Write the file, if there is anyone to list. The same batches give the same file.

    `require_unchanged` raises StateConflict where another process ended the run, and may have deleted what is read
    here: then nothing is written.
    """
    batches = [batch for batch in batches if batch.suppressed]
    if batches:
        files = context.run_files(run.id)
        lines = _lines(files, run.export.mapping.identity, batches)
        await files.write(layout.NOT_SUBSCRIBED, checked(lines, require_unchanged))


async def _lines(files: RunFiles, kind: Identity, batches: Sequence[Batch]) -> AsyncIterator[bytes]:
    yield NOT_SUBSCRIBED_HEADER.encode()
    for batch in batches:
        checkpoint = await read_checkpoint(files, batch)
        people = await files.read_json(layout.BATCH, batch=batch.name) or []
        lines = []
        for position, reason, opted_out_at in checkpoint.suppressed:
            identity, channel, _, consented_at = people[position]
            email, *others = (identity if one is kind else None for one in Identity)
            lines.append((email, channel, reason, opted_out_at, consented_at, *others))
        yield people_csv(lines)
