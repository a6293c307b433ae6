"""Consent feeds: who opted out at Klaviyo comes home once, in files, whatever dies on the way."""

import asyncio
import csv
import io
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from local.klaviyo.profile import Change, Consent
from shared.api.connections import change_connection, delete_connection, read_connection
from shared.api.operations import etag
from shared.domain import Cron
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.consent_feed import SETTLING, ConsentFeed, FeedLook
from shared.domain.identity import Person
from shared.domain.messages import Queue, ReadOptOuts
from shared.errors import Invalid
from shared.maintenance.retention import purge_old
from shared.runs.consent_feed import begin_due_looks
from tests.fakes.api_calls import answer
from tests.fakes.memory import MOMENT
from tests.fakes.small_app import LIST, SmallApp, small_app
from tests.fakes.waiting import rounds

HOURLY = ConsentFeed(schedule=Cron(expression="0 * * * *"))


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as made:
        await feed(made, HOURLY)
        yield made


async def feed(app: SmallApp, value: ConsentFeed | None) -> None:
    found = await app.context.connections.get("con_1")
    changed = found.value.changed({"consent_feed": value}, found.value.updated_at)
    await app.context.connections.replace("con_1", changed, found.etag)


def opt_out(app: SmallApp, name: str, at: datetime, reason: str = "UNSUBSCRIBE", list_id: str | None = None) -> None:
    """Let a person opt out at Klaviyo."""
    account = app.klaviyo.world.accounts["SIMCON"]
    change = Change(f"{name}@example.com", None, None, b"{}")
    profile, _ = account.profiles.upsert(change, at.timestamp())
    profile.consent = profile.consent or Consent()
    kept = profile.consent.suppressions if list_id is None else profile.consent.list_suppressions
    kept.append({"reason": reason, "timestamp": at.isoformat()} | ({"list_id": list_id} if list_id else {}))


async def look(app: SmallApp, *, later: bool = True) -> FeedLook:
    """Let the sweep begin a look, an hour after the last one, and work until it ended."""
    found = await app.context.feed_looks.get("con_1")
    if found is not None and later and not found.value.is_open:
        # A window has a second at least.
        back = {
            "checked_at": now() - timedelta(minutes=61),
            "read_until": found.value.read_until - timedelta(seconds=2),
        }
        earlier = found.value.model_copy(update=back)
        await app.context.feed_looks.replace(earlier, found.etag)
    await app.step(begin_due_looks(app.context))
    for _ in rounds():
        await app.work()
        found = await app.context.feed_looks.get("con_1")
        if found is not None and not found.value.is_open:
            break
        await asyncio.sleep(0.001)
        if not app.messages:
            await app.step(begin_due_looks(app.context))
    ended: FeedLook = found.value
    return ended


def rows(app: SmallApp) -> list[dict[str, str]]:
    """Return the rows of all files, in the order of the files' names."""
    files = sorted(name for name in app.context.files.blobs if layout.OPT_OUTS.matches(name))
    return [row for name in files for row in csv.DictReader(io.StringIO(app.context.files.blobs[name].decode()))]


def names(app: SmallApp) -> list[str]:
    return [row["email"].partition("@")[0] for row in rows(app)]


async def test_each_opt_out_comes_home_once(app: SmallApp) -> None:
    opt_out(app, "ann", datetime(2024, 5, 1, 12, 30, tzinfo=UTC))
    opt_out(app, "ben", datetime(2025, 5, 1, tzinfo=UTC), "SPAM_REPORT")
    opt_out(app, "cid", datetime(2025, 6, 1, tzinfo=UTC), "USER_SUPPRESSED", LIST)
    ended = await look(app)
    assert (ended.people, ended.error) == (3, None)
    assert [(row["email"], row["reason"], row["timestamp"], row["list_id"]) for row in rows(app)] == [
        ("ann@example.com", "unsubscribed", "2024-05-01T12:30:00+00:00", ""),
        ("ben@example.com", "complained", "2025-05-01T00:00:00+00:00", ""),
        ("cid@example.com", "suppressed", "2025-06-01T00:00:00+00:00", LIST),
    ]
    assert all(row["profile_id"] for row in rows(app))
    assert (await look(app)).people == 0
    assert len(rows(app)) == 3


async def test_a_look_that_finds_nobody_writes_no_file(app: SmallApp) -> None:
    assert (await look(app)).people == 0
    assert list(app.context.files.blobs) == []


async def test_what_is_too_new_waits_for_the_next_look(app: SmallApp) -> None:
    opt_out(app, "ann", now() - timedelta(seconds=30))
    ended = await look(app)
    assert ended.people == 0
    assert now() - ended.read_until >= SETTLING
    found = await app.context.feed_looks.get("con_1")
    await app.context.feed_looks.replace(found.value.model_copy(update={"read_until": MOMENT}), found.etag)
    opt_out(app, "ben", now() - SETTLING - timedelta(seconds=5))
    await look(app)
    assert names(app) == ["ben"]


async def test_it_looks_when_it_is_due_and_not_before(app: SmallApp) -> None:
    opt_out(app, "ann", MOMENT)
    await look(app)
    opt_out(app, "ben", now() - timedelta(minutes=30))
    found = await app.context.feed_looks.get("con_1")
    recent = found.value.model_copy(update={"checked_at": now(), "read_until": MOMENT + timedelta(seconds=1)})
    await app.context.feed_looks.replace(recent, found.etag)
    await look(app, later=False)
    assert names(app) == ["ann"]
    await look(app)
    assert names(app) == ["ann", "ben"]


@pytest.mark.parametrize("operation", range(1, 13))
@pytest.mark.parametrize("after", [False, True])
async def test_a_death_anywhere_loses_and_repeats_nobody(app: SmallApp, operation: int, after: bool) -> None:
    opt_out(app, "ann", MOMENT)
    opt_out(app, "cid", MOMENT, list_id=LIST)
    app.fate.left, app.fate.after = operation, after
    await look(app)
    app.fate.left = None
    await look(app)
    assert names(app) == ["ann", "cid"]


async def test_many_are_read_in_parts_and_an_old_place_begins_again(app: SmallApp) -> None:
    for number in range(2050):
        opt_out(app, f"p{number:04}", MOMENT + timedelta(seconds=number))
    fault = {"action": "status", "status": 400, "path": "/api/profiles", "skip": 20, "times": 1}
    wrong = {"errors": [{"id": "1", "status": 400, "code": "invalid", "title": "t", "detail": "Invalid page cursor."}]}
    await app.sim("POST", "/faults", fault | {"body": wrong})
    ended = await look(app)
    assert ended.people == 2050
    files = [name for name in app.context.files.blobs if layout.OPT_OUTS.matches(name)]
    assert len(files) == 2
    assert sorted(names(app)) == [f"p{number:04}" for number in range(2050)]


async def test_an_old_message_does_nothing(app: SmallApp) -> None:
    await begin_due_looks(app.context)
    [(_, first)] = app.messages
    await app.work()
    [following] = app.messages
    assert await app.deliver(Queue.UPLOAD, first)
    assert app.messages == [following]
    found = await app.context.feed_looks.get("con_1")
    assert found.value.scope == "list"
    await look(app, later=False)
    for part in (0, 7):
        assert await app.deliver(Queue.UPLOAD, ReadOptOuts(connection_id="con_1", scope="account", part=part))
    assert app.messages == []


async def test_of_a_person_who_opts_out_again_the_new_time_alone_comes(app: SmallApp) -> None:
    opt_out(app, "ann", datetime(2024, 5, 1, tzinfo=UTC), "USER_SUPPRESSED")
    await look(app)
    found = await app.context.feed_looks.get("con_1")
    await app.context.feed_looks.replace(found.value.model_copy(update={"read_until": MOMENT}), found.etag)
    opt_out(app, "ann", MOMENT + timedelta(days=1), "SPAM_REPORT")
    assert (await look(app)).people == 1
    assert rows(app)[-1]["reason"] == "complained"


async def test_a_refused_key_ends_the_look_and_is_told(app: SmallApp) -> None:
    opt_out(app, "ann", MOMENT)
    app.memory.vault.secrets["k"] = "pk_wrong"
    ended = await look(app)
    assert ended.error is not None
    assert ended.error.type == "key-refused"
    assert await app.context.notification_states.get("con_1") is not None
    shown = json.loads((await answer(app.context, read_connection, "con_1")).body)["consent_feed"]
    assert (shown["error"]["type"], shown["read_until"]) == ("key-refused", None)
    app.memory.vault.secrets["k"] = "pk_sim_0123456789abcdef0123456789abcdef01"
    assert (await look(app)).error is None
    assert names(app) == ["ann"]


async def test_erasing_a_person_erases_their_row(app: SmallApp) -> None:
    opt_out(app, "ann", MOMENT)
    opt_out(app, "ben", MOMENT)
    await look(app)
    [ann] = [row["profile_id"] for row in rows(app) if row["email"] == "ann@example.com"]
    assert (await app.erase(Person.of(email="Ann@Example.com"))).files == 1
    assert [row["email"] for row in rows(app)] == ["(erased)", "ben@example.com"]
    assert ann not in str(rows(app))
    found = await app.context.feed_looks.get("con_1")
    claimed = found.value.model_copy(update={"until": now(), "claimed_until": now() + timedelta(minutes=1)})
    await app.context.feed_looks.replace(claimed, found.etag)
    assert "Opt-outs that may name the person are being read" in str(
        (await app.erase(Person.of(email="ben@example.com"))).waiting_for
    )


async def test_files_end_with_their_time_and_with_the_connection(app: SmallApp) -> None:
    opt_out(app, "ann", MOMENT)
    await look(app)
    days = app.context.settings.personal_data_days
    await purge_old(app.context, MOMENT + timedelta(days=days, minutes=-1))
    assert names(app) == ["ann"]
    await purge_old(app.context, MOMENT + timedelta(days=days, hours=2))
    assert names(app) == []
    found = await app.context.feed_looks.get("con_1")
    await app.context.feed_looks.replace(found.value.model_copy(update={"read_until": MOMENT}), found.etag)
    await look(app)
    assert names(app) == ["ann"]
    stored = (await app.context.connections.get("con_1")).value
    await answer(app.context, delete_connection, "con_1", headers={"if-match": etag(stored)})
    assert rows(app) == []
    assert await app.context.feed_looks.get("con_1") is None


async def test_a_feed_is_set_changed_and_turned_off_by_the_api(app: SmallApp) -> None:
    async def change(value: Any) -> Any:
        stored = (await app.context.connections.get("con_1")).value
        body, headers = {"consent_feed": value}, {"if-match": etag(stored)}
        return json.loads((await answer(app.context, change_connection, "con_1", body=body, headers=headers)).body)

    shown = (await change({"schedule": {"kind": "refresh"}}))["consent_feed"]
    assert (shown["schedule"], shown["reading"], shown["people"]) == ({"kind": "refresh"}, False, 0)
    for wrong in ({"schedule": {"kind": "manual"}}, {"schedule": {"kind": "cron", "expression": "x"}}):
        with pytest.raises(Invalid):
            await change(wrong)
    assert (await change(None))["consent_feed"] is None
    opt_out(app, "ann", MOMENT)
    await begin_due_looks(app.context)
    assert app.messages == []


async def test_a_feed_turned_off_while_it_reads_ends(app: SmallApp) -> None:
    opt_out(app, "ann", MOMENT)
    await begin_due_looks(app.context)
    await feed(app, None)
    await app.work()
    found = await app.context.feed_looks.get("con_1")
    assert not found.value.is_open
    assert rows(app) == []
