"""/api/connections: Klaviyo accounts the app may send to."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from shared.api.accounts import account_of_new_key, names_text
from shared.api.connection_models import (
    NAMED_EXPORTS,
    Connection,
    ConnectionChange,
    Connections,
    DeletionQuery,
    FeedState,
    NewConnection,
)
from shared.api.models import Named, shared_fields
from shared.api.operations import Answer, Call, Created, IfMatch, save
from shared.api.paging import NameQuery, page_by_name
from shared.api.permissions import Permission, find_connection
from shared.api.sign_ins import take_sign_in
from shared.context import Context
from shared.domain import Auth, Consent
from shared.domain import Connection as StoredConnection
from shared.domain.base import new_id, now
from shared.domain.consent_feed import FIRST
from shared.domain.sign_in import SECRET_PREFIX
from shared.domain.storage_layout import OPT_OUTS
from shared.errors import ConnectionInUse, Invalid, RunActive
from shared.klaviyo.oauth import CLIENT_SECRET_NAME
from shared.klaviyo.scopes import usable_account
from shared.maintenance.unused_secrets import note_secret, remove_if_unused, store_secret
from shared.runs.remove_export import remove_export
from shared.runs.targets import release_target
from shared.telemetry.guard import guarded
from shared.texts import text

KEY_KIND = "Klaviyo private API key"
NULLABLE = {"profile_limit", "consent_feed"}
"""Fields of a change in which null is a value."""


async def list_connections(call: Call, query: NameQuery) -> Connections:
    """List the connections that the caller may use, by name."""
    every = [connection.value for connection in await call.context.connections.all()]
    usable = [connection for connection in every if call.caller.can_use(connection)]
    page = page_by_name(query, usable, lambda connection: connection.display_name, lambda connection: connection.id)
    using = await _exports_by_connection(call.context)
    connections = [await _shown(call, connection, using) for connection in page.items]
    return Connections(connections=connections, total=page.total, next_cursor=page.next_cursor)


async def create_connection(call: Call, body: NewConnection) -> Created[Connection]:
    """Add a connection. Klaviyo verifies the key and its scopes; the key is stored in the vault.

    With `sign_in`, Klaviyo did so when the sign-in was completed.
    """
    if not body.consent:
        raise Invalid(
            text("consent-needed"),
            field="consent",
        )
    context, connection_id, at = call.context, new_id("con"), now()
    if body.sign_in is not None:
        return await _create_signed_in(call, body, body.sign_in)
    secret_name = body.secret_name or _key_name(connection_id)
    _check_secret_name(secret_name)
    key = body.api_key.get_secret_value() if body.api_key else await context.vault.key(secret_name, fresh=True)
    account = await usable_account(context.klaviyo_with(key))
    connection = StoredConnection(
        **_settings_of(call, body, connection_id, at),
        secret_name=secret_name,
        # A secret that the app stored for another connection stays the app's: the last of them deletes it.
        secret_is_managed=body.api_key is not None
        or any(other.secret_is_managed for other in await _sharing(context, secret_name)),
        account_id=account.id,
        account_name=account.name,
    )
    if body.api_key:
        await store_secret(context, secret_name, key, KEY_KIND)
    await context.connections.insert(connection_id, connection)
    call.changed(connection_id, after=_audited(connection))
    return Created(await _shown(call, connection), connection, f"/api/connections/{connection_id}")


async def _create_signed_in(call: Call, body: NewConnection, sign_in_id: str) -> Created[Connection]:
    context, connection_id = call.context, new_id("con")
    found = await take_sign_in(call, sign_in_id)
    sign_in = found.value
    # Of two requests with one sign-in, the second is refused here.
    etag = await context.sign_ins.replace(sign_in.id, sign_in, found.etag)
    connection = StoredConnection(
        **_settings_of(call, body, connection_id, now()),
        auth=Auth.OAUTH,
        client_id=sign_in.client_id,
        secret_name=sign_in.secret_name,
        account_id=sign_in.account_id or "",
        account_name=sign_in.account_name or "",
    )
    await context.connections.insert(connection_id, connection)
    call.changed(connection_id, after=_audited(connection))
    # Where this fails, the sign-in expires; its secret stays, since a connection uses it.
    with guarded("delete a used sign-in", sign_in.id):
        await context.sign_ins.delete(sign_in.id, etag)
    return Created(await _shown(call, connection), connection, f"/api/connections/{connection_id}")


def _settings_of(call: Call, body: NewConnection, connection_id: str, at: datetime) -> dict[str, Any]:
    return {
        "id": connection_id,
        "display_name": body.display_name,
        "type": body.type,
        "access": body.access,
        "consent": Consent(by=call.caller.name, at=at),
        "profile_limit": body.profile_limit,
        "export_users": tuple(body.export_users),
        "consent_feed": body.consent_feed,
        "created_at": at,
        "updated_at": at,
    }


def _key_name(connection_id: str) -> str:
    return f"klaviyo-{connection_id.replace('_', '-')}"


def _check_secret_name(name: str) -> None:
    # What they hold is no key, and would be sent to Klaviyo as one.
    if name.lower().startswith(SECRET_PREFIX) or name.lower() == CLIENT_SECRET_NAME:
        raise Invalid(
            text("secret-of-sign-in"),
            field="secret_name",
        )


async def read_connection(call: Call, connection_id: str) -> Answer[Connection]:
    """Read one connection. Administrators also see the exports that use it, and when it was last used."""
    connection = (await find_connection(call.context, call.caller, connection_id)).value
    return Answer(await _shown(call, connection), connection)


async def change_connection(
    call: Call, connection_id: str, body: ConnectionChange, if_match: IfMatch
) -> Answer[Connection]:
    """Change a connection: its display name, who may use it, or the key, which must be of the same account."""
    found = await find_connection(call.context, call.caller, connection_id)
    connection = found.value
    if_match.check(connection)
    values = {name: value for name, value in body.given().items() if value is not None or name in NULLABLE}
    if "export_users" in values:
        values["export_users"] = tuple(values["export_users"])
    renewed: dict[str, Any] = {}
    if key := values.pop("api_key", None):
        values["account_name"] = await account_of_new_key(call.context, connection, key.get_secret_value())
        if connection.auth is Auth.OAUTH:
            # Another name each time: the vault does not give a deleted one again for 90 days.
            name = f"{_key_name(connection_id)}-{secrets.token_hex(4)}"
            values |= {"auth": Auth.API_KEY, "client_id": None, "secret_name": name}
        name = values.get("secret_name", connection.secret_name)
        await store_secret(call.context, name, key.get_secret_value(), KEY_KIND)
        renewed["api_key"] = "renewed"
    replaces_secret = connection.secret_is_managed and "secret_name" in values
    if replaces_secret:
        await note_secret(call.context, connection.secret_name)
    changed = await save(call.context.connections, connection_id, found, connection.changed(values, now()))
    call.changed(connection_id, before=_audited(connection), after=_audited(changed) | renewed)
    if replaces_secret:
        await remove_if_unused(call.context, connection.secret_name)
    return Answer(await _shown(call, changed), changed)


async def delete_connection(call: Call, connection_id: str, query: DeletionQuery, if_match: IfMatch) -> None:
    """Remove a connection. Refused (409) where exports use it, unless `exports` is given."""
    context = call.context
    found = await find_connection(context, call.caller, connection_id)
    if_match.check(found.value)
    using = [export for export in await context.exports.all() if export.value.connection_id == connection_id]
    if using and query.exports is None:
        raise ConnectionInUse(
            text("connection-used", exports=names_text(e.value.name for e in using)),
            errors=[{"id": export.value.id, "name": export.value.name} for export in using],
        )
    running = [export.value.name for export in using if await context.runs.active_of(export.value.id)]
    if running:
        raise RunActive(text("exports-running", exports=names_text(running)))
    for export in using:
        if query.exports == "remove":
            await remove_export(context, export)
            call.changed(export.value.id, before={"name": export.value.name, "connection_id": connection_id})
        else:
            await save(context.exports, export.value.id, export, export.value.without_connection(now()))
            call.changed(export.value.id, before={"connection_id": connection_id}, after={"connection_id": None})
            await release_target(context, export.value.id)
    if found.value.secret_is_managed:
        await note_secret(context, found.value.secret_name)
    await context.connections.delete(connection_id, found.etag)
    call.changed(connection_id, before=_audited(found.value))
    with guarded("remove what belongs to a connection", connection_id):
        await context.last_uses.delete(connection_id)
        await context.notification_states.delete(connection_id)
        await context.feed_looks.delete(connection_id)
        await context.stored_files.delete(OPT_OUTS, connection=connection_id)
    if found.value.secret_is_managed:
        await remove_if_unused(context, found.value.secret_name)


async def _sharing(context: Context, secret_name: str) -> list[StoredConnection]:
    every = [connection.value for connection in await context.connections.all()]
    return [connection for connection in every if connection.shares_secret(secret_name)]


async def _exports_by_connection(context: Context) -> dict[str, list[Named]]:
    """Return the exports of each connection, by name."""
    using: dict[str, list[Named]] = {}
    for export in await context.exports.listed():
        using.setdefault(export.connection_id, []).append(Named(id=export.id, name=export.name))
    return using


async def _shown(call: Call, connection: StoredConnection, using: dict[str, list[Named]] | None = None) -> Connection:
    if not call.caller.has(Permission.MANAGE_CONNECTIONS):
        return Connection(id=connection.id, display_name=connection.display_name, type=connection.type)
    last_use = await call.context.last_uses.get(connection.id)
    if using is None:
        using = await _exports_by_connection(call.context)
    return Connection(
        **shared_fields(connection, Connection)
        | {
            "last_used_at": last_use.value.at if last_use else None,
            "exports": using.get(connection.id, [])[:NAMED_EXPORTS],
            "export_count": len(using.get(connection.id, [])),
            "consent_feed": await _feed_of(call.context, connection),
        }
    )


async def _feed_of(context: Context, connection: StoredConnection) -> FeedState | None:
    if connection.consent_feed is None:
        return None
    found = await context.feed_looks.get(connection.id)
    if found is None:
        return FeedState(schedule=connection.consent_feed.schedule)
    look = found.value
    return FeedState(
        schedule=connection.consent_feed.schedule,
        read_until=look.read_until if look.read_until > FIRST else None,
        people=look.people,
        reading=look.is_open,
        error=look.error,
    )


def _audited(connection: StoredConnection) -> dict[str, Any]:
    return connection.model_dump(mode="json", exclude={"created_at", "updated_at"})
