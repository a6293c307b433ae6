"""One stack for all tests here: two workers, timers by hand, chunk bodies kept. What it logs goes into a file."""

import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from local.stack import Stack, StackOptions
from tests.system.system import SETTINGS, System

CONTOSO = Path(__file__).parents[3] / "shared/data/contoso-contacts.csv"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the longest first, and what looks through all that the other tests left behind last, of this folder."""
    ours = [item for item in items if item.path.parent == Path(__file__).parent]
    places = [number for number, item in enumerate(items) if item in ours]
    order = {"test_flex.py": -2, "test_hundred.py": -1, "test_secrets.py": 1}
    ordered = sorted(ours, key=lambda item: order.get(item.path.name, 0))
    for number, item in zip(places, ordered, strict=True):
        items[number] = item


@pytest.fixture(scope="session")
def contoso() -> Path:
    if not CONTOSO.exists():
        pytest.skip(f"the Contoso sample is not here ({CONTOSO})")
    return CONTOSO


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def system(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[System]:
    segments = tmp_path_factory.mktemp("segments")
    if CONTOSO.exists():
        (segments / "Contoso.csv").write_bytes(CONTOSO.read_bytes())
    options = StackOptions(
        segments=segments,
        workers=2,
        klaviyo_options=("--job-seconds", "0.2", "--no-limits"),
        settings=SETTINGS,
        timers=False,
        telemetry=True,
        grace=3,
    )
    logs = tmp_path_factory.mktemp("logs") / "stack.log"
    async with _logging_to(logs, Stack(options)) as stack:
        running = System(stack, logs)
        await running.open()
        yield running
        await running.close()


class _logging_to:  # noqa: N801
    """The stack's processes write to descriptor 2: for the time of their start that is the file."""

    def __init__(self, logs: Path, stack: Stack) -> None:
        self._logs = logs
        self._stack = stack

    async def __aenter__(self) -> Stack:
        sys.stderr.flush()
        saved = os.dup(2)
        with self._logs.open("wb") as file:
            os.dup2(file.fileno(), 2)
        try:
            return await self._stack.__aenter__()
        finally:
            os.dup2(saved, 2)
            os.close(saved)

    async def __aexit__(self, *exception: object) -> None:
        await self._stack.__aexit__(*exception)
