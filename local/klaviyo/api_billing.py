"""Usage of the account's plan. Source: Klaviyo's OpenAPI file for billing, revision 2026-10-15.

Which profiles count as active is only outlined in Klaviyo's help centre; here each profile with an address or a phone
number does. The ids of the usage types are not documented: a client must go by `unit`.
"""

from __future__ import annotations

import time
from typing import Any

from local.klaviyo.account import Account
from local.klaviyo.call import Answer, Call
from local.klaviyo.errors import not_found
from local.klaviyo.paging import sparse
from local.klaviyo.profiles import timestamp

_MONTH = 30 * 86_400
_EMAILS = "email_sends"
_PROFILES = "active_profiles"


async def get_all(call: Call) -> Answer:
    return Answer(200, {"data": [_usage(call, one) for one in (_EMAILS, _PROFILES)], "links": call.links()})


async def get_one(call: Call) -> Answer:
    if call.params["id"] not in (_EMAILS, _PROFILES):
        raise not_found("billing-usage", call.params["id"])
    return Answer(200, {"data": _usage(call, call.params["id"]), "links": call.links()})


def _usage(call: Call, usage_type: str) -> dict[str, Any]:
    now = time.time()
    used, allowed, unit = _figures(call.account, usage_type)
    attributes = {
        "usage_used": used,
        "usage_max": allowed,
        "unit": unit,
        "period_start": timestamp(now - now % _MONTH),
        "period_end": timestamp(now - now % _MONTH + _MONTH),
        "as_of": timestamp(now),
    }
    return {
        "type": "billing-usage",
        "id": usage_type,
        "attributes": sparse(attributes, call.query.get("fields[billing-usage]")),
        "links": {"self": f"{call.origin}/api/billing-usage/{usage_type}"},
    }


def _figures(account: Account, usage_type: str) -> tuple[int, int, str]:
    if usage_type == _EMAILS:
        return 0, 10 * account.plan_profiles, "messages"
    return account.other_profiles + len(account.profiles), account.plan_profiles, "profiles"
