"""Parquet: columns, types and number of rows from the footer of a file."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any, NamedTuple

from fsspec import AbstractFileSystem

from shared.errors import SegmentUnreadable
from shared.segments.formats.csv_files import make_unique
from shared.segments.part_schema import MAX_COLUMNS, Column, Kind, Parquet, RowGroup
from shared.texts import text

MAGIC = b"PAR1"
TAIL_BYTES = 64 * 1024
MAX_FOOTER_BYTES = 32 * 1024 * 1024
NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
           "UHUGEINT", "FLOAT", "DOUBLE")  # fmt: skip


def footer_length(tail: bytes, size: int, blob: str) -> int:
    """Return the length of the footer in bytes. Raises SegmentUnreadable if there is none, or it is too long."""
    if len(tail) < 12 or tail[-4:] != MAGIC:
        if tail[-4:] == b"PARE":
            raise SegmentUnreadable(text("parquet-encrypted", blob=blob))
        raise SegmentUnreadable(text("parquet-no-footer", blob=blob))
    length = int.from_bytes(tail[-8:-4], "little") + 8
    if length > size:
        raise SegmentUnreadable(text("parquet-footer-longer", blob=blob))
    if length > MAX_FOOTER_BYTES:
        raise SegmentUnreadable(text("parquet-footer-large", blob=blob, size=length, limit=MAX_FOOTER_BYTES))
    return length


class Footer(NamedTuple):
    """What a footer says: how the file is read, its row groups in order, the field id and the bytes of each column.

    The bytes are those before compression.
    """

    form: Parquet
    row_groups: tuple[RowGroup, ...]
    field_ids: tuple[int | None, ...]
    column_sizes: tuple[int, ...]

    @property
    def rows(self) -> int:
        """Return the number of rows of the file."""
        return sum(group.rows for group in self.row_groups)


def inspect_parquet(tail: bytes, size: int, blob: str) -> Footer:
    """Return what the footer says, by a file's last bytes, which contain it. Raises SegmentUnreadable."""
    # Imported late: DuckDB is slow to load.
    import duckdb

    with duckdb.connect(config={"memory_limit": "256MB", "threads": 1}) as db:
        db.register_filesystem(Tail(tail, size))
        try:
            tree = db.execute(
                "SELECT name, coalesce(num_children, 0), field_id FROM parquet_schema('tail://file')"
            ).fetchall()
            top = _top_level(tree)
            if len(top) > MAX_COLUMNS:
                raise SegmentUnreadable(text("too-many-columns", blob=blob, columns=len(top), limit=MAX_COLUMNS))
            described = db.execute("DESCRIBE SELECT * FROM read_parquet('tail://file')").fetchall()
            # By row group: some writers leave the number of the whole file at 0.
            groups = db.execute("""
                SELECT any_value(row_group_num_rows), sum(total_uncompressed_size)
                FROM parquet_metadata('tail://file') GROUP BY row_group_id ORDER BY row_group_id
            """).fetchall()
            # A nested column has several leaves.
            sizes = db.execute("""
                SELECT split_part(path_in_schema, ', ', 1), sum(total_uncompressed_size)
                FROM parquet_metadata('tail://file') GROUP BY 1
            """).fetchall()
        except duckdb.Error:
            raise SegmentUnreadable(text("parquet-unreadable", blob=blob)) from None
    types = tuple(str(row[1]) for row in described)
    # In a schema of an old style, DuckDB may find another number of columns.
    is_flat = len(top) == len(types)
    names = [name for name, _ in top] if is_flat else [str(row[0]) for row in described]
    field_ids = tuple(field_id for _, field_id in top) if is_flat else (None,) * len(types)
    columns = tuple(Column(name, duckdb_kind(type_)) for name, type_ in zip(make_unique(names), types, strict=True))
    row_groups = tuple(RowGroup(int(rows), int(size)) for rows, size in groups)
    by_name = {str(name): int(size) for name, size in sizes}
    column_sizes = tuple(by_name.get(name, 0) for name in names)
    return Footer(Parquet(columns, types, tuple(range(len(types)))), row_groups, field_ids, column_sizes)


def duckdb_kind(type_: str) -> Kind:
    """Return the kind of a DuckDB type. Structs and maps are JSON text."""
    if type_.endswith("]"):
        return "list"
    if type_.startswith("DECIMAL") or type_ in NUMBERS:
        return "number"
    if type_ == "BOOLEAN":
        return "boolean"
    if type_ == "DATE":
        return "date"
    if type_.startswith("TIMESTAMP"):
        return "datetime"
    return "string"


def _top_level(tree: list[tuple[str, int, int | None]]) -> list[tuple[str, int | None]]:
    """Return the names and field ids of the columns from the schema's tree: depth first, after its root."""
    found: list[tuple[str, int | None]] = []
    # How many elements remain at each level.
    left: list[int] = []
    for name, count, field_id in tree:
        if len(left) == 1:
            found.append((name, field_id))
        if left:
            left[-1] -= 1
        if count:
            left.append(count)
        while left and left[-1] == 0:
            left.pop()
    return found


class Tail(AbstractFileSystem):  # type: ignore[misc]
    """A file system with one file, `tail://file`, of which only the end is available."""

    protocol = "tail"
    cachable = False

    def __init__(self, tail: bytes, length: int) -> None:
        super().__init__(skip_instance_cache=True)
        self._tail = tail
        self._length = length

    def open(self, path: str, mode: str = "rb", **_: Any) -> io.RawIOBase:
        return _TailFile(self._tail, self._length)

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        return {"name": "file", "size": self._length, "type": "file"}

    def exists(self, path: str, **_: Any) -> bool:
        return True

    def isfile(self, path: str) -> bool:
        return True

    def glob(self, path: str, **_: Any) -> list[str]:
        return ["file"]

    def modified(self, path: str) -> datetime:
        return datetime(2000, 1, 1, tzinfo=UTC)


class _TailFile(io.RawIOBase):
    def __init__(self, tail: bytes, size: int) -> None:
        super().__init__()
        self._tail = tail
        self._size = size
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def read(self, size: int = -1) -> bytes:
        end = self._size if size < 0 else min(self._size, self._position + size)
        begins = self._size - len(self._tail)
        data = bytes(max(0, min(end, begins) - self._position))
        if self._position == 0 and data:
            data = (MAGIC + data[4:])[: len(data)]
        data += self._tail[max(0, self._position - begins) : max(0, end - begins)]
        self._position = end
        return data
