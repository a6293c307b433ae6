"""Remove an export with its snapshot, and nothing of other exports. Its runs stay in the history.

One write decides between a removal and a start: the export's mark among the runs (`Runs.mark_removed`). From then on
no run begins, and the sweep continues a removal whose process died. The mark stays until nothing that began before it
can still be working.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from shared.context import Context
from shared.domain import Export
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.errors import StateConflict
from shared.runs.targets import release_target
from shared.storage.records import Versioned
from shared.telemetry.guard import guarded

log = logging.getLogger(__name__)

CONTINUED_AFTER = timedelta(minutes=5)
"""The process of a removal that began so long ago has died."""
MARKED = timedelta(hours=2)
"""How long the mark stays: longer than any invocation."""


async def remove_export(context: Context, found: Versioned[Export]) -> None:
    """Remove the export. Raises RunActive while it runs, StateConflict where it was changed since it was read."""
    export = found.value
    await context.runs.mark_removed(export, now())
    try:
        await context.exports.delete(export.id, found.etag)
    except StateConflict:
        await context.runs.unmark_removed(export.id)
        raise
    with guarded("remove what belongs to an export", export.id):
        await _remove_rest(context, export.id)


async def finish_export_removals(context: Context) -> None:
    """Continue removals whose process died, and delete marks that are no longer needed. The sweep calls this."""
    for export_id, removal in (await context.runs.removed()).items():
        with guarded("remove exports", export_id):
            left_alone = now() - removal.at
            if left_alone < CONTINUED_AFTER:
                continue
            if found := await context.exports.get(export_id):
                if found.value.updated_at != removal.export_updated_at:
                    # Its removal failed, and a user changed it: it is to stay.
                    await context.runs.unmark_removed(export_id)
                    continue
                log.warning("export %s: its removal is continued", export_id)
                await context.exports.delete(export_id, found.etag)
                await _remove_rest(context, export_id)
            if left_alone >= MARKED:
                await _remove_rest(context, export_id)
                await context.runs.unmark_removed(export_id)


async def _remove_rest(context: Context, export_id: str) -> None:
    """Delete what belongs to a removed export. Repeating it changes nothing."""
    await release_target(context, export_id)
    for change_id, change in (await context.pending_changes.by_key()).items():
        if change.value.export_id == export_id:
            await context.pending_changes.delete(change_id)
    await context.runs.lists.recent.delete(export_id)
    await context.notification_states.delete(export_id)
    await context.schedule_states.delete(export_id)
    await context.snapshots.delete(export_id)
    # The staging of its runs goes when each of them ends.
    await context.snapshot_files.delete(layout.SNAPSHOT, export=export_id)
    await context.stored_files.delete(layout.COLUMNS, export=export_id)
