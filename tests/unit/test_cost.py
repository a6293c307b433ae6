import pytest

from benchmarks.cost import counted, kind


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
def test_kind(method: str, path: str, expected: str):
    assert kind(method, path) == expected


def test_lines_of_the_access_log_are_counted():
    lines = [
        '127.0.0.1 - - [22/Nov/2026:02:14:00 +0000] "GET /devstoreaccount1/segments/People.csv HTTP/1.1" 206 -',
        '127.0.0.1 - - [22/Nov/2026:02:14:00 +0000] "GET /devstoreaccount1/segments/People.csv HTTP/1.1" 206 -',
        "Azurite Blob service is successfully listening at http://127.0.0.1:10000",
    ]
    assert counted(lines) == {"blob read": 2}
