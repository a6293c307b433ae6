"""Delta tables by their log: the files of the newest version, and what is refused by name."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.errors import SegmentUnreadable
from shared.segments.catalog import all_segments, find
from tests.unit.staged_segment import staged_from
from tests.unit.stored import Stored
from tests.unit.test_formats import parquet

SCHEMA = {
    "type": "struct",
    "fields": [
        {"name": "email", "type": "string"},
        {"name": "points", "type": "long"},
        {"name": "tags", "type": {"type": "array", "elementType": "string"}},
        {"name": "country", "type": "string"},
    ],
}


def action(kind: str, **body: Any) -> str:
    return json.dumps({kind: body}) + "\n"


def metadata(**configuration: str) -> str:
    return action(
        "metaData", id="1", schemaString=json.dumps(SCHEMA), partitionColumns=["country"], configuration=configuration
    )


PROTOCOL = action("protocol", minReaderVersion=1, minWriterVersion=2)


def file(name: str) -> bytes:
    return parquet(f"SELECT '{name}@example.com' AS email, 7::BIGINT AS points, ['a', 'b'] AS tags")


def add(name: str, country: str | None, **more: Any) -> str:
    return action("add", path=f"country=X%20Y/{name}.parquet", partitionValues={"country": country}, **more)


def table(*commits: str) -> Stored:
    container = Stored()
    for number, text in enumerate(commits):
        container.put(f"People/_delta_log/{number:020}.json", text)
    for name in ("ann", "bob", "old"):
        container.put(f"People/country=X Y/{name}.parquet", file(name))
    container.put("People/_delta_log/_last_checkpoint", "{}")
    return container


def emails(container: Stored) -> list[str]:
    with staged_from(container, "People", mapping={"email": "email", "properties": {"C": "country"}}) as result:
        return [f"{one['email']} {one.get('properties', {}).get('C', '')}".strip() for one in result.profiles()]


COMMITS = (
    PROTOCOL + metadata() + add("old", "EE"),
    add("ann", "X Y") + action("remove", path="country=X%20Y/old.parquet") + action("commitInfo", operation="MERGE"),
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


async def test_a_checkpoint_and_the_commits_after_it() -> None:
    container = table(*COMMITS)
    for number in (0, 1):
        del container.blobs[f"People/_delta_log/{number:020}.json"]
    rows = (
        "SELECT {'path': 'country=X%20Y/ann.parquet', 'partitionValues': MAP {'country': 'X Y'}} AS add, "
        f'NULL::STRUCT(id VARCHAR, "schemaString" VARCHAR, "partitionColumns" VARCHAR[], '
        'configuration MAP(VARCHAR, VARCHAR)) AS "metaData" '
        f"UNION ALL SELECT NULL, {{'id': '1', 'schemaString': '{json.dumps(SCHEMA)}', "
        "'partitionColumns': ['country'], 'configuration': MAP {'k': 'v'}}"
    )
    container.put(f"People/_delta_log/{1:020}.checkpoint.parquet", parquet(rows))
    assert emails(container) == ["ann@example.com X Y", "bob@example.com"]


@pytest.mark.parametrize(
    ("commits", "named"),
    [
        ((PROTOCOL + metadata(**{"delta.columnMapping.mode": "name"}) + add("ann", "X"),), "column mapping"),
        ((PROTOCOL + metadata() + add("ann", "X", deletionVector={"storageType": "u"}),), "deletion vectors"),
        (
            (
                action("protocol", minReaderVersion=3, readerFeatures=["v2Checkpoint", "x"])
                + metadata()
                + add("ann", "X"),
            ),
            "v2Checkpoint, x",
        ),
        ((PROTOCOL + add("ann", "X"),), "no metadata"),
        ((PROTOCOL + metadata() + add("gone", "X"),), r"gone\.parquet"),
        ((PROTOCOL + metadata() + "{no json}\n",), "is damaged"),
        ((PROTOCOL + action("metaData", schemaString="{}") + add("ann", "X"),), "no readable schema"),
        ((PROTOCOL + metadata() + action("add", path="../../exports/x.parquet"),), r"'\.\.'"),
    ],
)
async def test_what_is_not_read_is_named(commits: tuple[str, ...], named: str) -> None:
    with pytest.raises(SegmentUnreadable, match=named):
        await find(table(*commits), "People")


async def test_a_gap_in_the_log() -> None:
    container = table(*COMMITS)
    del container.blobs[f"People/_delta_log/{1:020}.json"]
    with pytest.raises(SegmentUnreadable, match="gaps"):
        await find(container, "People")
