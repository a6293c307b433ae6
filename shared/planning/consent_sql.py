"""Who says yes to marketing, as SQL over the columns of a segment."""

from __future__ import annotations

from collections.abc import Sequence

from shared.domain.export import Subscription
from shared.errors import ColumnMissing
from shared.planning.value_sql import WHITE, quoted


def consent_sql(columns: Sequence[str], subscription: Subscription | None) -> tuple[str, str]:
    """Whether a row says yes, and since when (its text). Raises ColumnMissing."""
    if subscription is None:
        return "NULL::BOOLEAN", "NULL::VARCHAR"
    for column in (subscription.column, subscription.consented_at_column):
        if column is not None and column not in columns:
            raise ColumnMissing(
                f"The segment has no column {column!r}, which says who agreed to marketing. Change `subscribe`."
            )
    given = f"trim(c{columns.index(subscription.column)}, {WHITE})"
    values = ", ".join(f"lower({quoted(value)})" for value in subscription.true_values)
    at = subscription.consented_at_column
    since = f"trim(c{columns.index(at)}, {WHITE})" if at is not None else "NULL::VARCHAR"
    return f"coalesce(lower({given}) IN ({values}), false)", since
