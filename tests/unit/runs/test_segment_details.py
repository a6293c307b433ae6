"""The list of segments: number of requests, cache, problems."""

from __future__ import annotations

import json

from tests.fakes.app import Memory
from tests.fakes.files import parquet

MANY = 1000
DETAILS = "segment-details.json"


def many() -> Memory:
    app = Memory()
    packed = parquet("SELECT 'a@example.com' AS email, 1.5 AS n FROM range(7)")
    for number in range(MANY):
        if number % 50:
            app.segments.put(f"S{number:04}.csv", f"email;points\nsecret{number}@example.com;{number}\n")
        else:
            app.segments.put(f"S{number:04}/1.parquet", packed)
            app.segments.put(f"S{number:04}/2.parquet", packed)
    return app


async def test_a_thousand_segments_need_one_request_each_and_only_once() -> None:
    app = many()
    first = await app.list_segments()
    assert len(first) == MANY
    assert [(c.name, c.kind) for c in first[1][1].columns] == [("email", "string"), ("points", "number")]
    assert (first[1][1].rows, first[1][1].rows_exact) == (1, True)
    assert (first[0][1].rows, first[0][1].rows_exact) == (14, True)
    assert app.segments.requests <= 1 + MANY + MANY // 50
    assert b"secret" not in app.files.blobs[DETAILS], "names and numbers only"

    app.segments.requests = app.files.writes = 0
    assert await app.list_segments() == first
    assert (app.segments.requests, app.files.writes) == (1, 0), "a listing, nothing else"

    app.segments.put("S0001.csv", "mail\nx@example.com\ny@example.com\n")
    del app.segments.blobs["S0002.csv"]
    app.segments.requests = 0
    again = {segment.name: found for segment, found in await app.list_segments()}
    assert app.segments.requests == 2
    assert [column.name for column in again["S0001"].columns] == ["mail"]
    assert "S0002" not in json.loads(app.files.blobs[DETAILS])


async def test_a_page_reads_its_own_segments_and_keeps_the_others_in_the_cache() -> None:
    app = many()
    assert [segment.name for segment, _ in await app.list_segments(slice(1, 4))] == ["S0001", "S0002", "S0003"]
    assert app.segments.requests == 1 + 3
    await app.list_segments(slice(4, 6))
    assert json.loads(app.files.blobs[DETAILS]).keys() == {f"S{number:04}" for number in range(1, 6)}
    assert app.segments.requests == 2 + 3 + 2


async def test_a_cache_of_another_version_of_the_app_is_rebuilt() -> None:
    for kept in (b"", b"no json", b'{"A": {"other": 1}}', b'{"People": {"versions": "x"}}'):
        app = Memory()
        app.segments.put("People.csv", "email\nann@example.com\n")
        app.files.blobs[DETAILS] = kept
        [(segment, found)] = await app.list_segments()
        assert (segment.name, found.rows) == ("People", 1)


async def test_problems_are_shown_and_do_not_hide_the_others() -> None:
    app = Memory()
    app.segments.put("A.csv", b"\x00\x01\x02" * 100)
    app.segments.put("B.parquet", b"no parquet")
    app.segments.put("C.csv", "")
    app.segments.put("D.csv", "email\n")
    app.segments.put("D/1.csv", "email\n")
    app.segments.put("E/model.json", "{}")
    app.segments.put("F.jsonl", '{"email": "a@example.com"}\n')
    found = {segment.name: summary for segment, summary in await app.list_segments()}
    assert {name: bool(one.problems) for name, one in found.items()} == {
        "A": True, "B": True, "C": True, "D": True, "E": True, "F": False,
    }  # fmt: skip
    assert (found["F"].rows, found["F"].rows_exact) == (1, True)


async def test_rows_of_large_text_are_an_estimate() -> None:
    app = Memory()
    app.segments.put("Big.csv", "email,note\n" + "".join(f"p{n}@example.com,{'x' * 50}\n" for n in range(20_000)))
    [(_, found)] = await app.list_segments()
    assert not found.rows_exact
    assert found.rows is not None
    assert 18_000 < found.rows < 22_000


async def test_a_long_first_line_does_not_fail_the_list() -> None:
    app = Memory()
    app.segments.put("Wide.csv", ",".join(f"a long name of column {n}" for n in range(5000)) + "\n1\n")
    app.segments.put("Rich.jsonl", '{"Email":"ann@example.com","Note":"' + "x" * 100_000 + '"}\n')
    (_, rich), (_, wide) = await app.list_segments()
    assert [column.name for column in rich.columns] == ["Email", "Note"]
    assert (len(wide.columns), rich.problems, wide.problems) == (5000, (), ())
