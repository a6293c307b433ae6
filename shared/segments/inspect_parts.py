"""A segment's blobs → its parts: each with its form, read from its first or last bytes, pinned by ETag."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import unquote

from shared.domain import Source
from shared.errors import AppError
from shared.segments.formats import csv_files, json_lines, parquet_files
from shared.segments.part_schema import HEAD_BYTES, INSTANT, Column, Compression, Constant, Form, Given, Parquet, Part
from shared.segments.tables.documents import Ranges, pieces
from shared.segments.tables.entities import Piece

AT_ONCE = 8
HIVE_BLANK = "__HIVE_DEFAULT_PARTITION__"

TEXTS: dict[str, Compression] = {"": "none", ".gz": "gzip", ".zst": "zstd"}
EXTENSIONS = {"csv": "csv", "tsv": "csv", "txt": "csv", "jsonl": "jsonl", "ndjson": "jsonl", "json": "jsonl"}
SUFFIXES = {f".{ext}{packed}": kind + packed for ext, kind in EXTENSIONS.items() for packed in TEXTS} | {
    ".parquet": "parquet"
}
"""What a blob's name may end with, in upper or lower case, and the kind it means: `.tsv.gz` is `csv.gz`."""
ZLIB = (b"\x78\x01", b"\x78\x9c", b"\x78\xda")
"""How `deflate` of Content-Encoding begins, but for one beginning that is text."""
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
    piece = piece or plain_piece(source)
    if piece.parquet:
        form, rows = await _inspect_parquet(container, source)
        return Part(source, _with_folders(_as_given(form, piece.given), source, piece), rows) if rows else None
    return text_part(await container.read_range(source.blob, 0, HEAD_BYTES, source.etag), source, piece)


def plain_piece(source: Source) -> Piece:
    """Return what is known of a blob that no document describes."""
    return Piece(source.blob, parquet=kind_of(source.blob) == "parquet", plain=True)


def text_part(head: bytes, source: Source, piece: Piece) -> Part | None:
    """A CSV or JSON Lines part by its first bytes; None where it holds nothing."""
    text, _, packed = (kind_of(source.blob) or "csv").partition(".")
    compression: Compression = packing(head) or TEXTS[f".{packed}" if packed else ""]
    found: Form | None
    if text == "jsonl":
        found = json_lines.inspect(head, source.blob, compression, piece.given.encoding if piece.given else None)
    else:
        found = csv_files.inspect(head, source.blob, compression, piece.given)
    return Part(source, _with_folders(found, source, piece)) if found else None


def packing(head: bytes) -> Compression | None:
    """Return how bytes are packed, by how they begin; None where they are not packed, or in another way.

    A blob's Content-Encoding says nothing certain: it may be there without packed bytes, and packed bytes without it.
    """
    if head.startswith(b"\x1f\x8b") or head[:2] in ZLIB:
        return "gzip"
    return "zstd" if head.startswith(b"\x28\xb5\x2f\xfd") else None


def _as_given(form: Parquet, given: Given) -> Parquet:
    """The form with the kinds that a document gives, and the columns that the file does not hold."""
    kinds = {column.name: column.kind for column in given.columns}
    constants = {constant.column.name: constant for constant in given.constants}
    kept = [
        number
        for number, column in enumerate(form.columns)
        if column.name not in constants and (column.name in kinds or not given.exact)
    ]
    columns = tuple(replace(form.columns[n], kind=kinds.get(form.columns[n].name, form.columns[n].kind)) for n in kept)
    held = {column.name for column in columns} | constants.keys()
    # Of a Delta table, a column that came later is blank in older files.
    absent = [Constant(replace(column, culture="")) for column in given.columns if column.name not in held]
    return Parquet(
        columns,
        tuple(_as_instant(form.types[n], form.columns[n].name in given.instants) for n in kept),
        tuple(form.positions[n] for n in kept),
        constants=(*absent, *given.constants),
    )


def _as_instant(type_: str, is_instant: bool) -> str:
    return INSTANT if is_instant and type_.startswith("TIMESTAMP") and "WITH TIME ZONE" not in type_ else type_


def _with_folders[F: Form](form: F, source: Source, piece: Piece) -> F:
    """Add the columns that only the names of the folders hold (`Segment/day=2026-11-24/…`), as text.

    Spark, Hive and Arrow write such folders: `%` escapes characters in them, `__HIVE_DEFAULT_PARTITION__` is blank.
    """
    folder = f"{source.segment}/"
    if not piece.plain or not source.blob.startswith(folder):
        return form
    held = {name.casefold() for name in form.names}
    steps = (step.partition("=") for step in source.blob.removeprefix(folder).split("/")[:-1])
    found = {unquote(name).strip(): unquote(value) for name, equals, value in steps if equals}
    added = tuple(
        Constant(Column(name), None if value == HIVE_BLANK else value)
        for name, value in found.items()
        if name and name.casefold() not in held
    )
    return replace(form, constants=(*form.constants, *added)) if added else form


async def _inspect_parquet(container: Ranges, source: Source) -> tuple[Parquet, int]:
    async def last(length: int) -> bytes:
        length = min(length, source.size)
        return await container.read_range(source.blob, source.size - length, length, source.etag)

    tail = await last(parquet_files.TAIL_BYTES)
    needed = parquet_files.footer_bytes(tail, source.size, source.blob)
    if needed > len(tail):
        tail = await last(needed)
    return await asyncio.to_thread(parquet_files.inspect, tail, source.size, source.blob)
