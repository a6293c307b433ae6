"""Folders that a document describes (model.json, a manifest, a Delta log): tables by name, each with its blobs.

Where the documents lie in storage is not theirs to say: whatever a location names must be a blob of this container.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from shared.errors import SegmentUnreadable
from shared.segments.part_schema import Given

MAX_DOCUMENT_BYTES = 16 * 1024 * 1024
MAX_DOCUMENTS = 500
MAX_PIECES = 10_000

type Read = Callable[[str], Awaitable[bytes]]
"""A document of the container by its name. Raises SegmentUnreadable where there is none, or it is too large."""


@dataclass(frozen=True)
class Place:
    """The storage account and the container that segments lie in."""

    account: str
    container: str


@dataclass(frozen=True)
class Piece:
    """A blob of a table and what its document says of it; `parquet` by that document or by its name.

    `plain`: a file of a folder without a document that names its files. Folders within may be named after a column.
    """

    blob: str
    given: Given = field(default_factory=Given)
    parquet: bool = False
    plain: bool = False


@dataclass(frozen=True)
class Entity:
    """A table of a folder. `problem` says why it cannot be read; `absent`: since its data is not there."""

    name: str
    pieces: tuple[Piece, ...] = ()
    problem: str = ""
    absent: bool = False


def parse(data: bytes, blob: str) -> dict[str, Any]:
    """A JSON document. Raises SegmentUnreadable."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise SegmentUnreadable(f"{blob} is not JSON in UTF-8. Write it anew.") from None
    if not isinstance(found, dict):
        raise SegmentUnreadable(f"{blob} is not a JSON object. Write it anew.")
    return found


def located(location: str, folder: str, place: Place, blobs: Collection[str], document: str) -> str:
    """The blob that a location means.

    Locations are addresses (`https://<account>.blob.core.windows.net/<container>/…`, also `dfs` and `abfss://`), or
    paths: from the document's folder, or from the container's root, with the container's name before them or without.
    Raises SegmentUnreadable where it lies elsewhere, or nowhere.
    """
    candidates = _paths(location, folder, place, document)
    for path in candidates:
        if path in blobs:
            return path
    raise SegmentUnreadable(f"{document} names {_short(location)}, but there is no blob {candidates[0]}.")


def folder_of(blob: str) -> str:
    """The folder that a blob lies in, with a slash at its end; empty at the top."""
    head, slash, _ = blob.rpartition("/")
    return head + slash


def _paths(location: str, folder: str, place: Place, document: str) -> list[str]:
    elsewhere = SegmentUnreadable(
        f"{document} names {_short(location)}, which does not lie in the container {place.container} of the storage "
        f"account {place.account}. Only that container is read."
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
        account, container = place.account, place.container
        # `adls:/…` and the like name an adapter of the Common Data Model's own; a query asks for a snapshot.
        path = unquote(parts.path if parts.query else location.removeprefix(f"{parts.scheme}:"))
        bare = path.lstrip("/")
        found = [bare.removeprefix(f"{place.container}/"), bare]
        if not path.startswith("/") and not parts.scheme:
            found = [folder + path, *found]
    if (account, container) != (place.account.lower(), place.container):
        raise elsewhere
    normal = [posixpath.normpath(path) for path in found]
    if any(".." in path.replace("\\", "/").split("/") for path in found):
        raise SegmentUnreadable(f"{document} names {_short(location)}: a location must not hold '..'.")
    return [path for path in normal if path not in (".", "")] or found


def _short(location: str) -> str:
    # What follows the question mark may be a key.
    return repr(location.split("?", 1)[0][:300])
