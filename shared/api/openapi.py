"""The OpenAPI 3.1 document: made from the routes, the signatures and docstrings of their handlers, and the models."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from shared import __version__, errors
from shared.api.http import Problem
from shared.api.operations import Accepted, Answer, Created, Route, Status
from shared.api.permissions import PERMISSIONS, Permission

SCHEMAS = "#/components/schemas/"
EXAMPLE_TIME = "2026-11-21T22:32:10.456Z"
ID = {"type": "string", "minLength": 1}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag that was read: 412 where the object was changed since.",
    "schema": {"type": "string"},
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "The same key within a day answers the run that the first request started; with another body, 422.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
}
PROBLEMS: dict[int, type[errors.AppError]] = {
    400: errors.Invalid,
    401: errors.Unauthenticated,
    403: errors.Forbidden,
    404: errors.NotFound,
    409: errors.Conflict,
    411: errors.LengthRequired,
    412: errors.PreconditionFailed,
    413: errors.TooLarge,
    422: errors.KeyReused,
    500: errors.AppError,
    503: errors.Unavailable,
}
HEADERS: dict[type[Answer[Any]] | None, tuple[str, ...]] = {
    Answer: ("ETag",),
    Created: ("Location", "ETag"),
    Accepted: ("Location", "Retry-After"),
}
DESCRIPTION = (
    "Exports customer segments from Azure Blob Storage to Klaviyo lists. Azure Functions changes some requests before "
    "the app sees them: a query parameter without a value counts as left out; the body of a request with chunked "
    "Transfer-Encoding does not arrive (411: send Content-Length); OPTIONS and unknown methods are 404; `%2F` in a "
    "path is not decoded."
)

type Schema = dict[str, Any]


def document(routes: Iterable[Route]) -> Schema:
    """Return the whole document."""
    routes = list(routes)
    bodies: list[tuple[type[BaseModel], Literal["validation", "serialization"]]]
    bodies = [(model, "validation") for model in dict.fromkeys(route.body for route in routes) if model]
    answers = dict.fromkeys([*(route.model for route in routes), Problem])
    _, definitions = models_json_schema(
        [*bodies, *((model, "serialization") for model in answers if model)], ref_template=SCHEMAS + "{model}"
    )
    schemas = _merge_equal(definitions["$defs"])
    paths: dict[str, Schema] = {}
    for route in routes:
        paths.setdefault(route.template, {})[route.method.lower()] = _operation(route, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Segments to Klaviyo",
            "version": __version__,
            "description": DESCRIPTION,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "security": [{"user": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {str(status): _problem(status, error, schemas) for status, error in PROBLEMS.items()},
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


def _merge_equal(schemas: dict[str, Schema]) -> dict[str, Schema]:
    """Return the schemas, with one of a model whose schemas as body and as answer differ in nothing but their names.

    Pydantic keeps both of a model that refers to itself.
    """
    text = json.dumps(schemas)
    for name in {name.removesuffix("-Input") for name in schemas if name.endswith("-Input")}:
        text = text.replace(f'{name}-Input"', f'{name}"').replace(f'{name}-Output"', f'{name}"')
    # Of equal names, the last one stays.
    pairs = json.loads(text, object_pairs_hook=lambda found: found if _differ(found) else dict(found))
    if not isinstance(pairs, dict):
        raise TypeError("The schema of a model differs between request and response: give one of them another name.")
    return pairs


def _differ(pairs: list[tuple[str, Any]]) -> bool:
    first: dict[str, Any] = {}
    return any(first.setdefault(name, value) != value for name, value in pairs)


def _operation(route: Route, schemas: dict[str, Schema]) -> Schema:
    summary, _, rest = " ".join((route.handler.__doc__ or "").split()).partition(". ")
    if route.permission:
        rest += f" Requires the role {PERMISSIONS[route.permission].role.name.title()}."
    operation: Schema = {
        "operationId": route.handler.__name__,
        "tags": [route.template.split("/")[2]],
        "summary": summary.rstrip("."),
        "description": rest.strip(),
        "parameters": _parameters(route),
        "responses": _success(route, schemas) | _problems(route),
    }
    if route.body:
        required = any(field.is_required() for field in route.body.model_fields.values())
        operation["requestBody"] = {"required": required, "content": _json(route.body, schemas)}
    if route.permission is None:
        operation["security"] = [{"function_key": []}]
    return operation


def _json(model: type[BaseModel], schemas: dict[str, Schema], kind: str = "application/json") -> Schema:
    reference = {"$ref": SCHEMAS + model.__name__}
    content = {"schema": reference}
    if "properties" in schemas[model.__name__]:
        content["example"] = example(reference, schemas)
    return {kind: content}


def _parameters(route: Route) -> list[Schema]:
    parameters: list[Schema] = [
        {"name": name, "in": "path", "required": True, "schema": ID} for name in re.findall(r"{(\w+)}", route.template)
    ]
    if route.query:
        query = route.query.model_json_schema(ref_template=SCHEMAS + "{model}")
        for name, schema in query["properties"].items():
            described = {"description": schema.pop("description")} if "description" in schema else {}
            required = {"required": True} if name in query.get("required", ()) else {}
            parameters.append({"name": name, "in": "query", "schema": _not_null(schema)} | described | required)
    if route.takes_if_match:
        parameters.append(IF_MATCH)
    if route.takes_idempotency_key:
        parameters.append(IDEMPOTENCY_KEY)
    return parameters


def _not_null(schema: Schema) -> Schema:
    """Return the schema of a query parameter, which can be left out, but not be null."""
    schema = {name: value for name, value in schema.items() if name != "title" and (name, value) != ("default", None)}
    kinds = [kind for kind in schema.pop("anyOf", []) if kind != {"type": "null"}]
    return schema | kinds[0] if kinds else schema


def _success(route: Route, schemas: dict[str, Schema]) -> Schema:
    success: Schema = {"description": "Done."}
    if route.model:
        success["content"] = _json(route.model, schemas)
    elif route.status != 204:
        success = {"description": "A CSV file.", "content": {"text/csv": {"schema": {"type": "string"}}}}
    if headers := HEADERS.get(route.answer):
        success["headers"] = _headers(headers)
    if route.answer is Status:
        pending = success | {"description": "Not done yet.", "headers": _headers(HEADERS[Accepted])}
        return {"200": success, "202": pending}
    return {str(route.status): success}


def _headers(names: Iterable[str]) -> Schema:
    return {name: {"schema": {"type": "string"}} for name in names}


def _problems(route: Route) -> Schema:
    statuses = {400, 401, 403, 500, 503}
    if "{" in route.template or route.body:
        # A body also names connections and exports. Reading can be refused (409), too: the rejects of an active run.
        statuses |= {404, 409}
    if route.method != "GET":
        # Without an ETag, too, 412 answers a change that loses against another one at the same time.
        statuses |= {409, 411, 412, 413}
    is_of_file = "/runs/{id}/" in route.template or route.template.endswith(".csv")
    if route.permission is Permission.VIEW_ROWS and route.method == "GET" and is_of_file:
        # The file may be larger than the API sends.
        statuses.add(413)
    if route.takes_idempotency_key:
        statuses.add(422)
    if route.permission is None:
        statuses.remove(403)
    problems: Schema = {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(statuses)}
    return problems if route.permission else problems | {"401": {"description": "No function key, or a wrong one."}}


def _problem(status: int, error: type[errors.AppError], schemas: dict[str, Schema]) -> Schema:
    content = _json(Problem, schemas, "application/problem+json")
    title = error.title.message
    content["application/problem+json"]["example"] |= {"type": error.type, "title": title, "status": status}
    return {"description": title, "content": content}


def example(schema: Schema, schemas: dict[str, Schema]) -> Any:
    """Return a value that a schema allows, made of its examples and defaults and those of its parts.

    A field is left out that is not required and has an empty list of examples.
    """
    if "$ref" in schema and "examples" not in schema:
        return example(schemas[schema["$ref"].removeprefix(SCHEMAS)], schemas)
    for word in ("examples", "enum"):
        if schema.get(word):
            return schema[word][0]
    for word in ("default", "const"):
        if word in schema:
            return schema[word]
    if kinds := schema.get("anyOf"):
        return None if {"type": "null"} in kinds else example(kinds[0], schemas)
    if schema.get("format") == "date-time":
        return EXAMPLE_TIME
    if schema["type"] == "array":
        return [] if schema["items"].get("type") == "string" else [example(schema["items"], schemas)]
    if schema["type"] == "object":
        fields = schema.get("properties", {}).items()
        return {name: example(field, schemas) for name, field in fields if field.get("examples") != []}
    return {"boolean": True, "integer": 0, "number": 0}.get(schema["type"], "text")
