"""Looking up a person: what happened to them in each run, and which runs do not tell."""

from __future__ import annotations

import asyncio
import json
import random
from datetime import timedelta
from typing import Any

import pytest

from shared.api.audit import record_changes
from shared.api.operations import Call
from shared.api.paging import cursor_text
from shared.api.people import erase_person, look_up_person, read_person_lookup
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.identity import Person
from shared.domain.messages import LookUpPerson, Queue
from shared.domain.person_lookup import LookupState
from shared.domain.row_log import RowLog
from shared.domain.stored_data import Erasing
from shared.errors import Invalid, NotFound
from shared.maintenance.sweep import look_after_lookups
from shared.runs.person_lookup import LISTS, request_lookup
from tests.fakes.api_calls import ADMINISTRATOR, answer
from tests.fakes.small_app import SmallApp, small_app
from tests.fakes.waiting import rounds

ANN = "ann@example.com"


async def looked_up(app: SmallApp, call: Call | None = None, **person: Any) -> dict[str, Any]:
    """Look up a person by the API and return the result when it is done."""
    asked = await answer(app.context, look_up_person, body=person or {"email": ANN}, call=call)
    assert asked.status == 202
    for _ in rounds():
        await app.work()
        found = await result_of(app, json.loads(asked.body)["id"])
        if found["state"] != "queued":
            break
        await asyncio.sleep(0.002)
    return found


async def result_of(app: SmallApp, lookup_id: str, **query: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((await answer(app.context, read_person_lookup, lookup_id, query=query)).body)
    return found


def told(found: dict[str, Any], *names: str) -> list[tuple[Any, ...]]:
    """Return some fields of each event, the oldest first."""
    return [tuple(event[name] for name in names) for event in reversed(found["events"])]


async def test_every_run_tells_what_became_of_a_person_as_a_plain_model_says() -> None:
    rng = random.Random(3)
    emails = ["", "no-address", *(f"p{n}@example.com" for n in range(4))]
    expected: dict[str, list[tuple[str, str, str | None, int]]] = {email: [] for email in emails}
    accepted: dict[str, str] = {}
    async with small_app() as app:
        await app.export(row_log=RowLog())
        for _ in range(4):
            rows = [{"Email": rng.choice(emails), "Name": rng.choice("ab")} for _ in range(rng.randrange(1, 9))]
            app.segment(rows)
            run = (await app.run()).id
            last = {row["Email"]: line for line, row in enumerate(rows, 2)}
            for line, row in enumerate(rows, 2):
                email, name = row["Email"], row["Name"]
                if "@" not in email:
                    expected[email].append((run, "rejected", "email_malformed" if email else "email_missing", line))
                elif last[email] != line:
                    expected[email].append((run, "duplicate", None, line))
                elif accepted.get(email) == name:
                    expected[email].append((run, "unchanged", None, line))
                else:
                    accepted[email] = name
                    expected[email].append((run, "accepted", None, line))
        for email in emails[2:]:
            found = await looked_up(app, email=email)
            assert sorted(told(found, "run_id", "outcome", "reason", "line")) == sorted(expected[email])
            assert (found["state"], found["searched"], found["unseen"]) == ("done", 4, [])
            assert [one["managed"] for one in found["exports"]] == [True] * (email in accepted)


async def test_a_person_is_found_by_any_identifier_with_what_was_done_and_sent() -> None:
    mapping = {"email": "Email", "phone_number": "Phone", "first_name": "Name"}
    async with small_app() as app:
        await app.export(mapping=mapping, row_log=RowLog(fields=True), mode="mirror", removal_limit_percent=100)
        other = {"Email": "bob@example.com", "Name": "Bob"}
        app.segment([{"Email": "Ann@Example.com", "Name": "Ann", "Phone": "+12065550100"}, other])
        first = await app.run()
        app.segment([other])
        second = await app.run()
        call = Call(app.context, ADMINISTRATOR)
        found = await looked_up(app, call, phone_number="+1 206 555 0100")
        assert told(found, "run_id", "outcome", "email", "line") == [(first.id, "accepted", ANN, 2)]
        assert found["events"][0]["fields"] == {"first_name": "Ann"}
        assert "+1206" not in str(call.changes)
        found = await looked_up(app)
        assert told(found, "run_id", "outcome") == [(first.id, "accepted"), (second.id, "removed")]
        # The record names no one, and the result no one else.
        assert ANN not in str([one.model_dump_json() for one in await app.context.person_lookups.all()])
        assert "bob" not in json.dumps(found)


async def test_without_a_row_log_it_says_what_is_known_and_what_is_not() -> None:
    async with small_app() as app:
        await app.export(mode="mirror", removal_limit_percent=100)
        await app.export("exp_2", list_id="SIMVIP", mapping={"identity": "external_id", "external_id": "City"})
        app.segment(
            [{"Email": ANN, "City": "C1"}, {"Email": ANN, "Name": "Ann", "City": "C2"}, {"Email": "b@example.com"}]
        )
        first = await app.run()
        await app.run("exp_2")
        app.segment([{"Email": "b@example.com", "City": "C2"}])
        second = await app.run()
        found = await looked_up(app)
        assert sorted(
            told(found, "run_id", "outcome", "seen_in", "line"), key=lambda one: (one[0], one[1] == "added")
        ) == [
            (first.id, "duplicate", "rejects", 2),
            (first.id, "added", "added", None),
            (second.id, "removed", "removals", None),
        ]
        unseen = {(one["export_id"], one["reason"], one["runs"]) for one in found["unseen"]}
        assert unseen == {("exp_1", "no_row_log", 2), ("exp_2", "other_identifiers", 1)}
        assert (found["unseen_runs"], found["searched"]) == (3, 3)
        await app.export(row_log=RowLog(unchanged=False))
        await app.run()
        waiting = await app.start("exp_2")
        found = await looked_up(app, email="b@example.com")
        assert {one["reason"]: one["runs"] for one in found["unseen"] if one["export_id"] == "exp_1"} == {
            "no_row_log": 2, "unchanged_not_logged": 1,
        }  # fmt: skip
        assert {one["reason"] for one in found["unseen"] if one["export_id"] == "exp_2"} >= {"active"}
        await app.ended(waiting)


async def test_an_erasure_is_found_by_its_hash_and_deletes_what_lookups_found() -> None:
    async with small_app() as app:
        await app.export(row_log=RowLog())
        app.segment([{"Email": ANN}, {"Email": "b@example.com"}])
        await app.run()
        earlier = await looked_up(app)
        call = Call(app.context, ADMINISTRATOR)
        await answer(app.context, erase_person, body={"email": ANN}, call=call)
        await record_changes(app.context, ADMINISTRATOR, "POST /api/people/erasures", 202, call.changes)
        await app.work()
        with pytest.raises(NotFound, match="was erased"):
            await result_of(app, earlier["id"])
        found = await looked_up(app)
        assert told(found, "outcome", "seen_in") == [("erased", "audit")]
        assert told(await looked_up(app, email="b@example.com"), "outcome") == [("accepted",)]


async def test_pages_a_wrong_request_and_the_end_of_a_lookup() -> None:
    async with small_app() as app:
        await app.export(row_log=RowLog())
        app.segment([{"Email": ANN}] * 5)
        await app.run()
        found = await looked_up(app)
        first = await result_of(app, found["id"], limit="3")
        second = await result_of(app, found["id"], limit="3", cursor=first["next_cursor"])
        assert first["events"] + second["events"] == found["events"]
        assert (second["next_cursor"], first["total"]) == (None, 5)
        for place in ("x", "-3"):
            with pytest.raises(Invalid, match="cursor"):
                await result_of(app, found["id"], cursor=str(cursor_text({"RowKey": place})))
        for wrong in ({}, {"email": "no-address"}, {"email": ANN, "days": 0}):
            with pytest.raises(Invalid):
                await answer(app.context, look_up_person, body=wrong)
        [record] = await app.context.person_lookups.all()
        versioned = await app.context.person_lookups.get(record.id)
        old = record.model_copy(update={"created_at": now() - timedelta(days=2)})
        await app.context.person_lookups.replace(old, versioned.etag)
        await look_after_lookups(app.context)
        assert not [name for name in app.context.files.blobs if name.startswith("lookups/")]
        with pytest.raises(NotFound):
            await result_of(app, record.id)


@pytest.mark.parametrize("writes", [2, 5, 9])
async def test_a_lookup_whose_worker_dies_is_continued_by_the_sweep(writes: int) -> None:
    async with small_app() as app:
        await app.export(row_log=RowLog())
        app.segment([{"Email": ANN}])
        await app.run()
        job = await request_lookup(app.context, Person.of(email=ANN), "a test", 30)
        app.fate.left = writes
        await app.work()
        app.fate.left = None
        # Its claim has to run out first.
        for _ in rounds():
            await look_after_lookups(app.context)
            await app.work()
            found = await result_of(app, job.id)
            if found["state"] != "queued":
                break
            await asyncio.sleep(0.002)
        assert (found["state"], told(found, "outcome"), len(found["exports"])) == ("done", [("accepted",)], 1)


async def test_a_lookup_that_dies_before_its_end_is_recorded_finds_nothing_twice() -> None:
    async with small_app() as app:
        await app.export(row_log=RowLog())
        app.segment([{"Email": ANN}])
        await app.run()
        done = await looked_up(app)
        store = app.context.person_lookups
        found = await store.get(done["id"])
        assert found
        job, etag = found.value, found.etag
        # The last page of the result is written, and the record is as before it.
        before = {"state": LookupState.QUEUED, "ended_at": None, "searched": 0, "events": 0}
        await store.replace(job.model_copy(update=before), etag)
        app.messages.append((Queue.PREPARE, LookUpPerson(lookup_id=job.id)))
        await app.work()
        again = await result_of(app, job.id)
        assert told(again, "outcome") == [("accepted",)]
        assert again | {"ended_at": None} == done | {"ended_at": None}


def test_a_lookup_reads_every_kind_of_file_that_erasing_rewrites() -> None:
    rewritten = {kind.name for kind in layout.STORED if kind.erasing is Erasing.ROWS}
    others = (layout.ROW_LOG, layout.SNAPSHOT, layout.OPT_OUTS, layout.ADDED)
    assert rewritten == {kind.name for kind in (*LISTS, *others)}
