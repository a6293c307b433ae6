"""The OpenAPI 3.1 document, made from the table of routes and the pydantic models."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal, Protocol

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from shared import __version__
from shared.api import responses
from shared.api.auth import Role
from shared.api.example_responses import ANSWERS
from shared.api.examples import BODIES, PROBLEMS
from shared.api.exports import REQUIRED
from shared.api.paging import DEFAULT_PAGE, MAX_PAGE
from shared.api.requests import Start
from shared.domain import RunState, Trigger
from shared.planning.rejects import REASONS

REFERENCE = "#/components/schemas/{model}"
CHANGES = ("PATCH", "DELETE")
TIME = {"type": "string", "format": "date-time"}

QUERY: dict[str, tuple[str, dict[str, Any]]] = {
    "limit": ("How many at most.", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE, "default": DEFAULT_PAGE}),
    "cursor": ("`next_cursor` of the page before.", {"type": "string", "pattern": "^[A-Za-z0-9_-]+=*$"}),
    "name": ("Only those whose name this is part of, in capitals or not.", {"type": "string"}),
    "from": ("Not before this time.", TIME),
    "to": ("Not after this time.", TIME),
    "who": ("Name of whoever did it; `timer` and `storage event` for what ran by itself.", {"type": "string"}),
    "state": ("Only runs in this state.", {"enum": [*RunState]}),
    "trigger": ("Only runs started like this.", {"enum": [*Trigger]}),
    "reason": ("Only rows left out for this reason.", {"enum": [*REASONS]}),
    "export_id": ("Only runs of this export.", {"type": "string"}),
    "action": ("Only this action, such as `PATCH /api/exports/{id}`.", {"type": "string"}),
    "target": ("Only what concerns the thing of this id.", {"type": "string"}),
    "result": ("Only changes, or only denials.", {"enum": ["changed", "denied"]}),
    "email": ("The person's address.", {"type": "string", "format": "email", "maxLength": 320}),
    "klaviyo": ("Also ask Klaviyo to delete the profile.", {"type": "boolean", "default": False}),
    "run": ("Run the export once it is saved.", {"type": "boolean", "default": False}),
    "exports": ("What becomes of the exports that use it.", {"enum": ["remove", "detach"]}),
}


class Described(Protocol):
    """What the document needs of a route."""

    method: str
    handler: Any
    may: Role
    body: type[BaseModel] | None
    gives: type[BaseModel] | None
    status: int
    query: tuple[str, ...]

    @property
    def template(self) -> str: ...


def document(routes: Iterable[Any]) -> dict[str, Any]:
    """The whole document."""
    listed: list[Described] = list(routes)
    taken: list[tuple[type[BaseModel], Literal["validation", "serialization"]]] = [
        (model, "validation") for model in dict.fromkeys(r.body for r in listed) if model
    ]
    given = dict.fromkeys([*(r.gives for r in listed), responses.Problem])
    _, schemas = models_json_schema(
        [*taken, *((model, "serialization") for model in given if model)], ref_template=REFERENCE
    )
    for name in REQUIRED:
        # In a change, what is left out stays; null would take it away, which is refused.
        kinds = schemas["$defs"]["ExportChange"]["properties"][name]["anyOf"]
        kinds[:] = [kind for kind in kinds if kind.get("type") != "null"]
        schemas["$defs"]["ExportChange"]["properties"][name].pop("default", None)
    paths: dict[str, dict[str, Any]] = {}
    for route in listed:
        paths.setdefault(route.template, {})[route.method.lower()] = _operation(route)
    paths["/api/exports/{id}/run"] = {"post": _machine_start()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Segments to Klaviyo",
            "version": __version__,
            "description": (
                "Exports customer segments from Azure Blob Storage to Klaviyo lists. What Azure Functions does before "
                "the app sees a request: a query parameter without a value is as if it were left out; a body that is "
                "sent in chunks does not arrive (411: send Content-Length); OPTIONS and unknown methods are 404; "
                "`%2F` in an address stays as it is."
            ),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "security": [{"user": []}],
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "user": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "An access token of Microsoft Entra ID for this app, or its sign-in session.",
                },
                "function_key": {"type": "apiKey", "in": "header", "name": "x-functions-key"},
            },
        },
    }


def _operation(route: Described) -> dict[str, Any]:
    words = " ".join((route.handler.__doc__ or "").split())
    summary, _, rest = words.partition(". ")
    operation: dict[str, Any] = {
        "operationId": f"{route.handler.__name__}{'_of_export' if route.template.endswith('{id}/runs') else ''}",
        "tags": [route.template.split("/")[2]],
        "summary": summary.rstrip("."),
        "description": f"{rest.strip()} Least role: {route.may.name.lower()}.".strip(),
        "parameters": _parameters(route),
        "responses": {str(route.status): _success(route)} | _problems(_statuses(route)),
    }
    if route.body:
        operation["requestBody"] = _body(route.body)
    return operation


def _body(model: type[BaseModel]) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": {"$ref": REFERENCE.format(model=model.__name__)}}
    content["examples"] = {name: {"value": value} for name, value in BODIES[model.__name__].items()}
    needed = any(field.is_required() for field in model.model_fields.values())
    return {"required": needed, "content": {"application/json": content}}


def _parameters(route: Described) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in re.findall(r"{(\w+)}", route.template)
    ]
    for name in route.query:
        description, schema = QUERY[name]
        if name == "limit" and "name" in route.query:
            # Lists by name have an end: whoever asks for no page gets them whole.
            description = "How many at most; left out, all of them."
            schema = {key: value for key, value in schema.items() if key != "default"}
        found.append({"name": name, "in": "query", "description": description, "schema": schema})
    if _takes_etag(route):
        found.append(
            {
                "name": "If-Match",
                "in": "header",
                "description": "The ETag that was read: 412 where it was changed since.",
                "schema": {"type": "string"},
            }
        )
    if _starts(route):
        found.append(_idempotency_key())
    return found


def _takes_etag(route: Described) -> bool:
    return (route.method in CHANGES and "{id}" in route.template) or route.template.endswith("/detach")


def _starts(route: Described) -> bool:
    return route.status == 202 and route.template.endswith(("{id}/runs", "run-all", "/retry", "/confirm-removal"))


def _idempotency_key() -> dict[str, Any]:
    return {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "The same key within a day answers the run that the first call started; with another body, 422.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
    }


def _statuses(route: Described) -> list[int]:
    found = {401, 403, 500, 503}
    if route.body or route.query or _starts(route) or "/connections/" in route.template:
        found.add(400)
    if "{" in route.template or route.body:
        # A body names connections and exports, too; and reading can contradict: a rejects file of a run that goes on,
        # a record of a newer version.
        found |= {404, 409}
    if route.method != "GET":
        # 412 without an ETag, too: whoever writes the same record at the same moment is told so.
        found |= {409, 411, 412, 413}
    if route.template.endswith((".csv", "/rejects")):
        # A file that is larger than is sent here.
        found.add(413)
    if _starts(route):
        found.add(422)
    return sorted(found)


def _success(route: Described) -> dict[str, Any]:
    if route.status == 204:
        return {"description": "Done."}
    if route.gives is None:
        return {"description": "A CSV file.", "content": {"text/csv": {"schema": {"type": "string"}}}}
    answer: dict[str, Any] = {"description": "Done.", "content": {"application/json": _answer(route.gives)}}
    headers = [name for name, given in (("ETag", _has_etag(route)), ("Location", route.status in (201, 202))) if given]
    if headers:
        answer["headers"] = {name: {"schema": {"type": "string"}} for name in headers}
    return answer


def _answer(model: type[BaseModel]) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": {"$ref": REFERENCE.format(model=model.__name__)}}
    if example := ANSWERS.get(model.__name__):
        content["example"] = example
    return content


def _has_etag(route: Described) -> bool:
    return route.gives in (responses.Connection, responses.Export, responses.Notification)


def _problems(statuses: list[int]) -> dict[str, Any]:
    return {
        str(status): {
            "description": PROBLEMS[status]["title"],
            "content": {
                "application/problem+json": {
                    "schema": {"$ref": REFERENCE.format(model="Problem")},
                    "example": PROBLEMS[status],
                }
            },
        }
        for status in statuses
    }


def _machine_start() -> dict[str, Any]:
    return {
        "operationId": "start_by_machine",
        "tags": ["exports"],
        "summary": "Run it now, for machines",
        "description": "As POST /api/exports/{id}/runs, with a function key instead of a user.",
        "security": [{"function_key": []}],
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}},
            _idempotency_key(),
        ],
        "requestBody": _body(Start),
        "responses": {
            "202": {
                "description": "Done.",
                "content": {"application/json": _answer(responses.Run)},
                "headers": {"Location": {"schema": {"type": "string"}}},
            },
            "401": {"description": "No function key, or a wrong one."},
        }
        | _problems([400, 404, 409, 411, 412, 413, 422, 500, 503]),
    }
