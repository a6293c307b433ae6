"""Removing, clearing, consent, deletion, checking a key: what the app asks fits the SDK's models and the OpenAPI file.

(What a bulk import and its following ask: tests/system/test_contract.py.)
"""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import pytest_asyncio
from openapi_client.models.data_privacy_create_deletion_job_query import DataPrivacyCreateDeletionJobQuery
from openapi_client.models.list_create_query import ListCreateQuery
from openapi_client.models.list_members_delete_query import ListMembersDeleteQuery
from openapi_client.models.profile_import_job_create_query import ProfileImportJobCreateQuery
from openapi_client.models.profile_upsert_query import ProfileUpsertQuery
from openapi_client.models.subscription_create_job_create_query import SubscriptionCreateJobCreateQuery
from openapi_client.models.subscription_delete_job_create_query import SubscriptionDeleteJobCreateQuery
from openapi_client.models.suppression_create_job_create_query import SuppressionCreateJobCreateQuery

from shared.domain import Mode
from shared.domain.base import now
from shared.domain.consent_feed import FIRST, Scope
from shared.domain.fields import LOCATION_FIELDS, STANDARD_FIELDS
from shared.domain.identity import Identity, Person
from shared.domain.subscription import ChannelConsent, Subscription, WhenFalse
from shared.klaviyo.scopes import PROBES, PROBES_OF_FEATURES, check_key
from tests.fakes.small_app import small_app
from tests.klaviyo_openapi import schemas

IDENTITY = {"email", "phone_number", "external_id"}
CLEARABLE = [field for field in STANDARD_FIELDS if field not in IDENTITY]
CLEARABLE += [f"location.{field}" for field in LOCATION_FIELDS]
MAPPING = {"email": "Email", "properties": {"Tier": {"column": "Tier", "blank": "clear"}, 'Od"d': "Tier"}}
MAPPING |= {field: {"column": "Name", "blank": "clear"} for field in CLEARABLE if not field.endswith("itude")}
MAPPING |= {f"location.{field}": {"column": "City", "blank": "clear"} for field in ("latitude", "longitude")}
RULE = ChannelConsent(column="Yes", true_values=["Yes"], consented_at_column="Since", custom_source="CRM")
YES = Subscription(email=RULE)
NO = ChannelConsent(column="Yes", true_values=["Yes"], false_values=["No"], when_false=WhenFalse.UNSUBSCRIBE)
NO_PHONE = ChannelConsent.model_validate(NO.model_dump() | {"scope": "all"})
BY_CHANNEL = Subscription(email=NO, sms=NO_PHONE, whatsapp=NO_PHONE, push=RULE)
STOP = ChannelConsent(column="Yes", true_values=["Yes"], false_values=["No"], when_false=WhenFalse.SUPPRESS)
NOBODY = "nobody+ä,\"'@example.com"
MODELS = {
    "bulk_import_profiles": ProfileImportJobCreateQuery,
    "remove_profiles_from_list": ListMembersDeleteQuery,
    "create_or_update_profile": ProfileUpsertQuery,
    "bulk_subscribe_profiles": SubscriptionCreateJobCreateQuery,
    "bulk_unsubscribe_profiles": SubscriptionDeleteJobCreateQuery,
    "bulk_suppress_profiles": SuppressionCreateJobCreateQuery,
    "request_profile_deletion": DataPrivacyCreateDeletionJobQuery,
    "create_list": ListCreateQuery,
}
PATHS = {
    "/api/profile-bulk-import-jobs": "bulk_import_profiles",
    "/api/profile-import": "create_or_update_profile",
    "/api/profile-subscription-bulk-create-jobs": "bulk_subscribe_profiles",
    "/api/profile-subscription-bulk-delete-jobs": "bulk_unsubscribe_profiles",
    "/api/profile-suppression-bulk-create-jobs": "bulk_suppress_profiles",
    "/api/data-privacy-deletion-jobs": "request_profile_deletion",
    "/api/lists": "create_list",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def asked() -> list[httpx.Request]:
    """Everything asked by runs that remove, clear and subscribe, by an erasure, and by a look at a key."""
    requests: list[httpx.Request] = []

    async def note(request: httpx.Request) -> None:
        if request.url.path.startswith("/api/"):
            # The body of an import is sent in pieces.
            await request.aread()
            requests.append(request)

    async with small_app() as app:
        app.http.event_hooks["request"].append(note)
        await app.export(mapping=MAPPING, subscribe=YES, mode=Mode.MIRROR, removal_limit_percent=100)
        rows = [{"Email": f"p{n}@example.com", "Name": "en-US", "City": "48.2", "Tier": "a"} for n in range(4)]
        rows[0] |= {"Yes": "Yes"}
        rows[1] |= {"Yes": "Yes", "Since": "2025-03-01T10:00:00"}
        app.segment(rows)
        assert (await app.run()).counts.subscribed == 2
        rows[2] |= {"Name": "", "City": "", "Tier": ""}
        app.segment(rows[:3])
        counts = (await app.run()).counts
        assert (counts.removed, counts.cleared) == (1, 1)
        await app.export(
            "exp_2", segment="Others", mapping={"email": "Email", "phone_number": "Phone"}, subscribe=BY_CHANNEL
        )
        rows = [
            {"Email": f"q{n}@example.com", "Phone": f"+1206555010{n}", "Yes": yes}
            for n, yes in enumerate(("Yes", "No"))
        ]
        app.segment(rows, "Others")
        counts = (await app.run("exp_2")).counts
        assert (counts.subscribed, counts.unsubscribed) == (4, 3), "on four channels; push cannot be revoked"
        await app.export("exp_2", subscribe=Subscription(email=STOP), mode=Mode.UPDATE)
        app.segment([rows[1] | {"Yes": ""}], "Others")
        await app.run("exp_2")
        app.segment(rows[1:], "Others")
        assert (await app.run("exp_2")).counts.unsubscribed == 1
        await app.erase(Person.of(email="p2@example.com"), klaviyo=True)
        client = await app.client()
        assert await client.members("SIMLST", Identity.EMAIL, [NOBODY]) == []
        checked = await check_key(client)
        assert (checked.missing, checked.features) == ([], [])
        for scope in Scope:
            await client.opted_out(scope, FIRST, now(), None)
        await client.create_list("Fresh")
    return requests


def bodies(asked: list[httpx.Request]) -> list[tuple[str, Any]]:
    """Operation id and body of each request that has one; a look at a scope has an empty one on purpose."""
    found = []
    for request in asked:
        if request.content and request.content != b"{}":
            name = PATHS.get(request.url.path) or "remove_profiles_from_list"
            found.append((name, json.loads(request.content)))
    return found


def test_the_sdk_would_send_the_same(asked: list[httpx.Request]) -> None:
    """Nothing is refused by its models, nothing unknown is dropped by them, and each null stays one."""
    seen = set()
    for name, body in bodies(asked):
        model = MODELS[name].model_validate(body)
        # The same moment in other letters.
        dumped = model.model_dump_json(by_alias=True, exclude_unset=True).replace('00Z"', '00+00:00"')
        assert json.loads(dumped) == body
        seen.add(name)
    assert seen == MODELS.keys()


def test_clearing_is_by_null_and_by_unset(asked: list[httpx.Request]) -> None:
    [cleared] = [body["data"]["attributes"] for name, body in bodies(asked) if name == "create_or_update_profile"]
    place = cleared.pop("location")
    assert cleared == {"email": "p2@example.com"} | {field: None for field in CLEARABLE if "." not in field}
    assert place == dict.fromkeys(LOCATION_FIELDS)
    imports = [body for name, body in bodies(asked) if name == "bulk_import_profiles"]
    profiles = [one for body in imports for one in body["data"]["attributes"]["profiles"]["data"]]
    assert [one["meta"] for one in profiles if "meta" in one] == [{"patch_properties": {"unset": ["Tier"]}}]
    assert "null" not in json.dumps(imports)


def test_requests_fit_the_openapi_file(asked: list[httpx.Request]) -> None:
    if (document := schemas()) is None:
        pytest.skip("Klaviyo's OpenAPI file is not here")
    seen = set()
    for request in asked:
        if request.content != b"{}":
            body = json.loads(request.content) if request.content else None
            query = request.url.query.decode()
            seen.add(document.check_request(request.method, request.url.path, query, body))
        assert {"revision", "accept", "authorization"} <= request.headers.keys()
        assert bool(request.content) == ("content-type" in request.headers)
    assert seen >= MODELS.keys() | {"get_profiles_for_list", "get_profiles", "get_accounts", "get_lists"}


BROKEN: dict[str, Callable[[Any], Any]] = {
    "remove_profiles_from_list": lambda body: body["data"][0].pop("type"),
    "create_or_update_profile": lambda body: body["data"]["attributes"].update(title=1),
    "bulk_subscribe_profiles": lambda body: body["data"]["attributes"].pop("profiles"),
    "bulk_unsubscribe_profiles": lambda body: body["data"]["attributes"].pop("profiles"),
    "bulk_suppress_profiles": lambda body: body["data"]["attributes"]["profiles"]["data"][0]["attributes"].clear(),
    "request_profile_deletion": lambda body: body["data"].pop("attributes"),
    "bulk_import_profiles": lambda body: body["data"].update(type="job"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_does_not_fit_is_seen(asked: list[httpx.Request], name: str) -> None:
    body = next(body for found, body in bodies(asked) if found == name)
    broken = json.loads(json.dumps(body))
    BROKEN[name](broken)
    with pytest.raises(ValueError, match="validation error"):
        MODELS[name].model_validate(broken)


def test_a_look_at_a_key_asks_calls_that_have_the_scope() -> None:
    if (document := schemas()) is None:
        pytest.skip("Klaviyo's OpenAPI file is not here")
    for scope, method, path, _ in PROBES + PROBES_OF_FEATURES:
        assert scope in document.scopes(method, path)
