"""Bodies in storage: what is read is what was written, packed."""

import pytest
from backports import zstd

from shared.domain import Chunk
from shared.storage.stored_body import PIECE_BYTES, StoredBody, pack_body
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
    read = await files.read_body(chunk)
    assert read
    assert read.unpack() == BODY


async def test_a_body_is_read_in_pieces_as_often_as_it_is_sent() -> None:
    whole = BODY * 40
    body = StoredBody(pack_body([whole[:1000], whole[1000:]], len(whole)))
    for _ in range(2):
        pieces = [piece async for piece in body]
        assert b"".join(pieces) == whole
        assert max(map(len, pieces)) == PIECE_BYTES
    assert body.size == len(whole)
    packed = pack_body([whole], len(whole))
    # Not a shorter body: httpx would say that the request is wrong, which would blame the key.
    with pytest.raises(zstd.ZstdError):
        _ = [piece async for piece in StoredBody(packed[:-3])]
