"""`python -m tools.words [FILE…]`: spelling, and the project's own words (tools/words.txt), by codespell.

The dictionary has a line `wrong->right` for each word that must not come back. Words are also found as parts of
identifiers: the expression splits `namelessRows` and `NAMELESS_ROWS`. Entries with `_` or a space are found as a whole.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
DICTIONARY = ROOT / "tools/words.txt"
CODESPELL = (sys.executable, "-m", "codespell_lib")


def word_pattern() -> str:
    """Return what codespell takes as a word: an entry of several words, else a part of an identifier."""
    entries = [line.partition("->")[0] for line in DICTIONARY.read_text("utf-8").splitlines()]
    whole = "|".join(re.escape(entry) for entry in entries if re.search(r"[_ -]", entry))
    return rf"\b(?i:{whole})\b|[A-Z]?[a-z]+|[A-Z]+"


def check(*files: str) -> int:
    """Report misspelt and replaced words on stdout; return how many of the two checks failed."""
    own = ("--dictionary", str(DICTIONARY), "--regex", word_pattern())
    runs = [subprocess.run([*CODESPELL, *options, *files], cwd=ROOT, check=False) for options in ((), own)]
    return sum(run.returncode != 0 for run in runs)


if __name__ == "__main__":
    sys.exit(check(*sys.argv[1:]))
