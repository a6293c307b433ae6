"""What stands before the work: headers, keys, scopes, limits, sizes, paging parameters, faults."""

import json
import time
from typing import Any

import aiohttp
import pytest

from local.klaviyo import MAIN_KEY, NO_SCOPES_KEY, OTHER_ACCOUNT_KEY, Options, Simulator
from tests.local.klaviyo.client import Client, Clock

JOBS = "/api/profile-bulk-import-jobs"


def key(value: str) -> dict[str, str]:
    return {"Authorization": f"Klaviyo-API-Key {value}"}


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Authorization": None}, 401, "not_authenticated"),
        ({"Authorization": f"Basic {MAIN_KEY}"}, 401, "not_authenticated"),
        ({"Authorization": f"Bearer {MAIN_KEY}"}, 401, "authentication_failed"),
        (key("pk_wrong"), 401, "authentication_failed"),
        (key(NO_SCOPES_KEY), 403, "permission_denied"),
        ({"revision": None}, 400, "invalid"),
        ({"revision": "2026-13-01"}, 400, "invalid"),
        ({"revision": "latest"}, 400, "invalid"),
        ({"content-type": "text/plain"}, 415, "unsupported_media_type"),
        ({"content-type": "application/x-www-form-urlencoded"}, 415, "unsupported_media_type"),
        ({"content-type": None}, 415, "unsupported_media_type"),
        ({"accept": "text/html"}, 406, "not_acceptable"),
    ],
)
async def test_headers(client: Client, headers: dict[str, str | None], status: int, code: str) -> None:
    body = {"data": {"type": "list", "attributes": {"name": "New"}}}
    got, answer, _ = await client.call("POST", "/api/lists", body, headers=headers)
    assert (got, answer["errors"][0]["code"]) == (status, code)
    assert {"id", "status", "code", "title", "detail", "source"} <= answer["errors"][0].keys()


@pytest.mark.parametrize("media", ["application/json", "application/json; charset=utf-8", "application/vnd.api+json"])
async def test_both_media_types_are_taken(client: Client, media: str) -> None:
    body = {"data": {"type": "list", "attributes": {"name": "New"}}}
    assert (await client.call("POST", "/api/lists", body, headers={"content-type": media}))[0] == 201


@pytest.mark.parametrize(
    ("path", "parameter", "value"),
    [
        ("/api/profiles", "include", "lists"),
        ("/api/profiles", "fliter", "x"),
        ("/api/profiles", "sort", "first_name"),
        ("/api/profiles", "filter", "greater-or-equal(created,2026-01-01)"),
        ("/api/profiles", "filter", "greater-than(created,yesterday)"),
        ("/api/profiles", "additional-fields[profile]", "everything"),
        ("/api/lists", "include", "profiles"),
        ("/api/lists/SIMLST/profiles", "include", "lists"),
        ("/api/profile-suppression-bulk-create-jobs", "page[size]", "10"),
        ("/api/accounts", "filter", "x"),
    ],
)
async def test_no_parameter_is_ignored(free: Client, path: str, parameter: str, value: str) -> None:
    await free.imported({"email": "a@shop.example"})
    status, answer, _ = await free.call("GET", path, params={parameter: value})
    assert (status, answer["errors"][0]["source"]["parameter"]) == (400, parameter)


async def test_a_key_is_added_and_revoked_and_sees_its_own_account_only(client: Client) -> None:
    assert (await client.call("GET", "/api/lists/SIMLST", headers=key(OTHER_ACCOUNT_KEY)))[0] == 404
    await client.sim("POST", "/keys", {"key": "pk_new", "account": "SIMFAB", "scopes": ["lists:read"]})
    assert (await client.call("GET", "/api/lists/FABLST", headers=key("pk_new")))[0] == 200
    assert (await client.call("GET", "/api/accounts", headers=key("pk_new")))[0] == 403
    await client.sim("DELETE", "/keys/pk_new")
    assert (await client.call("GET", "/api/lists/FABLST", headers=key("pk_new")))[0] == 401


async def test_unknown_paths_and_methods(client: Client) -> None:
    assert (await client.call("GET", "/api/nothing"))[0] == 404
    assert (await client.call("DELETE", "/api/accounts"))[0] == 405
    assert (await client.call("POST", "/api/lists", b"{"))[0] == 400
    assert (await client.call("GET", "/api/lists/"))[0] == 200


async def test_the_burst_window_is_shared_by_the_keys_of_an_account(client: Client, clock: Clock) -> None:
    await client.sim("POST", "/keys", {"key": "pk_second"})
    status, _, headers = await client.call("GET", "/api/accounts")
    assert status == 200
    assert (headers["RateLimit-Limit"], headers["RateLimit-Remaining"], headers["RateLimit-Reset"]) == (
        "15",
        "14",
        "60",
    )
    status, answer, headers = await client.call("GET", "/api/accounts", headers=key("pk_second"))
    assert (status, answer["errors"][0]["code"], headers["Retry-After"]) == (429, "throttled", "1")
    assert (await client.call("GET", "/api/accounts", headers=key(OTHER_ACCOUNT_KEY)))[0] == 200
    assert (await client.call("GET", "/api/lists"))[0] == 200
    clock.now += 1
    assert (await client.call("GET", "/api/accounts"))[0] == 200
    assert (await client.sim("GET", "/state"))["throttled"] == {"get_accounts": 1}


async def test_the_steady_window(client: Client, clock: Clock) -> None:
    for number in range(15):
        clock.now = 600 + number
        assert (await client.call("GET", "/api/accounts"))[0] == 200
    clock.now = 620.5
    status, _, headers = await client.call("GET", "/api/accounts")
    assert (status, headers["Retry-After"]) == (429, "40")
    clock.now = 660
    status, _, headers = await client.call("GET", "/api/accounts")
    assert (status, headers["RateLimit-Remaining"]) == (200, "14")


async def test_bulk_jobs_are_ten_a_second_and_refused_ones_count_too(client: Client, clock: Clock) -> None:
    got = [(await client.call("POST", JOBS, b"{}"))[0] for _ in range(11)]
    assert got == [400] * 10 + [429]
    clock.now += 1
    assert (await client.bulk({"email": "a@b.example"}))[0] == 202


async def test_limits_are_scaled_and_turned_off(client: Client) -> None:
    await client.sim("POST", "/options", {"limits_scale": 2})
    assert [(await client.call("GET", "/api/accounts"))[0] for _ in range(3)] == [200, 200, 429]
    await client.sim("POST", "/options", {"limits": False})
    assert [(await client.call("GET", "/api/accounts"))[0] for _ in range(3)] == [200] * 3


@pytest.mark.parametrize(
    ("path", "params", "parameter"),
    [
        ("/api/lists", {"page[size]": 11}, "page[size]"),
        ("/api/lists", {"page[size]": 0}, "page[size]"),
        ("/api/lists/SIMLST/profiles", {"page[size]": 101}, "page[size]"),
        ("/api/lists/SIMLST/profiles", {"page[size]": "many"}, "page[size]"),
        ("/api/lists/SIMLST/profiles", {"page[cursor]": "nonsense"}, "page[cursor]"),
        ("/api/lists/SIMLST/profiles", {"filter": "equals(first_name,'x')"}, "filter"),
        ("/api/lists/SIMLST/profiles", {"filter": "equals(email,'x'"}, "filter"),
        ("/api/lists/SIMLST/profiles", {"filter": "contains(email,'x')"}, "filter"),
        ("/api/lists", {"sort": "colour"}, "sort"),
        (JOBS, {"sort": "status"}, "sort"),
    ],
)
async def test_wrong_parameters_are_named(client: Client, path: str, params: dict[str, str], parameter: str) -> None:
    status, answer, _ = await client.call("GET", path, params=params)
    assert (status, answer["errors"][0]["source"]) == (400, {"parameter": parameter})


BODY = {
    "data": {
        "type": "profile-bulk-import-job",
        "attributes": {"profiles": {"data": [{"type": "profile", "attributes": {"email": "a@b.example"}}]}},
    }
}


@pytest.mark.parametrize(
    ("action", "imported"),
    [("cut_before", False), ("cut_in_body", False), ("cut_answer", True), ("lose_answer", True)],
)
@pytest.mark.usefixtures("sim")
async def test_cuts(free: Client, action: str, imported: bool) -> None:
    await free.sim("POST", "/faults", {"action": action, "method": "POST", "path": "import-jobs$", "times": 1})
    with pytest.raises(aiohttp.ClientError):
        await free.call("POST", JOBS, json.dumps(BODY).encode().ljust(2_000_000))
    assert sum((await free.sim("GET", "/state"))["jobs"].values()) == (1 if imported else 0)
    last = (await free.sim("GET", "/requests"))[-1]
    assert (last["fault"], last["status"]) == (action, 202 if action == "cut_answer" else None)
    assert (await free.call("POST", JOBS, BODY))[0] == 202


async def test_the_cut_answer_begins_as_the_whole_one_would(free: Client) -> None:
    await free.sim("POST", "/faults", {"action": "cut_answer", "times": 1})
    async with (
        aiohttp.ClientSession() as session,
        session.get(free.url + "/api/lists", headers=free.headers) as got,
    ):
        assert got.status == 200
        assert (await got.content.readany()).startswith(b'{"data":')
        with pytest.raises(aiohttp.ClientPayloadError):
            await got.read()


async def test_status_rate_limit_and_delay(free: Client) -> None:
    rules = [
        {"action": "status", "status": 503, "times": 1, "skip": 1, "headers": {"X-Way": "down"}},
        {"action": "status", "status": 502, "body": "<html>", "times": 1},
        {"action": "rate_limit", "seconds": 7, "times": 1},
        {"action": "delay", "seconds": 0.2, "times": 1},
    ]
    for rule in rules:
        await free.sim("POST", "/faults", rule)
    async with (
        aiohttp.ClientSession() as session,
        session.get(free.url + "/api/lists", headers=free.headers) as got,
    ):
        assert (got.status, await got.text()) == (502, "<html>")
    status, answer, headers = await free.call("GET", "/api/lists")
    assert (status, answer["errors"][0]["status"], headers["X-Way"]) == (503, 503, "down")
    status, answer, headers = await free.call("GET", "/api/lists")
    assert (status, answer["errors"][0]["code"], headers["Retry-After"]) == (429, "throttled", "7")
    start = time.monotonic()
    assert (await free.call("GET", "/api/lists"))[0] == 200
    assert time.monotonic() - start >= 0.2
    await free.sim("POST", "/faults", {"action": "status"})
    await free.sim("DELETE", "/faults")
    assert (await free.call("GET", "/api/lists"))[0] == 200


async def test_a_wrong_rule_is_refused(client: Client) -> None:
    for rule in ({"action": "explode"}, {"action": "status", "path": "("}, {"action": "status", "x": 1}, {}):
        with pytest.raises(AssertionError):
            await client.sim("POST", "/faults", rule)


async def test_chaos_repeats_with_its_seed_and_never_touches_the_control(clock: Clock) -> None:
    async def run() -> list[object]:
        options = Options(chaos=0.7, seed=5, limits=False)
        async with Simulator(options, clock) as sim, aiohttp.ClientSession() as session:
            for _ in range(12):
                try:
                    async with session.get(sim.url + "/api/lists", headers=key(MAIN_KEY)) as got:
                        await got.read()
                except aiohttp.ClientError:
                    pass
            async with session.get(sim.url + "/_sim/requests") as got:
                return [one["fault"] for one in await got.json()]

    first = await run()
    assert len(set(first)) > 3
    # aiohttp repeats a GET whose connection was cut, so more than twelve may have come.
    assert first == await run()


async def test_the_journal_has_no_keys(free: Client) -> None:
    await free.bulk({"email": "a@b.example"})
    text = json.dumps(await free.sim("GET", "/requests?after=0"))
    assert MAIN_KEY not in text
    (entry,) = json.loads(text)
    assert (entry["account"], entry["profiles"], entry["endpoint"]) == ("SIMCON", 1, "bulk_import_profiles")
    (job,) = await free.sim("GET", "/jobs")
    assert (job["body_sha256"], job["profiles"]) == (entry["body_sha256"], 1)
    assert await free.sim("GET", "/requests?after=1") == []


async def test_reset(free: Client) -> None:
    await free.imported({"email": "a@b.example"})
    await free.sim("POST", "/lists", {"id": "NEWLST"})
    await free.sim("POST", "/reset")
    state = await free.sim("GET", "/state")
    assert (state["profiles"], state["jobs"], "NEWLST" in state["lists"]) == (0, {}, False)
    assert state["options"]["limits"] is True


@pytest.mark.parametrize(
    ("rule", "status", "imported"),
    [
        ({"action": "challenge", "status": 403}, 403, False),
        ({"action": "garble_answer", "status": 202, "body": "<html>accepted</html>"}, 202, True),
        ({"action": "trickle", "seconds": 0.0005}, 202, True),
    ],
)
async def test_answers_that_are_not_klaviyos_own_or_come_slowly(
    free: Client, rule: dict[str, Any], status: int, imported: bool
) -> None:
    await free.sim("POST", "/faults", rule | {"method": "POST", "times": 1})
    async with (
        aiohttp.ClientSession() as session,
        session.post(free.url + JOBS, json=BODY, headers=free.headers) as response,
    ):
        text = await response.text()
        assert response.status == status
        assert (response.headers.get("cf-mitigated") == "challenge") == (rule["action"] == "challenge")
        assert text.startswith("<") == (rule["action"] != "trickle")
    assert bool(await free.sim("GET", "/jobs")) is imported


async def test_a_job_is_not_found_at_its_first_looks(free: Client) -> None:
    await free.sim("POST", "/jobs", {"unseen_looks": 2})
    _, made, _ = await free.call("POST", JOBS, BODY)
    looks = [(await free.call("GET", f"{JOBS}/{made['data']['id']}"))[0] for _ in range(3)]
    assert looks == [404, 404, 200]
