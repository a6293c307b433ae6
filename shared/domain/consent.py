"""Marketing consent: which people an export subscribes at Klaviyo."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from shared.domain.base import NON_BLANK, Value
from shared.domain.mapping import ColumnName

TrueValue = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), NON_BLANK]


class Subscription(Value):
    """Subscribes people whose `column` has one of `true_values` (case-insensitive), once.

    Klaviyo's bulk subscribe removes suppressions: a person who unsubscribed or reported spam would get e-mails again.
    So a person is subscribed when the column first says so, and not again while it keeps saying so. A time in the
    past in `consented_at_column` makes it a historical import: Klaviyo sends no confirmation message.
    """

    channel: Literal["email"] = "email"
    column: ColumnName
    true_values: list[TrueValue] = Field(min_length=1, max_length=50)
    consented_at_column: ColumnName | None = None
    custom_source: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
