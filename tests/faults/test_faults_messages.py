"""Messages twice, late, out of order, of another version, and garbage; poison."""

from __future__ import annotations

import asyncio
import json
import random

import pytest

from tests.faults.lab import Lab, people

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_every_message_twice_late_and_out_of_order(lab: Lab) -> None:
    group = people("Twice", 3000, bad=5, doubled=5)
    export, list_id = await lab.export(group)
    run_id = await lab.start(export)
    messages = [("export-runs", {"v": 1, "kind": "prepare_run", "run_id": run_id})] * 2
    upload, follow = {"v": 1, "kind": "upload_chunk"}, {"v": 1, "kind": "follow_run"}
    messages += [("chunk-uploads", upload | {"run_id": run_id, "chunk": f"{n:05d}"}) for n in range(12)] * 2
    messages += [("run-progress", follow | {"run_id": run_id, "step": n}) for n in range(8)] * 2
    rng = random.Random(7)
    rng.shuffle(messages)
    for queue, message in messages:
        await lab.send(queue, json.dumps(message), delay=rng.choice([0, 0, 1, 3]))
    run = await lab.check(run_id, list_id, group)
    assert run["counts"]["failed"] == 0
    await lab.emptied()
    posts = [job for job in await lab.jobs() if list_id in str(job)]
    bodies = [job["body_sha256"] for job in posts]
    assert len(set(bodies)) == len(bodies) == run["chunks"]["total"], "a chunk was posted twice"
    assert (await lab.run(run_id)) == run, "a message changed a run that had ended"


async def test_garbage_in_every_queue_disturbs_nothing_and_ends_in_no_poison_queue(lab: Lab) -> None:
    garbage = [
        "",
        "{",
        "null",
        "[]",
        '{"v":1}',
        '{"v":99,"run_id":"x"}',
        '{"v":1,"kind":"prepare_run","run_id":"none"}',
        '{"v":1,"kind":"delete_everything","run_id":"none"}',
        json.dumps({"v": 1, "kind": "prepare_run", "run_id": "a" * 30_000}),
        json.dumps({"v": 1, "kind": "prepare_run", "run_id": "../\0"}),
        "\u0000",
        "x" * 9000,
    ]
    for queue in ("export-runs", "chunk-uploads", "run-progress"):
        for text in garbage:
            await lab.send(queue, text)
    group = people("Garbage", 500)
    export, list_id = await lab.export(group)
    run_id = await lab.start(export)
    run = await lab.check(run_id, list_id, group)
    assert run["state"] == "successful"
    await lab.emptied()


async def test_a_chunk_message_that_fails_to_the_last_fails_its_chunk(lab: Lab) -> None:
    group = people("Poison", 750)
    export, list_id = await lab.export(group)
    await lab.fault(method="POST", path=r"^/api/profile-bulk-import-jobs/?$", action="status", status=503, times=2)
    run_id = await lab.start(export)
    await lab.until_state(run_id, "uploading")
    # What the host does in the end with a message whose function keeps raising.
    await lab.send(
        "chunk-uploads-poison", json.dumps({"v": 1, "kind": "upload_chunk", "run_id": run_id, "chunk": "00001"})
    )
    run = await lab.check(run_id, list_id, group, exactly=False)
    assert run["counts"]["accepted"] + run["counts"]["failed"] == 750
    if run["counts"]["failed"]:
        assert run["state"] == "completed_with_warnings"
        assert {row["reason"] for row in await lab.rejects(run_id)} == {"chunk_failed"}


async def test_a_prepare_message_that_is_poison_without_a_failure_fails_nothing(lab: Lab) -> None:
    group = people("PoisonRun", 3000)
    export, list_id = await lab.export(group)
    run_id = await lab.start(export)
    await lab.send("export-runs-poison", json.dumps({"v": 1, "kind": "prepare_run", "run_id": run_id}))
    run = await lab.check(run_id, list_id, group)
    assert run["state"] == "successful"


async def test_a_chunk_blob_that_is_missing_fails_its_rows(lab: Lab) -> None:
    group = people("Missing", 750)
    export, list_id = await lab.export(group)
    await lab.fault(method="POST", path=r"^/api/profile-bulk-import-jobs/?$", action="status", status=503)
    run_id = await lab.start(export)
    await lab.until(run_id, lambda run: run["chunks"]["total"] == 3)
    blob = lab.blobs.get_blob_client("exports", f"runs/{run_id}/chunks/00002.json.zst")
    await blob.delete_blob()
    await lab.calm()
    run = await lab.check(run_id, list_id, group, exactly=False)
    # An upload that had read it before goes on.
    assert run["counts"]["failed"] in (0, 250)


async def test_fifty_starts_at_once_make_one_run(lab: Lab) -> None:
    group = people("Fifty", 300)
    export, list_id = await lab.export(group)
    answers = await asyncio.gather(*(lab.http.post(f"/api/exports/{export}/runs") for _ in range(50)))
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [202] + [409] * 49, codes
    assert {a.json()["type"] for a in answers if a.status_code == 409} == {"run-active"}
    run_id = next(answer.json()["id"] for answer in answers if answer.status_code == 202)
    await lab.check(run_id, list_id, group)
    listed = (await lab.http.get(f"/api/exports/{export}/runs")).json()["runs"]
    assert [run["id"] for run in listed] == [run_id]
