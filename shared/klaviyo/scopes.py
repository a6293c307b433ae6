"""Which scopes a key has: Klaviyo does not tell, so one harmless call each is tried.

Reading calls ask for one page. Writing calls are made with a body that no validation lets pass (it has no `data`):
403 says that the scope is missing, 400 that only the body was wrong. Scopes of the calls: `x-klaviyo-scopes` in
Klaviyo's OpenAPI file.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from shared.errors import KeyRefused, ScopesMissing
from shared.klaviyo.budget import Endpoint
from shared.klaviyo.client import Account, Klaviyo

PROBES = (
    ("lists:read", "GET", "/api/lists", Endpoint.LISTS),
    ("lists:write", "POST", "/api/lists", Endpoint.LISTS),
    ("profiles:read", "GET", "/api/profiles", Endpoint.PROFILES),
    ("profiles:write", "POST", "/api/profile-import", Endpoint.PROFILES),
)
"""Scopes the app needs beside accounts:read, and the call that shows each."""

CONSENT, ERASURE = "subscriptions:write", "data-privacy:write"
PROBES_OF_FEATURES = (
    # Handing over consent takes another call, which two more scopes open; this one asks for the one in question alone.
    (CONSENT, "POST", "/api/profile-suppression-bulk-delete-jobs", Endpoint.SUPPRESSIONS),
    (ERASURE, "POST", "/api/data-privacy-deletion-jobs", Endpoint.DELETION),
)
"""Scopes that one feature each needs: exports with `subscribe`, and erasing a person at Klaviyo too."""

FEATURES = (CONSENT, ERASURE)
LOOKUPS = ("flows:read", "usage:read")
"""Scopes of what runs only tell (shared/klaviyo/lookups.py): no run needs them."""
ALL_SCOPES = ("accounts:read", *(probe[0] for probe in (*PROBES, *PROBES_OF_FEATURES)), *LOOKUPS)
"""What a sign-in asks for: all that the app may need, so that no feature needs another sign-in."""


@dataclass(frozen=True)
class KeyCheck:
    """`account` is None where the key may not tell whose it is. `features` are missing scopes of features."""

    account: Account | None
    missing: list[str]
    features: list[str]


async def check_key(klaviyo: Klaviyo, features: Collection[str] = FEATURES) -> KeyCheck:
    """Return whose key it is, and which scopes it lacks: all that the app needs, and those of these features.

    Raises KeyRefused (401), Transient.
    """
    missing = []
    try:
        account = await klaviyo.account()
    except KeyRefused:
        # 403, so it seems: a key that is no good at all is refused by the next call, too.
        account = None
        missing.append("accounts:read")
    missing += await _lacking(klaviyo, PROBES)
    asked = [probe for probe in PROBES_OF_FEATURES if probe[0] in features]
    return KeyCheck(account, missing, await _lacking(klaviyo, asked))


async def usable_account(klaviyo: Klaviyo, features: Collection[str] = ()) -> Account:
    """Return the account of a key that has every scope the app and these features need.

    Raises ScopesMissing, KeyRefused (401), Transient.
    """
    check = await check_key(klaviyo, features)
    if check.account is None or check.missing or check.features:
        lacking = [*check.missing, *check.features]
        raise ScopesMissing(klaviyo.scheme.lacking(lacking), scopes=lacking)
    return check.account


async def _lacking(klaviyo: Klaviyo, probes: Sequence[tuple[str, str, str, Endpoint]]) -> list[str]:
    return [
        scope
        for scope, method, path, endpoint in probes
        if not await klaviyo.is_permitted(method, path, endpoint, b"{}" if method == "POST" else None)
    ]
