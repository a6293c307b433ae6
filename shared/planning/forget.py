"""Take one person out of the files that may name them."""

from __future__ import annotations

import csv
from pathlib import Path

from shared.planning.database import open_database
from shared.planning.sql import quoted

ERASED = "(erased)"


def forget_in_snapshot(path: Path, out: Path, identity: str, *, memory_mb: int) -> tuple[bool, bool]:
    """Write the snapshot without them: whether they stood in it, and whether they were ours."""
    db = open_database(out.parent, "forget.duckdb", memory_mb=memory_mb, threads=1)
    try:
        people = f"read_parquet({quoted(str(path))})"
        found = db.execute(f"SELECT ours FROM {people} WHERE identity = ?", [identity]).fetchall()
        if found:
            query = f"SELECT * FROM {people} WHERE identity <> {quoted(identity)}"
            db.execute(f"COPY ({query}) TO {quoted(str(out))} (FORMAT parquet, COMPRESSION zstd)")
    finally:
        db.close()
    return bool(found), bool(found and found[0][0])


def forget_in_csv(path: Path, out: Path, identity: str) -> bool:
    """Write the file with every cell that names them replaced: counts and lines stay right. Whether any did."""
    changed = False
    with path.open(newline="", encoding="utf-8") as source, out.open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target)
        header: list[str] = []
        for row in csv.reader(source):
            header = header or row
            cells = [ERASED if identity in cell.lower() else cell for cell in row]
            if cells != row:
                changed = True
                # Of shared-identifiers.csv: their phone number or external id.
                cells = [ERASED if name == "value" else cell for name, cell in zip(header, cells, strict=True)]
            writer.writerow(cells)
    return changed
