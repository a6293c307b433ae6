"""Access tokens: kept in memory, renewed by one process at a time, refresh tokens that change at each renewal."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from shared.context import Context
from shared.domain import Connection
from shared.domain.base import later, now
from shared.domain.sign_in import TokenLease
from shared.errors import SignInRefused, Unavailable
from shared.klaviyo.access_tokens import LEASE_SECONDS, AccessTokens
from tests.fakes.klaviyo_fake import Clock
from tests.fakes.sign_ins import SETTINGS, configure, sign_in
from tests.fakes.small_app import SmallApp, small_app


class App:
    """An app with one connection that signed in, and its processes."""

    def __init__(self, small: SmallApp, connection: Connection) -> None:
        self.small = small
        self.connection = connection
        self.clock = Clock()

    def process(self) -> AccessTokens:
        """Return the tokens of another process."""
        context: Context = self.small.context
        return AccessTokens(context.oauth_app, self.small.memory.vault, context.token_leases, self.clock, self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.clock.now += seconds
        await asyncio.sleep(0.001)

    async def refreshes(self) -> int:
        found: int = (await self.small.sim("GET", "/oauth"))["refreshes"]
        return found

    async def works(self, token: str) -> bool:
        account = await self.small.context.klaviyo_signed_in(token).account()
        return bool(account.id == "SIMCON")

    @property
    def secret(self) -> str:
        return self.small.memory.vault.secrets[self.connection.secret_name]


@pytest_asyncio.fixture
async def app() -> AsyncIterator[App]:
    async with small_app(**SETTINGS) as small:
        configure(small)
        await sign_in(small, "con_1")
        yield App(small, (await small.context.connections.get("con_1")).value)


async def test_a_token_is_kept_until_shortly_before_it_ends(app: App) -> None:
    process = app.process()
    token = await process.token(app.connection)
    app.clock.now += 3400
    assert await process.token(app.connection) == token
    app.clock.now += 100
    assert await process.token(app.connection) != token
    assert await app.refreshes() == 2


async def test_a_refused_token_is_renewed_once_for_all_who_used_it(app: App) -> None:
    process = app.process()
    token = await process.token(app.connection)
    following = await process.token(app.connection, refused=token)
    assert following != token
    assert await process.token(app.connection, refused=token) == following
    assert await app.refreshes() == 2


async def test_callers_of_a_process_share_a_renewal(app: App) -> None:
    process = app.process()
    tokens = await asyncio.gather(*(process.token(app.connection) for _ in range(20)))
    assert len(set(tokens)) == 1
    assert await app.refreshes() == 1


async def test_processes_renew_one_after_the_other_and_lose_no_token(app: App) -> None:
    processes = [app.process() for _ in range(6)]
    tokens = await asyncio.gather(*(process.token(app.connection) for process in processes))
    assert len(set(tokens)) == await app.refreshes() == 6
    assert all([await app.works(token) for token in tokens])
    # The stored one is the one that Klaviyo accepts.
    assert await app.works(await app.process().token(app.connection))


async def test_a_caller_who_gives_up_does_not_stop_a_renewal(app: App) -> None:
    """Klaviyo has answered, and the old refresh token is void: the new one must get into the vault."""
    vault, asked, continues = app.small.memory.vault, asyncio.Event(), asyncio.Event()

    class Slow:
        async def key(self, secret_name: str, *, fresh: bool = False) -> str:
            return await vault.key(secret_name, fresh=fresh)

        async def store(self, secret_name: str, key: str, kind: str = "") -> None:
            asked.set()
            await continues.wait()
            await vault.store(secret_name, key, kind)

    process = AccessTokens(app.small.context.oauth_app, Slow(), app.small.context.token_leases, app.clock, app.sleep)
    caller = asyncio.create_task(process.token(app.connection))
    await asked.wait()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    continues.set()
    assert await app.works(await process.token(app.connection))
    assert await app.works(await app.process().token(app.connection))
    assert await app.refreshes() == 2


async def test_a_new_refresh_token_that_the_vault_does_not_take_is_used_and_stored_later(app: App) -> None:
    process, before = app.process(), app.secret
    app.small.memory.vault.refusals = 4
    assert await app.works(await process.token(app.connection))
    assert app.secret == before
    app.clock.now += 4000
    assert await app.works(await process.token(app.connection))
    assert app.secret != before
    assert await app.works(await app.process().token(app.connection))


async def test_a_server_that_gives_no_other_refresh_token_needs_no_write(app: App) -> None:
    await app.small.sim("POST", "/options", {"rotate_tokens": False})
    process, before = app.process(), app.secret
    app.small.memory.vault.refusals = 1
    await process.token(app.connection)
    assert app.secret == before
    assert app.small.memory.vault.refusals == 1


async def test_a_process_that_dies_leaves_a_lease_that_runs_out(app: App) -> None:
    await app.process().token(app.connection)
    found = await app.small.context.token_leases.get(app.connection.secret_name)
    dead = TokenLease.held("dead", now(), LEASE_SECONDS, None)
    held = await app.small.context.token_leases.replace(app.connection.secret_name, dead, found.etag)
    with pytest.raises(Unavailable, match="Other instances"):
        await app.process().token(app.connection)
    over = TokenLease.held("dead", later(now(), -2 * LEASE_SECONDS), LEASE_SECONDS, None)
    await app.small.context.token_leases.replace(app.connection.secret_name, over, held)
    assert await app.works(await app.process().token(app.connection))


async def test_a_death_between_the_answer_and_its_storing_asks_for_a_sign_in(app: App) -> None:
    """Of a server that voids the token that was used at once; with one that does not, nothing is lost."""
    before = app.secret
    await app.process().token(app.connection)
    app.small.memory.vault.secrets[app.connection.secret_name] = before
    with pytest.raises(SignInRefused, match="sign in to Klaviyo again"):
        await app.process().token(app.connection)
    await app.small.sim("POST", "/options", {"rotate_tokens": False})
    await sign_in(app.small, "con_1")
    app.connection = (await app.small.context.connections.get("con_1")).value
    assert await app.works(await app.process().token(app.connection))
    assert await app.works(await app.process().token(app.connection))


async def test_a_token_that_another_process_stored_meanwhile_is_used(app: App) -> None:
    """A process whose lease ran out finds its token void, and looks again."""
    vault, before = app.small.memory.vault, app.secret
    await app.process().token(app.connection)
    newest, reads = app.secret, 0

    class Stale:
        async def key(self, secret_name: str, *, fresh: bool = False) -> str:
            nonlocal reads
            reads += 1
            return before if reads == 1 else newest

        async def store(self, secret_name: str, key: str, kind: str = "") -> None:
            await vault.store(secret_name, key, kind)

    process = AccessTokens(app.small.context.oauth_app, Stale(), app.small.context.token_leases, app.clock, app.sleep)
    assert await app.works(await process.token(app.connection))
    assert reads == 2


@pytest.mark.parametrize(
    "fault",
    [
        {"action": "status", "status": 500},
        {"action": "status", "status": 400, "body": {"errors": []}},
        {"action": "status", "status": 200, "body": {"access_token": 5}},
        {"action": "status", "status": 200, "body": "<html>"},
        {"action": "rate_limit", "seconds": 3},
        {"action": "cut_answer"},
    ],
)
async def test_an_answer_that_says_nothing_for_good_is_asked_again(app: App, fault: dict[str, Any]) -> None:
    await app.small.sim("POST", "/options", {"rotate_tokens": False})
    await app.small.sim("POST", "/faults", fault | {"path": "/oauth/token", "times": 1})
    process = app.process()
    with pytest.raises(Exception) as raised:
        await process.token(app.connection)
    assert raised.value.__class__.__name__ in ("Unavailable", "RateLimited")
    assert await app.works(await process.token(app.connection))


async def test_a_request_with_a_token_that_klaviyo_ended_is_sent_again_with_another(app: App) -> None:
    """Whether it ended early, or a renewal by another process ended it."""
    client = app.small.context.klaviyo_for(app.connection)
    assert (await client.account()).id == "SIMCON"
    for token in [name for name in app.small.klaviyo.world.keys if name.startswith("at_sim_")]:
        del app.small.klaviyo.world.keys[token]
    assert (await client.account()).id == "SIMCON"
    assert await client.get_lists()
    assert await app.refreshes() == 2
