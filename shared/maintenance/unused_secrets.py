"""Secrets that the app stored: none stays in the vault that no record names.

A secret and the record that names it are in two services. A process may die between the two writes, or one of them may
fail. So the name of a secret is noted before the secret is stored, and before the record that names it is deleted. The
sweep removes noted secrets that no record names. Those of sign-ins are noted in the sign-ins themselves.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from shared.context import Context
from shared.domain.base import now
from shared.domain.maintenance import NotedSecret
from shared.errors import StateConflict
from shared.telemetry.guard import guarded

LEFT_ALONE = timedelta(minutes=5)
"""By then, every request that noted a secret or took a sign-in has ended."""


async def note_secret(context: Context, name: str) -> None:
    """Note that the secret may soon be one that no record names."""
    noted = NotedSecret(at=now())
    # In a conflict, another request has just noted it.
    with suppress(StateConflict):
        if found := await context.noted_secrets.get(name):
            await context.noted_secrets.replace(name, noted, found.etag)
        else:
            await context.noted_secrets.insert(name, noted)


async def store_secret(context: Context, name: str, value: str, kind: str) -> None:
    """Store a secret of the app. The record that names it is written next. Raises Unavailable."""
    await note_secret(context, name)
    await context.vault.store(name, value, kind)


async def remove_if_unused(context: Context, name: str) -> None:
    """Remove a noted secret that no record names. A failure is reported: the sweep removes the secret then."""
    with guarded("remove a secret", name):
        if name.lower() not in await _names_in_use(context):
            await _remove(context, name)


async def remove_unused_secrets(context: Context) -> None:
    """Remove the noted secrets that no record names. The sweep calls this."""
    before = now() - LEFT_ALONE
    noted = [name for name, found in (await context.noted_secrets.by_key()).items() if found.value.at < before]
    used = await _names_in_use(context) if noted else set()
    for name in noted:
        with guarded("remove unused secrets", name):
            if name.lower() in used:
                await context.noted_secrets.delete(name)
            else:
                await _remove(context, name)


async def _names_in_use(context: Context) -> set[str]:
    """Return the names in lower case: the vault does not distinguish them. Raises NewerVersion."""
    names = [connection.secret_name for connection in await context.connections.every()]
    names += [notification.secret_name for notification in await context.notifications.every()]
    return {name.lower() for name in names}


async def _remove(context: Context, name: str) -> None:
    await context.vault.remove(name)
    await context.token_leases.delete(name)
    await context.noted_secrets.delete(name)
