"""Private keys and what they may do.

Order and codes follow what Klaviyo answers: 401 `not_authenticated` without a usable header, 401
`authentication_failed` for an unknown key, 403 `permission_denied` without the scope.
"""

from __future__ import annotations

from dataclasses import dataclass

from local.klaviyo.errors import Problem, Refused

MAIN_KEY = "pk_sim_0123456789abcdef0123456789abcdef01"
NO_SCOPES_KEY = "pk_sim_noscopes9abcdef0123456789abcdef02"
OTHER_ACCOUNT_KEY = "pk_sim_fabrikam9abcdef0123456789abcdef03"

ALL_SCOPES = frozenset(
    {
        "accounts:read",
        "conversations:read",
        "data-privacy:write",
        "flows:read",
        "lists:read",
        "lists:write",
        "profiles:read",
        "profiles:write",
        "segments:read",
        "subscriptions:read",
        "subscriptions:write",
        "tags:read",
        "usage:read",
    }
)

_SCHEME = "Klaviyo-API-Key"
_TOKEN_SCHEME = "Bearer"


@dataclass(frozen=True, slots=True)
class Key:
    """Several keys may belong to one account and share its limits. An access token has a `client`, whose limits in the
    account are its own, and is valid `until` a time (seconds since 1970).
    """

    account_id: str
    scopes: frozenset[str] = ALL_SCOPES
    client: str | None = None
    until: float | None = None

    @property
    def budget(self) -> str:
        """Whose limits it uses up."""
        return f"{self.client} {self.account_id}" if self.client else self.account_id


def authenticate(header: str | None, keys: dict[str, Key], now: float) -> Key:
    """The key or access token named by an Authorization header; raises Refused (401)."""
    scheme, _, value = (header or "").partition(" ")
    if scheme.lower() not in (_SCHEME.lower(), _TOKEN_SCHEME.lower()) or not value.strip():
        detail = f"Missing or invalid authorization scheme. Please use {_SCHEME}."
        title = "Authentication credentials were not provided."
        raise Refused(401, [Problem("not_authenticated", title, detail, pointer="/data/")])
    key = keys.get(value.strip())
    is_token = scheme.lower() == _TOKEN_SCHEME.lower()
    if key is None or is_token != (key.client is not None) or (key.until is not None and key.until <= now):
        detail = "Missing or invalid private key."
        title = "Incorrect authentication credentials."
        raise Refused(401, [Problem("authentication_failed", title, detail, pointer="/data/")])
    return key


def permit(key: Key, scopes: frozenset[str]) -> None:
    """Raises Refused (403) where a scope is missing."""
    missing = sorted(scopes - key.scopes)
    if missing:
        title = "You do not have permission to perform this action."
        detail = f"The API key is missing the required scopes: {', '.join(missing)}."
        raise Refused(403, [Problem("permission_denied", title, detail, pointer="/data/")])
