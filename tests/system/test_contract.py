"""What a bulk import and its following ask passes the official SDK's models, and Klaviyo's OpenAPI file.

(What comes after the import: tests/unit/klaviyo/test_klaviyo_contract.py.)
"""

import asyncio
import json
import re
from typing import Any
from urllib.parse import parse_qsl

import jsonschema_rs
import pytest
import pytest_asyncio
from klaviyo_api import KlaviyoAPI
from openapi_client.models.profile_import_job_create_query import ProfileImportJobCreateQuery

from local.klaviyo import MAIN_KEY
from shared.domain.fields import LOCATION_FIELDS, STANDARD_FIELDS
from tests.klaviyo_openapi import schemas
from tests.system.system import System

pytestmark = pytest.mark.asyncio(loop_scope="session")

JOBS = "/api/profile-bulk-import-jobs"
ROWS = 45
COORDINATES = {"latitude": "48.2", "longitude": "16.37"}
STANDARD = {"email": "", "phone_number": "", "locale": "en-US", "image": "https://example.com/i.png"}


@pytest.fixture(scope="module")
def segment() -> tuple[str, dict[str, Any]]:
    """A segment that fills every field there is, and its data matching."""
    fields = [*STANDARD_FIELDS, *(f"location.{field}" for field in LOCATION_FIELDS)]
    mapping: dict[str, Any] = {field: f"col {field}" for field in fields} | {"properties": {"*": "*"}}
    lines = [",".join([*(f"col {field}" for field in fields), "Tier", "Größe"])]
    for n in range(ROWS):
        values = {field: f'"{field} {n} ä\\ ""q"""' for field in fields} | STANDARD
        values |= {"location.latitude": "48.2", "location.longitude": "16.37", "location.ip": "192.0.2.7"}
        values |= {"location.timezone": "Europe/Vienna", "location.country": "Austria"}
        values |= {
            "email": f"contract{n}@example.com",
            "phone_number": f"+1206555{n:04}",
            "external_id": f"contract {n}",
        }
        lines.append(",".join([*(values[field] for field in fields), "gold", ""]))
    return "\n".join(lines) + "\n", mapping


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def sent(
    system: System, segment: tuple[str, dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The bodies of a run as they were posted, and the journal of everything it asked."""
    text, mapping = segment
    await system.upload("Contract.csv", text)
    since = await system.mark()
    await system.sim("POST", "/jobs", {"fail_emails": ["contract1@example.com"]})
    try:
        await system.call("GET", f"/api/connections/{system.connection}/lists")
        run = await system.run(await system.export("Contract", mapping=mapping))
    finally:
        await system.sim("POST", "/jobs", {})
    assert (run["counts"]["accepted"], run["counts"]["failed"]) == (ROWS - 1, 1)
    files = await system.files("exports", f"runs/{run['id']}/chunks/")
    journal = [entry for entry in await system.journal(since) if entry["path"].startswith("/api/")]
    assert {entry["body_bytes"] for entry in journal if entry["path"] == JOBS and entry["method"] == "POST"} == {
        len(data) for data in files.values()
    }, "what lies in storage is what was posted"
    return [json.loads(data) for data in files.values()], journal


def profiles(bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for body in bodies for one in body["data"]["attributes"]["profiles"]["data"]]


async def test_bodies_pass_the_sdks_models(sent: tuple[list[dict[str, Any]], Any]) -> None:
    bodies, _ = sent
    assert len(profiles(bodies)) == ROWS
    for body in bodies:
        model = ProfileImportJobCreateQuery.model_validate(body)
        assert json.loads(model.model_dump_json(by_alias=True, exclude_unset=True)) == body, "nothing is dropped"
    attributes = ProfileImportJobCreateQuery.model_validate(bodies[0]).data.attributes.profiles.data[0].attributes
    known = set(type(attributes).model_fields)
    assert attributes.location
    known_places = set(type(attributes.location).model_fields)
    for profile in profiles(bodies):
        assert set(profile["attributes"]) <= known
        assert set(profile["attributes"]) >= {*STANDARD_FIELDS, "location", "properties"}
        assert set(profile["attributes"]["location"]) == set(LOCATION_FIELDS) <= known_places
        assert profile["attributes"]["properties"] == {"Tier": "gold"}


async def test_bodies_pass_the_openapi_file(sent: tuple[list[dict[str, Any]], Any]) -> None:
    if (document := schemas()) is None:
        pytest.skip("Klaviyo's OpenAPI file is not here")
    for body in sent[0]:
        assert document.check_request("POST", JOBS, "", body) == "bulk_import_profiles"
    broken = json.loads(json.dumps(sent[0][0]))
    del broken["data"]["attributes"]["profiles"]
    with pytest.raises(jsonschema_rs.ValidationError):
        document.check_request("POST", JOBS, "", broken)


async def test_queries_pass_the_openapi_file(sent: tuple[Any, list[dict[str, Any]]]) -> None:
    if (document := schemas()) is None:
        pytest.skip("Klaviyo's OpenAPI file is not here")
    gets = [entry for entry in sent[1] if entry["method"] == "GET"]
    assert {document.check_request("GET", entry["path"], entry["query"], None) for entry in gets} >= {
        *("get_lists", "get_list", "get_bulk_import_profiles_job", "get_errors_for_bulk_import_profiles_job")
    }


CALLS = [
    (r"/api/accounts", "Accounts.get_accounts"),
    (r"/api/lists", "Lists.get_lists"),
    (r"/api/lists/([^/]+)", "Lists.get_list"),
    (JOBS, "Profiles.get_bulk_import_profiles_jobs"),
    (JOBS + r"/([^/]+)", "Profiles.get_bulk_import_profiles_job"),
    (JOBS + r"/([^/]+)/import-errors", "Profiles.get_errors_for_bulk_import_profiles_job"),
]
NAMES = {"page[size]": "page_size", "page[cursor]": "page_cursor", "sort": "sort", "filter": "filter"}


async def test_queries_can_be_made_with_the_sdk(system: System, sent: tuple[Any, list[dict[str, Any]]]) -> None:
    """The SDK checks each argument against its types; what it then asks must be what the app asked."""
    api = KlaviyoAPI(MAIN_KEY, max_retries=1, test_host=system.stack.klaviyo)
    entries = {(e["path"], e["query"]) for e in sent[1] if e["method"] == "GET"}
    # A run of many chunks follows them by pages of jobs.
    entries |= {(e["path"], e["query"]) for e in await system.journal() if e["method"] == "GET" and e["path"] == JOBS}
    checked = set()
    for path, query in sorted(entries):
        [(template, method)] = [(t, m) for t, m in CALLS if re.fullmatch(t, path)]
        matched = re.fullmatch(template, path)
        assert matched
        arguments = matched.groups()
        given = {NAMES[name]: int(v) if name == "page[size]" else v for name, v in parse_qsl(query)}
        group, _, name = method.partition(".")
        since = await system.mark()
        await asyncio.to_thread(getattr(getattr(api, group), name), *arguments, **given)
        [asked] = await system.journal(since)
        assert (asked["method"], asked["path"]) == ("GET", path)
        assert dict(parse_qsl(asked["query"])) == dict(parse_qsl(query))
        checked.add(method)
    api.api_client.rest_client.pool_manager.clear()
    assert checked >= {"Lists.get_lists", "Lists.get_list", "Profiles.get_errors_for_bulk_import_profiles_job"}
