"""Erase one person from the files that may name them: exactly that person, in every spelling."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shared.domain.identity import Identity, Person, identity_of
from shared.planning.database import WorkDatabase
from shared.planning.logged_rows import ROW_LOG_FORMAT
from shared.planning.rejects import REASONS
from shared.planning.temp_disk import ERASING, resource_errors
from shared.planning.value_sql import quoted
from shared.texts import Text

ERASED = "(erased)"

WORD = re.compile(r'[^\s,;:<>()\[\]"]+')
"""A word of a text, which may be an address. A part of a word is none."""
ENDS = ".!?"
QUOTES = "'`"
PIECE_BYTES = 1024 * 1024

TOLD_BY_KLAVIYO = ("refused_by_klaviyo", "import_failed", "chunk_failed")
"""Reasons whose detail is a message of Klaviyo, which may quote an external id."""


def forget_in_snapshot(path: Path, out: Path, identity: str, *, memory_mb: int) -> tuple[bool, bool]:
    """Write a file of people, with its columns, without the person. Return whether it had them, and as managed."""
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


def forget_in_csv(path: Path, out: Path, person: Person) -> bool:
    """Write the file without the person, row by row, so that counts and lines stay valid. Return whether it changed.

    In rows of the person, shared values and a detail other than the reason's standard text are replaced as well; in
    other rows only the person's identifiers.
    """
    changed = False
    if not may_name(path, person):
        return False
    with (
        resource_errors(ERASING),
        path.open(newline="", encoding="utf-8") as source,
        out.open("w", newline="", encoding="utf-8") as target,
    ):
        reader, writer = csv.DictReader(source, restval=""), csv.writer(target)
        writer.writerow(reader.fieldnames or [])
        for row in reader:
            after = _forgotten(row, person)
            changed = changed or after != row
            writer.writerow(after.values())
    return changed


def _forgotten(row: dict[str, str], person: Person) -> dict[str, str]:
    told = row.get("reason") in TOLD_BY_KLAVIYO
    after = {
        name: cell if name == "blob" else without_person(cell, person, by_klaviyo=told and name == "detail")
        for name, cell in row.items()
    }
    if row.get("parameters"):
        said = Text.restore(row["code"], row["parameters"])
        after["parameters"] = said.with_words(
            lambda words: without_person(words, person, by_klaviyo=told)
        ).packed_parameters()
    for kind, identifier in person.identifiers:
        if row.get("field") == kind and is_same(row["value"], kind, identifier):
            after["value"] = ERASED
    if any(is_same(row.get(kind, ""), kind, identifier) for kind, identifier in person.identifiers):
        after |= {kind: ERASED for kind in Identity if row.get(kind)}
        after |= {name: ERASED for name in ("value", "profile_id") if name in row}
        if "detail" in row and row["detail"] != str(REASONS.get(row["reason"])):
            after |= {"detail": ERASED} | {name: "" for name in ("code", "parameters") if name in row}
    return after


def forget_in_row_log(path: Path, out: Path, person: Person, *, memory_mb: int) -> bool:
    """Write a part of a row log without the person. Return whether it had the person.

    The row stays, so that the rows are those of the run. Of a row whose identity is the person's, all identifiers, the
    detail and the fields are deleted; of other rows, the person's identifiers, and fields and details that quote them.
    """
    db = WorkDatabase(ERASING, out.parent, "forget.duckdb", memory_mb=memory_mb, threads=1)
    try:
        rows, names = f"read_parquet({quoted(str(path))})", [kind for kind, _ in person.identifiers]
        same = {kind: f"coalesce({kind} = {quoted(text)}, false)" for kind, text in person.identifiers}
        own = " OR ".join(f"(identity = '{kind}' AND {same[kind]})" for kind in names)
        # An external id may be any word of a text.
        sought = [text for kind, text in person.identifiers if kind is not Identity.EXTERNAL_ID]
        quoting = {
            name: " OR ".join([own, *(f"coalesce(contains(lower({name}), {quoted(text)}), false)" for text in sought)])
            for name in ("detail", "fields")
        }
        changed = " OR ".join([*same.values(), *quoting.values()])
        # They say the same as the detail.
        quoting |= dict.fromkeys(("code", "parameters"), quoting["detail"])
        if not db.rows(f"SELECT 1 FROM {rows} WHERE {changed} LIMIT 1"):
            return False
        cells = {str(kind): f"CASE WHEN NOT ({own} OR {same.get(kind, 'false')}) THEN {kind} END" for kind in Identity}
        cells |= {name: f"CASE WHEN NOT ({condition}) THEN {name} END" for name, condition in quoting.items()}
        replaced = ", ".join(f"{cell} AS {name}" for name, cell in cells.items())
        query = f"SELECT * REPLACE ({replaced}) FROM {rows}"
        db.execute(f"COPY ({query}) TO {quoted(str(out))} ({ROW_LOG_FORMAT})")
    finally:
        db.close()
    return True


def may_name(path: Path, person: Person) -> bool:
    """Return whether any text of a CSV file may be an identifier of the person, without parsing it."""
    # A quotation mark is doubled in CSV.
    sought = [text.encode() for _, text in person.identifiers if '"' not in text]
    if len(sought) < len(person.identifiers):
        return True
    # Lower case is that of an address; the other identifiers are compared as they are.
    sought = [text.lower() for text in sought]
    overlap = max(len(text) for text in sought)
    with path.open("rb") as file:
        rest = b""
        while piece := file.read(PIECE_BYTES):
            data = rest + piece.lower()
            if any(text in data for text in sought):
                return True
            rest = data[-overlap:]
    return False


def is_same(cell: str, kind: Identity, identifier: str) -> bool:
    """Return whether the cell is the identifier, also as files for spreadsheets write it (rejects.py)."""
    # Without the apostrophe that the file puts before what looks like a formula.
    plain = cell[1:] if cell.startswith("'") and cell[1:].lstrip().startswith(("=", "+", "-", "@")) else cell
    return identifier in (identity_of(cell, kind), identity_of(plain, kind))


def without_person(text: str, person: Person, *, by_klaviyo: bool = False) -> str:
    """Return the text with the person's address and number replaced where they are a whole word.

    An external id is replaced only in a text `by_klaviyo`: elsewhere it may be any word, such as the number of a line.
    """
    sought = [one for one in person.identifiers if by_klaviyo or one[0] is not Identity.EXTERNAL_ID]
    if not sought or not (by_klaviyo or "@" in text or "+" in text):
        return text
    return WORD.sub(lambda found: _replaced(found.group(), sought), text)


def text_without_person(text: Text, person: Person) -> Text:
    """Return a text that may quote Klaviyo without the person."""
    return text.with_words(lambda words: without_person(words, person, by_klaviyo=True))


def names_person(value: Any, person: Person) -> bool:
    """Return whether any text of a JSON document contains the person's address or number, or is their external id."""
    if isinstance(value, str):
        same = any(is_same(value, kind, identifier) for kind, identifier in person.identifiers)
        return same or without_person(value, person) != value
    if isinstance(value, dict):
        return any(names_person(each, person) for pair in value.items() for each in pair)
    return isinstance(value, list) and any(names_person(each, person) for each in value)


def _replaced(word: str, sought: Sequence[tuple[Identity, str]]) -> str:
    if any(identity_of(word, kind) == identifier for kind, identifier in sought):
        return ERASED
    core = word.rstrip(ENDS)
    end = word[len(core) :]
    if core[:1] in QUOTES and core[-1:] == core[:1]:
        core = core[1:-1]
    return ERASED + end if any(identity_of(core, kind) == identifier for kind, identifier in sought) else word
