"""The audit record in Azure Tables: only added to, read from the newest on."""

from __future__ import annotations

from datetime import datetime

from shared.domain.audit import Entry, id_prefix
from shared.storage.ports import Delete, Document, DocumentTable, DocumentTables, Put

PARTITION = "audit"


class Audit:
    """All entries, in one partition."""

    def __init__(self, tables: DocumentTables) -> None:
        self._tables = tables

    async def add(self, entry: Entry) -> None:
        """Keep one entry."""
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
        """Entries from the newest on, and what asks for the next page.

        `equal` takes `who` (name or id), `action`, `target`, `result`; `since` and `until` are included.
        """
        query, parameters = "PartitionKey eq @partition", {"partition": PARTITION}
        for name, value in equal.items():
            # The SDK fills in words between blanks: one before the bracket, too.
            query += " and ( who eq @who or who_id eq @who )" if name == "who" else f" and {name} eq @{name}"
            parameters[name] = value
        if until:
            query, parameters["until"] = query + " and RowKey ge @until", id_prefix(until)
        if since:
            # "." comes right after "-": every id of that millisecond is below it.
            query, parameters["since"] = query + " and RowKey lt @since", id_prefix(since) + "."
        documents, following = await (await self._open()).full_page(query, parameters, size, cursor)
        return [_entry(document) for document in documents], following

    async def purge(self, older_than: datetime) -> int:
        """Delete what is older; how many."""
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
