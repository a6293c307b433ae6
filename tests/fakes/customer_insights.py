"""Customer Insights tables as Synapse Link for Dataverse writes them: a model.json, and CSV with appended changes.

After Microsoft's documentation (Azure Synapse Link for Dataverse, "Export data as append-only"; Customer Insights -
Data, "Tables"): each change is a row with Id, SinkCreatedOn, SinkModifiedOn, versionnumber and IsDelete. The column
msdynci_segments has a JSON list of the segments' names.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from shared.domain.segment_definition import Rule, SegmentDefinition, definition_key
from tests.fakes.memory import MemoryBlobs

PROFILE, MEMBERSHIP = "msdynci_customerprofile", "msdynci_segmentmembership"
SINK = (("Id", "guid"), ("SinkCreatedOn", "dateTime"), ("SinkModifiedOn", "dateTime"))
END = (("versionnumber", "int64"), ("IsDelete", "boolean"))
PROFILE_COLUMNS = (
    *SINK, ("msdynci_customerid", "string"), ("emailaddress1", "string"), ("firstname", "string"),
    ("country", "string"), ("lastpurchase", "dateTime"), *END,
)  # fmt: skip
MEMBERSHIP_COLUMNS = (
    *SINK, ("msdynci_customerid", "string"), ("msdynci_segments", "string"), *END,
)  # fmt: skip
AT = datetime(2026, 11, 26, 8, tzinfo=UTC)
BY_SEGMENT: dict[str, Any] = {
    "kind": "conditions",
    "table": PROFILE,
    "members": {
        "table": MEMBERSHIP,
        "key": "msdynci_customerid",
        "profile_key": "msdynci_customerid",
        "conditions": {"column": "msdynci_segments", "operator": "has_any_of", "values": ["Loyal"]},
    },
}

type Row = Mapping[str, str]


def profile(number: int, version: int, **values: str) -> dict[str, str]:
    """A change of a profile: its email address is c<number>@example.com."""
    return {
        "Id": f"{number:08x}-0000-4000-8000-000000000000",
        "msdynci_customerid": f"customer-{number}",
        "emailaddress1": f"c{number}@example.com",
        "versionnumber": str(version),
        "IsDelete": "",
    } | values


def membership(number: int, version: int, *segments: str, **values: str) -> dict[str, str]:
    """A change of the segments that a customer is in."""
    return {
        "Id": f"{number:08x}-0000-4000-9000-000000000000",
        "msdynci_customerid": f"customer-{number}",
        "msdynci_segments": json.dumps(segments),
        "versionnumber": str(version),
        "IsDelete": "",
    } | values


def csv_text(columns: Sequence[tuple[str, str]], rows: Sequence[Row]) -> str:
    """The rows as Synapse Link writes them: no header, all values in quotes."""
    out = io.StringIO()
    names = [name for name, _ in columns]
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return out.getvalue()


def store(
    blobs: MemoryBlobs,
    profiles: Sequence[Sequence[Row]],
    memberships: Sequence[Sequence[Row]],
    folder: str = "",
    columns: Sequence[tuple[str, str]] = PROFILE_COLUMNS,
) -> None:
    """Write both tables, each in so many partitions, and the model.json that describes them."""
    entities = []
    for table, parts, described in ((PROFILE, profiles, columns), (MEMBERSHIP, memberships, MEMBERSHIP_COLUMNS)):
        names = [f"{folder}{table}/2026-{number + 1:02}.csv" for number in range(len(parts))]
        for name, rows in zip(names, parts, strict=True):
            blobs.put(name, csv_text(described, rows))
        entities.append(_entity(table, names, described))
    blobs.put(
        f"{folder}model.json", json.dumps({"name": "cdm", "version": "1.0", "culture": "en-US", "entities": entities})
    )


def _entity(table: str, blobs: Sequence[str], columns: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "$type": "LocalEntity",
        "name": table,
        "attributes": [{"name": name, "dataType": type_} for name, type_ in columns],
        "partitions": [
            {
                "name": blob.rpartition("/")[2],
                "location": f"https://acme.blob.core.windows.net/segments/{blob}",
                "fileFormatSettings": {"$type": "CsvFormatSettings", "columnHeaders": False, "delimiter": ","},
            }
            for blob in blobs
        ],
    }


def definition(rule: Mapping[str, Any], name: str = "Defined", tables: Sequence[str] = ()) -> SegmentDefinition:
    """A stored definition; `tables` are those of a SELECT."""
    found = SegmentDefinition.model_validate(
        {"name": name, "rule": rule, "tables": list(tables), "created_at": AT, "updated_at": AT}
    )
    return found if tables else found.changed(found.rule, tables_of(found.rule), "", AT)


def tables_of(rule: Rule) -> list[str]:
    assert rule.kind == "conditions", "the tables of a SELECT are given"
    return rule.tables


async def define(context: Any, rule: Mapping[str, Any], name: str = "Defined", tables: Sequence[str] = ()) -> None:
    """Store a definition, or replace the one of that name."""
    found = await context.definitions.get(definition_key(name))
    if found is None:
        await context.definitions.insert(definition_key(name), definition(rule, name, tables))
    else:
        await context.definitions.replace(definition_key(name), definition(rule, name, tables), found.etag)
