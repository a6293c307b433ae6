"""/api/connections: Klaviyo accounts the app may send to."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    model_serializer,
    model_validator,
)

from shared.api.accounts import account_of_new_key, names_text
from shared.api.models import Change, Named, required_fields, shared_fields
from shared.api.operations import Answer, Call, Created, IfMatch, save
from shared.api.paging import CountedPage, NameQuery, page_by_name
from shared.api.permissions import Permission, find_connection
from shared.context import Context
from shared.domain import Access, Consent, ExportUser
from shared.domain import Connection as StoredConnection
from shared.domain.base import Name, Value, new_id, now
from shared.domain.connection import MAX_EXPORT_USERS
from shared.domain.export import ProfileLimit
from shared.errors import ConnectionInUse, Invalid, RunActive
from shared.klaviyo.scopes import usable_account
from shared.runs.remove_export import remove_export
from shared.runs.targets import release_target


def _check_key_characters(key: SecretStr) -> SecretStr:
    # The key is sent in a header, so: visible ASCII, no line break. Klaviyo's private keys begin with pk_.
    text = key.get_secret_value()
    if not (text.isascii() and text.isprintable() and " " not in text):
        raise ValueError("A private API key has no spaces or special characters; copy it again from Klaviyo.")
    return key


ApiKey = Annotated[
    SecretStr,
    Field(min_length=1, max_length=500, json_schema_extra={"pattern": "^[!-~]+$"}),
    AfterValidator(_check_key_characters),
]
SecretName = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{1,127}$")]
"""The name of a secret in Key Vault."""


def _check_distinct(users: list[ExportUser]) -> list[ExportUser]:
    if len({one.id for one in users}) < len(users):
        raise ValueError("Each user or group can be there once.")
    return users


ExportUsers = Annotated[
    list[ExportUser],
    Field(
        max_length=MAX_EXPORT_USERS,
        description="Users and groups of Entra ID who may use it for exports, whatever `access` says.",
    ),
    AfterValidator(_check_distinct),
]


def _describe_new(schema: dict[str, Any]) -> None:
    schema["oneOf"] = [required_fields("api_key"), required_fields("secret_name")]
    # Consent has a default in the model, so that the error about it is a sentence of its own.
    schema["required"].append("consent")
    schema["properties"]["consent"]["const"] = True
    del schema["properties"]["consent"]["default"]
    example = {"display_name": "Klaviyo", "access": "contributors", "consent": True}
    schema["examples"] = [example | {"api_key": "pk_0000"}, example | {"secret_name": "klaviyo-key"}]


class NewConnection(Value):
    """A connection to add, with either `api_key` or `secret_name`."""

    model_config = ConfigDict(json_schema_extra=_describe_new)

    display_name: Name
    type: Literal["klaviyo"] = "klaviyo"
    access: Access = Access.ADMINISTRATORS
    api_key: ApiKey | None = Field(None, description="A private API key, which the app stores in the vault.")
    secret_name: SecretName | None = Field(None, description="A secret in the vault that holds the key.")
    consent: bool = Field(
        default=False, description="To data privacy and compliance. Without it nothing is sent to Klaviyo."
    )
    profile_limit: ProfileLimit | None = None
    export_users: ExportUsers = Field(default_factory=list)

    @model_validator(mode="after")
    def _check_one_key(self) -> NewConnection:
        if (self.api_key is None) == (self.secret_name is None):
            raise ValueError("Give either api_key or secret_name, the name of a secret in the vault.")
        return self


class ConnectionChange(Change):
    """A change of a connection: fields that are left out do not change. A key replaces the stored one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"access": "contributors"}, {"api_key": "pk_0000"}]})

    display_name: Name | None = None
    access: Access | None = None
    api_key: ApiKey | None = None
    profile_limit: ProfileLimit | None = Field(None, description="null removes the limit.")
    export_users: ExportUsers | None = Field(None, description="All of them: who is left out is removed.")


class Connection(BaseModel):
    """A connection. Only administrators see more than id, display name and type."""

    id: str = Field(examples=["con_k3f9x27m4t2c"])
    display_name: str = Field(examples=["Klaviyo"])
    type: Literal["klaviyo"]
    access: Access | None = Field(None, examples=["contributors"])
    secret_name: str | None = Field(None, examples=["klaviyo-con-k3f9x27m4t2c"])
    account_id: str | None = Field(None, examples=["AbC123"])
    account_name: str | None = Field(None, examples=["Contoso Retail"])
    consent: Consent | None = Field(
        None, examples=[{"by": "alex@contoso.example", "at": "2026-11-21T22:32:10.456Z", "text_version": "2026-11"}]
    )
    profile_limit: int | None = Field(None, description="A run with it that would send more profiles is skipped.")
    export_users: list[ExportUser] = Field(
        default_factory=list, description="Users and groups of Entra ID who may use it, whatever `access` says."
    )
    created_at: AwareDatetime | None = Field(None, examples=["2026-11-21T22:32:10.456Z"])
    updated_at: AwareDatetime | None = Field(None, examples=["2026-11-21T22:32:10.456Z"])
    last_used_at: AwareDatetime | None = Field(None, description="When a run last began with it.")
    exports: list[Named] = Field(default_factory=list, description="The exports that use it.")

    # A lambda has no annotated result, so that the OpenAPI document keeps the fields.
    _shown = model_serializer(mode="wrap")(
        lambda self, handler: {name: value for name, value in handler(self).items() if name in self.model_fields_set}
    )


class Connections(CountedPage):
    """The connections that the caller may use, by name."""

    connections: list[Connection]


class DeletionQuery(BaseModel):
    """Query of a request that removes a connection."""

    exports: Literal["remove", "detach"] | None = Field(
        None, description="What to do with the exports that use it: remove them, or keep them without a connection."
    )


async def list_connections(call: Call, query: NameQuery) -> Connections:
    """List the connections that the caller may use, by name."""
    every = [connection.value for connection in await call.context.connections.all()]
    usable = [connection for connection in every if call.caller.can_use(connection)]
    page = page_by_name(query, usable, lambda connection: connection.display_name, lambda connection: connection.id)
    using = await _exports_by_connection(call.context)
    connections = [await _shown(call, connection, using) for connection in page.items]
    return Connections(connections=connections, total=page.total, next_cursor=page.next_cursor)


async def create_connection(call: Call, body: NewConnection) -> Created[Connection]:
    """Add a connection. Klaviyo verifies the key and its scopes; the key is stored in the vault."""
    if not body.consent:
        raise Invalid(
            "Nothing is sent to Klaviyo without consent to data privacy and compliance. Read the text, then agree.",
            field="consent",
        )
    context, connection_id, at = call.context, new_id("con"), now()
    secret_name = body.secret_name or f"klaviyo-{connection_id.replace('_', '-')}"
    key = body.api_key.get_secret_value() if body.api_key else await context.vault.key(secret_name, fresh=True)
    account = await usable_account(context.klaviyo_with(key))
    connection = StoredConnection(
        id=connection_id,
        display_name=body.display_name,
        type=body.type,
        access=body.access,
        secret_name=secret_name,
        # A secret that the app stored for another connection stays the app's: the last of them deletes it.
        secret_is_managed=body.api_key is not None
        or any(other.secret_is_managed for other in await _sharing(context, secret_name)),
        account_id=account.id,
        account_name=account.name,
        consent=Consent(by=call.caller.name, at=at),
        profile_limit=body.profile_limit,
        export_users=tuple(body.export_users),
        created_at=at,
        updated_at=at,
    )
    if body.api_key:
        await context.vault.store(secret_name, key)
    await context.connections.insert(connection_id, connection)
    call.changed(connection_id, after=_audited(connection))
    return Created(await _shown(call, connection), connection, f"/api/connections/{connection_id}")


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
    values = {name: value for name, value in body.given().items() if value is not None or name == "profile_limit"}
    if "export_users" in values:
        values["export_users"] = tuple(values["export_users"])
    renewed: dict[str, Any] = {}
    if key := values.pop("api_key", None):
        values["account_name"] = await account_of_new_key(call.context, connection, key.get_secret_value())
        await call.context.vault.store(connection.secret_name, key.get_secret_value())
        renewed["api_key"] = "renewed"
    changed = await save(call.context.connections, connection_id, found, connection.changed(values, now()))
    call.changed(connection_id, before=_audited(connection), after=_audited(changed) | renewed)
    return Answer(await _shown(call, changed), changed)


async def delete_connection(call: Call, connection_id: str, query: DeletionQuery, if_match: IfMatch) -> None:
    """Remove a connection. Refused (409) where exports use it, unless `exports` is given."""
    context = call.context
    found = await find_connection(context, call.caller, connection_id)
    if_match.check(found.value)
    using = [export for export in await context.exports.all() if export.value.connection_id == connection_id]
    if using and query.exports is None:
        raise ConnectionInUse(
            f"These exports use the connection: {names_text(e.value.name for e in using)}. Give them another one, "
            "or remove it with ?exports=detach (they stay and do not run) or ?exports=remove.",
            errors=[{"id": export.value.id, "name": export.value.name} for export in using],
        )
    running = [export.value.name for export in using if await context.runs.active_of(export.value.id)]
    if running:
        raise RunActive(f"These exports are running: {names_text(running)}. Wait until they end.")
    for export in using:
        if query.exports == "remove":
            await remove_export(context, export)
            call.changed(export.value.id, before={"name": export.value.name, "connection_id": connection_id})
        else:
            await save(context.exports, export.value.id, export, export.value.without_connection(now()))
            await release_target(context, export.value.id)
            call.changed(export.value.id, before={"connection_id": connection_id}, after={"connection_id": None})
    await context.connections.delete(connection_id, found.etag)
    await context.last_uses.delete(connection_id)
    await context.notification_states.delete(connection_id)
    if found.value.secret_is_managed and not await _sharing(context, found.value.secret_name):
        await context.vault.remove(found.value.secret_name)
    call.changed(connection_id, before=_audited(found.value))


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
            "exports": using.get(connection.id, []),
        }
    )


def _audited(connection: StoredConnection) -> dict[str, Any]:
    return connection.model_dump(mode="json", exclude={"created_at", "updated_at"})
