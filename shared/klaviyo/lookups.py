"""What Klaviyo knows already: flows of a list, use of the plan, which people have a profile.

Sources: Klaviyo's OpenAPI file (revision 2026-07-15; billing: revision 2026-10-15, as in the official SDK 25.0.0).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from shared.domain.impact import PlanUsage, TriggeredFlow
from shared.errors import ListNotFound
from shared.klaviyo.budget import Endpoint
from shared.klaviyo.transport import NotFound, Transport

PEOPLE_A_CALL = 100


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
            raise ListNotFound(f"Klaviyo has no list {list_id!r} any more.") from None

    async def plan_usage(self) -> PlanUsage | None:
        """Return how many profiles the plan allows; None where it does not count profiles. Scope usage:read."""
        return await self._transport.call("GET", "/api/billing-usage", Endpoint.BILLING, _read_plan_usage)

    async def known(self, field: str, values: Sequence[str]) -> int:
        """Return how many of at most 100 people have a profile. `field` is email, phone_number or external_id."""
        wanted = ",".join(json.dumps(value, ensure_ascii=False) for value in values)
        query = {"filter": f"any({field},[{wanted}])", "page[size]": str(PEOPLE_A_CALL), "fields[profile]": field}
        found: set[str] = set()
        async for page in self._transport.pages(
            "/api/profiles", query, Endpoint.PROFILES, lambda item: str(item["id"])
        ):
            found.update(page)
        return min(len(found), len(values))


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
