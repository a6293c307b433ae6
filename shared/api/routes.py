"""Every route, and who may: one table, which a test walks and the OpenAPI document is made from."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from pydantic import BaseModel
from werkzeug import exceptions
from werkzeug.routing import Map, Rule

from shared import __version__
from shared.api import (
    audit,
    connections,
    exports,
    notifications,
    openapi,
    people,
    previews,
    rejects,
    requests,
    responses,
    runs,
    schedules,
    segments,
)
from shared.api.auth import Identity, Principal, Role, check_same_site, identity, with_role
from shared.api.http import HANDLER_SECONDS, Request, Response, answer, check_length, is_unicode, problem, within
from shared.context import Context
from shared.errors import (
    AppError,
    Forbidden,
    Invalid,
    MethodNotAllowed,
    NotFound,
    PreconditionFailed,
    RequestError,
    StateConflict,
    Unavailable,
)
from shared.storage.azure_clients import is_away

log = logging.getLogger(__name__)

UNEXPECTED = AppError("The app could not answer. Its log says why; try again later.")
STORAGE_AWAY = Unavailable(
    "Storage does not answer. Try again later; a change may have been made all the same: look first."
)

Handler = Callable[..., Awaitable[Response]]


@dataclass(frozen=True)
class Route:
    """`may` is the least role; finer rules (a contributor's connections) stand in shared/api/access.py.

    The rest is for the OpenAPI document: the models of body and answer (None: no JSON), the status of a success,
    parameters of the query by name.
    """

    method: str
    path: str
    handler: Handler
    may: Role
    body: type[BaseModel] | None = None
    gives: type[BaseModel] | None = None
    status: int = 200
    query: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        """The path as OpenAPI writes it: `/api/exports/{id}`."""
        return re.sub(r"<(\w+)>", r"{\1}", self.path)


type Match = tuple[Route, dict[str, str]]


async def me(context: Context, request: Request, who: Principal) -> Response:
    """Who is signed in, with which role."""
    return answer({"id": who.id, "name": who.name, "role": who.role_name, "version": __version__})


async def document(context: Context, request: Request, who: Principal) -> Response:
    """This API, as an OpenAPI 3.1 document."""
    return answer(openapi.document(ROUTES))


VIEW, CONTRIBUTE, ADMINISTER = Role.VIEWER, Role.CONTRIBUTOR, Role.ADMINISTRATOR
LIST = ("name", "limit", "cursor")
PAGE = ("limit", "cursor", "from", "to", "who")
RUNS = (*PAGE, "state", "trigger")

# fmt: off
ROUTES = (
    Route("GET", "/api/me", me, VIEW, gives=responses.Me),
    Route("GET", "/api/openapi.json", document, VIEW, gives=responses.Document),
    Route("GET", "/api/segments", segments.list_segments, VIEW, gives=responses.Segments, query=LIST),
    Route("GET", "/api/segments/<name>", segments.read_segment, CONTRIBUTE, gives=responses.SegmentDetails),
    Route("GET", "/api/connections", connections.list_connections, VIEW,
          gives=responses.Connections, query=LIST),
    Route("POST", "/api/connections", connections.create_connection, ADMINISTER,
          body=requests.NewConnection, gives=responses.Connection, status=201),
    Route("GET", "/api/connections/<id>", connections.read_connection, VIEW, gives=responses.Connection),
    Route("PATCH", "/api/connections/<id>", connections.change_connection, ADMINISTER,
          body=requests.ConnectionChange, gives=responses.Connection),
    Route("DELETE", "/api/connections/<id>", connections.delete_connection, ADMINISTER, status=204, query=("exports",)),
    Route("POST", "/api/connections/<id>/verify", connections.verify_connection, ADMINISTER, gives=responses.Verified),
    Route("GET", "/api/connections/<id>/lists", connections.connection_lists, CONTRIBUTE,
          gives=responses.Lists, query=LIST),
    Route("POST", "/api/connections/<id>/lists", connections.create_list, CONTRIBUTE,
          body=requests.NewList, gives=responses.List, status=201),
    Route("GET", "/api/exports", exports.list_exports, VIEW, gives=responses.Exports, query=LIST),
    Route("POST", "/api/exports", exports.create_export, CONTRIBUTE,
          body=requests.NewExport, gives=responses.Export, status=201, query=("run",)),
    Route("GET", "/api/exports/<id>", exports.read_export, VIEW, gives=responses.Export),
    Route("PATCH", "/api/exports/<id>", exports.change_export, CONTRIBUTE,
          body=requests.ExportChange, gives=responses.Export, query=("run",)),
    Route("DELETE", "/api/exports/<id>", exports.delete_export, CONTRIBUTE, status=204),
    Route("POST", "/api/exports/<id>/duplicate", exports.duplicate_export, CONTRIBUTE,
          body=requests.ExportChange, gives=responses.Export, status=201, query=("run",)),
    Route("POST", "/api/exports/<id>/detach", exports.detach_export, CONTRIBUTE, gives=responses.Export),
    Route("GET", "/api/exports/<id>/runs", runs.list_runs, VIEW, gives=responses.Runs, query=RUNS),
    Route("POST", "/api/exports/<id>/runs", exports.start_export, CONTRIBUTE,
          body=requests.Start, gives=responses.Run, status=202),
    Route("GET", "/api/schedules", schedules.list_schedules, VIEW, gives=responses.Schedules, query=LIST),
    Route("PATCH", "/api/schedules", schedules.change_schedules, CONTRIBUTE,
          body=requests.SchedulesChange, gives=responses.SchedulesChanged),
    Route("POST", "/api/run-all", schedules.run_all, CONTRIBUTE, gives=responses.RunAll, status=202),
    Route("GET", "/api/runs", runs.list_runs, VIEW, gives=responses.Runs, query=(*RUNS, "export_id")),
    Route("POST", "/api/exports/<id>/preview", previews.preview_export, CONTRIBUTE,
          gives=responses.Preview, status=202),
    Route("POST", "/api/preview", previews.preview_unsaved, CONTRIBUTE,
          body=requests.NewExport, gives=responses.Preview, status=202),
    Route("GET", "/api/previews/<id>", previews.read_preview, CONTRIBUTE, gives=responses.Preview),
    Route("GET", "/api/runs/<id>", runs.read_run, VIEW, gives=responses.Run),
    Route("POST", "/api/runs/<id>/cancel", runs.cancel_run, CONTRIBUTE, gives=responses.Run, status=202),
    Route("POST", "/api/runs/<id>/retry", runs.retry_run, CONTRIBUTE, gives=responses.Run, status=202),
    Route("POST", "/api/runs/<id>/confirm-removal", runs.confirm_removal, CONTRIBUTE, gives=responses.Run, status=202),
    Route("GET", "/api/runs/<id>/rejects", rejects.list_rejects, CONTRIBUTE,
          gives=responses.Rejects, query=("limit", "cursor", "reason")),
    Route("GET", "/api/runs/<id>/rejects.csv", rejects.read_rejects, CONTRIBUTE),
    Route("GET", "/api/runs/<id>/shared-identifiers.csv", rejects.read_shared, CONTRIBUTE),
    Route("GET", "/api/notifications", notifications.list_notifications, ADMINISTER,
          gives=responses.Notifications, query=LIST),
    Route("POST", "/api/notifications", notifications.create_notification, ADMINISTER,
          body=requests.NewNotification, gives=responses.Notification, status=201),
    Route("GET", "/api/notifications/<id>", notifications.read_notification, ADMINISTER, gives=responses.Notification),
    Route("PATCH", "/api/notifications/<id>", notifications.change_notification, ADMINISTER,
          body=requests.NotificationChange, gives=responses.Notification),
    Route("DELETE", "/api/notifications/<id>", notifications.delete_notification, ADMINISTER, status=204),
    Route("POST", "/api/notifications/<id>/test", notifications.test_notification, ADMINISTER, gives=responses.Tested),
    Route("DELETE", "/api/people", people.erase_person, ADMINISTER, gives=responses.Erased, query=("email", "klaviyo")),
    Route("POST", "/api/people/erase", people.erase_named_person, ADMINISTER,
          body=requests.Erasure, gives=responses.Erased),
    Route("GET", "/api/audit", audit.list_audit, ADMINISTER,
          gives=responses.Audit, query=(*PAGE, "action", "target", "result")),
)
# fmt: on

_MAP = Map([Rule(route.path, methods=[route.method], endpoint=route) for route in ROUTES], merge_slashes=False)


async def handle(
    context: Context, request: Request, *, auth_enabled: bool, seconds: float = HANDLER_SECONDS
) -> Response:
    """Answer a request: who is it, which route, may they, then the work within `seconds`, then the audit record."""
    who: Identity | None = None
    action, target = f"{request.method} (unknown)", None
    try:
        matched = _match(request)
        if isinstance(matched, tuple):
            action, target = f"{request.method} {matched[0].template}", next(iter(matched[1].values()), None)
        who = identity(request.headers, trusted=auth_enabled)
        caller = with_role(who)
        check_same_site(request.method, request.headers)
        route, arguments = _permitted(matched, caller)
        check_length(request)
        response: Response = await within(seconds, route.handler(context, request, caller, **arguments))
    except StateConflict as error:
        response = problem(PreconditionFailed(f"{error} Read it again, then make your change."))
    except AppError as error:
        response = problem(error)
    except Exception as error:
        # Said in the shape of every other error; what happened stands in the log alone.
        log.exception("%s failed", action)
        response = problem(STORAGE_AWAY if is_away(error) else UNEXPECTED)
    await audit.record(context, request, who, action, target[:100] if target else None, response.status)
    return response


def _permitted(matched: Match | RequestError, caller: Principal) -> Match:
    if isinstance(matched, RequestError):
        raise matched
    if caller.role < matched[0].may:
        raise Forbidden(f"This needs the role {matched[0].may.name.title()}; yours is {caller.role.name.title()}.")
    return matched


def _match(request: Request) -> Match | RequestError:
    if not all(map(is_unicode, (request.path, *request.query.values(), *request.headers.values()))):
        return Invalid("The address or a header is not valid Unicode.")
    try:
        route, arguments = _MAP.bind("app").match(request.path, method=request.method)
    except exceptions.MethodNotAllowed as error:
        allowed = ", ".join(sorted(set(error.valid_methods or ()) - {"HEAD", "OPTIONS"}))
        return MethodNotAllowed(f"This address accepts {allowed}.", headers={"Allow": allowed})
    except exceptions.HTTPException:
        return NotFound(f"There is nothing at {request.path[:200]}.")
    return route, dict(arguments)
