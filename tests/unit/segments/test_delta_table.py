"""Delta tables: the files of the newest version, and what is refused with a reason."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.errors import SegmentUnreadable
from shared.runs.segment_updates import version
from shared.segments.catalog import all_segments, find
from tests.fakes.app import Memory
from tests.fakes.deletion_vectors import inline_vector
from tests.fakes.files import delta_action, delta_features, delta_field, parquet
from tests.fakes.memory import MemoryBlobs
from tests.fakes.staged_segment import staged_from

SCHEMA = {
    "type": "struct",
    "fields": [
        delta_field("email", "string"),
        delta_field("points", "long"),
        delta_field("tags", {"type": "array", "elementType": "string", "containsNull": True}),
        delta_field("country", "string"),
    ],
}


ADD = (
    "{'path': 'country=X%20Y/ann.parquet', 'partitionValues': MAP {'country': 'X Y'}, 'size': 1::BIGINT, "
    "'modificationTime': 1::BIGINT, 'dataChange': true} AS add"
)
"""The same of a file in a checkpoint."""


def metadata(**configuration: str) -> str:
    return delta_action(
        "metaData", id="1", schemaString=json.dumps(SCHEMA), partitionColumns=["country"], configuration=configuration
    )


PROTOCOL = delta_action("protocol")


def file(name: str) -> bytes:
    return parquet(f"SELECT '{name}@example.com' AS email, 7::BIGINT AS points, ['a', 'b'] AS tags")


def add(name: str, country: str | None, **more: Any) -> str:
    return delta_action("add", path=f"country=X%20Y/{name}.parquet", partitionValues={"country": country}, **more)


def table(*commits: str) -> MemoryBlobs:
    container = MemoryBlobs()
    for number, text in enumerate(commits):
        container.put(f"People/_delta_log/{number:020}.json", text)
    for name in ("ann", "bob", "old"):
        container.put(f"People/country=X Y/{name}.parquet", file(name))
    container.put("People/_delta_log/_last_checkpoint", "{}")
    return container


def emails(container: MemoryBlobs) -> list[str]:
    with staged_from(container, "People", mapping={"email": "email", "properties": {"C": "country"}}) as result:
        return [f"{one['email']} {one.get('properties', {}).get('C', '')}".strip() for one in result.profiles()]


COMMITS = (
    PROTOCOL + metadata() + add("old", "EE"),
    add("ann", "X Y")
    + delta_action("remove", path="country=X%20Y/old.parquet")
    + delta_action("commitInfo", operation="MERGE"),
    add("bob", None),
)


async def test_the_files_of_the_newest_version_with_their_partition_values() -> None:
    container = table(*COMMITS)
    segment = await find(container, "People")
    assert (segment.kind, len(segment.parts)) == ("delta", 2)
    assert [one.name for one in await all_segments(container)] == ["People"]
    assert emails(container) == ["ann@example.com X Y", "bob@example.com"]
    with staged_from(container, "People") as result:
        assert [(c.name, c.kind) for c in result.run._reading.columns] == [
            ("email", "string"), ("points", "number"), ("tags", "list"), ("country", "string"),
        ]  # fmt: skip
        assert result.texts()[0]["tags"] == '["a","b"]'
        assert result.warnings == []


def checkpoint(schema: dict[str, Any]) -> bytes:
    """A checkpoint of a table with one file, ann.parquet."""
    return parquet(
        f"""
        SELECT {ADD}, {{'id': '1', 'schemaString': '{json.dumps(schema)}', 'partitionColumns': ['country'],
            'format': {{'provider': 'parquet', 'options': MAP {{'a': 'b'}}}}, 'configuration': MAP {{'k': 'v'}}}}
            AS "metaData",
            {{'minReaderVersion': 1::INTEGER, 'minWriterVersion': 2::INTEGER}} AS protocol
        """
    )


async def test_a_checkpoint_and_the_commits_after_it() -> None:
    container = table(*COMMITS)
    for number in (0, 1):
        del container.blobs[f"People/_delta_log/{number:020}.json"]
    container.put(f"People/_delta_log/{1:020}.checkpoint.parquet", checkpoint(SCHEMA))
    assert emails(container) == ["ann@example.com X Y", "bob@example.com"]


@pytest.mark.parametrize(
    ("commits", "named"),
    [
        ((PROTOCOL + metadata(**{"delta.columnMapping.mode": "x"}) + add("ann", "X"),), "columnMapping"),
        ((PROTOCOL + metadata() + add("ann", "X", deletionVector={"storageType": "u"}),), "deletionVector"),
        (
            (delta_features("v2Checkpoint", "unheardOf") + metadata() + add("ann", "X"),),
            "unheardOf",
        ),
        ((PROTOCOL + add("ann", "X"),), "No table metadata"),
        ((PROTOCOL + metadata() + add("gone", "X"),), r"gone\.parquet"),
        ((PROTOCOL + metadata() + "{no json}\n",), "whilst parsing"),
        ((PROTOCOL + delta_action("metaData", schemaString="{}") + add("ann", "X"),), "missing field"),
        ((PROTOCOL + metadata() + delta_action("add", path="../../exports/x.parquet"),), r"'\.\.'"),
    ],
)
async def test_unreadable_tables_are_refused_with_a_reason(commits: tuple[str, ...], named: str) -> None:
    with pytest.raises(SegmentUnreadable, match=named):
        await find(table(*commits), "People")


async def test_a_gap_in_the_log() -> None:
    container = table(*COMMITS)
    del container.blobs[f"People/_delta_log/{1:020}.json"]
    with pytest.raises(SegmentUnreadable, match="gaps"):
        await find(container, "People")


async def test_a_log_of_only_a_checkpoint_is_a_delta_table() -> None:
    container = table(*COMMITS)
    for number in (0, 1, 2):
        del container.blobs[f"People/_delta_log/{number:020}.json"]
    container.put(f"People/_delta_log/{2:020}.checkpoint.parquet", checkpoint(SCHEMA))
    assert emails(container) == ["ann@example.com X Y"], "the other files are no longer in the table"
    assert [segment.kind for segment in await all_segments(container)] == ["delta"]


async def test_a_log_without_a_table_is_not_a_plain_folder() -> None:
    container = table()
    container.put(f"People/_delta_log/{7:020}.checkpoint.{'a' * 8}-{'b' * 4}-{'c' * 4}-{'d' * 4}-{'e' * 12}.json", "{}")
    [segment] = await all_segments(container)
    assert (segment.name, segment.kind) == ("People", "delta")
    assert "No table metadata" in str(segment.problem)


@pytest.mark.parametrize(
    ("folder", "path", "value"),
    [
        ("at=2026-06-07 13%3A00%3A00", "at=2026-06-07%2013%253A00%253A00", "2026-06-07 13:00:00"),
        ("at=A%2FA", "at=A%252FA", "A/A"),
        ("at=50%25", "at=50%2525", "50%"),
        ("at=%23 1", "at=%2523%201", "# 1"),
        ("at=a?b#c", "at=a%3Fb%23c", "a?b#c"),
        ("at=é", "at=%C3%A9", "é"),
    ],
)
async def test_paths_are_decoded_once(folder: str, path: str, value: str) -> None:
    schema = {"type": "struct", "fields": [delta_field("email", "string"), delta_field("at", "string")]}
    container = MemoryBlobs()
    text = PROTOCOL + delta_action("metaData", schemaString=json.dumps(schema), partitionColumns=["at"])
    text += delta_action("add", path=f"{path}/1.parquet", partitionValues={"at": value})
    container.put(f"People/_delta_log/{0:020}.json", text)
    container.put(f"People/{folder}/1.parquet", parquet("SELECT 'a@example.com' AS email"))
    with staged_from(container, "People") as result:
        assert result.texts()[0]["at"] == value


VECTOR = inline_vector([0])


@pytest.mark.parametrize("order", [1, -1])
async def test_a_file_is_identified_with_its_deletion_vector(order: int) -> None:
    """A commit that replaces a file by the same one with a deletion vector may name both in any order."""
    first = delta_features("deletionVectors") + metadata()
    first += add("ann", "X") + add("bob", "X")
    changes = [
        add("ann", "X", deletionVector=VECTOR, stats='{"numRecords": 1}'),
        delta_action("remove", path="country=X%20Y/ann.parquet"),
    ]
    container = table(first, "".join(changes[::order]))
    assert emails(container) == ["bob@example.com X"], "the only row of the other file is deleted"
    removed = delta_action("remove", path="country=X%20Y/ann.parquet", deletionVector=VECTOR)
    container = table(first, "".join(changes[::order]), removed)
    assert [part.blob for part in (await find(container, "People")).parts] == ["People/country=X Y/bob.parquet"]
    assert len((await find(table(first), "People")).parts) == 2, "the feature alone changes nothing"


async def test_columns_that_are_not_in_the_schema_are_not_read() -> None:
    container = table(PROTOCOL + metadata() + add("ann", "X"))
    data = parquet(
        "SELECT 'old' AS \"Old\", 'insert' AS _change_type, 'ann@example.com' AS email, 'file' AS country, 1 AS points"
    )
    container.put("People/country=X Y/ann.parquet", data)
    with staged_from(container, "People", mapping={"email": "email", "properties": {"*": "*"}}) as result:
        assert [column.name for column in result.run._reading.columns] == ["email", "points", "tags", "country"]
        assert result.profiles() == [{"email": "ann@example.com", "properties": {"points": 1, "country": "X"}}]


@pytest.mark.parametrize(
    ("type_", "value", "text"),
    [
        ("timestamp", "2026-06-07 13:00:00", "2026-06-07T13:00:00Z"),
        ("timestamp", "2026-06-07T13:00:00.500000Z", "2026-06-07T13:00:00.5Z"),
        ("timestamp_ntz", "2026-06-07 13:00:00.000000", "2026-06-07T13:00:00"),
        ("date", "2026-06-07", "2026-06-07"),
        ("string", "", None),
        ("long", "7", "7"),
    ],
)
async def test_partition_values_have_the_form_of_values_in_files(type_: str, value: str, text: str | None) -> None:
    schema = {"type": "struct", "fields": [delta_field("email", "string"), delta_field("at", type_)]}
    container = table(
        (delta_features("timestampNtz") if type_ == "timestamp_ntz" else PROTOCOL)
        + delta_action("metaData", schemaString=json.dumps(schema), partitionColumns=["at"])
        + delta_action("add", path="country=X%20Y/ann.parquet", partitionValues={"at": value})
    )
    with staged_from(container, "People") as result:
        assert result.texts()[0]["at"] == text


async def test_a_checkpoint_is_not_a_new_version_of_the_segment() -> None:
    container = table(*COMMITS)
    context = Memory(segments=container).context()
    before = await version(context, "People")
    container.put(f"People/_delta_log/{2:020}.checkpoint.parquet", checkpoint(SCHEMA))
    after = await version(context, "People")
    assert before is not None
    assert after is not None
    assert (before.marked, after.marked) == (True, True)
    assert (await find(container, "People")).documents[0].name.endswith("2.json")


@pytest.mark.parametrize(
    ("protocol", "named"),
    [
        (delta_action("protocol", minReaderVersion=4), "[Rr]eader"),
        ("", "No protocol"),
    ],
)
async def test_newer_and_missing_protocols_are_refused(protocol: str, named: str) -> None:
    text = protocol if "metaData" in protocol else protocol + metadata()
    with pytest.raises(SegmentUnreadable, match=named):
        await find(table(text + add("ann", "X")), "People")


async def test_times_of_the_table_are_utc_even_if_the_file_does_not_say_so() -> None:
    """Spark writes INT96, which cannot say that a time is UTC."""
    names = ("timestamp", "timestamp_ntz")
    schema = {
        "type": "struct",
        "fields": [delta_field("email", "string"), *(delta_field(name, name) for name in names)],
    }
    container = table(
        delta_features("timestampNtz")
        + delta_action("metaData", schemaString=json.dumps(schema))
        + delta_action("add", path="1.parquet")
    )
    time = "TIMESTAMP '2026-06-07 13:00:00.5'"
    data = parquet(f"SELECT 'a@example.com' AS email, {time} AS timestamp, {time} AS timestamp_ntz")
    container.put("People/1.parquet", data)
    with staged_from(container, "People") as result:
        assert result.texts()[0]["timestamp"] == "2026-06-07T13:00:00.5Z"
        assert result.texts()[0]["timestamp_ntz"] == "2026-06-07T13:00:00.5"
