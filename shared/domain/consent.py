"""Consent: whose yes to marketing an export hands over to Klaviyo."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from shared.domain.base import NON_BLANK, Value
from shared.domain.mapping import ColumnName

TrueValue = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), NON_BLANK]


class Subscription(Value):
    """People whose `column` holds one of `true_values` (upper or lower case) are subscribed, once.

    Klaviyo's bulk subscribe lifts suppressions: somebody who unsubscribed or complained of spam gets e-mails again.
    So it is done for whom this export newly finds saying yes, and never again while they go on saying it. With
    `consented_at_column`, a time in the past makes it a historical import: no message asks for confirmation.
    """

    channel: Literal["email"] = "email"
    column: ColumnName
    true_values: list[TrueValue] = Field(min_length=1, max_length=50)
    consented_at_column: ColumnName | None = None
    custom_source: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
