"""/api/klaviyo-sign-ins: sign in to Klaviyo by OAuth, for a new connection or for one again.

The begin gives the address of Klaviyo's page. Klaviyo sends the browser back to the console with a state and a code,
which the console presents to complete it. A state is random, short-lived, usable once, and only by the user who began.
"""

from __future__ import annotations

import secrets
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from shared.api.accounts import check_account
from shared.api.models import required_fields
from shared.api.operations import Call, Created
from shared.api.permissions import IDENTIFIER, find_connection
from shared.context import Context
from shared.domain import Auth, Connection
from shared.domain.base import Value, now
from shared.domain.sign_in import SignIn as StoredSignIn
from shared.domain.sign_in import sign_in_id
from shared.errors import Conflict, Forbidden, Invalid, InvalidValue, StateConflict
from shared.klaviyo.access_tokens import SECRET_KIND
from shared.klaviyo.oauth import OAuthApp
from shared.klaviyo.scopes import ALL_SCOPES, usable_account
from shared.storage.records import Versioned
from shared.texts import text

RETURN_PATH = "/connections/sign-in"
"""The page of the console that Klaviyo sends the browser back to."""
REFUSALS = {
    "access_denied": text("sign-in-denied"),
    "invalid_scope": text("sign-in-scopes", scopes=list(ALL_SCOPES)),
}

Opaque = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^[!-~]+$")]


class NewSignIn(Value):
    """A sign-in to begin: for a new connection, or for `connection_id` again."""

    connection_id: str | None = Field(None, max_length=44, examples=["con_k3f9x27m4t2c"])


class SignIn(BaseModel):
    """A sign-in that was begun. `url` is Klaviyo's page, which is open until `expires_at`."""

    id: str = Field(examples=["sgn_2c26b46b68ffc68ff99b453c1d30413413422d70"])
    url: str = Field(examples=["https://www.klaviyo.com/oauth/authorize?response_type=code&client_id=0000"])
    expires_at: AwareDatetime


def _describe_answer(schema: dict[str, Any]) -> None:
    schema["oneOf"] = [required_fields("code"), required_fields("error")]
    schema["examples"] = [
        {"state": "k3f9x27m4t2c", "code": "0000"},
        {"state": "k3f9x27m4t2c", "error": "access_denied"},
    ]


class SignInAnswer(Value):
    """What Klaviyo's page sent back: a state, with either a code or an error."""

    model_config = ConfigDict(json_schema_extra=_describe_answer)

    state: Opaque
    code: Opaque | None = None
    error: Opaque | None = None

    @model_validator(mode="after")
    def _check_one(self) -> SignInAnswer:
        if (self.code is None) == (self.error is None):
            raise InvalidValue(text("field-code-or-error"))
        return self


class SignedIn(BaseModel):
    """Whose account was opened. `connection_id` names the connection that now uses it; without it, add one."""

    id: str = Field(description="For `sign_in` of a new connection.", examples=["sgn_2c26b46b68ffc68ff99b453c1d304134"])
    account_id: str = Field(examples=["AbC123"])
    account_name: str = Field(examples=["Contoso Retail"])
    connection_id: str | None = Field(examples=["con_k3f9x27m4t2c"])
    expires_at: AwareDatetime = Field(description="The time until which a connection can be added with it.")


async def begin_sign_in(call: Call, body: NewSignIn) -> Created[SignIn]:
    """Begin to sign in to Klaviyo. Refused (409) where the app has no client id."""
    app, redirect_uri = configured_app(call.context), _redirect_uri(call.context)
    if body.connection_id is not None:
        await find_connection(call.context, call.caller, body.connection_id)
    state = secrets.token_urlsafe(32)
    sign_in = StoredSignIn.begun(
        state,
        user_id=call.caller.id,
        client_id=app.client_id,
        redirect_uri=redirect_uri,
        connection_id=body.connection_id,
        at=now(),
    )
    url = await app.authorize_url(state, redirect_uri, " ".join(ALL_SCOPES))
    await call.context.sign_ins.insert(sign_in.id, sign_in)
    call.changed(sign_in.id, after={"connection_id": body.connection_id})
    return Created(SignIn(id=sign_in.id, url=url, expires_at=sign_in.expires_at))


async def complete_sign_in(call: Call, body: SignInAnswer) -> SignedIn:
    """Complete a sign-in with what Klaviyo's page sent back. A state can be used once, by the user who began.

    Again for a connection: it must be the same account; the connection uses the sign-in from now on.
    """
    context, app = call.context, configured_app(call.context)
    found = await _presented(call, body.state)
    sign_in = found.value
    if body.error is not None:
        raise Invalid(REFUSALS.get(body.error, text("sign-in-refused")), field="error")
    if sign_in.client_id != app.client_id:
        raise Invalid(text("client-id-changed"), field="state")
    tokens = await app.exchange(body.code or "", body.state, sign_in.redirect_uri)
    connection = await find_connection(context, call.caller, sign_in.connection_id) if sign_in.connection_id else None
    klaviyo = context.klaviyo_signed_in(tokens.access)
    if connection:
        account = await check_account(context, connection.value, klaviyo, field="state")
    else:
        account = await usable_account(klaviyo)
    await context.vault.store(sign_in.secret_name, tokens.refresh or "", SECRET_KIND)
    replaced = connection.value.secret_name if connection and connection.value.secret_is_managed else None
    # Before the connection uses it: the sweep removes the secret, of the two, that no connection names in the end.
    completed = sign_in.completed_with(account.id, account.name, now(), replaced_secret=replaced)
    await context.sign_ins.replace(sign_in.id, completed, found.etag)
    if connection:
        await _use(call, connection, sign_in, account.name)
    else:
        call.changed(sign_in.id, after={"account_id": account.id, "account_name": account.name})
    return SignedIn(
        id=sign_in.id,
        account_id=account.id,
        account_name=account.name,
        connection_id=sign_in.connection_id,
        expires_at=completed.expires_at,
    )


async def take_sign_in(call: Call, identifier: str) -> Versioned[StoredSignIn]:
    """Return a completed sign-in of the caller, for a new connection. Raise Invalid where there is none."""
    found = await call.context.sign_ins.get(identifier) if IDENTIFIER.fullmatch(identifier) else None
    usable = found is not None and found.value.completed and found.value.expires_at > now()
    if found is None or not usable or found.value.user_id != call.caller.id:
        raise Invalid(text("no-sign-in"), field="sign_in")
    return found


def configured_app(context: Context) -> OAuthApp:
    """Return the app in Klaviyo. Raise Conflict where none is configured."""
    if context.oauth_app is None:
        raise Conflict(text("sign-in-not-configured"))
    return context.oauth_app


def _redirect_uri(context: Context) -> str:
    base = context.settings.public_url or ""
    if urlsplit(base).scheme not in ("http", "https"):
        raise Conflict(text("app-url-unknown"))
    return base + RETURN_PATH


async def _presented(call: Call, state: str) -> Versioned[StoredSignIn]:
    """Mark the state as used, and return its sign-in. Raise Invalid, or Forbidden for another user's."""
    sign_ins = call.context.sign_ins
    found = await sign_ins.get(sign_in_id(state))
    unknown = Invalid(text("sign-in-unknown"), field="state")
    if found is None or found.value.used or found.value.expires_at < now():
        raise unknown
    if found.value.user_id != call.caller.id:
        raise Forbidden(text("sign-in-of-other-user"))
    used = found.value.presented()
    try:
        return Versioned(used, await sign_ins.replace(used.id, used, found.etag))
    except StateConflict:
        raise unknown from None


async def _use(call: Call, found: Versioned[Connection], sign_in: StoredSignIn, account_name: str) -> None:
    """Have the connection use the sign-in."""
    context, before = call.context, found.value
    values: dict[str, Any] = {
        "auth": Auth.OAUTH,
        "client_id": sign_in.client_id,
        "secret_name": sign_in.secret_name,
        "secret_is_managed": True,
        "account_name": account_name,
    }
    try:
        await context.connections.replace(before.id, before.changed(values, now()), found.etag)
    except StateConflict:
        raise Conflict(text("connection-changed-meanwhile")) from None
    call.changed(
        before.id, before={"auth": before.auth}, after={"auth": Auth.OAUTH, "sign_in": "renewed", "id": sign_in.id}
    )
