"""/api/connections."""

from __future__ import annotations

from shared.api.auth import Principal, Role
from shared.api.http import Request, Response, answer
from shared.api.views import ConnectionChange, NewConnection, show_connection
from shared.domain import Access, Connection, Consent
from shared.domain.base import new_id, now
from shared.errors import Conflict, Forbidden, Invalid, NotFound, PreconditionFailed, StateConflict
from shared.runs.context import Context
from shared.state.records import Versioned


async def list_connections(context: Context, request: Request, who: Principal) -> Response:
    """Those that the caller may use."""
    found = [connection.value for connection in await context.connections.all() if usable(connection.value, who)]
    found.sort(key=lambda connection: connection.display_name.casefold())
    return answer({"connections": [show_connection(connection, who.role) for connection in found]})


async def create_connection(context: Context, request: Request, who: Principal) -> Response:
    """Verify the key with Klaviyo, store it in the vault, keep its secret's name."""
    new = request.json(NewConnection)
    if not new.consent:
        raise Invalid(
            "Nothing is sent to Klaviyo without consent to data privacy and compliance. Read the text, then agree.",
            field="consent",
        )
    identifier = new_id("con")
    secret_name = new.secret_name or f"klaviyo-{identifier.replace('_', '-')}"
    key = new.api_key.get_secret_value() if new.api_key else await context.vault.key(secret_name, fresh=True)
    account = await context.klaviyo_with(key).account()
    if new.api_key:
        await context.vault.store(secret_name, key)
    moment = now()
    connection = Connection(
        id=identifier,
        display_name=new.display_name,
        type=new.type,
        access=new.access,
        secret_name=secret_name,
        secret_is_ours=new.api_key is not None,
        account_id=account.id,
        account_name=account.name,
        consent=Consent(by=who.name, at=moment),
        created_at=moment,
        updated_at=moment,
    )
    etag = await context.connections.insert(identifier, connection)
    headers = {"Location": f"/api/connections/{identifier}", "ETag": etag}
    return answer(show_connection(connection, who.role), 201, headers)


async def read_connection(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """One connection."""
    found = await find_connection(context, who, id)
    return answer(show_connection(found.value, who.role), headers={"ETag": found.etag})


async def change_connection(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Display name, access, or a renewed key, which must be of the same account."""
    change = request.json(ConnectionChange)
    found = await find_connection(context, who, id)
    connection = found.value
    check_etag(request, found.etag)
    update: dict[str, object] = change.model_dump(include={"display_name", "access"}, exclude_none=True)
    if change.api_key:
        key = change.api_key.get_secret_value()
        account = await context.klaviyo_with(key).account()
        if account.id != connection.account_id:
            raise Conflict(
                f"This key belongs to another Klaviyo account ({account.name}, not {connection.account_name}). "
                "Make a new connection for it.",
                field="api_key",
            )
        if not connection.secret_is_ours:
            raise Conflict(
                f"The key of this connection is the vault's secret {connection.secret_name}: renew it there.",
                field="api_key",
            )
        await context.vault.store(connection.secret_name, key)
        update["account_name"] = account.name
    changed = connection.model_copy(update=update | {"updated_at": now()})
    etag = await context.connections.replace(id, changed, found.etag)
    return answer(show_connection(changed, who.role), headers={"ETag": etag})


async def delete_connection(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Raises Conflict, naming the exports, where it is in use."""
    found = await find_connection(context, who, id)
    check_etag(request, found.etag)
    using = [export.value.name for export in await context.exports.all() if export.value.connection_id == id]
    if using:
        raise Conflict(
            f"These exports use the connection: {', '.join(sorted(using)[:20])}. Remove them, or give them another "
            "connection, then remove this one."
        )
    await context.connections.delete(id, found.etag)
    if found.value.secret_is_ours:
        await context.vault.remove(found.value.secret_name)
    return Response(204)


async def verify_connection(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Ask Klaviyo whether the key, as the vault has it now, is good."""
    connection = (await find_connection(context, who, id)).value
    key = await context.vault.key(connection.secret_name, fresh=True)
    account = await context.klaviyo_with(key).account()
    return answer({"verified": True, "account_id": account.id, "account_name": account.name})


async def connection_lists(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """The account's lists, to choose from."""
    connection = (await find_connection(context, who, id)).value
    lists = await context.klaviyo_for(connection.secret_name, connection.account_id).get_lists()
    return answer({"lists": [{"id": item.id, "name": item.name} for item in lists]})


def usable(connection: Connection, who: Principal) -> bool:
    """Whether exports of this person may use the connection."""
    return who.role is Role.ADMINISTRATOR or connection.access is Access.CONTRIBUTORS


async def find_connection(context: Context, who: Principal, identifier: str) -> Versioned[Connection]:
    """Raises NotFound, Forbidden."""
    found = await context.connections.get(identifier)
    if found is None:
        raise NotFound(f"There is no connection {identifier}.")
    if not usable(found.value, who):
        raise Forbidden("This connection is for administrators. Ask one to open it to contributors.")
    return found


def check_etag(request: Request, etag: str) -> None:
    """Raises PreconditionFailed where If-Match names another version than the one there is."""
    wanted = request.headers.get("if-match")
    if wanted not in (None, "*", etag):
        raise PreconditionFailed("It was changed since you read it. Read it again, then make your change.")


def changed_meanwhile(error: StateConflict) -> PreconditionFailed:
    """Two who changed the same thing at the same moment."""
    return PreconditionFailed(f"{error} Read it again, then make your change.")
