"""One stack for all tests here: the fixture app in app/ on real Azurite, two workers, a short lease."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from local.stack import Stack
from tests.local.host.support import Seen, fixture_options


@pytest.fixture(scope="session")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return Seen(tmp_path_factory.mktemp("seen") / "seen.jsonl")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stack(seen: Seen) -> AsyncIterator[Stack]:
    async with Stack(fixture_options(seen.file)) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def http(stack: Stack) -> AsyncIterator[ClientSession]:
    async with ClientSession(stack.app) as session:
        yield session
