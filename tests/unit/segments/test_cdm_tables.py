"""Common Data Model folders: model.json as real files have it, manifests, and locations that are refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.errors import AppError, SegmentNotFound, SegmentUnreadable
from shared.runs.segment_details import summarize_segments
from shared.segments.catalog import all_segments, find
from shared.segments.formats.dialect import Dialect
from shared.segments.inspect_parts import inspect_all
from shared.segments.part_schema import Column, Csv, Part
from shared.segments.tables.declarations import SCHEMA
from tests.fakes.app import Memory
from tests.fakes.memory import MemoryBlobs
from tests.fakes.staged_segment import staged_from

BASE = "CustomerInsights_1/Klaviyo/"
ATTRIBUTES = [
    {"name": "CustomerId", "dataType": "GUID"},
    {"name": "EMail", "dataType": "String"},
    {"name": "Points", "dataType": "INT64"},
    {"name": "Active", "dataType": "boolean"},
    {"name": "Since", "dataType": "dateTime"},
]
ROW = '"1","ann@example.com","7","True","2026-11-22T10:00:00Z"\r\n'
HEADER = "CustomerId,EMail,Points,Active,Since\r\n"
MAPPING = {"email": "EMail", "properties": {"*": "*"}}


def model(*partitions: dict[str, Any], **more: Any) -> dict[str, Any]:
    entity = {"$type": "LocalEntity", "name": "Customers", "attributes": ATTRIBUTES, "partitions": list(partitions)}
    return {"name": "x", "version": "1.0", "entities": [entity], "pbi:mashup": {}, **more}


def partition(location: str | None, **settings: Any) -> dict[str, Any]:
    one: dict[str, Any] = {"name": "p", "location": location, "pbi:refreshBookmark": "x"}
    if settings:
        one["fileFormatSettings"] = {"$type": "CsvFormatSettings", **settings}
    return one


def stored(document: dict[str, Any], **blobs: str) -> MemoryBlobs:
    container = MemoryBlobs()
    container.put(BASE + "model.json", json.dumps(document))
    for name, data in blobs.items():
        container.put(BASE + name.replace("__", "/") + ".csv", data)
    return container


async def parts(container: MemoryBlobs, name: str = "Klaviyo") -> list[Part]:
    return await inspect_all(container, (await find(container, name)).sources)


@pytest.mark.parametrize(
    "location",
    [
        f"https://acme.blob.core.windows.net/segments/{BASE}a/1.csv",
        f"https://acme.blob.core.windows.net/segments/{BASE}a/1.csv?snapshot=2026-11-22T00:00:00.0000000Z",
        f"https://acme.dfs.core.windows.net/segments/{BASE}a/1.csv",
        f"https://acme.dfs.core.windows.net/segments/{BASE}a/%31.csv",
        f"abfss://segments@acme.dfs.core.windows.net/{BASE}a/1.csv",
        f"/segments/{BASE}a/1.csv",
        f"segments/{BASE}a/1.csv",
        f"/{BASE}a/1.csv",
        f"{BASE}a/1.csv",
        "a/1.csv",
    ],
)
async def test_every_form_of_a_location(location: str) -> None:
    container = stored(model(partition(location, columnHeaders=False)), a__1=ROW)
    segment = await find(container, "Klaviyo")
    assert [part.blob for part in segment.parts] == [BASE + "a/1.csv"]
    assert (segment.kind, len(segment.sources)) == ("cdm", 2)


@pytest.mark.parametrize(
    "location",
    [
        "https://other.blob.core.windows.net/segments/a/1.csv",
        "https://acme.blob.core.windows.net/exports/runs/1.csv",
        "abfss://exports@acme.dfs.core.windows.net/a/1.csv",
        "../../exports/1.csv",
        f"https://acme.blob.core.windows.net/segments/{BASE}../../secret.csv",
        "https://[::1/",
        "a/missing.csv",
        "//evil/a/1.csv",
        "file:///etc/passwd",
    ],
)
async def test_locations_outside_the_container_are_refused(location: str) -> None:
    container = stored(model(partition(location + "?sig=SECRET")), a__1=ROW)
    with pytest.raises(SegmentUnreadable, match=r"model\.json names") as error:
        await find(container, "Klaviyo")
    assert "SECRET" not in str(error.value)


@pytest.mark.parametrize(
    ("settings", "text", "header"),
    [
        ({"columnHeaders": True}, HEADER + ROW, True),
        ({"columnHeaders": "true"}, HEADER + ROW, True),
        ({"columnHeaders": "false"}, ROW, False),
        ({"columnHeaders": False, "delimiter": ","}, ROW, False),
        ({}, HEADER + ROW, True),
        ({}, ROW, False),
        ({"delimiter": ","}, HEADER.lower() + ROW, True),
        ({"columnHeaders": True, "delimiter": ";"}, (HEADER + ROW).replace(",", ";"), True),
        ({"columnHeaders": "false", "encoding": "UTF-16"}, "\ufeff" + ROW, False),
    ],
)
async def test_headers_by_settings_or_by_the_first_row(settings: dict[str, Any], text: str, *, header: bool) -> None:
    container = stored(model(partition("a/1.csv", **settings)))
    container.put(BASE + "a/1.csv", text.encode("utf-16-le" if "encoding" in settings else "utf-8"))
    found = (await parts(container))[0].form
    assert isinstance(found, Csv)
    assert found.dialect.header is header
    assert [(column.name, column.kind) for column in found.columns] == [
        ("CustomerId", "string"), ("EMail", "string"), ("Points", "number"),
        ("Active", "boolean"), ("Since", "datetime"),
    ]  # fmt: skip


async def test_values_follow_the_schema_and_lines_are_named() -> None:
    document = model(partition("a/1.csv"), partition("a/2.csv", columnHeaders=True), partition(None))
    container = stored(document, a__1=ROW + '"2","nobody","","",""\r\n', a__2=HEADER + ROW.replace("ann", "bob"))
    with staged_from(container, "Klaviyo", mapping=MAPPING) as result:
        assert [profile["email"] for profile in result.profiles()] == ["ann@example.com", "bob@example.com"]
        assert result.reasons() == [(BASE + "a/1.csv", 2, "email_malformed")]
        assert result.texts()[0] == {
            "CustomerId": "1", "EMail": "ann@example.com", "Points": "7", "Active": "true",
            "Since": "2026-11-22T10:00:00Z",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("culture", "given", "expected"),
    [
        ("", ("1.5", "2026-11-22", "2026-11-22 10:00:00"), ("1.5", "2026-11-22", "2026-11-22T10:00:00")),
        (
            "en-US",
            ("1,234.50", "11/22/2026", "11/22/2026 1:02:03 PM"),
            ("1234.50", "2026-11-22", "2026-11-22T13:02:03"),
        ),
        ("en-GB", ("7", "22/11/2026", "22/11/2026 13:02:03"), ("7", "2026-11-22", "2026-11-22T13:02:03")),
        ("de-DE", ("1.234,5", "22.11.2026", "22.11.2026 13:02"), ("1234.5", "2026-11-22", "2026-11-22T13:02:00")),
        ("sv-SE", ("-0,5", "2026-11-22", "2026-11-22 13:02"), ("-0.5", "2026-11-22", "2026-11-22T13:02")),
        ("en-US", ("n/a", "soon", "later"), ("n/a", "soon", "later")),
        ("de-DE", ("", "", ""), (None, None, None)),
    ],
)
async def test_cultures(culture: str, given: tuple[str, ...], expected: tuple[str, ...]) -> None:
    attributes = [
        {"name": "email", "dataType": "string"}, {"name": "n", "dataType": "double"},
        {"name": "d", "dataType": "date"}, {"name": "t", "dataType": "dateTime"},
    ]  # fmt: skip
    document = model(partition("a/1.csv"), culture=culture)
    document["entities"][0]["attributes"] = attributes
    container = stored(document, a__1="a@x.com;" + ";".join(given) + "\n")
    with staged_from(container, "Klaviyo") as result:
        assert tuple(result.texts()[0][name] for name in ("n", "d", "t")) == expected


async def test_partitions_outside_the_folder_of_their_model() -> None:
    container = MemoryBlobs()
    container.put("Klaviyo/model.json", json.dumps(model(partition("/data/1.csv"))))
    container.put("data/1.csv", ROW)
    assert [part.source.blob for part in await parts(container)] == ["data/1.csv"]


async def test_a_byte_order_mark_and_tables_instead_of_entities() -> None:
    document = model(partition("a/1.csv"))
    document["tables"] = document.pop("entities")
    container = stored({}, a__1=ROW)
    container.put(BASE + "model.json", "\ufeff" + json.dumps(document))
    assert len(await parts(container)) == 1


async def test_several_entities_are_named_after_the_folder() -> None:
    document = model(partition("a/1.csv"))
    second = {**document["entities"][0], "name": "Leads", "partitions": [partition("b/1.csv")]}
    empty = {**document["entities"][0], "name": "Nothing", "partitions": [partition(None)]}
    container = stored(
        model(partition("a/1.csv")) | {"entities": [*document["entities"], second, empty]}, a__1=ROW, b__1=ROW
    )
    assert [segment.name for segment in await all_segments(container)] == ["Klaviyo.Customers", "Klaviyo.Leads"]
    with pytest.raises(SegmentNotFound):
        await find(container, "Klaviyo")
    alone = stored(model(partition("a/1.csv")), a__1=ROW)
    assert [segment.name for segment in await all_segments(alone)] == ["Klaviyo"]
    assert len(await parts(alone, "Klaviyo.Customers")) == 1, "a name that stays when a second table comes"


async def test_parts_below_a_model_are_not_segments() -> None:
    container = stored(model(partition("a/1.csv")), a__1=ROW, a__2=ROW)
    container.put("People.csv", "email\n")
    container.put("CustomerInsights_1/other.csv", "email\n")
    names = [segment.name for segment in await all_segments(container)]
    assert names == ["CustomerInsights_1", "Klaviyo", "People"]


async def test_the_newest_time_folder_without_a_model() -> None:
    container = MemoryBlobs()
    for hour in ("2026/11/21/0200", "2026/11/22/0200", "2026/11/22/1400"):
        for part in (1, 2):
            container.put(f"People/{hour}/People_{part}.csv", "email\nann@example.com\n")
    found = await find(container, "People")
    assert [part.blob for part in found.parts] == [f"People/2026/11/22/1400/People_{n}.csv" for n in (1, 2)]


async def test_a_run_uses_the_model_that_it_pinned() -> None:
    container = stored(model(partition("a/1.csv")), a__1=ROW)
    sources = (await find(container, "Klaviyo")).sources
    container.put(BASE + "model.json", json.dumps(model()))
    with pytest.raises(AppError, match="overwritten"):
        await inspect_all(container, sources)


@pytest.mark.parametrize(
    "data",
    ["", "[]", "{}", '{"entities": 7}', "not json", '{"entities":' + "[" * 100_000 + "]" * 100_000 + "}", "\ufeff{"],
)
async def test_an_invalid_model_is_a_segment_with_a_problem(data: str) -> None:
    container = MemoryBlobs()
    container.put("Klaviyo/model.json", data)
    container.put("Klaviyo/1.csv", "email\n")
    with pytest.raises(SegmentUnreadable, match=r"Klaviyo/model\.json"):
        await find(container, "Klaviyo")
    assert [bool(segment.problem) for segment in await all_segments(container)] == [True]


async def test_a_model_that_is_too_large_is_not_read() -> None:
    container = MemoryBlobs()
    container.put("Klaviyo/model.json", b" " * 100_000_000)
    with pytest.raises(SegmentUnreadable, match="100,000,000 bytes"):
        await find(container, "Klaviyo")
    assert container.requests <= 3


async def test_another_number_of_columns_than_declared() -> None:
    with pytest.raises(SegmentUnreadable, match=r"1\.csv has 6 columns, its description 5"):
        await parts(stored(model(partition("a/1.csv")), a__1="1,2,3,4,5,6\n"))
    with pytest.raises(SegmentUnreadable, match=r"1\.csv has 1 columns, its description 5"):
        await parts(stored(model(partition("a/1.csv")), a__1="x#y#z\n"))


def test_rows_older_than_a_column_are_blank_there() -> None:
    old, new = '"1","ann@example.com","7"\r\n', ROW.replace("ann@", "bob@")
    for text in (old + new, new + old):
        container = stored(model(partition("a/1.csv", columnHeaders=False)), a__1=text)
        with staged_from(container, "Klaviyo", {"email": "EMail"}) as result:
            assert sorted(result.emails()) == ["ann@example.com", "bob@example.com"]
            assert result.counts == (2, 0, 0)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"delimiter": "~|"}, r"declares the delimiter '~\|'"),
        ({"delimiter": "a"}, "declares the delimiter 'a'"),
        ({"encoding": "klingon"}, "declares the encoding 'klingon', which is unknown"),
        ({"encoding": "base64"}, "declares the encoding 'base64', which is unknown"),
        ({"escape": "\\\\"}, "declares escape .* one ASCII character"),
        ({"quoteCharacter": "q"}, "declares quoteCharacter 'q'"),
        ({"delimiter": "'", "quote": "'"}, "declares the same character for two of"),
    ],
)
async def test_unsupported_settings_are_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(SegmentUnreadable, match=r"model\.json " + message):
        await find(stored(model(partition("a/1.csv", **settings)), a__1=ROW), "Klaviyo")


async def test_code_pages_and_fields_of_a_schema_file() -> None:
    container = MemoryBlobs()
    container.put("People.csv", "Email,Name\nann@example.com,Łucja\n".encode("cp1250"))
    with pytest.raises(SegmentUnreadable, match="Choose the encoding"):
        await parts(container, "People")
    container.put("People.schema.json", '{"encoding": "windows-1250"}')
    assert (await parts(container, "People"))[0].form.encoding == "cp1250"  # type: ignore[attr-defined]
    container.put("People.schema.json", '{"separator": "#"}')
    with pytest.raises(SegmentUnreadable, match="not separator"):
        await parts(container, "People")


async def test_quotes_and_escapes_of_a_model() -> None:
    text = '1,ann@example.com,"the \\"best\\"",x,y\n'
    declared = partition("a/1.csv", columnHeaders=False, escapeCharacter="\\", quoteStyle="QuoteStyle.Csv")
    form = (await parts(stored(model(declared), a__1=text)))[0].form
    assert isinstance(form, Csv)
    assert (form.dialect.quote, form.dialect.escape) == ('"', "\\")
    declared = partition("a/1.csv", columnHeaders=False, quoteStyle="QuoteStyle.None", escape='"')
    form = (await parts(stored(model(declared), a__1=text)))[0].form
    assert isinstance(form, Csv)
    assert (form.dialect.quote, form.dialect.escape) == ("", "")
    doubled = partition("a/1.csv", columnHeaders=False, quote='"', escape='"')
    form = (await parts(stored(model(doubled), a__1=text)))[0].form
    assert isinstance(form, Csv)
    assert (form.dialect.quote, form.dialect.escape) == ('"', "")


# Manifests.

DEFINITION = {
    "definitions": [
        {
            "entityName": "Customers",
            "hasAttributes": [
                {"name": "CustomerId", "dataType": "string"},
                {
                    "attributeGroupReference": {
                        "attributeGroupName": "g",
                        "members": [
                            {"name": "EMail", "dataType": {"dataTypeReference": "email"}},
                            {"name": "Points", "dataFormat": "Int64"},
                        ],
                    }
                },
            ],
        }
    ]
}
CSV_TRAIT = {
    "traitReference": "is.partition.format.CSV",
    "arguments": [{"name": "columnHeaders", "value": "true"}, {"name": "delimiter", "value": ";"}],
}


def incremental(kind: str) -> dict[str, Any]:
    return {"traitReference": "is.partition.incremental", "arguments": [{"name": "type", "value": kind}]}


def manifest(**entity: Any) -> dict[str, Any]:
    local = {"type": "LocalEntity", "entityName": "Customers", "entityPath": "Customers.cdm.json/Customers", **entity}
    return {"manifestName": "default", "entities": [local]}


def with_manifest(document: dict[str, Any], **blobs: str) -> MemoryBlobs:
    container = MemoryBlobs()
    container.put("Dest/default.manifest.cdm.json", json.dumps(document))
    container.put("Dest/Customers.cdm.json", json.dumps(DEFINITION))
    for name, text in blobs.items():
        container.put(f"Dest/{name.replace('__', '/')}.csv", text)
    return container


ROWS = "CustomerId;EMail;Points\n1;ann@example.com;3\n"


async def test_a_manifest_with_partitions_and_traits() -> None:
    container = with_manifest(
        manifest(dataPartitions=[{"location": "adls:/segments/Dest/c/1.csv", "exhibitsTraits": [CSV_TRAIT]}]), c__1=ROWS
    )
    found = await parts(container, "Dest")
    assert found[0].form == Csv(
        (Column("CustomerId"), Column("EMail"), Column("Points", "number")), dialect=Dialect(";", header=True)
    )  # fmt: skip


@pytest.mark.parametrize(
    "pattern",
    [
        {"rootLocation": "c", "regularExpression": r".+\.csv"},
        {"rootLocation": "/segments/Dest/c".replace("/segments", ""), "regularExpression": r"/\d+\.csv"},
        {"rootLocation": "c", "globPattern": "*.csv"},
        {"rootLocation": ".", "globPattern": "c/**/?.csv"},
    ],
)
async def test_partition_patterns(pattern: dict[str, Any]) -> None:
    container = with_manifest(
        manifest(dataPartitionPatterns=[{**pattern, "exhibitsTraits": [CSV_TRAIT]}]), c__1=ROWS, c__2=ROWS, other=ROWS
    )
    assert [part.source.blob for part in await parts(container, "Dest")] == ["Dest/c/1.csv", "Dest/c/2.csv"]


async def test_a_pattern_with_exponential_backtracking_is_fast() -> None:
    container = with_manifest(
        manifest(dataPartitionPatterns=[{"rootLocation": "c", "regularExpression": "(a+)+$"}]),
        **{"c__" + "a" * 60: ROWS},
    )
    with pytest.raises(SegmentUnreadable, match="matches the pattern"):
        await find(container, "Dest")


async def test_sub_manifests_are_read_once_also_in_a_loop() -> None:
    container = with_manifest({"manifestName": "root", "subManifests": [{"definition": "sub/x.manifest.cdm.json"}]})
    sub = manifest(entityPath="../Customers.cdm.json/Customers", dataPartitions=[{"location": "1.csv"}])
    sub["subManifests"] = [{"definition": "Dest/default.manifest.cdm.json"}, {"definition": "x.manifest.cdm.json"}]
    container.put("Dest/sub/x.manifest.cdm.json", json.dumps(sub))
    container.put("Dest/sub/1.csv", ROWS)
    found = await parts(container, "Dest")
    assert [part.source.blob for part in found] == ["Dest/sub/1.csv"]
    assert found[0].form.names == ("CustomerId", "EMail", "Points"), "by the header: the definition lies elsewhere"


@pytest.mark.parametrize(
    "entity",
    [
        {
            "dataPartitions": [{"location": "c/1.csv"}],
            "incrementalPartitions": [
                {"location": "c/2.csv", "exhibitsTraits": [incremental("Upsert")]},
                {"location": "c/1.csv", "exhibitsTraits": [incremental("Delete")]},
            ],
        },
        {
            "dataPartitions": [
                {"location": "c/1.csv", "exhibitsTraits": [incremental("Upsert")]},
                {"location": "c/2.csv", "exhibitsTraits": [CSV_TRAIT, incremental("Delete")]},
            ],
        },
        {
            "dataPartitions": [{"location": "c/1.csv"}],
            "incrementalPartitionPatterns": [
                {"rootLocation": "c", "globPattern": "*.csv", "exhibitsTraits": [incremental("Upsert")]},
                {"rootLocation": "d", "globPattern": "*.csv", "exhibitsTraits": [incremental("Delete")]},
            ],
        },
    ],
)
async def test_incremental_partitions_are_refused_by_name(entity: dict[str, Any]) -> None:
    container = with_manifest(manifest(**entity), c__1=ROWS, c__2=ROWS)
    with pytest.raises(SegmentUnreadable, match=r"Customers has incremental partitions \(Delete, Upsert\)"):
        await find(container, "Dest")


async def test_an_incremental_partition_of_a_model_is_refused_too() -> None:
    one = partition("a/1.csv") | {"cdm:traits": ["is.partition.incremental"]}
    with pytest.raises(SegmentUnreadable, match="incremental partitions"):
        await find(stored(model(one), a__1=ROW), "Klaviyo")
    document = manifest(dataPartitions=[{"location": "c/1.csv"}], incrementalPartitions=[])
    assert len(await parts(with_manifest(document, c__1=ROWS), "Dest")) == 1, "an empty list is none"


async def test_a_table_without_data_is_listed_with_its_pattern() -> None:
    pattern = {"rootLocation": "2026", "globPattern": "**/*.csv"}
    container = with_manifest(manifest(dataPartitionPatterns=[pattern]))
    [segment] = await all_segments(container)
    assert segment.name == "Dest"
    assert "no blob of Customers matches the pattern '**/*.csv' below '2026'" in str(segment.problem)


async def test_a_reference_is_listed_and_does_not_take_the_folder_name() -> None:
    document = manifest(dataPartitions=[{"location": "c/1.csv"}])
    document["entities"].append({"type": "ReferenceEntity", "entityName": "Leads", "entityPath": "other/Leads"})
    container = with_manifest(document, c__1=ROWS)
    found = {segment.name: segment.problem for segment in await all_segments(container)}
    assert found.keys() == {"Dest", "Dest.Leads"}
    assert not found["Dest"]
    assert "reference to 'other/Leads'" in str(found["Dest.Leads"])
    other = model(partition("a/1.csv"))
    other["entities"].append({"$type": "ReferenceEntity", "name": "Leads", "source": "Leads", "modelId": "crm"})
    found = {segment.name: segment.problem for segment in await all_segments(stored(other, a__1=ROW))}
    assert "reference to 'crm'" in str(found["Klaviyo.Leads"])
    assert not found["Klaviyo"]


# A document at the container's root.


def at_the_root(*entities: dict[str, Any]) -> MemoryBlobs:
    container = MemoryBlobs()
    container.put("model.json", json.dumps({"name": "x", "version": "1.0", "entities": list(entities)}))
    container.put("contact/2026-01.csv", ROW)
    container.put("contact/Snapshot/2026-01_1700000000/2026-01.csv", ROW)
    container.put("account/2026-01.csv", ROW)
    container.put("People.csv", "email\nann@example.com\n")
    container.put("Others/1.csv", "email\nann@example.com\n")
    return container


def entity(name: str, *locations: str) -> dict[str, Any]:
    partitions = [partition(location, columnHeaders=False) for location in locations]
    return {"$type": "LocalEntity", "name": name, "attributes": ATTRIBUTES, "partitions": partitions}


async def test_a_document_at_the_root_describes_the_folders_of_its_tables() -> None:
    location = "https://acme.dfs.core.windows.net/segments/contact/2026-01.csv"
    container = at_the_root(entity("contact", location), entity("account", "account/missing.csv"))
    found = {segment.name: segment for segment in await all_segments(container)}
    assert found.keys() == {"contact", "account", "People", "Others"}
    assert [blob.name for blob in found["contact"].blobs] == ["contact/2026-01.csv"], "not the copy"
    assert "missing.csv" in str(found["account"].problem), "its folder is not read as CSV without a header"
    for name, kind in (("contact", "cdm"), ("People", "csv"), ("Others", "csv")):
        assert (await find(container, name)).kind == kind
    with pytest.raises(SegmentUnreadable, match=r"missing\.csv"):
        await find(container, "account")
    with staged_from(container, "contact", mapping={"email": "EMail"}) as result:
        assert result.emails() == ["ann@example.com"]
    app = Memory(segments=container)
    every = await all_segments(container)
    described = {segment.name: one for segment, one in await summarize_segments(app, every, every)}
    assert [column.name for column in described["contact"].columns] == [one["name"] for one in ATTRIBUTES]
    assert "ann@example.com" not in str(described), "no value is a column's name"


async def test_one_table_at_the_root_has_its_own_name() -> None:
    container = at_the_root(entity("contact", "contact/2026-01.csv"))
    assert (await find(container, "contact")).kind == "cdm"
    assert len(await parts(container, "contact")) == 1


async def test_a_manifest_at_the_root() -> None:
    container = at_the_root()
    del container.blobs["model.json"]
    document = manifest(entityPath="x/y", dataPartitionPatterns=[{"rootLocation": "contact", "globPattern": "*.csv"}])
    container.put("default.manifest.cdm.json", json.dumps(document))
    segment = await find(container, "Customers")
    assert [part.blob for part in segment.parts] == ["contact/2026-01.csv"]
    assert {one.name for one in await all_segments(container)} == {"Customers", "account", "People", "Others"}


# A schema beside CSV.


async def test_a_schema_file_declares_what_csv_cannot_say() -> None:
    container = MemoryBlobs()
    container.put("People/1.csv", "7#ann@example.com#x\n8#bob@example.com#y\n")
    schema = {"columns": [{"name": "Points", "type": "number"}, "email", "note"], "delimiter": "#", "header": False}
    container.put(f"People/{SCHEMA}", json.dumps(schema))
    with staged_from(container, "People") as result:
        assert result.emails() == ["ann@example.com", "bob@example.com"]
        assert result.run._reading.columns[0] == Column("Points", "number")
    container.put(f"People/{SCHEMA}", json.dumps({"delimiter": "##"}))
    with pytest.raises(SegmentUnreadable, match=r"_schema\.json declares the delimiter '##'"):
        await parts(container, "People")
