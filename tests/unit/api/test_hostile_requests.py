"""Every route with hostile ids, cursors, headers and bodies: never answered with 500 or a large body."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.api.http import Request
from shared.api.operations import Route
from shared.api.routes import ROUTES, handle
from shared.domain.base import now
from shared.domain.run_id import run_id
from tests.fakes.api_calls import query_names
from tests.fakes.effort import examples
from tests.fakes.small_app import SmallApp, small_app

PRINCIPAL = base64.b64encode(
    json.dumps({"claims": [{"typ": "oid", "val": "1"}, {"typ": "roles", "val": "Administrator"}]}).encode()
).decode()
REAL_IDS = ("exp_1", "con_1", "pre_0", "ntf_x", "People", run_id(now()))
NASTY = (
    "\ud800", "\x00", "\r\nx: y", "\n", "'", "''", "' or true or '", '"', "%", "%00", "\\", "..", ".", "~", "é",
    "\u202e", "\u0661\u0662", "1e999", "-1", "9" * 400, "x" * 5000, "[" * 2000, "null", "true", "{}",
    "2026-11-21T06:00:00+99:99", "*", 'W/"x"',
)  # fmt: skip
TEXT = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=40), st.text(st.characters(categories=("Cs", "Cc")), max_size=5)
)
CURSORS = st.one_of(
    TEXT,
    st.dictionaries(st.sampled_from(["PartitionKey", "RowKey", "x"]), st.one_of(TEXT, st.integers(), st.none())).map(
        lambda cursor: base64.urlsafe_b64encode(json.dumps(cursor).encode()).decode()
    ),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=10,
)


def bodies(route: Route) -> st.SearchStrategy[bytes]:
    """Bytes, any JSON, and JSON with the fields that the route takes, of any value."""
    names = list(route.body.model_fields) if route.body else ["full"]
    fields = st.dictionaries(st.sampled_from(names), VALUES, max_size=len(names))
    return st.one_of(st.binary(max_size=50), st.one_of(VALUES, fields).map(lambda value: json.dumps(value).encode()))


@pytest.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as made:
        made.segment("Email,Name,City,Tier\na@example.com,A,B,C\n")
        await made.export()
        secrets: dict[str, str] = {}

        async def key(name: str, *, fresh: bool = False) -> str:
            return secrets.get(name, json.dumps({"url": "https://hooks.invalid/x", "signing_secret": "whsec_"}))

        async def store(name: str, value: str, kind: str = "") -> None:
            secrets[name] = value

        async def remove(name: str) -> None:
            secrets.pop(name, None)

        async def post(url: str, body: bytes, headers: dict[str, str]) -> None: ...

        vault = SimpleNamespace(key=key, store=store, remove=remove)
        made.context = replace(made.context, vault=vault, sender=SimpleNamespace(post=post))
        yield made


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.template}")
async def test_no_request_is_answered_with_500(app: SmallApp, route: Route, caplog: pytest.LogCaptureFixture) -> None:
    arguments = [part for part in route.path.split("/") if part.startswith("<")]

    @given(
        ids=st.lists(st.one_of(st.sampled_from(REAL_IDS), TEXT), min_size=len(arguments), max_size=len(arguments)),
        query=st.fixed_dictionaries(
            {},
            optional={name: CURSORS if name == "cursor" else TEXT for name in (*query_names(route), "x")},
        ),
        headers=st.fixed_dictionaries(
            {}, optional=dict.fromkeys(("if-match", "idempotency-key", "content-length", "accept"), TEXT)
        ),
        body=bodies(route),
    )
    @settings(
        max_examples=examples(10),
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    def run(ids: list[str], query: dict[str, str], headers: dict[str, str], body: bytes) -> None:
        path = route.path
        for argument, value in zip(arguments, ids, strict=True):
            path = path.replace(argument, value)
        requests.append(Request(route.method, path, query, headers | {"x-ms-client-principal": PRINCIPAL}, body))

    requests: list[Request] = []
    run()
    for request in requests:
        response = await handle(app.context, request, auth_enabled=True)
        assert response.status != 500, (request, caplog.text[-3000:])
        assert len(response.body) < 100_000 or route.path.endswith("openapi.json"), request
