"""Every route, and who may: one table, which a test walks."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import Map, Rule

from shared.api import connections, exports, runs, segments
from shared.api.auth import Principal, Role, principal
from shared.api.connections import changed_meanwhile
from shared.api.http import Request, Response, answer, problem
from shared.errors import AppError, NotFound, RequestError, StateConflict
from shared.runs.context import Context

log = logging.getLogger(__name__)

Handler = Callable[..., Awaitable[Response]]


@dataclass(frozen=True)
class Route:
    """`may` is the least role; finer rules (a contributor's connections) stand in the handlers."""

    method: str
    path: str
    handler: Handler
    may: Role


async def me(context: Context, request: Request, who: Principal) -> Response:
    """Who is signed in, with which role."""
    return answer({"id": who.id, "name": who.name, "role": who.role.name.lower()})


ROUTES = (
    Route("GET", "/api/me", me, Role.VIEWER),
    Route("GET", "/api/segments", segments.list_segments, Role.VIEWER),
    Route("GET", "/api/segments/<name>", segments.read_segment, Role.CONTRIBUTOR),
    Route("GET", "/api/connections", connections.list_connections, Role.VIEWER),
    Route("POST", "/api/connections", connections.create_connection, Role.ADMINISTRATOR),
    Route("GET", "/api/connections/<id>", connections.read_connection, Role.VIEWER),
    Route("PATCH", "/api/connections/<id>", connections.change_connection, Role.ADMINISTRATOR),
    Route("DELETE", "/api/connections/<id>", connections.delete_connection, Role.ADMINISTRATOR),
    Route("POST", "/api/connections/<id>/verify", connections.verify_connection, Role.ADMINISTRATOR),
    Route("GET", "/api/connections/<id>/lists", connections.connection_lists, Role.CONTRIBUTOR),
    Route("GET", "/api/exports", exports.list_exports, Role.VIEWER),
    Route("POST", "/api/exports", exports.create_export, Role.CONTRIBUTOR),
    Route("GET", "/api/exports/<id>", exports.read_export, Role.VIEWER),
    Route("PATCH", "/api/exports/<id>", exports.change_export, Role.CONTRIBUTOR),
    Route("DELETE", "/api/exports/<id>", exports.delete_export, Role.CONTRIBUTOR),
    Route("GET", "/api/exports/<id>/runs", runs.list_runs, Role.VIEWER),
    Route("POST", "/api/exports/<id>/runs", exports.start_export, Role.CONTRIBUTOR),
    Route("GET", "/api/runs", runs.list_runs, Role.VIEWER),
    Route("GET", "/api/runs/<id>", runs.read_run, Role.VIEWER),
    Route("POST", "/api/runs/<id>/cancel", runs.cancel_run, Role.CONTRIBUTOR),
    Route("POST", "/api/runs/<id>/retry", runs.retry_run, Role.CONTRIBUTOR),
    Route("GET", "/api/runs/<id>/rejects.csv", runs.read_rejects, Role.CONTRIBUTOR),
)

_MAP = Map([Rule(route.path, methods=[route.method], endpoint=route) for route in ROUTES], merge_slashes=False)


async def handle(context: Context, request: Request, *, auth_enabled: bool) -> Response:
    """Answer a request: who is it, which route, may they, then the work."""
    try:
        who = principal(request.headers, trusted=auth_enabled)
        try:
            route, arguments = _MAP.bind("app").match(request.path, method=request.method)
        except MethodNotAllowed as error:
            return _not_allowed(error)
        except HTTPException:
            raise NotFound(f"There is nothing at {request.path[:200]}.") from None
        if who.role < route.may:
            raise _forbidden(who, route)
        response: Response = await route.handler(context, request, who, **arguments)
    except StateConflict as error:
        return problem(changed_meanwhile(error))
    except AppError as error:
        return problem(error)
    return response


def _forbidden(who: Principal, route: Route) -> RequestError:
    from shared.errors import Forbidden

    log.warning("denied: %s %s to a %s", route.method, route.path, who.role.name.lower())
    return Forbidden(f"This needs the role {route.may.name.title()}; yours is {who.role.name.title()}.")


def _not_allowed(error: MethodNotAllowed) -> Response:
    class WrongMethod(RequestError):
        status = 405
        type = "method-not-allowed"
        title = "This address does not take that method"

    allowed = ", ".join(sorted(set(error.valid_methods or ()) - {"HEAD", "OPTIONS"}))
    shown = problem(WrongMethod(f"It takes {allowed}."))
    return Response(shown.status, shown.body, {**shown.headers, "Allow": allowed})
