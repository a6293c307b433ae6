"""A key is taken only where it has every scope that is needed, and the error names those that it lacks."""

import httpx
import pytest

from shared.errors import KeyRefused
from shared.klaviyo.scopes import CONSENT, ERASURE, usable_account
from tests.fakes.klaviyo_fake import Script, klaviyo, ok

ACCOUNT = {"data": [{"id": "ACC", "attributes": {"contact_information": {"organization_name": "Contoso"}}}]}
CALLS = {
    "accounts:read": ("GET", "/api/accounts"),
    "lists:read": ("GET", "/api/lists"),
    "lists:write": ("POST", "/api/lists"),
    "profiles:read": ("GET", "/api/profiles"),
    "profiles:write": ("POST", "/api/profile-import"),
    CONSENT: ("POST", "/api/profile-suppression-bulk-delete-jobs"),
    ERASURE: ("POST", "/api/data-privacy-deletion-jobs"),
}


def account_without(*scopes: str) -> Script:
    """Klaviyo as it answers a key without these scopes."""
    denied = [CALLS[scope] for scope in scopes]
    refusal = {
        "id": "1", "status": 403, "code": "permission_denied", "title": "t", "detail": "d", "source": {"pointer": "/"},
    }  # fmt: skip

    def answer(request: httpx.Request) -> httpx.Response:
        if (request.method, request.url.path.rstrip("/")) in denied:
            return ok({"errors": [refusal]}, 403, **{"content-type": "application/vnd.api+json"})
        return ok(ACCOUNT) if request.url.path.startswith("/api/accounts") else ok({"data": []})

    return Script(answer)


@pytest.mark.parametrize("scopes", [["accounts:read"], ["lists:write"], ["lists:read", "profiles:write"]])
async def test_a_key_without_a_needed_scope_is_refused_by_name(scopes: list[str]) -> None:
    with pytest.raises(KeyRefused, match=rf"lacks the scopes {', '.join(scopes)}\."):
        await usable_account(klaviyo(account_without(*scopes)))


async def test_scopes_of_features_are_asked_for_where_they_are_used() -> None:
    script = account_without(CONSENT, ERASURE)
    assert (await usable_account(klaviyo(script))).id == "ACC"
    assert len(script.requests) == 5
    with pytest.raises(KeyRefused, match=rf"lacks the scopes {CONSENT}\."):
        await usable_account(klaviyo(script), [CONSENT])
