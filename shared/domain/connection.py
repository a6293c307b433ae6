"""A connection: a Klaviyo account the app may send to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints

from shared.domain.base import Instant, Name, Record, Stored, Value
from shared.domain.consent_feed import ConsentFeed

CONSENT_TEXT_VERSION = "2026-11"


class Access(StrEnum):
    """Who may use a connection for exports."""

    ADMINISTRATORS = "administrators"
    CONTRIBUTORS = "contributors"


ObjectId = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"),
    AfterValidator(str.lower),
    Field(examples=["11112222-3333-4444-5555-666677778888"]),
]
"""An object id of Entra ID, in lower case."""
MAX_EXPORT_USERS = 100


class ExportUser(Value):
    """Who may use a connection for exports, even where it is for administrators: a user or a group of Entra ID.

    A service principal or managed identity is a user. What they may do is a matter of their role.
    """

    id: ObjectId
    name: Name = Field(description="The name that the console shows.", examples=["Alex"])
    kind: Literal["user", "group"] = "user"


class Auth(StrEnum):
    """What a connection shows Klaviyo: a private API key, or an access token of a user who signed in there."""

    API_KEY = "api_key"
    OAUTH = "oauth"


class Consent(Stored):
    """Who agreed, when, to which version of the data privacy and compliance text."""

    by: str
    at: Instant
    text_version: str = CONSENT_TEXT_VERSION


class Connection(Record):
    """A connection as it is stored. It never holds the key: `secret_name` names the secret in the vault.

    With `auth` oauth the secret holds a refresh token, and `client_id` is the app in Klaviyo that it was given to.
    `secret_is_managed`: the app stored the secret, and deletes it with the last connection that uses it.
    `profile_limit` is the largest number of profiles that a run with it may send.
    """

    # 2: `auth`. An older app would send a refresh token as if it were a key.
    SCHEMA: ClassVar[int] = 2

    id: str
    display_name: Name
    type: Literal["klaviyo"] = "klaviyo"
    access: Access = Access.ADMINISTRATORS
    secret_name: str
    secret_is_managed: bool = True
    account_id: str
    account_name: str
    consent: Consent
    auth: Auth = Auth.API_KEY
    client_id: str | None = None
    profile_limit: int | None = Field(None, ge=1)
    export_users: tuple[ExportUser, ...] = ()
    consent_feed: ConsentFeed | None = None
    created_at: Instant
    updated_at: Instant

    def changed(self, values: Mapping[str, Any], at: datetime) -> Connection:
        """Return the connection with other values."""
        return self.model_copy(update={**values, "updated_at": at})

    @property
    def budget_name(self) -> str:
        """Whose rate windows its requests use up: the account's, or, signed in, those of the app in the account.

        Source: developers.klaviyo.com, "Rate limits, status codes, and errors".
        """
        return f"{self.client_id}-{self.account_id}" if self.auth is Auth.OAUTH else self.account_id

    def shares_secret(self, secret_name: str) -> bool:
        """Return whether the key is in this secret of the vault, which does not distinguish letter case."""
        return self.secret_name.lower() == secret_name.lower()


class LastUse(Stored):
    """When a run last began with a connection; a record of its own, since a run does not change the connection."""

    at: Instant
    run_id: str
