"""segments.yaml: read, checked, written; its JSON Schema."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from hypothesis import given, settings
from manifests import manifests

import segments_to_klaviyo
from segments_to_klaviyo import ManifestError
from segments_to_klaviyo.manifest import SCHEMA_FILE, Manifest, json_schema, read_manifest, write_manifest

EXAMPLE = """\
version: 1
connections:
  - name: Klaviyo Norway
    secret_name: ${KLAVIYO_SECRET}
    consent: true
exports:
  - name: Loyal customers
    connection: Klaviyo Norway
    list_id: ${LOYAL_LIST}
    segments: [LoyalCustomers]
    default_country: NO
    profile_limit: ${LIMIT}
    enabled: ${ENABLED}
    schedule: {kind: cron, expression: "0 6 * * 1", time_zone: Europe/Oslo}
    mapping:
      email: EMail
      location.city: City
      properties:
        Points: {column: Points, type: number}
        Price: "5 $${"
notifications:
  - name: On call
    url: https://hooks.example.com/${TOKEN}
    events: [run.failed, connection.key_problem]
"""
VARIABLES = {"KLAVIYO_SECRET": "klaviyo-key", "LOYAL_LIST": "123456", "LIMIT": "5000", "ENABLED": "false", "TOKEN": "t"}


def test_variables_are_replaced_and_read_as_the_field_needs_them() -> None:
    found = read_manifest(EXAMPLE, VARIABLES)
    assert found.exports
    assert found.connections
    assert found.notifications
    export = found.exports[0]
    assert (export.list_id, export.profile_limit, export.enabled, export.default_country) == (
        "123456",
        5000,
        False,
        "NO",
    )
    assert export.mapping.city == "City"
    assert export.mapping.properties["Price"] == "5 ${"
    assert found.connections[0].secret_name == "klaviyo-key"
    assert found.notifications[0].url == "https://hooks.example.com/t"


def test_errors_name_the_line_and_the_field() -> None:
    broken = EXAMPLE.replace("list_id: ${LOYAL_LIST}", "list_id: no/list").replace("kind: cron", "kind: daily")
    broken = broken.replace(
        "events: [run.failed, connection.key_problem]", "events: [run.failed, lunch]\n    colour: red"
    )
    with pytest.raises(ManifestError) as caught:
        read_manifest(broken, VARIABLES, file="prod.yaml")
    lines = {line.rsplit(": ", 1)[0] for line in caught.value.errors}
    assert lines >= {
        "prod.yaml:9: exports.0.list_id",
        "prod.yaml:24: notifications.0.events.1",
        "prod.yaml:25: notifications.0.colour",
    }
    assert any(line.startswith("prod.yaml:14: exports.0.schedule: ") for line in caught.value.errors)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "empty"),
        ("version: 1\nexports: [", "segments.yaml:2: expected"),
        ("version: 1\nversion: 1", "segments.yaml:2: version: is there twice"),
        ("version: 2", "segments.yaml:1: version"),
        ("version: 1\nexports: ${NO_SUCH}", "segments.yaml:2: exports: the variable NO_SUCH is not set"),
        ("version: 1\nexports: &a [*a]", "an anchor contains itself"),
        ("version: 1\nexports: " + "[" * 3000, "nested too deeply"),
        ("version: 1\nexports: !!int ten", "segments.yaml:2: exports: this is no number"),
        ("version: 1\nexports: " + "9" * 5000, "segments.yaml:2: exports: this is no number"),
        ("version: 1\nexports: !!python/object/apply:os.system [ls]", "segments.yaml:2"),
        ("version: 1\nconnections: [{name: a, secret_name: s, consent: false}]", "consent"),
        ("version: 1\nconnections: [{name: a, secret_name: s}]", "consent: Field required"),
        (
            "version: 1\nconnections: [&a {name: a, secret_name: s, consent: true}, *a]",
            "each name may be there once; twice: a",
        ),
    ],
)
def test_what_cannot_be_used_is_refused(text: str, error: str) -> None:
    with pytest.raises(ManifestError) as caught:
        read_manifest(text, {})
    assert error in str(caught.value)


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("https://user:hunter2@hooks.example.com/x", "must not contain a user name or password"),
        ("https://hooks.example.com:hunter2/x", "is not a valid address"),
        ("https://[hunter2/x", "is not a valid address"),
    ],
)
def test_an_address_that_the_app_refuses_is_refused_and_not_shown(url: str, error: str) -> None:
    text = f"version: 1\nnotifications: [{{name: a, url: '{url}', events: [run.failed]}}]"
    with pytest.raises(ManifestError, match=rf"^segments.yaml:2: notifications.0.url: .*{error}") as caught:
        read_manifest(text, {})
    assert "hunter2" not in str(caught.value)


@given(manifests())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_again(manifest: Manifest) -> None:
    text = write_manifest(manifest)
    assert read_manifest(text, {}) == manifest
    # Other readers of YAML, of version 1.1, see the same text.
    for export in yaml.safe_load(text).get("exports", []):
        assert isinstance(export["name"], str)


def test_the_published_schema_is_that_of_the_models() -> None:
    file = Path(segments_to_klaviyo.__file__).parent / SCHEMA_FILE
    assert json.loads(file.read_text()) == json_schema(), "make client-schema writes it"


@given(manifests())
@settings(max_examples=30, deadline=None)
def test_the_schema_takes_what_the_reader_takes(manifest: Manifest) -> None:
    validate(yaml.load(write_manifest(manifest), Loader=yaml.SafeLoader))


def test_the_schema_takes_variables_and_refuses_mistakes() -> None:
    content = yaml.load(EXAMPLE, Loader=yaml.SafeLoader)
    content["exports"][0]["default_country"] = "NO"  # PyYAML reads version 1.1
    validate(content)
    content["exports"][0]["modus"] = "mirror"
    with pytest.raises(jsonschema_rs.ValidationError, match="modus"):
        validate(content)


def validate(content: Any) -> None:
    jsonschema_rs.validate(json_schema(), content)


def test_the_example_of_the_page_is_a_manifest() -> None:
    page = (Path(__file__).parents[2] / "docs/exports-as-code.md").read_text("utf-8")
    [example] = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    values = {"KLAVIYO_SECRET": "key", "LOYAL_LIST": "Y6nRLr", "SCHEDULES_ENABLED": "true"}
    values["ON_CALL_WEBHOOK"] = "https://hooks.example.com/"
    found = read_manifest(example, values)
    assert found.exports
    assert found.exports[0].default_country == "NO"
    validate(yaml.load(example.replace(": NO\n", ': "NO"\n'), Loader=yaml.SafeLoader))
