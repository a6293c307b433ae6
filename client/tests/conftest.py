"""A local stack for all tests here, and the command `stk` as users get it: from the wheel, in a fresh environment."""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from local.stack import Stack, StackOptions
from tests.system.system import System

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an environment that has the wheel and what it asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT / "client")]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    venv.create(folder / "venv", with_pip=True)
    commands = folder / "venv/bin"
    [wheel] = folder.glob("*.whl")
    pip = [str(commands / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel)]
    subprocess.run(pip, check=True)
    return commands


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def system(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[System]:
    options = StackOptions(
        workers=1,
        timers=False,
        klaviyo_options=("--no-limits",),
        settings={
            "KEY_CACHE_SECONDS": "0",
            "AzureFunctionsJobHost__extensions__queues__maxPollingInterval": "00:00:02",
        },
        grace=3,
        log_level="WARNING",
    )
    async with Stack(options) as stack:
        running = System(stack, tmp_path_factory.mktemp("logs") / "none.log")
        await running.open()
        yield running
        await running.close()
