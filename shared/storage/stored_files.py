"""The files of the app in the container `exports`: the only code that names, writes and reads them.

What kinds of files there are is in shared/domain/storage_layout.py. Everything that can be large is a stream or a local
file, so that memory stays flat.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from shared.domain import Chunk
from shared.domain import storage_layout as layout
from shared.domain.people_list import PeopleList
from shared.domain.split import Bucket
from shared.domain.stored_data import StoredData, fill
from shared.errors import StagingLost
from shared.storage.ports import FileContainer
from shared.storage.stored_body import StoredBody, pack_body
from shared.texts import text

UNREFERENCED_AFTER = timedelta(hours=2)
"""When a file that no record refers to is deleted: by then the invocation that wrote it has ended."""

PIECE_BYTES = 4 * 1024 * 1024


async def checked(data: AsyncIterator[bytes], check: Callable[[], Awaitable[None]]) -> AsyncIterator[bytes]:
    """Yield the data, then check: a file that is written from it does not come into being if the check raises."""
    async for piece in data:
        yield piece
    await check()


class StoredFiles:
    """Files by their kind, and the names that the path of the kind asks for: `read(PREVIEW, preview="pre_1")`.

    `owner` are names that all files have.
    """

    def __init__(self, blobs: FileContainer, **owner: str) -> None:
        self._blobs = blobs
        self._owner = owner

    async def read(self, kind: StoredData, **names: str) -> bytes | None:
        """Return a whole file that is known to be small, or None if there is none."""
        return await self._blobs.read(self.path(kind, **names))

    async def read_json(self, kind: StoredData, **names: str) -> Any:
        """Return what the file holds, or None if there is none."""
        data = await self.read(kind, **names)
        return None if data is None else json.loads(data)

    def stream(self, kind: StoredData, **names: str) -> AsyncIterator[bytes]:
        """Return the file in pieces of a few MB: none if there is none."""
        return self._blobs.stream(self.path(kind, **names))

    async def write(self, kind: StoredData, data: bytes | AsyncIterator[bytes], **names: str) -> None:
        """Write or overwrite the file."""
        await self._blobs.write(self.path(kind, **names), data, kind.content_type)

    async def write_json(self, kind: StoredData, value: Any, **names: str) -> None:
        """Write or overwrite the file."""
        await self.write(kind, json.dumps(value, ensure_ascii=False).encode(), **names)

    async def download(self, kind: StoredData, path: Path, **names: str) -> bool:
        """Write the file to a local path. Return whether there is one; the local file exists either way."""
        return await self.download_path(self.path(kind, **names), path)

    async def upload(self, kind: StoredData, path: Path, **names: str) -> str:
        """Write or overwrite the file with a local one; return its path in storage."""
        name = self.path(kind, **names)
        await self.upload_path(path, name)
        return name

    async def list(self, kind: StoredData, **names: str) -> list[str]:
        """Return the paths in storage of all files of the kind that have these names."""
        return [blob.name async for blob in self._blobs.list(kind.prefix(**self._owner, **names))]

    async def delete(self, kind: StoredData, **names: str) -> None:
        """Delete all files of the kind that have these names."""
        await self._blobs.delete_by_prefix(kind.prefix(**self._owner, **names))

    def path(self, kind: StoredData, **names: str) -> str:
        """Return the path in storage."""
        return kind.path(**self._owner, **names)

    async def download_path(self, name: str, path: Path) -> bool:
        """Write the file with that path in storage to a local path. Return whether there is one."""
        exists = False
        with path.open("wb") as file:
            async for piece in self._blobs.stream(name):
                exists = True
                await asyncio.to_thread(file.write, piece)
        return exists

    async def upload_path(self, path: Path, name: str, *, etag: str | None = None) -> None:
        """Write a local file to that path in storage. Raise StateConflict if it is not the version `etag` there."""
        kind = layout.kind_of_blob(name)
        assert kind is not None
        await self._blobs.write(name, _pieces(path), kind.content_type, etag=etag)

    async def delete_unreferenced(
        self, kind: StoredData, find_referenced: Callable[[], Awaitable[Collection[str]]], at: datetime
    ) -> None:
        """Delete files of the kind that no record refers to, unless they were written shortly before `at`.

        `find_referenced` returns the paths that records refer to. It is called after the files are listed: what a
        record refers to since then was written shortly before.
        """
        files = [blob async for blob in self._blobs.list(kind.prefix(**self._owner))]
        referenced = await find_referenced()
        for blob in files:
            if blob.name not in referenced and blob.modified < at - UNREFERENCED_AFTER:
                await self._blobs.delete_by_prefix(blob.name)


class SnapshotFiles(StoredFiles):
    """The snapshots of exports and the removals from lists: records refer to them by their paths."""

    def __init__(self, blobs: FileContainer) -> None:
        super().__init__(blobs)

    async def upload_snapshot(self, export_id: str, written_by: str, path: Path) -> str:
        """Write a snapshot under a path that no other writer has, and return the path."""
        return await self.upload(layout.SNAPSHOT, path, export=export_id, file=unique_name(written_by))

    async def upload_removal(self, name: str, bucket: Bucket, path: Path) -> None:
        """Write the file of a bucket of a list of removed people."""
        await self.upload(layout.REMOVAL, path, file=_of_bucket(name, bucket))

    def removal_path(self, removed: PeopleList, bucket: Bucket) -> str:
        """Return the path of the file of a bucket of a list of removed people."""
        return self.path(layout.REMOVAL, file=_of_bucket(removed.name, bucket))


class RunFiles(StoredFiles):
    """The files of one run."""

    def __init__(self, blobs: FileContainer, run_id: str) -> None:
        super().__init__(blobs, run=run_id)

    async def write_body(self, chunk: Chunk, body: bytes) -> None:
        """Write or overwrite the newest request body of a chunk."""
        await self.write_packed_body(chunk, await asyncio.to_thread(pack_body, [body], len(body)))

    async def write_packed_body(self, chunk: Chunk, packed: bytes) -> None:
        """Write or overwrite the newest request body of a chunk, as `pack_body` returns it."""
        await self.write(layout.CHUNK_BODY, packed, body=chunk.body_name)

    async def read_body(self, chunk: Chunk) -> StoredBody | None:
        """Return the newest request body of a chunk, or None if it is not in storage."""
        packed = await self.read(layout.CHUNK_BODY, body=chunk.body_name)
        return None if packed is None else StoredBody(packed)

    async def write_refused(self, chunk: Chunk, messages: dict[int, str]) -> None:
        """Write Klaviyo's messages about profiles that it refused of the chunk's newest body, by ordinal."""
        await self.write_json(layout.REFUSED, messages, chunk=_revision(chunk, chunk.revision))

    async def read_refused(self, chunk: Chunk) -> dict[int, str]:
        """Return Klaviyo's messages about profiles that it refused of any body of the chunk, by ordinal."""
        messages: dict[int, str] = {}
        for revision in range(chunk.revision):
            messages |= await self._read_messages(layout.REFUSED, _revision(chunk, revision))
        return messages

    async def write_import_errors(self, chunk: Chunk, messages: dict[int, str]) -> None:
        """Write Klaviyo's messages about profiles of the chunk that it could not import, by ordinal."""
        await self.write_json(layout.IMPORT_ERRORS, messages, chunk=chunk.name)

    async def read_import_errors(self, chunk: Chunk) -> dict[int, str]:
        """Return Klaviyo's messages about profiles of the chunk that it could not import, by ordinal."""
        return await self._read_messages(layout.IMPORT_ERRORS, chunk.name)

    async def upload_people(self, name: str, bucket: Bucket, path: Path) -> None:
        """Write the file of a bucket of a list of people."""
        await self.upload(layout.PEOPLE_LIST, path, list=_of_bucket(name, bucket))

    async def download_people(self, people: PeopleList, bucket: Bucket, path: Path) -> bool:
        """Write the file of a bucket of a list of people to a local path. Return whether there is one."""
        return await self.download(layout.PEOPLE_LIST, path, list=_of_bucket(people.name, bucket))

    async def upload_added(self, part: int, path: Path) -> None:
        """Write or overwrite a part of the record of whom the run added to the list."""
        await self.upload(layout.ADDED, path, part=f"{part:05d}")

    async def download_added(self, part: int, path: Path) -> bool:
        """Write a part of the record of whom the run added to a local path. Return whether there is one."""
        return await self.download(layout.ADDED, path, part=f"{part:05d}")

    def of(self, bucket: Bucket) -> RunFiles:
        """Return the files of a bucket of the run: those in BUCKETED are its own; one bucket has those of the run."""
        return self if bucket.of == 1 else BucketFiles(self._blobs, self._owner["run"], bucket)

    async def download_piece(self, piece: str, file: str, path: Path) -> None:
        """Write a file that a piece left to a local path. Raises StagingLost."""
        await self.download_needed(layout.PIECE_FILE, path, piece=piece, file=file)

    async def download_needed(self, kind: StoredData, path: Path, **names: str) -> None:
        """Write a file that an earlier step has written to a local path. Raises StagingLost."""
        if not await self.download(kind, path, **names):
            raise self._lost(kind, **names)

    async def read_needed(self, kind: StoredData, **names: str) -> Any:
        """Return what a file of JSON holds that an earlier step has written. Raises StagingLost."""
        found = await self.read_json(kind, **names)
        if found is None:
            raise self._lost(kind, **names)
        return found

    def _lost(self, kind: StoredData, **names: str) -> StagingLost:
        return StagingLost(text("run-file-deleted", path=self.path(kind, **names)))

    async def delete_working_files(self) -> None:
        """Delete what is of no use once the run has ended."""
        await self._delete_folders(layout.CHUNKS_FOLDER, layout.STAGING_FOLDER)

    async def delete_personal_data(self) -> None:
        """Delete every file that may hold personal data, apart from the row log."""
        await self._delete_folders(layout.RUN_FOLDER)

    async def delete_row_log(self) -> None:
        """Delete the row log."""
        await self.delete(layout.ROW_LOG)

    async def delete_all(self) -> None:
        """Delete every file of the run."""
        await self._delete_folders(layout.RUN_FOLDER, layout.HISTORY_FOLDER)
        await self.delete_row_log()

    async def _delete_folders(self, *folders: str) -> None:
        for folder in folders:
            await self._blobs.delete_by_prefix(fill(folder, **self._owner))

    async def _read_messages(self, kind: StoredData, name: str) -> dict[int, str]:
        messages = await self.read_json(kind, chunk=name) or {}
        return {int(ordinal): message for ordinal, message in messages.items()}


BUCKETED = (layout.INDEX, layout.DEPARTED, layout.CONSENT, layout.PREPARED_REJECTS)
"""The files of which each bucket has its own."""


class BucketFiles(RunFiles):
    """The files of one of several buckets of a run."""

    def __init__(self, blobs: FileContainer, run_id: str, bucket: Bucket) -> None:
        super().__init__(blobs, run_id)
        self._bucket = f"{bucket.number:05d}"

    def path(self, kind: StoredData, **names: str) -> str:
        """Return the path in storage."""
        if kind not in BUCKETED:
            return super().path(kind, **names)
        return super().path(layout.BUCKET_FILE, bucket=self._bucket, file=kind.name.rpartition("/")[2])


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while piece := await asyncio.to_thread(file.read, PIECE_BYTES):
            yield piece


def _revision(chunk: Chunk, revision: int) -> str:
    return f"{chunk.name}.r{revision}"


def _of_bucket(name: str, bucket: Bucket) -> str:
    return f"{name}-{bucket.number:05d}"


def unique_name(name: str) -> str:
    """Return a name that no other attempt has."""
    return f"{name}-{secrets.token_hex(4)}"
