"""The local host answers the recorded requests as Microsoft's host did: traces/http.json, sent again."""

import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.local.host import differences
from tests.local.host.recorded import read, running
from tests.local.host.replay import Replay

CASES = read("http.json")


@pytest.mark.parametrize("app", ["plain", "project", "all"])
async def test_recorded_requests_are_answered_alike(app: str, tmp_path: Path) -> None:
    async with running(app, tmp_path) as ready:
        keys = json.loads((tmp_path / "keys.json").read_text())
        names = {name: own["default"] for name, own in keys["functions"].items()}
        names |= {
            "master": ready["master_key"],
            "host": ready["function_key"],
            "blobs_extension": ready["blob_key"],
        }
        await make_second_host_key(ready)
        replay = Replay(int(ready["url"].rpartition(":")[2]), names)
        found: dict[str, list[str]] = {}
        for case in CASES:
            if case["app"] == app and (differ := await replay.differences(case)):
                found[f"{case['group']}: {case['name']}"] = differ
    expected = {name for name in differences.NAMED if name in {f"{c['group']}: {c['name']}" for c in of(app)}}
    assert {name: differ for name, differ in found.items() if name not in expected} == {}
    assert expected <= found.keys(), "what passes does not belong into tests/local/host/differences.py"


def of(app: str) -> list[dict[str, Any]]:
    return [case for case in CASES if case["app"] == app]


async def make_second_host_key(ready: dict[str, str]) -> None:
    """The recorded host had two."""
    url = f"{ready['url']}/admin/host/functionkeys/two"
    value = {"name": "two", "value": "z" * 54 + "=="}
    async with (
        ClientSession() as session,
        session.put(url, json=value, headers={"x-functions-key": ready["master_key"]}) as answer,
    ):
        assert answer.status == 201
