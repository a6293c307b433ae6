"""Erase a person: from the snapshots and kept files of all exports and, on request, at Klaviyo.

An erasure is a work item: it waits while runs and previews are worked on, and continues where a worker died. What
happens to which file is in shared/domain/storage_layout.py. The segments are input: a person who is still in one is
sent again by the next run.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from shared.context import Context
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.erasure_job import ErasureJob, new_erasure
from shared.domain.identity import Person
from shared.domain.snapshot import Snapshot
from shared.domain.stored_data import Erasing, StoredData
from shared.errors import BodyRefused, Conflict, RunError, StateConflict, StepFailed, Transient, Unavailable
from shared.runs.claims import Claim
from shared.runs.erasure_lock import erasure_lock
from shared.runs.job_kinds import ErasureWork
from shared.runs.work import send_later, work_on
from shared.storage.ports import BlobInfo
from shared.storage.records import Versioned
from shared.texts import text

MAX_ATTEMPTS = 5
BUSY_DELAY_SECONDS = 20.0
"""How long an erasure waits before it looks again whether runs and previews have ended."""


@dataclass
class Erased:
    """In how many snapshots and files the person was."""

    snapshots: int = 0
    files: int = 0


async def request_erasure(context: Context, person: Person, who: str, *, klaviyo: bool) -> ErasureJob:
    """Record an erasure and ask for it. The person's identifiers are stored in its file alone."""
    job = new_erasure(who, now(), klaviyo=klaviyo)
    await context.stored_files.write_json(layout.ERASURE, person.to_json(), erasure=job.id)
    await context.erasure_jobs.insert(job)
    await ErasureWork(context).request(job)
    return job


async def perform_erasure(context: Context, erasure_id: str) -> None:
    """Erase the person, unless that is done or another worker does it."""
    found = await context.erasure_jobs.get(erasure_id)
    await work_on(ErasureWork(context), found, lambda claimed: _perform(context, claimed))


async def _perform(context: Context, claimed: Claim[ErasureJob]) -> None:
    job = claimed.item
    identifiers = await context.stored_files.read_json(layout.ERASURE, erasure=job.id)
    if identifiers is None:
        raise StepFailed(text("erasure-identifiers-gone"))
    person = Person.from_json(identifiers)
    if job.erased_at is None:
        try:
            done = await _erase_stored(context, person)
        except Conflict as error:
            reason = error.cause
            await claimed.change(lambda job: job.waits_for(reason))
            await send_later(ErasureWork(context), claimed, BUSY_DELAY_SECONDS, counted=False)
            return
        await claimed.change(lambda job: job.erased(done.snapshots, done.files, now()))
    if job.klaviyo:
        await _request_deletion(context, claimed, person)
    await claimed.change(lambda job: job.completed(now()))
    # Where this process dies here, the sweep deletes the file.
    await context.stored_files.delete(layout.ERASURE, erasure=job.id)


async def clean_up_erasures(context: Context, at: datetime) -> None:
    """Delete erasures that are older than the history, and files of erasures that have ended."""
    open_files: set[str] = set()
    for job in await context.erasure_jobs.all():
        if job.is_open:
            open_files.add(context.stored_files.path(layout.ERASURE, erasure=job.id))
        elif job.created_at < at - timedelta(days=context.settings.history_days):
            await context.erasure_jobs.delete(job.id)

    async def find_open() -> set[str]:
        return open_files

    await context.stored_files.delete_unreferenced(layout.ERASURE, find_open, at)


async def _erase_stored(context: Context, person: Person) -> Erased:
    """Erase the person from all stored data. A snapshot whose people have another identifier cannot name the person.

    Raises Conflict while a run or a preview is being worked on, or another person is erased: their working files
    cannot be changed. Runs and previews that start meanwhile wait.
    """
    erased = Erased()
    async with erasure_lock(context):
        await _erase_from_snapshots(context, person, erased)
        await _erase_from_run_files(context, person, erased)
        await _erase_from_row_logs(context, person, erased)
        async for blob in context.files.list(layout.OPT_OUTS.prefix()):
            erased.files += await _erase_from_csv(context, blob, person)
        await _delete_named(context, layout.PREVIEW, person, erased)
        await _delete_named(context, layout.PERSON_LOOKUP, person, erased)
        await _delete_list_checks(context, erased)
    return erased


async def _erase_from_snapshots(context: Context, person: Person, erased: Erased) -> None:
    """Rewrite every snapshot that has the person, also those of exports that no longer exist."""
    for export_id in await context.snapshots.by_key():
        erased.snapshots += await _erase_from_snapshot(context, export_id, person)
    # Files that no record refers to may have the person too. They are not needed while no run is active.
    paths = [blob.name async for blob in context.files.list(layout.SNAPSHOT.prefix())]
    # Read after the listing: files that a record refers to since then do not have the person.
    referenced = {file for found in (await context.snapshots.by_key()).values() for file in found.value.files}
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
    raise StateConflict(text("record-busy", record=export_id))


async def _rewrite_snapshot(context: Context, export_id: str, found: Versioned[Snapshot], person: Person) -> bool:
    snapshot = found.value
    identity = person.get(snapshot.identity)
    if identity is None:
        return False
    for file in snapshot.files:
        rewritten = await _rewrite_file(context, export_id, file, identity)
        if rewritten is not None:
            path, managed = rewritten
            changed = snapshot.rewritten({file: path}, snapshot.people - managed)
            await context.snapshots.replace(export_id, changed, found.etag)
            # A person is in one file.
            return True
    return False


async def _rewrite_file(context: Context, export_id: str, file: str, identity: str) -> tuple[str, bool] | None:
    """Write a file of a snapshot without the person. Return its path, and whether the export managed the person.

    None: the file does not have the person.
    """
    # Imported here: loading DuckDB takes its time.
    from shared.planning.erase_rows import forget_in_snapshot

    files, memory_mb = context.snapshot_files, context.settings.prepare_memory_mb
    with tempfile.TemporaryDirectory(prefix="erase-", dir=context.settings.temp_dir) as folder:
        before, after = Path(folder) / "before.parquet", Path(folder) / "after.parquet"
        if not await files.download_path(file, before):
            return None
        was_in, managed = await asyncio.to_thread(forget_in_snapshot, before, after, identity, memory_mb=memory_mb)
        return (await files.upload_snapshot(export_id, "erased", after), managed) if was_in else None


async def _erase_from_run_files(context: Context, person: Person, erased: Erased) -> None:
    """Delete the working files of ended runs, and remove the person's rows from files that are kept longer."""
    ended: set[str] = set()
    async for blob in context.files.list(layout.RUN_FILES):
        kind, run_id = layout.kind_of_blob(blob.name), layout.run_of(blob.name)
        if kind is layout.ADDED:
            erased.files += await _erase_from_added(context, blob, run_id, person)
        elif kind is not None and kind.erasing is Erasing.ROWS:
            erased.files += await _erase_from_csv(context, blob, person)
        # Asked for each run as it is now: a run that has not ended needs them.
        elif run_id in ended or await _has_ended(context, run_id):
            ended.add(run_id)
            await context.files.delete_by_prefix(blob.name)


async def _erase_from_added(context: Context, blob: BlobInfo, run_id: str, person: Person) -> bool:
    """Remove the person from a record of whom a run added. Return whether it had the person."""
    from shared.planning.erase_rows import forget_in_snapshot

    run = await context.runs.get(run_id)
    identity = person.get(run.value.export.mapping.identity) if run else None
    if identity is None:
        return False
    files, memory_mb = context.stored_files, context.settings.prepare_memory_mb
    with tempfile.TemporaryDirectory(prefix="erase-", dir=context.settings.temp_dir) as folder:
        before, after = Path(folder) / "before.parquet", Path(folder) / "after.parquet"
        if not await files.download_path(blob.name, before):
            return False
        changed, _ = await asyncio.to_thread(forget_in_snapshot, before, after, identity, memory_mb=memory_mb)
        if changed:
            # Only that version is replaced: a file that is deleted meanwhile must not come back.
            await files.upload_path(after, blob.name, etag=blob.etag)
    return changed


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


async def _erase_from_row_logs(context: Context, person: Person, erased: Erased) -> None:
    from shared.planning.erase_rows import forget_in_row_log

    files, memory_mb = context.stored_files, context.settings.prepare_memory_mb
    with tempfile.TemporaryDirectory(prefix="erase-", dir=context.settings.temp_dir) as folder:
        before, after = Path(folder) / "before.parquet", Path(folder) / "after.parquet"
        async for blob in context.files.list(layout.ROW_LOGS):
            if await files.download_path(blob.name, before) and await asyncio.to_thread(
                forget_in_row_log, before, after, person, memory_mb=memory_mb
            ):
                await files.upload_path(after, blob.name, etag=blob.etag)
                erased.files += 1


async def _delete_named(context: Context, kind: StoredData, person: Person, erased: Erased) -> None:
    """Delete the files of JSON of that kind that name the person: results of previews and lookups."""
    from shared.planning.erase_rows import names_person

    async for blob in context.files.list(kind.prefix()):
        result = await context.files.read(blob.name)
        if result is not None and names_person(json.loads(result), person):
            await context.files.delete_by_prefix(blob.name)
            erased.files += 1


async def _delete_list_checks(context: Context, erased: Erased) -> None:
    """Delete what list checks have read and found: a check can be repeated."""
    async for blob in context.files.list(layout.LIST_DIFFERENCES.prefix()):
        await context.files.delete_by_prefix(blob.name)
        erased.files += 1


async def _request_deletion(context: Context, claimed: Claim[ErasureJob], person: Person) -> None:
    """Ask each account once to delete the person, with the key of any of its connections that is permitted to.

    Raises Unavailable where an account has not answered.
    """
    from shared.planning.erase_rows import text_without_person

    requested, refused = list(claimed.item.requested), dict(claimed.item.refused)
    unanswered: dict[str, Transient] = {}
    for found in await context.connections.all():
        connection = found.value
        if connection.account_id in requested:
            continue
        try:
            klaviyo = context.klaviyo_for(connection)
            for kind, identifier in person.identifiers:
                await klaviyo.request_deletion(kind, identifier)
        except (RunError, BodyRefused, Transient) as error:
            if isinstance(error, Transient):
                unanswered[connection.account_id] = error
            # The record keeps the reason; Klaviyo's message may quote the person's identifiers.
            refused[connection.account_id] = text_without_person(error.cause, person)
        else:
            refused.pop(connection.account_id, None)
            unanswered.pop(connection.account_id, None)
            requested.append(connection.account_id)
    await claimed.change(lambda job: job.asked(requested, refused))
    for one in unanswered.values():
        # Its own text may quote the person.
        raise Unavailable(text("erasure-accounts-unavailable"), retry_after=one.retry_after)
