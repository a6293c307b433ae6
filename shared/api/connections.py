"""/api/connections."""

from __future__ import annotations

from shared.api.access import find_connection, usable
from shared.api.auth import Principal, Role
from shared.api.etag import check_match, save, tag
from shared.api.http import Request, Response, answer
from shared.api.paging import listed
from shared.api.requests import ConnectionChange, NewConnection, NewList, show_connection
from shared.context import Context
from shared.domain import Connection, Consent, Export, LastUse
from shared.domain.base import new_id, now
from shared.errors import Conflict, ConnectionInUse, Invalid, RunActive
from shared.klaviyo.scopes import CONSENT, check_key, usable_account
from shared.runs.remove_export import remove_export
from shared.runs.targets import release_target


async def list_connections(context: Context, request: Request, who: Principal) -> Response:
    """Those that the caller may use, by name; `?name=` keeps those that it is part of."""
    every = [connection.value for connection in await context.connections.all() if usable(connection.value, who)]
    page = listed(request, every, lambda connection: connection.display_name, lambda connection: connection.id)
    exports = [export.value for export in await context.exports.all()] if who.role is Role.ADMINISTRATOR else []
    shown = [await _show(context, connection, who, exports) for connection in page.items]
    return answer({"connections": shown, "next_cursor": page.next_cursor})


async def create_connection(context: Context, request: Request, who: Principal) -> Response:
    """Verify the key and its scopes with Klaviyo, store it in the vault, keep its secret's name."""
    new = request.json(NewConnection)
    if not new.consent:
        raise Invalid(
            "Nothing is sent to Klaviyo without consent to data privacy and compliance. Read the text, then agree.",
            field="consent",
        )
    identifier = new_id("con")
    secret_name = new.secret_name or f"klaviyo-{identifier.replace('_', '-')}"
    key = new.api_key.get_secret_value() if new.api_key else await context.vault.key(secret_name, fresh=True)
    account = await usable_account(context.klaviyo_with(key))
    moment = now()
    connection = Connection(
        id=identifier,
        display_name=new.display_name,
        type=new.type,
        access=new.access,
        secret_name=secret_name,
        # A secret that the app made for another connection stays the app's: the last of them deletes it.
        secret_is_managed=new.api_key is not None
        or any(c.secret_is_managed for c in await _sharing(context, secret_name)),
        account_id=account.id,
        account_name=account.name,
        consent=Consent(by=who.name, at=moment),
        profile_limit=new.profile_limit,
        created_at=moment,
        updated_at=moment,
    )
    if new.api_key:
        await context.vault.store(secret_name, key)
    await context.connections.insert(identifier, connection)
    shown = await _show(context, connection, who, [])
    request.trail.note(identifier, after=_audited(connection))
    return answer(shown, 201, {"Location": f"/api/connections/{identifier}", "ETag": tag(connection)})


async def read_connection(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """One connection; administrators see the exports that use it, and when it was last used."""
    found = await find_connection(context, who, id)
    return answer(await _show(context, found.value, who), headers={"ETag": tag(found.value)})


async def change_connection(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Display name, who may use it, or a renewed key, which must be of the same account. Its exports stay."""
    change = request.json(ConnectionChange)
    found = await find_connection(context, who, id)
    connection = found.value
    check_match(request, connection)
    update: dict[str, object] = change.model_dump(include={"display_name", "access"}, exclude_none=True)
    if "profile_limit" in change.model_fields_set:
        update["profile_limit"] = change.profile_limit
    after: dict[str, object] = {}
    if change.api_key:
        key = change.api_key.get_secret_value()
        update["account_name"] = await _account_of_new_key(context, connection, key)
        await context.vault.store(connection.secret_name, key)
        after["api_key"] = "renewed"
    changed = connection.model_copy(update=update | {"updated_at": now()})
    await save(context.connections, id, found, changed)
    request.trail.note(id, before=_audited(connection), after=_audited(changed) | after)
    return answer(await _show(context, changed, who), headers={"ETag": tag(changed)})


async def delete_connection(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """`?exports=remove` removes the exports that use it too, `?exports=detach` leaves them without a connection."""
    force = request.query.get("exports")
    if force not in (None, "remove", "detach"):
        raise Invalid("exports is remove or detach.", field="exports")
    found = await find_connection(context, who, id)
    check_match(request, found.value)
    using = [export for export in await context.exports.all() if export.value.connection_id == id]
    if using and force is None:
        raise ConnectionInUse(
            f"These exports use the connection: {', '.join(sorted(e.value.name for e in using)[:20])}. Give them "
            "another connection, or remove it with ?exports=detach (they stay and do not run) or ?exports=remove.",
            errors=[{"id": export.value.id, "name": export.value.name} for export in using],
        )
    running = [export.value.name for export in using if await context.runs.active_of(export.value.id)]
    if running:
        raise RunActive(f"These exports are running: {', '.join(sorted(running)[:20])}. Wait for their end.")
    for export in using:
        if force == "remove":
            await remove_export(context, export)
            request.trail.note(export.value.id, before={"name": export.value.name, "connection_id": id})
        else:
            detached = export.value.model_copy(update={"connection_id": "", "updated_at": now()})
            await save(context.exports, export.value.id, export, detached)
            await release_target(context, export.value.id)
            request.trail.note(export.value.id, before={"connection_id": id}, after={"connection_id": None})
    await context.connections.delete(id, found.etag)
    await context.last_uses.delete(id)
    await context.notification_states.delete(id)
    if found.value.secret_is_managed and not await _sharing(context, found.value.secret_name):
        await context.vault.remove(found.value.secret_name)
    request.trail.note(id, before=_audited(found.value))
    return Response(204)


async def verify_connection(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Ask Klaviyo whether the key, as the vault has it now, is good, and which scopes it lacks. Changes nothing.

    A scope that only one feature needs is missing where an export uses the feature, else it is optional.
    """
    connection = (await find_connection(context, who, id)).value
    key = await context.vault.key(connection.secret_name, fresh=True)
    check = await check_key(context.klaviyo_with(key))
    account, missing, optional = check.account, check.missing, check.features
    same = account is None or account.id == connection.account_id
    consent = await _handing_over_consent(context, id) if CONSENT in optional else []
    if consent:
        missing, optional = [*missing, CONSENT], [scope for scope in optional if scope != CONSENT]
    problem = None
    if missing:
        problem = f"The key lacks the scopes {', '.join(missing)}. Make a key that has them, then renew it here."
        if consent:
            problem += f" {CONSENT} is for exports that hand over consent: {', '.join(consent[:20])}."
    elif not same:
        problem = "The secret now holds a key of another Klaviyo account. Nothing should be sent with it."
    return answer(
        {
            "verified": not missing and same,
            "account_id": account.id if account else connection.account_id,
            "account_name": account.name if account else connection.account_name,
            "missing_scopes": missing,
            "missing_optional_scopes": optional,
            "problem": problem,
        }
    )


async def connection_lists(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """The account's lists by name; `?name=` keeps those that it is part of. Klaviyo is asked for all at each page."""
    connection = (await find_connection(context, who, id)).value
    lists = await context.klaviyo_for(connection.secret_name, connection.account_id).get_lists()
    page = listed(request, lists, lambda item: item.name, lambda item: item.id)
    shown = [{"id": item.id, "name": item.name} for item in page.items]
    return answer({"lists": shown, "next_cursor": page.next_cursor})


async def create_list(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Make a list in the account. Raises Conflict, with its id, where there is one of that name."""
    name = request.json(NewList).name
    connection = (await find_connection(context, who, id)).value
    klaviyo = context.klaviyo_for(connection.secret_name, connection.account_id)
    for item in await klaviyo.get_lists():
        if item.name.casefold() == name.casefold():
            raise Conflict(f"The account has a list of that name: {item.id}. Choose it, or another name.", field="name")
    made = await klaviyo.create_list(name)
    request.trail.note(made.id, after={"name": made.name, "connection_id": id})
    return answer({"id": made.id, "name": made.name}, 201)


async def _handing_over_consent(context: Context, identifier: str) -> list[str]:
    """Names of the exports that use the connection and subscribe people."""
    every = [export.value for export in await context.exports.all()]
    return sorted(e.name for e in every if e.connection_id == identifier and e.subscribe is not None)


async def _account_of_new_key(context: Context, connection: Connection, key: str) -> str:
    features = [CONSENT] if await _handing_over_consent(context, connection.id) else []
    account = await usable_account(context.klaviyo_with(key), features)
    if account.id != connection.account_id:
        raise Conflict(
            f"This key belongs to another Klaviyo account ({account.name}, not {connection.account_name}). "
            "Make a new connection for it.",
            field="api_key",
        )
    if not connection.secret_is_managed:
        raise Conflict(
            f"The key of this connection is the vault's secret {connection.secret_name}: renew it there.",
            field="api_key",
        )
    return account.name


async def _sharing(context: Context, secret_name: str) -> list[Connection]:
    """Connections whose key lies under that name (the vault does not tell cases apart)."""
    every = [connection.value for connection in await context.connections.all()]
    return [connection for connection in every if connection.secret_name.lower() == secret_name.lower()]


async def _show(
    context: Context, connection: Connection, who: Principal, exports: list[Export] | None = None
) -> dict[str, object]:
    if who.role < Role.ADMINISTRATOR:
        return show_connection(connection, who.role)
    if exports is None:
        exports = [export.value for export in await context.exports.all()]
    found = await context.last_uses.get(connection.id)
    use: LastUse | None = found.value if found else None
    using = sorted((e for e in exports if e.connection_id == connection.id), key=lambda e: e.name.casefold())
    return show_connection(connection, who.role) | {
        "last_used_at": use.at.isoformat() if use else None,
        "exports": [{"id": export.id, "name": export.name} for export in using],
    }


def _audited(connection: Connection) -> dict[str, object]:
    return connection.model_dump(mode="json", exclude={"created_at", "updated_at"})
