"""docs/rejects.md tells of every reason, and of no other."""

import re
from pathlib import Path

from shared.planning.rejects import HEADER, REASONS

PAGE = Path(__file__).parents[3] / "docs" / "rejects.md"


def test_every_reason_stands_in_the_table() -> None:
    table = PAGE.read_text("utf-8").partition("\n## Reasons\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(REASONS)


def test_every_column_stands_in_the_table() -> None:
    table = PAGE.read_text("utf-8").partition("\n## The file\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == HEADER.strip().split(",")
