"""Connections: created, verified, renewed, shared, removed."""

import uuid
from typing import Any

import pytest

from local.klaviyo import MAIN_KEY, NO_SCOPES_KEY, OTHER_ACCOUNT_KEY
from tests.system.system import System, connect
from tests.team.team import put_secret, vault

pytestmark = pytest.mark.asyncio(loop_scope="session")

NEEDED = ["accounts:read", "lists:read", "lists:write", "profiles:read", "profiles:write"]


async def connection(team: System, **changes: Any) -> dict[str, Any]:
    status, made = await team.call("POST", "/api/connections", connect(MAIN_KEY, **changes))
    assert status == 201, made
    return dict(made)


async def key_with(team: System, *scopes: str) -> str:
    key = f"pk_{uuid.uuid4().hex}"
    await team.sim("POST", "/keys", {"key": key, "scopes": list(scopes)})
    return key


async def test_administrators_see_it_all_others_three_fields(team: System) -> None:
    made = await connection(team)
    export = await team.export("Seen", connection_id=made["id"])
    status, seen = await team.call("GET", f"/api/connections/{made['id']}")
    assert status == 200
    assert seen["account_name"] == "Contoso Retail (simulated)"
    assert seen["consent"]["by"]
    assert seen["consent"]["text_version"]
    assert seen["exports"] == [{"id": export["id"], "name": export["name"]}]
    assert seen["export_count"] == 1
    assert seen["last_used_at"] is None
    assert MAIN_KEY not in str(seen)
    for who in ("contributor", "viewer"):
        status, seen = await team.call("GET", f"/api/connections/{made['id']}", who=who)
        assert (status, seen.keys()) == (200, {"id", "display_name", "type"})
        _, listed = await team.call("GET", "/api/connections", who=who)
        assert all(one.keys() == {"id", "display_name", "type"} for one in listed["connections"])


async def test_a_name_may_be_given_twice_and_ids_tell_apart(team: System) -> None:
    body = connect(MAIN_KEY, display_name=f"Twin {uuid.uuid4().hex[:6]}")
    del body["access"]
    made = [(await team.call("POST", "/api/connections", body))[1] for _ in range(2)]
    assert [one["access"] for one in made] == ["administrators"] * 2, "unless the administrator chooses otherwise"
    for one in made:
        await team.call("PATCH", f"/api/connections/{one['id']}", {"access": "contributors"})
    _, listed = await team.call("GET", f"/api/connections?name={body['display_name']}", who="contributor")
    assert {one["id"] for one in listed["connections"]} == {one["id"] for one in made}
    exports = [await team.export("Twin", name="Twin export") for _ in range(2)]
    assert exports[0]["id"] != exports[1]["id"]


async def test_a_run_is_its_last_use(team: System) -> None:
    made = await connection(team)
    await team.upload("Used.csv", "email\nused@example.com\n")
    run = await team.run(await team.export("Used", connection_id=made["id"]))
    _, seen = await team.call("GET", f"/api/connections/{made['id']}")
    assert seen["last_used_at"][:19] == run["queued_at"][:19]


async def test_verify_names_each_missing_scope(team: System) -> None:
    made = await connection(team)
    status, found = await team.call("POST", f"/api/connections/{made['id']}/verify")
    assert (status, found["verified"], found["missing_scopes"], found["problem"]) == (200, True, [], None)
    before = await team.sim("GET", "/state")

    for scope in NEEDED:
        # Without it no connection can be made: the key loses it afterwards.
        key = await key_with(team, *NEEDED)
        status, weak = await team.call("POST", "/api/connections", connect(key))
        assert status == 201, weak
        others = [one for one in NEEDED if one != scope]
        await team.sim("POST", "/keys", {"key": key, "scopes": [*others, "subscriptions:write", "data-privacy:write"]})
        status, found = await team.call("POST", f"/api/connections/{weak['id']}/verify")
        assert (status, found["verified"], found["missing_scopes"]) == (200, False, [scope])
        assert scope in found["problem"]["message"]
    await team.sim("POST", "/keys", {"key": key, "scopes": ["accounts:read"]})
    _, found = await team.call("POST", f"/api/connections/{weak['id']}/verify")
    assert found["missing_scopes"] == NEEDED[1:]
    assert found["missing_optional_scopes"] == ["subscriptions:write", "data-privacy:write"]

    after = await team.sim("GET", "/state")
    assert (before["profiles"], before["lists"]) == (after["profiles"], after["lists"])


async def test_a_key_without_the_needed_scopes_is_refused(team: System) -> None:
    _, listed = await team.call("GET", "/api/connections")
    before = len(listed["connections"])
    for scope in NEEDED:
        key = await key_with(team, *(one for one in NEEDED if one != scope))
        status, problem = await team.call("POST", "/api/connections", connect(key))
        assert (status, problem["type"]) == (400, "key-refused")
        assert f"lacks the scopes {scope}." in problem["detail"]
        assert key not in str(problem)
    status, problem = await team.call("POST", "/api/connections", connect(NO_SCOPES_KEY))
    assert (status, problem["type"]) == (400, "key-refused")
    assert ", ".join(NEEDED[1:]) in problem["detail"]
    _, listed = await team.call("GET", "/api/connections")
    assert len(listed["connections"]) == before


async def test_a_renewed_key_needs_the_scopes_that_its_exports_use(team: System) -> None:
    made = await connection(team)
    path = f"/api/connections/{made['id']}"
    weak, enough = await key_with(team, *NEEDED[:-1]), await key_with(team, *NEEDED)
    status, problem = await team.call("PATCH", path, {"api_key": weak})
    assert (status, problem["type"]) == (400, "key-refused")
    assert NEEDED[-1] in problem["detail"]
    assert (await team.call("PATCH", path, {"api_key": enough}))[0] == 200
    subscribe = {"column": "ok", "true_values": ["yes"]}
    await team.export(f"Renewed{uuid.uuid4().hex[:6]}", connection_id=made["id"], subscribe=subscribe)
    status, problem = await team.call("PATCH", path, {"api_key": enough})
    assert (status, problem["type"]) == (400, "key-refused")
    assert "subscriptions:write" in problem["detail"]
    assert (await team.call("PATCH", path, {"api_key": MAIN_KEY}))[0] == 200


async def test_verify_tells_scopes_of_features_apart(team: System) -> None:
    features = {"subscriptions:write", "data-privacy:write"}
    key = await key_with(team, *NEEDED)
    _, made = await team.call("POST", "/api/connections", connect(key))

    async def verified(*scopes: str) -> tuple[bool, list[str], set[str], str | None]:
        await team.sim("POST", "/keys", {"key": key, "scopes": [*scopes]})
        status, found = await team.call("POST", f"/api/connections/{made['id']}/verify")
        assert status == 200, found
        return found["verified"], found["missing_scopes"], set(found["missing_optional_scopes"]), found["problem"]

    assert await verified(*NEEDED) == (True, [], features, None)
    for scope in features:
        assert await verified(*NEEDED, scope) == (True, [], features - {scope}, None)
    # Whether the key may subscribe does not hang on the other scopes that subscribing takes.
    assert (await verified(*(set(NEEDED) - {"lists:write"}), *features))[1:3] == (["lists:write"], set())

    subscribe = {"column": "ok", "true_values": ["yes"]}
    name = f"Consent{uuid.uuid4().hex[:6]}"
    export = await team.export(name, connection_id=made["id"], subscribe=subscribe)
    good, missing, optional, problem = await verified(*NEEDED)
    assert (good, missing, optional) == (False, ["subscriptions:write"], {"data-privacy:write"})
    assert export["name"] in str(problem)

    # Until then, the run says what its key lacks; the people themselves are imported.
    await team.upload(f"{name}.csv", f"email,ok\n{name.lower()}@example.com,yes\n")
    run = await team.run(export)
    assert (run["state"], run["counts"]["accepted"], run["counts"]["subscribed"]) == ("completed_with_warnings", 1, 0)
    assert "subscriptions:write" in str(run)
    assert await verified(*NEEDED, *features) == (True, [], set(), None)


async def test_verify_says_that_a_key_is_no_good_any_more(team: System) -> None:
    key = await key_with(team, *NEEDED)
    _, made = await team.call("POST", "/api/connections", connect(key))
    await team.sim("DELETE", f"/keys/{key}")
    status, problem = await team.call("POST", f"/api/connections/{made['id']}/verify")
    assert (status, problem["type"]) == (400, "key-refused")
    assert key not in str(problem)


async def test_the_key_is_renewed_by_editing(team: System) -> None:
    key = await key_with(team, *NEEDED)
    _, made = await team.call("POST", "/api/connections", connect(key))
    path = f"/api/connections/{made['id']}"
    status, problem = await team.call("PATCH", path, {"api_key": OTHER_ACCOUNT_KEY})
    assert (status, problem["field"]) == (409, "api_key")
    status, _ = await team.call("PATCH", path, {"api_key": MAIN_KEY})
    assert status == 200
    status, found = await team.call("POST", f"{path}/verify")
    assert (status, found["verified"]) == (200, True)


async def test_a_removed_connection_names_its_exports(team: System) -> None:
    made = await connection(team)
    path = f"/api/connections/{made['id']}"
    one, two = [await team.export(name, connection_id=made["id"]) for name in ("Kept", "Gone")]
    status, problem = await team.call("DELETE", path)
    assert (status, problem["type"]) == (409, "connection-in-use")
    assert {error["id"] for error in problem["errors"]} == {one["id"], two["id"]}
    assert one["name"] in problem["detail"]
    status, problem = await team.call("DELETE", f"{path}?exports=perhaps")
    assert (status, problem["field"]) == (400, "exports")

    status, _ = await team.call("DELETE", f"{path}?exports=detach")
    assert status == 204
    _, kept = await team.call("GET", f"/api/exports/{one['id']}")
    assert kept["connection_id"] is None
    assert kept["mapping"] == one["mapping"]
    status, problem = await team.call("POST", f"/api/exports/{one['id']}/runs")
    assert (status, problem["type"]) == (409, "conflict")
    status, _ = await team.call("PATCH", f"/api/exports/{one['id']}", {"connection_id": team.connection})
    assert status == 200

    other = await connection(team)
    _, _ = await team.call("PATCH", f"/api/exports/{two['id']}", {"connection_id": other["id"]})
    status, _ = await team.call("DELETE", f"/api/connections/{other['id']}?exports=remove")
    assert status == 204
    assert (await team.call("GET", f"/api/exports/{two['id']}"))[0] == 404
    assert (await team.call("GET", f"/api/exports/{one['id']}"))[0] == 200


async def test_the_last_use_of_a_stored_key_takes_the_secret_along(team: System) -> None:
    first = await connection(team)
    status, second = await team.call(
        "POST", "/api/connections", {"display_name": "Second", "secret_name": first["secret_name"], "consent": True}
    )
    assert status == 201, second
    await team.call("DELETE", f"/api/connections/{first['id']}")
    status, found = await team.call("POST", f"/api/connections/{second['id']}/verify")
    assert (status, found["verified"]) == (200, True)
    deleted = f"/deletedsecrets/{first['secret_name']}"
    assert (await vault(team, "GET", deleted)).status_code == 404
    await team.call("DELETE", f"/api/connections/{second['id']}")
    assert (await vault(team, "GET", deleted)).status_code == 200, "it can be restored"
    status, problem = await team.call(
        "POST", "/api/connections", {"display_name": "Third", "secret_name": first["secret_name"], "consent": True}
    )
    assert (status, problem["type"]) == (400, "key-refused")


async def test_a_secret_of_the_vault_is_only_read(team: System) -> None:
    name = f"existing-{uuid.uuid4().hex[:8]}"
    await put_secret(team, name, MAIN_KEY)
    status, own = await team.call(
        "POST", "/api/connections", {"display_name": "Vault's", "secret_name": name, "consent": True}
    )
    assert status == 201, own
    status, problem = await team.call("PATCH", f"/api/connections/{own['id']}", {"api_key": MAIN_KEY})
    assert (status, problem["field"]) == (409, "api_key")
    status, _ = await team.call("DELETE", f"/api/connections/{own['id']}")
    assert status == 204
    status, again = await team.call(
        "POST", "/api/connections", {"display_name": "Vault's", "secret_name": name, "consent": True}
    )
    assert status == 201, again


async def test_lists_are_offered_and_made_by_name(team: System) -> None:
    path = f"/api/connections/{team.connection}/lists"
    _, before = await team.call("GET", path, who="contributor")
    assert [one["name"] for one in before["lists"]] == sorted((o["name"] for o in before["lists"]), key=str.casefold)
    assert len(before["lists"]) > 10
    name = f"Made {uuid.uuid4().hex[:6]}"
    status, made = await team.call("POST", path, {"name": name}, who="contributor")
    assert status == 201
    _, after = await team.call("GET", path, who="contributor")
    assert made in after["lists"]
    status, problem = await team.call("POST", path, {"name": name.upper()}, who="contributor")
    assert (status, problem["field"]) == (409, "name")
    assert made["id"] in problem["detail"]
    status, _ = await team.call("POST", path, {"name": name + "x"}, who="viewer")
    assert status == 403


async def test_two_who_change_the_same(team: System) -> None:
    made = await connection(team)
    path = f"/api/connections/{made['id']}"
    etag = (await team.ask("GET", path)).headers["etag"]
    changed = await team.ask("PATCH", path, {"display_name": "First"}, If_Match=etag)
    assert changed.status_code == 200
    status, problem = await team.call("PATCH", path, {"display_name": "Second"}, If_Match=etag)
    assert (status, problem["type"]) == (412, "stale-version")
    assert (await team.call("DELETE", path, If_Match=etag))[0] == 412
    assert (await team.call("DELETE", path, If_Match=changed.headers["etag"]))[0] == 204
