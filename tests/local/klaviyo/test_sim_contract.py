"""The official SDK works against the simulator, and its answers fit Klaviyo's OpenAPI file."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from klaviyo_api import KlaviyoAPI
from openapi_client.exceptions import ApiException

from local.klaviyo import MAIN_KEY, NO_SCOPES_KEY
from local.klaviyo.endpoints import ENDPOINTS
from local.klaviyo.limits import Rate
from tests.klaviyo_openapi import Schemas
from tests.local.klaviyo.client import Client

type Sdk = Callable[..., Awaitable[Any]]

NEWER = {"list_billing_usage", "get_billing_usage"}
"""Calls that came after the OpenAPI file's revision (2026-07-15): the SDK's models alone judge them."""
DOCUMENTED = {one.name for one in ENDPOINTS} - NEWER


@pytest.fixture
def sdk(free: Client) -> Sdk:
    """Call a method, `sdk("Lists.get_lists", page_size=5)`, in a thread: the SDK is synchronous."""

    async def call(method: str, *arguments: Any, key: str = MAIN_KEY, **named: Any) -> Any:
        def run() -> Any:
            api = KlaviyoAPI(key, max_retries=1, test_host=free.url)
            try:
                group, _, name = method.partition(".")
                return getattr(getattr(api, group), name)(*arguments, **named)
            finally:
                api.api_client.rest_client.pool_manager.clear()

        return await asyncio.to_thread(run)

    return call


def cursor(links: Any) -> str | None:
    """The SDK takes a cursor out of https links only."""
    return parse_qs(urlsplit(links.next).query)["page[cursor]"][0] if links.next else None


async def everything(sdk: Sdk, method: str, *arguments: Any, **named: Any) -> list[Any]:
    found: list[Any] = []
    after = None
    while True:
        page = await sdk(method, *arguments, page_cursor=after, **named)
        found += page.data
        after = cursor(page.links)
        if after is None:
            return found


def bulk(*emails: str, list_id: str = "SIMLST") -> dict[str, Any]:
    profiles = [{"type": "profile", "attributes": {"email": email, "properties": {"n": 1}}} for email in emails]
    return {
        "data": {
            "type": "profile-bulk-import-job",
            "attributes": {"profiles": {"data": profiles}},
            "relationships": {"lists": {"data": [{"type": "list", "id": list_id}]}},
        }
    }


async def test_accounts_and_lists(sdk: Sdk) -> None:
    account = (await sdk("Accounts.get_accounts")).data[0]
    assert account.attributes.contact_information.organization_name == "Contoso Retail (simulated)"
    assert (await sdk("Accounts.get_account", account.id)).data.id == account.id
    lists = await everything(sdk, "Lists.get_lists")
    assert len({one.id for one in lists}) == 14
    assert (await sdk("Lists.get_list", "SIMLST")).data.attributes.name == "Newsletter"
    created = await sdk("Lists.create_list", {"data": {"type": "list", "attributes": {"name": "Fresh"}}})
    assert (await sdk("Lists.get_list", created.data.id)).data.attributes.name == "Fresh"


async def test_import_poll_errors_members_remove(sdk: Sdk, free: Client) -> None:
    await free.sim("POST", "/jobs", {"fail_emails": [f"p{number}@shop.example" for number in range(30)]})
    job = (await sdk("Profiles.bulk_import_profiles", bulk(*(f"p{number}@shop.example" for number in range(60))))).data
    assert job.attributes.total_count == 60
    while (job := (await sdk("Profiles.get_bulk_import_profiles_job", job.id)).data).attributes.status != "complete":
        pass
    assert (job.attributes.completed_count, job.attributes.failed_count) == (30, 30)
    listed = await sdk("Profiles.get_bulk_import_profiles_jobs", filter="equals(status,'complete')", page_size=100)
    assert [one.id for one in listed.data] == [job.id]
    errors = await everything(sdk, "Profiles.get_errors_for_bulk_import_profiles_job", job.id)
    assert errors[-1].attributes.source.pointer == "/data/attributes/profiles/data/29"
    assert errors[-1].attributes.original_payload["attributes"]["email"] == "p29@shop.example"
    lists = await sdk("Profiles.get_list_for_bulk_import_profiles_job", job.id)
    assert [one.id for one in lists.data] == ["SIMLST"]
    assert len((await sdk("Profiles.get_profiles_for_bulk_import_profiles_job", job.id, page_size=100)).data) == 30
    members = await everything(sdk, "Lists.get_profiles_for_list", "SIMLST", page_size=25)
    assert len(members) == 30
    found = await sdk("Lists.get_profiles_for_list", "SIMLST", filter='any(email,["p40@shop.example"])')
    ids = {"data": [{"type": "profile", "id": found.data[0].id}]}
    await sdk("Lists.remove_profiles_from_list", "SIMLST", ids)
    assert len(await everything(sdk, "Lists.get_profile_ids_for_list", "SIMLST")) == 29
    await sdk("Lists.add_profiles_to_list", "SIMLST", ids)
    assert len(await everything(sdk, "Lists.get_profile_ids_for_list", "SIMLST")) == 30


async def test_single_profiles_consent_and_deletion(sdk: Sdk, free: Client) -> None:
    body = {"data": {"type": "profile", "attributes": {"email": "ann@shop.example", "first_name": "Ann"}}}
    made = await sdk("Profiles.create_or_update_profile", body)
    got = await sdk("Profiles.get_profile", made.data.id, additional_fields_profile=["subscriptions"])
    assert got.data.attributes.first_name == "Ann"
    assert got.data.attributes.subscriptions.email.marketing.consent == "NEVER_SUBSCRIBED"
    found = await sdk("Profiles.get_profiles", filter='equals(email,"ann@shop.example")')
    assert [one.id for one in found.data] == [made.data.id]
    consent = {"email": {"marketing": {"consent": "SUBSCRIBED"}}}
    profile = {"type": "profile", "attributes": {"email": "ann@shop.example", "subscriptions": consent}}
    await sdk(
        "Profiles.bulk_subscribe_profiles",
        {
            "data": {
                "type": "profile-subscription-bulk-create-job",
                "attributes": {"profiles": {"data": [profile]}},
                "relationships": {"list": {"data": {"type": "list", "id": "SIMVIP"}}},
            }
        },
    )
    ann = await free.profile("ann@shop.example")
    assert (ann["consent"]["email"], ann["lists"]) == ("SUBSCRIBED", ["SIMVIP"])
    target = {"data": {"type": "profile", "attributes": {"email": "ann@shop.example"}}}
    await sdk(
        "Data_Privacy.request_profile_deletion",
        {"data": {"type": "data-privacy-deletion-job", "attributes": {"profile": target}}},
    )
    await asyncio.sleep(0.05)
    assert (await free.sim("GET", "/state"))["profiles"] == 0


async def test_null_clears_a_field_unset_a_property_and_an_import_by_null_nothing(sdk: Sdk, free: Client) -> None:
    place = {"city": "Riga", "country": "Latvia"}
    ann = {"email": "ann@shop.example", "title": "Dr", "location": place, "properties": {"Tier": "a", "Size": 1}}
    await sdk("Profiles.create_or_update_profile", {"data": {"type": "profile", "attributes": ann}})
    cleared = {"email": "ann@shop.example", "title": None, "location": {"city": None}}
    made = await sdk("Profiles.create_or_update_profile", {"data": {"type": "profile", "attributes": cleared}})
    assert (made.data.attributes.title, made.data.attributes.location.city) == (None, None)
    assert made.data.attributes.location.country == "Latvia"
    body = bulk("ann@shop.example")
    [profile] = body["data"]["attributes"]["profiles"]["data"]
    profile["attributes"]["location"] = {"country": None}
    profile["meta"] = {"patch_properties": {"unset": ["Tier"]}}
    await free.finished((await sdk("Profiles.bulk_import_profiles", body)).data.id)
    [found] = (await sdk("Profiles.get_profiles", filter='equals(email,"ann@shop.example")')).data
    assert found.attributes.properties == {"Size": 1, "n": 1}
    assert found.attributes.location.country == "Latvia"


async def test_lists_are_renamed_and_deleted(sdk: Sdk, free: Client) -> None:
    await free.imported({"email": "ann@shop.example"}, lists=("SIMVIP",))
    change = {"data": {"type": "list", "id": "SIMVIP", "attributes": {"name": "Very important"}}}
    changed = await sdk("Lists.update_list", "SIMVIP", change)
    assert (changed.data.attributes.name, changed.data.attributes.opt_in_process) == ("Very important", "single_opt_in")
    assert changed.data.attributes.updated > changed.data.attributes.created
    assert (await sdk("Lists.get_list", "SIMVIP", include=["tags"])).data.attributes.name == "Very important"
    await sdk("Lists.delete_list", "SIMVIP")
    with pytest.raises(ApiException) as caught:
        await sdk("Lists.get_list", "SIMVIP")
    assert caught.value.status == 404
    assert (await free.profile("ann@shop.example"))["lists"] == []
    wrong = {"data": {"type": "list", "id": "SIMVIP", "attributes": {"name": "Other"}}}
    assert (await free.call("PATCH", "/api/lists/SIMLST", wrong))[0] == 400


async def test_profiles_are_created_once_and_updated_by_id(sdk: Sdk, free: Client) -> None:
    ann = {"email": "ann@shop.example", "phone_number": "+4930123456", "title": "Dr", "properties": {"a": 1}}
    made = await sdk("Profiles.create_profile", {"data": {"type": "profile", "attributes": ann}})
    with pytest.raises(ApiException) as caught:
        await sdk("Profiles.create_profile", {"data": {"type": "profile", "attributes": {"email": "Ann@shop.example"}}})
    assert caught.value.status == 409
    (error,) = json.loads(str(caught.value.body))["errors"]
    assert (error["code"], error["meta"]) == ("duplicate_profile", {"duplicate_profile_id": made.data.id})

    async def change(identifier: str, attributes: dict[str, Any]) -> Any:
        body = {"data": {"type": "profile", "id": identifier, "attributes": attributes}}
        return await sdk("Profiles.update_profile", identifier, body)

    changed = await change(made.data.id, {"title": None, "phone_number": None, "properties": {"b": 2}})
    assert (changed.data.attributes.title, changed.data.attributes.phone_number) == (None, None)
    assert (changed.data.attributes.email, changed.data.attributes.properties) == ("ann@shop.example", {"a": 1, "b": 2})
    other = await sdk("Profiles.create_profile", {"data": {"type": "profile", "attributes": {"external_id": "x1"}}})
    with pytest.raises(ApiException) as caught:
        await change(other.data.id, {"email": "ann@shop.example"})
    assert caught.value.status == 409
    assert (await change(other.data.id, {"email": "ben@shop.example"})).data.attributes.external_id == "x1"
    with pytest.raises(ApiException) as caught:
        await change("01NOBODY", {"title": "x"})
    assert caught.value.status == 404
    assert (await free.sim("GET", "/state"))["merges"] == []


async def test_profiles_are_sorted_filtered_and_told_with_their_lists(sdk: Sdk, free: Client) -> None:
    for number, email in enumerate(["c@shop.example", "a@shop.example", "b@shop.example"]):
        await free.imported({"email": email, "external_id": f"x{number}"})
    await sdk("Profiles.create_profile", {"data": {"type": "profile", "attributes": {"external_id": "x3"}}})

    async def names(**asked: Any) -> list[str]:
        found = await everything(sdk, "Profiles.get_profiles", page_size=2, **asked)
        return [one.attributes.external_id for one in found]

    assert await names() == await names(sort="created") == ["x0", "x1", "x2", "x3"]
    assert await names(sort="-id") == ["x3", "x2", "x1", "x0"]
    assert await names(sort="email") == ["x1", "x2", "x0", "x3"]
    assert await names(sort="-email") == ["x0", "x2", "x1", "x3"]
    first = (await free.profile("c@shop.example"))["id"]
    await sdk(
        "Profiles.update_profile", first, {"data": {"type": "profile", "id": first, "attributes": {"title": "x"}}}
    )
    assert (await names(sort="-updated"))[0] == "x0"
    assert await names(filter="greater-than(created,2020-01-01T00:00:00Z)") == ["x0", "x1", "x2", "x3"]
    assert await names(filter="less-than(updated,2020-01-01T00:00:00Z)") == []
    assert await names(filter='any(email,["a@shop.example","c@shop.example"]),equals(external_id,"x1")') == ["x1"]
    assert await names(filter='equals(_kx,"x")') == []
    found = await sdk("Profiles.get_profile", first, include=["lists", "segments"])
    # What is included is one of several kinds: the SDK leaves it as it came.
    assert [(one["type"], one["id"]) for one in found.included] == [("list", "SIMLST")]
    assert [one.id for one in found.data.relationships.lists.data] == ["SIMLST"]
    assert [one.id for one in (await sdk("Profiles.get_lists_for_profile", first)).data] == ["SIMLST"]
    assert [one.id for one in (await sdk("Profiles.get_list_ids_for_profile", first)).data] == ["SIMLST"]
    assert (await sdk("Profiles.get_push_tokens_for_profile", first)).data == []


async def test_flows_of_a_list_and_usage_of_the_plan(sdk: Sdk, free: Client) -> None:
    assert (await sdk("Lists.get_flows_triggered_by_list", "SIMVIP")).data == []
    created = (await free.sim("POST", "/lists/SIMVIP/flows", {"name": "Welcome", "status": "draft"}))["id"]
    [flow] = (await sdk("Lists.get_flows_triggered_by_list", "SIMVIP")).data
    assert (flow.id, flow.attributes.name, flow.attributes.status) == (created, "Welcome", "draft")
    [ids] = (await sdk("Lists.get_ids_for_flows_triggered_by_list", "SIMVIP")).data
    assert ids.id == created

    await free.sim("POST", "/plan", {"profiles": 250, "used": 240})
    await free.imported({"email": "a@shop.example"})
    usage = {one.attributes.unit: one for one in (await sdk("Billing.list_billing_usage")).data}
    assert set(usage) == {"messages", "profiles"}
    assert (usage["profiles"].attributes.usage_used, usage["profiles"].attributes.usage_max) == (241, 250)
    again = (await sdk("Billing.get_billing_usage", usage["profiles"].id)).data
    assert again.attributes.usage_max == 250


async def test_what_a_job_was_about(sdk: Sdk, free: Client) -> None:
    job = await free.imported({"email": "a@shop.example"}, {"email": "b@shop.example"}, lists=("SIMVIP", "SIMLST"))
    ids = (await sdk("Profiles.get_profile_ids_for_bulk_import_profiles_job", job["id"], page_size=100)).data
    assert {one.id for one in ids} == {(await free.profile(f"{name}@shop.example"))["id"] for name in "ab"}
    lists = (await sdk("Profiles.get_list_ids_for_bulk_import_profiles_job", job["id"])).data
    assert [one.id for one in lists] == ["SIMVIP", "SIMLST"]
    found = await sdk("Profiles.get_bulk_import_profiles_job", job["id"], include=["lists"])
    assert [one.id for one in found.included] == ["SIMVIP", "SIMLST"]


def of_people(kind: str, *emails: str, list_id: str | None = None, **attributes: Any) -> dict[str, Any]:
    profiles = [{"type": "profile", "attributes": {"email": email, **attributes}} for email in emails]
    data: dict[str, Any] = {"type": kind, "attributes": {"profiles": {"data": profiles}} if emails else {}}
    if list_id is not None:
        data["relationships"] = {"list": {"data": {"type": "list", "id": list_id}}}
    return {"data": data}


async def test_suppressions_by_hand_and_their_jobs(sdk: Sdk, free: Client) -> None:
    await free.imported({"email": "ann@shop.example"}, {"email": "ben@shop.example"}, lists=("SIMVIP",))
    kind, lifting = "profile-suppression-bulk-create-job", "profile-suppression-bulk-delete-job"
    job = await sdk("Profiles.bulk_suppress_profiles", of_people(kind, "ann@shop.example", "new@shop.example"))
    got = (await sdk("Profiles.get_bulk_suppress_profiles_job", job.data.id)).data.attributes
    assert (got.status, got.total_count, got.completed_count, got.skipped_count) == ("complete", 2, 2, 0)
    reasons = "equals(subscriptions.email.marketing.suppression.reason,'USER_SUPPRESSED')"
    found = await sdk(
        "Profiles.get_profiles", filter=reasons, sort="-subscriptions.email.marketing.suppression.timestamp"
    )
    assert {one.attributes.email for one in found.data} == {"ann@shop.example", "new@shop.example"}
    marketing = (await sdk("Profiles.get_profile", found.data[0].id, additional_fields_profile=["subscriptions"])).data
    assert marketing.attributes.subscriptions.email.marketing.can_receive_email_marketing is False
    whole = (await sdk("Profiles.bulk_suppress_profiles", of_people(kind, list_id="SIMVIP"))).data.attributes
    assert (whole.total_count, whole.completed_count, whole.skipped_count) == (2, 1, 1)
    assert len((await sdk("Profiles.get_bulk_suppress_profiles_jobs", sort="-created")).data) == 2
    of_list = (await sdk("Profiles.get_bulk_suppress_profiles_jobs", filter="equals(list_id,'SIMVIP')")).data
    assert [one.relationships.lists.data[0].id for one in of_list] == ["SIMVIP"]
    lifted = await sdk("Profiles.bulk_unsuppress_profiles", of_people(lifting, list_id="SIMVIP"))
    assert lifted.data.attributes.completed_count == 2
    assert (await sdk("Profiles.get_bulk_unsuppress_profiles_job", lifted.data.id)).data.id == lifted.data.id
    assert [one.id for one in (await sdk("Profiles.get_bulk_unsuppress_profiles_jobs")).data] == [lifted.data.id]
    assert [one.attributes.email for one in (await sdk("Profiles.get_profiles", filter=reasons)).data] == [
        "new@shop.example"
    ]
    path = "/api/profile-suppression-bulk-create-jobs"
    for body, status in (
        (of_people(kind), 400),
        (of_people(kind, *(f"p{number}@shop.example" for number in range(101))), 400),
        (of_people(kind, "nonsense"), 400),
        (of_people(kind, list_id="NOLIST"), 404),
        (of_people(kind, "ann@shop.example", list_id="SIMVIP"), 400),
    ):
        assert (await free.call("POST", path, body))[0] == status
    assert (await free.call("GET", f"{path}/{lifted.data.id}"))[0] == 404


async def test_unsubscribing_from_a_list_and_altogether(sdk: Sdk, free: Client) -> None:
    await free.imported({"email": "ann@shop.example"}, {"email": "ben@shop.example"}, lists=("SIMVIP",))
    yes = {"email": {"marketing": {"consent": "SUBSCRIBED"}}}
    no = {"email": {"marketing": {"consent": "UNSUBSCRIBED"}}}
    kind = "profile-subscription-bulk-delete-job"
    people = ("ann@shop.example", "ben@shop.example")
    await sdk(
        "Profiles.bulk_subscribe_profiles",
        of_people("profile-subscription-bulk-create-job", *people, subscriptions=yes),
    )
    await sdk(
        "Profiles.bulk_unsubscribe_profiles",
        of_people(kind, "ann@shop.example", "nobody@shop.example", list_id="SIMVIP", subscriptions=no),
    )
    ann = await free.profile("ann@shop.example")
    assert (ann["lists"], ann["consent"]["email"], ann["consent"]["suppressions"]) == ([], "SUBSCRIBED", [])
    of_list = "equals(subscriptions.email.marketing.list_suppressions.list_id,'SIMVIP')"
    assert [one.id for one in (await sdk("Profiles.get_profiles", filter=of_list)).data] == [ann["id"]]
    # Not on that list: unsubscribed from everything.
    await sdk(
        "Profiles.bulk_unsubscribe_profiles", of_people(kind, "ben@shop.example", list_id="SIMLST", subscriptions=no)
    )
    ben = await free.profile("ben@shop.example")
    assert (ben["lists"], ben["consent"]["email"]) == (["SIMVIP"], "UNSUBSCRIBED")
    assert [one["reason"] for one in ben["consent"]["suppressions"]] == ["UNSUBSCRIBE"]
    assert (await free.sim("GET", "/state"))["profiles"] == 2
    for body in (
        of_people(kind, "ann@shop.example", subscriptions=yes),
        of_people(kind, "ann@shop.example"),
        of_people(kind, *(f"p{number}@shop.example" for number in range(101)), subscriptions=no),
    ):
        assert (await free.call("POST", "/api/profile-subscription-bulk-delete-jobs", body))[0] == 400


async def test_every_operation_is_there_with_its_rate_scopes_and_parameters(schemas: Schemas | None) -> None:
    if schemas is None:
        pytest.skip("Klaviyo's OpenAPI file is not here: the table of endpoints was not compared with it")

    def rate(text: dict[str, str]) -> Rate:
        return Rate(int(text["burst"].removesuffix("/s")), int(text["steady"].removesuffix("/m")))

    documented = {
        operation["operationId"]: (
            method.upper(),
            re.sub(r"\{\w+\}", "{id}", path),
            rate(operation["x-klaviyo-ratelimit"]),
            set(operation["x-klaviyo-scopes"]),
            {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"},
        )
        for path, operations in schemas.document["paths"].items()
        for method, operation in operations.items()
        if method != "parameters"
    }
    simulated = {
        one.name: (one.method, one.template, one.rate, set(one.scopes), set(one.query))
        for one in ENDPOINTS
        if one.name not in NEWER
    }
    assert simulated == documented


async def test_errors_are_its_exceptions(sdk: Sdk, free: Client) -> None:
    async def status(method: str, *arguments: Any, **named: Any) -> object:
        with pytest.raises(ApiException) as caught:
            await sdk(method, *arguments, **named)
        return caught.value.status

    assert await status("Accounts.get_accounts", key="pk_wrong") == 401
    assert await status("Lists.get_lists", key=NO_SCOPES_KEY) == 403
    assert await status("Lists.get_list", "NOLIST") == 404
    assert await status("Profiles.bulk_import_profiles", bulk("nonsense")) == 400
    await free.sim("POST", "/faults", {"action": "status", "status": 503, "times": 1})
    assert await status("Lists.get_lists") == 503
    await free.sim("POST", "/options", {"limits": True})
    await sdk("Accounts.get_accounts")
    with pytest.raises(ApiException) as caught:
        await sdk("Accounts.get_accounts")
    assert caught.value.headers is not None
    assert (caught.value.status, caught.value.headers["Retry-After"]) == (429, "1")


async def test_every_answer_fits_the_openapi_file(free: Client, schemas: Schemas | None) -> None:
    if schemas is None:
        pytest.skip("Klaviyo's OpenAPI file is not here: answers were not checked against its schemas")
    schemas.checked.clear()
    await free.sim("POST", "/jobs", {"fail_emails": ["b@shop.example"]})
    job = await free.imported(
        {"email": "a@shop.example", "location": {"city": "Riga", "latitude": 56.9}},
        {"email": "b@shop.example"},
    )
    profile = (await free.profile("a@shop.example"))["id"]
    ids = {"data": [{"type": "profile", "id": profile}]}
    consent = {
        "email": "a@shop.example",
        "subscriptions": {"email": {"marketing": {"consent": "SUBSCRIBED"}}},
    }
    bodies = {
        "create_list": {"data": {"type": "list", "attributes": {"name": "Fresh"}}},
        "add_profiles_to_list": ids,
        "remove_profiles_from_list": ids,
        "create_or_update_profile": {"data": {"type": "profile", "attributes": {"email": "a@shop.example"}}},
        "bulk_subscribe_profiles": {
            "data": {
                "type": "profile-subscription-bulk-create-job",
                "attributes": {"profiles": {"data": [{"type": "profile", "attributes": consent}]}},
            }
        },
        "bulk_unsuppress_profiles": {
            "data": {
                "type": "profile-suppression-bulk-delete-job",
                "attributes": {"profiles": {"data": [{"type": "profile", "attributes": {"email": "a@shop.example"}}]}},
            }
        },
        "update_list": {"data": {"type": "list", "id": "SIMVIP", "attributes": {"name": "VIP"}}},
        "create_profile": {"data": {"type": "profile", "attributes": {"email": "new@shop.example"}}},
        "update_profile": {"data": {"type": "profile", "id": profile, "attributes": {"title": "Dr"}}},
        "bulk_suppress_profiles": of_people("profile-suppression-bulk-create-job", "a@shop.example"),
        "bulk_unsubscribe_profiles": of_people(
            "profile-subscription-bulk-delete-job",
            "a@shop.example",
            subscriptions={"email": {"marketing": {"consent": "UNSUBSCRIBED"}}},
        ),
        "request_profile_deletion": {
            "data": {
                "type": "data-privacy-deletion-job",
                "attributes": {"profile": {"data": {"type": "profile", "id": profile, "attributes": {}}}},
            }
        },
    }
    places = {
        "accounts": "SIMCON",
        "lists": "SIMVIP",
        "profiles": profile,
        "profile-bulk-import-jobs": job["id"],
    }
    for kind, name in (("create", "suppress"), ("delete", "unsuppress")):
        path, body = f"/api/profile-suppression-bulk-{kind}-jobs", bodies[f"bulk_{name}_profiles"]
        places[f"profile-suppression-bulk-{kind}-jobs"] = (await free.call("POST", path, body))[1]["data"]["id"]
    for endpoint in ENDPOINTS:
        if endpoint.name == "bulk_import_profiles" or endpoint.name in NEWER:
            continue
        path = re.sub(r"/api/([a-z-]+)/\{id\}", lambda found: f"/api/{found[1]}/{places[found[1]]}", endpoint.template)
        if endpoint.name == "delete_list":
            path = "/api/lists/SIML00"
        params = {"additional-fields[profile]": "subscriptions,predictive_analytics"}
        if "include" in endpoint.query:
            params["include"] = {"lists": "tags", "profiles": "conversations", "profile-bulk-import-jobs": "lists"}[
                path.split("/")[2]
            ]
        params = {name: value for name, value in params.items() if name in endpoint.query}
        status, answer, _ = await free.call(endpoint.method, path, bodies.get(endpoint.name), params=params)
        assert status < 300, (endpoint.name, answer)
    assert schemas.checked >= DOCUMENTED
