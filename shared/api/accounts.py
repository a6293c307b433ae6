"""/api/connections/{id}/verify and /lists: a connection's key and the lists of its account, read from Klaviyo."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, Field

from shared.api.operations import Call, Created
from shared.api.paging import CountedPage, NameQuery, page_by_name
from shared.api.permissions import find_connection
from shared.context import Context
from shared.domain import Auth, Connection
from shared.domain.base import Name, Value
from shared.errors import Conflict, Unavailable
from shared.klaviyo import Account, Klaviyo, ListInfo
from shared.klaviyo.scopes import CONSENT, check_key, usable_account
from shared.texts import Text, text

MAX_NAMES = 20
"""How many exports an error names."""


class Verified(BaseModel):
    """Whether the key is valid and has every scope that the connection needs."""

    verified: bool
    account_id: str = Field(examples=["AbC123"])
    account_name: str = Field(examples=["Contoso Retail"])
    missing_scopes: list[str] = Field(examples=[["lists:write"]])
    missing_optional_scopes: list[str] = Field(
        description="`subscriptions:write`: exports with `subscribe` need it; none uses the connection. "
        "`data-privacy:write`: erasing a person at Klaviyo needs it.",
        examples=[["data-privacy:write"]],
    )
    problem: Text | None


class NewList(Value):
    """A list to add."""

    name: Name = Field(examples=["Loyal customers"])


class List(BaseModel):
    """A Klaviyo list."""

    id: str = Field(examples=["Y6nRLr"])
    name: str = Field(examples=["Loyal customers"])


class Lists(CountedPage):
    """The lists of the account, by name."""

    lists: list[List]


async def verify_connection(call: Call, connection_id: str) -> Verified:
    """Ask Klaviyo whether the key in the vault is valid, and which scopes it lacks. Changes nothing.

    A scope that only one feature needs is missing where an export uses the feature, else it is optional.
    """
    connection = (await find_connection(call.context, call.caller, connection_id)).value
    if connection.auth is Auth.OAUTH:
        klaviyo = call.context.klaviyo_for(connection)
    else:
        klaviyo = call.context.klaviyo_with(await call.context.vault.key(connection.secret_name, fresh=True))
    check = await check_key(klaviyo)
    account, missing, optional = check.account, check.missing, check.features
    same = account is None or account.id == connection.account_id
    subscribing = await _subscribing_exports(call.context, connection_id) if CONSENT in optional else []
    if subscribing:
        missing, optional = [*missing, CONSENT], [scope for scope in optional if scope != CONSENT]
    problem = None
    if missing:
        problem = klaviyo.scheme.lacking(missing)
        if subscribing:
            problem = text("scope-for-subscribing", problem=problem, scope=CONSENT, exports=names_text(subscribing))
    elif not same:
        problem = text("key-of-other-account")
    return Verified(
        verified=not missing and same,
        account_id=account.id if account else connection.account_id,
        account_name=account.name if account else connection.account_name,
        missing_scopes=missing,
        missing_optional_scopes=optional,
        problem=problem,
    )


async def connection_lists(call: Call, connection_id: str, query: NameQuery) -> Lists:
    """List the account's lists, by name. Each page reads all lists from Klaviyo."""
    connection = (await find_connection(call.context, call.caller, connection_id)).value
    lists = await call.context.klaviyo_for(connection).get_lists()
    page = page_by_name(query, lists, lambda item: item.name, lambda item: item.id)
    return Lists(
        lists=[List(id=item.id, name=item.name) for item in page.items], total=page.total, next_cursor=page.next_cursor
    )


async def create_list(call: Call, connection_id: str, body: NewList) -> Created[List]:
    """Add a list to the account. Refused (409), with its id, where there is one of that name."""
    connection = (await find_connection(call.context, call.caller, connection_id)).value
    klaviyo = call.context.klaviyo_for(connection)
    if (existing := await _find_list(klaviyo, body.name)) is not None:
        raise Conflict(text("list-exists", list=existing.id), field="name")
    try:
        created = await klaviyo.create_list(body.name)
    except Unavailable:
        # It may have been added although the answer was lost.
        added = await _find_list(klaviyo, body.name)
        if added is None:
            raise
        created = added
    call.changed(created.id, after={"name": created.name, "connection_id": connection_id})
    return Created(List(id=created.id, name=created.name))


async def _find_list(klaviyo: Klaviyo, name: str) -> ListInfo | None:
    """Return the list of that name, in any letter case."""
    return next((item for item in await klaviyo.get_lists() if item.name.casefold() == name.casefold()), None)


async def account_of_new_key(context: Context, connection: Connection, key: str) -> str:
    """Return the account's name. Raise KeyRefused, or Conflict where the key cannot replace the connection's."""
    account = await check_account(context, connection, context.klaviyo_with(key))
    if not connection.secret_is_managed:
        raise Conflict(
            text("key-in-vault", secret=connection.secret_name),
            field="api_key",
        )
    return account.name


async def check_account(
    context: Context, connection: Connection, klaviyo: Klaviyo, *, field: str = "api_key"
) -> Account:
    """Return the account that a new credential opens. Raise KeyRefused, or Conflict where it is another account."""
    features = [CONSENT] if await _subscribing_exports(context, connection.id) else []
    account = await usable_account(klaviyo, features)
    if account.id != connection.account_id:
        raise Conflict(
            text("other-account", account=account.name, known=connection.account_name),
            field=field,
        )
    return account


async def _subscribing_exports(context: Context, connection_id: str) -> list[str]:
    every = await context.exports.listed()
    return sorted(e.name for e in every if e.connection_id == connection_id and e.subscribes)


def names_text(names: Iterable[str]) -> str:
    """Return names for an error, sorted; of many, the first."""
    return ", ".join(sorted(names)[:MAX_NAMES])
