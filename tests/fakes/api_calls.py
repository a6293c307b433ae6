"""Calls of one handler of the API, as a route makes them, without sign-in and audit record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from shared.api.http import Request, Response
from shared.api.operations import Call, Handler, Route
from shared.api.permissions import Principal, Role

ADMINISTRATOR = Principal("1", "Alex", Role.ADMINISTRATOR)


async def answer(
    context: Any,
    handler: Handler,
    *arguments: str,
    body: Any = None,
    query: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    caller: Principal = ADMINISTRATOR,
    call: Call | None = None,
) -> Response:
    """Return the handler's answer. Errors are raised. `call` keeps what the handler changed."""
    sent = b"" if body is None else json.dumps(body).encode()
    request = Request("POST", "/", query or {}, headers or {}, sent)
    return await Route("POST", "/", None, handler).run(call or Call(context, caller), request, *arguments)


def query_names(route: Route) -> list[str]:
    """Return the query parameters that a route takes."""
    return [field.alias or name for name, field in (route.query.model_fields if route.query else {}).items()]
