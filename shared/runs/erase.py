"""Erase a person: from the snapshots and kept files of all exports and, asked to, at Klaviyo.

The segments themselves are not ours: whoever still stands in one is sent again by the next run.
"""

from __future__ import annotations

import asyncio
import secrets
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from shared.domain.identity import identity_of
from shared.domain.snapshot import Snapshot
from shared.errors import ChunkRefused, RunActive, RunError, StateConflict, Transient
from shared.runs.context import Context
from shared.runs.files import download, upload_file
from shared.state.records import Versioned

TRIES = 5


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
    """Raises RunActive while a run is going on: its working files cannot be changed under it."""
    identity = identity_of(email)
    if active := await context.runs.active():
        raise RunActive(f"Runs are going on ({', '.join(active[:10])}). Wait for their end, or cancel them; try again.")
    done = Erased()
    for found in await context.exports.all():
        done.snapshots += await _in_snapshot(context, found.value.id, identity)
    await _in_files(context, identity, done)
    if klaviyo:
        await _at_klaviyo(context, identity, done)
    return done


async def _in_snapshot(context: Context, export_id: str, identity: str) -> bool:
    for _ in range(TRIES):
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
    from shared.planning.forget import forget_in_snapshot

    with tempfile.TemporaryDirectory(prefix="erase-", dir=context.settings.temp_dir) as name:
        path, out = Path(name) / "before.parquet", Path(name) / "after.parquet"
        if not await download(context, found.value.file, path):
            return False
        memory_mb = context.settings.prepare_memory_mb
        stood, ours = await asyncio.to_thread(forget_in_snapshot, path, out, identity, memory_mb=memory_mb)
        if stood:
            file = f"snapshots/{export_id}/erased-{secrets.token_hex(8)}.parquet"
            after = found.value.model_copy(update={"file": file, "people": found.value.people - ours})
            await upload_file(context, out, after.file, "application/vnd.apache.parquet")
            await context.snapshots.replace(export_id, after, found.etag)
        # Older files, which the sweep would delete, may name them too; nobody needs one while no run is active.
        named = (await context.snapshots.get(export_id) or found).value.file
        async for blob in context.files.list(f"snapshots/{export_id}/"):
            if blob.name != named:
                await context.files.delete_folder(blob.name)
    return stood


async def _in_files(context: Context, identity: str, done: Erased) -> None:
    """CSV files keep their lines, without the person; bodies and previews that may name them go."""
    from shared.planning.forget import forget_in_csv

    async for blob in context.files.list("runs/"):
        if "/chunks/" in blob.name or "/staging/" in blob.name:
            # Kept only with KEEP_CHUNKS, or by a run whose tidying is still to come.
            await context.files.delete_folder(blob.name)
        elif blob.name.endswith(".csv"):
            with tempfile.TemporaryDirectory(prefix="erase-", dir=context.settings.temp_dir) as name:
                path, out = Path(name) / "before.csv", Path(name) / "after.csv"
                await download(context, blob.name, path)
                if await asyncio.to_thread(forget_in_csv, path, out, identity):
                    await upload_file(context, out, blob.name, "text/csv")
                    done.files += 1
    async for blob in context.files.list("previews/"):
        text = await context.files.read(blob.name) or b""
        if identity in text.decode("utf-8", "replace").lower():
            await context.files.delete_folder(blob.name)
            done.files += 1


async def _at_klaviyo(context: Context, identity: str, done: Erased) -> None:
    """Each account once, with the key of any of its connections that may."""
    for found in await context.connections.all():
        connection = found.value
        if connection.account_id in done.requested:
            continue
        try:
            await context.klaviyo_for(connection.secret_name, connection.account_id).request_deletion(identity)
        except (RunError, ChunkRefused, Transient) as error:
            done.refused[connection.account_id] = str(error)
        else:
            done.refused.pop(connection.account_id, None)
            done.requested.append(connection.account_id)
