"""The stack as a whole: nothing is left behind, and a restart on the same folder goes on."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from local.__main__ import simulator_options
from local.processes import StartError
from local.stack import Stack
from tests.local.host.support import Seen, fixture_options, send, until

ROOT = Path(__file__).parents[3]


def descendants(pid: int) -> dict[int, str]:
    """Every process below `pid`: id to command line (Linux)."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(folder.name))
    found: dict[int, str] = {}
    todo = [pid]
    while todo:
        for child in children.get(todo.pop(), []):
            found[child] = Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
            todo.append(child)
    return found


def running(pids: dict[int, str]) -> set[int]:
    """Those still there with the same command line: process ids are used again."""
    left = set()
    for pid, command in pids.items():
        try:
            if Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") == command:
                left.add(pid)
        except OSError:
            continue
    return left


async def test_restart_on_the_same_folder_goes_on(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen")
    options = fixture_options(seen.file, data=tmp_path / "data", workers=1, timers=False)
    others = descendants(os.getpid())
    async with Stack(options) as stack:
        key = stack.function_key
        await send(stack, "work", json.dumps({"name": "later"}), delay=4)
        assert stack.data == tmp_path / "data"
        ours = {pid: text for pid, text in descendants(os.getpid()).items() if pid not in others}
        assert any("local.host.worker" in command for command in ours.values())
    assert not running(ours)
    async with Stack(options) as stack:
        assert stack.function_key == key
        await seen.wait("worked", body={"name": "later"})


async def test_failed_start_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "function_app.py").write_text("raise RuntimeError('broken app')\n")
    (tmp_path / "host.json").write_text("{}")
    before = set(descendants(os.getpid()))
    with pytest.raises(StartError, match="host"):
        async with Stack(fixture_options(tmp_path / "seen", app=tmp_path)):
            pass
    assert set(descendants(os.getpid())) <= before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
async def test_signal_to_up_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    """In a program of its own, with a function in the middle of its work."""
    program = (
        "import asyncio, pathlib\n"
        "from local.__main__ import stay\n"
        "from tests.local.host.support import fixture_options\n"
        f"folder = pathlib.Path({str(tmp_path)!r})\n"
        # A folder of its own: one made for the occasion would be left behind by SIGKILL.
        "options = fixture_options(folder / 'seen', data=folder / 'data', workers=1, grace=0.5)\n"
        "asyncio.run(stay(options))\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True) as up:
        assert up.stdout is not None
        ready = json.loads(await asyncio.to_thread(up.stdout.readline))
        assert ready["ready"] is True
        stack = Stack(fixture_options(tmp_path))
        stack.storage = ready["storage"]
        await send(stack, "work", json.dumps({"seconds": 250}))
        await Seen(tmp_path / "seen").wait("work")
        pids = descendants(up.pid)
        assert len(pids) == 3, "azurite, host, worker"
        up.send_signal(number)
        # Long before the function ends.
        assert await asyncio.to_thread(up.wait, 50) == (-signal.SIGKILL if number == signal.SIGKILL else 0)
        await until(lambda: not running(pids), seconds=50)
        assert up.stdout.read() == "", "one line and no more"


def test_options_for_the_simulator() -> None:
    given = ["--klaviyo-job-seconds", "2", "--klaviyo-no-limits", "--klaviyo-chaos=0.1"]
    assert simulator_options(given) == ["--job-seconds", "2", "--no-limits", "--chaos=0.1"]
    for wrong in (["--port"], ["2"], ["--klaviyo-seed", "1", "--other"]):
        with pytest.raises(typer.BadParameter):
            simulator_options(wrong)
