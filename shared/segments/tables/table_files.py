"""Tables that a document describes (model.json, a manifest, a Delta log), and where their files are.

A document may name only blobs of its own container.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from shared.errors import SegmentUnreadable
from shared.segments.part_schema import Declaration
from shared.texts import Text, text

MAX_DOCUMENT_BYTES = 16 * 1024 * 1024
MAX_DOCUMENTS = 500
MAX_FILES = 10_000

type ReadDocument = Callable[[str], Awaitable[bytes]]
"""Returns a document of the container by its name. Raises SegmentUnreadable if there is none, or it is too large."""


@dataclass(frozen=True)
class ContainerAddress:
    """The storage account and the container in which the segments are."""

    account: str
    name: str


@dataclass(frozen=True)
class TableFile:
    """A file of a table and what its document declares. `parquet` by that document, or by the file's name.

    `in_plain_folder`: no document names it. Folders in its path may be named after a column.
    """

    blob: str
    declared: Declaration = field(default_factory=Declaration)
    parquet: bool = False
    in_plain_folder: bool = False


@dataclass(frozen=True)
class Table:
    """A table. `problem` says why it cannot be read; `absent`: because its data is not there."""

    name: str
    files: tuple[TableFile, ...] = ()
    problem: Text | None = None
    absent: bool = False


def parse_document(data: bytes, blob: str) -> dict[str, Any]:
    """Return a document's JSON object. Raises SegmentUnreadable."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise SegmentUnreadable(text("not-json", blob=blob)) from None
    if not isinstance(found, dict):
        raise SegmentUnreadable(text("not-a-json-object", blob=blob))
    return found


def objects(value: object) -> list[dict[str, Any]]:
    """Return the objects of a JSON list; none if it is not a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def find_blob(location: str, folder: str, container: ContainerAddress, blobs: Collection[str], document: str) -> str:
    """Return the blob that a location in a document means.

    Locations are addresses (`https://<account>.blob.core.windows.net/<container>/…`, also `dfs` and `abfss://`), or
    paths: from the document's folder, or from the container's root, with or without the container's name.
    Raises SegmentUnreadable if it is in another account or container, or does not exist.
    """
    candidates = _paths(location, folder, container, document)
    for path in candidates:
        if path in blobs:
            return path
    raise SegmentUnreadable(text("location-missing", document=document, location=_short(location), blob=candidates[0]))


def folder_of(blob: str) -> str:
    """Return the folder of a blob, with a slash at its end; empty at the top."""
    head, slash, _ = blob.rpartition("/")
    return head + slash


def _paths(location: str, folder: str, own: ContainerAddress, document: str) -> list[str]:
    elsewhere = SegmentUnreadable(
        text("location-outside", document=document, location=_short(location), container=own.name, account=own.account)
    )
    try:
        parts = urlsplit(location)
    except ValueError:
        raise elsewhere from None
    if parts.scheme in ("http", "https"):
        host = (parts.hostname or "").lower()
        path = unquote(parts.path).lstrip("/")
        account = host.split(".")[0]
        if host in ("127.0.0.1", "localhost"):
            # The emulator has the account in the path.
            account, _, path = path.partition("/")
        container, _, path = path.partition("/")
        found = [path]
    elif parts.scheme in ("abfss", "abfs", "wasbs", "wasb"):
        container, _, host = parts.netloc.rpartition("@")
        account = host.split(".")[0].lower()
        found = [unquote(parts.path).lstrip("/")]
    else:
        account, container = own.account, own.name
        # `adls:/…` and the like name an adapter of the Common Data Model; a query requests a snapshot.
        path = unquote(parts.path if parts.query else location.removeprefix(f"{parts.scheme}:"))
        bare = path.lstrip("/")
        found = [bare.removeprefix(f"{own.name}/"), bare]
        if not path.startswith("/") and not parts.scheme:
            found = [folder + path, *found]
    if (account, container) != (own.account.lower(), own.name):
        raise elsewhere
    normal = [posixpath.normpath(path) for path in found]
    if any(".." in path.replace("\\", "/").split("/") for path in found):
        raise SegmentUnreadable(text("location-dots", document=document, location=_short(location)))
    return [path for path in normal if path not in (".", "")] or found


def _short(location: str) -> str:
    # A question mark may be followed by a key.
    return repr(location.split("?", 1)[0][:300])
