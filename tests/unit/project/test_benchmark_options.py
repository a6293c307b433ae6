"""The benchmarks' command line; what they measure is measured by hand (`make bench`)."""

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import NAMES, Bench, options, record
from benchmarks.measure import Row


def test_without_names_all_are_measured() -> None:
    assert options(["--write"]).names == list(NAMES)
    assert options(["prepare", "delta"]).names == ["prepare", "delta"]
    with pytest.raises(SystemExit):
        options(["nothing"])


def test_every_name_is_a_benchmark() -> None:
    assert all(callable(getattr(Bench, name)) for name in NAMES)


def test_what_was_not_measured_again_stays(tmp_path: Path) -> None:
    row = Row(2, "two", 2.0, "×", "≥ 4", holds=False, detail="as it was")
    record(tmp_path, [row], 3)
    record(tmp_path, [Row(1, "one", 1.0, "×", "≤ 2", holds=True, detail="new")], 1)
    lines = json.loads((tmp_path / "benchmarks.json").read_text())["rows"]
    assert [(line["number"], line["runs"], line["detail"]) for line in lines] == [(1, 1, "new"), (2, 3, "as it was")]
    picture = (tmp_path / "benchmarks.svg").read_text()
    assert picture.index("1. one") < picture.index("2. two")
