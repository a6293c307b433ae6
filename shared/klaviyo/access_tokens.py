"""Access tokens of connections that signed in to Klaviyo: in this process's memory, renewed before they expire.

Each process renews for itself, one at a time: a lease (a record, written with its ETag) keeps two instances from using
one refresh token at once, of which a server that gives a new one each time would accept one. A new refresh token is
stored in the vault before the lease ends. Once Klaviyo has answered, nothing but the death of the process stops that: a
caller whose time is over is canceled, the renewal goes on. Where the process dies right then, the stored token may be
void: the connection then has to sign in again.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

from shared.domain import Connection
from shared.domain.base import now
from shared.domain.sign_in import TokenLease
from shared.errors import SignInRefused, StateConflict, Transient, Unavailable
from shared.klaviyo.oauth import GrantRefused, OAuthApp, Tokens
from shared.klaviyo.transport import KeySource
from shared.texts import text

LEASE_SECONDS = 150.0
"""Longer than a renewal takes: two requests of TOKEN_SECONDS, and the reads and writes of the vault."""
LEASE_POLL_SECONDS = 0.3
EARLY_SECONDS = 120.0
"""How long before its end a token is renewed."""
STORE_ATTEMPTS = 4
SECRET_KIND = "Klaviyo refresh token"  # noqa: S105

log = logging.getLogger(__name__)


class Secrets(Protocol):
    """Where the refresh tokens are."""

    async def key(self, secret_name: str, *, fresh: bool = False) -> str: ...
    async def store(self, secret_name: str, key: str, kind: str) -> None: ...


class Leases(Protocol):
    """The records of the leases, by the name of the secret."""

    async def get(self, key: str) -> Any: ...
    async def insert(self, key: str, value: TokenLease) -> str: ...
    async def replace(self, key: str, value: TokenLease, etag: str) -> str: ...


@dataclass(frozen=True)
class _Known:
    token: str = field(repr=False)
    until: float


class AccessTokens:
    """The access tokens of this process."""

    def __init__(
        self,
        app: OAuthApp | None,
        secrets: Secrets,
        leases: Leases,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._app = app
        self._secrets = secrets
        self._leases = leases
        self._clock = clock
        self._sleep = sleep
        self._known: dict[str, _Known] = {}
        self._renewals: dict[str, asyncio.Task[str]] = {}
        # Refresh tokens that the vault did not take.
        self._unstored: dict[str, str] = {}

    def of(self, connection: Connection) -> KeySource:
        """Return what gives the access tokens of this connection."""

        async def token(*, refused: str | None = None) -> str:
            return await self.token(connection, refused=refused)

        return token

    async def token(self, connection: Connection, *, refused: str | None = None, renewed: bool = False) -> str:
        """Return an access token of the connection: another one than Klaviyo `refused`; with `renewed`, a new one.

        Raises SignInRefused, KeyRefused, Transient.
        """
        app, secret_name = self._app_of(connection), connection.secret_name
        known = self._known.get(secret_name)
        # Another caller may have renewed the refused one meanwhile.
        if known is not None and known.until > self._clock() and known.token != refused and not renewed:
            return known.token
        renewal = self._renewals.get(secret_name)
        if renewal is None:
            renewal = asyncio.create_task(self._renew(app, secret_name))
            self._renewals[secret_name] = renewal
            renewal.add_done_callback(lambda task: self._forget_renewal(secret_name, task))
        return await asyncio.shield(renewal)

    def _app_of(self, connection: Connection) -> OAuthApp:
        if self._app is None or self._app.client_id != connection.client_id:
            raise SignInRefused(text("sign-in-other-app", app=str(connection.client_id)))
        return self._app

    def _forget_renewal(self, secret_name: str, task: asyncio.Task[str]) -> None:
        self._renewals.pop(secret_name, None)
        # Where no caller waits any more, its error is no one's.
        if not task.cancelled():
            task.exception()

    async def _renew(self, app: OAuthApp, secret_name: str) -> str:
        async with self._lease(secret_name):
            used = self._unstored.get(secret_name) or await self._secrets.key(secret_name, fresh=True)
            try:
                used, tokens = await self._refreshed(app, secret_name, used)
            except SignInRefused:
                self._known.pop(secret_name, None)
                raise
            until = self._clock() + max(tokens.seconds - EARLY_SECONDS, 1)
            self._known[secret_name] = _Known(tokens.access, until)
            if (tokens.refresh and tokens.refresh != used) or secret_name in self._unstored:
                await self._store(secret_name, tokens.refresh or used)
        return tokens.access

    async def _refreshed(self, app: OAuthApp, secret_name: str, used: str) -> tuple[str, Tokens]:
        """Return the refresh token that Klaviyo accepted, and its answer."""
        try:
            return used, await app.refresh(used)
        except GrantRefused:
            # A user may have signed in again, or the lease of a slow process may have run out.
            newest = await self._secrets.key(secret_name, fresh=True)
            self._unstored.pop(secret_name, None)
        with suppress(GrantRefused):
            if newest != used:
                return newest, await app.refresh(newest)
        raise SignInRefused(text("sign-in-ended"))

    async def _store(self, secret_name: str, token: str) -> None:
        """Store the new refresh token; keep it for the next renewal where the vault does not take it."""
        for attempt in range(STORE_ATTEMPTS):
            try:
                await self._secrets.store(secret_name, token, SECRET_KIND)
            except Transient:
                await self._sleep(2**attempt)
            else:
                self._unstored.pop(secret_name, None)
                return
        self._unstored[secret_name] = token
        log.error("secret %s: the vault did not take a new refresh token; it is kept in memory", secret_name)

    @asynccontextmanager
    async def _lease(self, secret_name: str) -> AsyncIterator[None]:
        """Hold the lease while the body runs. Raises Unavailable where others hold it for too long."""
        holder, end = uuid.uuid4().hex, self._clock() + LEASE_SECONDS
        while (taken := await self._take(secret_name, holder)) is None:
            if self._clock() > end:
                raise Unavailable(text("sign-in-being-renewed"))
            await self._sleep(random.uniform(0.5, 1.5) * LEASE_POLL_SECONDS)  # noqa: S311
        lease, etag = taken
        released = lease.released()
        try:
            yield
            released = lease.released(now())
        finally:
            # A lease that is not given back runs out: the token counts.
            with suppress(Exception):
                await self._leases.replace(secret_name, released, etag)

    async def _take(self, secret_name: str, holder: str) -> tuple[TokenLease, str] | None:
        """Return the lease that was taken, and its ETag; None where another process holds it."""
        found, at = await self._leases.get(secret_name), now()
        if found is not None and found.value.is_held(at):
            return None
        lease = TokenLease.held(holder, at, LEASE_SECONDS, found.value.renewed_at if found else None)
        try:
            if found is None:
                return lease, await self._leases.insert(secret_name, lease)
            return lease, await self._leases.replace(secret_name, lease, found.etag)
        except StateConflict:
            return None
