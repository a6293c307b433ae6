"""What Klaviyo tells about an account: flows of a list, use of the plan.

Sources: Klaviyo's OpenAPI file (revision 2026-07-15; billing: revision 2026-10-15, as in the official SDK 25.0.0).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.domain.identity import Identity
from shared.domain.impact import PlanUsage, TriggeredFlow
from shared.errors import ListNotFound
from shared.klaviyo.budget import Endpoint
from shared.klaviyo.transport import NotFound, Transport
from shared.texts import text


@dataclass(frozen=True)
class Member:
    """A person on a list: the identifier that was asked for, if they have it.

    `suppressed`: they cannot receive email marketing.
    """

    identifier: str | None
    suppressed: bool


class Lookups:
    """Reading calls that no run depends on. Each raises KeyRefused where the key lacks the scope, and Transient."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def flows(self, list_id: str) -> list[TriggeredFlow]:
        """Return the flows that the list triggers. Scope flows:read. Raises ListNotFound."""
        path = f"/api/lists/{list_id}/flow-triggers"
        try:
            return await self._transport.call("GET", path, Endpoint.FLOW_TRIGGERS, _read_flows)
        except NotFound:
            raise ListNotFound(text("list-gone", list=list_id)) from None

    async def members_page(self, list_id: str, kind: Identity, cursor: str | None) -> tuple[list[Member], str | None]:
        """Return at most 100 people on the list, and the cursor of the next page. Raises ListNotFound."""
        query = {
            "page[size]": "100",
            "fields[profile]": f"{kind},subscriptions",
            "additional-fields[profile]": "subscriptions",
        }
        path = f"/api/lists/{list_id}/profiles"
        try:
            return await self._transport.page(
                path, query, Endpoint.LIST_PROFILES, lambda item: _read_member(item, kind), cursor
            )
        except NotFound:
            raise ListNotFound(text("list-gone", list=list_id)) from None

    async def plan_usage(self) -> PlanUsage | None:
        """Return how many profiles the plan allows; None where it does not count profiles. Scope usage:read."""
        return await self._transport.call("GET", "/api/billing-usage", Endpoint.BILLING, _read_plan_usage)


def _read_id(item: Any) -> str:
    return str(item["id"])


def _read_flows(answer: Any) -> list[TriggeredFlow]:
    flows = [(_read_id(one), one["attributes"]) for one in answer["data"]]
    return [
        TriggeredFlow(id=identifier, name=found.get("name") or identifier, status=found.get("status") or "")
        for identifier, found in flows
        if not found.get("archived")
    ]


def _read_plan_usage(answer: Any) -> PlanUsage | None:
    # The ids of the usage types are not documented: the unit says which of them counts profiles.
    for one in answer["data"]:
        attributes = one["attributes"]
        if attributes["unit"] == "profiles":
            return PlanUsage(
                used=int(attributes["usage_used"]),
                allowed=int(attributes["usage_max"]),
                as_of=datetime.fromisoformat(attributes["as_of"]),
            )
    return None


def _read_member(item: Any, kind: Identity) -> Member:
    attributes = item["attributes"]
    marketing = ((attributes["subscriptions"].get("email") or {}).get("marketing")) or {}
    return Member(attributes.get(kind), marketing.get("can_receive_email_marketing") is False)
