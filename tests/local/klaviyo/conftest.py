"""A simulator, a client that speaks JSON:API, and Klaviyo's own response schemas."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from local.klaviyo import Options, Simulator
from tests import klaviyo_openapi
from tests.klaviyo_openapi import Schemas
from tests.local.klaviyo.client import Client, Clock


@pytest.fixture(scope="session")
def schemas() -> Schemas | None:
    return klaviyo_openapi.schemas()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def sim(clock: Clock) -> AsyncIterator[Simulator]:
    async with Simulator(Options(), clock) as simulator:
        yield simulator


@pytest.fixture
async def client(sim: Simulator, schemas: Schemas | None) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(sim.url, session, schemas)


@pytest.fixture
async def free(client: Client) -> Client:
    """The client without rate limits."""
    await client.sim("POST", "/options", {"limits": False})
    return client
