"""Every route with every kind of caller."""

import base64
import json
from types import SimpleNamespace
from typing import Any

import pytest

from shared.api import audit
from shared.api.http import Request
from shared.api.permissions import PERMISSIONS, Role
from shared.api.routes import ROUTES, handle
from shared.domain.audit_record import Entry, Result
from shared.errors import AppError
from shared.texts import Text

VIEWER, OPERATOR, CONTRIBUTOR, ADMINISTRATOR = Role

# Written a second time on purpose, so that a change of the table is a decision.
LEAST = {
    "GET /api/me": VIEWER,
    "GET /api/overview": VIEWER,
    "GET /api/openapi.json": VIEWER,
    "GET /api/segments": VIEWER,
    "GET /api/segments/{name}": CONTRIBUTOR,
    "GET /api/tables": VIEWER,
    "GET /api/tables/{name}": VIEWER,
    "GET /api/segment-definitions": VIEWER,
    "POST /api/segment-definitions": CONTRIBUTOR,
    "GET /api/segment-definitions/{name}": VIEWER,
    "PATCH /api/segment-definitions/{name}": CONTRIBUTOR,
    "DELETE /api/segment-definitions/{name}": CONTRIBUTOR,
    "GET /api/segment-suggestions": CONTRIBUTOR,
    "POST /api/segment-preview": CONTRIBUTOR,
    "GET /api/segments/{name}/format": VIEWER,
    "PATCH /api/segments/{name}/format": CONTRIBUTOR,
    "GET /api/connections": VIEWER,
    "POST /api/connections": ADMINISTRATOR,
    "GET /api/connections/{id}": VIEWER,
    "PATCH /api/connections/{id}": ADMINISTRATOR,
    "DELETE /api/connections/{id}": ADMINISTRATOR,
    "POST /api/connections/{id}/verify": ADMINISTRATOR,
    "GET /api/connections/{id}/lists": CONTRIBUTOR,
    "POST /api/connections/{id}/lists": CONTRIBUTOR,
    "POST /api/klaviyo-sign-ins": ADMINISTRATOR,
    "POST /api/klaviyo-sign-ins/complete": ADMINISTRATOR,
    "GET /api/exports": VIEWER,
    "POST /api/exports/check": CONTRIBUTOR,
    "POST /api/exports": CONTRIBUTOR,
    "GET /api/exports/{id}": VIEWER,
    "PATCH /api/exports/{id}": CONTRIBUTOR,
    "DELETE /api/exports/{id}": CONTRIBUTOR,
    "POST /api/exports/{id}/duplicate": CONTRIBUTOR,
    "POST /api/exports/{id}/detach": CONTRIBUTOR,
    "GET /api/exports/{id}/runs": VIEWER,
    "GET /api/exports/{id}/runs/{run_id}": VIEWER,
    "POST /api/exports/{id}/runs": OPERATOR,
    "GET /api/changes": VIEWER,
    "POST /api/changes/{id}/approve": ADMINISTRATOR,
    "POST /api/changes/{id}/reject": CONTRIBUTOR,
    "GET /api/schedules": VIEWER,
    "PATCH /api/schedules": CONTRIBUTOR,
    "POST /api/run-all": OPERATOR,
    "GET /api/runs": VIEWER,
    "GET /api/runs/{id}": VIEWER,
    "POST /api/people/lookup": ADMINISTRATOR,
    "GET /api/people/lookups/{id}": ADMINISTRATOR,
    "POST /api/people/erasures": ADMINISTRATOR,
    "GET /api/people/erasures/{id}": ADMINISTRATOR,
    "POST /api/exports/{id}/preview": CONTRIBUTOR,
    "POST /api/preview": CONTRIBUTOR,
    "GET /api/previews/{id}": CONTRIBUTOR,
    "POST /api/runs/{id}/cancel": OPERATOR,
    "POST /api/runs/{id}/confirm-removal": CONTRIBUTOR,
    "POST /api/runs/{id}/confirm": CONTRIBUTOR,
    "GET /api/runs/{id}/undo": VIEWER,
    "POST /api/runs/{id}/undo": CONTRIBUTOR,
    "GET /api/exports/{id}/list-checks": VIEWER,
    "POST /api/exports/{id}/list-checks": CONTRIBUTOR,
    "GET /api/list-checks/{id}": VIEWER,
    "GET /api/list-checks/{id}/differences.csv": CONTRIBUTOR,
    "POST /api/list-checks/{id}/repair": CONTRIBUTOR,
    "POST /api/runs/{id}/retry": OPERATOR,
    "GET /api/runs/{id}/import-jobs": VIEWER,
    "GET /api/runs/{id}/rejects": CONTRIBUTOR,
    "POST /api/runs/{id}/rejects/search": CONTRIBUTOR,
    "GET /api/runs/{id}/rejects.csv": CONTRIBUTOR,
    "POST /api/runs/{id}/rejects/download": CONTRIBUTOR,
    "POST /api/runs/{id}/source-row": CONTRIBUTOR,
    "GET /api/runs/{id}/shared-identifiers.csv": CONTRIBUTOR,
    "GET /api/runs/{id}/held-removals": CONTRIBUTOR,
    "POST /api/runs/{id}/held-removals/search": CONTRIBUTOR,
    "GET /api/runs/{id}/held-removals.csv": CONTRIBUTOR,
    "GET /api/runs/{id}/not-subscribed.csv": CONTRIBUTOR,
    "GET /api/notifications": ADMINISTRATOR,
    "POST /api/notifications": ADMINISTRATOR,
    "GET /api/notifications/{id}": ADMINISTRATOR,
    "PATCH /api/notifications/{id}": ADMINISTRATOR,
    "DELETE /api/notifications/{id}": ADMINISTRATOR,
    "POST /api/notifications/{id}/test": ADMINISTRATOR,
    "POST /api/users/search": ADMINISTRATOR,
    "GET /api/audit": ADMINISTRATOR,
}


class Reached(AppError):
    """The handler was called."""

    type = "reached"


class Parts:
    """An app with only the audit record: a handler that was called uses another part, which raises Reached."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.audit = SimpleNamespace(add=self._add)

    async def _add(self, entry: Entry) -> None:
        self.entries.append(entry)

    def __getattr__(self, name: str) -> Any:
        raise Reached(Text(code=name))


def signed_in(*roles: str, kind: str = "roles") -> dict[str, str]:
    claims = [{"typ": "name", "val": "Alex"}, *({"typ": kind, "val": role} for role in roles)]
    data = json.dumps({"role_typ": "roles", "claims": claims}).encode()
    return {"x-ms-client-principal": base64.b64encode(data).decode()}


CALLERS = {
    "administrator": (signed_in("Administrator"), True, ADMINISTRATOR),
    "contributor": (signed_in("Contributor"), True, CONTRIBUTOR),
    "operator": (signed_in("Operator"), True, OPERATOR),
    "viewer": (signed_in("Viewer"), True, VIEWER),
    "highest of several": (signed_in("Viewer", "Administrator"), True, ADMINISTRATOR),
    "not signed in": ({}, True, 401),
    "without role": (signed_in(), True, 403),
    "wrong app role": (signed_in("Owner"), True, 403),
    "role in another claim": (signed_in("Administrator", kind="groups"), True, 403),
    "forged header while sign-in is off": (signed_in("Administrator"), False, 401),
    "unreadable header": ({"x-ms-client-principal": "%%%"}, True, 401),
    "no claims": ({"x-ms-client-principal": base64.b64encode(b"[]").decode()}, True, 401),
}


def test_the_roles_of_the_routes_are_those_agreed_on() -> None:
    roles = {
        f"{route.method} {route.template}": PERMISSIONS[route.permission].role for route in ROUTES if route.permission
    }
    assert roles == LEAST


@pytest.fixture(autouse=True)
def _no_denials_yet() -> None:
    audit._anonymous_denials.clear()


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("action", LEAST)
async def test_route_permissions(action: str, caller: str) -> None:
    headers, trusted, right = CALLERS[caller]
    method, path = action.split(" ")
    parts: Any = Parts()
    request = Request(method, path.replace("{id}", "exp_22222222").replace("{name}", "Any"), {}, headers)

    response = await handle(parts, request, auth_enabled=trusted)

    if isinstance(right, Role) and right >= LEAST[action]:
        assert response.status not in (401, 403)
        assert not parts.entries
        return
    expected = 403 if isinstance(right, Role) else right
    assert response.status == expected
    assert "reached" not in response.body.decode()
    (entry,) = parts.entries
    assert (entry.result, entry.status, entry.action) == (Result.DENIED, expected, action)
    assert (entry.who is None) == (expected == 401)


async def test_an_unknown_address_answers_nothing_without_sign_in() -> None:
    parts: Any = Parts()
    response = await handle(parts, Request("GET", "/api/secret"), auth_enabled=True)
    assert response.status == 401
    response = await handle(parts, Request("GET", "/api/secret", {}, signed_in("Viewer")), auth_enabled=True)
    assert response.status == 404
    response = await handle(parts, Request("PUT", "/api/exports", {}, signed_in("Viewer")), auth_enabled=True)
    assert (response.status, response.headers["Allow"]) == (405, "GET, POST")


async def test_callers_who_are_not_signed_in_cannot_fill_the_audit_record() -> None:
    parts: Any = Parts()
    for _ in range(audit.ANONYMOUS_DENIALS_PER_MINUTE + 30):
        await handle(parts, Request("GET", "/api/exports"), auth_enabled=True)
    assert len(parts.entries) == audit.ANONYMOUS_DENIALS_PER_MINUTE
    await handle(parts, Request("DELETE", "/api/exports/exp_1", {}, signed_in("Viewer")), auth_enabled=True)
    assert (parts.entries[-1].who, parts.entries[-1].target) == ("Alex", "exp_1")
