"""The OpenAPI document: complete, sound, and its examples hold."""

import json
import re

import jsonschema
import pytest

from shared.api import examples, views
from shared.api.openapi import document
from shared.api.routes import ROUTES

DOCUMENT = document(ROUTES)


def test_every_route_is_in_it_and_the_machine_start():
    listed = {f"{method.upper()} {path}" for path, methods in DOCUMENT["paths"].items() for method in methods}
    assert listed == {f"{route.method} {route.template}" for route in ROUTES} | {"POST /api/exports/{id}/run"}


def test_operations_are_told_apart_and_described():
    operations = [operation for methods in DOCUMENT["paths"].values() for operation in methods.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(operation["summary"] for operation in operations)


def test_every_reference_leads_somewhere():
    names = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(DOCUMENT)))
    assert names <= DOCUMENT["components"]["schemas"].keys()


@pytest.mark.parametrize("name", DOCUMENT["components"]["schemas"])
def test_schemas_are_schemas(name):
    jsonschema.Draft202012Validator.check_schema(DOCUMENT["components"]["schemas"][name])


@pytest.mark.parametrize("name", examples.BODIES)
def test_examples_of_bodies_hold(name):
    for body in examples.BODIES[name].values():
        getattr(views, name).model_validate_json(json.dumps(body))


def test_every_body_has_an_example():
    assert {route.body.__name__ for route in ROUTES if route.body} <= examples.BODIES.keys()
