"""Previews: what a run would do, against what it then does."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from shared.api.permissions import Principal, Role
from shared.api.previews import read_preview
from shared.domain import Access, Mode
from shared.domain.messages import MakePreview, Queue
from shared.domain.preview import KEPT, Preview, PreviewState
from shared.domain.rate_limits import Limits, min_api_calls, min_duration_seconds
from shared.errors import Forbidden, NotFound, PreviewActive
from shared.maintenance.sweep import clean_up_previews
from shared.runs.preview import make_preview, read_result, request_preview
from shared.runs.recovery import handle_poison
from shared.runs.remove_export import remove_export
from tests.fakes.api_calls import answer
from tests.fakes.memory import MemoryTable
from tests.fakes.small_app import SmallApp, small_app

ROWS = (
    "Email,Name,City,Tier,New\n"
    + "".join(f"p{n}@example.com,N{n},Riga,gold,x\n" for n in range(30))
    + "P1@example.com,Last,Riga,gold,x\nnobody,X,Y,Z,x\n,X,Y,Z,x\n"
)


@pytest.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as made:
        yield made


async def previewed(app: SmallApp, export_id: str | None = "exp_1") -> tuple[Preview, dict[str, Any]]:
    found = await app.context.exports.get("exp_1")
    asked = await request_preview(app.context, found.value, export_id, "ann")
    await app.work()
    made = (await app.context.previews.get(asked.id)).value
    return made, await read_result(app.context, made)


async def test_it_tells_what_the_run_then_does_and_sends_nothing(app: SmallApp) -> None:
    app.segment(ROWS)
    await app.export()
    made, result = await previewed(app)
    assert made.state is PreviewState.READY, made.error
    assert await app.members() == {}
    assert await app.context.runs.active_of("exp_1") is None
    run = await app.run()
    counts = run.counts
    assert result["counts"] == {
        "read": counts.read, "to_send": counts.accepted, "added": counts.added, "updated": 0, "unchanged": 0,
        "removed": 0, "duplicates": counts.duplicates, "rejected": counts.rejected,
    }  # fmt: skip
    assert [(r["reason"], r["outcome"], r["count"]) for r in result["reasons"]] == [
        ("duplicate", "duplicate", 1),
        ("email_malformed", "rejected", 1),
        ("email_missing", "rejected", 1),
    ]
    assert result["warnings"] == []
    assert len(result["profiles"]) == 20
    assert result["profiles"][0] == {
        "email": "p0@example.com", "first_name": "N0", "location": {"city": "Riga"}, "properties": {"Tier": "gold"},
    }  # fmt: skip
    assert [(r["blob"], r["line"], r["reason"]) for r in result["rejects"]] == [
        ("People.csv", 3, "duplicate"),
        ("People.csv", 33, "email_malformed"),
        ("People.csv", 34, "email_missing"),
    ]
    assert all(r["detail"] for r in result["rejects"])
    assert result["unused_columns"] == ["New"]
    assert (result["chunks"], result["api_calls"], result["min_seconds"]) == (run.chunks.total, 8, 0)


async def test_against_the_snapshot(app: SmallApp) -> None:
    app.segment("Email,Name,City,Tier\n" + "".join(f"p{n}@example.com,N,Riga,gold\n" for n in range(5)))
    await app.export(mode=Mode.MIRROR)
    await app.run()
    app.segment("Email,Name,City,Tier\np0@example.com,N,Riga,gold\np1@example.com,N,Bonn,gold\nnew@example.com,,,\n")
    _, result = await previewed(app)
    counts = result["counts"]
    assert (counts["added"], counts["updated"], counts["unchanged"], counts["removed"]) == (1, 1, 1, 3)
    await app.export(mode=Mode.UPSERT)
    assert (await previewed(app))[1]["counts"]["removed"] == 0
    unsaved = (await previewed(app, None))[1]["counts"]
    assert (unsaved["added"], unsaved["unchanged"]) == (3, 0), "one that is not saved has sent nothing yet"


async def test_limits_and_errors_are_told(app: SmallApp) -> None:
    app.segment(ROWS)
    await app.export(profile_limit=29)
    _, result = await previewed(app)
    assert [one["message"] for one in result["warnings"]] == [
        "Profiles that the run would send: 30; the export's limit is 29. It would be skipped."
    ]
    await app.export(mapping={"email": "EMail"})
    made, result = await previewed(app)
    assert (made.state, made.error.type if made.error else "") == (PreviewState.FAILED, "column-missing")
    assert "did you mean Email?" in (made.error.detail if made.error else "")
    assert result == {}


async def test_one_at_a_time_for_each_person(app: SmallApp) -> None:
    app.segment(ROWS)
    export = await app.export()
    await request_preview(app.context, export, export.id, "ann")
    with pytest.raises(PreviewActive):
        await request_preview(app.context, export, export.id, "ann")
    await request_preview(app.context, export, export.id, "ben")
    await app.work()
    await request_preview(app.context, export, export.id, "ann")


async def test_of_six_at_once_one_is_made(app: SmallApp) -> None:
    app.segment(ROWS)
    export = await app.export()

    async def six() -> list[Any]:
        asked = (request_preview(app.context, export, export.id, "ann") for _ in range(6))
        return await asyncio.gather(*asked, return_exceptions=True)

    for _ in range(2):
        answers = await six()
        assert [type(answer) for answer in answers if type(answer) is not Preview] == [PreviewActive] * 5
        await app.work()


async def test_one_whose_message_was_lost_or_worker_died_is_taken_up_again(app: SmallApp) -> None:
    app.segment(ROWS)
    export = await app.export()
    asked = await request_preview(app.context, export, export.id, "ann")
    app.context.queues.messages.clear()
    found = await app.context.previews.get(asked.id)
    old = {"created_at": asked.created_at - timedelta(hours=1), "claimed_until": asked.created_at, "claimed_by": "dead"}
    await app.context.previews.replace(found.value.model_copy(update=old), found.etag)
    await clean_up_previews(app.context)
    await app.work()
    assert (await app.context.previews.get(asked.id)).value.state is PreviewState.READY


async def test_one_that_keeps_failing_fails_and_a_poisoned_message_too(app: SmallApp) -> None:
    app.segment(ROWS)
    export = await app.export()
    asked = await request_preview(app.context, export, export.id, "ann")
    app.context.queues.messages.clear()
    found = await app.context.previews.get(asked.id)
    await app.context.previews.replace(found.value.model_copy(update={"attempts": 3}), found.etag)
    await make_preview(app.context, asked.id)
    assert (await app.context.previews.get(asked.id)).value.error.type == "step-failed"
    again = await request_preview(app.context, export, export.id, "ann")
    await handle_poison(app.context, Queue.PREPARE, MakePreview(preview_id=again.id).model_dump_json())
    assert (await app.context.previews.get(again.id)).value.state is PreviewState.FAILED


async def tables(app: SmallApp, name: str) -> MemoryTable:
    tables: Any = app.context.previews._tables
    table: MemoryTable = await tables.table(name)
    return table


async def test_deleted_after_a_day(app: SmallApp) -> None:
    app.segment(ROWS)
    await app.export()
    made, _ = await previewed(app)
    assert f"previews/{made.id}.json" in app.context.files.blobs
    await clean_up_previews(app.context)
    assert f"previews/{made.id}.json" in app.context.files.blobs
    found = await app.context.previews.get(made.id)
    old = found.value.model_copy(update={"created_at": made.created_at - KEPT})
    await app.context.previews.replace(old, found.etag)
    await clean_up_previews(app.context)
    assert f"previews/{made.id}.json" not in app.context.files.blobs
    assert await app.context.previews.get(made.id) is None
    assert not [key for key in (await tables(app, "exports")).rows if key[0] == "preview"]


async def test_only_users_who_manage_the_export_read_a_preview(app: SmallApp) -> None:
    app.segment(ROWS)
    await app.export()
    made, _ = await previewed(app)
    contributor = Principal("2", "C", Role.CONTRIBUTOR)
    assert (await answer(app.context, read_preview, made.id)).status == 200
    connection = await app.context.connections.get("con_1")
    closed = connection.value.model_copy(update={"access": Access.ADMINISTRATORS})
    etag = await app.context.connections.replace("con_1", closed, connection.etag)
    with pytest.raises(Forbidden):
        await answer(app.context, read_preview, made.id, caller=contributor)
    await app.context.connections.replace("con_1", closed.model_copy(update={"access": Access.CONTRIBUTORS}), etag)
    assert (await answer(app.context, read_preview, made.id, caller=contributor)).status == 200
    for unknown in ("pre_" + "0" * 32, "../exports", "exp_1"):
        with pytest.raises(NotFound):
            await answer(app.context, read_preview, unknown)


async def test_columns_that_vanish_and_limits_of_a_connection(app: SmallApp) -> None:
    app.segment("Email,A,B\na@example.com,1,2\n")
    await app.export(mapping={"email": "Email", "properties": {"*": "*"}})
    assert (await app.run()).warnings == []
    app.segment("Email,A\na@example.com,1\nb@example.com,1\n")
    run = await app.run()
    assert [w for w in run.warnings if "no longer exist (1): B." in str(w)]
    assert (await app.run()).warnings == []
    connection = await app.context.connections.get("con_1")
    limited = connection.value.model_copy(update={"profile_limit": 1})
    await app.context.connections.replace("con_1", limited, connection.etag)
    app.context.recent_connections.__init__(5)
    run = await app.run(full=True)
    assert (run.state, run.error.type if run.error else "") == ("skipped", "over-limit")
    assert "the connection's limit is 1" in (run.error.detail if run.error else "")
    await remove_export(app.context, await app.context.exports.get("exp_1"))
    assert not [name for name in app.context.files.blobs if name.startswith("columns/")]


async def test_several_segments_are_one_and_the_last_named_counts(app: SmallApp) -> None:
    app.segment("Email,Name,Phone\na@example.com,Old,+12065550100\nb@example.com,B,\n", "One")
    app.segment("Name,Email,City\nNew,A@example.com,Riga\n", "Two")
    mapping = {"email": "Email", "first_name": "Name", "location.city": "City", "phone_number": "Phone"}
    await app.export(segments=["One", "Two"], mapping=mapping)
    run = await app.run()
    assert (run.counts.read, run.counts.accepted, run.counts.duplicates) == (3, 2, 1)
    members = await app.members()
    assert {email.lower(): one["first_name"] for email, one in members.items()} == {
        "a@example.com": "New",
        "b@example.com": "B",
    }
    await app.export(segments=["Two", "One"])
    await app.run()
    assert {one["first_name"] for one in (await app.members()).values()} == {"Old", "B"}


@pytest.mark.parametrize(
    ("posts", "seconds"), [(0, 0), (1, 0), (10, 0), (11, 1), (20, 1), (150, 14), (151, 60), (1500, 554)]
)
def test_the_least_time_of_klaviyos_windows(posts: int, seconds: float) -> None:
    assert min_duration_seconds(posts, Limits(10, 150, 1, 60)) == pytest.approx(seconds)


def test_the_min_api_calls() -> None:
    assert [min_api_calls(n) for n in (0, 1, 3, 4, 100, 101)] == [1, 3, 7, 6, 102, 104]


async def test_who_comes_to_share_a_number_is_sent_again_without_it(app: SmallApp) -> None:
    await app.export(mapping={"email": "Email", "phone_number": "Phone"})
    app.segment("Email,Phone\na@example.com,+12065550100\nb@example.com,+12065550101\n")
    assert (await app.run()).counts.added == 2
    app.segment("Email,Phone\na@example.com,+12065550100\nb@example.com,+12065550101\nc@example.com,+12065550100\n")
    counts = (await previewed(app))[1]["counts"]
    assert (counts["added"], counts["updated"], counts["unchanged"]) == (1, 1, 1)
