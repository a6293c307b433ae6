"""Pages of a listing of blobs, read from Azure's XML.

The SDK makes an object with some fifty attributes of each blob: 0.45 s for 2,000 blobs, against 0.07 s here. Each run
lists the parts of its segments.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import quote, unquote
from xml.etree import ElementTree as ET

from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    ResourceNotFoundError,
    map_error,
)
from azure.core.rest import HttpRequest
from azure.storage.blob.aio import ContainerClient

from shared.storage.ports import BlobInfo


@dataclass(frozen=True)
class BlobPage:
    """Some blobs by name, and the marker of the page after them."""

    blobs: list[BlobInfo]
    next_marker: str | None


async def read_page(container: ContainerClient, prefix: str, marker: str | None, *, top_only: bool) -> BlobPage:
    """Return a page of the blobs whose names begin with `prefix`; with `top_only`, of those that are in no folder.

    Raises the errors of the SDK's own methods: ResourceNotFoundError if the container does not exist.
    """
    given = {"prefix": prefix, "marker": marker, "delimiter": "/" if top_only else None}
    params = {"restype": "container", "comp": "list"}
    params |= {name: quote(value, safe="") for name, value in given.items() if value}
    request = HttpRequest("GET", container.url, params=params, headers={"x-ms-version": container.api_version})
    # The client's pipeline, with its credential and retries; the SDK offers no other way to a page's text.
    response = await container._client._client.send_request(request)  # noqa: SLF001
    if response.status_code != 200:
        kinds: dict[int, type[HttpResponseError]] = {401: ClientAuthenticationError, 404: ResourceNotFoundError}
        map_error(response.status_code, response, kinds)
        raise HttpResponseError(response=response)
    return parse_page(await response.read())


def parse_page(text: bytes) -> BlobPage:
    """Return the blobs of an answer to List Blobs (Azure Blob service REST API), without folders."""
    root = ET.fromstring(text)  # noqa: S314  Azure's own answer
    return BlobPage([_blob(element) for element in root.iterfind("Blobs/Blob")], root.findtext("NextMarker") or None)


def _blob(element: ET.Element) -> BlobInfo:
    found = {each.tag: each.text or "" for each in element.iterfind("Properties/*")}
    name = element.find("Name")
    assert name is not None
    # A name with characters that XML cannot have.
    text = unquote(name.text or "") if name.get("Encoded") == "true" else name.text or ""
    return BlobInfo(
        name=text,
        size=int(found.get("Content-Length") or 0),
        etag=found["Etag"].strip('"'),
        modified=parsedate_to_datetime(found["Last-Modified"]),
        archived=found.get("AccessTier") == "Archive",
    )
