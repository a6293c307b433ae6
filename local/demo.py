"""One export of sample data through the whole system, by HTTP, as anybody could do it."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from local.klaviyo.keys import MAIN_KEY
from local.processes import ROOT, StartError
from local.samples import MAPPING, write_segment
from local.stack import Stack, StackOptions

ROWS = 50_000
BAD_ROWS = 20
DUPLICATES = 15
SEGMENT = "LoyalCustomers"
LIST_NAME = "Loyal customers"
FINAL_STATES = {"successful", "completed_with_warnings", "failed", "skipped", "canceled"}
GOOD_STATES = {"successful", "completed_with_warnings"}
POLL_SECONDS = 0.5
OUT = ROOT / "out"

console = Console(stderr=True, record=True)


async def main(picture: Path | None = None) -> int:
    """Makes the sample, starts a stack on it, runs the export; the exit code. `picture`: the screen, as SVG."""
    with tempfile.TemporaryDirectory(prefix="local-demo-") as folder:
        write_segment(Path(folder) / f"{SEGMENT}.csv", ROWS, bad_rows=BAD_ROWS, duplicates=DUPLICATES)
        options = StackOptions(segments=Path(folder), klaviyo_options=("--job-seconds", "2"), log_level="WARNING")
        console.print("Starting storage, vault, Klaviyo simulator and app …")
        try:
            async with Stack(options) as stack:
                code = await run(stack)
        except StartError as error:
            console.print(f"[red]{error}")
            return 1
    if picture is not None:
        # Without the fonts that rich would have fetched from another host.
        svg = re.sub(r"@font-face \{.*?\}", "", console.export_svg(title="make demo"), flags=re.DOTALL)
        picture.write_text(svg, encoding="utf-8")
    return code


async def run(stack: Stack) -> int:
    """Connection, list, export, run, report. 0 when the run ended well."""
    async with ClientSession(stack.app, headers=dict(stack.users["administrator"])) as app:
        connection = await _post(
            app,
            "/api/connections",
            {
                "display_name": "Klaviyo (simulated)",
                "type": "klaviyo",
                "access": "contributors",
                "api_key": MAIN_KEY,
                "consent": True,
            },
        )
        lists = await _get(app, f"/api/connections/{connection['id']}/lists")
        list_id = lists["lists"][0]["id"]
        export = await _post(
            app,
            "/api/exports",
            {
                "name": f"{SEGMENT} to {LIST_NAME}",
                "connection_id": connection["id"],
                "list_id": list_id,
                "segments": [SEGMENT],
                "mapping": MAPPING,
                "mode": "upsert",
            },
        )
        started = await _post(app, f"/api/exports/{export['id']}/runs", {})
        ended = await _follow(app, started["id"])
        rejects = await _save_rejects(app, ended["id"])
    _report(ended, rejects)
    return 0 if ended["state"] in GOOD_STATES else 1


async def _follow(app: ClientSession, run_id: str) -> dict[str, Any]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[detail]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("queued", total=None, detail="")
        while True:
            now: dict[str, Any] = await _get(app, f"/api/runs/{run_id}")
            chunks = now["chunks"]
            progress.update(
                task,
                description=now["state"],
                total=chunks["total"] or None,
                completed=chunks["imported"],
                detail=f"{chunks['imported']} of {chunks['total'] or '?'} chunks",
            )
            if now["state"] in FINAL_STATES:
                return now
            await asyncio.sleep(POLL_SECONDS)


async def _save_rejects(app: ClientSession, run_id: str) -> Path:
    """The rejects file, kept where it outlives the stack."""
    OUT.mkdir(exist_ok=True)
    path = OUT / f"rejects-{run_id}.csv"
    async with app.get(f"/api/runs/{run_id}/rejects.csv") as response:
        path.write_bytes(await response.read())
    return path


def _report(ended: dict[str, Any], rejects: Path) -> None:
    console.print(f"Run {ended['id']}: [bold]{ended['state'].replace('_', ' ')}")
    table = Table()
    table.add_column("count")
    table.add_column("profiles", justify="right")
    for name, number in ended["counts"].items():
        table.add_row(name, f"{number:,}")
    console.print(table)
    for warning in ended["warnings"]:
        console.print(f"[yellow]{warning['message']}")
    if ended["error"]:
        console.print(f"[red]{ended['error']['title']}: {ended['error']['detail']}")
    lines = rejects.read_text(encoding="utf-8").splitlines()
    for line in lines[:4]:
        console.print(f"  {line}", style="dim", highlight=False, soft_wrap=True)
    console.print(
        f"{len(lines) - 1} rows were not sent; {rejects.relative_to(ROOT)} lists each with its line and reason"
    )


async def _get(app: ClientSession, path: str) -> Any:
    async with app.get(path) as response:
        return await _json(response.status, await response.text(), path, response)


async def _post(app: ClientSession, path: str, body: dict[str, Any]) -> Any:
    async with app.post(path, json=body) as response:
        return await _json(response.status, await response.text(), path, response)


async def _json(status: int, text: str, path: str, response: Any) -> Any:
    if status >= 400:
        sys.exit(f"{path} answered {status}: {text}")
    return await response.json(content_type=None)
