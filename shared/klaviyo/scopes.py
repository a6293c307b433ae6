"""Which scopes a key has: Klaviyo does not tell, so one harmless call each is tried.

Reading calls ask for one page. Writing calls are made with a body that no validation lets pass (it has no `data`):
403 says that the scope is missing, 400 that only the body was wrong. Scopes of the calls: `x-klaviyo-scopes` in
Klaviyo's OpenAPI file.
"""

from __future__ import annotations

from shared.errors import KeyRefused
from shared.klaviyo.budget import Endpoint
from shared.klaviyo.client import Account, Klaviyo

PROBES = (
    ("lists:read", "GET", "/api/lists", Endpoint.LISTS),
    ("lists:write", "POST", "/api/lists", Endpoint.LISTS),
    ("profiles:read", "GET", "/api/profiles", Endpoint.PROFILES),
    ("profiles:write", "POST", "/api/profile-import", Endpoint.PROFILES),
)
"""Scopes the app needs beside accounts:read, and the call that shows each."""


async def check_key(klaviyo: Klaviyo) -> tuple[Account | None, list[str]]:
    """Whose key it is (None where it may not tell), and the scopes it lacks. Raises KeyRefused (401), Transient."""
    missing = []
    try:
        account = await klaviyo.account()
    except KeyRefused:
        # 403, so it seems: a key that is no good at all is refused by the next call, too.
        account = None
        missing.append("accounts:read")
    for scope, method, path, endpoint in PROBES:
        if not await klaviyo.permitted(method, path, endpoint, b"{}" if method == "POST" else None):
            missing.append(scope)
    return account, missing
