"""How the files of a segment are read can be chosen: by whom, with what result, and what every run then does."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from shared.api.operations import Call
from shared.api.permissions import Principal, Role
from shared.api.segment_formats import change_format, read_format
from shared.api.segments import list_segments, read_segment
from shared.domain import Source
from shared.domain.segment_format import SegmentFormat
from shared.errors import Forbidden, Invalid, NotFound, PreconditionFailed
from tests.fakes.api_calls import ADMINISTRATOR, answer
from tests.fakes.small_app import SmallApp, small_app

POLISH = "Email;Name\nann@example.com;Łucja\n".encode("cp1250")


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as made:
        yield made


async def shown(app: SmallApp, name: str = "People") -> tuple[dict[str, Any], str]:
    found = await answer(app.context, read_format, name)
    return json.loads(found.body), found.headers["ETag"]


async def test_an_encoding_that_cannot_be_detected_is_chosen_and_every_run_uses_it(app: SmallApp) -> None:
    app.context.segments.put("People.csv", POLISH)
    before, version = await shown(app)
    assert (before["used"], before["chosen"]["encoding"]) == (None, None)
    assert "is not UTF-8" in before["problems"][0]["message"]

    call = Call(app.context, ADMINISTRATOR)
    body = {"encoding": "windows-1250"}
    changed = await answer(app.context, change_format, "People", body=body, headers={"if-match": version}, call=call)
    after = json.loads(changed.body)
    assert after["problems"] == []
    assert after["used"] == {
        "encoding": "cp1250", "delimiter": ";", "quote": '"', "escape": "", "header": True, "sheet": None,
    }  # fmt: skip
    assert after["chosen"] == SegmentFormat(encoding="windows-1250").model_dump()
    assert after["changed_by"] == "Alex"
    (change,) = call.changes
    assert (change.target, change.after) == ("People", after["chosen"])

    details = json.loads((await answer(app.context, read_segment, "People")).body)
    assert details["sample"] == [{"Email": "ann@example.com", "Name": "Łucja"}]
    listed = json.loads((await answer(app.context, list_segments)).body)
    assert [column["name"] for column in listed["segments"][0]["columns"]] == ["Email", "Name"]
    run = await app.run((await app.export("exp_2", mapping={"email": "Email", "first_name": "Name"})).name)
    assert run.counts.accepted == 1
    assert run.sources[0].format == SegmentFormat(encoding="windows-1250")


async def test_null_goes_back_to_what_is_detected_and_the_list_follows(app: SmallApp) -> None:
    app.context.segments.put("People.csv", b"Email,Note\na@example.com,x\n")
    await answer(app.context, change_format, "People", body={"delimiter": ";", "header": False})

    async def columns() -> list[str]:
        listed = json.loads((await answer(app.context, list_segments)).body)
        return [column["name"] for column in listed["segments"][0]["columns"]]

    assert await columns() == ["column 1"]
    await answer(app.context, change_format, "People", body={"delimiter": None})
    assert await columns() == ["column 1", "column 2"]
    await answer(app.context, change_format, "People", body={"header": None})
    assert await columns() == ["Email", "Note"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"encoding": "klingon"}, "klingon"),
        ({"delimiter": "a"}, "delimiter"),
        ({"quote": "''"}, "quote"),
        ({"quote": "'", "delimiter": "'"}, "the same character for two"),
        ({"colour": "red"}, "colour"),
    ],
)
async def test_a_choice_that_cannot_be_used_is_refused(app: SmallApp, body: dict[str, Any], message: str) -> None:
    app.context.segments.put("People.csv", POLISH)
    with pytest.raises(Invalid, match=message):
        await answer(app.context, change_format, "People", body=body)


async def test_another_version_and_an_unknown_segment_are_refused(app: SmallApp) -> None:
    app.context.segments.put("People.csv", POLISH)
    _, version = await shown(app)
    await answer(app.context, change_format, "People", body={"quote": ""}, headers={"if-match": version})
    with pytest.raises(PreconditionFailed):
        await answer(app.context, change_format, "People", body={"quote": "'"}, headers={"if-match": version})
    with pytest.raises(NotFound):
        await answer(app.context, change_format, "Nobody", body={"quote": "'"})


async def test_a_contributor_may_not_change_how_an_export_on_a_closed_connection_reads(app: SmallApp) -> None:
    contributor = Principal("2", "Ben", Role.CONTRIBUTOR)
    app.context.segments.put("People.csv", POLISH)
    await answer(app.context, change_format, "People", body={"encoding": "windows-1250"}, caller=contributor)
    await app.export("exp_2", segment="People")
    with pytest.raises(Forbidden, match="Ask an administrator"):
        await answer(app.context, change_format, "People", body={"encoding": "utf-16"}, caller=contributor)


def test_a_source_without_a_choice_is_stored_as_before() -> None:
    assert "format" not in Source(segment="S", blob="S.csv", etag="1", size=1).model_dump_json()
