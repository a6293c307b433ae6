"""What requests and answers of /api/connections look like."""

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

from shared.api.models import Change, Named, required_fields
from shared.api.paging import CountedPage
from shared.domain import Access, Auth, Consent, ExportUser, Failure
from shared.domain.base import Name, Value
from shared.domain.connection import MAX_EXPORT_USERS
from shared.domain.consent_feed import ConsentFeed
from shared.domain.export import ProfileLimit
from shared.errors import InvalidValue
from shared.texts import text


def _check_key_characters(key: SecretStr) -> SecretStr:
    # The key is sent in a header, so: visible ASCII, no line break. Klaviyo's private keys begin with pk_.
    value = key.get_secret_value()
    if not (value.isascii() and value.isprintable() and " " not in value):
        raise InvalidValue(text("key-characters"))
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
        raise InvalidValue(text("field-users-twice"))
    return users


ExportUsers = Annotated[
    list[ExportUser],
    Field(
        max_length=MAX_EXPORT_USERS,
        description="Users and groups of Entra ID who may use it for exports, regardless of `access`.",
    ),
    AfterValidator(_check_distinct),
]


NAMED_EXPORTS = 20
CREDENTIALS = ("api_key", "secret_name", "sign_in")
"""Fields of a new connection, one of which is given."""


def _describe_new(schema: dict[str, Any]) -> None:
    schema["oneOf"] = [required_fields(name) for name in CREDENTIALS]
    # Consent has a default in the model, so that the error about it is a sentence of its own.
    schema["required"].append("consent")
    schema["properties"]["consent"]["const"] = True
    del schema["properties"]["consent"]["default"]
    example = {"display_name": "Klaviyo", "access": "contributors", "consent": True}
    values = {"api_key": "pk_0000", "secret_name": "klaviyo-key", "sign_in": "sgn_2c26b46b68ffc68ff99b453c1d304134"}
    schema["examples"] = [example | {name: values[name]} for name in CREDENTIALS]


class NewConnection(Value):
    """A connection to add, with one of `api_key`, `secret_name` and `sign_in`."""

    model_config = ConfigDict(json_schema_extra=_describe_new)

    display_name: Name
    type: Literal["klaviyo"] = "klaviyo"
    access: Access = Access.ADMINISTRATORS
    api_key: ApiKey | None = Field(None, description="A private API key, which the app stores in the vault.")
    secret_name: SecretName | None = Field(None, description="A secret in the vault that holds the key.")
    sign_in: str | None = Field(
        None, max_length=44, description="The id of your completed sign-in to Klaviyo (/api/klaviyo-sign-ins)."
    )
    consent: bool = Field(
        default=False, description="To data privacy and compliance. Without it nothing is sent to Klaviyo."
    )
    profile_limit: ProfileLimit | None = None
    export_users: ExportUsers = Field(default_factory=list)
    consent_feed: ConsentFeed | None = Field(None, description="When to read opt-outs from Klaviyo; null: never.")

    @model_validator(mode="after")
    def _check_one_key(self) -> NewConnection:
        if sum(getattr(self, name) is not None for name in CREDENTIALS) != 1:
            raise InvalidValue(text("field-one-credential"))
        return self


class ConnectionChange(Change):
    """A change of a connection: fields that are left out do not change. A key replaces the stored one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"access": "contributors"}, {"api_key": "pk_0000"}]})

    display_name: Name | None = None
    access: Access | None = None
    api_key: ApiKey | None = None
    profile_limit: ProfileLimit | None = Field(None, description="null removes the limit.")
    export_users: ExportUsers | None = Field(None, description="All of them: who is left out is removed.")
    consent_feed: ConsentFeed | None = Field(None, description="null turns it off.")


class FeedState(ConsentFeed):
    """A consent feed, and its last poll. `error` says why it was given up."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    read_until: AwareDatetime | None = Field(None, description="Opt-outs before this time are in the files.")
    people: int = Field(0, description="Opt-outs of the poll in progress, or of the last one.", examples=[12])
    reading: bool = Field(default=False, description="Whether a poll is in progress.")
    error: Failure | None = None


class Connection(BaseModel):
    """A connection. Only administrators see more than id, display name and type."""

    id: str = Field(examples=["con_k3f9x27m4t2c"])
    display_name: str = Field(examples=["Klaviyo"])
    type: Literal["klaviyo"]
    auth: Auth | None = Field(None, examples=["api_key"])
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
    consent_feed: FeedState | None = Field(None, description="When to read opt-outs from Klaviyo; null: never.")
    created_at: AwareDatetime | None = Field(None, examples=["2026-11-21T22:32:10.456Z"])
    updated_at: AwareDatetime | None = Field(None, examples=["2026-11-21T22:32:10.456Z"])
    last_used_at: AwareDatetime | None = Field(None, description="When a run last began with it.")
    exports: list[Named] = Field(
        default_factory=list, description=f"The exports that use it: the first {NAMED_EXPORTS} by name."
    )
    export_count: int = Field(0, description="How many exports use it.", examples=[1])

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
