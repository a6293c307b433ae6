"""Columns whose values are only in the names of folders (`Segment/day=2026-11-24/…`)."""

from __future__ import annotations

from typing import Any

import pytest

from shared.runs.segment_details import summarize_segments
from shared.segments.catalog import all_segments
from tests.fakes.app import Memory
from tests.fakes.files import parquet
from tests.fakes.memory import MemoryBlobs
from tests.fakes.staged_segment import staged_from

ANN, BOB = "ann@example.com", "bob@example.com"


def packed(email: str, more: str = "") -> bytes:
    return parquet(f"SELECT '{email}' AS email {more}")


@pytest.mark.parametrize(
    ("suffix", "of"),
    [
        ("parquet", packed),
        ("csv", lambda email: f"email\n{email}\n".encode()),
        ("jsonl", lambda email: f'{{"email": "{email}"}}\n'.encode()),
    ],
)
async def test_folders_named_after_a_column_become_a_column_of_text(suffix: str, of: Any) -> None:
    container = MemoryBlobs()
    container.put("People/_SUCCESS", "")
    container.put(f"People/day=2026-11-24/at=13%3A00/part-0.{suffix}", of(ANN))
    container.put(f"People/day=2026-11-25/at=__HIVE_DEFAULT_PARTITION__/part-0.{suffix}", of(BOB))
    with staged_from(container, "People", mapping={"email": "email", "properties": {"*": "*"}}) as result:
        assert result.texts() == [
            {"email": ANN, "day": "2026-11-24", "at": "13:00"},
            {"email": BOB, "day": "2026-11-25", "at": None},
        ]
        assert result.profiles()[0] == {"email": ANN, "properties": {"day": "2026-11-24", "at": "13:00"}}
        assert result.warnings == []
    app = Memory(segments=container)
    every = await all_segments(container)
    [(_, found)] = await summarize_segments(app, every, every)
    assert [(column.name, column.kind) for column in found.columns][1:] == [("day", "string"), ("at", "string")]


async def test_a_column_of_the_file_is_not_replaced() -> None:
    container = MemoryBlobs()
    container.put("People/Year=2026/1.parquet", packed(ANN, ", 1999 AS year"))
    with staged_from(container, "People") as result:
        assert result.texts() == [{"email": ANN, "year": "1999"}]


async def test_folders_of_a_described_table_are_not_columns() -> None:
    container = MemoryBlobs()
    container.put(
        "People/model.json",
        '{"entities": [{"name": "P", "attributes": [{"name": "email", "dataType": "string"}],'
        ' "partitions": [{"location": "day=1/1.csv"}]}]}',
    )
    container.put("People/day=1/1.csv", f"{ANN}\n")
    with staged_from(container, "People") as result:
        assert result.texts() == [{"email": ANN}]


async def test_a_schema_file_does_not_affect_columns_from_folders() -> None:
    container = MemoryBlobs()
    container.put("People/_schema.json", '{"columns": ["email"], "header": false}')
    container.put("People/day=1/1.csv", f"{ANN}\n")
    with staged_from(container, "People") as result:
        assert result.texts() == [{"email": ANN, "day": "1"}]
