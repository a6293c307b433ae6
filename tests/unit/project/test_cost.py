import json
import re
from pathlib import Path

import pytest

from benchmarks.cost import counted, kind, polling_dollars_per_hour


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("PUT", "exports/runs/1/chunks/00000.json", "blob write or list"),
        ("GET", "segments?restype=container&comp=list&prefix=People", "blob write or list"),
        ("GET", "segments/People.csv", "blob read"),
        ("DELETE", "exports/runs/1/chunks/00000.json", "blob delete"),
        ("POST", "chunk-uploads/messages?visibilitytimeout=0", "queue"),
        ("GET", "chunk-uploads/messages?numofmessages=8", "queue"),
        ("DELETE", "chunk-uploads/messages/4711?popreceipt=x", "queue"),
        ("POST", "runs", "table"),
        ("GET", "runs(PartitionKey='run',RowKey='1')", "table"),
        ("GET", "chunks()?$filter=PartitionKey", "table"),
        ("POST", "$batch", "table"),
    ],
)
def test_kind(method: str, path: str, expected: str) -> None:
    assert kind(method, path) == expected


def test_lines_of_the_access_log_are_counted() -> None:
    lines = [
        '127.0.0.1 - - [22/Nov/2026:02:14:00 +0000] "GET /devstoreaccount1/segments/People.csv HTTP/1.1" 206 -',
        '127.0.0.1 - - [22/Nov/2026:02:14:00 +0000] "GET /devstoreaccount1/segments/People.csv HTTP/1.1" 206 -',
        "Azurite Blob service is successfully listening at http://127.0.0.1:10000",
    ]
    assert counted(lines) == {"blob read": 2}


def test_page_tells_what_polling_costs() -> None:
    root = Path(__file__).parents[3]
    page = (root / "docs" / "cost.md").read_text("utf-8")
    shown = {
        float(seconds): dollars
        for seconds, dollars in re.findall(r"^\| ([\d.]+) m?s.*\| (0\.\d+) \|$", page, re.MULTILINE)
    }
    assert shown == {1.0: "0.00144", 100.0: "0.01440"}
    assert f"{polling_dollars_per_hour(1):.5f}" == shown[1.0]
    assert f"{polling_dollars_per_hour(0.1):.5f}" == shown[100.0]
    hours = 24 * 3 * 10 / 60 * 30
    assert f"{hours * (polling_dollars_per_hour(0.1) - polling_dollars_per_hour(1)):.2f}" == "4.67"
    assert json.loads((root / "host.json").read_text())["extensions"]["queues"]["maxPollingInterval"] == "00:00:01"
