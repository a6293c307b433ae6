"""What cannot work ends with a clear error, and nothing is sent to Klaviyo."""

import asyncio
import gzip
from typing import Any

import pytest

from local.klaviyo import NO_SCOPES_KEY
from tests.system.system import System, balanced, connect, people

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def nothing_sent(system: System, since: int) -> None:
    """Only looked. (An empty object, which no validation lets pass, is how a key's scopes are probed.)"""
    assert [e for e in await system.journal(since) if e["method"] != "GET" and e["body_bytes"] > 2] == []


async def failed(system: System, export: dict[str, Any], kind: str, *words: str) -> dict[str, Any]:
    """The run of an export that fails so, with nothing sent."""
    since = await system.mark()
    run = await system.run(export)
    assert run["state"] == "failed"
    assert run["error"]["type"] == kind
    for word in words:
        assert word in run["error"]["detail"]
    assert run["error"]["title"]
    assert run["ended_at"]
    assert balanced(run)
    assert run["counts"]["accepted"] == 0
    await nothing_sent(system, since)
    return run


async def test_a_segment_that_does_not_exist(system: System) -> None:
    run = await failed(system, await system.export("Nowhere"), "segment-not-found", "Nowhere.csv")
    assert await system.rejects(run) == []


async def test_no_column_for_the_address(system: System) -> None:
    await system.upload("NoMail.csv", "Mail,Name\nann@example.com,Ann\n")
    await failed(system, await system.export("NoMail"), "column-missing", "email ← 'email'", "Mail, Name")


@pytest.mark.parametrize(
    ("blob", "data"),
    [
        ("Zero.csv", b""),
        ("Bom.csv", b"\xef\xbb\xbf\r\n"),
        ("HeaderOnly.csv", b"email,name\n"),
        ("HeaderOnlyNoBreak.csv", b"email,name"),
        ("ZeroGz.csv.gz", gzip.compress(b"", mtime=0)),
        ("HeaderOnlyGz.csv.gz", gzip.compress(b"email,name\n", mtime=0)),
        ("EmptyParts/1.csv", b""),
    ],
)
async def test_nothing_in_it(system: System, blob: str, data: bytes) -> None:
    await system.upload(blob, data)
    await failed(system, await system.export(blob.partition("/")[0].partition(".")[0]), "segment-empty")


@pytest.mark.parametrize(
    ("blob", "data", "word"),
    [
        ("Zeroes.csv", b"email,name\nann@example.com,A\0n\0n\n\0\0\0\0" * 50, "not text"),
        ("NoGzip.csv.gz", b"email,name\nann@example.com,Ann\n", "gzip"),
        ("HalfGzip.csv.gz", gzip.compress(people("half", 3000).encode(), mtime=0)[:-500], "HalfGzip.csv.gz is damaged"),
    ],
)
async def test_not_what_its_name_says(system: System, blob: str, data: bytes, word: str) -> None:
    await system.upload(blob, data)
    await failed(system, await system.export(blob.partition(".")[0]), "segment-unreadable", word)


async def test_parts_that_do_not_belong_together(system: System) -> None:
    await system.upload("Unlike/1.csv", "email,name\nann@example.com,Ann\n")
    await system.upload("Unlike/2.csv", "surname\nBob\n")
    await failed(system, await system.export("Unlike"), "column-missing", "Unlike/2.csv", "email")


async def test_a_list_that_does_not_exist_is_told_at_once(system: System) -> None:
    since = await system.mark()
    status, problem = await system.call("POST", "/api/exports", system.export_of("Nowhere", "NOLIST"))
    assert (status, problem["type"], problem["field"]) == (400, "list-not-found", "list_id")
    assert "NOLIST" in problem["detail"]
    await nothing_sent(system, since)


async def test_a_list_that_vanished(system: System) -> None:
    await system.upload("Vanished.csv", people("vanished", 3))
    list_id = await system.new_list()
    export = await system.export("Vanished", list_id)
    await system.sim("DELETE", f"/lists/{list_id}")
    await failed(system, export, "list-not-found", list_id)


async def test_a_wrong_key_is_told_at_once(system: System) -> None:
    since = await system.mark()
    wrong = "pk_wrong_4c1f0a"
    system.keys |= {wrong, NO_SCOPES_KEY}
    before = (await system.call("GET", "/api/connections"))[1]["connections"]
    status, problem = await system.call("POST", "/api/connections", connect(wrong))
    assert (status, problem["type"]) == (400, "key-refused")
    assert wrong not in str(problem)
    status, problem = await system.call("POST", "/api/connections", connect("x", api_key=None, secret_name="no-such"))
    assert (status, problem["type"]) == (400, "key-refused")
    assert "no-such" in problem["detail"]
    status, problem = await system.call(
        "PATCH", f"/api/connections/{system.connection}", {"api_key": wrong}, who="administrator"
    )
    assert (status, problem["type"]) == (400, "key-refused")
    assert (await system.call("GET", "/api/connections"))[1]["connections"] == before
    await nothing_sent(system, since)


async def test_without_consent_there_is_no_connection(system: System) -> None:
    since = await system.mark()
    key = "pk_never_looked_at"
    system.keys.add(key)
    status, problem = await system.call("POST", "/api/connections", connect(key, consent=False))
    assert (status, problem["type"], problem["field"]) == (400, "invalid-request", "consent")
    assert await system.journal(since) == [], "not even verified"


async def test_a_key_that_was_revoked_and_renewed_without_restart(system: System) -> None:
    """The vault's new key is used at the first 401; a key that stays wrong ends the run."""
    first, second = "pk_sim_first_71b2", "pk_sim_second_93d4"
    system.keys |= {first, second}
    await system.sim("POST", "/keys", {"key": first})
    await system.sim("POST", "/keys", {"key": second})
    status, connection = await system.call("POST", "/api/connections", connect(first))
    assert status == 201, connection
    await system.upload("Rotated.csv", people("rotated", 3))
    list_id = await system.new_list()
    export = await system.export("Rotated", list_id, connection_id=connection["id"])
    # Several at once, so that both workers keep the first key in memory.
    assert (await system.run(export))["state"] == "successful"
    await asyncio.gather(*(system.call("GET", f"/api/connections/{connection['id']}/lists") for _ in range(8)))

    await system.sim("DELETE", f"/keys/{first}")
    await failed(system, export, "key-refused", "Renew the key")

    status, shown = await system.call("PATCH", f"/api/connections/{connection['id']}", {"api_key": second})
    assert status == 200
    assert second not in str(shown)
    for body in ({"full": True}, {"full": True}, None):
        status, run = await system.call("POST", f"/api/exports/{export['id']}/runs", body)
        assert status == 202
        run = await system.ended(run["id"])
        sent = 3 if body else 0
        assert (run["state"], run["counts"]["accepted"], run["counts"]["updated"]) == ("successful", sent, sent)
    answers = await asyncio.gather(
        *(system.call("GET", f"/api/connections/{connection['id']}/lists") for _ in range(8))
    )
    assert {status for status, _ in answers} == {200}
