"""Bodies in storage: what is read is what was written, packed or as an older version left it."""

from types import SimpleNamespace
from typing import Any

import pytest

from shared.domain import Chunk
from shared.runs.chunk_bodies import read_body, write_body

BODY = b'{"data":[' + b'{"type":"profile","attributes":{"email":"ann@example.com"}},' * 1000 + b"]}"


class Files:
    """Blobs in a dictionary."""

    def __init__(self) -> None:
        self.blobs: dict[str, bytes] = {}

    async def write(self, name: str, data: bytes, content_type: str) -> None:
        self.blobs[name] = data

    async def read(self, name: str) -> bytes | None:
        return self.blobs.get(name)


@pytest.mark.parametrize(
    ("packed", "revision", "name"),
    [
        (True, 0, "runs/1/chunks/00003.json.zst"),
        (True, 2, "runs/1/chunks/00003.r2.json.zst"),
        (False, 0, "runs/1/chunks/00003.json"),
    ],
)
async def test_bodies_come_back_as_they_were(packed: bool, revision: int, name: str) -> None:
    files, run = Files(), SimpleNamespace(folder="runs/1")
    context: Any = SimpleNamespace(files=files)
    chunk = Chunk(
        run_id="1", name="00003", first=0, last=9, profiles=9, bytes=len(BODY), packed=packed, revision=revision
    )
    assert await read_body(context, run, chunk) is None
    await write_body(context, run, chunk, BODY)
    assert list(files.blobs) == [name]
    assert (len(files.blobs[name]) < len(BODY) // 5) is packed
    assert await read_body(context, run, chunk) == BODY
