"""Parts of the row log: places of rows, windows, and how little of a part a search reads."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from shared.domain.identity import Identity, Person
from shared.domain.row_log import RowLog
from shared.domain.split import Bucket
from shared.planning.find_person import ParquetSearch
from shared.planning.logged_rows import Action, LoggedRows, RunFacts
from shared.segments.range_files import RangeFiles
from tests.fakes.memory import MemoryBlobs
from tests.fakes.staged_segment import staged

FACTS = RunFacts("20261126-110715838-fkpq35", "exp_1", Identity.EMAIL, datetime(2026, 11, 26, tzinfo=UTC))


def test_rows_of_several_blobs_and_of_several_lines_have_their_places(tmp_path: Path) -> None:
    first = 'Email,Note\na@example.com,"two\nlines"\nb@example.com,x\n'
    second = "Email,Note\nno-address,\nc@example.com,\n"
    with staged(first, second, mapping={"email": "Email", "properties": {"Note": "Note"}}) as segment:
        segment.run.lists(segment.lines)
        rows = LoggedRows(tmp_path, FACTS, memory_mb=128)
        for number, part in segment.run.prepared_rows(RowLog(fields=True)):
            assert number == 0
            rows.write_part(part, tmp_path / "log.parquet", Bucket(0, 1, 0, 3))
        rows.close()
    with duckdb.connect() as db:
        found = db.execute(f"SELECT email, outcome, blob, line, fields FROM '{tmp_path / 'log.parquet'}'").fetchall()
    assert found == [
        ("a@example.com", "accepted", "People/1.csv", 2, '{"properties":{"Note":"two\\nlines"}}'),
        ("b@example.com", "accepted", "People/1.csv", 4, '{"properties":{"Note":"x"}}'),
        ("c@example.com", "accepted", "People/2.csv", 3, "{}"),
        ("no-address", "rejected", "People/2.csv", 2, None),
    ]


def test_a_part_about_actions_has_what_was_added_since_the_one_before(tmp_path: Path) -> None:
    rows, parts = LoggedRows(tmp_path, FACTS, memory_mb=128), []
    for number, people in enumerate((["b@example.com", "a@example.com"], ["c@example.com"], [])):
        rows.add_actions([Action(person, "removed", None, None, None) for person in people])
        assert rows.actions == len(people)
        parts.append(tmp_path / f"actions-{number}.parquet")
        rows.write_actions(parts[-1])
    rows.close()
    with duckdb.connect() as db:
        found = [db.execute(f"SELECT email FROM '{part}'").fetchall() for part in parts]
    assert found == [[("a@example.com",), ("b@example.com",)], [("c@example.com",)], []]


def address(number: int) -> str:
    return f"{hashlib.sha256(str(number).encode()).hexdigest()[:20]}@example.com"


class CountedBlobs(MemoryBlobs):
    """Counts the bytes that are read."""

    read_bytes = 0

    async def read_range(self, name: str, offset: int, length: int, etag: str) -> bytes:
        self.read_bytes += length
        return await super().read_range(name, offset, length, etag)


async def test_a_search_reads_little_of_a_part(tmp_path: Path) -> None:
    people, blobs = 60_000, CountedBlobs()

    def write() -> None:
        text = "Email,Id\n" + "".join(f"{address(n)},C{n}\n" for n in range(people))
        with staged(text, mapping={"email": "Email", "external_id": "Id"}) as segment:
            segment.run.lists(segment.lines)
            rows = LoggedRows(tmp_path, FACTS, memory_mb=128)
            for number, part in segment.run.prepared_rows(RowLog()):
                rows.write_part(part, tmp_path / "log.parquet", Bucket(0, 1, 0, people))
                blobs.put(f"{number}.parquet", (tmp_path / "log.parquet").read_bytes())
            rows.close()

    await asyncio.to_thread(write)
    assert len(blobs.blobs) == 2, "windows of rows"
    files = RangeFiles(blobs)
    search = await asyncio.to_thread(ParquetSearch, tmp_path, files, memory_mb=128)
    paths = files.replace([blob async for blob in blobs.list()])
    [found] = await asyncio.to_thread(search.log_rows, paths, Person.of(email=address(1)))
    assert (found["external_id"], found["line"]) == ("C1", 3)
    assert blobs.read_bytes < sum(map(len, blobs.blobs.values())) / 2
    assert await asyncio.to_thread(search.log_rows, paths, Person.of(external_id="C9")) != []
    search.close()
