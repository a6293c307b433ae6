"""A benchmark on few rows: that the command works, not how fast anything is."""

import re
import subprocess
import sys

from benchmarks.measure import ROOT


def test_preparing_is_measured_and_told() -> None:
    command = [sys.executable, "-m", "benchmarks", "prepare", "--runs", "1", "--scale", "0.002"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)
    # 1 says that a bar was missed, as it is with so few rows.
    assert done.returncode in (0, 1), done.stderr
    assert re.fullmatch(r"1  preparing against the SDK's loop +\d+\.\d+ ×.*\nLoad of the machine.*\n", done.stdout)
    assert not done.stderr
