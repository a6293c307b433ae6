"""Blobs of the exports container as local files, for DuckDB."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

from shared.storage.blobs import Blobs

UNNAMED_AFTER = timedelta(hours=2)
"""How long a file that no record names may still be on its way to being named: longer than any function runs."""

PIECE = 4 * 1024 * 1024


async def download(files: Blobs, name: str, path: Path) -> bool:
    """Whether the blob was there."""
    found = False
    with path.open("wb") as file:
        async for piece in files.stream(name):
            found = True
            await asyncio.to_thread(file.write, piece)
    return found


async def upload_file(files: Blobs, path: Path, name: str, content_type: str, *, etag: str | None = None) -> None:
    """Write or overwrite the blob. Raises StateConflict where it is not the version `etag`, if one is given."""
    await files.write(name, _pieces(path), content_type, etag=etag)


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while piece := await asyncio.to_thread(file.read, PIECE):
            yield piece
