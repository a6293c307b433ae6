"""kill -9 at every stage, of one worker, all workers, and the whole stack."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from local.klaviyo import Simulator
from local.stack import Stack
from tests.faults.lab import Lab, options, people

pytestmark = pytest.mark.asyncio(loop_scope="session")

IMPORT = r"^/api/profile-bulk-import-jobs/?$"


async def test_while_preparing(lab: Lab) -> None:
    group = people("KillPrepare", 5000, bad=20, doubled=20, padding=3000)
    export, list_id = await lab.export(group)
    run_id = await lab.start(export)
    await lab.until_state(run_id, "preparing")
    await lab.kill(every=True)
    await lab.check(run_id, list_id, group)


async def test_while_cutting(lab: Lab) -> None:
    group = people("KillCut", 4000, bad=20, doubled=20)
    export, list_id = await lab.export(group)
    run_id = await lab.start(export)
    await lab.until_state(run_id, "uploading")
    await lab.kill(every=True)
    await lab.check(run_id, list_id, group)


async def test_between_a_post_and_its_record(lab: Lab) -> None:
    group = people("KillPost", 1000)
    export, list_id = await lab.export(group)
    # Klaviyo takes the job and answers late: the worker dies in between.
    await lab.fault(method="POST", path=IMPORT, action="delay", seconds=2, times=4)
    run_id = await lab.start(export)
    await lab.until_state(run_id, "uploading")
    await asyncio.sleep(1)
    await lab.kill(every=True)
    run = await lab.check(run_id, list_id, group)
    assert run["counts"]["accepted"] == 1000


async def test_while_following(lab: Lab) -> None:
    await lab.sim.post("/_sim/jobs", json={"job_seconds": 6})
    group = people("KillFollow", 1000)
    export, list_id = await lab.export(group)
    run_id = await lab.start(export)
    await lab.until_state(run_id, "importing")
    await lab.kill(every=True)
    run = await lab.check(run_id, list_id, group)
    assert run["state"] == "successful"


async def test_while_a_first_portion_is_followed_waits_and_is_confirmed(lab: Lab) -> None:
    await lab.sim.post("/_sim/jobs", json={"job_seconds": 2})
    group = people("KillCanary", 3000, bad=20, doubled=20)
    export, list_id = await lab.export(group, canary={"profiles": 300, "then": "wait"})
    run_id = await lab.start(export)
    await lab.until(run_id, lambda run: run["canary"] and run["chunks"]["uploaded"])
    await lab.kill(every=True)
    # The counts follow with the next step.
    run = await lab.until(run_id, lambda run: run["canary"]["state"] == "waiting" and run["counts"]["accepted"] == 300)
    assert (run["counts"]["accepted"], len(await lab.members(list_id))) == (300, 300)
    await lab.kill(every=True)
    while (await lab.http.post(f"/api/runs/{run_id}/confirm")).status_code != 202:
        await asyncio.sleep(0.2)
    await lab.kill(every=True)
    run = await lab.check(run_id, list_id, group)
    assert (run["canary"]["state"], run["canary"]["profiles"], run["counts"]["failed"]) == ("passed", 300, 0)


async def test_while_finishing(lab: Lab) -> None:
    group = people("KillFinish", 3000, bad=300, doubled=300)
    export, list_id = await lab.export(group)
    run_id = await lab.start(export)
    await lab.until(run_id, lambda run: run["chunks"]["total"] and run["chunks"]["uploaded"] == run["chunks"]["total"])
    for _ in range(4):
        await lab.kill()
        await asyncio.sleep(0.4)
    await lab.check(run_id, list_id, group)


async def test_the_whole_stack_killed_and_started_again_on_the_same_data(tmp_path: Path) -> None:
    group = people("KillAll", 5000, bad=10, doubled=10)
    # Klaviyo itself does not die with us: it stays, the app's stack goes.
    async with Simulator() as klaviyo:
        async with Stack(options(data=tmp_path / "app", klaviyo_url=klaviyo.url)) as stack:
            lab = await Lab(stack).open()
            export, list_id = await lab.export(group)
            run_id = await lab.start(export)
            await lab.until_state(run_id, "preparing")
            await lab.kill(every=True)
            await lab.close()
        async with Stack(options(data=tmp_path / "app", klaviyo_url=klaviyo.url)) as stack:
            lab = Lab(stack)
            await lab.check(run_id, list_id, group)
            await lab.close()
