"""Erase a person: from the snapshots and kept files of all exports and, on request, at Klaviyo.

What happens to which file is in shared/domain/storage_layout.py. The segments are input: a person who is still
in one is sent again by the next run.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from shared.context import Context
from shared.domain import storage_layout as layout
from shared.domain.identity import Person
from shared.domain.snapshot import Snapshot
from shared.domain.storage_layout import Erasing
from shared.errors import BodyRefused, RunError, StateConflict, Transient
from shared.runs.erasure_lock import erasure_lock
from shared.storage.ports import BlobInfo
from shared.storage.records import Versioned

MAX_ATTEMPTS = 5


@dataclass
class Erased:
    """What was done: in how many snapshots and files the person was, and the answers of Klaviyo.

    `requested` are the ids of accounts that were asked to delete the person; `refused` has the reason by the id of
    each account that could not be.
    """

    snapshots: int = 0
    files: int = 0
    requested: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


async def erase(context: Context, person: Person, *, klaviyo: bool) -> Erased:
    """Erase the person from all stored data and, with `klaviyo`, from all connected accounts.

    A snapshot that names people by another identifier than those given cannot have the person found in it.

    Raises RunActive while a run is active: its working files cannot be changed. Runs that start meanwhile wait. Raises
    Conflict while another person is erased.
    """
    erased = Erased()
    async with erasure_lock(context):
        await _erase_from_snapshots(context, person, erased)
        await _erase_from_run_files(context, person, erased)
        async for blob in context.files.list(layout.OPT_OUTS.prefix()):
            erased.files += await _erase_from_csv(context, blob, person)
        await _delete_previews(context, person, erased)
    if klaviyo:
        await _request_deletion(context, person, erased)
    return erased


async def _erase_from_snapshots(context: Context, person: Person, erased: Erased) -> None:
    """Rewrite every snapshot that has the person, also those of exports that no longer exist."""
    for export_id in await context.snapshots.by_key():
        erased.snapshots += await _erase_from_snapshot(context, export_id, person)
    # Files that no record refers to may have the person too. They are not needed while no run is active.
    paths = [blob.name async for blob in context.files.list(layout.SNAPSHOT.prefix())]
    # Read after the listing: files that a record refers to since then do not have the person.
    referenced = {found.value.file for found in (await context.snapshots.by_key()).values()}
    for path in paths:
        if path not in referenced:
            await context.files.delete_by_prefix(path)


async def _erase_from_snapshot(context: Context, export_id: str, person: Person) -> bool:
    for _ in range(MAX_ATTEMPTS):
        found = await context.snapshots.get(export_id)
        if found is None:
            return False
        try:
            return await _rewrite_snapshot(context, export_id, found, person)
        except StateConflict:
            # A run ended meanwhile and committed another snapshot.
            continue
    raise StateConflict("The snapshot is being changed again and again.")


async def _rewrite_snapshot(context: Context, export_id: str, found: Versioned[Snapshot], person: Person) -> bool:
    # Imported here: loading DuckDB takes its time.
    from shared.planning.erase_rows import forget_in_snapshot

    files, snapshot = context.snapshot_files, found.value
    identity = person.get(snapshot.identity)
    if identity is None:
        return False
    with tempfile.TemporaryDirectory(prefix="erase-", dir=context.settings.temp_dir) as folder:
        before, after = Path(folder) / "before.parquet", Path(folder) / "after.parquet"
        if not await files.download_path(snapshot.file, before):
            return False
        memory_mb = context.settings.prepare_memory_mb
        was_in, managed = await asyncio.to_thread(forget_in_snapshot, before, after, identity, memory_mb=memory_mb)
        if was_in:
            path = await files.upload_snapshot(export_id, "erased", after)
            await context.snapshots.replace(export_id, snapshot.rewritten(path, snapshot.people - managed), found.etag)
    return was_in


async def _erase_from_run_files(context: Context, person: Person, erased: Erased) -> None:
    """Delete the working files of ended runs, and remove the person's rows from files that are kept longer."""
    ended: set[str] = set()
    async for blob in context.files.list(layout.RUN_FILES):
        kind, run_id = layout.kind_of_blob(blob.name), layout.run_of(blob.name)
        if kind is not None and kind.erasing is Erasing.ROWS:
            erased.files += await _erase_from_csv(context, blob, person)
        # Asked for each run as it is now: a run that has not ended needs them.
        elif run_id in ended or await _has_ended(context, run_id):
            ended.add(run_id)
            await context.files.delete_by_prefix(blob.name)


async def _has_ended(context: Context, run_id: str) -> bool:
    """Return whether the run has ended. One without a record does not continue."""
    found = await context.runs.get(run_id)
    return found is None or found.value.state.final


async def _erase_from_csv(context: Context, blob: BlobInfo, person: Person) -> bool:
    from shared.planning.erase_rows import forget_in_csv

    files = context.stored_files
    with tempfile.TemporaryDirectory(prefix="erase-", dir=context.settings.temp_dir) as folder:
        before, after = Path(folder) / "before.csv", Path(folder) / "after.csv"
        if not await files.download_path(blob.name, before):
            return False
        changed = await asyncio.to_thread(forget_in_csv, before, after, person)
        if changed:
            # Only that version is replaced: a file that is deleted meanwhile must not come back.
            await files.upload_path(after, blob.name, etag=blob.etag)
    return changed


async def _delete_previews(context: Context, person: Person, erased: Erased) -> None:
    """Delete the results of previews that name the person."""
    from shared.planning.erase_rows import names_person

    async for blob in context.files.list(layout.PREVIEW.prefix()):
        result = await context.files.read(blob.name)
        if result is not None and names_person(json.loads(result), person):
            await context.files.delete_by_prefix(blob.name)
            erased.files += 1


async def _request_deletion(context: Context, person: Person, erased: Erased) -> None:
    """Ask each account once to delete the person, with the key of any of its connections that is permitted to."""
    from shared.planning.erase_rows import without_person

    for found in await context.connections.all():
        connection = found.value
        if connection.account_id in erased.requested:
            continue
        try:
            klaviyo = context.klaviyo_for(connection)
            for kind, identifier in person.identifiers:
                await klaviyo.request_deletion(kind, identifier)
        except (RunError, BodyRefused, Transient) as error:
            # The audit record keeps the reason; Klaviyo's message may quote the person's identifiers.
            erased.refused[connection.account_id] = without_person(str(error), person, by_klaviyo=True)
        else:
            erased.refused.pop(connection.account_id, None)
            erased.requested.append(connection.account_id)
