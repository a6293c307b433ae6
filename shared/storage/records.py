"""The app's records, typed: connections, exports, runs, chunks. Each with the ETag of the version that was read."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import random
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import BaseModel, ValidationError

from shared.domain import Chunk, Connection, Export, LastUse, Run, RunState, Trigger
from shared.domain.base import Record
from shared.domain.export import Claim
from shared.domain.maintenance import Erasure, Retention
from shared.domain.notification import Health, Notification, NotificationState
from shared.domain.preview import Preview
from shared.domain.removal import ListRemoval
from shared.domain.run import newest_first, run_id
from shared.domain.schedule import ScheduleState
from shared.domain.snapshot import Snapshot
from shared.errors import NewerVersion, NotFound, PreviewActive, RunActive, StateConflict
from shared.storage.tables import Delete, Document, Property, Put, Table, Tables, delete_partition

log = logging.getLogger(__name__)

UPDATE_TRIES = 30


@dataclass(frozen=True)
class Versioned[T]:
    """A record and the version it was read at."""

    value: T
    etag: str


def read_stored[T: BaseModel](model: type[T], body: str) -> T:
    """A value as it was stored. What it does not know is let pass at any depth, also where requests refuse it.

    Raises NewerVersion for a record of a newer shape that cannot be read at all.
    """
    try:
        return model.model_validate_json(body, extra="ignore")
    except ValidationError:
        version = json.loads(body).get("schema_version", 1)
        if issubclass(model, Record) and isinstance(version, int) and version > model.SCHEMA:
            raise NewerVersion.of(model.__name__, version) from None
        raise


def to_store(value: BaseModel) -> str:
    """The text of a record. Raises NewerVersion: writing would drop what this version of the app does not know."""
    if isinstance(value, Record):
        value.require_supported_schema()
        value = value.model_copy(update={"schema_version": value.SCHEMA})
    return value.model_dump_json()


def _readable[T: BaseModel](model: type[T], documents: Iterable[Document]) -> list[Versioned[T]]:
    """For lists: what a newer version wrote, and this one cannot even show, does not hide the rest."""
    found = []
    for document in documents:
        try:
            found.append(Versioned(read_stored(model, document.body), document.etag))
        except NewerVersion as error:
            log.warning("%s is left out of a list: %s", document.key, error)
    return found


class Records[T: BaseModel]:
    """Records of one kind, all in one partition, by id."""

    def __init__(self, tables: Tables, table: str, partition: str, model: type[T]) -> None:
        self._tables = tables
        self._table = table
        self._partition = partition
        self._model = model

    async def get(self, key: str) -> Versioned[T] | None:
        """The record, or None."""
        document = await (await self._open()).get(self._partition, key)
        return self._read(document) if document else None

    async def all(self) -> list[Versioned[T]]:
        """All of them."""
        table = await self._open()
        documents = [d async for d in table.scan("PartitionKey eq @partition", partition=self._partition)]
        return _readable(self._model, documents)

    async def by_key(self) -> dict[str, Versioned[T]]:
        """All of them, by their ids."""
        table = await self._open()
        found = [d async for d in table.scan("PartitionKey eq @partition", partition=self._partition)]
        return {document.key: one for document in found for one in _readable(self._model, [document])}

    async def exists(self, key: str) -> bool:
        """Whether there is one of that id, readable or not."""
        return await (await self._open()).get(self._partition, key) is not None

    async def insert(self, key: str, value: T) -> str:
        """Raises StateConflict where it exists."""
        return await (await self._open()).put(Put(self._partition, key, to_store(value)))

    async def replace(self, key: str, value: T, etag: str) -> str:
        """Raises StateConflict where it is another version by now."""
        return await (await self._open()).put(Put(self._partition, key, to_store(value), etag))

    async def delete(self, key: str, etag: str | None = None) -> None:
        """Raises StateConflict where it is another version by now; nothing happens where there is none."""
        await (await self._open()).delete(Delete(self._partition, key, etag))

    async def _open(self) -> Table:
        return await self._tables.table(self._table)

    def _read(self, document: Document) -> Versioned[T]:
        return Versioned(read_stored(self._model, document.body), document.etag)


def connections(tables: Tables) -> Records[Connection]:
    """The connections."""
    return Records(tables, "connections", "connection", Connection)


def last_uses(tables: Tables) -> Records[LastUse]:
    """When connections were last used, by their ids."""
    return Records(tables, "connections", "last-use", LastUse)


def retention(tables: Tables) -> Records[Retention]:
    """How far old data has been deleted: one record."""
    return Records(tables, "retention", "retention", Retention)


def erasures(tables: Tables) -> Records[Erasure]:
    """The mark of an erasure that is going on: one record at most."""
    return Records(tables, "retention", "erasure", Erasure)


def notifications(tables: Tables) -> Records[Notification]:
    """Who is told what."""
    return Records(tables, "notifications", "notification", Notification)


def healths(tables: Tables) -> Records[Health]:
    """How the deliveries of notifications went, by their ids."""
    return Records(tables, "notifications", "health", Health)


def notification_states(tables: Tables) -> Records[NotificationState]:
    """What was told of exports and connections, by their ids."""
    return Records(tables, "notifications", "standing", NotificationState)


def exports(tables: Tables) -> Records[Export]:
    """The exports."""
    return Records(tables, "exports", "export", Export)


def schedule_states(tables: Tables) -> Records[ScheduleState]:
    """What the scheduler remembers of exports, by their ids."""
    return Records(tables, "exports", "schedule-state", ScheduleState)


def snapshots(tables: Tables) -> Records[Snapshot]:
    """Which file is an export's snapshot, by the export's id."""
    return Records(tables, "snapshots", "snapshot", Snapshot)


def list_removals(tables: Tables) -> Records[ListRemoval]:
    """Who was taken off a list, by the ids of the runs that did it."""
    return Records(tables, "snapshots", "removal", ListRemoval)


def claims(tables: Tables) -> Records[Claim]:
    """Which export is about to fill which list with which segment."""
    return Records(tables, "exports", "claim", Claim)


class Previews(Records[Preview]):
    """The previews of a day, and which of them is the newest of its person.

    Both are in one partition, so that a preview is inserted together with its person's mark.
    """

    ACTIVE = "active:"

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables, "exports", "preview", Preview)

    async def begin(self, preview: Preview) -> None:
        """Insert the preview as its person's newest. Raises PreviewActive while an earlier one is being made."""
        table, key = await self._open(), self._mark_key(preview)
        mark = await table.get(self._partition, key)
        earlier = await self.get(mark.body) if mark else None
        if earlier is not None and earlier.value.is_being_made(preview.created_at):
            raise PreviewActive(f"Your preview {earlier.value.id} is still being made. Wait for it.")
        try:
            await table.transact(
                [
                    Put(self._partition, preview.id, to_store(preview)),
                    Put(self._partition, key, preview.id, mark.etag if mark else None),
                ]
            )
        except StateConflict:
            raise PreviewActive("Another preview of yours began at the same moment. Wait for it.") from None

    async def all(self) -> list[Versioned[Preview]]:
        """All of them."""
        query = "PartitionKey eq @partition and RowKey ge 'pre_'"
        documents = [d async for d in (await self._open()).scan(query, partition=self._partition)]
        return _readable(Preview, documents)

    async def remove(self, preview: Preview) -> None:
        """Delete the preview, and its person's mark where the mark names it."""
        table, key = await self._open(), self._mark_key(preview)
        mark = await table.get(self._partition, key)
        if mark is not None and mark.body == preview.id:
            # Where another preview began meanwhile, the mark is that one's.
            with suppress(StateConflict):
                await table.delete(Delete(self._partition, key, mark.etag))
        await self.delete(preview.id)

    def _mark_key(self, preview: Preview) -> str:
        return self.ACTIVE + hashlib.sha256(preview.asked_by.encode()).hexdigest()


class Runs:
    """Runs, and the mark of each export that has an active run or is removed.

    Both are in one partition, so that a run begins together with its export's mark and ends together with it. The
    mark decides: an export that is removed starts no run, and one that runs is not removed.
    """

    PARTITION = "run"
    ACTIVE = "active:"
    REMOVED = "removed:"

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def begin(self, run: Run) -> None:
        """Insert the run and mark it as its export's active one.

        Raises RunActive where one is active, NotFound where the export is removed.
        """
        mark = Put(self.PARTITION, self.ACTIVE + run.export_id, run.id)
        try:
            await (await self._open()).transact([self._put(run, None), mark])
        except StateConflict:
            found = await self._mark(run.export_id)
            if found is not None and found.body.startswith(self.REMOVED):
                raise NotFound(f"The export {run.export_id} is removed.") from None
            raise RunActive(_still_going_on(found.body if found else "(just ended)")) from None

    async def mark_removed(self, export_id: str, at: datetime) -> None:
        """Mark the export as removed: from then on it starts no run. Raises RunActive where it runs."""
        mark = Put(self.PARTITION, self.ACTIVE + export_id, self.REMOVED + at.isoformat())
        try:
            await (await self._open()).put(mark)
        except StateConflict:
            found = await self._mark(export_id)
            if found is None or not found.body.startswith(self.REMOVED):
                raise RunActive(_still_going_on(found.body if found else "(just ended)")) from None

    async def unmark_removed(self, export_id: str) -> None:
        """Lift that mark, and no other."""
        found = await self._mark(export_id)
        if found is not None and found.body.startswith(self.REMOVED):
            await (await self._open()).delete(Delete(self.PARTITION, found.key, found.etag))

    async def removed(self) -> dict[str, datetime]:
        """The exports that are marked as removed, and since when."""
        return {
            mark.key.removeprefix(self.ACTIVE): datetime.fromisoformat(mark.body.removeprefix(self.REMOVED))
            async for mark in self._marks()
            if mark.body.startswith(self.REMOVED)
        }

    async def record(self, run: Run) -> None:
        """Insert a run that is final from the first: one that was skipped."""
        await (await self._open()).put(self._put(run, None))

    async def end(self, run: Run, etag: str) -> None:
        """Write the final state and lift the mark, both or none. Raises StateConflict where `etag` is old."""
        await (await self._open()).transact([self._put(run, etag), Delete(self.PARTITION, self.ACTIVE + run.export_id)])

    async def active_of(self, export_id: str) -> str | None:
        """The id of the export's active run."""
        found = await self._mark(export_id)
        return found.body if found and not found.body.startswith(self.REMOVED) else None

    async def active(self) -> list[str]:
        """The ids of all active runs."""
        return [mark.body async for mark in self._marks() if not mark.body.startswith(self.REMOVED)]

    async def unclean(self) -> list[Versioned[Run]]:
        """Final runs whose staging has not been deleted yet."""
        query = "PartitionKey eq @partition and RowKey lt 'active:' and unclean eq true"
        return _readable(Run, [d async for d in (await self._open()).scan(query, partition=self.PARTITION)])

    async def get(self, run_id: str) -> Versioned[Run] | None:
        """The run, or None."""
        document = await (await self._open()).get(self.PARTITION, newest_first(run_id))
        return _run(document) if document else None

    async def update(self, run_id: str, change: Callable[[Run], Run | None]) -> Run | None:
        """Apply `change` to the newest version until the write succeeds.

        `change` returns None where nothing is to be written. The run as it stands afterwards; None where there is
        no such run. Raises StateConflict only where others keep writing faster than this, and NewerVersion.
        """
        for attempt in range(UPDATE_TRIES):
            found = await self.get(run_id)
            if found is None:
                return None
            found.value.require_supported_schema()
            changed = change(found.value)
            if changed is None:
                return found.value
            try:
                await self.replace(changed, found.etag)
            except StateConflict:
                await asyncio.sleep(random.uniform(0, 0.02 * (attempt + 1)))  # noqa: S311
                continue
            return changed
        raise StateConflict(f"Run {run_id} is being changed by too many at once.")

    async def replace(self, run: Run, etag: str) -> str:
        """Write a run that is not ending. Raises StateConflict where `etag` is old."""
        return await (await self._open()).put(self._put(run, etag))

    async def page(
        self,
        size: int,
        cursor: dict[str, str] | None,
        *,
        export_id: str | None = None,
        state: RunState | None = None,
        trigger: Trigger | None = None,
        started_by: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[list[Run], dict[str, str] | None]:
        """Runs from the newest on, and what asks for the next page. Times are those of queueing, both included."""
        query, parameters = "PartitionKey eq @partition and RowKey lt 'active:'", {"partition": self.PARTITION}
        if export_id:
            query, parameters = query + " and export_id eq @export", parameters | {"export": export_id}
        if state:
            query, parameters = query + " and state eq @state", parameters | {"state": state.value}
        if trigger:
            query, parameters = query + " and trigger eq @trigger", parameters | {"trigger": trigger.value}
        if started_by:
            query, parameters = query + " and started_by eq @who", parameters | {"who": started_by}
        if until:
            query, parameters = query + " and RowKey ge @until", parameters | {"until": _newest_key(until)}
        if since:
            query, parameters = query + " and RowKey lt @since", parameters | {"since": _oldest_key(since)}
        documents, following = await (await self._open()).full_page(query, parameters, size, cursor)
        return [found.value for found in _readable(Run, documents)], following

    async def between(self, newer: datetime | None, older: datetime) -> AsyncIterator[Run]:
        """Runs queued up to `older`, from the newest on, as far back as `newer` (None: to the oldest)."""
        query = "PartitionKey eq @partition and RowKey lt 'active:' and RowKey ge @older"
        parameters = {"partition": self.PARTITION, "older": _newest_key(older)}
        if newer:
            query, parameters["newer"] = query + " and RowKey lt @newer", _newest_key(newer)
        async for document in (await self._open()).scan(query, **parameters):
            for found in _readable(Run, [document]):
                yield found.value

    async def remove(self, run_id: str) -> None:
        """Delete the record of a run."""
        await (await self._open()).delete(Delete(self.PARTITION, newest_first(run_id)))

    async def _mark(self, export_id: str) -> Document | None:
        return await (await self._open()).get(self.PARTITION, self.ACTIVE + export_id)

    async def _marks(self) -> AsyncIterator[Document]:
        query = "PartitionKey eq @partition and RowKey ge 'active:' and RowKey lt 'active;'"
        async for document in (await self._open()).scan(query, partition=self.PARTITION):
            yield document

    async def _open(self) -> Table:
        return await self._tables.table("runs")

    def _put(self, run: Run, etag: str | None) -> Put:
        properties: tuple[tuple[str, Property], ...] = (
            ("export_id", run.export_id),
            ("state", run.state.value),
            ("trigger", run.trigger.value),
            ("started_by", run.started_by),
            ("unclean", run.state.final and not run.cleaned),
        )
        return Put(self.PARTITION, newest_first(run.id), to_store(run), etag, properties)


class Chunks:
    """The chunks of runs: partition = run id, key = the chunk's name."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def create(self, chunk: Chunk) -> bool:
        """Write a new chunk's record; return whether there was none."""
        try:
            await (await self._open()).put(Put(chunk.run_id, chunk.name, to_store(chunk)))
        except StateConflict:
            return False
        return True

    async def get(self, run_id: str, name: str) -> Versioned[Chunk] | None:
        """The chunk, or None."""
        document = await (await self._open()).get(run_id, name)
        return _chunk(document) if document else None

    async def replace(self, chunk: Chunk, etag: str) -> str:
        """Raises StateConflict where it is another version by now."""
        return await (await self._open()).put(Put(chunk.run_id, chunk.name, to_store(chunk), etag))

    async def of_run(self, run_id: str) -> AsyncIterator[Versioned[Chunk]]:
        """All chunks of a run, in order."""
        async for document in (await self._open()).scan("PartitionKey eq @run", run=run_id):
            yield _chunk(document)

    async def family(self, chunk: Chunk) -> list[Chunk]:
        """All parts of the chunk, as it was cut, that this is a part of; that one included."""
        query = "PartitionKey eq @run and RowKey ge @first and RowKey lt @last"
        # "/" comes right after ".": parts are named 00017.0, 00017.0.1, …
        names = {"first": chunk.root, "last": chunk.root + "/"}
        return [_chunk(d).value async for d in (await self._open()).scan(query, run=chunk.run_id, **names)]

    async def split(self, parent: Chunk, etag: str, halves: list[Chunk]) -> None:
        """Put the halves in the place of the parent, all or none."""
        await (await self._open()).transact(
            [
                Put(parent.run_id, parent.name, to_store(parent), etag),
                *(Put(half.run_id, half.name, to_store(half)) for half in halves),
            ]
        )

    async def forget(self, run_id: str) -> None:
        """Delete the records of a run's chunks."""
        await delete_partition(await self._open(), run_id)

    async def _open(self) -> Table:
        return await self._tables.table("chunks")


def _still_going_on(run_id: str) -> str:
    return f"Run {run_id} of this export is still going on. Wait for its end, or cancel it."


def _newest_key(moment: datetime) -> str:
    """Sorts before every run queued in that millisecond or earlier."""
    return newest_first(run_id(moment.astimezone(UTC))).rpartition("-")[0]


def _oldest_key(moment: datetime) -> str:
    """Sorts after every run queued in that millisecond or later."""
    return _newest_key(moment) + "."


def _run(document: Document) -> Versioned[Run]:
    return Versioned(read_stored(Run, document.body), document.etag)


def _chunk(document: Document) -> Versioned[Chunk]:
    return Versioned(read_stored(Chunk, document.body), document.etag)
