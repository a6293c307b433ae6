"""The audit record in Azure Tables: entries are only added, and listed newest first. And who the users in it are."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime

from shared.domain.audit_record import Entry, KnownUser, id_prefix
from shared.errors import StateConflict
from shared.storage.ports import Delete, Document, DocumentTable, DocumentTables, Put

PARTITION = "audit"
USERS = "user"
"""The partition of the users, by a hash of their ids: an id may have characters that no key may have."""


class Audit:
    """All entries. They are in one partition, users in another."""

    def __init__(self, tables: DocumentTables) -> None:
        self._tables = tables
        self._seen: dict[str, KnownUser] = {}

    async def add(self, entry: Entry) -> None:
        """Store an entry."""
        properties = (
            ("who", entry.who or ""),
            ("who_id", entry.who_id or ""),
            ("action", entry.action),
            ("target", entry.target or ""),
            ("result", entry.result.value),
        )
        await (await self._open()).put(Put(PARTITION, entry.id, entry.model_dump_json(), properties=properties))

    async def page(
        self,
        size: int,
        cursor: dict[str, str] | None,
        *,
        equal: dict[str, str],
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[list[Entry], dict[str, str] | None]:
        """Return `size` entries, newest first, and the cursor of the next page.

        `equal` filters by `who` (the id of a user), `action`, `target`, `result`. `since` and `until` are inclusive.
        """
        query, parameters = "PartitionKey eq @partition", {"partition": PARTITION}
        for name, value in equal.items():
            query += f" and {'who_id' if name == 'who' else name} eq @{name}"
            parameters[name] = value
        if until:
            query, parameters["until"] = query + " and RowKey ge @until", id_prefix(until)
        if since:
            # "." is the character after "-": every id of that millisecond sorts before it.
            query, parameters["since"] = query + " and RowKey lt @since", id_prefix(since) + "."
        documents, following = await (await self._open()).full_page(query, parameters, size, cursor)
        return [_entry(document) for document in documents], following

    async def see_user(self, user: KnownUser) -> None:
        """Note a user, about once a day."""
        seen = self._seen.get(user.id)
        if seen and seen.is_current(user.name, user.seen_at):
            return
        table, key = await self._open(), _key(user.id)
        found = await table.get(USERS, key)
        known = KnownUser.model_validate_json(found.body) if found else None
        if not (known and known.is_current(user.name, user.seen_at)):
            # In a conflict, another process has just noted the user.
            with suppress(StateConflict):
                await table.put(Put(USERS, key, user.model_dump_json(), found.etag if found else None))
        self._seen[user.id] = known if known and known.is_current(user.name, user.seen_at) else user

    async def user(self, user_id: str) -> KnownUser | None:
        """Return a user by id, or None."""
        found = await (await self._open()).get(USERS, _key(user_id))
        return KnownUser.model_validate_json(found.body) if found else None

    async def users(self) -> list[KnownUser]:
        """Return all users who are known, by name."""
        table = await self._open()
        found = [d.body async for d in table.scan("PartitionKey eq @partition", partition=USERS)]
        return sorted(map(KnownUser.model_validate_json, found), key=lambda user: (user.name.casefold(), user.id))

    async def purge(self, older_than: datetime) -> int:
        """Delete older entries, and return how many; also users who were not seen since then."""
        for user in await self.users():
            if user.seen_at < older_than:
                await (await self._open()).delete(Delete(USERS, _key(user.id)))
        table = await self._open()
        count = 0
        async for document in table.scan(
            "PartitionKey eq @partition and RowKey gt @bound", partition=PARTITION, bound=id_prefix(older_than) + "."
        ):
            await table.delete(Delete(PARTITION, document.key))
            count += 1
        return count

    async def _open(self) -> DocumentTable:
        return await self._tables.table("audit")


def _entry(document: Document) -> Entry:
    return Entry.model_validate_json(document.body)


def _key(user_id: str) -> str:
    return hashlib.sha256(user_id.encode()).hexdigest()[:32]
