"""Lists, members, single profiles, consent, deletion."""

import asyncio
from typing import Any

from tests.local.klaviyo.client import Client


async def test_lists_come_ten_a_page(client: Client) -> None:
    _, first, _ = await client.call("GET", "/api/lists")
    assert len(first["data"]) == 10
    assert first["links"]["next"].startswith(client.url)
    lists = await client.pages("/api/lists", sort="name")
    assert len({one["id"] for one in lists}) == 14
    assert [one["attributes"]["name"] for one in lists] == sorted(one["attributes"]["name"] for one in lists)
    (found,) = await client.pages("/api/lists", filter="equals(name,'Newsletter')")
    assert found["id"] == "SIMLST"
    assert len(await client.pages("/api/lists", filter='any(id,["SIMLST","SIMVIP","NOLIST"])')) == 2


async def test_one_list(client: Client) -> None:
    status, answer, _ = await client.call("GET", "/api/lists/SIMVIP")
    assert (status, answer["data"]["attributes"]["name"]) == (200, "VIP customers")
    body = {"data": {"type": "list", "attributes": {"name": "Fresh"}}}
    status, answer, _ = await client.call("POST", "/api/lists", body)
    assert status == 201
    path = f"/api/lists/{answer['data']['id']}"
    params = {"additional-fields[list]": "profile_count", "fields[list]": "name,profile_count"}
    _, answer, headers = await client.call("GET", path, params=params)
    assert answer["data"]["attributes"] == {"name": "Fresh", "profile_count": 0}
    assert headers["RateLimit-Limit"] == "15"
    assert (await client.call("POST", "/api/lists", {"data": {"type": "list", "attributes": {}}}))[0] == 400


async def test_members_page_and_filter(free: Client) -> None:
    await free.imported(*({"email": f"p{number}@shop.example"} for number in range(250)))
    path = "/api/lists/SIMLST/profiles"
    _, first, _ = await free.call("GET", path)
    assert len(first["data"]) == 20
    members = await free.pages(path, **{"page[size]": 100})
    assert [one["attributes"]["email"] for one in members] == [f"p{number}@shop.example" for number in range(250)]
    assert "joined_group_at" in members[0]["attributes"]
    backwards = await free.pages(path, sort="-joined_group_at", **{"page[size]": 100})
    assert [one["id"] for one in backwards] == [one["id"] for one in members][::-1]
    found = await free.pages(path, filter='any(email,["P3@shop.example","p7@shop.example","x@y.example"])')
    assert [one["attributes"]["email"] for one in found] == ["p3@shop.example", "p7@shop.example"]
    assert await free.pages("/api/lists/SIMVIP/profiles", filter='equals(email,"p3@shop.example")') == []
    ids = await free.pages("/api/lists/SIMLST/relationships/profiles", **{"page[size]": 100})
    assert [one["id"] for one in ids] == [one["id"] for one in members]


async def test_removing_members_while_paging_skips_nobody(free: Client) -> None:
    await free.imported(*({"email": f"p{number}@shop.example"} for number in range(90)))
    path = "/api/lists/SIMLST/relationships/profiles"
    seen, url = [], path
    while url:
        _, page, _ = await free.call("GET", url)
        seen += [one["id"] for one in page["data"]]
        assert (await free.call("DELETE", path, {"data": page["data"]}))[0] == 204
        url = page["links"].get("next", "").removeprefix(free.url)
    assert len(seen) == 90
    assert (await free.sim("GET", "/state"))["lists"]["SIMLST"] == 0


async def test_members_are_added_and_removed_by_id_a_thousand_at_a_time(free: Client) -> None:
    await free.imported({"email": "a@b.example"}, lists=[])
    identifier = (await free.profile("a@b.example"))["id"]
    path = "/api/lists/SIMVIP/relationships/profiles"
    one = {"type": "profile", "id": identifier}
    assert (await free.call("POST", path, {"data": [one]}))[0] == 204
    assert (await free.profile("a@b.example"))["lists"] == ["SIMVIP"]
    missing = {"type": "profile", "id": "01NOBODY"}
    assert (await free.call("POST", path, {"data": [missing]}))[0] == 404
    assert (await free.call("DELETE", path, {"data": [missing] * 1001}))[0] == 400
    assert (await free.call("DELETE", path, {"data": [{"type": "profile", "id": None}]}))[0] == 400
    assert (await free.call("DELETE", path, {"data": [missing, one]}))[0] == 204
    assert (await free.profile("a@b.example"))["lists"] == []
    assert (await free.call("DELETE", "/api/lists/NOLIST/relationships/profiles", {"data": [one]}))[0] == 404


async def test_profile_import_creates_updates_and_clears_with_null(free: Client) -> None:
    def body(**attributes: Any) -> dict[str, Any]:
        return {"data": {"type": "profile", "attributes": attributes}}

    path = "/api/profile-import"
    first = body(email="a@b.example", phone_number="+37120000000", first_name="A", properties={"x": 1, "y": 2})
    assert (await free.call("POST", path, first))[0] == 201
    status, answer, _ = await free.call(
        "POST", path, body(email="A@b.example", phone_number=None, first_name=None, properties={"x": None})
    )
    attributes = answer["data"]["attributes"]
    assert (status, attributes["first_name"], attributes["phone_number"]) == (200, None, None)
    assert attributes["properties"] == {"y": 2}
    assert (await free.call("POST", path, body(email="nonsense")))[0] == 400
    found = await free.pages("/api/profiles", filter='any(email,["A@B.example"])')
    assert [one["id"] for one in found] == [answer["data"]["id"]]
    assert await free.pages("/api/profiles", filter='equals(phone_number,"+37120000000")') == []
    assert (await free.call("GET", f"/api/profiles/{answer['data']['id']}"))[0] == 200
    assert (await free.call("GET", "/api/profiles/01NOBODY"))[0] == 404


def subscription(email: str, consented_at: str | None = None, *, historical: bool = False) -> dict[str, Any]:
    marketing = {"consent": "SUBSCRIBED"} | ({"consented_at": consented_at} if consented_at else {})
    attributes = {"email": email, "subscriptions": {"email": {"marketing": marketing}}}
    return {
        "data": {
            "type": "profile-subscription-bulk-create-job",
            "attributes": {
                "historical_import": historical,
                "profiles": {"data": [{"type": "profile", "attributes": attributes}]},
            },
            "relationships": {"list": {"data": {"type": "list", "id": "SIMVIP"}}},
        }
    }


async def test_subscribing_lifts_what_the_customer_decided_and_importing_does_not(free: Client) -> None:
    path = "/api/profile-subscription-bulk-create-jobs"
    await free.imported({"email": "a@b.example"}, lists=[])
    await free.sim("POST", "/suppressions", {"email": "a@b.example"})
    await free.sim("POST", "/suppressions", {"email": "a@b.example", "reason": "HARD_BOUNCE"})
    await free.imported({"email": "a@b.example", "first_name": "A"})
    reasons = [one["reason"] for one in (await free.profile("a@b.example"))["consent"]["suppressions"]]
    assert reasons == ["UNSUBSCRIBE", "HARD_BOUNCE"]
    assert (await free.call("POST", path, subscription("a@b.example")))[0] == 202
    after = await free.profile("a@b.example")
    assert [one["reason"] for one in after["consent"]["suppressions"]] == ["HARD_BOUNCE"]
    assert (after["consent"]["email"], "SIMVIP" in after["lists"]) == ("SUBSCRIBED", True)
    params = {"additional-fields[profile]": "subscriptions"}
    _, answer, _ = await free.call("GET", f"/api/profiles/{after['id']}", params=params)
    assert answer["data"]["attributes"]["subscriptions"]["email"]["marketing"]["consent"] == "SUBSCRIBED"


async def test_unsuppressing_lifts_what_was_done_by_hand_alone(free: Client) -> None:
    path = "/api/profile-suppression-bulk-delete-jobs"
    await free.imported({"email": "a@b.example"}, lists=[])
    for reason in ("UNSUBSCRIBE", "USER_SUPPRESSED"):
        await free.sim("POST", "/suppressions", {"email": "a@b.example", "reason": reason})

    def body(*emails: str) -> dict[str, Any]:
        profiles = [{"type": "profile", "attributes": {"email": email}} for email in emails]
        attributes = {"profiles": {"data": profiles}}
        return {"data": {"type": "profile-suppression-bulk-delete-job", "attributes": attributes}}

    assert (await free.call("POST", path, {}))[0] == 400
    assert (await free.call("POST", path, body("no address")))[0] == 400
    assert (await free.call("POST", path, body(*(f"{n}@b.example" for n in range(101)))))[0] == 400
    assert (await free.call("POST", path, body("A@b.example", "nobody@b.example")))[0] == 202
    reasons = [one["reason"] for one in (await free.profile("a@b.example"))["consent"]["suppressions"]]
    assert reasons == ["UNSUBSCRIBE"]


async def test_a_historical_import_needs_a_past_date(free: Client) -> None:
    path = "/api/profile-subscription-bulk-create-jobs"
    for when, status in ((None, 400), ("2999-01-01T00:00:00Z", 400), ("2020-01-01T00:00:00Z", 202)):
        got, _, _ = await free.call("POST", path, subscription("a@b.example", when, historical=True))
        assert got == status


async def test_deletion(free: Client) -> None:
    await free.imported({"email": "a@b.example"})
    profile = {"type": "profile", "attributes": {"email": "a@b.example"}}
    body = {"data": {"type": "data-privacy-deletion-job", "attributes": {"profile": {"data": profile}}}}
    path = "/api/data-privacy-deletion-jobs"
    assert (await free.call("POST", path, body))[0] == 202
    await asyncio.sleep(0.05)
    state = await free.sim("GET", "/state")
    assert (state["profiles"], state["lists"]["SIMLST"]) == (0, 0)
    profile["id"] = "01ABC"
    assert (await free.call("POST", path, body))[0] == 400


async def test_all_members_are_streamed(free: Client) -> None:
    await free.imported(*({"email": f"p{number}@shop.example", "title": "T"} for number in range(2500)))
    async with free._session.get(free.url + "/_sim/lists/SIMLST/members") as got:
        lines = [line async for line in got.content]
    assert len(lines) == 2500
    assert b'"title":"T"' in lines[0]
