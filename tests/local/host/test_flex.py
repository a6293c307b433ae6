"""Instances as in Flex Consumption: what shares one, and that their limits hold."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from local.host.functions import AppError, Function
from local.host.groups import Group, flex_groups
from local.host.limits import watch
from local.processes import ROOT
from local.stack import FLEX_SETTINGS

FUNCTIONS = [
    Function(name, name, {"type": kind, "name": "x"})
    for name, kind in (
        ("api", "httpTrigger"),
        ("page", "httpTrigger"),
        ("uploaded", "blobTrigger"),
        ("prepare", "queueTrigger"),
        ("sweep", "timerTrigger"),
    )
]
FILL = """
import pathlib, sys
from local.host.limits import mount_disk, own_mounts
folder = pathlib.Path(sys.argv[1])
if not (own_mounts() and mount_disk(folder, 1_000_000)):
    sys.exit(77)
(folder / "fits").write_bytes(bytes(900_000))
try:
    (folder / "file").write_bytes(bytes(900_000))
except OSError as error:
    print(error.errno, flush=True)
"""
WRITE = """
import pathlib, sys, time
folder = pathlib.Path(sys.argv[1])
(folder / "first").write_bytes(bytes(2_000_000))
print("written", flush=True)
def error_of(name):
    time.sleep(0.05)
    try:
        (folder / name).write_bytes(bytes(10))
    except OSError as error:
        return error.errno
    return 0
while not (number := error_of("next")):
    pass
print(number, flush=True)
(folder / "first").unlink()
while error_of("again"):
    pass
print("again", flush=True)
"""
HOLD = "import time; held = bytearray(60_000_000); held[::4096] = b'1' * len(held[::4096]); time.sleep(250)"


def test_http_and_blob_functions_share_instances_and_others_have_their_own() -> None:
    assert flex_groups(FUNCTIONS, {"prepare": 4}) == [
        Group("http", frozenset({"api", "page"}), 1),
        Group("blob", frozenset({"uploaded"}), 1),
        Group("prepare", frozenset({"prepare"}), 4),
        Group("sweep", frozenset({"sweep"}), 1),
    ]
    with pytest.raises(AppError, match="function group cut: the app has http, blob, prepare, sweep"):
        flex_groups(FUNCTIONS, {"cut": 2})


def test_settings_are_those_of_the_deployment() -> None:
    bicep = (ROOT / "infra" / "modules" / "app.bicep").read_text("utf-8")
    assert all(f"{name}: '{value}'" in bicep for name, value in FLEX_SETTINGS.items())


def test_mounted_disk_is_full_at_its_size(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FILL, str(tmp_path)], capture_output=True, text=True, check=False)
    if done.returncode == 77:
        pytest.skip("mounting is refused here")
    assert done.stdout == "28\n", "ENOSPC"
    assert not list(tmp_path.iterdir()), "the mount is of that process alone"


async def test_where_nothing_is_mounted_writes_fail_while_the_folder_is_too_large(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", WRITE, str(tmp_path), stdout=subprocess.PIPE)
    assert process.stdout is not None
    watching = asyncio.create_task(watch("w", process.pid, tmp_path, disk=1_000_000))
    assert await process.stdout.readline() == b"written\n"
    assert await process.stdout.readline() == b"27\n", "EFBIG"
    assert await process.stdout.readline() == b"again\n"
    assert await process.wait() == 0
    watching.cancel()


async def test_worker_that_holds_too_much_memory_is_ended() -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", HOLD)
    watching = asyncio.create_task(watch("w", process.pid, None, memory=50_000_000))
    assert await process.wait() == -signal.SIGKILL
    watching.cancel()
