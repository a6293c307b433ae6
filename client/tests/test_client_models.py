"""The client's models and operations are those of the app's OpenAPI document."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any, Literal

import pytest
from answers import DOCUMENT, SCHEMAS
from pydantic import BaseModel
from shared import __version__ as app_version

from segments_to_klaviyo import AsyncClient, Client, _operations, models
from segments_to_klaviyo._version import __version__

OWN = {"Answer", "Body", "Resource", "ExportSettings", "ColumnEntry", "ConstantEntry"}
"""Models of the client that are no schema of the document."""

NOT_MODELS = {name for name, schema in SCHEMAS.items() if "properties" not in schema}
"""Enumerations, unions, and the document itself."""

MODELS = {
    name: model
    for name, model in vars(models).items()
    if inspect.isclass(model) and issubclass(model, BaseModel) and model.__module__ == models.__name__
}


def test_every_schema_has_a_model() -> None:
    assert MODELS.keys() - OWN == SCHEMAS.keys() - NOT_MODELS


@pytest.mark.parametrize("name", sorted(MODELS.keys() - OWN))
def test_fields_and_types_are_those_of_the_document(name: str) -> None:
    model = MODELS[name]
    mode: Literal["validation", "serialization"] = "validation" if issubclass(model, models.Body) else "serialization"
    ours = model.model_json_schema(by_alias=True, mode=mode, ref_template="#/components/schemas/{model}")
    definitions = ours.get("$defs", {})
    # A model that refers to itself is a reference to one of its definitions.
    ours = definitions[name] if "$ref" in ours else ours
    own, theirs = fields(ours, definitions), fields(SCHEMAS[name], SCHEMAS)
    if name == "Mapping":
        # Its entries are written out field by field in the document.
        own, theirs = dict.fromkeys(own), dict.fromkeys(theirs)
    if name == "DefinitionChange":
        own, theirs = without_null(own), without_null(theirs)
    if name == "ExportChange":
        # None is what a field has that is not set: it is not sent.
        own, theirs = (
            {field: value for field, value in one.items() if field in models.ExportSettings.model_fields and value}
            for one in (without_null(own), without_null(theirs))
        )
    assert own == theirs
    if issubclass(model, models.Body):
        # A schedule's kind tells which it is, and is a default of its model.
        assert set(ours.get("required", ())) - {"kind"} == set(SCHEMAS[name].get("required", ())) - {"kind"}
    else:
        assert set(ours.get("required", ())) - set(SCHEMAS[name].get("required", ())) <= defaulted(SCHEMAS[name])


def fields(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    return {name: shape(value, definitions) for name, value in schema.get("properties", {}).items()}


def shape(schema: Any, definitions: dict[str, Any]) -> Any:
    """The kind of value: text, number, list of, one of which words, which model."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        target = definitions.get(name, SCHEMAS.get(name, {}))
        return name if "properties" in target else shape(target, definitions)
    if "anyOf" in schema or "oneOf" in schema:
        kinds = [shape(one, definitions) for one in alternatives(schema, definitions)]
        return kinds[0] if len(kinds) == 1 else sorted(map(str, kinds))
    if "const" in schema:
        return [schema["const"]]
    if "enum" in schema:
        return sorted(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return ["list", shape(schema.get("items", {}), definitions)]
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return ["object", shape(schema["additionalProperties"], definitions)]
    kind = schema.get("type", "anything")
    return f"{kind} {schema['format']}" if schema.get("format") not in (None, "email") else kind


def alternatives(schema: dict[str, Any], definitions: dict[str, Any]) -> list[Any]:
    """The schemas of a union, also of unions in it."""
    name = schema.get("$ref", "").rpartition("/")[2]
    target = definitions.get(name, SCHEMAS.get(name, {})) if name else schema
    found = None if "properties" in target else target.get("anyOf", target.get("oneOf"))
    return [schema] if found is None else [inner for one in found for inner in alternatives(one, definitions)]


def without_null(found: dict[str, Any]) -> dict[str, Any]:
    kept = {
        name: [one for one in kind if one != "null"] if isinstance(kind, list) else kind for name, kind in found.items()
    }
    return {name: str(kind[0] if isinstance(kind, list) and len(kind) == 1 else kind) for name, kind in kept.items()}


def defaulted(schema: dict[str, Any]) -> set[str]:
    """Fields that an answer always has, although its model has a default."""
    return {name for name, value in schema.get("properties", {}).items() if "default" in value}


NAMES = {"list_runs_of_export", "start_by_machine", "read_run_status", "read_run_by_machine"}
"""Operations that a method with another name includes: a filter, another credential."""


def test_every_operation_has_a_method_in_both_clients() -> None:
    operations = {
        operation["operationId"] for path in DOCUMENT["paths"].values() for operation in path.values()
    }  # fmt: skip
    renamed = {"list_schedules": "read_schedules"}
    wanted = {renamed.get(one, one) for one in operations - NAMES}
    for client in (Client, AsyncClient):
        methods = {name for name, value in vars(client).items() if callable(value) and not name.startswith("_")}
        assert wanted <= methods, wanted - methods
        assert methods - wanted == {
            "wait_for_run",
            "run_and_wait",
            "preview_and_wait",
            "look_up_and_wait",
            "erase_and_wait",
            "drive",
            "close",
        }
    public = {
        name
        for name, value in vars(_operations).items()
        if inspect.isfunction(value) and value.__module__ == _operations.__name__ and not name.startswith("_")
    }
    assert public == methods - {"drive", "close"}


def test_answers_tolerate_what_a_newer_app_adds() -> None:
    failure = models.Problem.model_validate({"type": "t", "title": "T", "status": 400, "detail": "", "new": 1})
    assert failure.type == "t"
    me = models.Me.model_validate({"id": "1", "name": "n", "role": "auditor", "version": "9"})
    assert str(me.role) == "auditor"


def test_version_is_that_of_the_app() -> None:
    assert __version__ == app_version


def test_the_distribution_has_the_licence_of_the_app() -> None:
    root = Path(__file__).parents[2]
    assert (root / "client/LICENSE").read_text("utf-8") == (root / "LICENSE").read_text("utf-8")
