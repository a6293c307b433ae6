"""Listings of blobs: pages that follow each other, names as they are, and what storage refuses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from aiohttp import web
from azure.core.exceptions import HttpResponseError

from shared.settings import Storage
from shared.storage.blob_pages import parse_page
from shared.storage.blobs import BlobStorage
from shared.storage.ports import BlobInfo

PAGE = """\ufeff<?xml version="1.0" encoding="utf-8"?><EnumerationResults><Blobs>{blobs}</Blobs>
<NextMarker>{marker}</NextMarker></EnumerationResults>"""
BLOB = """<Blob><Name{encoded}>{name}</Name><Properties><Last-Modified>Thu, 26 Nov 2026 06:00:01 GMT</Last-Modified>
<Etag>0x8D1</Etag><Content-Length>12</Content-Length><Content-Type />
<AccessTier>{tier}</AccessTier></Properties></Blob>"""
AT = datetime(2026, 11, 26, 6, 0, 1, tzinfo=UTC)


def blob(name: str, *, encoded: str = "", tier: str = "Hot") -> str:
    return BLOB.format(name=name, encoded=encoded, tier=tier)


def page(*blobs: str, marker: str = "") -> bytes:
    return PAGE.format(blobs="".join(blobs), marker=marker).encode()


@pytest_asyncio.fixture
async def storage() -> AsyncIterator[BlobStorage]:
    """Two pages in the container `two`, a refusal in `denied`, no other container."""

    async def answer(request: web.Request) -> web.Response:
        assert request.query["comp"] == "list"
        assert request.headers["Authorization"].startswith("SharedKey account:")
        container = request.path.rpartition("/")[2]
        if container == "denied":
            return web.Response(status=403, headers={"x-ms-error-code": "AuthorizationPermissionMismatch"})
        if container != "two":
            return web.Response(status=404, headers={"x-ms-error-code": "ContainerNotFound"})
        if request.query.get("delimiter"):
            body = page("<BlobPrefix><Name>folder/</Name></BlobPrefix>", blob("top.csv"))
        else:
            assert request.query["prefix"] == "a & b"
            body = page(blob("2")) if request.query.get("marker") == "m=&1" else page(blob("1"), marker="m=&amp;1")
        return web.Response(body=body, content_type="application/xml")

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/account"
    text = f"DefaultEndpointsProtocol=http;AccountName=account;AccountKey=a2V5;BlobEndpoint={url}"
    found = BlobStorage(Storage(name="S", connection_string=text), None)
    yield found
    await found.close()
    await runner.cleanup()


async def test_all_pages_are_read(storage: BlobStorage) -> None:
    assert [one.name async for one in storage.container("two").list("a & b")] == ["1", "2"]
    assert [one.name async for one in storage.container("two").list_top()] == ["top.csv"]


async def test_a_container_that_does_not_exist_has_no_blobs(storage: BlobStorage) -> None:
    assert [one async for one in storage.container("none").list()] == []


async def test_a_refusal_is_the_error_of_the_sdk(storage: BlobStorage) -> None:
    with pytest.raises(HttpResponseError) as refused:
        [one async for one in storage.container("denied").list()]
    assert refused.value.status_code == 403


def test_names_are_as_they_were_given() -> None:
    found = parse_page(page(blob("50 %25 &amp; ü/x.csv"), blob("a%FF%EF%BF%BEb", encoded=' Encoded="true"')))
    assert [one.name for one in found.blobs] == ["50 %25 & ü/x.csv", "a\ufffd\ufffeb"]
    assert found.next_marker is None


def test_a_blob_has_its_size_version_time_and_tier() -> None:
    found = parse_page(page(blob("a"), blob("b", tier="Archive"), marker="c"))
    assert found.blobs == [BlobInfo("a", 12, "0x8D1", AT), BlobInfo("b", 12, "0x8D1", AT, archived=True)]
    assert found.next_marker == "c"
