"""A rejected row as it is in the segment: in the version that the run read, and no further than its bounds."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from typing import Any

import duckdb
import openpyxl
import pytest
import pytest_asyncio

from shared.api.source_rows import read_source_row
from shared.errors import Conflict, Invalid, NotFound, TooLarge
from shared.planning.source_row import MAX_ROWS, read_row
from shared.segments.inspect_parts import inspect_all
from tests.fakes.api_calls import answer
from tests.fakes.small_app import SmallApp, small_app


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as app:
        await app.export(mapping={"email": "Email"})
        yield app


async def shown(app: SmallApp, run_id: str, line: int, blob: str = "People.csv") -> Any:
    found = await answer(app.context, read_source_row, run_id, body={"blob": blob, "line": line})
    values = json.loads(found.body)
    return {one["column"]: one["value"] for one in values["values"]} or values["text"]


async def test_a_row_of_text_is_shown_by_the_line_of_its_reject(app: SmallApp) -> None:
    app.segment('Email,Note\nann@example.com,"two\nlines"\nbroken@,x\nno"quote"s,"y\nlast@,z\n')
    run = await app.run()
    assert await shown(app, run.id, 2) == {"Email": "ann@example.com", "Note": "two\nlines"}
    assert await shown(app, run.id, 4) == {"Email": "broken@", "Note": "x"}
    assert await shown(app, run.id, 5) == 'no"quote"s,"y'
    with pytest.raises(NotFound, match="no row that begins at line 3"):
        await shown(app, run.id, 3)
    with pytest.raises(NotFound, match="not read a file with this name"):
        await shown(app, run.id, 4, "Other.csv")
    with pytest.raises(TooLarge):
        await shown(app, run.id, MAX_ROWS + 1)
    with pytest.raises(Invalid):
        await shown(app, run.id, 0)
    app.segment("Email,Note\nother@example.com,x\n")
    with pytest.raises(Conflict, match="was written again"):
        await shown(app, run.id, 2)


async def test_rows_of_other_forms(app: SmallApp) -> None:
    blobs = app.context.segments.blobs
    blobs["People.jsonl"] = b'{"Email": "ann@", "Points": 3}\n\n{"Email": null, "Tags": ["a"]}\nnothing\n'
    run = await app.run()
    assert await shown(app, run.id, 1, "People.jsonl") == {"Email": "ann@", "Points": "3", "Tags": None}
    assert await shown(app, run.id, 3, "People.jsonl") == {"Email": None, "Points": None, "Tags": '["a"]'}
    assert await shown(app, run.id, 4, "People.jsonl") == "nothing"
    blobs["People.jsonl"] = json.dumps({"Email": "ann@", "Note": "x" * 1500, "City": ["Zürich"]}).encode()
    run = await app.run()
    cut = {"Email": "ann@", "Note": "x" * 1000, "City": '["Zürich"]'}
    assert await shown(app, run.id, 1, "People.jsonl") == cut, "a long value is cut, and the row is one all the same"

    del blobs["People.jsonl"]
    file = app.folder / "made.parquet"
    with duckdb.connect() as db:
        db.execute(
            f"COPY (SELECT 'p' || i AS Email, i AS Points FROM range(5000) t(i)) TO '{file}' (ROW_GROUP_SIZE 2048)"
        )
    blobs["People.parquet"] = file.read_bytes()
    run = await app.run()
    assert await shown(app, run.id, 4001, "People.parquet") == {"Email": "p4000", "Points": "4000"}

    del blobs["People.parquet"]
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (["Email", "Points"], ["ann@", 3]):
        book.active.append(row)
    book.save(out)
    blobs["People.xlsx"] = out.getvalue()
    run = await app.run()
    assert await shown(app, run.id, 2, "People.xlsx, sheet Sheet") == {"Email": "ann@", "Points": "3"}


async def test_text_is_read_to_a_bound(app: SmallApp) -> None:
    app.segment("Email\n" + "a@example.com\n" * 20_000)
    run = await app.run()
    [part] = await inspect_all(app.context.segments, run.sources)
    with pytest.raises(TooLarge):
        read_row(app.context.open_files([part.source]), part, 19_000, max_bytes=100_000)
