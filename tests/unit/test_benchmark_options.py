"""The benchmarks' command line; what they measure is measured by hand (`make bench`)."""

import pytest

from benchmarks.__main__ import NAMES, Bench, options


def test_without_names_all_are_measured() -> None:
    assert options(["--write"]).names == list(NAMES)
    assert options(["prepare", "delta"]).names == ["prepare", "delta"]
    with pytest.raises(SystemExit):
        options(["nothing"])


def test_every_name_is_a_benchmark() -> None:
    assert all(callable(getattr(Bench, name)) for name in NAMES)
