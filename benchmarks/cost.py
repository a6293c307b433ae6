"""What a million profiles cost on Azure: operations counted in a real local run, times public prices.

`python -m benchmarks.cost [--rows 1000000] [--write]`: the table; with --write into docs/cost.md. Prices are
parameters: West Europe and East US differ by a few per cent, and yours may differ more.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from benchmarks.measure import ROOT
from benchmarks.stacks import make_export, run_export, upload
from local.samples import write_segment
from local.stack import Stack, StackOptions

REQUEST = re.compile(r'"(?P<method>[A-Z]+) /devstoreaccount1/?(?P<path>\S*) HTTP')

PRICES = {
    "blob write or list": 0.055 / 10_000,
    "blob read": 0.0044 / 10_000,
    "blob delete": 0.0,
    "queue": 0.004 / 10_000,
    "table": 0.00036 / 10_000,
    "execution": 0.40 / 1_000_000,
    "GB-second": 0.000026,
}
"""US dollars. Public list prices, general-purpose v2, hot, LRS; Flex Consumption on demand, without the free grant
(azure.microsoft.com/pricing: storage/blobs, storage/queues, storage/tables, functions; read in 2026)."""


@dataclass(frozen=True)
class Line:
    """One line of the bill."""

    what: str
    count: float
    price: float

    @property
    def dollars(self) -> float:
        """Count times price."""
        return self.count * self.price


def polling_dollars_per_hour(interval_seconds: float) -> float:
    """Return what one instance pays for polling its empty queue, each hour that it is awake."""
    return 3600 / interval_seconds * PRICES["queue"]


def kind(method: str, path: str) -> str:
    """Which price a request has, by method and path (without the account)."""
    plain = path.partition("?")[0]
    if re.match(r"(Tables|[a-zA-Z0-9]+\(|\$batch|[a-zA-Z0-9]+$)", plain) and not _is_container(path):
        return "table"
    if re.search(r"/messages(/|$)", plain) or "comp=metadata" in path:
        return "queue"
    if method == "DELETE":
        return "blob delete"
    if method in ("GET", "HEAD") and "comp=list" not in path:
        return "blob read"
    return "blob write or list"


def _is_container(path: str) -> bool:
    return "restype=container" in path or "comp=list" in path


def counted(lines: Iterable[str]) -> Counter[str]:
    """Requests by kind; polls of empty queues are apart, since they cost the same without any run."""
    found: Counter[str] = Counter()
    for line in lines:
        if match := REQUEST.search(line):
            found[kind(match["method"], match["path"])] += 1
    return found


async def measured(rows: int, memory_gb: float) -> list[Line]:
    """The bill of one run."""
    with tempfile.TemporaryDirectory(prefix="cost-") as folder:
        log, file = Path(folder) / "access.log", Path(folder) / "people.csv"
        write_segment(file, rows)
        async with Stack(StackOptions(log_level="WARNING", storage_log=log)) as stack:
            await asyncio.to_thread(upload, stack.storage, "People.csv", file)
            headers = stack.users["administrator"]
            async with httpx.AsyncClient(base_url=stack.app, headers=headers, timeout=60) as http:
                export, _ = await make_export(http, "People")
                # How much is asked for while nothing goes on, to be taken away.
                idle = await _in_seconds(log, 10)
                before = counted(log.read_text().splitlines())
                run = await run_export(http, export)
                after = counted(log.read_text().splitlines())
    seconds = _seconds(run)
    requests = {name: after[name] - before[name] - idle[name] * seconds / 10 for name in after}
    chunks = run["chunks"]["total"]
    lines = [Line(name, max(0.0, requests.get(name, 0)), PRICES[name]) for name in PRICES if name in requests]
    # One call of `prepare`, one of `upload` a chunk, one of `follow` a second.
    lines.append(Line("execution", 1 + chunks + seconds, PRICES["execution"]))
    # At most: three instances (each function scales on its own) that are busy during the whole run.
    lines.append(Line("GB-second", 3 * seconds * memory_gb, PRICES["GB-second"]))
    return lines


async def _in_seconds(log: Path, seconds: float) -> Counter[str]:
    await asyncio.sleep(2)
    before = counted(log.read_text().splitlines())
    await asyncio.sleep(seconds)
    return counted(log.read_text().splitlines()) - before


def _seconds(run: dict[str, Any]) -> float:
    began, ended = (datetime.fromisoformat(run[name]) for name in ("started_at", "ended_at"))
    return (ended - began).total_seconds()


def table(lines: list[Line], rows: int) -> str:
    """Markdown."""
    body = [f"| {line.what} | {line.count:,.0f} | {line.price * 10_000:.4f} | {line.dollars:.6f} |" for line in lines]
    total = sum(line.dollars for line in lines)
    head = f"| what, for {rows:,} rows | count | US$ for 10,000 | US$ |\n|---|---|---|---|"
    return "\n".join([head, *body, f"| **all** | | | **{total:.6f}** |"]) + "\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cost", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--memory-gb", type=float, default=2.0, help="of an instance (512 MB, 2 GB or 4 GB)")
    parser.add_argument("--write", action="store_true", help="put the table into docs/cost.md")
    chosen = parser.parse_args()
    text = table(asyncio.run(measured(chosen.rows, chosen.memory_gb)), chosen.rows)
    print(text)
    if chosen.write:
        page = ROOT / "docs" / "cost.md"
        begin, end = "<!-- Made by `python -m benchmarks.cost --write`. -->\n", "<!-- End of what is made. -->"
        old = page.read_text()
        page.write_text(old[: old.index(begin) + len(begin)] + "\n" + text + "\n" + old[old.index(end) :])


if __name__ == "__main__":
    main()
