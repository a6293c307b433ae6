"""A segment's blobs → its parts: each with its form, read from its first or last bytes, pinned by ETag."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from shared.domain import Source
from shared.errors import AppError
from shared.segments import csvfile, jsonfile, parquetfile
from shared.segments.described import Ranges, pieces
from shared.segments.folder import Piece
from shared.segments.layout import HEAD_BYTES, Compression, Form, Given, Parquet, Part

AT_ONCE = 8

TEXTS: dict[str, Compression] = {"": "none", ".gz": "gzip", ".zst": "zstd"}
EXTENSIONS = {"csv": "csv", "tsv": "csv", "txt": "csv", "jsonl": "jsonl", "ndjson": "jsonl", "json": "jsonl"}
SUFFIXES = {f".{ext}{packed}": kind + packed for ext, kind in EXTENSIONS.items() for packed in TEXTS} | {
    ".parquet": "parquet"
}
"""What a blob's name may end with, in upper or lower case, and the kind it means: `.tsv.gz` is `csv.gz`."""
KINDS = tuple(dict.fromkeys(SUFFIXES.values()))


def kind_of(blob: str) -> str | None:
    """Return the kind by the end of a blob's name; None where the name ends otherwise."""
    return SUFFIXES.get(suffix_of(blob).lower())


def suffix_of(blob: str) -> str:
    """Return the end of a blob's name that says its kind, as it is written there; empty where there is none."""
    lower = blob.lower()
    return next((blob[-len(suffix) :] for suffix in SUFFIXES if lower.endswith(suffix)), "")


async def inspect_all(container: Ranges, sources: Iterable[Source]) -> list[Part]:
    """The parts that hold anything, in order. Raises SegmentUnreadable, SourceChanged."""
    found: list[Part] = []
    for _, group in groupby(sources, key=lambda source: source.segment):
        found += await _inspect_segment(container, list(group))
    return found


async def _inspect_segment(container: Ranges, sources: Sequence[Source]) -> list[Part]:
    described = await pieces(container, sources)
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(source: Source) -> Part | None:
        async with turns:
            return await inspect(container, source, described.get(source.blob))

    try:
        async with asyncio.TaskGroup() as tasks:
            found = [tasks.create_task(one(s)) for s in sources if s.size and not s.describes]
    except* AppError as group:
        raise group.exceptions[0] from None
    return [part for task in found if (part := task.result())]


async def inspect(container: Ranges, source: Source, piece: Piece | None = None) -> Part | None:
    """One part; None where it holds nothing. `piece` is what a document says of it."""
    piece = piece or Piece(source.blob, parquet=kind_of(source.blob) == "parquet")
    if piece.parquet:
        form, rows = await _inspect_parquet(container, source)
        return Part(source, _as_given(form, piece.given), rows) if rows else None
    return text_part(await container.read_range(source.blob, 0, HEAD_BYTES, source.etag), source, piece.given)


def text_part(head: bytes, source: Source, given: Given | None = None) -> Part | None:
    """A CSV or JSON Lines part by its first bytes; None where it holds nothing."""
    text, _, packed = (kind_of(source.blob) or "csv").partition(".")
    compression: Compression = TEXTS[f".{packed}" if packed else ""]
    found: Form | None
    if text == "jsonl":
        found = jsonfile.inspect(head, source.blob, compression)
    else:
        found = csvfile.inspect(head, source.blob, compression, given)
    return Part(source, found) if found else None


def _as_given(form: Parquet, given: Given) -> Parquet:
    """The form with the kinds that a document gives, and the columns that the file does not hold."""
    kinds = {column.name: column.kind for column in given.columns}
    columns = tuple(replace(column, kind=kinds.get(column.name, column.kind)) for column in form.columns)
    held = set(form.names)
    constants = dict(given.constants)
    # Of a Delta table, a column that came later is blank in older files.
    absent = tuple(replace(column, culture="") for column in given.columns if column.name not in held)
    return replace(
        form,
        columns=(*columns, *absent),
        constants=tuple((column.name, constants.get(column.name)) for column in absent),
    )


async def _inspect_parquet(container: Ranges, source: Source) -> tuple[Parquet, int]:
    async def last(length: int) -> bytes:
        length = min(length, source.size)
        return await container.read_range(source.blob, source.size - length, length, source.etag)

    tail = await last(parquetfile.TAIL_BYTES)
    needed = parquetfile.footer_bytes(tail, source.size, source.blob)
    if needed > len(tail):
        tail = await last(needed)
    return await asyncio.to_thread(parquetfile.inspect, tail, source.size, source.blob)
