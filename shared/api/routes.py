"""All routes, each with the permission it requires; and how a request is answered."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Iterable
from typing import Any, NamedTuple

from pydantic import RootModel
from werkzeug import exceptions
from werkzeug.routing import Map, Rule

from shared.api import (
    accounts,
    audit,
    changes,
    connections,
    definitions,
    export_list,
    export_target,
    exports,
    held_removals,
    import_jobs,
    list_checks,
    me,
    notifications,
    openapi,
    overview,
    people,
    previews,
    rejects,
    run_acts,
    run_files,
    runs,
    schedules,
    segment_formats,
    segments,
    sign_ins,
    source_rows,
)
from shared.api.auth import check_same_site, read_identity, require_role
from shared.api.http import (
    HANDLER_SECONDS,
    Request,
    Response,
    check_length,
    compressed,
    is_unicode,
    problem_response,
    within,
)
from shared.api.operations import Call, Route
from shared.api.permissions import Identity, Permission, Principal, Role, require
from shared.context import Context
from shared.domain.audit_record import Change
from shared.errors import (
    AppError,
    Invalid,
    MethodNotAllowed,
    NotFound,
    PreconditionFailed,
    RequestError,
    StateConflict,
    Unauthenticated,
)
from shared.storage.azure_clients import as_app_error
from shared.texts import text

log = logging.getLogger(__name__)

INTERNAL_ERROR = AppError(text("internal-error"))
MACHINE = "function key"
"""The name of a caller with a function key instead of a user."""


class Document(RootModel[dict[str, Any]]):
    """An OpenAPI 3.1 document."""


async def document(_call: Call) -> Document:
    """Read this API as an OpenAPI 3.1 document."""
    return Document(openapi.document((*ROUTES, *MACHINE_ROUTES)))


# fmt: off
ROUTES = (
    Route("GET", "/api/me", Permission.VIEW, me.me),
    Route("GET", "/api/openapi.json", Permission.VIEW, document),
    Route("GET", "/api/overview", Permission.VIEW, overview.read_overview),
    Route("GET", "/api/segments", Permission.VIEW, segments.list_segments),
    Route("GET", "/api/segments/<name>", Permission.VIEW_ROWS, segments.read_segment),
    Route("GET", "/api/tables", Permission.VIEW, segments.list_tables),
    Route("GET", "/api/tables/<name>", Permission.VIEW, segments.read_table),
    Route("GET", "/api/segment-definitions", Permission.VIEW, definitions.list_definitions),
    Route("POST", "/api/segment-definitions", Permission.MANAGE_SEGMENTS, definitions.create_definition),
    Route("GET", "/api/segment-definitions/<name>", Permission.VIEW, definitions.read_definition),
    Route("PATCH", "/api/segment-definitions/<name>", Permission.MANAGE_SEGMENTS, definitions.change_definition),
    Route("DELETE", "/api/segment-definitions/<name>", Permission.MANAGE_SEGMENTS, definitions.delete_definition),
    Route("GET", "/api/segment-suggestions", Permission.MANAGE_SEGMENTS, definitions.suggest_definitions),
    Route("POST", "/api/segment-preview", Permission.VIEW_ROWS, definitions.preview_definition),
    Route("GET", "/api/segments/<name>/format", Permission.VIEW, segment_formats.read_format),
    Route("PATCH", "/api/segments/<name>/format", Permission.MANAGE_SEGMENTS, segment_formats.change_format),
    Route("GET", "/api/connections", Permission.VIEW, connections.list_connections),
    Route("POST", "/api/connections", Permission.MANAGE_CONNECTIONS, connections.create_connection),
    Route("GET", "/api/connections/<id>", Permission.VIEW, connections.read_connection),
    Route("PATCH", "/api/connections/<id>", Permission.MANAGE_CONNECTIONS, connections.change_connection),
    Route("DELETE", "/api/connections/<id>", Permission.MANAGE_CONNECTIONS, connections.delete_connection),
    Route("POST", "/api/connections/<id>/verify", Permission.MANAGE_CONNECTIONS, accounts.verify_connection),
    Route("GET", "/api/connections/<id>/lists", Permission.MANAGE_EXPORTS, accounts.connection_lists),
    Route("POST", "/api/connections/<id>/lists", Permission.MANAGE_EXPORTS, accounts.create_list),
    Route("POST", "/api/klaviyo-sign-ins", Permission.MANAGE_CONNECTIONS, sign_ins.begin_sign_in),
    Route("POST", "/api/klaviyo-sign-ins/complete", Permission.MANAGE_CONNECTIONS, sign_ins.complete_sign_in),
    Route("GET", "/api/exports", Permission.VIEW, export_list.list_exports),
    Route("POST", "/api/exports/check", Permission.MANAGE_EXPORTS, export_target.check_export),
    Route("POST", "/api/exports", Permission.MANAGE_EXPORTS, exports.create_export),
    Route("GET", "/api/exports/<id>", Permission.VIEW, exports.read_export),
    Route("PATCH", "/api/exports/<id>", Permission.MANAGE_EXPORTS, exports.change_export),
    Route("DELETE", "/api/exports/<id>", Permission.MANAGE_EXPORTS, exports.delete_export),
    Route("POST", "/api/exports/<id>/duplicate", Permission.MANAGE_EXPORTS, exports.duplicate_export),
    Route("POST", "/api/exports/<id>/detach", Permission.MANAGE_EXPORTS, exports.detach_export),
    Route("GET", "/api/exports/<id>/runs", Permission.VIEW, runs.list_runs_of_export),
    Route("POST", "/api/exports/<id>/runs", Permission.RUN_EXPORTS, runs.start_export),
    Route("GET", "/api/exports/<id>/runs/<run_id>", Permission.VIEW, runs.read_run_status),
    Route("GET", "/api/exports/<id>/list-checks", Permission.VIEW, list_checks.list_checks_of_export),
    Route("POST", "/api/exports/<id>/list-checks", Permission.MANAGE_EXPORTS, list_checks.check_list),
    Route("GET", "/api/list-checks/<id>", Permission.VIEW, list_checks.read_list_check),
    Route("GET", "/api/list-checks/<id>/differences.csv", Permission.VIEW_ROWS, list_checks.read_differences),
    Route("POST", "/api/list-checks/<id>/repair", Permission.MANAGE_EXPORTS, list_checks.repair_list),
    Route("GET", "/api/changes", Permission.VIEW, changes.list_changes),
    Route("POST", "/api/changes/<id>/approve", Permission.APPROVE_CHANGES, changes.approve_change),
    Route("POST", "/api/changes/<id>/reject", Permission.MANAGE_EXPORTS, changes.reject_change),
    Route("GET", "/api/schedules", Permission.VIEW, schedules.list_schedules),
    Route("PATCH", "/api/schedules", Permission.MANAGE_EXPORTS, schedules.change_schedules),
    Route("POST", "/api/run-all", Permission.RUN_EXPORTS, runs.run_all),
    Route("GET", "/api/runs", Permission.VIEW, runs.list_runs),
    Route("POST", "/api/exports/<id>/preview", Permission.VIEW_ROWS, previews.preview_export),
    Route("POST", "/api/preview", Permission.VIEW_ROWS, previews.preview_unsaved),
    Route("GET", "/api/previews/<id>", Permission.VIEW_ROWS, previews.read_preview),
    Route("GET", "/api/runs/<id>", Permission.VIEW, runs.read_run),
    Route("POST", "/api/runs/<id>/cancel", Permission.RUN_EXPORTS, runs.cancel_run),
    Route("POST", "/api/runs/<id>/retry", Permission.RUN_EXPORTS, runs.retry_run),
    Route("POST", "/api/runs/<id>/confirm-removal", Permission.CONFIRM_REMOVALS, run_acts.confirm_removal),
    Route("POST", "/api/runs/<id>/confirm", Permission.CONFIRM_RUNS, run_acts.confirm_run),
    Route("GET", "/api/runs/<id>/undo", Permission.VIEW, run_acts.read_undo),
    Route("POST", "/api/runs/<id>/undo", Permission.CONFIRM_REMOVALS, run_acts.undo_run),
    Route("GET", "/api/runs/<id>/import-jobs", Permission.VIEW, import_jobs.list_import_jobs),
    Route("GET", "/api/runs/<id>/rejects", Permission.VIEW_ROWS, rejects.list_rejects),
    Route("POST", "/api/runs/<id>/rejects/search", Permission.VIEW_ROWS, rejects.search_rejects),
    Route("GET", "/api/runs/<id>/rejects.csv", Permission.VIEW_ROWS, rejects.read_rejects),
    Route("POST", "/api/runs/<id>/rejects/download", Permission.VIEW_ROWS, rejects.download_rejects),
    Route("POST", "/api/runs/<id>/source-row", Permission.VIEW_ROWS, source_rows.read_source_row),
    Route("GET", "/api/runs/<id>/shared-identifiers.csv", Permission.VIEW_ROWS, run_files.read_shared),
    Route("GET", "/api/runs/<id>/held-removals", Permission.VIEW_ROWS, held_removals.list_held_removals),
    Route("POST", "/api/runs/<id>/held-removals/search", Permission.VIEW_ROWS, held_removals.search_held_removals),
    Route("GET", "/api/runs/<id>/held-removals.csv", Permission.VIEW_ROWS, held_removals.read_held_removals),
    Route("GET", "/api/runs/<id>/not-subscribed.csv", Permission.VIEW_ROWS, run_files.read_not_subscribed),
    Route("GET", "/api/notifications", Permission.MANAGE_NOTIFICATIONS, notifications.list_notifications),
    Route("POST", "/api/notifications", Permission.MANAGE_NOTIFICATIONS, notifications.create_notification),
    Route("GET", "/api/notifications/<id>", Permission.MANAGE_NOTIFICATIONS, notifications.read_notification),
    Route("PATCH", "/api/notifications/<id>", Permission.MANAGE_NOTIFICATIONS, notifications.change_notification),
    Route("DELETE", "/api/notifications/<id>", Permission.MANAGE_NOTIFICATIONS, notifications.delete_notification),
    Route("POST", "/api/notifications/<id>/test", Permission.MANAGE_NOTIFICATIONS, notifications.test_notification),
    Route("POST", "/api/people/lookup", Permission.LOOK_UP_PEOPLE, people.look_up_person),
    Route("GET", "/api/people/lookups/<id>", Permission.LOOK_UP_PEOPLE, people.read_person_lookup),
    Route("POST", "/api/people/erasures", Permission.ERASE_PEOPLE, people.erase_person),
    Route("GET", "/api/people/erasures/<id>", Permission.ERASE_PEOPLE, people.read_erasure),
    Route("POST", "/api/users/search", Permission.READ_AUDIT, audit.search_users),
    Route("GET", "/api/audit", Permission.READ_AUDIT, audit.list_audit),
)
# fmt: on

MACHINE_ROUTES = (
    Route("POST", "/api/exports/<id>/run", None, runs.start_by_machine),
    Route("GET", "/api/exports/<id>/run/<run_id>", None, runs.read_run_by_machine),
)
"""The host checks the function key. They are one function of the app, so that one key opens both."""


def _map(routes: Iterable[Route]) -> Map:
    return Map([Rule(route.path, methods=[route.method], endpoint=route) for route in routes], merge_slashes=False)


_MAP, _MACHINE_MAP = _map(ROUTES), _map(MACHINE_ROUTES)


class Match(NamedTuple):
    """The route of a request, and the variable parts of its path."""

    route: Route
    arguments: tuple[str, ...]

    @property
    def action(self) -> str:
        """Method and route, as the audit record names them."""
        return f"{self.route.method} {self.route.template}"


async def handle(
    context: Context, request: Request, *, auth_enabled: bool, seconds: float = HANDLER_SECONDS
) -> Response:
    """Answer a request of a user within `seconds`, and write the audit record.

    The order of the checks: the caller, the route, the permission, the length of the body, the values.
    """
    matched = _match(_MAP, request)
    action, target = f"{request.method} (unknown)", None
    if isinstance(matched, Match):
        action, target = matched.action, next(iter(matched.arguments), None)
    identity: Identity | None = None
    changes: list[Change] = []
    try:
        identity = read_identity(request.headers, trusted=auth_enabled)
    except Unauthenticated as error:
        response = problem_response(error)
    else:
        response = await _answered(action, _permitted(context, identity, matched, request, changes, seconds))
    if response.status in (401, 403):
        await audit.record_denial(context, identity, action, target and target[:100], response.status)
    else:
        await audit.record_changes(context, identity, action, response.status, changes)
    return compressed(response, request)


async def _permitted(
    context: Context,
    identity: Identity,
    matched: Match | RequestError,
    request: Request,
    changes: list[Change],
    seconds: float,
) -> Response:
    """Run the route if the user may. Raise Forbidden, CrossSite, or what is wrong with the address."""
    caller = require_role(identity)
    check_same_site(request.method, request.headers)
    if isinstance(matched, RequestError):
        raise matched
    if matched.route.permission:
        require(matched.route.permission, caller)
    return await _run(matched, Call(context, caller, changes), request, seconds)


async def handle_machine(context: Context, request: Request, *, seconds: float = HANDLER_SECONDS) -> Response:
    """Answer a request with a function key within `seconds`: the host has checked the key."""
    matched = _match(_MACHINE_MAP, request)
    if isinstance(matched, RequestError):
        return problem_response(matched)
    function_key = request.headers.get("x-functions-key") or request.query.get("code", "")
    # Each function key is a caller of its own: its idempotency keys differ from those of others.
    caller = Principal(f"{MACHINE} {hashlib.sha256(function_key.encode()).hexdigest()}", MACHINE, Role.OPERATOR)
    call = Call(context, caller)
    response = await _answered(matched.action, _run(matched, call, request, seconds))
    await audit.record_changes(context, Identity(MACHINE, MACHINE, None), matched.action, response.status, call.changes)
    return response


async def _run(matched: Match, call: Call, request: Request, seconds: float) -> Response:
    check_length(request)
    return await within(seconds, matched.route.run(call, request, *matched.arguments))


async def _answered(action: str, work: Awaitable[Response]) -> Response:
    """Return the answer, or the error as problem details."""
    try:
        return await work
    except StateConflict as error:
        return problem_response(PreconditionFailed(text("stale", reason=error.cause)))
    except AppError as error:
        return problem_response(error)
    except Exception as error:
        if unavailable := as_app_error(error):
            log.warning("%s: storage is unavailable (%s)", action, type(error).__name__)
            return problem_response(unavailable)
        # What happened is only in the log.
        log.exception("%s failed", action)
        return problem_response(INTERNAL_ERROR)


def _match(routes: Map, request: Request) -> Match | RequestError:
    if not all(map(is_unicode, (request.path, *request.query.values(), *request.headers.values()))):
        return Invalid(text("not-unicode"))
    try:
        route, arguments = routes.bind("app").match(request.path, method=request.method)
    except exceptions.MethodNotAllowed as error:
        allowed = ", ".join(sorted(set(error.valid_methods or ()) - {"HEAD", "OPTIONS"}))
        return MethodNotAllowed(text("method-not-allowed", methods=allowed), headers={"Allow": allowed})
    except exceptions.HTTPException:
        return NotFound(text("no-address", address=request.path[:200]))
    return Match(route, tuple(arguments[name] for name in route.variables))
