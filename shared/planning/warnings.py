"""The warnings of a run about values and identifiers that are not sent, from the numbers that preparing found."""

from __future__ import annotations

from collections.abc import Sequence

from shared.domain import Mapping
from shared.domain.findings import Findings
from shared.planning.consent_lists import consent_warnings
from shared.planning.profile_sql import RowSql
from shared.planning.resolve import value_warnings
from shared.planning.shared_identifiers import sharing_warnings
from shared.segments.part_schema import Column
from shared.texts import Text


def warnings_of(
    found: Findings,
    columns: Sequence[Column],
    mapping: Mapping,
    *,
    default_country: str | None,
    send_last: bool,
) -> list[Text]:
    """Return the warnings. `columns` are those of all parts."""
    row = RowSql([column.name for column in columns], mapping, [column.kind for column in columns])
    return [
        *value_warnings(found, row, default_country),
        *sharing_warnings(found.shared, send_last=send_last),
        *consent_warnings(found),
    ]
