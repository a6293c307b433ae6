"""Random histories of tables with changes give exactly the people of the latest state, by conditions and by SELECT."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import nanoarrow
import pytest
from deltalake import DeltaTable, write_deltalake
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.planning.defined_segments import DefinedSegments, Limits, Sample
from shared.segments.catalog import find
from shared.segments.inspect_parts import inspect_all
from tests.fakes.customer_insights import (
    BY_SEGMENT,
    MEMBERSHIP,
    PROFILE,
    definition,
    membership,
    profile,
    store,
)
from tests.fakes.deletion_vectors import inline_vector
from tests.fakes.effort import examples
from tests.fakes.files import delta_action, delta_features, delta_field, parquet
from tests.fakes.local_files import LocalFiles
from tests.fakes.memory import MemoryBlobs
from tests.fakes.staged_segment import in_a_loop_of_its_own

LIMITS = Limits(memory_mb=64, disk_mb=200, threads=1, max_bytes=10**9, max_rows=10**6, select_seconds=60)
SELECT = f"""
    SELECT p.emailaddress1 FROM "{PROFILE}" p SEMI JOIN "{MEMBERSHIP}" m
    ON m.msdynci_customerid = p.msdynci_customerid AND m.msdynci_segments LIKE '%"Loyal"%' WHERE p.country = 'DE'
"""
IN_GERMANY = {"column": "country", "operator": "is_any_of", "values": ["DE"]}


def sample(blobs: MemoryBlobs, rule: Mapping[str, Any], tables: Sequence[str] = (), rows: int = 1000) -> Sample:
    """What a definition gives of a container."""
    found = definition(rule, tables=tables)

    async def parts() -> Any:
        sources = []
        for table in found.tables:
            sources += [source.read_by(found.name) for source in (await find(blobs, table)).sources]
        return await inspect_all(blobs, sources)

    with tempfile.TemporaryDirectory(prefix="defined-") as name:
        opened = 0

        def open_files(sources: Sequence[Any]) -> LocalFiles:
            nonlocal opened
            opened += 1
            paths = [Path(name) / f"blob-{opened}-{number}" for number in range(len(sources))]
            for path, source in zip(paths, sources, strict=True):
                path.write_bytes(blobs.blobs[source.blob])
            return LocalFiles(paths)

        segments = DefinedSegments(open_files, Path(name), LIMITS)
        return segments.sample(segments.resolve(in_a_loop_of_its_own(parts()), [found.pinned(found.updated_at)]), rows)


def emails(found: Sample) -> list[str]:
    assert found.rows == len(found.first)
    return sorted(str(next(iter(row.values()))).partition("@")[0] for row in found.first)


CHANGE = st.tuples(
    st.booleans(), st.integers(1, 5), st.sampled_from(["DE", "AT"]), st.booleans(), st.sampled_from(["", "", "True"])
)


@settings(max_examples=examples(5), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.lists(CHANGE, min_size=1, max_size=30), cuts=st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_the_people_are_those_of_the_latest_state(changes: list[Any], cuts: tuple[int, int]) -> None:
    profiles: list[dict[str, str]] = [profile(9, 0, country="DE")]
    members: list[dict[str, str]] = [membership(9, 0, "Loyal")]
    country, loyal = {9: "DE"}, {9: True}
    for version, (is_profile, number, place, is_loyal, deleted) in enumerate(changes, start=1):
        if is_profile:
            profiles.append(profile(number, version, country=place, IsDelete=deleted))
            country[number] = "" if deleted else place
        else:
            members.append(membership(number, version, *(["New", "Loyal"] if is_loyal else ["New"]), IsDelete=deleted))
            loyal[number] = is_loyal and not deleted
    blobs = MemoryBlobs()
    first, second = cuts[0] % len(profiles), cuts[1] % len(members)
    store(blobs, [profiles[first:], profiles[:first]], [members[:second], members[second:]])
    wanted = [f"c{number}" for number in sorted(country) if country[number] == "DE" and loyal.get(number)]
    assert emails(sample(blobs, BY_SEGMENT | {"conditions": IN_GERMANY, "columns": ["emailaddress1"]})) == wanted
    assert emails(sample(blobs, {"kind": "select", "sql": SELECT}, [PROFILE, MEMBERSHIP])) == wanted


def delta_people(blobs: MemoryBlobs, folder: Path) -> None:
    """A table that delta-rs wrote: a column added by the second file, a deletion by a new file."""
    with duckdb.connect() as db:
        first = db.sql('SELECT \'c\' || i AS "Email", i AS "Key", i * 10 AS "Points" FROM range(1, 6) t(i)')
        write_deltalake(folder, nanoarrow.ArrayStream(first))
        more = db.sql('SELECT \'c6\' AS "Email", 6::BIGINT AS "Key", 60::BIGINT AS "Points", true AS "Vip"')
        write_deltalake(folder, nanoarrow.ArrayStream(more), mode="append", schema_mode="merge")
    DeltaTable(folder).delete('"Key" = 3')
    for file in folder.rglob("*"):
        if file.is_file():
            blobs.put(f"People/{file.relative_to(folder)}", file.read_bytes())


def test_a_delta_table_that_delta_rs_wrote_joined_with_a_file(tmp_path: Path) -> None:
    blobs = MemoryBlobs()
    delta_people(blobs, tmp_path / "people")
    blobs.put("Members.csv", "Person,Segment\r\n 1 ,Loyal\r\n3,Loyal\r\n4,loyal\r\n5,Other\r\n6,Loyal\r\n7,Loyal\r\n")
    rule = {
        "kind": "conditions",
        "table": "People",
        "conditions": {"column": "Points", "operator": "at_least", "values": ["40"]},
        "members": {
            "table": "Members",
            "key": "Person",
            "profile_key": "Key",
            "conditions": {"column": "Segment", "operator": "is_any_of", "values": ["Loyal"]},
        },
    }
    found = sample(blobs, rule)
    # delta-rs gives files random names, by which they are read.
    assert sorted(found.first, key=lambda row: str(row["Email"])) == [
        {"Email": "c4", "Key": "4", "Points": "40", "Vip": None},
        {"Email": "c6", "Key": "6", "Points": "60", "Vip": "true"},
    ]


@pytest.mark.parametrize("deleted", [[], [0, 3]])
def test_a_delta_table_with_deletion_vectors(deleted: list[int]) -> None:
    schema = {"type": "struct", "fields": [delta_field("email", "string"), delta_field("points", "long")]}
    blobs = MemoryBlobs()
    blobs.put("People/a.parquet", parquet("SELECT 'c' || i AS email, i AS points FROM range(6) t(i)"))
    more = {"deletionVector": inline_vector(deleted), "stats": '{"numRecords": 6}'} if deleted else {}
    blobs.put(
        f"People/_delta_log/{0:020}.json",
        delta_features("deletionVectors")
        + delta_action("metaData", schemaString=json.dumps(schema), partitionColumns=[], configuration={})
        + delta_action("add", path="a.parquet", **more),
    )
    condition = {"column": "points", "operator": "less_than", "values": ["5"]}
    rule = {"kind": "conditions", "table": "People", "conditions": condition}
    assert emails(sample(blobs, rule)) == [f"c{number}" for number in range(5) if number not in deleted]
    select = {"kind": "select", "sql": 'SELECT email FROM "People" WHERE points::INT < 5'}
    assert emails(sample(blobs, select, ["People"])) == [f"c{number}" for number in range(5) if number not in deleted]
