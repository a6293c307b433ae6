"""A container in memory, as the catalogue sees storage."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from shared.errors import SourceChanged
from shared.segments.tables.table_files import ContainerAddress


@dataclass(frozen=True)
class StoredBlob:
    name: str
    size: int = 10
    etag: str = "1"
    modified: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    archived: bool = False


@dataclass
class Stored:
    """Blobs by name. Counts the requests that it is asked."""

    blobs: dict[str, bytes] = field(default_factory=dict)
    address: ContainerAddress = field(default_factory=lambda: ContainerAddress("acme", "segments"))
    requests: int = 0

    def put(self, name: str, data: bytes | str) -> None:
        self.blobs[name] = data.encode() if isinstance(data, str) else data

    async def list(self, prefix: str = "") -> AsyncIterator[StoredBlob]:
        self.requests += 1
        for name, data in sorted(self.blobs.items()):
            if name.startswith(prefix):
                yield StoredBlob(name, len(data), etag(data))

    async def list_top(self) -> AsyncIterator[StoredBlob]:
        async for blob in self.list():
            if "/" not in blob.name:
                yield blob

    async def read_range(self, name: str, offset: int, length: int, etag_: str) -> bytes:
        self.requests += 1
        data = self.blobs.get(name)
        if data is None or etag(data) != etag_:
            raise SourceChanged(f"{name} was overwritten or deleted while the run read it.")
        return data[offset : offset + length]


def etag(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
