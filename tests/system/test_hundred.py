"""100,000 people with Klaviyo's limits enforced: hardly a request is refused, and each chunk is accepted once."""

from pathlib import Path

import pytest

from local.samples import MAPPING, write_segment
from local.stack import Stack, StackOptions
from tests.system.system import SETTINGS, System, balanced

pytestmark = pytest.mark.asyncio(loop_scope="session")

CHUNK = 1000
"""Profiles: a hundred chunks, which would go out in two or three seconds if nobody kept to ten a second."""


async def test_hundred_thousand_within_the_limits(tmp_path: Path) -> None:
    write_segment(tmp_path / "Hundred.csv", 100_000, bad_rows=20, duplicates=15)
    options = StackOptions(
        segments=tmp_path,
        klaviyo_options=("--job-seconds", "0.2"),
        settings=SETTINGS | {"CHUNK_PROFILES": str(CHUNK)},
        timers=False,
        grace=3,
        log_level="WARNING",
    )
    async with Stack(options) as stack:
        system = System(stack, tmp_path / "none")
        await system.open()
        try:
            await hundred_thousand(system)
        finally:
            await system.close()


async def hundred_thousand(system: System) -> None:
    list_id = await system.new_list()
    # Connecting asks with empty bodies which scopes a key has: those requests are refused on purpose.
    connected = len(await system.journal())
    run = await system.run(await system.export("Hundred", list_id, mapping=MAPPING))
    assert run["error"] is None
    assert balanced(run)
    counts = run["counts"]
    assert (counts["read"], counts["rejected"], counts["duplicates"]) == (100_000, 20, 15)
    assert counts["accepted"] == 100_000 - 35
    assert run["chunks"]["total"] == run["chunks"]["imported"] == 100
    journal = (await system.journal())[connected:]
    refused = [entry["status"] for entry in journal if entry["status"] is None or entry["status"] >= 400]
    # A process that stands still between its turn and its request, sends together with those of the next turn.
    assert len(refused) <= 20
    assert set(refused) <= {429}
    posts = [entry for entry in journal if entry["method"] == "POST" and entry["profiles"] and entry["status"] == 202]
    assert len(posts) == 100, "each chunk is accepted once"
    assert len({entry["body_sha256"] for entry in posts}) == 100
    assert max(entry["profiles"] for entry in posts) == CHUNK
    assert (await system.sim("GET", "/state"))["lists"][list_id] == 100_000 - 35
