"""Whether a segment fits on one instance is known from its sizes; one that does not is divided, or refused by name."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.domain import Source
from shared.domain.snapshot import Snapshot
from shared.domain.split import Bucket, PieceFiles, PieceResult, Stage, as_bits, buckets_of
from shared.errors import SegmentTooLarge
from shared.planning.fit import UNDIVIDED_BYTES, check_select, check_undivided, divide, estimate, partitions
from shared.segments.inspect_parts import inspect_text, undeclared_file
from shared.segments.part_schema import (
    ChangeLog,
    Column,
    Csv,
    Form,
    JsonLines,
    Parquet,
    Part,
    RowGroup,
    RowSample,
    Selection,
    SentValues,
    Span,
    Workbook,
)

MB = 1_000_000
TEN = SentValues(10)
COLUMNS = (Column("email"),)
SHEET = Workbook(COLUMNS, sheet="A", first_row=2)
PARQUET = Parquet(COLUMNS, types=("VARCHAR",), positions=(0,))


def part(form: Form, size: int, rows: int | None = None) -> Part:
    return Part(Source(segment="P", blob="P/1", etag="1", size=size), form, rows)


def csv(megabytes: int) -> Part:
    return part(Csv(COLUMNS), megabytes * MB)


def test_what_fits_is_not_divided() -> None:
    assert divide([csv(400)], TEN, people=0, disk_mb=650) is None
    assert divide([csv(600)], TEN, people=0, disk_mb=650)
    # The snapshot to compare with needs its place, too.
    assert divide([csv(400)], TEN, people=5_000_000, disk_mb=650)


def test_the_decision_at_the_border() -> None:
    # 650 MB of disk, of which preparing needs 1.3 times the staged form: 500 MB.
    packed = part(Csv(COLUMNS, compression="gzip"), 100 * MB)
    for border, beyond in (
        (csv(500), csv(501)),
        (replace(packed, expansion=5), replace(packed, expansion=5.1)),
        (part(JsonLines(COLUMNS), 1000 * MB), part(JsonLines(COLUMNS), 1001 * MB)),
        (
            part(Workbook(COLUMNS, sheet="A", first_row=2), 250 * MB),
            part(Workbook(COLUMNS, sheet="A", first_row=2), 251 * MB),
        ),
        (part(PARQUET, 1000, rows=500 * MB // 120), part(PARQUET, 1000, rows=500 * MB // 120 + 1000)),
    ):
        assert divide([border], TEN, people=0, disk_mb=650) is None, border
        assert divide([beyond], TEN, people=0, disk_mb=650), beyond


def test_of_parquet_the_columns_that_are_sent_count() -> None:
    columns = (Column("email"), Column("notes"))
    form = Parquet(columns, types=("VARCHAR",) * 2, positions=(0, 1))
    groups = (RowGroup(1000, 4 * MB), RowGroup(1000, 4 * MB))
    wide = Part(csv(1).source, form, 2000, row_groups=groups, column_sizes=(2 * MB, 6 * MB))
    assert estimate(wide, SentValues(1, frozenset({"email"}))) == 2 * MB
    assert estimate(wide, SentValues(2, frozenset({"email", "notes"}))) == 8 * MB
    assert estimate(replace(wide, rows=10**6), SentValues(1, frozenset({"email"}))) == 48 * MB


def wide_text(suffix: str, rows: int, notes: str) -> Part:
    """A text with an address, a tier and a note in each row, as the app inspects it."""
    values = [{"email": f"person{n:06}@example.com", "tier": "gold", "notes": notes} for n in range(rows)]
    lines = [json.dumps(row) if suffix == "jsonl" else ",".join(row.values()) for row in values]
    text = "\n".join([*([] if suffix == "jsonl" else ["email,tier,notes"]), *lines, ""])
    source = Source(segment="P", blob=f"P.{suffix}", etag="1", size=len(text))
    found = inspect_text(text.encode(), source, undeclared_file(source))
    assert found
    return found


@pytest.mark.parametrize(("suffix", "whole"), [("csv", 1), ("jsonl", 0.5)])
def test_of_text_the_columns_that_are_sent_count(suffix: str, whole: float) -> None:
    part = wide_text(suffix, 1000, "x" * 500)
    size = part.source.size * whole
    # Of each row: as much as in Parquet at least.
    assert estimate(part, SentValues(1, frozenset({"email"}))) == pytest.approx(1000 * 48, rel=0.05)
    assert estimate(part, SentValues(3, frozenset({"email", "tier", "notes"}))) == pytest.approx(size, rel=0.2)
    # Of a range, and where a column of long values is sent.
    half = replace(part, span=Span(0, part.source.size // 2))
    assert estimate(half, SentValues(1, frozenset({"email"}))) == pytest.approx(500 * 48, rel=0.05)
    assert estimate(part, SentValues(1, frozenset({"notes"}))) >= min(size, 1000 * 500)
    # Few rows say nothing of the others.
    few = wide_text(suffix, 99, "x" * 500)
    assert estimate(few, SentValues(1, frozenset({"email"}))) == int(few.source.size * whole)


def test_tables_of_a_select_that_surely_do_not_fit_are_refused_before_they_are_read() -> None:
    table = replace(csv(3000), form=Csv((Column("email"), Column("notes"))))
    check_select([table], lambda name: name == "email", disk_mb=1000)
    with pytest.raises(SegmentTooLarge, match=r"SELECT.* \(setting PREPARE_DISK_MB\)"):
        check_select([table], lambda name: True, disk_mb=900)
    # Of Parquet and sampled text, only the columns that it names count.
    sampled = replace(table, sample=RowSample(100, 60_000, {"email": 2_000, "notes": 58_000}))
    check_select([sampled], lambda name: name == "email", disk_mb=100)


def test_a_bucket_and_a_partition_take_a_quarter_of_the_disk() -> None:
    split = divide([csv(3000)], TEN, people=0, disk_mb=650)
    assert split
    assert (split.buckets, split.groups, split.partition_bytes) == (32, 8, 162 * MB + MB // 2)
    parts = [csv(100), csv(50), csv(50), csv(900), csv(1)]
    assert partitions(parts, TEN, split.partition_bytes) == [(0, 2), (2, 3), (3, 4), (4, 5)]


def test_what_is_too_large_even_in_pieces_is_refused_by_the_name_of_the_limit() -> None:
    with pytest.raises(SegmentTooLarge, match=r"1,024 pieces of 4 MB \(a quarter of the setting PREPARE_DISK_MB\)"):
        divide([csv(5000)], TEN, people=0, disk_mb=16)
    result = replace(part(PARQUET, 600 * MB, rows=5_000_000), path=Path("select-0.parquet"))
    with pytest.raises(SegmentTooLarge, match=r"SELECT.* \(setting PREPARE_DISK_MB\)"):
        divide([result], TEN, people=0, disk_mb=650)
    assert divide([result], TEN, people=0, disk_mb=1000) is None


def test_keys_of_changes_and_members_count() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    rows = part(PARQUET, 1000, rows=1000)
    changes = replace(rows, form=replace(PARQUET, change_log=ChangeLog("id", "deleted")))
    members = replace(rows, selection=Selection(None, at, "UTC", "id"))
    assert [estimate(one, TEN) for one in (rows, changes, members)] == [120_000, 200_000, 165_000]
    chosen = replace(
        rows, selection=Selection(None, at, "UTC", "id", (replace(csv(400), selection=members.selection),))
    )
    # The table of members is read, too, and both are divided.
    assert divide([rows], TEN, people=0, disk_mb=500) is None
    split = divide([chosen], TEN, people=0, disk_mb=500, stages=[Stage.READ, Stage.MATCH, Stage.COMPARE, Stage.CUT])
    assert split
    assert (split.buckets, split.following, split.at(Stage.CUT).following) == (4, Stage.MATCH, None)


@pytest.mark.parametrize("form", [Csv(COLUMNS), Csv(COLUMNS, compression="gzip")])
def test_a_file_that_takes_one_instance_too_long_is_refused_unless_it_can_be_divided(form: Csv) -> None:
    expansion = 1 if form.is_plain else 3
    most = UNDIVIDED_BYTES // expansion
    check_undivided(replace(part(form, most), expansion=expansion), TEN)
    with pytest.raises(SegmentTooLarge, match=r"P/1 cannot be divided .* Write it as several files, as Parquet"):
        check_undivided(replace(part(form, most + 1), expansion=expansion), TEN)


def test_buckets_of_another_number_find_their_files() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    snapshot = Snapshot(
        file="0", more_files=["1", "2", "3"], hashed_by="x", run_id="r", list_id="l", account_id="a",
        profile_recipe_hash="h", written_at=moment,
    )  # fmt: skip
    assert [snapshot.files_of(Bucket(number, 2), "x") for number in range(2)] == [["0", "1"], ["2", "3"]]
    assert [snapshot.files_of(Bucket(number, 8), "x") for number in range(8)] == [[f] for f in "00112233"]
    assert snapshot.files_of(Bucket(0, 1), "x") == snapshot.files
    assert snapshot.files_of(Bucket(1, 4), "another version") == snapshot.files
    assert snapshot.rewritten({"2": "new"}, 7).files == ["0", "1", "new", "3"]


def test_a_piece_says_which_files_it_wrote() -> None:
    result = PieceResult(written=[as_bits([0, 5]), as_bits([5, 900])])
    assert (result.wrote(5), result.wrote(900), result.wrote(1)) == ([0, 1], [1], [])
    keys = PieceResult(changes=[as_bits([1])], members=[as_bits([]), as_bits([2])])
    assert (keys.wrote(1, PieceFiles.CHANGES), keys.wrote(2, PieceFiles.MEMBERS), keys.wrote(2)) == ([0], [1], [])
    assert buckets_of([3, 0, 2]) == [Bucket(0, 3, 0, 3), Bucket(1, 3, 3, 3), Bucket(2, 3, 3, 5)]
