"""Pages of rejects: every row once, with every filter and every size of the pieces that storage returns."""

import csv
import io
import json
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest

from shared.api.rejects import download_rejects, list_rejects, read_rejects, search_rejects
from shared.domain import Export, Mapping, Run, RunState, Trigger
from shared.domain.base import now
from shared.domain.identity import Identity
from shared.errors import Conflict, Invalid
from shared.planning.rejects import HEADER, rejects_csv
from shared.storage.records import Versioned
from shared.storage.stored_files import RunFiles
from tests.fakes.api_calls import answer

RUN_ID = "20261122-010203456-abcdef"
ROWS = [
    (f"Ü,{n}.csv", n, "rejected", "email_missing" if n % 3 else "email_malformed", None, f"a{n}@x.example")
    for n in range(250)
]
FILE = HEADER.encode() + rejects_csv(ROWS)


class Files:
    """A file that comes in pieces of `size` bytes."""

    def __init__(self, body: bytes, size: int) -> None:
        self._body, self._size = body, size

    async def stream(self, name: str) -> AsyncIterator[bytes]:
        assert name == f"runs/{RUN_ID}/rejects.csv"
        for at in range(0, len(self._body), self._size):
            yield self._body[at : at + self._size]


def app(body: bytes = FILE, size: int = 4096, state: RunState = RunState.SUCCESSFUL) -> Any:
    moment = now()
    export = Export(
        id="exp_1",
        name="E",
        connection_id="con_1",
        list_id="L",
        segments=["S"],
        mapping=Mapping.model_validate({"email": "email"}),
        **dict.fromkeys(("created_at", "updated_at", "scheduled_at"), moment),
    )
    run = Run(
        id=RUN_ID,
        export_id="exp_1",
        export=export,
        trigger=Trigger.ON_DEMAND,
        state=state,
        **dict.fromkeys(("queued_at", "heartbeat_at", "last_progress_at"), moment),
    )

    async def get(identifier: str) -> Versioned[Run]:
        return Versioned(run, "1")

    files: Any = Files(body, size)
    return SimpleNamespace(
        runs=SimpleNamespace(get=get),
        run_files=lambda run_id: RunFiles(files, run_id),
        settings=SimpleNamespace(personal_data_days=30),
    )


async def page(context: SimpleNamespace, **query: str) -> dict[str, Any]:
    response = await answer(context, list_rejects, RUN_ID, query=query)
    found: dict[str, Any] = json.loads(response.body)
    return found


def lines_of(body: bytes) -> list[int]:
    return [int(row["line"]) for row in csv.DictReader(io.StringIO(body.decode(), newline=""))]


@pytest.mark.parametrize("size", [1, 7, 100_000])
@pytest.mark.parametrize("reason", [None, "email_malformed"])
async def test_every_row_once(size: int, reason: str | None) -> None:
    query = {"limit": "40"} | ({"reason": reason} if reason else {})
    lines, cursor = [], None
    while True:
        found = await page(app(size=size), **query, **({"cursor": cursor} if cursor else {}))
        lines += [row["line"] for row in found["rejects"]]
        assert (found["reasons"] is None) == bool(cursor)
        cursor = found["next_cursor"]
        if not cursor:
            break
    assert lines == [n for n, row in enumerate(ROWS) if reason in (None, row[3])]


async def test_the_first_page_counts_all_reasons_whatever_the_filter() -> None:
    found = await page(app(), limit="1", reason="email_malformed")
    assert [(one["reason"], one["count"]) for one in found["reasons"]] == [
        ("email_missing", 166),
        ("email_malformed", 84),
    ]
    assert [one["example"]["line"] for one in found["reasons"]] == [1, 0]
    assert found["rejects"][0]["blob"] == "Ü,0.csv"


@pytest.mark.parametrize(
    ("search", "lines"),
    [
        ({"search": " A17@x "}, [17]),
        ({"search": "17"}, [17, 117, *range(170, 180), 217]),
        ({"search": "17@x", "reason": "email_malformed"}, [117]),
        ({"search": "absent", "reason": None}, []),
    ],
)
async def test_rows_are_found_by_address_and_line_and_downloaded(search: dict[str, Any], lines: list[int]) -> None:
    found, cursor = [], None
    while True:
        body = {**search, "limit": 9, "cursor": cursor}
        one = json.loads((await answer(app(size=7), search_rejects, RUN_ID, body=body)).body)
        assert (one["reasons"] is None) == bool(cursor)
        found += [row["line"] for row in one["rejects"]]
        cursor = one["next_cursor"]
        if not cursor:
            break
    assert found == lines
    file = await answer(app(), download_rejects, RUN_ID, body=search)
    assert lines_of(file.body) == lines
    assert file.body.startswith(HEADER.encode())


async def test_the_rows_of_a_reason_are_downloaded() -> None:
    file = await answer(app(), read_rejects, RUN_ID, query={"reason": "email_malformed"})
    assert lines_of(file.body) == [n for n, row in enumerate(ROWS) if row[3] == "email_malformed"]


async def test_the_whole_file_is_downloaded_without_a_filter() -> None:
    assert (await answer(app(), read_rejects, RUN_ID)).body == FILE


async def test_without_a_file_the_page_is_empty() -> None:
    assert await page(app(b"")) == {"rejects": [], "next_cursor": None, "reasons": []}


async def test_what_is_refused() -> None:
    with pytest.raises(Invalid):
        await page(app(), reason="weather")
    with pytest.raises(Invalid):
        await page(app(), cursor="eyJSb3dLZXkiOiJ4In0=")
    with pytest.raises(Conflict):
        await page(app(state=RunState.UPLOADING))


@pytest.mark.parametrize(
    "wrong",
    [
        {"search": " "},
        {"search": "x" * 321},
        {"reason": "weather"},
        {"limit": 0},
        {"limit": 201},
        {"limit": "5"},
        {"cursor": 5},
        {"cursor": "eyJSb3dLZXkiOiJ4In0="},
        {"email": "a17@x.example"},
    ],
)
async def test_a_search_that_is_refused_is_not_repeated_in_the_answer(wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        await answer(app(), search_rejects, RUN_ID, body={"search": "a17@x.example"} | wrong)
    assert refused.value.field == next(iter(wrong))
    assert "a17@x" not in str(refused.value)


async def test_pages_show_a_number_as_it_is_and_the_file_guards_it_from_spreadsheets() -> None:
    number, kind = "+3725551234", Identity.PHONE_NUMBER
    row = ("=1.csv", 2, "duplicate", "duplicate", None, number)
    body = HEADER.encode() + rejects_csv([row], kind)
    [shown] = (await page(app(body)))["rejects"]
    assert (shown["phone_number"], shown["blob"]) == (number, "=1.csv")
    file = await answer(app(body), download_rejects, RUN_ID, body={"search": number})
    assert b"'+3725551234" in file.body
