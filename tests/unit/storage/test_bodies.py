"""Bodies in storage: what is read is what was written, packed."""

import pytest

from shared.domain import Chunk
from shared.storage.stored_files import RunFiles
from tests.fakes.memory import MemoryBlobs

BODY = b'{"data":[' + b'{"type":"profile","attributes":{"email":"ann@example.com"}},' * 1000 + b"]}"


@pytest.mark.parametrize(
    ("revision", "name"), [(0, "runs/1/chunks/00003.json.zst"), (2, "runs/1/chunks/00003.r2.json.zst")]
)
async def test_bodies_come_back_as_they_were(revision: int, name: str) -> None:
    blobs = MemoryBlobs()
    files = RunFiles(blobs, "1")
    chunk = Chunk(run_id="1", name="00003", first=0, last=9, profiles=9, bytes=len(BODY), revision=revision)
    assert await files.read_body(chunk) is None
    await files.write_body(chunk, BODY)
    assert list(blobs.blobs) == [name]
    assert len(blobs.blobs[name]) < len(BODY) // 5
    assert await files.read_body(chunk) == BODY
