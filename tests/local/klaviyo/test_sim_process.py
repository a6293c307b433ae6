"""The simulator as a process of its own, and its options."""

import asyncio
import json
import signal
import sys

import aiohttp
import pytest

from local.klaviyo import MAIN_KEY, Options


async def test_it_says_where_it_is_and_stops_on_sigterm() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "local.klaviyo",
        "--no-limits",
        "--job-seconds",
        "0.5",
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    try:
        ready = json.loads(await process.stdout.readline())
        assert ready["ready"] is True
        async with aiohttp.ClientSession() as session:
            async with session.get(ready["url"] + "/_sim/state") as got:
                options = (await got.json())["options"]
            headers = {"Authorization": f"Klaviyo-API-Key {MAIN_KEY}", "revision": "2026-10-15"}
            async with session.get(ready["url"] + "/api/accounts", headers=headers) as got:
                assert got.status == 200
        assert (options["limits"], options["job_seconds"]) == (False, 0.5)
    finally:
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 60) == 0


def test_flags() -> None:
    options = Options.from_arguments(["--port", "81", "--chaos", "0.1", "--seed", "3", "--no-limits", "--light"])
    assert options == Options(port=81, chaos=0.1, seed=3, limits=False, light=True)
    assert Options.from_arguments([]) == Options()


@pytest.mark.parametrize("values", [{"colour": 1}, {"chaos": "much"}, {"limits": 1}, {"job_seconds": True}])
def test_wrong_options(values: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Options().changed(values)


def test_an_option_takes_whole_and_broken_numbers_time_and_again() -> None:
    options = Options().changed({"job_seconds": 30}).changed({"job_seconds": 0.5})
    assert options.job_seconds == 0.5
