"""Signing in to Klaviyo for a connection: the whole way, and every way in which it fails; against the simulator."""

import json
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from local.klaviyo import CLIENT_ID, MAIN_KEY
from shared.api.accounts import verify_connection
from shared.api.connections import change_connection, create_connection, delete_connection
from shared.api.operations import Call, etag
from shared.api.permissions import Principal, Role
from shared.api.sign_ins import begin_sign_in
from shared.context import Context
from shared.domain import Auth, Connection
from shared.domain.base import now
from shared.domain.sign_in import USE_TIME
from shared.errors import Conflict, Forbidden, Invalid, KeyRefused, SignInRefused, Unavailable
from shared.klaviyo.oauth import CLIENT_SECRET_NAME
from shared.klaviyo.scopes import ALL_SCOPES
from shared.maintenance.sweep import clean_up_sign_ins
from shared.notifications.delivery import check_keys
from shared.storage.ports import Put
from tests.fakes.api_calls import ADMINISTRATOR, answer
from tests.fakes.sign_ins import SETTINGS, begin, complete, configure, decide, sign_in
from tests.fakes.small_app import SmallApp, small_app

NEW = {"display_name": "Signed in", "consent": True}
OTHER_ADMINISTRATOR = Principal("2", "Bo", Role.ADMINISTRATOR)


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app(**SETTINGS) as made:
        configure(made)
        yield made


async def stored(app: SmallApp, connection_id: str = "con_1") -> Connection:
    connection: Connection = (await app.context.connections.get(connection_id)).value
    return connection


async def connect(app: SmallApp, signed_in: Any, caller: Principal = ADMINISTRATOR) -> Connection:
    """Add a connection with a sign-in."""
    body = NEW | {"sign_in": signed_in["id"]}
    made = json.loads((await answer(app.context, create_connection, body=body, caller=caller)).body)
    assert made["auth"] == "oauth"
    return await stored(app, made["id"])


async def change(app: SmallApp, connection: Connection, body: Any) -> None:
    headers = {"if-match": etag(connection)}
    await answer(app.context, change_connection, connection.id, body=body, headers=headers)


async def test_a_connection_is_made_by_signing_in_and_its_exports_run(app: SmallApp) -> None:
    asked = await begin(app)
    assert asked["scope"].split() == list(ALL_SCOPES)
    assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (CLIENT_ID, "code", "S256")
    signed_in = await complete(app, await decide(app, asked))
    assert (signed_in["account_id"], signed_in["connection_id"]) == ("SIMCON", None)
    connection = await connect(app, signed_in)
    assert (connection.auth, connection.account_id, connection.secret_is_managed) == (Auth.OAUTH, "SIMCON", True)
    assert app.memory.vault.secrets[connection.secret_name].startswith("rt_sim_")
    assert connection.budget_name == f"{CLIENT_ID}-SIMCON"
    await app.export(connection_id=connection.id)
    app.segment([{"Email": "ann@example.com"}])
    assert (await app.run()).counts.added == 1
    assert json.loads((await answer(app.context, verify_connection, connection.id)).body)["verified"]
    assert await app.context.sign_ins.all() == []


def test_the_documentation_names_the_scopes_to_give_the_app() -> None:
    page = (Path(__file__).parents[3] / "docs/connections.md").read_text("utf-8")
    [named] = re.findall(r"^2\. Scopes: `([^`]+)`", page, re.MULTILINE)
    assert named.split() == list(ALL_SCOPES)


async def test_an_outage_of_the_token_endpoint_is_waited_out_by_a_run(app: SmallApp) -> None:
    connection = await connect(app, await sign_in(app))
    await app.export(connection_id=connection.id)
    app.segment([{"Email": "ann@example.com"}])
    await app.sim("POST", "/faults", {"action": "status", "status": 503, "path": "/oauth/token", "times": 2})
    assert (await app.run()).counts.added == 1


async def test_removing_the_connection_removes_its_secret_and_lease(app: SmallApp) -> None:
    connection = await connect(app, await sign_in(app))
    await app.context.access_tokens.token(connection)
    headers = {"if-match": etag(connection)}
    await answer(app.context, delete_connection, connection.id, headers=headers)
    assert connection.secret_name not in app.memory.vault.secrets
    assert await app.context.token_leases.all() == []


async def test_signing_in_again_replaces_a_key_and_a_key_replaces_it(app: SmallApp) -> None:
    call = Call(app.context, ADMINISTRATOR)
    signed_in = await sign_in(app, "con_1")
    assert signed_in["connection_id"] == "con_1"
    first = await stored(app)
    assert first.auth is Auth.OAUTH
    with pytest.raises(Invalid, match="no such sign-in"):
        await connect(app, signed_in)
    await sign_in(app, "con_1")
    second = await stored(app)
    assert second.secret_name != first.secret_name
    await change(app, second, {"api_key": MAIN_KEY})
    by_key = await stored(app)
    assert (by_key.auth, by_key.client_id) == (Auth.API_KEY, None)
    assert by_key.secret_name.startswith("klaviyo-con-1-"), "a name that was deleted cannot be used again"
    assert second.secret_name not in app.memory.vault.secrets
    assert (await call.context.klaviyo_for(by_key).account()).id == "SIMCON"


async def test_what_was_replaced_is_removed_when_nobody_can_use_it_any_more(app: SmallApp) -> None:
    await sign_in(app, "con_1")
    first = (await stored(app)).secret_name
    await sign_in(app, "con_1")
    await clean_up_sign_ins(app.context)
    assert {"k", first} <= app.memory.vault.secrets.keys()
    await expire(app)
    await clean_up_sign_ins(app.context)
    assert app.memory.vault.secrets.keys() == {(await stored(app)).secret_name, CLIENT_SECRET_NAME}
    assert await app.context.sign_ins.all() == []


async def test_a_sign_in_that_no_connection_uses_is_removed(app: SmallApp) -> None:
    signed_in = await sign_in(app)
    await begin(app)
    await expire(app, timedelta(minutes=1))
    await clean_up_sign_ins(app.context)
    assert len(await app.context.sign_ins.all()) == 2, "a request may be using one"
    await expire(app)
    with pytest.raises(Invalid, match="expired"):
        await connect(app, signed_in)
    await clean_up_sign_ins(app.context)
    assert app.memory.vault.secrets.keys() == {"k", CLIENT_SECRET_NAME}
    assert await app.context.sign_ins.all() == []


async def test_a_secret_that_cannot_be_removed_keeps_no_other(app: SmallApp, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        await sign_in(app)
    await expire(app)
    app.memory.vault.refusals = 1
    await clean_up_sign_ins(app.context)
    [stuck] = await app.context.sign_ins.all()
    assert app.memory.vault.secrets.keys() == {"k", stuck.value.secret_name, CLIENT_SECRET_NAME}
    assert "clean up sign-ins" in caplog.text
    await clean_up_sign_ins(app.context)
    assert app.memory.vault.secrets.keys() == {"k", CLIENT_SECRET_NAME}


async def expire(app: SmallApp, ago: timedelta = USE_TIME) -> None:
    """Let all sign-ins expire."""
    for found in await app.context.sign_ins.all():
        old = found.value.model_copy(update={"expires_at": now() - ago})
        await app.context.sign_ins.replace(found.value.id, old, found.etag)


async def test_a_user_who_denies_changes_nothing_and_the_state_is_used(app: SmallApp) -> None:
    back = await decide(app, await begin(app, "con_1"), "deny")
    with pytest.raises(Invalid, match="did not allow"):
        await complete(app, back)
    with pytest.raises(Invalid, match="was already used"):
        await complete(app, back)
    assert (await stored(app)).auth is Auth.API_KEY


async def test_a_state_works_once_for_its_user_and_for_minutes(app: SmallApp) -> None:
    back = await decide(app, await begin(app))
    with pytest.raises(Forbidden, match="Another user"):
        await complete(app, back, OTHER_ADMINISTRATOR)
    with pytest.raises(Invalid, match="unknown"):
        await complete(app, back | {"state": back["state"] + "x"})
    signed_in = await complete(app, back)
    with pytest.raises(Invalid, match="was already used"):
        await complete(app, back)
    with pytest.raises(Invalid, match="no such sign-in"):
        await connect(app, signed_in, OTHER_ADMINISTRATOR)
    await connect(app, signed_in)
    with pytest.raises(Invalid, match="no such sign-in"):
        await connect(app, signed_in)
    late = await decide(app, await begin(app))
    await expire(app)
    with pytest.raises(Invalid, match="took too long"):
        await complete(app, late)


@pytest.mark.parametrize("wrong", [{"code": "guessed"}, {"code": None}, {"code": None, "error": "server_error"}])
async def test_another_code_or_an_error_is_refused(app: SmallApp, wrong: dict[str, Any]) -> None:
    back = await decide(app, await begin(app))
    with pytest.raises(Invalid):
        await complete(app, back | wrong)
    assert "refresh" not in str(app.memory.vault.secrets)


async def test_a_code_of_another_sign_in_fails_the_challenge(app: SmallApp) -> None:
    mine, others = await decide(app, await begin(app)), await decide(app, await begin(app, caller=OTHER_ADMINISTRATOR))
    with pytest.raises(Invalid, match="did not accept"):
        await complete(app, mine | {"code": others["code"]})


async def test_another_account_than_before_is_refused(app: SmallApp) -> None:
    with pytest.raises(Conflict, match="another Klaviyo account"):
        await sign_in(app, "con_1", "SIMFAB")
    assert (await stored(app)).auth is Auth.API_KEY


async def test_missing_scopes_are_named(app: SmallApp) -> None:
    await app.sim("POST", "/oauth", {"scopes": [scope for scope in ALL_SCOPES if scope != "lists:write"]})
    back = await decide(app, await begin(app))
    assert back["error"] == "invalid_scope"
    with pytest.raises(Invalid, match="lists:write"):
        await complete(app, back)
    asked = await begin(app)
    # A user of Klaviyo who may less than the app asks for.
    back = await decide(app, asked | {"scope": "accounts:read lists:read profiles:read profiles:write"})
    with pytest.raises(KeyRefused, match=r"The sign-in lacks the scopes lists:write.*app in Klaviyo"):
        await complete(app, back)


@pytest.mark.parametrize(
    "fault", [{"action": "status", "status": 503}, {"action": "lose_answer"}, {"action": "challenge", "status": 403}]
)
async def test_faults_of_the_token_endpoint_say_to_begin_again(app: SmallApp, fault: dict[str, Any]) -> None:
    await app.sim("POST", "/faults", fault | {"path": "/oauth/token", "times": 1})
    back = await decide(app, await begin(app))
    with pytest.raises(Unavailable):
        await complete(app, back)
    with pytest.raises(Invalid, match="Begin again"):
        await complete(app, back)
    await sign_in(app)


async def test_a_wrong_client_secret_is_explained_and_a_new_one_is_used_at_once(app: SmallApp) -> None:
    await app.sim("POST", "/oauth", {"client_secret": "another"})
    with pytest.raises(SignInRefused, match="klaviyo-client-secret"):
        await sign_in(app)
    app.memory.vault.secrets[CLIENT_SECRET_NAME] = "another"
    await sign_in(app)


async def test_without_an_app_or_an_address_it_cannot_begin(app: SmallApp) -> None:
    for context in (replace(app.context, oauth_app=None), app.memory.context(KLAVIYO_CLIENT_ID=CLIENT_ID)):
        with pytest.raises(Conflict, match=r"KLAVIYO_CLIENT_ID|APP_URL"):
            await answer(context, begin_sign_in, body={})


async def test_a_revoked_sign_in_is_refused_like_a_wrong_key(app: SmallApp) -> None:
    connection = await connect(app, await sign_in(app))
    await app.export(connection_id=connection.id)
    app.segment([{"Email": "ann@example.com"}])
    await app.run()
    await app.sim("POST", "/oauth", {"revoke": True})
    app.segment([{"Email": "ben@example.com"}])
    run = await app.run()
    assert run.error is not None
    assert (run.error.type, run.error.title) == ("key-refused", "Klaviyo refused the key or the sign-in")
    assert "sign in to Klaviyo again" in run.error.detail
    with pytest.raises(SignInRefused):
        await answer(app.context, verify_connection, connection.id)
    await sign_in(app, connection.id)
    assert (await app.run()).counts.added == 1


async def test_a_sign_in_that_is_not_used_is_kept_alive_and_its_loss_is_told(app: SmallApp) -> None:
    connection = await connect(app, await sign_in(app))
    await check_keys(app.context)
    assert (await app.sim("GET", "/oauth"))["refreshes"] == 0
    found = await app.context.connections.get(connection.id)
    old = found.value.changed({}, now() - timedelta(days=31))
    etag_ = await app.context.connections.replace(connection.id, old, found.etag)
    await check_keys(app.context)
    await check_keys(app.context)
    assert (await app.sim("GET", "/oauth"))["refreshes"] == 1
    await app.sim("POST", "/oauth", {"revoke": True})
    await app.context.token_leases.delete(connection.secret_name)
    await app.context.connections.replace(connection.id, old, etag_)
    assert await app.context.notification_states.get(connection.id) is None
    await check_keys(fresh_process(app))
    assert await app.context.notification_states.get(connection.id) is not None


def fresh_process(app: SmallApp) -> Context:
    """Return the context of another process with the same storage and vault."""
    url = {"KLAVIYO_URL": app.klaviyo.url, "CHUNK_PROFILES": "5", "LEASE_SECONDS": "0.001", "PREPARE_THREADS": "1"}
    return app.memory.context(**SETTINGS, **url, STALLED_AFTER_SECONDS="0.001")


async def test_a_connection_of_a_newer_version_sends_nothing(app: SmallApp) -> None:
    """Another kind of credential must not be sent as if it were a key."""
    found = await app.context.connections.get("con_1")
    newer = {"schema_version": Connection.SCHEMA + 1, "secret_name": "other"}
    body = json.dumps(found.value.model_dump(mode="json") | newer)
    table = await app.memory.tables.table("connections")
    await table.put(Put("connection", "con_1", body, found.etag))
    await app.export()
    app.segment([{"Email": "ann@example.com"}])
    await app.start()
    await app.work()
    assert [one for one in app.memory.vault.asked if one[0] == "other"] == []


async def test_another_client_id_needs_another_sign_in(app: SmallApp) -> None:
    connection = await connect(app, await sign_in(app))
    other = app.memory.context(**SETTINGS | {"KLAVIYO_CLIENT_ID": "other"}, KLAVIYO_URL=app.klaviyo.url)
    with pytest.raises(SignInRefused, match="KLAVIYO_CLIENT_ID"):
        await other.access_tokens.token(connection)


@pytest.mark.parametrize("name", ["klaviyo-oauth-sgn-1", "Klaviyo-Client-Secret"])
async def test_secrets_of_sign_ins_are_no_keys(app: SmallApp, name: str) -> None:
    with pytest.raises(Invalid, match="sign-in to Klaviyo"):
        await answer(app.context, create_connection, body=NEW | {"secret_name": name})


async def test_no_token_code_or_secret_is_in_records_audit_or_log(
    app: SmallApp, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, "httpcore")
    call = Call(app.context, ADMINISTRATOR)
    back = await decide(app, await begin(app))
    signed_in = await complete(app, back)
    body = NEW | {"sign_in": signed_in["id"]}
    made = json.loads((await answer(app.context, create_connection, body=body, call=call)).body)
    await sign_in(app, made["id"])
    connection = await stored(app, made["id"])
    await app.context.access_tokens.token(connection)
    kept = [put.body for table in app.memory.tables.tables.values() for put, _ in table.rows.values()]
    written = "".join([*kept, *app.memory.files.blobs, str(call.changes), json.dumps([made, signed_in])])
    logged = "".join(record.getMessage() for record in caplog.records if record.name.startswith("shared"))
    for secret in ("rt_sim_", "at_sim_", back["code"], back["state"], app.memory.vault.secrets[CLIENT_SECRET_NAME]):
        assert secret not in written + logged
