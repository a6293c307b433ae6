"""Answers of the API that need no storage: sign-in, routing, validation."""

import asyncio
import base64
import gzip
import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from azure.core.exceptions import AzureError, HttpResponseError, ServiceRequestError, ServiceResponseError

from shared import __version__
from shared.api.http import MAX_BODY_BYTES, Request, Response
from shared.api.permissions import PERMISSIONS, Permission, Role
from shared.api.routes import ROUTES, handle, handle_machine
from shared.errors import ConfigurationError, KeyRefused, RateLimited, StateConflict
from shared.texts import Text, text
from tests.fakes.sign_in import ADMINISTRATOR, PRINCIPAL, VIEWER, header

SECRET = "pk_live_5ecret"


class Nothing:
    """Storage that must not be used."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"{name} was asked for")


def without_parts() -> Any:
    """Return a context of which nothing is read, and which has no app in Klaviyo."""
    return SimpleNamespace(settings=Nothing(), oauth_app=None)


async def ask(
    method: str,
    path: str,
    body: Any = None,
    *,
    who: str | None = ADMINISTRATOR,
    trusted: bool = True,
    context: Any = None,
    query: dict[str, str] | None = None,
) -> tuple[int, Any, Response]:
    headers = {} if who is None else {PRINCIPAL: who}
    raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    request = Request(method, path, query or {}, headers, raw)
    response = await handle(context or without_parts(), request, auth_enabled=trusted)
    return response.status, json.loads(response.body) if response.body else None, response


# The caller.


async def test_a_signed_in_user_has_id_name_and_role() -> None:
    status, me, _ = await ask("GET", "/api/me")
    assert status == 200
    assert me["id"] == "1"
    assert me["name"] == "alex@contoso.example"
    assert me["role"] == "administrator"
    assert me["permissions"] == list(Permission)
    assert me["version"] == __version__


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "gzip"), ("*", "gzip"), ("gzip;q=0, br", None), ("identity", None), ("", None)],
)
async def test_a_long_answer_is_compressed_where_the_caller_accepts_it(accepted: str, encoding: str | None) -> None:
    headers = {PRINCIPAL: ADMINISTRATOR, "accept-encoding": accepted}
    long, short = [
        await handle(without_parts(), Request("GET", path, headers=headers), auth_enabled=True)
        for path in ("/api/openapi.json", "/api/me")
    ]
    body = gzip.decompress(long.body) if encoding else long.body
    assert long.headers.get("Content-Encoding") == encoding
    assert long.headers["Vary"] == "Accept-Encoding"
    assert json.loads(body)["openapi"]
    assert "Content-Encoding" not in short.headers


async def test_permissions_are_those_of_the_role() -> None:
    assert (await ask("GET", "/api/me", who=VIEWER))[1]["permissions"] == ["view"]


@pytest.mark.parametrize(
    "role_type", ["roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "custom/role"]
)
async def test_the_highest_role_counts_in_every_claim_type(role_type: str) -> None:
    who = header((role_type, "Viewer"), (role_type, "contributor"), ("groups", "Administrator"), role_typ="custom/role")
    assert (await ask("GET", "/api/me", who=who))[1]["role"] == "contributor"


async def test_without_the_header_the_caller_is_not_signed_in() -> None:
    status, problem, _ = await ask("GET", "/api/me", who=None)
    assert (status, problem["type"]) == (401, "sign-in-required")


async def test_the_header_is_not_trusted_while_sign_in_is_off() -> None:
    for path in ("/api/me", "/api/exports", "/api/nowhere"):
        status, problem, _ = await ask("GET", path, trusted=False)
        assert (status, problem["type"]) == (401, "sign-in-required")


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


@pytest.mark.parametrize(
    "garbage",
    [
        "not base64!",
        "AAAA=A",
        "ä",
        encoded(b"\xff\xfe"),
        encoded(b"not json"),
        encoded(b"[]"),
        encoded(b'"text"'),
        encoded(b"null"),
        encoded(b"17"),
        encoded(b"{}"),
        encoded(b'{"claims": null}'),
        encoded(b'{"claims": 5}'),
        encoded(b'{"claims": ["x"]}'),
        encoded(b'{"claims": [{"typ": "roles"}]}'),
        encoded(b'{"claims": [{"val": "Administrator"}]}'),
    ],
)
async def test_an_unreadable_header_is_no_sign_in(garbage: str) -> None:
    status, problem, _ = await ask("GET", "/api/exports", who=garbage)
    assert (status, problem["type"]) == (401, "sign-in-required")


@pytest.mark.parametrize("claims", [(), (("roles", "Owner"),), (("roles", ""),), (("name", "Administrator"),)])
async def test_a_user_without_a_role_is_refused(claims: tuple[tuple[str, str], ...]) -> None:
    status, problem, _ = await ask("GET", "/api/exports", who=header(("oid", "3"), *claims))
    assert (status, problem["type"]) == (403, "not-allowed")


async def test_every_route_requires_its_role() -> None:
    """Routes that require more than a viewer refuse a viewer before they read anything."""
    refused = 0
    for route in ROUTES:
        path = re.sub("<[a-z_]+>", "x", route.path)
        assert (await ask(route.method, path, who=None))[0] == 401, route
        assert route.permission
        if PERMISSIONS[route.permission].role > Role.VIEWER:
            status, problem, _ = await ask(route.method, path, who=VIEWER)
            assert (status, problem["type"]) == (403, "not-allowed"), route
            refused += 1
    assert refused >= 10


# Routing.


@pytest.mark.parametrize(
    "path", ["/api/nowhere", "/api/", "/api/exports/", "/api//exports", "/api/segments/a/b", "/api/runs/x/y/z", "/x"]
)
async def test_an_unknown_address_is_not_found(path: str) -> None:
    status, problem, response = await ask("GET", path)
    assert (status, problem["type"]) == (404, "not-found")
    assert response.headers["Content-Type"] == "application/problem+json"


async def test_a_long_path_in_a_problem_is_shortened() -> None:
    assert len((await ask("GET", "/api/" + "x" * 100_000))[2].body) < 1000


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("PUT", "/api/me", "GET"), ("DELETE", "/api/exports", "GET, POST"), ("GET", "/api/runs/x/cancel", "POST")],
)
async def test_wrong_method(method: str, path: str, allowed: str) -> None:
    status, problem, response = await ask(method, path)
    assert (status, problem["type"]) == (405, "method-not-allowed")
    assert response.headers["Allow"] == allowed


# The body of a request with chunked transfer encoding does not arrive.


async def test_a_chunked_body_that_did_not_arrive_changes_nothing() -> None:
    for route in ROUTES:
        path = re.sub("<[a-z_]+>", "x", route.path)
        request = Request(route.method, path, {}, {PRINCIPAL: ADMINISTRATOR, "transfer-encoding": "chunked"}, body=b"")
        response = await handle(without_parts(), request, auth_enabled=True)
        assert response.status == 411, route
        assert json.loads(response.body)["type"] == "length-required"
        assert response.headers["Content-Type"] == "application/problem+json"


async def test_a_chunked_body_that_did_not_arrive_starts_nothing() -> None:
    request = Request("POST", "/api/exports/x/run", headers={"transfer-encoding": "chunked"})
    response = await handle_machine(without_parts(), request)
    assert (response.status, json.loads(response.body)["type"]) == (411, "length-required")


async def test_a_body_that_arrived_is_used_whatever_the_header() -> None:
    request = Request("GET", "/api/me", {}, {PRINCIPAL: ADMINISTRATOR, "transfer-encoding": "chunked"}, body=b"{}")
    assert (await handle(without_parts(), request, auth_enabled=True)).status == 200


# No request exceeds the platform's time limit.


class Hanging:
    """Storage that never answers."""

    def __getattr__(self, name: str) -> Any:
        async def never(*_: Any, **__: Any) -> Any:
            await asyncio.Event().wait()

        return never


async def test_a_request_that_takes_too_long_is_answered() -> None:
    context: Any = SimpleNamespace(settings=Nothing(), exports=Hanging(), connections=Hanging())
    headers = {PRINCIPAL: ADMINISTRATOR}
    response = await handle(
        context, Request("GET", "/api/exports/exp_k3f9x27m4t2c", {}, headers), auth_enabled=True, seconds=0.05
    )
    assert (response.status, json.loads(response.body)["type"]) == (503, "unavailable")
    assert "Retry-After" in response.headers
    response = await handle_machine(context, Request("POST", "/api/exports/exp_k3f9x27m4t2c/run"), seconds=0.05)
    assert (response.status, json.loads(response.body)["type"]) == (503, "unavailable")


# Problem details.


class Failing:
    """Records of which every reading raises."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def all(self) -> Any:
        raise self._error


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (StateConflict(text("records-changed")), 412, "stale-version"),
        (KeyRefused(text("key-characters")), 400, "key-refused"),
        (RateLimited(text("sign-in-rate-limited", path="/x"), retry_after=7.4), 503, "rate-limited"),
        (ConfigurationError(text("setting-no-storage", name="ExportsStorage")), 500, "configuration"),
    ],
)
async def test_errors_are_problem_details(error: Exception, status: int, kind: str) -> None:
    failing = SimpleNamespace(settings=Nothing(), connections=Failing(error), exports=Failing(error))
    found, problem, response = await ask("GET", "/api/connections", context=failing)
    assert (found, problem["status"], problem["type"]) == (status, status, kind)
    assert problem["title"]
    assert problem["detail"]
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers.get("Retry-After") == ("7" if status == 503 else None)


def answered(status: int) -> HttpResponseError:
    return HttpResponseError(SECRET, response=SimpleNamespace(status_code=status, reason=SECRET))


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ServiceRequestError(SECRET), 503),
        (ServiceResponseError(SECRET), 503),
        (answered(408), 503),
        (answered(429), 503),
        (answered(500), 503),
        (answered(503), 503),
        (answered(403), 500),
        (AzureError(SECRET), 500),
        (ZeroDivisionError(SECRET), 500),
    ],
)
async def test_unavailable_storage_differs_from_an_internal_error(
    error: Exception, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    context = SimpleNamespace(settings=Nothing(), connections=Failing(error))
    found, problem, response = await ask("GET", "/api/connections", context=context)
    assert (found, problem["type"]) == (status, "unavailable" if status == 503 else "internal")
    assert ("Retry-After" in response.headers) == (status == 503)
    assert SECRET not in response.body.decode()
    # The stack is logged where the app itself may be at fault.
    assert [record.levelname for record in caplog.records] == ["ERROR" if status == 500 else "WARNING"]
    assert [bool(record.exc_info) for record in caplog.records] == [status == 500]


# Validation before anything is read.

CONNECTION = {"display_name": "Shop", "api_key": SECRET, "consent": True}
EXPORT = {
    "name": "People",
    "connection_id": "con_abc",
    "list_id": "LIST01",
    "segments": ["People"],
    "mapping": {"email": "EMail"},
}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"list_id": "../accounts"}, "list_id"),
        ({"list_id": "LIST01/relationships"}, "list_id"),
        ({"list_id": "LIST01\n"}, "list_id"),
        ({"list_id": "LI\rST"}, "list_id"),
        ({"list_id": "LI ST"}, "list_id"),
        ({"list_id": "LIST?x=1"}, "list_id"),
        ({"list_id": ""}, "list_id"),
        ({"list_id": "L" * 33}, "list_id"),
        ({"segments": ["../secrets"]}, "segments.0"),
        ({"segments": [".."]}, "segments.0"),
        ({"segments": ["."]}, "segments.0"),
        ({"segments": ["a/b"]}, "segments.0"),
        ({"segments": ["a\\b"]}, "segments.0"),
        ({"segments": ["a\nb"]}, "segments.0"),
        ({"segments": ["a?b"]}, "segments.0"),
        ({"segments": [""]}, "segments.0"),
        ({"segments": []}, "segments"),
        ({"connection_id": "con/../x"}, "connection_id"),
        ({"mapping": {}}, "mapping.email"),
        ({"mapping": {"email": "EMail", "shoe_size": "Size"}}, "mapping.shoe_size"),
        ({"mode": "replace"}, "mode"),
        ({"default_country": "us"}, "default_country"),
        ({"profile_limit": 0}, "profile_limit"),
        ({"schedule": {"kind": "sometimes"}}, "schedule"),
        ({"name": "  "}, "name"),
        ({"surprise": 1}, "surprise"),
    ],
)
async def test_an_invalid_export_is_refused(change: dict[str, Any], field: str) -> None:
    status, problem, _ = await ask("POST", "/api/exports", EXPORT | change)
    assert status == 400
    assert problem["type"] == "invalid-request"
    assert problem["field"] == field
    assert [one["field"] for one in problem["errors"]] == [field]
    (one,) = problem["errors"]
    assert one["code"] not in ("field-not-valid", None)
    assert Text(code=one["code"], parameters=one["parameters"]).message == one["detail"]
    assert problem["detail"] == f"{field}: {one['detail']}"


async def test_every_invalid_field_is_named() -> None:
    _, problem, _ = await ask("POST", "/api/exports", {"name": "", "list_id": "/"})
    assert {one["field"] for one in problem["errors"]} == {"name", "connection_id", "list_id", "segments", "mapping"}


@pytest.mark.parametrize(
    "key", [f"{SECRET}\n", f"{SECRET}\r\nX-Evil: 1", f" {SECRET}", f"{SECRET}\0", f"{SECRET}é", SECRET * 100, ""]
)
@pytest.mark.parametrize(("method", "path"), [("POST", "/api/connections"), ("PATCH", "/api/connections/con_x")])
async def test_an_invalid_key_is_refused_and_not_repeated(method: str, path: str, key: str) -> None:
    body = CONNECTION | {"api_key": key} if method == "POST" else {"api_key": key}
    status, problem, response = await ask(method, path, body)
    assert status == 400
    assert problem["type"] == "invalid-request"
    assert b"5ecret" not in response.body


@pytest.mark.parametrize(
    "change",
    [
        {"api_key": [SECRET]},
        {"api_key": {"x": SECRET}},
        {"secret_name": "also-this"},
        {"api_key": None},
        {"type": "mailchimp"},
        {"access": "everybody"},
        {"secret_name": "../x", "api_key": None},
        {"display_name": ""},
    ],
)
async def test_an_invalid_connection_is_refused(change: dict[str, Any]) -> None:
    status, problem, response = await ask("POST", "/api/connections", CONNECTION | change)
    assert (status, problem["type"]) == (400, "invalid-request")
    assert b"5ecret" not in response.body


async def test_without_consent_nothing_is_requested_or_stored() -> None:
    for consent in ({}, {"consent": False}):
        body = {name: value for name, value in CONNECTION.items() if name != "consent"} | consent
        status, problem, _ = await ask("POST", "/api/connections", body)
        assert (status, problem["field"]) == (400, "consent")


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b"\xff", b"", b"null", b'{"name": 1e999}'])
async def test_invalid_bodies_are_refused(body: bytes) -> None:
    status, problem, _ = await ask("POST", "/api/exports", body)
    assert (status, problem["type"]) == (400, "invalid-request")


LARGE = b"x" * (MAX_BODY_BYTES + 1)


@pytest.mark.parametrize("path", ["/api/exports", "/api/run-all", "/api/runs/20261121-223210456-abc234/retry"])
async def test_a_body_that_is_too_large(path: str) -> None:
    """Also for routes without a body."""
    status, problem, _ = await ask("POST", path, LARGE)
    assert (status, problem["type"]) == (413, "request-too-large")


async def test_the_caller_is_checked_before_the_body() -> None:
    assert (await ask("POST", "/api/exports", LARGE, who=None))[0] == 401
    assert (await ask("POST", "/api/exports", LARGE, who=VIEWER))[0] == 403
    assert (await ask("POST", "/api/nothing", LARGE))[0] == 404


@pytest.mark.parametrize(("told", "status"), [("1000001", 413), ("9" * 400, 400), ("x", 400), ("\u0661" * 9, 400)])
async def test_the_length_in_the_header_counts_too(told: str, status: int) -> None:
    headers = {PRINCIPAL: ADMINISTRATOR, "content-length": told}
    request = Request("POST", "/api/exports", {}, headers, b"{}")
    assert (await handle(without_parts(), request, auth_enabled=True)).status == status


@pytest.mark.parametrize(
    "query",
    [{"limit": "0"}, {"limit": "201"}, {"limit": "x"}, {"state": "lost"}, {"cursor": "!"}, {"cursor": "bnVsbA"}],
)
async def test_listing_runs_with_a_wrong_query(query: dict[str, str]) -> None:
    status, problem, _ = await ask("GET", "/api/runs", query=query)
    assert (status, problem["type"]) == (400, "invalid-request")


@pytest.mark.parametrize("run_id", ["x", "..", "20261121-223210456-ABC234", "20261121-223210456-abc234x"])
async def test_an_invalid_run_id_is_not_looked_up(run_id: str) -> None:
    for path in (f"/api/runs/{run_id}", f"/api/runs/{run_id}/rejects.csv"):
        assert (await ask("GET", path))[0] == 404
