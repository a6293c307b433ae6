"""One large file is read by several pieces, and gives the same as in one."""

from __future__ import annotations

import base64
import csv
import io
import json
import logging
import random
from pathlib import Path
from typing import Any

import duckdb
import pytest

from shared.domain import Run
from tests.fakes.large_segment import LITTLE_DISK
from tests.fakes.small_app import SmallApp, small_app

COLUMNS = ("Email", "Name", "City", "Padding")
MAPPING = {"email": "Email", "first_name": "Name", "location.city": "City"}
SETTINGS = {"CHUNK_PROFILES": "1000", "PREPARE_MEMORY_MB": "192"}
ROWS = 300
NAMES = ("Ann", "", 'Zoë "x", y', "two\nlines", 'five\n"lines"\nof,two,commas\nand,more,\n')


def random_rows(seed: int, rows: int = ROWS) -> list[dict[str, str]]:
    """Return rows of 6 MB in all: some of one person, some without a valid address."""
    rng = random.Random(seed)
    # It does not compress.
    padding = base64.b64encode(rng.randbytes(60_000)).decode()
    people = [f"p{number}@example.com" for number in range(ROWS * 2)] + ["none", "", "dä1@example.com"] * 9
    return [
        {
            "Email": rng.choice(people),
            "Name": rng.choice(NAMES),
            "Padding": padding[row : row + 6_000_000 // rows],
        }
        for row in range(rows)
    ]


def as_csv(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_json_lines(rows: list[dict[str, str]]) -> bytes:
    return "\n".join(json.dumps(row) + ("\n" if number % 50 == 0 else "") for number, row in enumerate(rows)).encode()


def as_parquet(folder: Path, rows: list[dict[str, str]]) -> bytes:
    source, out = folder / "rows.json", folder / "rows.parquet"
    source.write_bytes(as_json_lines(rows))
    with duckdb.connect() as db:
        rows_read = f"read_json('{source}', format = 'newline_delimited')"
        db.execute(f"COPY (FROM {rows_read}) TO '{out}' (FORMAT parquet, ROW_GROUP_SIZE 2048)")
    return out.read_bytes()


class Seen:
    """What a run did, sorted where the order of buckets shows."""

    def __init__(self, app: SmallApp, run: Run, members: dict[str, Any]) -> None:
        rejects = app.context.files.blobs.get(f"runs/{run.id}/rejects.csv", b"").decode()
        self.rejects = sorted(csv.reader(io.StringIO(rejects, newline="")))
        self.state, self.counts, self.warnings, self.error = run.state, run.counts, run.warnings, run.error
        self.members = {who: (one["first_name"], one["location"]) for who, one in members.items()}


async def seen(blobs: dict[str, bytes], **settings: str) -> tuple[Seen, Run]:
    """Run an export of these blobs. Return what was seen, and the run."""
    async with small_app(**SETTINGS, **settings) as app:
        await app.export(mapping=MAPPING, segments=[name.partition(".")[0] for name in blobs])
        for name, data in blobs.items():
            app.context.segments.put(name, data)
        run = await app.run()
        return Seen(app, run, await app.members()), run


async def test_files_of_every_kind_are_divided_and_give_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    blobs = {
        "One.csv": as_csv(random_rows(1)),
        "Two.jsonl": as_json_lines(random_rows(2) + random_rows(7)),
        "Three.parquet": as_parquet(tmp_path, random_rows(3, 66_000)),
    }
    whole, _ = await seen(blobs)
    pieces, run = await seen(blobs, **LITTLE_DISK)
    assert vars(pieces) == vars(whole)
    assert (whole.counts.read, len(whole.rejects) > 100) == (3 * ROWS + 66_000, True)
    # Two of each file.
    assert f"run {run.id}: 6 pieces of the stage read done" in caplog.messages


async def test_a_file_whose_quotes_do_not_match_is_read_as_a_whole() -> None:
    rows = random_rows(4) + random_rows(5) + random_rows(6)
    rows[400]["Email"] = "stray@example.com"
    text = as_csv(rows).replace(b"stray@example.com,", b'stray@example.com,"')
    whole, _ = await seen({"One.csv": text})
    pieces, run = await seen({"One.csv": text}, **LITTLE_DISK)
    assert (run.split is not None, run.reads_whole_files) == (True, True)
    assert vars(pieces) == vars(whole)
    assert any("A quoted value begins in this row" in " ".join(line) for line in whole.rejects)
