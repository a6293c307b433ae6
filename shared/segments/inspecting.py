"""A segment's blobs → its parts: each with its form, read from its first or last bytes, pinned by ETag."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Protocol

from shared.domain import Source
from shared.errors import AppError
from shared.segments import csvfile, jsonfile, parquetfile
from shared.segments.layout import HEAD_BYTES, Compression, Form, Parquet, Part

AT_ONCE = 8

TEXTS: dict[str, Compression] = {"": "none", ".gz": "gzip", ".zst": "zstd"}
KINDS = (*(f"{kind}{packed}" for kind in ("csv", "jsonl") for packed in TEXTS), "parquet")
"""What a blob's name may end with: `csv`, `csv.gz`, `csv.zst`, `jsonl`, `jsonl.gz`, `jsonl.zst`, `parquet`."""


class Ranges(Protocol):
    """What inspecting needs of storage."""

    async def read_range(self, name: str, offset: int, length: int, etag: str) -> bytes:
        """Bytes of the pinned version. Raises SourceChanged where it is gone."""
        ...


def kind_of(blob: str) -> str | None:
    """The kind that a blob's name ends with, the longest first; None where it is no segment's."""
    return next((kind for kind in sorted(KINDS, key=len, reverse=True) if blob.endswith(f".{kind}")), None)


async def inspect_all(container: Ranges, sources: Iterable[Source]) -> list[Part]:
    """The parts that hold anything, in order. Raises SegmentUnreadable, SourceChanged."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(source: Source) -> Part | None:
        async with turns:
            return await inspect(container, source)

    try:
        async with asyncio.TaskGroup() as tasks:
            found = [tasks.create_task(one(source)) for source in sources if source.size]
    except* AppError as group:
        raise group.exceptions[0] from None
    return [part for task in found if (part := task.result())]


async def inspect(container: Ranges, source: Source) -> Part | None:
    """One part; None where it holds nothing."""
    if kind_of(source.blob) == "parquet":
        form, rows = await _inspect_parquet(container, source)
        return Part(source, form, rows) if rows else None
    return text_part(await container.read_range(source.blob, 0, HEAD_BYTES, source.etag), source)


def text_part(head: bytes, source: Source) -> Part | None:
    """A CSV or JSON Lines part by its first bytes; None where it holds nothing."""
    text, _, packed = (kind_of(source.blob) or "csv").partition(".")
    compression: Compression = TEXTS[f".{packed}" if packed else ""]
    look = csvfile.inspect if text == "csv" else jsonfile.inspect
    found: Form | None = look(head, source.blob, compression)
    return Part(source, found) if found else None


async def _inspect_parquet(container: Ranges, source: Source) -> tuple[Parquet, int]:
    async def last(length: int) -> bytes:
        length = min(length, source.size)
        return await container.read_range(source.blob, source.size - length, length, source.etag)

    tail = await last(parquetfile.TAIL_BYTES)
    needed = parquetfile.footer_bytes(tail, source.size, source.blob)
    if needed > len(tail):
        tail = await last(needed)
    return await asyncio.to_thread(parquetfile.inspect, tail, source.size, source.blob)
