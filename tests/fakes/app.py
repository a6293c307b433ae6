"""The app's context with services in memory, wired as in production by shared.bootstrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx

from shared.bootstrap import Services, build
from shared.context import Context
from shared.domain import Source
from shared.errors import Unavailable
from shared.runs.segment_details import summarize_segments
from shared.segments.catalog import Segment, all_segments
from shared.segments.part_schema import Span
from shared.segments.summary import Summary
from shared.settings import Settings
from shared.storage.caches import TtlCache
from shared.texts import text
from tests.fakes.local_files import LocalFiles
from tests.fakes.memory import Fate, MemoryBlobs, MemoryQueues, MemoryTables, MemoryVault, Unlimited

MINIMAL_SETTINGS = {
    "SegmentsStorage": "UseDevelopmentStorage=true",
    "ExportsStorage": "UseDevelopmentStorage=true",
    "KEY_VAULT_URL": "https://localhost:1",
}
"""What has no default."""


def settings(**changes: str) -> Settings:
    """Return the settings of an app with these environment variables."""
    return Settings.read(MINIMAL_SETTINGS | changes)


def offline(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError(f"no network in this test: {request.method} {request.url}")


async def no_token() -> str:
    raise Unavailable(text("vault-identity"))


@dataclass
class Memory:
    """The services in memory. `fate` lets the process die at an operation of tables, files or queues."""

    fate: Fate = field(default_factory=Fate)
    vault: MemoryVault = field(default_factory=MemoryVault)
    http: httpx.AsyncClient | None = None
    segments: MemoryBlobs = field(default_factory=MemoryBlobs)
    folder: Path | None = None
    """Where copies of the segments lie while they are read."""

    def __post_init__(self) -> None:
        self.tables = MemoryTables(self.fate)
        self.queues = MemoryQueues(self.fate)
        self.files = MemoryBlobs(self.fate)

    def open_files(self, sources: Sequence[Source], spans: Sequence[Span | None] | None = None) -> LocalFiles:
        assert self.folder, "this test reads no segments"
        paths = []
        for number, (source, span) in enumerate(zip(sources, spans or [None] * len(sources), strict=True)):
            paths.append(self.folder / f"part{number}")
            paths[-1].write_bytes(self.segments.blobs[source.blob][slice(*(span or (None, None)))])
        return LocalFiles(paths)

    def context(self, **changes: str) -> Context:
        """Build the app with these services, with no caches, so that every read is of what is stored now."""
        services = Services(
            tables=self.tables,
            queues=self.queues,
            segments=self.segments,
            files=self.files,
            vault=self.vault,
            usage=Unlimited(),
            http=self.http or httpx.AsyncClient(transport=httpx.MockTransport(offline)),
            event_grid_token=no_token,
            open_files=self.open_files,
        )
        context = build(settings(**changes), services)
        return replace(context, recent_runs=TtlCache(0), recent_connections=TtlCache(0))

    async def list_segments(self, page: slice = slice(None)) -> list[tuple[Segment, Summary]]:
        """Return the segments, or a page of them, as the API lists them."""
        every = await all_segments(self.segments)
        return await summarize_segments(self, every, every[page])
