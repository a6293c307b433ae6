"""The rate budget's records in Azure Tables."""

from __future__ import annotations

from shared.domain.rate_limits import Usage
from shared.storage.tables import Put, Tables


class UsageTable:
    """One record an account and endpoint."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def read(self, key: str) -> tuple[Usage, str | None]:
        """The record and its ETag; an empty one and None where there is none."""
        document = await (await self._tables.table("budgets")).get("budget", key)
        return (Usage.model_validate_json(document.body), document.etag) if document else (Usage(), None)

    async def write(self, key: str, usage: Usage, etag: str | None) -> str:
        """The new ETag. Raises StateConflict where it is another version by now."""
        return await (await self._tables.table("budgets")).put(Put("budget", key, usage.model_dump_json(), etag))
