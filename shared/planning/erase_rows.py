"""Erase one person from the files that may name them: exactly that person, in every spelling."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

from shared.domain.identity import identity_of
from shared.planning.database import WorkDatabase
from shared.planning.rejects import REASONS
from shared.planning.temp_disk import ERASING, resource_errors
from shared.planning.value_sql import quoted

ERASED = "(erased)"

WORD = re.compile(r'[^\s,;:<>()\[\]"]+')
"""A word of a text, which may be an address. A part of a word is none."""
ENDS = ".!?"
QUOTES = "'`"


def forget_in_snapshot(path: Path, out: Path, identity: str, *, memory_mb: int) -> tuple[bool, bool]:
    """Write the snapshot without the person. Return whether it had the person, and as a managed one."""
    db = WorkDatabase(ERASING, out.parent, "forget.duckdb", memory_mb=memory_mb, threads=1)
    try:
        people = f"read_parquet({quoted(str(path))})"
        found = db.rows(f"SELECT managed FROM {people} WHERE identity = ?", [identity])
        if found:
            query = f"SELECT * FROM {people} WHERE identity <> {quoted(identity)}"
            db.execute(f"COPY ({query}) TO {quoted(str(out))} (FORMAT parquet, COMPRESSION zstd)")
    finally:
        db.close()
    return bool(found), bool(found and found[0][0])


def forget_in_csv(path: Path, out: Path, identity: str) -> bool:
    """Write the file without the person, row by row, so that counts and lines stay valid. Return whether it changed.

    In rows of the person, phone number, external id and a detail other than the reason's standard text are replaced as
    well; in other rows only the address.
    """
    changed = False
    with (
        resource_errors(ERASING),
        path.open(newline="", encoding="utf-8") as source,
        out.open("w", newline="", encoding="utf-8") as target,
    ):
        reader, writer = csv.DictReader(source), csv.writer(target)
        writer.writerow(reader.fieldnames or [])
        for row in reader:
            after = {name: cell if name == "blob" else without_person(cell, identity) for name, cell in row.items()}
            if is_person(row["email"], identity):
                after["email"] = ERASED
                if "value" in row:
                    after["value"] = ERASED
                if "detail" in row and row["detail"] != REASONS.get(row["reason"]):
                    after["detail"] = ERASED
            changed = changed or after != row
            writer.writerow(after.values())
    return changed


def is_person(cell: str, identity: str) -> bool:
    """Return whether the cell is the person's address, also as files for spreadsheets write it (rejects.py)."""
    # Without the apostrophe that the file puts before what looks like a formula.
    plain = cell[1:] if cell.startswith("'") and cell[1:].lstrip().startswith(("=", "+", "-", "@")) else cell
    return identity in (identity_of(cell), identity_of(plain))


def without_person(text: str, identity: str) -> str:
    """Return the text with the person's address replaced where it is a whole word."""
    if "@" not in text:
        return text
    return WORD.sub(lambda found: _replaced(found.group(), identity), text)


def names_person(value: Any, identity: str) -> bool:
    """Return whether any text of a JSON document contains the person's address."""
    if isinstance(value, str):
        return is_person(value, identity) or without_person(value, identity) != value
    if isinstance(value, dict):
        return any(names_person(each, identity) for pair in value.items() for each in pair)
    return isinstance(value, list) and any(names_person(each, identity) for each in value)


def _replaced(word: str, identity: str) -> str:
    if identity_of(word) == identity:
        return ERASED
    core = word.rstrip(ENDS)
    end = word[len(core) :]
    if core[:1] in QUOTES and core[-1:] == core[:1]:
        core = core[1:-1]
    return ERASED + end if identity_of(core) == identity else word
