"""Remove an export: with its snapshot, and nothing of others. Its runs stay in the history."""

from __future__ import annotations

from shared.domain import Export
from shared.errors import RunActive
from shared.runs.context import Context
from shared.runs.prepare import columns_name
from shared.runs.targets import release_target
from shared.state.records import Versioned


async def remove_export(context: Context, found: Versioned[Export]) -> None:
    """Raises RunActive while it runs, StateConflict where it was changed meanwhile."""
    export = found.value
    if active := await context.runs.active_of(export.id):
        raise RunActive(f"Run {active} of this export is still going on. Wait for its end, or cancel it.")
    await context.exports.delete(export.id, found.etag)
    await release_target(context, export.id)
    await context.standings.delete(export.id)
    await context.snapshots.delete(export.id)
    # With its slash: exp_1 must not take exp_12 along. The staging of its runs goes when each of them ends.
    await context.files.delete_folder(f"snapshots/{export.id}/")
    await context.files.delete_folder(columns_name(export.id))
