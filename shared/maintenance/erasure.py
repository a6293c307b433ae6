"""Erase a person: from the snapshots and kept files of all exports and, asked to, at Klaviyo.

The segments themselves are not ours: whoever still stands in one is sent again by the next run.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from shared.context import Context
from shared.domain.identity import identity_of
from shared.domain.snapshot import Snapshot
from shared.errors import ChunkRefused, RunError, StateConflict, Transient
from shared.runs.erasure_lock import erasure_lock
from shared.storage.blobs import BlobInfo
from shared.storage.local_files import download, upload_file
from shared.storage.records import Versioned

MAX_ATTEMPTS = 5


@dataclass
class Erased:
    """In how many snapshots and files the person stood; accounts that were asked to delete them, and those that
    could not be, by account id, with why.
    """

    snapshots: int = 0
    files: int = 0
    requested: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


async def erase(context: Context, email: str, *, klaviyo: bool) -> Erased:
    """Raises RunActive while a run is going on: its working files cannot be changed under it. Runs that begin
    meanwhile wait. Raises Conflict while another person is erased.
    """
    identity = identity_of(email)
    done = Erased()
    async with erasure_lock(context):
        await _in_snapshots(context, identity, done)
        await _in_files(context, identity, done)
    if klaviyo:
        await _at_klaviyo(context, identity, done)
    return done


async def _in_snapshots(context: Context, identity: str, done: Erased) -> None:
    """All that are stored, whatever exports there are."""
    for export_id in await context.snapshots.by_key():
        done.snapshots += await _in_snapshot(context, export_id, identity)
    # Older files, which the sweep would delete, may name them too; they are not needed while no run is active.
    files = [blob.name async for blob in context.files.list("snapshots/")]
    # Read after the listing: files that were named since then do not hold the erased person.
    named = {found.value.file for found in (await context.snapshots.by_key()).values()}
    for name in files:
        if name not in named:
            await context.files.delete_by_prefix(name)


async def _in_snapshot(context: Context, export_id: str, identity: str) -> bool:
    for _ in range(MAX_ATTEMPTS):
        found = await context.snapshots.get(export_id)
        if found is None:
            return False
        try:
            return await _rewrite(context, export_id, found, identity)
        except StateConflict:
            # A run ended meanwhile and left another snapshot.
            continue
    raise StateConflict("The snapshot is being changed again and again.")


async def _rewrite(context: Context, export_id: str, found: Versioned[Snapshot], identity: str) -> bool:
    # Imported late: DuckDB takes its time to load.
    from shared.planning.erase_rows import forget_in_snapshot

    with tempfile.TemporaryDirectory(prefix="erase-", dir=context.settings.temp_dir) as name:
        path, out = Path(name) / "before.parquet", Path(name) / "after.parquet"
        if not await download(context.files, found.value.file, path):
            return False
        memory_mb = context.settings.prepare_memory_mb
        stood, ours = await asyncio.to_thread(forget_in_snapshot, path, out, identity, memory_mb=memory_mb)
        if stood:
            file = f"snapshots/{export_id}/erased-{secrets.token_hex(8)}.parquet"
            after = found.value.model_copy(update={"file": file, "people": found.value.people - ours})
            await upload_file(context.files, out, after.file, "application/vnd.apache.parquet")
            await context.snapshots.replace(export_id, after, found.etag)
    return stood


async def _in_files(context: Context, identity: str, done: Erased) -> None:
    """CSV files keep their lines, without the person; bodies of ended runs, and previews that name them, go."""
    from shared.planning.erase_rows import names_person

    ended: set[str] = set()
    async for blob in context.files.list("runs/"):
        run_id = blob.name.split("/")[1]
        if "/chunks/" in blob.name or "/staging/" in blob.name:
            # Kept only with KEEP_CHUNKS, or by a run whose tidying is still to come. Asked for each run as it is now:
            # one that has not ended needs them, whatever was seen before.
            if run_id in ended or await _has_ended(context, run_id):
                ended.add(run_id)
                await context.files.delete_by_prefix(blob.name)
        elif blob.name.endswith(".csv"):
            done.files += await _in_csv(context, blob, identity)
    async for blob in context.files.list("previews/"):
        text = await context.files.read(blob.name)
        if text is not None and names_person(json.loads(text), identity):
            await context.files.delete_by_prefix(blob.name)
            done.files += 1


async def _has_ended(context: Context, run_id: str) -> bool:
    """An ended run, or one whose record is gone, never goes on."""
    found = await context.runs.get(run_id)
    return found is None or found.value.state.final


async def _in_csv(context: Context, blob: BlobInfo, identity: str) -> bool:
    from shared.planning.erase_rows import forget_in_csv

    with tempfile.TemporaryDirectory(prefix="erase-", dir=context.settings.temp_dir) as name:
        path, out = Path(name) / "before.csv", Path(name) / "after.csv"
        if not await download(context.files, blob.name, path):
            return False
        changed = await asyncio.to_thread(forget_in_csv, path, out, identity)
        if changed:
            # Of that very version: a file that is deleted meanwhile must not come back.
            await upload_file(context.files, out, blob.name, "text/csv", etag=blob.etag)
    return changed


async def _at_klaviyo(context: Context, identity: str, done: Erased) -> None:
    """Each account once, with the key of any of its connections that may."""
    from shared.planning.erase_rows import without_person

    for found in await context.connections.all():
        connection = found.value
        if connection.account_id in done.requested:
            continue
        try:
            await context.klaviyo_for(connection.secret_name, connection.account_id).request_deletion(identity)
        except (RunError, ChunkRefused, Transient) as error:
            # It is kept in the audit record; Klaviyo's words may quote the address.
            done.refused[connection.account_id] = without_person(str(error), identity)
        else:
            done.refused.pop(connection.account_id, None)
            done.requested.append(connection.account_id)
