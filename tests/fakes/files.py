"""Files of segments for tests."""

import json
import tempfile
from pathlib import Path
from typing import Any

import duckdb


def parquet(query: str, **options: str) -> bytes:
    """Return the result of a query as a Parquet file; `options` are those of DuckDB's COPY."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.parquet"
        more = "".join(f", {name} {value}" for name, value in options.items())
        duckdb.execute(f"COPY ({query}) TO '{file}' (FORMAT parquet{more})")
        return file.read_bytes()


REQUIRED: dict[str, dict[str, Any]] = {
    "metaData": {
        "id": "1",
        "format": {"provider": "parquet", "options": {}},
        "partitionColumns": [],
        "configuration": {},
    },
    "protocol": {"minReaderVersion": 1, "minWriterVersion": 2},
    "add": {"partitionValues": {}, "size": 1, "modificationTime": 1, "dataChange": True},
    "remove": {"deletionTimestamp": 1, "dataChange": True},
}
"""What the protocol requires of an action."""


def delta_action(kind: str, **body: Any) -> str:
    """Return a line of a Delta log, with the required fields of that action."""
    return json.dumps({kind: REQUIRED.get(kind, {}) | body}) + "\n"


def delta_field(name: str, type_: Any, **metadata: Any) -> dict[str, Any]:
    """Return a field of a Delta table's schema."""
    return {"name": name, "type": type_, "nullable": True, "metadata": metadata}


def delta_features(*names: str) -> str:
    """Return the protocol action of a table with these features."""
    return delta_action(
        "protocol", minReaderVersion=3, minWriterVersion=7, readerFeatures=list(names), writerFeatures=list(names)
    )
