"""Tables that Synapse Link for Dataverse writes: changes are appended, columns are added, increments have folders."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.domain import Mode
from shared.errors import SegmentEmpty, SegmentUnreadable
from shared.segments.catalog import all_segments, find, may_update
from tests.fakes.effort import examples
from tests.fakes.memory import MemoryBlobs
from tests.fakes.small_app import small_app
from tests.fakes.staged_segment import Staged, staged_from

COLUMNS = (
    ("Id", "guid"),
    ("SinkCreatedOn", "dateTime"),
    ("SinkModifiedOn", "dateTime"),
    ("emailaddress1", "string"),
    ("firstname", "string"),
    ("versionnumber", "int64"),
    ("IsDelete", "boolean"),
)
LATER = ("loyalty", "string")
MAPPING = {"email": "emailaddress1", "first_name": "firstname", "properties": {"*": "*"}}
ADDRESS = "https://acme.blob.core.windows.net/segments"


def model(*partitions: str, columns: Sequence[tuple[str, str]] = COLUMNS, name: str = "contact") -> str:
    return json.dumps(
        {
            "name": "cdm",
            "version": "1.0",
            "culture": "en-US",
            "entities": [
                {
                    "$type": "LocalEntity",
                    "name": name,
                    "attributes": [{"name": column, "dataType": type_} for column, type_ in columns],
                    "partitions": [
                        {
                            "name": partition.rpartition("/")[2],
                            "location": f"{ADDRESS}/{partition}",
                            "fileFormatSettings": {
                                "$type": "CsvFormatSettings",
                                "columnHeaders": False,
                                "delimiter": ",",
                                "quoteStyle": "QuoteStyle.Csv",
                                "csvStyle": "CsvStyle.QuoteAlways",
                                "encoding": "UTF-8",
                            },
                        }
                        for partition in partitions
                    ],
                }
            ],
        }
    )


def guid(number: int) -> str:
    return f"{number:08x}-0000-4000-8000-000000000000"


def text(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def change(number: int, name: str, version: int | str, *more: str, at: int = 0) -> list[str]:
    time = f"11/{1 + at // 24}/2026 {at % 12 or 12}:00:00 {'AM' if at % 24 < 12 else 'PM'}"
    return [guid(number), time, time, f"p{number}@example.com", name, str(version), "", *more]


def deletion(number: int, version: int | str = "", at: int = 0) -> list[str]:
    """A deletion has little more than the id."""
    time = change(number, "", 0, at=at)[1]
    return [guid(number), time, time, "", "", str(version), "True"]


def sent(result: Staged) -> dict[str, str]:
    return {one["email"].partition("@")[0]: one.get("first_name", "") for one in result.profiles()}


def contact(*rows: Sequence[str], columns: Sequence[tuple[str, str]] = COLUMNS) -> MemoryBlobs:
    container = MemoryBlobs()
    container.put("model.json", model("contact/2026-11.csv", columns=columns))
    container.put("contact/2026-11.csv", text(rows))
    return container


def test_the_newest_row_of_each_id_counts_and_deleted_ones_do_not() -> None:
    container = contact(
        change(1, "Ann", 10),
        change(2, "Bob", 11),
        change(1, "Anna", 14),
        change(3, "Cem", 12),
        change(1, "not the newest", 13),
        deletion(2, 15),
        deletion(4, 16),
    )
    with staged_from(container, "contact", MAPPING) as result:
        assert sent(result) == {"p1": "Anna", "p3": "Cem"}
        assert result.counts == (2, 0, 0)
        assert result.reasons() == []


def test_versions_are_compared_as_numbers() -> None:
    with staged_from(contact(change(1, "new", 10), change(1, "old", 9)), "contact", MAPPING) as result:
        assert sent(result) == {"p1": "new"}


def test_a_deletion_without_a_version_is_newer_than_what_was_written_before_it() -> None:
    container = contact(
        change(1, "Ann", 10, at=1),
        deletion(2, at=9),
        deletion(1, at=2),
        change(2, "deleted later", 11, at=1),
        change(3, "Cem", 12, at=1),
        deletion(3, at=2),
        change(3, "restored", 20, at=3),
    )
    with staged_from(container, "contact", MAPPING) as result:
        assert sent(result) == {"p3": "restored"}


def test_ids_are_compared_without_braces_and_letter_case() -> None:
    upper = change(0xAB, "new", 2)
    upper[0] = "{" + upper[0].upper() + "}"
    with staged_from(contact(change(0xAB, "old", 1), upper), "contact", MAPPING) as result:
        assert sent(result) == {"p171": "new"}


@pytest.mark.parametrize("blank", ["", "NULL", " "])
def test_rows_without_an_id_are_rows_of_their_own(blank: str) -> None:
    rows = [change(1, "Ann", 1), change(2, "Bob", 2), deletion(3, 3)]
    for row in rows:
        row[0] = blank
    with staged_from(contact(*rows), "contact", MAPPING) as result:
        assert sent(result) == {"p1": "Ann", "p2": "Bob"}


def test_rejects_have_the_line_in_the_file() -> None:
    bad = change(3, "Cem", 3)
    bad[3] = "nobody"
    container = contact(change(1, "a", 1), change(1, "b", 2), bad)
    with staged_from(container, "contact", MAPPING) as result:
        assert result.reasons() == [("contact/2026-11.csv", 3, "email_malformed")]
        assert result.counts == (2, 1, 0)


def test_rows_are_shorter_where_a_column_was_added_later() -> None:
    container = contact(
        change(1, "Ann", 1), change(2, "Bob", 2), change(1, "Anna", 3, "gold"), columns=(*COLUMNS, LATER)
    )
    with staged_from(container, "contact", MAPPING) as result:
        assert sent(result) == {"p1": "Anna", "p2": "Bob"}
        assert [one["properties"].get("loyalty") for one in result.profiles()] == [None, "gold"]


def test_a_changed_address_leaves_the_old_one() -> None:
    moved = change(1, "Ann", 2)
    moved[3] = "new@example.com"
    with staged_from(contact(change(1, "Ann", 1), moved), "contact", MAPPING) as result:
        assert sent(result) == {"new": "Ann"}


def test_a_table_of_which_everything_is_deleted_is_empty() -> None:
    with pytest.raises(SegmentEmpty), staged_from(contact(change(1, "Ann", 1), deletion(1, 2)), "contact", MAPPING):
        pass


def test_a_table_without_these_columns_is_read_as_it_is() -> None:
    columns = [column for column in COLUMNS if column[0] != "IsDelete"]
    rows = [change(1, "Ann", 2)[:-1], change(1, "last", 1)[:-1]]
    with staged_from(contact(*rows, columns=columns), "contact", MAPPING) as result:
        assert sent(result) == {"p1": "last"}
        assert result.counts == (2, 0, 1)


async def test_a_deleted_person_leaves_the_list_of_a_mirror() -> None:
    async with small_app() as app:
        await app.export(segment="contact", mode=Mode.MIRROR, mapping=MAPPING, removal_limit_percent=100)
        blobs = app.context.segments.blobs
        blobs["model.json"] = model("contact/2026-11.csv").encode()
        rows = [change(1, "Ann", 1), change(2, "Bob", 2)]
        blobs["contact/2026-11.csv"] = text(rows).encode()
        first = await app.run()
        assert first.counts.accepted == 2
        blobs["contact/2026-11.csv"] = text([*rows, deletion(2, 3), change(3, "Cem", 4)]).encode()
        second = await app.run()
        assert (second.counts.read, second.counts.added, second.counts.unchanged, second.counts.removed) == (2, 1, 1, 1)
        assert (await app.members()).keys() == {"p1@example.com", "p3@example.com"}


FIRST, SECOND, UNFINISHED = "2026-11-01T08.00.00Z", "2026-11-02T08.00.00Z", "2026-11-03T08.00.00Z"


def incremental(below: str = "") -> MemoryBlobs:
    container = MemoryBlobs()
    for time, rows, columns in (
        (FIRST, [change(1, "Ann", 1), change(2, "Bob", 2)], COLUMNS),
        (SECOND, [change(1, "Anna", 3, "gold"), [*deletion(2, 4), ""], change(3, "Cem", 5, "")], (*COLUMNS, LATER)),
    ):
        path = f"{below}{time}/contact/2026-11.csv"
        container.put(f"{below}{time}/model.json", model(path, columns=columns))
        container.put(path, text(rows))
    container.put(f"{below}{UNFINISHED}/contact/2026-11.csv", text([change(1, "unfinished", 9)]))
    return container


@pytest.mark.parametrize(
    ("below", "name"), [("", "contact"), ("Dataverse/", "Dataverse"), ("Dataverse/", "Dataverse.contact")]
)
async def test_incremental_folders_are_one_table(below: str, name: str) -> None:
    container = incremental(below)
    assert [segment.name for segment in await all_segments(container)] == [below.rstrip("/") or "contact"]
    segment = await find(container, name)
    assert [document.name for document in segment.documents] == [
        f"{below}{FIRST}/model.json",
        f"{below}{SECOND}/model.json",
    ]
    with staged_from(container, name, MAPPING) as result:
        assert sent(result) == {"p1": "Anna", "p3": "Cem"}
        assert result.profiles()[0]["properties"]["loyalty"] == "gold"
    assert may_update(f"{below}{UNFINISHED}/model.json", name)


async def test_the_next_folder_counts_when_its_model_is_written() -> None:
    container = incremental()
    path = f"{UNFINISHED}/contact/2026-11.csv"
    container.put(f"{UNFINISHED}/model.json", model(path))
    with staged_from(container, "contact", MAPPING) as result:
        assert sent(result) == {"p1": "unfinished", "p3": "Cem"}


async def test_incremental_folders_without_the_columns_of_changes_are_refused() -> None:
    container = MemoryBlobs()
    for time in (FIRST, SECOND):
        container.put(f"{time}/model.json", model(f"{time}/contact/1.csv", columns=COLUMNS[:-1]))
        container.put(f"{time}/contact/1.csv", text([change(1, "Ann", 1)[:-1]]))
    with pytest.raises(SegmentUnreadable, match="cannot be applied: it needs the columns Id, IsDelete"):
        await find(container, "contact")


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "update", "update", "delete"]),
        st.integers(0, 5),
        st.sampled_from(["Ann", "Bob", "", "Ö"]),
        st.booleans(),
    ),
    max_size=30,
)


@settings(max_examples=examples(10), deadline=None, suppress_health_check=list(HealthCheck))
@given(operations=OPERATIONS, cuts=st.lists(st.integers(0, 30), max_size=2), seed=st.randoms(), folders=st.booleans())
def test_random_histories_give_the_people_of_the_latest_state(
    operations: list[tuple[str, int, str, bool]], cuts: list[int], seed: Any, folders: bool
) -> None:
    """Inserts, updates and deletions in one or more files or incremental folders; rows of a file in any order."""
    state: dict[int, str] = {}
    rows: list[list[str]] = []
    for time, (kind, person, name, versioned) in enumerate(operations):
        if kind == "delete":
            if person in state:
                del state[person]
                rows.append(deletion(person, 2 * time if versioned else "", at=time))
        elif kind == "insert" or person in state:
            state[person] = name
            rows.append(change(person, name, 2 * time, at=time))
    # Someone who is always there: a table without people is an error of its own.
    rows.append(change(99, "always", 1, at=0))
    state[99] = "always"
    bounds = sorted({0, *(min(cut, len(rows)) for cut in cuts), len(rows)})
    container, paths = MemoryBlobs(), []
    for number, (first, last) in enumerate(pairwise(bounds)):
        part = rows[first:last]
        seed.shuffle(part)
        folder = f"2026-11-{number + 1:02}T08.00.00Z/" if folders else ""
        paths.append(f"{folder}contact/{number}.csv")
        container.put(paths[-1], text(part))
        if folders:
            container.put(f"{folder}model.json", model(paths[-1]))
    if not folders:
        container.put("model.json", model(*paths))
    with staged_from(container, "contact", MAPPING) as result:
        assert sent(result) == {f"p{person}": name for person, name in state.items()}
        assert result.counts == (len(state), 0, 0)
