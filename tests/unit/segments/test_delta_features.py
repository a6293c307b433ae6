"""Delta tables with column mapping, deletion vectors and version 2 checkpoints."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from shared.errors import SegmentUnreadable, SourceChanged
from shared.segments.catalog import find
from shared.segments.inspect_parts import inspect_all
from tests.fakes.deletion_vectors import inline_vector, stored_vector
from tests.fakes.files import delta_action, delta_features, delta_field, parquet
from tests.fakes.memory import MemoryBlobs
from tests.fakes.staged_segment import Staged, staged_from

LOG = "People/_delta_log/"
VECTOR_NAME = UUID("d2c639aa-8816-431a-aaf6-d3fe2512ff61")
SCHEMA = {"type": "struct", "fields": [delta_field("email", "string"), delta_field("points", "long")]}


def metadata(schema: dict[str, Any] = SCHEMA, partition_columns: tuple[str, ...] = (), **configuration: str) -> str:
    return delta_action(
        "metaData",
        schemaString=json.dumps(schema),
        partitionColumns=list(partition_columns),
        configuration=configuration,
    )


def people(count: int, prefix: str = "p") -> bytes:
    return parquet(f"SELECT '{prefix}' || i || '@example.com' AS email, i AS points FROM range({count}) t(i)")


def commit(container: MemoryBlobs, *actions: str, number: int = 0) -> MemoryBlobs:
    container.put(f"{LOG}{number:020}.json", "".join(actions))
    return container


def with_vector(vector: dict[str, Any] | None, rows: int = 6, stated: int = 0) -> MemoryBlobs:
    """A table of two files: a.parquet with so many rows (`stated` in the log) and a deletion vector, and b.parquet."""
    container = MemoryBlobs()
    container.put("People/a.parquet", people(rows))
    container.put("People/b.parquet", people(2, "q"))
    more = {"deletionVector": vector, "stats": json.dumps({"numRecords": stated or rows})} if vector else {}
    return commit(
        container,
        delta_features("deletionVectors") + metadata(),
        delta_action("add", path="a.parquet", **more),
        delta_action("add", path="b.parquet"),
    )


def emails(result: Staged) -> list[str]:
    return [email.partition("@")[0] for email in result.emails()]


def test_deleted_rows_are_not_read_and_lines_are_those_of_the_file() -> None:
    container = with_vector(inline_vector([0, 2, 3]))
    query = "SELECT if(i = 4, 'nobody', 'p' || i || '@example.com') AS email, i AS points FROM range(6) t(i)"
    container.put("People/a.parquet", parquet(query))
    with staged_from(container, "People") as result:
        assert emails(result) == ["p1", "p5", "q0", "q1"]
        assert result.reasons() == [("People/a.parquet", 5, "email_malformed")]
        assert result.counts == (5, 1, 0)


@pytest.mark.parametrize("prefix", ["", "ab"])
async def test_a_deletion_vector_in_a_file_is_a_pinned_source(prefix: str) -> None:
    vector, path, data = stored_vector([1, 4], VECTOR_NAME, prefix)
    container = with_vector(vector)
    with pytest.raises(SegmentUnreadable, match=r"no blob People/.*deletion_vector_d2c639aa"):
        await find(container, "People")
    container.put(f"People/{path}", data)
    segment = await find(container, "People")
    assert f"People/{path}" in [document.name for document in segment.documents]
    assert [part.rows for part in await inspect_all(container, segment.sources)] == [4, 2]
    with staged_from(container, "People") as result:
        assert emails(result) == ["p0", "p2", "p3", "p5", "q0", "q1"]
    container.put(f"People/{path}", stored_vector([1, 5], VECTOR_NAME)[2])
    with pytest.raises(SourceChanged):
        await inspect_all(container, segment.sources)


async def test_a_file_of_which_all_rows_are_deleted_is_empty() -> None:
    with staged_from(with_vector(inline_vector(range(6))), "People") as result:
        assert emails(result) == ["q0", "q1"]


def test_many_deleted_rows_in_a_large_file() -> None:
    deleted = [row for row in range(200_000) if row % 3 == 0]
    with staged_from(with_vector(inline_vector(deleted), rows=200_000), "People") as result:
        assert result.counts[0] == 133_333 + 2


@pytest.mark.parametrize(
    "change",
    [
        {"storageType": "p", "pathOrInlineDv": "s3://elsewhere/x.bin", "offset": 1},
        {"storageType": "p", "pathOrInlineDv": "file:///etc/hostname", "offset": 1},
        {"storageType": "x"},
        {"pathOrInlineDv": "00000"},
    ],
)
async def test_deletion_vectors_that_cannot_be_read_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(SegmentUnreadable, match=r"The Delta table People/ cannot be read: “") as raised:
        await find(with_vector(inline_vector([1]) | change), "People")
    assert "/tmp/" not in str(raised.value)


async def test_a_damaged_deletion_vector_file_is_refused() -> None:
    vector, path, data = stored_vector([1, 4], VECTOR_NAME)
    container = with_vector(vector)
    container.put(f"People/{path}", data[:-6] + bytes([data[-6] ^ 1]) + data[-5:])
    with pytest.raises(SegmentUnreadable, match="cannot be read: “Deletion Vector error"):
        await find(container, "People")


async def test_a_deletion_vector_of_more_rows_than_the_file_has_is_refused() -> None:
    container = with_vector(inline_vector([1, 9]), stated=20)
    with pytest.raises(SegmentUnreadable, match=r"a\.parquet has 6 rows, but .*deletionVectors.* row 10"):
        await inspect_all(container, (await find(container, "People")).sources)


def mapped(
    mode: str, fields: list[dict[str, Any]], data: bytes, partition: dict[str, Any] | None = None
) -> MemoryBlobs:
    container = MemoryBlobs()
    container.put("People/a.parquet", data)
    partition_columns = tuple(
        one["name"] for one in fields if one["metadata"]["delta.columnMapping.physicalName"] in (partition or {})
    )
    return commit(
        container,
        delta_features("columnMapping"),
        metadata({"type": "struct", "fields": fields}, partition_columns, **{"delta.columnMapping.mode": mode}),
        delta_action("add", path="a.parquet", partitionValues=partition or {}),
    )


def mapped_field(name: str, type_: Any, number: int, physical: str) -> dict[str, Any]:
    return delta_field(name, type_, **{"delta.columnMapping.id": number, "delta.columnMapping.physicalName": physical})


FIELDS = [
    mapped_field("email", "string", 1, "col-1"),
    mapped_field("First Name, or {x}", "string", 5, "col-5"),
    mapped_field("land", "string", 3, "col-3"),
    mapped_field("later", "string", 9, "col-9"),
]
ROW = {"email": "ann@example.com", "First Name, or {x}": "Ann", "land": "DE", "later": None}


@pytest.mark.parametrize("mode", ["name", "id"])
def test_columns_have_the_names_of_the_table(mode: str) -> None:
    """A dropped column, and one that was added again under its name, are other columns."""
    columns = {"col-5": ("Ann", 5), "col-2": ("dropped", 2), "email": ("old", 4), "col-1": ("ann@example.com", 1)}
    query = ", ".join(f"'{value}' AS \"{name}\"" for name, (value, _) in columns.items())
    ids = ", ".join(f"'{name}': {number}" for name, (_, number) in columns.items())
    container = mapped(mode, FIELDS, parquet(f"SELECT {query}", FIELD_IDS=f"{{{ids}}}"), {"col-3": "DE"})
    with staged_from(container, "People") as result:
        assert [{name: row[name] for name in ROW} for row in result.texts()] == [ROW]
        assert [column.name for column in result.run._reading.columns] == [
            "First Name, or {x}",
            "email",
            "later",
            "land",
        ]


def test_in_the_mode_id_the_names_in_the_file_mean_nothing() -> None:
    data = parquet("SELECT 'ann@example.com' AS x, 'Ann' AS \"col-1\"", FIELD_IDS="{'x': 1, 'col-1': 5}")
    with staged_from(mapped("id", FIELDS, data, {"col-3": "DE"}), "People") as result:
        assert [{name: row[name] for name in ROW} for row in result.texts()] == [ROW]


@pytest.mark.parametrize("mode", ["name", "id"])
async def test_a_file_with_none_of_the_physical_columns_is_refused(mode: str) -> None:
    """Its rows would be blank. delta-rs 1.6.6 writes such files when it merges schemas."""
    container = mapped(mode, FIELDS, people(1), {"col-3": "DE"})
    with pytest.raises(SegmentUnreadable, match=r"a\.parquet has none of the columns.*columnMapping"):
        await inspect_all(container, (await find(container, "People")).sources)


async def test_nested_columns_with_column_mapping_are_refused_by_name() -> None:
    nested = mapped_field(
        "home", {"type": "struct", "fields": [mapped_field("city", "string", 8, "col-8")]}, 7, "col-7"
    )
    container = mapped("name", [*FIELDS, nested], people(1), {"col-3": "DE"})
    with pytest.raises(SegmentUnreadable, match=r"columnMapping.*column home has fields of its own"):
        await find(container, "People")


@pytest.mark.parametrize("feature", ["vacuumProtocolCheck", "typeWidening", "timestampNtz"])
def test_features_that_do_not_change_what_the_files_mean(feature: str) -> None:
    container = commit(with_vector(None), delta_features(feature) + metadata() + delta_action("add", path="a.parquet"))
    with staged_from(container, "People") as result:
        assert emails(result) == ["p0", "p1", "p2", "p3", "p4", "p5"]


async def test_columns_of_type_variant_are_refused_by_name() -> None:
    schema = {"type": "struct", "fields": [*SCHEMA["fields"], delta_field("extra", "variant")]}
    container = commit(MemoryBlobs(), delta_features("variantType") + metadata(schema))
    with pytest.raises(SegmentUnreadable, match=r"variantType.*: extra\."):
        await find(container, "People")


def sidecar(*paths: str) -> bytes:
    rows = ", ".join(f"('{path}')" for path in paths)
    return parquet(
        f"""
        SELECT {{'path': path, 'partitionValues': MAP {{}}::MAP(VARCHAR, VARCHAR), 'size': 1::BIGINT,
            'modificationTime': 1::BIGINT, 'dataChange': true}} AS add
        FROM (VALUES {rows}) t(path)
        """
    )


async def test_a_version_2_checkpoint_keeps_its_files_in_sidecars() -> None:
    container = with_vector(None)
    container.put("People/gone.parquet", people(2, "gone"))
    sizes = {}
    for name, path in (("old", "gone.parquet"), ("1", "a.parquet"), ("2", "b.parquet")):
        container.put(f"{LOG}_sidecars/{name}.parquet", sidecar(path))
        sizes[name] = len(container.blobs[f"{LOG}_sidecars/{name}.parquet"])
    del sizes["old"]
    actions = delta_action("checkpointMetadata", version=3)
    actions += delta_features("v2Checkpoint") + metadata()
    actions += "".join(
        delta_action("sidecar", path=f"{name}.parquet", sizeInBytes=size, modificationTime=1, tags={})
        for name, size in sizes.items()
    )
    container.put(f"{LOG}{3:020}.checkpoint.80a083e8-7026-4e79-81be-64bd76c43a11.json", actions)
    del container.blobs[f"{LOG}{0:020}.json"]
    segment = await find(container, "People")
    assert [part.blob for part in segment.parts] == ["People/a.parquet", "People/b.parquet"]
    assert {document.name for document in segment.documents if "sidecars" in document.name} == {
        f"{LOG}_sidecars/1.parquet",
        f"{LOG}_sidecars/2.parquet",
    }
    with staged_from(container, "People") as result:
        assert emails(result) == ["p0", "p1", "p2", "p3", "p4", "p5", "q0", "q1"]


async def test_an_error_quotes_no_value() -> None:
    schema = {"type": "struct", "fields": [delta_field("email", "string"), delta_field("day", "date")]}
    container = commit(
        MemoryBlobs(),
        delta_action("protocol"),
        metadata(schema, ("day",)),
        delta_action("add", path="a.parquet", partitionValues={"day": "it's ann@example.com"}),
    )
    with pytest.raises(SegmentUnreadable, match=r"cannot be read: .*a value as") as raised:
        await find(container, "People")
    assert "ann@" not in str(raised.value)


async def test_a_log_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.segments.tables.delta_table.MAX_LOG_BYTES", 100)
    with pytest.raises(SegmentUnreadable, match="has more than 100 bytes"):
        await find(with_vector(None), "People")
