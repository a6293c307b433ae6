"""The same people in every form of a segment become the same profiles; a Customer Insights folder as documented."""

from __future__ import annotations

import asyncio
import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from backports import zstd

from shared.domain.suggested_mapping import suggest
from tests.system.system import System, balanced

pytestmark = pytest.mark.asyncio(loop_scope="session")

MODEL = Path(__file__).parents[3] / "shared/data/cdm/model.json"
COLUMNS = ["ContactId", "FirstName", "LastName", "EMail", "Telephone", "City", "Loyalty Tier", "Note"]
MADE = [
    [f"C{n}", "Zoë", f'O\'Neil "{n}"', f"made{n}@example.com", f"+1425{5550000 + n}", "Łódź", "gold", "a\nb; c, d\té"]
    for n in range(50)
]


def forms(columns: list[str], rows: list[list[str]], folder: Path) -> dict[str, bytes]:
    """The rows in every form, by what the blob's name ends with."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([columns, *rows])
    plain = text.getvalue()
    lines = "".join(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)
    source, target = folder / "rows.csv", folder / "rows.parquet"
    source.write_text(plain, encoding="utf-8", newline="")
    with duckdb.connect() as db:
        db.execute(
            f"COPY (FROM read_csv('{source}', all_varchar = true, header = true)) TO '{target}' (FORMAT parquet)"
        )
    parquet = target.read_bytes()
    schema = {
        "type": "struct",
        "fields": [{"name": name, "type": "string", "nullable": True, "metadata": {}} for name in columns],
    }
    log = [
        {"protocol": {"minReaderVersion": 1, "minWriterVersion": 2}},
        {
            "metaData": {
                "id": "1",
                "format": {"provider": "parquet", "options": {}},
                "schemaString": json.dumps(schema),
                "partitionColumns": [],
                "configuration": {},
            }
        },
        {
            "add": {
                "path": "part-0.parquet",
                "partitionValues": {},
                "size": len(parquet),
                "modificationTime": 0,
                "dataChange": True,
            }
        },
    ]
    model = {
        "entities": [
            {
                "name": "Contacts",
                "attributes": [{"name": name, "dataType": "string"} for name in columns],
                "partitions": [{"location": "Contacts/1.csv", "fileFormatSettings": {"columnHeaders": "true"}}],
            }
        ]
    }
    return {
        ".csv": plain.encode(),
        "16.csv": plain.encode("utf-16"),
        "Gz.csv.gz": gzip.compress(plain.encode()),
        "Zst.csv.zst": zstd.compress(plain.encode()),
        "Parquet.parquet": parquet,
        "Json.jsonl": lines.encode(),
        "JsonGz.jsonl.gz": gzip.compress(lines.encode()),
        "Delta/_delta_log/00000000000000000000.json": "\n".join(map(json.dumps, log)).encode(),
        "Delta/part-0.parquet": parquet,
        "Cdm/Contacts/1.csv": plain.encode(),
        "Cdm/model.json": b"\xef\xbb\xbf" + json.dumps(model).encode(),
    }


async def _all_forms_agree(system: System, name: str, columns: list[str], rows: list[list[str]], folder: Path) -> None:
    suggested = suggest(columns)
    assert suggested is not None
    mapping = suggested.model_dump(mode="json", exclude_none=True, exclude_defaults=True) | {"properties": {"*": "*"}}
    found = forms(columns, rows, folder)
    for blob, data in found.items():
        await system.upload(name + blob, data)

    async def members(segment: str) -> dict[str, Any]:
        list_id = await system.new_list()
        run = await system.run(await system.export(segment, list_id, mapping=mapping, default_country="US"))
        assert run["error"] is None, (segment, run)
        assert (run["counts"]["read"], balanced(run)) == (len(rows), True), segment
        return {
            email: {field: value for field, value in one.items() if field not in ("id", "created", "updated")}
            for email, one in (await system.members(list_id)).items()
        }

    segments = sorted({(name + blob).split("/")[0].split(".")[0] for blob in found})
    lists = dict(zip(segments, await asyncio.gather(*map(members, segments)), strict=True))
    first = lists[name]
    assert len(first) == len(rows)
    assert len(lists) == 9
    for segment, people in lists.items():
        assert people == first, segment


async def test_contoso_in_every_form(system: System, contoso: Path, tmp_path: Path) -> None:
    with contoso.open(encoding="utf-8-sig", newline="") as file:
        columns, *rows = csv.reader(file)
    await _all_forms_agree(system, "ContosoForm", columns, rows[:1500], tmp_path)


async def test_made_people_in_every_form(system: System, tmp_path: Path) -> None:
    await _all_forms_agree(system, "MadeForm", COLUMNS, MADE, tmp_path)


async def test_a_customer_insights_export_as_documented(system: System) -> None:
    """{container}/CustomerInsights_{instance}/{destination}/{table}/{yyyy}/{MM}/{dd}/{HHMM}/{table}_{partition}.csv"""
    base = "CustomerInsights_0a1b2c/Klaviyo_destination"
    attributes = [
        {"name": "CustomerId", "dataType": "guid"}, {"name": "EMail", "dataType": "string"},
        {"name": "LoyaltyPoints", "dataType": "int64"}, {"name": "DateOfBirth", "dataType": "dateTime"},
    ]  # fmt: skip
    partitions: list[dict[str, str | None]] = []
    for hour in ("2026/11/21/0200", "2026/11/22/0200"):
        for part in (1, 2, 3):
            path = f"{base}/Loyal/{hour}/Loyal_{part}.csv"
            rows = "".join(
                f'"{n:032x}","ci{n}@example.com","{n}","5/8/1986 12:00:00 AM"\r\n'
                for n in range(part * 10, part * 10 + 10)
            )
            await system.upload(path, rows + ('"x","nobody","",""\r\n' if part == 3 else ""))
            if hour == "2026/11/22/0200":
                partitions.append({"name": f"Loyal_{part}", "location": f"/segments/{path}"})
    partitions.append({"name": "schema only", "location": None})
    entity = {"$type": "LocalEntity", "name": "Loyal", "attributes": attributes, "partitions": partitions}
    await system.upload(
        f"{base}/model.json", json.dumps({"name": "x", "version": "1.0", "culture": "en-US", "entities": [entity]})
    )
    status, shown = await system.call("GET", "/api/segments/Klaviyo_destination")
    assert (status, shown["kind"], shown["parts"], shown["problems"]) == (200, "cdm", 3, [])
    assert [(c["name"], c["type"]) for c in shown["columns"]] == [
        ("CustomerId", "string"), ("EMail", "string"), ("LoyaltyPoints", "number"), ("DateOfBirth", "datetime"),
    ]  # fmt: skip
    assert shown["sample"][0]["DateOfBirth"] == "1986-05-08T00:00:00"
    list_id = await system.new_list()
    mapping = {"email": "EMail", "external_id": "CustomerId", "properties": {"*": "*"}}
    run = await system.run(await system.export("Klaviyo_destination", list_id, mapping=mapping))
    assert (run["counts"]["read"], run["counts"]["accepted"], run["counts"]["rejected"]) == (31, 30, 1)
    members = await system.members(list_id)
    assert members["ci11@example.com"]["properties"]["DateOfBirth"] == "1986-05-08T00:00:00"
    [reject] = await system.rejects(run)
    assert (reject["blob"], reject["line"]) == (f"{base}/Loyal/2026/11/22/0200/Loyal_3.csv", "11")


async def test_a_real_model_json(system: System) -> None:
    if not MODEL.exists():
        pytest.skip(f"the sample of the Common Data Model is not here ({MODEL})")
    account, container = "devstoreaccount1", "segments"
    text = (
        MODEL.read_text(encoding="utf-8-sig").replace("<ACCOUNT-NAME>", account).replace("<FILESYSTEM-NAME>", container)
    )
    names = "CustomerID,CompanyName,ContactName,ContactTitle,Address,City,Region,PostalCode,Country,Phone,Fax\r\n"
    row = "{n},Firm,real{n}@example.com,Owner,Street 1,Berlin,,10115,Germany,030-0074321,\r\n"
    await system.upload("Customers/partition-data.csv", names + "".join(row.format(n=n) for n in range(20)))
    await system.upload("Northwind/model.json", text)
    list_id = await system.new_list()
    mapping = {"email": "ContactName", "external_id": "CustomerID", "location.city": "City"}
    _, found = await system.call("GET", "/api/segments")
    northwind = [one for one in found["segments"] if one["name"].startswith("Northwind")]
    assert [(one["name"], one["kind"], one["rows"]) for one in northwind] == [("Northwind", "cdm", 20)]
    run = await system.run(await system.export("Northwind", list_id, mapping=mapping))
    assert (run["error"], run["counts"]["accepted"]) == (None, 20)
