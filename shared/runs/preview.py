"""Preview a run: read, check and count as preparing does, send nothing. The result is kept for a day.

A preview is taken up again by the sweep where its worker died, and fails after a few attempts: it is never stuck.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from itertools import islice
from math import ceil
from pathlib import Path
from typing import Any

from shared.context import Context
from shared.domain import Export, Failure, Trigger
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.mapping import can_be_property
from shared.domain.preview import KEPT, Preview, PreviewState, preview_id
from shared.domain.rate_limits import min_duration_seconds
from shared.domain.run import later, new_run
from shared.errors import RunError, SourceChanged, StateConflict, Transient, Unfinished
from shared.klaviyo.bodies import read_profiles
from shared.klaviyo.budget import LIMITS, Endpoint
from shared.planning.rejects import REASONS
from shared.post_import.other_exports import notice_removals
from shared.runs.baseline import load_baseline
from shared.runs.erasure_lock import waits_for_erasure
from shared.runs.follow import FEW_JOBS
from shared.runs.lease import beside
from shared.runs.prepare import in_thread, over_limit
from shared.runs.sources import parts_of, sources_of
from shared.runs.staged_run import StagedRun
from shared.storage.queues import Message, Queue
from shared.telemetry.guard import guarded

log = logging.getLogger(__name__)

SHOWN = 20
MAX_ATTEMPTS = 3
JOBS_A_PAGE = 100


async def ask(context: Context, export: Export, export_id: str | None, who: str) -> Preview:
    """Ask for a preview of an export, saved or not. Raises PreviewActive while another one of this person is made."""
    preview = Preview(id=preview_id(), export_id=export_id, export=export, asked_by=who, created_at=now())
    await context.previews.begin(preview)
    # Should this process die here, the sweep asks again.
    await context.queues.send(Queue.PREPARE, Message(run_id=preview.id, preview=True))
    return preview


async def result_of(context: Context, preview: Preview) -> dict[str, Any]:
    """What was found; empty while the preview is not ready."""
    if preview.state is not PreviewState.READY:
        return {}
    return dict(await context.stored_files.read_json(layout.PREVIEW, preview=preview.id) or {})


async def make(context: Context, identifier: str) -> None:
    """Make the preview, unless it is made, or somebody else is at it."""
    owner = uuid.uuid4().hex
    message = Message(run_id=identifier, preview=True)
    if await waits_for_erasure(context, message):
        return
    preview = await _take(context, identifier, owner)
    if preview is None:
        return
    # Again, now that an eraser sees that the preview is being made.
    if await waits_for_erasure(context, message):
        await _change(context, identifier, owner, {"leased_until": None})
        return
    if preview.attempts > MAX_ATTEMPTS:
        await give_up(context, identifier)
        return
    directory = Path(tempfile.mkdtemp(prefix="preview-", dir=context.settings.temp_dir))
    try:
        async with _keeping(context, identifier, owner):
            result = await _look(context, preview, directory)
        await context.stored_files.write_json(layout.PREVIEW, result, preview=preview.id)
        await _change(context, identifier, owner, {"state": PreviewState.READY, "ended_at": now()})
    except RunError as error:
        await _fail(context, identifier, error)
    except (Transient, SourceChanged) as error:
        log.info("preview %s: %s; again", identifier, error.type)
        await _change(context, identifier, owner, {"leased_until": None})
        await context.queues.send(Queue.PREPARE, message, delay=5)
    except BaseException:
        await _change(context, identifier, owner, {"leased_until": None})
        raise
    finally:
        await asyncio.to_thread(shutil.rmtree, directory, ignore_errors=True)


async def give_up(context: Context, identifier: str) -> None:
    """Record that the preview cannot be made."""
    await _fail(context, identifier, Unfinished("The preview failed again and again; the app's log says why."))


async def tidy(context: Context) -> None:
    """Take up previews that nobody is making, delete those whose time is over. The sweep calls this."""
    moment = now()
    for found in await context.previews.all():
        with guarded("tidy up previews", found.value.id):
            await _tidy(context, found.value, moment)


async def _tidy(context: Context, preview: Preview, moment: datetime) -> None:
    if moment - preview.created_at >= KEPT:
        await context.stored_files.delete(layout.PREVIEW, preview=preview.id)
        await context.previews.remove(preview)
    elif preview.state is PreviewState.PREPARING and not preview.leased(moment):
        quiet = moment - (preview.leased_until or preview.created_at)
        if preview.leased_until or quiet.total_seconds() > context.settings.stalled_after_seconds:
            log.warning("preview %s: not being made, requested again", preview.id)
            await context.queues.send(Queue.PREPARE, Message(run_id=preview.id, preview=True))


async def _look(context: Context, preview: Preview, directory: Path) -> dict[str, Any]:
    export = preview.export
    connection = await context.connections.get(export.connection_id) if export.connection_id else None
    account_id = connection.value.account_id if connection else ""
    held = await context.snapshots.get(preview.export_id) if preview.export_id else None
    run = new_run(export, Trigger.ON_DEMAND, "preview").model_copy(
        update={
            "sources": await sources_of(context, export),
            "base": held.value if held else None,
            "account_id": account_id,
            "noticed": await notice_removals(context, account_id, export.list_id, held.value if held else None),
        }
    )
    base, note = await load_baseline(context, run, directory)
    staged = StagedRun(context, run, await parts_of(context, run.sources), directory, None, base)
    try:
        found = await in_thread(lambda: _found(context, staged, export), interrupt=staged.interrupt)
    finally:
        staged.close()
    over = over_limit(found["counts"]["to_send"], export, connection.value if connection else None)
    found["warnings"] += [f"{over} It would be skipped."] if over else []
    found["warnings"] += [note] if note and held else []
    return found


def _found(context: Context, staged: StagedRun, export: Export) -> dict[str, Any]:
    settings = context.settings
    lines = staged.read()
    read, rejected, duplicates, unchanged = staged.counts()
    added, updated, removed = staged.against_snapshot()
    chunks = 0
    profiles: list[dict[str, Any]] = []
    for body in staged.bodies(export.list_id, settings.chunk_profiles, settings.chunk_bytes):
        if len(profiles) < SHOWN:
            profiles += read_profiles(body.data)[: SHOWN - len(profiles)]
        chunks += 1
    counts = {
        "read": read, "to_send": read - rejected - duplicates - unchanged, "added": added, "updated": updated,
        "unchanged": unchanged, "removed": removed, "duplicates": duplicates, "rejected": rejected,
    }  # fmt: skip
    names = ("blob", "line", "outcome", "reason", "detail", "email")
    rejects = (dict(zip(names, reject, strict=True)) for reject in islice(staged.rejects(lines), SHOWN))
    return {
        "counts": counts,
        "reasons": [
            {"reason": reason, "outcome": outcome, "count": count, "message": REASONS[reason]}
            for reason, outcome, count in staged.reasons()
        ],
        "warnings": list(staged.warnings),
        "profiles": profiles,
        "rejects": [one | {"detail": one["detail"] or REASONS[str(one["reason"])]} for one in rejects],
        "unused_columns": [
            column
            for column in export.mapping.unmapped(staged.columns)
            if not (export.mapping.maps_all_others and can_be_property(column))
        ],
        "chunks": chunks,
        "api_calls": least_calls(chunks),
        "min_seconds": round(min_duration_seconds(chunks, LIMITS[Endpoint.START_IMPORT]), 1),
    }


def least_calls(chunks: int) -> int:
    """Requests to Klaviyo at the least: the list, a POST a chunk, and one look at each job, or at each page of jobs.

    More are needed where jobs take long (they are looked at again and again) or have errors to read.
    """
    return 1 + chunks + (chunks if chunks <= FEW_JOBS else ceil(chunks / JOBS_A_PAGE))


async def _take(context: Context, identifier: str, owner: str) -> Preview | None:
    moment = now()
    found = await context.previews.get(identifier)
    if found is None or found.value.state is not PreviewState.PREPARING or found.value.leased(moment):
        return None
    update = {"owner": owner, "leased_until": later(moment, context.settings.lease_seconds)}
    taken = found.value.model_copy(update=update | {"attempts": found.value.attempts + 1})
    try:
        await context.previews.replace(identifier, taken, found.etag)
    except StateConflict:
        return None
    return taken


@asynccontextmanager
async def _keeping(context: Context, identifier: str, owner: str) -> AsyncIterator[None]:
    """Renew the lease while the body runs. Who lost it goes on in vain: its result is not recorded."""

    async def renew() -> None:
        while True:
            await asyncio.sleep(context.settings.lease_seconds / 3)
            await _change(context, identifier, owner, {"leased_until": later(now(), context.settings.lease_seconds)})

    async with beside(renew()):
        yield


async def _change(context: Context, identifier: str, owner: str | None, update: dict[str, Any]) -> None:
    """Change the record while the preview is being made, and by this worker (None: by anybody)."""
    with suppress(StateConflict):
        found = await context.previews.get(identifier)
        if found is None or found.value.state is not PreviewState.PREPARING:
            return
        if owner is None or found.value.owner == owner:
            await context.previews.replace(identifier, found.value.model_copy(update=update), found.etag)


async def _fail(context: Context, identifier: str, error: RunError) -> None:
    failure = Failure(type=error.type, title=error.title, detail=str(error))
    await _change(context, identifier, None, {"state": PreviewState.FAILED, "error": failure, "ended_at": now()})
