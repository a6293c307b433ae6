from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from local.stack import Stack
from tests.faults.lab import Lab, options


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_lab() -> AsyncIterator[Lab]:
    async with Stack(options()) as stack:
        lab = await Lab(stack).open()
        yield lab
        await lab.close()


@pytest_asyncio.fixture(loop_scope="session")
async def lab(shared_lab: Lab) -> AsyncIterator[Lab]:
    await shared_lab.calm()
    yield shared_lab
    await shared_lab.calm()
