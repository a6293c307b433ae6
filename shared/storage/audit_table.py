"""The audit record in Azure Tables: entries are only added, and listed newest first."""

from __future__ import annotations

from datetime import datetime

from shared.domain.audit_record import Entry, id_prefix
from shared.storage.ports import Delete, Document, DocumentTable, DocumentTables, Put

PARTITION = "audit"


class Audit:
    """All entries. They are in one partition."""

    def __init__(self, tables: DocumentTables) -> None:
        self._tables = tables

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

        `equal` filters by `who` (name or id), `action`, `target`, `result`. `since` and `until` are inclusive.
        """
        query, parameters = "PartitionKey eq @partition", {"partition": PARTITION}
        for name, value in equal.items():
            # The SDK fills in parameters that are words between blanks: there must be one before the bracket.
            query += " and ( who eq @who or who_id eq @who )" if name == "who" else f" and {name} eq @{name}"
            parameters[name] = value
        if until:
            query, parameters["until"] = query + " and RowKey ge @until", id_prefix(until)
        if since:
            # "." is the character after "-": every id of that millisecond sorts before it.
            query, parameters["since"] = query + " and RowKey lt @since", id_prefix(since) + "."
        documents, following = await (await self._open()).full_page(query, parameters, size, cursor)
        return [_entry(document) for document in documents], following

    async def purge(self, older_than: datetime) -> int:
        """Delete older entries, and return how many."""
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
