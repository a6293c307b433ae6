"""100,000 people with Klaviyo's limits enforced: not one request is refused."""

import pytest

from local.samples import MAPPING
from tests.system.system import System, balanced

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_hundred_thousand_within_the_limits(system: System) -> None:
    list_id = await system.list()
    export = await system.export("Hundred", list_id, mapping=MAPPING)
    await system.sim("POST", "/options", {"limits": True})
    since = await system.mark()
    try:
        run = await system.run(export, seconds=90)
    finally:
        await system.sim("POST", "/options", {"limits": False})
    assert run["error"] is None
    assert balanced(run)
    counts = run["counts"]
    assert (counts["read"], counts["rejected"], counts["duplicates"]) == (100_000, 20, 15)
    assert counts["accepted"] == 100_000 - 35
    assert run["chunks"]["total"] == run["chunks"]["imported"] >= 10
    journal = await system.journal(since)
    assert [entry for entry in journal if entry["status"] is None or entry["status"] >= 400] == []
    posts = [entry for entry in journal if entry["method"] == "POST"]
    assert len(posts) == run["chunks"]["total"], "each chunk is posted once"
    assert len({entry["body_sha256"] for entry in posts}) == len(posts)
    assert max(entry["profiles"] for entry in posts) <= 10_000
    assert max(entry["body_bytes"] for entry in posts) <= 5_000_000
    assert (await system.sim("GET", "/state"))["lists"][list_id] == 100_000 - 35
