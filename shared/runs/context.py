"""What every use case works with; made once a process by shared.bootstrap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from shared.domain import Connection, Export, Run, Source
from shared.errors import ConnectionMissing
from shared.klaviyo import Klaviyo
from shared.settings import Settings
from shared.state.blobs import Blobs
from shared.state.queues import Queues
from shared.state.records import Chunks, Records, Runs
from shared.state.vault import Vault


class OpenFiles(Protocol):
    """Opens pinned blobs as a file system for DuckDB."""

    def __call__(self, sources: list[Source], suffix: str = "") -> Any: ...


@dataclass(frozen=True)
class Context:
    """The parts of the app."""

    settings: Settings
    connections: Records[Connection]
    exports: Records[Export]
    runs: Runs
    chunks: Chunks
    queues: Queues
    segments: Blobs
    files: Blobs
    vault: Vault
    open_files: OpenFiles
    klaviyo_for: Callable[[str, str | None], Klaviyo]
    """Klaviyo by the name of the secret that holds the key, and the account whose budget counts."""
    klaviyo_with: Callable[[str], Klaviyo]
    """Klaviyo by a key that is not stored yet."""

    async def klaviyo(self, run: Run) -> Klaviyo:
        """Klaviyo, with the run's connection as it is now. Raises ConnectionMissing."""
        found = await self.connections.get(run.export.connection_id)
        if found is None:
            raise ConnectionMissing(
                "The connection of this export was removed. Choose another connection in the export."
            )
        return self.klaviyo_for(found.value.secret_name, found.value.account_id)
