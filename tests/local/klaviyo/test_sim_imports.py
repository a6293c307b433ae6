"""Bulk imports: all or nothing, upsert, merge, the life of a job."""

import asyncio
import json

import pytest

from tests.local.klaviyo.client import Client


def emails(count: int) -> list[dict[str, str]]:
    return [{"email": f"p{number}@shop.example"} for number in range(count)]


async def test_profiles_arrive_on_the_list_with_what_was_sent(free: Client) -> None:
    job = await free.imported(
        {
            "email": "Ann@Shop.example",
            "first_name": "Ann",
            "location": {"city": "Riga"},
            "properties": {"Tier": "Gold"},
        }
    )
    assert (job["status"], job["completed"], job["failed"], job["list_ids"]) == ("complete", 1, 0, ["SIMLST"])
    ann = await free.profile("ann@shop.example")
    assert (ann["first_name"], ann["location"]["city"], ann["properties"]) == (
        "Ann",
        "Riga",
        {"Tier": "Gold"},
    )
    assert ann["lists"] == ["SIMLST"]
    assert await free.sim("GET", f"/jobs/{job['id']}/emails") == ["ann@shop.example"]


async def test_the_same_profile_in_other_case_is_updated_and_null_clears_nothing(free: Client) -> None:
    await free.imported({"email": "ann@shop.example", "first_name": "Ann", "properties": {"a": 1, "b": 2}})
    await free.imported(
        {
            "email": "ANN@shop.example",
            "first_name": None,
            "last_name": "Lee",
            "properties": {"a": None, "c": 3},
        }
    )
    ann = await free.profile("ann@shop.example")
    assert (ann["first_name"], ann["last_name"]) == ("Ann", "Lee")
    assert ann["properties"] == {"a": 1, "b": 2, "c": 3}
    assert (await free.sim("GET", "/state"))["profiles"] == 1


async def test_patch_properties(free: Client) -> None:
    await free.imported({"email": "ann@shop.example", "properties": {"a": 1, "b": [1, 2], "c": 3}})
    meta = {"patch_properties": {"unset": ["a"], "append": {"b": 3}, "unappend": {"b": 1}}}
    await free.imported({"email": "ann@shop.example"}, meta=meta)
    assert (await free.profile("ann@shop.example"))["properties"] == {"b": [2, 3], "c": 3}


async def test_one_malformed_profile_refuses_all_and_every_offender_is_named(free: Client) -> None:
    status, answer, _ = await free.bulk(
        {"email": "good@shop.example"},
        {"email": "no-at.example"},
        {"email": "two@@shop.example"},
        {"email": "a@b.example", "phone_number": "0155-123"},
        {"external_id": "x" * 256},
        {"first_name": "Nobody"},
        {"email": "c@d.example", "shoe_size": 44},
    )
    assert status == 400
    base = "/data/attributes/profiles/data"
    assert {one["source"]["pointer"] for one in answer["errors"]} == {
        f"{base}/1/attributes/email",
        f"{base}/2/attributes/email",
        f"{base}/3/attributes/phone_number",
        f"{base}/4/attributes/external_id",
        f"{base}/5/attributes",
        f"{base}/6/attributes/shoe_size",
    }
    state = await free.sim("GET", "/state")
    assert (state["profiles"], state["jobs"]) == (0, {})


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("a.b+c@d-e.co.uk", True),
        ("o'neil@x.io", True),
        ("a..b@x.io", False),
        (".a@x.io", False),
        ("a@x", False),
        ("a@-x.io", False),
        (" a@x.io", False),
        ("a@x.io\n", False),
        ("a" * 65 + "@x.io", False),
        ("", False),
        ("é@x.io", False),
    ],
)
async def test_addresses(free: Client, address: str, right: bool) -> None:
    assert (await free.bulk({"email": address}))[0] == (202 if right else 400)


async def test_sizes(free: Client) -> None:
    assert (await free.bulk(*emails(10_000)))[0] == 202
    status, answer, _ = await free.bulk(*emails(10_001))
    assert (status, answer["errors"][0]["source"]["pointer"]) == (400, "/data/attributes/profiles/data")
    assert (await free.bulk({"email": "a@b.example", "properties": {"x": "y" * 99_900}}))[0] == 202
    assert (await free.bulk({"email": "a@b.example", "properties": {"x": "y" * 100_000}}))[0] == 400
    body = json.dumps({"data": {"type": "profile-bulk-import-job"}}).encode()
    assert (await free.call("POST", "/api/profile-bulk-import-jobs", body.ljust(5_000_000)))[0] == 400
    assert (await free.call("POST", "/api/profile-bulk-import-jobs", body.ljust(5_000_001)))[0] == 413


async def test_an_unknown_list_is_named(free: Client) -> None:
    status, answer, _ = await free.bulk({"email": "a@b.example"}, lists=["SIMLST", "NOLIST"])
    assert (status, answer["errors"][0]["source"]["pointer"]) == (400, "/data/relationships/lists/data/1/id")


async def test_identifiers_that_meet_merge_profiles_into_the_oldest(free: Client) -> None:
    await free.imported({"email": "old@shop.example", "first_name": "Old", "properties": {"a": 1}}, lists=[])
    await free.imported({"phone_number": "+37120000000", "last_name": "New", "properties": {"a": 2, "b": 2}})
    await free.imported({"email": "old@shop.example", "phone_number": "+37120000000"}, lists=[])
    state = await free.sim("GET", "/state")
    assert state["profiles"] == 1
    merged = await free.profile("old@shop.example")
    assert (merged["first_name"], merged["last_name"], merged["properties"]) == (
        "Old",
        "New",
        {"a": 1, "b": 2},
    )
    assert (merged["phone_number"], merged["lists"]) == ("+37120000000", ["SIMLST"])
    (merge,) = state["merges"]
    assert (merge["kept"], merge["matched_by"]) == (merged["id"], ["phone_number"])


async def test_a_job_is_queued_then_processing_then_complete(free: Client) -> None:
    await free.sim("POST", "/jobs", {"job_seconds": 4})
    _, answer, _ = await free.bulk({"email": "a@b.example"})
    path = f"/api/profile-bulk-import-jobs/{answer['data']['id']}"
    seen = [answer["data"]["attributes"]["status"]]
    while seen[-1] != "complete":
        _, answer, _ = await free.call("GET", path)
        if answer["data"]["attributes"]["status"] != seen[-1]:
            seen.append(answer["data"]["attributes"]["status"])
        await asyncio.sleep(0.02)
    assert seen == ["queued", "processing", "complete"]
    attributes = answer["data"]["attributes"]
    assert (attributes["total_count"], attributes["completed_count"], attributes["failed_count"]) == (1, 1, 0)
    assert attributes["completed_at"]
    assert attributes["expires_at"]


async def test_outcomes(free: Client) -> None:
    await free.sim("POST", "/jobs", {"outcome": "cancelled", "times": 1})
    assert (await free.imported({"email": "a@b.example"}))["status"] == "cancelled"
    assert (await free.sim("GET", "/state"))["profiles"] == 0
    await free.sim("POST", "/jobs", {"outcome": "stuck", "times": 1})
    _, stuck, _ = await free.bulk({"email": "a@b.example"})
    await asyncio.sleep(0.05)
    path = f"/api/profile-bulk-import-jobs/{stuck['data']['id']}"
    assert (await free.call("GET", path))[1]["data"]["attributes"]["status"] == "processing"
    ended = await free.sim("PATCH", f"/jobs/{stuck['data']['id']}", {"outcome": "complete"})
    assert (ended["status"], ended["completed"]) == ("complete", 1)
    await free.sim("POST", "/jobs", {"outcome": "gone", "times": 1})
    _, gone, _ = await free.bulk({"email": "c@d.example"})
    await asyncio.sleep(0.05)
    assert (await free.call("GET", f"/api/profile-bulk-import-jobs/{gone['data']['id']}"))[0] == 404
    assert (await free.profile("c@d.example"))["lists"] == ["SIMLST"]
    assert (await free.imported({"email": "a@b.example"}))["status"] == "complete"


async def test_failures_are_found_on_all_pages_of_the_errors(free: Client) -> None:
    await free.sim("POST", "/jobs", {"fail_emails": [f"P{number}@shop.example" for number in range(45)]})
    job = await free.imported(*emails(50))
    assert (job["completed"], job["failed"]) == (5, 45)
    errors = await free.pages(f"/api/profile-bulk-import-jobs/{job['id']}/import-errors")
    assert [one["attributes"]["source"]["pointer"] for one in errors] == [
        f"/data/attributes/profiles/data/{number}" for number in range(45)
    ]
    assert errors[7]["attributes"]["original_payload"]["attributes"] == {"email": "p7@shop.example"}
    assert len(await free.pages(f"/api/profile-bulk-import-jobs/{job['id']}/profiles")) == 5
    _, lists, _ = await free.call("GET", f"/api/profile-bulk-import-jobs/{job['id']}/lists")
    assert [one["id"] for one in lists["data"]] == ["SIMLST"]


async def test_a_share_fails_the_same_every_time(free: Client) -> None:
    await free.sim("POST", "/options", {"fail_percent": 20})
    first = await free.imported(*emails(1000))
    second = await free.imported(*emails(1000))
    assert 120 < first["failed"] < 280
    assert first["failed"] == second["failed"]


async def test_jobs_are_listed_in_order_while_more_come(free: Client) -> None:
    ids = [(await free.bulk({"email": "a@b.example"}))[1]["data"]["id"] for _ in range(5)]
    path = "/api/profile-bulk-import-jobs"
    assert [one["id"] for one in await free.pages(path, sort="created_at", **{"page[size]": 2})] == ids
    _, page, _ = await free.call("GET", path, params={"sort": "-created_at", "page[size]": 2})
    await free.bulk({"email": "a@b.example"})
    cursor = page["links"]["next"].partition("cursor%5D=")[2]
    _, following, _ = await free.call(
        "GET", f"{path}?page%5Bcursor%5D={cursor}", params={"sort": "-created_at", "page[size]": 2}
    )
    assert [one["id"] for one in page["data"] + following["data"]] == ids[:0:-1]
    assert await free.pages(path, filter="equals(status,'cancelled')") == []
    assert len(await free.pages(path, filter='any(status,["complete","queued","processing"])')) == 6


async def test_bad_emails_with_and_without_pointer(free: Client) -> None:
    await free.sim("POST", "/bad-emails", {"emails": ["P1@shop.example"]})
    status, answer, _ = await free.bulk(*emails(3))
    assert status == 400
    assert [one["source"] for one in answer["errors"]] == [
        {"pointer": "/data/attributes/profiles/data/1/attributes/email"}
    ]
    await free.sim("POST", "/bad-emails", {"emails": ["p2@shop.example"], "pointers": False})
    status, answer, _ = await free.bulk(*emails(3))
    assert (status, [one["source"] for one in answer["errors"]]) == (400, [{}])


async def test_a_list_that_vanishes_while_the_job_runs(free: Client) -> None:
    await free.sim("POST", "/jobs", {"job_seconds": 0.2})
    _, answer, _ = await free.bulk({"email": "a@b.example"})
    await free.sim("DELETE", "/lists/SIMLST")
    job = await free.finished(answer["data"]["id"])
    assert (job["status"], job["completed"]) == ("complete", 1)
    assert (await free.profile("a@b.example"))["lists"] == []
    assert (await free.call("GET", "/api/lists/SIMLST"))[0] == 404


async def test_light_simulator_counts_addresses_and_checks_nothing(free: Client) -> None:
    await free.sim("POST", "/options", {"light": True})
    job = await free.imported({"email": "no address"}, {"email": "ann@shop.example", "first_name": 5})
    assert (job["status"], job["total"], job["completed"], job["failed"]) == ("complete", 2, 2, 0)
    state = await free.sim("GET", "/state")
    assert (state["counted"], state["profiles"]) == (2, 0)


@pytest.mark.parametrize("conflicts", ["merge", "refuse"])
async def test_identifiers_of_two_profiles_merge_them_or_are_a_conflict(free: Client, conflicts: str) -> None:
    await free.imported({"email": "ann@shop.example", "external_id": "A"}, {"email": "bob@shop.example"})
    await free.sim("POST", "/options", {"conflicts": conflicts})
    both = {"email": "bob@shop.example", "external_id": "A"}
    job = await free.imported(both)
    resource = {"data": {"type": "profile", "attributes": both}}
    status, answer, _ = await free.call("POST", "/api/profile-import", resource)
    merges = (await free.sim("GET", "/state"))["merges"]
    if conflicts == "merge":
        assert (job["completed"], len(merges), status) == (1, 1, 200)
        return
    assert (job["failed"], merges, status) == (1, [], 409)
    assert answer["errors"][0]["code"] == "duplicate_profile"
    _, errors, _ = await free.call("GET", f"/api/profile-bulk-import-jobs/{job['id']}/import-errors")
    assert errors["data"][0]["attributes"]["code"] == "duplicate_profile"
    changed = await free.imported({"email": "ann@new.example", "external_id": "A"})
    assert changed["completed"] == 1, "a changed address of one person is none"
    assert (await free.profile("ann@new.example"))["external_id"] == "A"
