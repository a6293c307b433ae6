"""Secrets that no record names are removed from the vault, and no others."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shared.domain.maintenance import NotedSecret
from shared.errors import NewerVersion
from shared.maintenance.unused_secrets import LEFT_ALONE, note_secret, remove_unused_secrets, store_secret
from shared.storage.ports import Put
from tests.fakes.small_app import MOMENT, SmallApp, small_app


@pytest.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as made:
        yield made


async def grow_old(app: SmallApp) -> None:
    assert LEFT_ALONE.total_seconds() > 60, "a request takes less"
    for name, found in (await app.context.noted_secrets.by_key()).items():
        await app.context.noted_secrets.replace(name, NotedSecret(at=MOMENT), found.etag)


async def test_a_stored_secret_that_got_no_record_is_removed_and_a_used_one_stays(app: SmallApp) -> None:
    await store_secret(app.context, "new", "pk_1", "a key")
    await note_secret(app.context, "K")
    await remove_unused_secrets(app.context)
    assert set(app.memory.vault.secrets) == {"k", "new"}, "a request may be about to use it"
    await grow_old(app)
    await remove_unused_secrets(app.context)
    # The vault does not distinguish letter case.
    assert set(app.memory.vault.secrets) == {"k"}
    assert await app.context.noted_secrets.all() == []


async def test_nothing_is_removed_while_a_record_of_a_newer_version_may_name_it(app: SmallApp) -> None:
    table = await app.memory.tables.table("connections")
    await table.put(Put("connection", "con_new", '{"id": "con_new", "schema_version": 99}'))
    await store_secret(app.context, "new", "pk_1", "a key")
    await grow_old(app)
    with pytest.raises(NewerVersion):
        await remove_unused_secrets(app.context)
    assert set(app.memory.vault.secrets) == {"k", "new"}
