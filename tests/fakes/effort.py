"""How much random testing a run of the tests does: `EFFORT=10 make test ARGS=tests/unit` tries ten times as much."""

from __future__ import annotations

import os
from collections.abc import Sequence

EFFORT = float(os.environ.get("EFFORT", "1"))


def examples(usual: int) -> int:
    """Return the number of random examples to try, where a usual run of the tests tries `usual`."""
    return max(1, round(usual * EFFORT))


def some[T](cases: Sequence[T], usual: int) -> list[T]:
    """Return `usual` of the cases at equal distances, the first and the last among them; with enough effort, all."""
    count = min(examples(usual), len(cases))
    if count == 1:
        return [cases[0]]
    return [cases[round(number * (len(cases) - 1) / (count - 1))] for number in range(count)]
