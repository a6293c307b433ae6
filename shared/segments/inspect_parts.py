"""Turns the sources of a run into parts: reads the first or last bytes of each blob, and the documents about them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import IO, cast
from urllib.parse import unquote

from shared.domain import Source
from shared.errors import AppError, SegmentUnreadable
from shared.segments.blob_names import compression_of, file_kind
from shared.segments.formats import csv_files, json_lines, parquet_files
from shared.segments.formats.text_streams import find_expansion
from shared.segments.formats.workbooks import InspectedWorkbook, inspect_workbook
from shared.segments.part_schema import (
    HEAD_BYTES,
    INSTANT,
    Column,
    Compression,
    Constant,
    Csv,
    Declaration,
    Form,
    JsonLines,
    Parquet,
    Part,
    RowSample,
)
from shared.segments.range_files import RangeFile
from shared.segments.tables.declarations import with_choice
from shared.segments.tables.documents import RangeReader, read_table_files
from shared.segments.tables.table_files import TableFile
from shared.texts import text

AT_ONCE = 8
SAMPLED_ROWS = 200
"""Of a text: what its columns take of it. Half as many are enough."""
MAX_SHEET_BYTES = 1 << 40
"""To find columns, no more than the first rows of a sheet is read, whatever its size."""
HIVE_NULL = "__HIVE_DEFAULT_PARTITION__"
ZLIB = (b"\x78\x01", b"\x78\x9c", b"\x78\xda")
"""How `deflate` of Content-Encoding begins, except for one beginning that is text."""


async def inspect_all(container: RangeReader, sources: Iterable[Source]) -> list[Part]:
    """Return the parts that are not empty, in order. Raises SegmentUnreadable, SourceChanged."""
    found: list[Part] = []
    for _, group in groupby(sources, key=lambda source: (source.segment, source.table)):
        found += await _inspect_segment(container, list(group))
    return found


async def _inspect_segment(container: RangeReader, sources: Sequence[Source]) -> list[Part]:
    files = await declared_files(container, sources)
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(source: Source) -> Part | None:
        async with turns:
            return await inspect_part(container, source, files.get(source.blob))

    try:
        async with asyncio.TaskGroup() as tasks:
            found = [tasks.create_task(one(s)) for s in sources if s.size and not s.describes]
    except* AppError as group:
        raise group.exceptions[0] from None
    return [part for task in found if (part := task.result())]


async def declared_files(container: RangeReader, sources: Sequence[Source]) -> dict[str, TableFile]:
    """Return what is declared of a segment's parts by documents and by choice, by blob; none if nothing is.

    Raises SegmentUnreadable, SourceChanged.
    """
    files = await read_table_files(container, sources)
    chosen = next((source.format for source in sources if source.format), None)
    if chosen is None:
        return files
    every = [files.get(source.blob) or undeclared_file(source) for source in sources if not source.describes]
    return {file.blob: replace(file, declared=with_choice(file.declared, chosen)) for file in every}


async def inspect_part(container: RangeReader, source: Source, file: TableFile | None = None) -> Part | None:
    """Return one part; None if it is empty. `file` is what a document declares. Raises as `inspect_all`."""
    file = file or undeclared_file(source)
    if file.parquet:
        footer = await _inspect_parquet(container, source)
        form = _as_declared(footer, file.declared, source.blob)
        rows = footer.rows - form.deleted.count("1")
        sizes = tuple(footer.column_sizes[position] for position in form.positions)
        form = _with_folder_columns(form, source, file)
        return Part(source, form, rows, row_groups=footer.row_groups, column_sizes=sizes) if rows else None
    if file_kind(source.blob) == "xlsx":
        found = await inspect_sheet(container, source, file)
        return found and found[0]
    return inspect_text(await container.read_range(source.blob, 0, HEAD_BYTES, source.etag), source, file)


async def inspect_sheet(
    container: RangeReader, source: Source, file: TableFile
) -> tuple[Part, InspectedWorkbook] | None:
    """Return a part that is a workbook, and what was found; None if its sheet is empty. Raises as `inspect_all`."""
    ranges = RangeFile(container, source.blob, source)
    found = await asyncio.to_thread(
        inspect_workbook, cast("IO[bytes]", ranges), source.blob, source.size, MAX_SHEET_BYTES, file.declared
    )
    return (Part(source, _with_folder_columns(found.form, source, file)), found) if found else None


def undeclared_file(source: Source) -> TableFile:
    """Return a file that no document describes."""
    return TableFile(source.blob, parquet=file_kind(source.blob) == "parquet", in_plain_folder=True)


def inspect_text(head: bytes, source: Source, file: TableFile) -> Part | None:
    """Return a CSV or JSON Lines part by its first bytes; None if it is empty. Raises SegmentUnreadable."""
    compression = _detect_compression(head) or compression_of(source.blob)
    found: Form | None
    if (file_kind(source.blob) or "").startswith("jsonl"):
        found = json_lines.inspect_json_lines(head, source.blob, compression, file.declared.encoding)
    else:
        found = csv_files.inspect_csv(head, source.blob, compression, file.declared)
    if found is None:
        return None
    found = replace(found, change_log=file.declared.change_log)
    sample = _sample_rows(head, source.blob, found)
    return Part(
        source, _with_folder_columns(found, source, file), expansion=find_expansion(head, compression), sample=sample
    )


def _sample_rows(head: bytes, blob: str, form: Form) -> RowSample | None:
    """Measure the first rows of a text; None where they are too few to tell anything about the others."""
    try:
        match form:
            case Csv():
                found = csv_files.sample_rows(head, blob, form, SAMPLED_ROWS)
            case JsonLines():
                found = json_lines.sample_rows(head, blob, form, SAMPLED_ROWS)
            case _:
                return None
    except (AppError, ValueError):
        # Reading the rows says what is wrong with them, and where.
        return None
    return found if found.rows >= SAMPLED_ROWS // 2 and found.size else None


def _detect_compression(head: bytes) -> Compression | None:
    """Return the compression by the first bytes; None if they are not compressed, or in another way.

    A blob's Content-Encoding is not reliable: it may be set without compressed bytes, and not be set with them.
    """
    if head.startswith(b"\x1f\x8b") or head[:2] in ZLIB:
        return "gzip"
    return "zstd" if head.startswith(b"\x28\xb5\x2f\xfd") else None


def _as_declared(footer: parquet_files.Footer, declared: Declaration, blob: str) -> Parquet:
    """Return the form with declared names and kinds, and with the columns that are not in the file."""
    form = footer.form
    names = _logical_names(footer, declared, blob)
    kinds = {column.name: column.kind for column in declared.columns}
    constants = {constant.column.name: constant for constant in declared.constants}
    kept = [
        (number, name)
        for number, name in enumerate(names)
        if name is not None and name not in constants and (name in kinds or not declared.exact)
    ]
    columns = tuple(replace(form.columns[n], name=name, kind=kinds.get(name, form.columns[n].kind)) for n, name in kept)
    held = {column.name for column in columns} | constants.keys()
    # A column that was added to a table later is blank in older files.
    absent = [Constant(replace(column, culture="")) for column in declared.columns if column.name not in held]
    return Parquet(
        columns,
        tuple(_as_instant(form.types[n], is_instant=name in declared.instants) for n, name in kept),
        tuple(form.positions[n] for n, _ in kept),
        _deleted_rows(declared.deleted, footer.rows, blob),
        constants=(*absent, *declared.constants),
        change_log=declared.change_log,
    )


def _logical_names(footer: parquet_files.Footer, declared: Declaration, blob: str) -> list[str | None]:
    """Return the table's name of each column in the file; None for a column that does not belong to the table."""
    if not declared.physical_columns:
        return [column.name for column in footer.form.columns]
    by_id = {column.field_id: column.name for column in declared.physical_columns if column.field_id is not None}
    by_name = {column.physical_name: column.name for column in declared.physical_columns}
    names = (
        [by_id.get(field_id) if field_id is not None else None for field_id in footer.field_ids]
        if by_id
        else [by_name.get(column.name) for column in footer.form.columns]
    )
    if names and not any(names):
        raise SegmentUnreadable(text("delta-no-mapped-columns", blob=blob))
    return names


def _deleted_rows(deleted: str, rows: int, blob: str) -> str:
    if "1" in deleted[rows:]:
        raise SegmentUnreadable(text("delta-vector-beyond", blob=blob, rows=rows, row=deleted.rindex("1") + 1))
    return deleted[:rows].ljust(rows, "0") if "1" in deleted else ""


def _as_instant(type_: str, *, is_instant: bool) -> str:
    return INSTANT if is_instant and type_.startswith("TIMESTAMP") and "WITH TIME ZONE" not in type_ else type_


def _with_folder_columns[F: Form](form: F, source: Source, file: TableFile) -> F:
    """Add, as text, the columns that are only in the names of folders (`Segment/day=2026-11-24/…`).

    Spark, Hive and Arrow write such folders: `%` escapes characters in them, `__HIVE_DEFAULT_PARTITION__` is blank.
    """
    folder = f"{source.table}/"
    if not file.in_plain_folder or not source.blob.startswith(folder):
        return form
    held = {name.casefold() for name in form.names}
    steps = (step.partition("=") for step in source.blob.removeprefix(folder).split("/")[:-1])
    found = {unquote(name).strip(): unquote(value) for name, equals, value in steps if equals}
    added = tuple(
        Constant(Column(name), None if value == HIVE_NULL else value)
        for name, value in found.items()
        if name and name.casefold() not in held
    )
    return replace(form, constants=(*form.constants, *added)) if added else form


async def _inspect_parquet(container: RangeReader, source: Source) -> parquet_files.Footer:
    async def last(length: int) -> bytes:
        length = min(length, source.size)
        return await container.read_range(source.blob, source.size - length, length, source.etag)

    tail = await last(parquet_files.TAIL_BYTES)
    needed = parquet_files.footer_length(tail, source.size, source.blob)
    if needed > len(tail):
        tail = await last(needed)
    return await asyncio.to_thread(parquet_files.inspect_parquet, tail, source.size, source.blob)
