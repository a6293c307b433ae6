"""A stack of its own for what a team does to connections and exports: one worker, timers by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from local.stack import Stack, StackOptions
from shared import bootstrap
from shared.context import Context
from shared.settings import Settings
from tests.system.system import System


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def team(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[System]:
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


@pytest_asyncio.fixture(loop_scope="session")
async def inside(team: System) -> AsyncIterator[Context]:
    """The app's own parts on the same storage, for tests that move the time."""
    settings = Settings.read(
        {
            "SegmentsStorage": team.stack.storage,
            "ExportsStorage": team.stack.storage,
            "KEY_VAULT_URL": str(team.stack.vault),
            "KEY_VAULT_CA_FILE": str(team.stack.vault_ca_file),
            "KLAVIYO_URL": team.stack.klaviyo,
            "REFRESH_SCHEDULE": "0 2 * * *",
        }
    )
    context = bootstrap.build(settings)
    yield context
    await context.close()
