"""Approval of sensitive changes: those that can remove people from a list, or send them messages.

With the setting REQUIRE_APPROVAL, the sensitive part of a change waits as a `PendingChange` until another administrator
approves it; the rest takes effect at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared.domain.base import Instant, Record
from shared.domain.export import Export, ExportConfiguration, Mode

FULL_RUN = "full"
"""The name of a full run among the fields of a pending change."""
SAFE_VALUES: dict[str, Any] = {
    "mode": Mode.UPSERT,
    "subscribe": None,
    "removal_limit_percent": None,
    "respect_suppressions": True,
}
"""Values of a new export until its sensitive ones are approved."""


class PendingChange(Record):
    """A change of an export, or a full run, that waits for approval. An export has at most one.

    `values` are the requested values by field, as JSON; `before` the values at the time of the request. If the export
    has other values when the change is approved, the change is out of date.
    """

    id: str
    export_id: str
    values: dict[str, Any]
    before: dict[str, Any]
    requested_by_id: str
    requested_by: str
    requested_at: Instant


def sensitive_values(before: Export, after: ExportConfiguration) -> dict[str, Any]:
    """Return the sensitive fields that differ, with their new values as JSON.

    `mode` to mirror and a higher (or the default) removal limit can remove people; `subscribe` can send them messages,
    and so can `respect_suppressions: false`, which waits together with its confirmation; another identity or email
    column makes other people of the rows, so that a mirror removes those it had. Another phone
    number column sends messages to other numbers, where `subscribe` is about them.
    """
    new = after.model_dump(mode="json")
    sensitive = {}
    if after.mode is Mode.MIRROR and before.mode is not Mode.MIRROR:
        sensitive["mode"] = new["mode"]
    if after.subscribe is not None and after.subscribe != before.subscribe:
        sensitive["subscribe"] = new["subscribe"]
    if before.respect_suppressions and not after.respect_suppressions:
        sensitive |= {name: new[name] for name in ("respect_suppressions", "confirm_ignoring_suppressions")}
    lowered = (
        before.removal_limit_percent is not None
        and after.removal_limit_percent is not None
        and after.removal_limit_percent < before.removal_limit_percent
    )
    if after.removal_limit_percent != before.removal_limit_percent and not lowered:
        sensitive["removal_limit_percent"] = new["removal_limit_percent"]
    messages_numbers = (
        before.subscribe is not None and before.subscribe.needs_phone_number and after.subscribe is not None
    )
    if _who(after) != _who(before) or (messages_numbers and _phone_column(after) != _phone_column(before)):
        sensitive["mapping"] = new["mapping"]
    return sensitive


def _who(export: ExportConfiguration) -> tuple[object, ...]:
    """Return what makes people of the rows."""
    mapping = export.mapping
    return mapping.identity, mapping.identity_column, mapping.email_column


def _phone_column(export: ExportConfiguration) -> str | None:
    phone_number = export.mapping.phone_number
    return phone_number.column if phone_number else None


def values_now(export: Export, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the present values of these fields as JSON."""
    return export.model_dump(mode="json", include=set(fields) - {FULL_RUN})
