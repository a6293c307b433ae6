"""The OpenAPI document: complete, correct, with valid examples."""

import json
import re
from typing import Any

import jsonschema_rs
import pytest
from pydantic import ValidationError

from shared.api.notifications import NewNotification, NotificationChange
from shared.api.openapi import document, example
from shared.api.permissions import Permission
from shared.api.routes import MACHINE_ROUTES, ROUTES
from shared.domain.identity import Identity
from shared.domain.run_values import Counts
from shared.errors import Invalid
from shared.notifications.webhook import check_url

ALL = (*ROUTES, *MACHINE_ROUTES)
DOCUMENT = document(ALL)
SCHEMAS = DOCUMENT["components"]["schemas"]
BODIES = {route.body.__name__: route.body for route in ALL if route.body}


def example_of(name: str) -> Any:
    return example(SCHEMAS[name], SCHEMAS)


def test_every_route_is_in_it_and_the_machine_start() -> None:
    listed = {f"{method.upper()} {path}" for path, methods in DOCUMENT["paths"].items() for method in methods}
    assert listed == {f"{route.method} {route.template}" for route in ALL}


def test_operations_have_unique_ids_and_descriptions() -> None:
    operations = [operation for methods in DOCUMENT["paths"].values() for operation in methods.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(operation["summary"] for operation in operations)


def test_operations_that_read_a_file_of_people_can_answer_413() -> None:
    files = {
        path for path, methods in DOCUMENT["paths"].items() if "413" in methods.get("get", {}).get("responses", {})
    }
    assert files == {"/api/list-checks/{id}/differences.csv"} | {
        f"/api/runs/{{id}}/{name}"
        for name in (
            "rejects",
            "rejects.csv",
            "shared-identifiers.csv",
            "not-subscribed.csv",
            "held-removals",
            "held-removals.csv",
        )
    }


ROWS_OF_PEOPLE = {Permission.VIEW_ROWS, Permission.ERASE_PEOPLE}


def test_no_query_parameter_takes_personal_data() -> None:
    # URLs are kept: by logs, proxies, and the browser's history.
    for route in ALL:
        parameters = DOCUMENT["paths"][route.template][route.method.lower()]["parameters"]
        query = {one["name"]: one["schema"] for one in parameters if one["in"] == "query"}
        assert not query.keys() & {*Identity, "phone", "person"}, route.template
        # Of rows and people: no free text, which would be a search for a person.
        free = {name for name, one in query.items() if one.get("type") == "string" and not one.keys() & LIMITED}
        assert not free or route.permission not in ROWS_OF_PEOPLE, (route.template, free)


LIMITED = {"enum", "pattern", "const"}
"""What leaves no choice of text to the caller."""


def test_every_reference_exists() -> None:
    names = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(DOCUMENT)))
    assert names <= DOCUMENT["components"]["schemas"].keys()


@pytest.mark.parametrize("name", DOCUMENT["components"]["schemas"])
def test_schemas_are_schemas(name: str) -> None:
    jsonschema_rs.meta.validate(DOCUMENT["components"]["schemas"][name])


@pytest.mark.parametrize("name", BODIES)
def test_examples_of_bodies_hold(name: str) -> None:
    for body in SCHEMAS[name].get("examples", [example_of(name)]):
        assert taken(name, body) == (True, True)


def test_examples_of_schedules_hold() -> None:
    for schedule in SCHEMAS["NewExport"]["properties"]["schedule"]["examples"]:
        assert taken("NewExport", EXPORT | {"schedule": schedule}) == (True, True)


EXPORT: dict[str, Any] = example_of("NewExport")
HOOK = example_of("NewNotification")


def mapped(**entries: Any) -> dict[str, Any]:
    return EXPORT | {"mapping": {"email": "EMail", **entries}}


REFUSED = [
    ("NewConnection", {"display_name": "A", "consent": True}),
    ("NewConnection", {"display_name": "A", "consent": True, "api_key": "pk_1", "secret_name": "s"}),
    ("NewConnection", {"display_name": "A", "consent": True, "api_key": "pk 1"}),
    ("NewConnection", {"display_name": " \t", "consent": True, "api_key": "pk_1"}),
    ("ConnectionChange", {"api_key": "pk_ä"}),
    ("NewList", {"name": "  "}),
    ("NewExport", EXPORT | {"segments": ["A", "A"]}),
    ("NewExport", EXPORT | {"schedule": {"kind": "cron", "expression": "daily"}}),
    ("NewExport", EXPORT | {"schedule": {"kind": "cron", "expression": "* * * *"}}),
    ("NewExport", EXPORT | {"schedule": {"kind": "cron", "expression": "* * * * *", "time_zone": "Mars or so"}}),
    ("NewExport", EXPORT | {"subscribe": {"column": "ok", "true_values": [" "]}}),
    ("NewExport", mapped(email={"column": "EMail", "blank": "clear"})),
    ("NewExport", mapped(email={"constant": "a@example.com"})),
    ("NewExport", mapped(email=None)),
    ("NewExport", mapped(phone_number={"constant": "+49"})),
    ("NewExport", mapped(first_name={"column": "A", "type": "number"})),
    ("NewExport", mapped(first_name={"constant": True})),
    ("NewExport", mapped(first_name={"constant": ""})),
    ("NewExport", mapped(title={"column": "A", "constant": "x"})),
    ("NewExport", mapped(locale={"constant": "English"})),
    ("NewExport", mapped(image={"constant": "ftp://x"})),
    ("NewExport", mapped(**{"location.latitude": {"constant": 91}})),
    ("NewExport", mapped(**{"location.country": {"constant": "1"}})),
    ("NewExport", mapped(properties={" ": "A"})),
    ("NewExport", mapped(properties={"a\nb": "A"})),
    ("NewExport", mapped(properties={"*": "A"})),
    ("NewExport", mapped(properties={"*": {"column": "*", "type": "number"}})),
    ("NewExport", mapped(title={"constant": "Ms", "blank": "clear"})),
    ("NewExport", mapped(title={"column": None, "constant": None})),
    ("NewExport", mapped(properties={"P": {"constant": "x", "type": "string"}})),
    ("NewExport", mapped(properties={"P": {"constant": []}, "Q": {"constant": {}}})),
    ("ExportChange", {"segments": []}),
    ("SchedulesChange", {}),
    ("SchedulesChange", {"schedule": {"expression": "* * * * *"}}),
    ("ExportChange", {"profile_limit": 5.5}),
    ("ExportChange", {"profile_limit": "5"}),
    ("ExportChange", {"profile_limit": True}),
    ("ExportChange", {"removal_limit_percent": 101.0}),
    ("SchedulesChange", {"enabled": None, "schedule": None}),
    ("NewNotification", HOOK | {"url": "http://hooks.example.com"}),
    ("NewNotification", HOOK | {"url": "https://"}),
    ("NotificationChange", {"url": "hooks.example.com"}),
]
TAKEN = [
    ("NewConnection", {"display_name": "A", "consent": True, "api_key": None, "secret_name": "s"}),
    ("NewExport", mapped(email={"column": "EMail", "blank": "keep"}, first_name=None)),
    ("NewExport", mapped(phone_number={"column": "A", "blank": "clear"}, title={"constant": "Ms"})),
    ("NewExport", mapped(**{"location.latitude": {"constant": 48.2}, "location.longitude": {"constant": "16.37"}})),
    ("NewExport", mapped(locale={"constant": "de-AT"}, **{"location.timezone": {"constant": "Europe/Vienna"}})),
    ("NewExport", mapped(properties={"*": {"column": "*", "blank": "clear"}, "$source": {"constant": [1, "a", True]}})),
    ("NewExport", mapped(properties={"*": "*", "N": {"column": "A", "type": "number", "blank": "clear"}})),
    ("NewExport", mapped(properties={"N": {"column": "A", "type": None, "constant": None}, "*": {"column": "*"}})),
    ("NewExport", mapped(title={"constant": "Ms", "column": None, "type": None, "blank": "keep"})),
    ("NewExport", EXPORT | {"schedule": {"kind": "cron", "expression": "0,30 8-18/2 L JAN MON#1"}}),
    ("SchedulesChange", {"exports": ["exp_1"], "enabled": False, "schedule": None}),
    ("ExportChange", {"profile_limit": 5.0, "schedule": {"kind": "segment_updated", "quiet_seconds": 30.0}}),
    ("NewNotification", HOOK | {"url": "https://[2606:4700::1111]:8443?x=y"}),
]


def taken(name: str, body: dict[str, Any]) -> tuple[bool, bool]:
    """Whether the app accepts the body, as far as the body alone decides, and whether the document does."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    try:
        found = BODIES[name].model_validate_json(json.dumps(body), strict=True)
        if isinstance(found, NewNotification | NotificationChange) and found.url:
            check_url(found.url.get_secret_value(), loopback=False)
    except (ValidationError, Invalid):
        app = False
    else:
        app = True
    return app, jsonschema_rs.is_valid(schema, body)


@pytest.mark.parametrize(("name", "body"), REFUSED)
def test_the_document_refuses_what_the_app_refuses(name: str, body: dict[str, Any]) -> None:
    assert taken(name, body) == (False, False)


@pytest.mark.parametrize(("name", "body"), TAKEN)
def test_the_document_accepts_what_the_app_accepts(name: str, body: dict[str, Any]) -> None:
    assert taken(name, body) == (True, True)


OPTIONAL_ANSWERS = {
    "run",
    "signing_secret",
    "recent_runs",
    "attention",
    "last_list_check",
    "account_name",
    "connection_name",
}
"""Fields that only some answers of a model have."""


def test_every_answer_has_an_example_that_holds() -> None:
    for route in ALL:
        if route.model is None or route.model.__name__ == "Document":
            continue
        name = route.model.__name__
        answer = DOCUMENT["paths"][route.template][route.method.lower()]["responses"][str(route.status)]
        shown = answer["content"]["application/json"]["example"]
        schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
        jsonschema_rs.validate(schema, shown, validate_formats=True)
        # Every field that such an answer has is in it.
        assert route.model.model_fields.keys() - shown.keys() <= OPTIONAL_ANSWERS, name
    counts = example_of("Run")["counts"]
    assert Counts(**counts).balanced
    assert counts["accepted"] == counts["added"] + counts["updated"]


def test_every_problem_has_an_example_of_its_status() -> None:
    problems = DOCUMENT["components"]["responses"]
    for status, answer in problems.items():
        example = answer["content"]["application/problem+json"]["example"]
        assert example["status"] == int(status)
        jsonschema_rs.validate({"$ref": "#/components/schemas/Problem", "components": DOCUMENT["components"]}, example)
    used = set(re.findall(r'"#/components/responses/(\d+)"', json.dumps(DOCUMENT["paths"])))
    assert used == problems.keys()
