"""What an export does about people's consent to marketing: one declaration, with a rule for each channel.

    {"email": {"column": "Email opt-in", "true_values": ["Yes"], "consented_at_column": "Opted in on"},
     "sms": {"column": "SMS opt-in", "true_values": ["1"], "false_values": ["0"], "when_false": "unsubscribe",
             "scope": "all"}}

A channel without a rule is never touched. Channels and what each accepts: SubscriptionChannels and
UnsubscriptionChannels of Klaviyo's OpenAPI file. Revoking push needs the tokens of the devices, which a segment does
not have; suppressing exists for email alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from shared.domain.base import NON_BLANK, Value
from shared.domain.mapping_schema import ColumnName
from shared.errors import InvalidValue
from shared.texts import text


class Channel(StrEnum):
    """A channel of marketing, as Klaviyo names it."""

    EMAIL = "email"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    PUSH = "push"

    @property
    def identifier(self) -> str:
        """The field of a profile that a consent of this channel is about."""
        return "phone_number" if self in (Channel.SMS, Channel.WHATSAPP) else "email"

    @property
    def yes_bit(self) -> int:
        """The bit of a snapshot's `consented` that says: this person's yes was sent."""
        return 1 << [*Channel].index(self)

    @property
    def no_bit(self) -> int:
        """The bit of a snapshot's `consented` that says: this person's no was sent."""
        return self.yes_bit << 8


class WhenFalse(StrEnum):
    """What a no does: nothing, revoke the consent, or stop every marketing email whatever the consent."""

    NOTHING = "nothing"
    UNSUBSCRIBE = "unsubscribe"
    SUPPRESS = "suppress"


class Scope(StrEnum):
    """Where a consent is revoked: for the export's list (email only), or for the whole account."""

    LIST = "list"
    ALL = "all"


ColumnValue = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), NON_BLANK]


class ChannelConsent(Value):
    """The rule of one channel: people whose `column` has one of `true_values` are subscribed, once.

    Values are compared without regard to letter case. `false_values` say no, which does what `when_false` says; every
    other value says nothing. `consented_at_column` is since when a yes holds: with a time in the past it is sent as a
    historical import, without a message that asks for confirmation, and only opt-outs since then count against it.
    `scope` is where `unsubscribe` revokes the consent.
    """

    column: ColumnName
    true_values: list[ColumnValue] = Field(min_length=1, max_length=50)
    false_values: list[ColumnValue] = Field(default_factory=list, max_length=50)
    consented_at_column: ColumnName | None = None
    custom_source: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    when_false: WhenFalse = WhenFalse.NOTHING
    scope: Scope = Scope.LIST

    @model_validator(mode="after")
    def _check_values(self) -> ChannelConsent:
        if both := {one.lower() for one in self.true_values} & {one.lower() for one in self.false_values}:
            raise InvalidValue(text("field-consent-both", value=min(both)))
        if self.when_false is not WhenFalse.NOTHING and not self.false_values:
            raise InvalidValue(text("field-consent-no-value", action=self.when_false))
        return self


class Subscription(Value):
    """A rule for each channel. At least one channel has a rule."""

    email: ChannelConsent | None = None
    sms: ChannelConsent | None = Field(None, description="Needs `phone_number` in the mapping.")
    whatsapp: ChannelConsent | None = Field(None, description="Needs `phone_number` in the mapping.")
    push: ChannelConsent | None = Field(None, description="`when_false` can only be `nothing`.")

    @model_validator(mode="before")
    @classmethod
    def _read_email_rule(cls, given: Any) -> Any:
        """Accept the rule of the email channel alone, as it was before there were others."""
        if isinstance(given, dict) and "column" in given and given.get("channel", "email") == "email":
            return {"email": {name: value for name, value in given.items() if name != "channel"}}
        return given

    @model_validator(mode="after")
    def _check_channels(self) -> Subscription:
        rules = dict(self.rules())
        if not rules:
            raise InvalidValue(text("field-consent-no-channel"))
        for channel, rule in rules.items():
            if channel is Channel.PUSH and rule.when_false is not WhenFalse.NOTHING:
                raise InvalidValue(text("field-push-no-revoke"))
            if channel is not Channel.EMAIL and rule.when_false is WhenFalse.UNSUBSCRIBE and rule.scope is Scope.LIST:
                # A call that names the list would take the person off it, whatever the other channels say.
                raise InvalidValue(text("field-consent-account", channel=channel))
            if channel is not Channel.EMAIL and rule.when_false is WhenFalse.SUPPRESS:
                raise InvalidValue(text("field-suppress-email-only", channel=channel))
        return self

    def rules(self) -> Iterator[tuple[Channel, ChannelConsent]]:
        """Yield the channels that have a rule."""
        for channel in Channel:
            rule: ChannelConsent | None = getattr(self, channel)
            if rule is not None:
                yield channel, rule

    def rule(self, channel: str) -> ChannelConsent:
        """Return the rule of a channel that has one."""
        return dict(self.rules())[Channel(channel)]

    @property
    def needs_phone_number(self) -> bool:
        """A channel is about phone numbers."""
        return any(channel.identifier == "phone_number" for channel, _ in self.rules())
