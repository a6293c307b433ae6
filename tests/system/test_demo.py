"""`python -m local demo`, as `make demo` calls it."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def with_mark(mark: str) -> list[str]:
    """Command lines of processes whose environment holds the mark (Linux)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def test_demo_runs_shows_and_leaves_nothing(tmp_path: Path) -> None:
    mark = f"LEFT_BEHIND={tmp_path.name}-{os.getpid()}"
    name, _, value = mark.partition("=")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "local", "demo"],
        cwd=ROOT,
        env=os.environ | {name: value, "TMPDIR": str(temporary), "COLUMNS": "120"},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shown = done.stderr + done.stdout
    assert "completed_with_warnings" in shown
    counts = dict(
        line.strip("│ ").replace(" ", "").split("│", 1) for line in shown.splitlines() if line.count("│") == 3
    )
    assert counts["read"] == "50,000"
    assert counts["accepted"] == "49,965"
    assert (counts["rejected"], counts["duplicates"], counts["failed"]) == ("20", "15", "0")
    kept = re.search(r"out/rejects-\S+\.csv", shown)
    assert kept, shown
    assert len((ROOT / kept[0]).read_text(encoding="utf-8").splitlines()) == 1 + 20 + 15
    assert with_mark(mark) == []
    assert list(temporary.iterdir()) == [], "no temporary files either"
