"""What the app asks of storage, as protocols: documents, files, messages, secrets.

The clients of Azure implement them (tables.py, blobs.py, queues.py, vault.py); the fakes of the tests do so in memory.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shared.domain.messages import Message, Queue

type Property = str | int | bool


@dataclass(frozen=True)
class Document:
    """A JSON document in a table. `body` is its text, `etag` the version that was read, `write_id` the write's own."""

    partition: str
    key: str
    body: str
    etag: str
    write_id: str = ""


@dataclass(frozen=True)
class Put:
    """A write: insert the document if `etag` is None, else replace that version. `properties` are for queries.

    StateConflict is raised if the document exists, or is another version.
    """

    partition: str
    key: str
    body: str
    etag: str | None = None
    properties: tuple[tuple[str, Property], ...] = ()

    def __post_init__(self) -> None:
        _require_one_version(self.etag)


@dataclass(frozen=True)
class Delete:
    """Delete that version of a document; any version if `etag` is None."""

    partition: str
    key: str
    etag: str | None = None

    def __post_init__(self) -> None:
        _require_one_version(self.etag)


@dataclass(frozen=True)
class Mark:
    """Write an empty document, whether or not it exists: only that it does says something."""

    partition: str
    key: str


def _require_one_version(etag: str | None) -> None:
    """Raise ValueError for an ETag that means any version: with it a conditional write has no condition."""
    if etag is not None and etag.strip().removeprefix("W/").strip('"') in ("", "*"):
        raise ValueError("A conditional write needs the ETag of the version that was read.")


class DocumentTable(Protocol):
    """Documents by partition and key. Every operation raises Unavailable if storage does not answer in time."""

    async def get(self, partition: str, key: str) -> Document | None:
        """Return the document, or None."""

    def scan(self, query: str, **parameters: str | bool) -> AsyncIterator[Document]:
        """Return the documents that an OData filter selects, in the order of partition and key."""

    async def keys(self, query: str, **parameters: str | bool) -> list[str]:
        """Return the keys of the documents that an OData filter selects: a fraction of the work of reading them."""

    async def first_keys(self, query: str, size: int, **parameters: str | bool) -> tuple[list[str], bool]:
        """Return the first `size` keys that an OData filter selects, and whether there are more."""

    async def full_page(
        self, query: str, parameters: dict[str, str], size: int, cursor: dict[str, str] | None
    ) -> tuple[list[Document], dict[str, str] | None]:
        """Return the next `size` documents that a filter selects, and the cursor of the page after them."""

    async def put(self, put: Put) -> str:
        """Write a document and return its new ETag. Raise StateConflict."""

    async def delete(self, delete: Delete) -> None:
        """Delete a document, if there is one. Raise StateConflict."""

    async def transact(self, operations: Sequence[Put | Delete | Mark]) -> None:
        """Do all operations or none; all are in one partition. Raise StateConflict."""


class DocumentTables(Protocol):
    """Tables by name."""

    async def table(self, name: str) -> DocumentTable:
        """Return a table; it is created when first used."""


@dataclass(frozen=True)
class BlobInfo:
    """A blob in a listing. `size` is in bytes; one that is `archived` must be rehydrated before it can be read."""

    name: str
    size: int
    etag: str
    modified: datetime
    archived: bool = False


class FileContainer(Protocol):
    """The blobs that the app writes."""

    def list(self, prefix: str = "") -> AsyncIterator[BlobInfo]:
        """Return the blobs whose names begin with `prefix`, by name."""

    async def read(self, name: str) -> bytes | None:
        """Return a whole blob that is known to be small, or None."""

    async def read_range(self, name: str, offset: int, length: int, etag: str) -> bytes:
        """Return bytes of the version `etag`. Raise SourceChanged if it does not exist any more."""

    def stream(self, name: str) -> AsyncIterator[bytes]:
        """Return a blob in pieces of a few MB: none if it does not exist."""

    async def write(
        self, name: str, data: bytes | AsyncIterator[bytes], content_type: str, *, etag: str | None = None
    ) -> None:
        """Write or overwrite a blob. Raise StateConflict if it is not the version `etag`, where one is given."""

    async def delete_by_prefix(self, prefix: str) -> int:
        """Delete all blobs whose names begin with `prefix`, and return how many."""


class MessageQueues(Protocol):
    """The app's queues."""

    async def send(self, message: Message, *, delay: float = 0) -> None:
        """Put a message into its queue, visible after `delay` seconds."""

    async def age(self, queue: Queue, at: datetime) -> float:
        """Return for how many seconds the first visible message has been waiting; 0 if there is none."""


class SecretStore(Protocol):
    """Secrets by name. Operations raise KeyRefused if the secret cannot be used, Unavailable if there is no answer."""

    async def key(self, secret_name: str, *, fresh: bool = False) -> str:
        """Return the secret; with `fresh` not from the cache."""

    async def expires(self, secret_name: str) -> datetime | None:
        """Return when the secret expires, if it has a date."""

    async def store(self, secret_name: str, key: str, kind: str) -> None:
        """Store a secret, or a new version of it. `kind` is its content type."""

    async def remove(self, secret_name: str) -> None:
        """Delete a secret, if there is one."""
