"""Measure a piece of work in a process of its own: wall time, processor time."""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Measured:
    """Seconds of wall and processor time, and what the work itself reported."""

    wall: float
    cpu: float
    report: dict[str, Any]


def in_process(module: str, *arguments: str, env: dict[str, str] | None = None) -> Measured:
    """Run `python -m module …`; the last line of its output, if JSON, is its report."""
    with tempfile.TemporaryFile() as out:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments], cwd=ROOT, stdout=out, env=os.environ | (env or {})
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{module} {' '.join(arguments)} ended with {process.returncode}")
        out.seek(0)
        lines = out.read().decode().strip().splitlines()
    report = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    return Measured(wall, usage.ru_utime + usage.ru_stime, report)


def processor_seconds(root: int) -> float:
    """Return the processor time of all processes below `root`, which must all be running (Linux)."""
    usage: dict[int, tuple[int, int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            values = (folder / "stat").read_text().rpartition(")")[2].split()
            usage[int(folder.name)] = (int(values[1]), int(values[11]) + int(values[12]))
    found, todo = 0, [root]
    while todo:
        parent = todo.pop()
        below = [pid for pid, (of, _) in usage.items() if of == parent]
        found += sum(usage[pid][1] for pid in below)
        todo += below
    return found / os.sysconf("SC_CLK_TCK")


def median(work: Callable[[], float], times: int) -> float:
    """Of so many runs."""
    return statistics.median(work() for _ in range(times))


@dataclass(frozen=True)
class Row:
    """One line of the table. `holds` says whether `figure` keeps to `bar`."""

    number: int
    what: str
    figure: float
    unit: str
    bar: str
    holds: bool
    detail: str
