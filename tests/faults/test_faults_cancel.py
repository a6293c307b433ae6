"""Cancel, retry, resume."""

from __future__ import annotations

import asyncio

import pytest

from tests.faults.lab import Lab, people

pytestmark = pytest.mark.asyncio(loop_scope="session")

IMPORT = r"^/api/profile-bulk-import-jobs/?$"


@pytest.mark.parametrize("state", ["queued", "preparing", "uploading", "importing"])
async def test_cancel_at_any_stage_ends_within_seconds(lab: Lab, state: str) -> None:
    group = people(
        f"Cancel{state}", 5000 if state == "preparing" else 1000, bad=3, padding=4000 if state == "preparing" else 0
    )
    export, list_id = await lab.export(group)
    # The run does not end by itself, neither before it is canceled nor after it.
    await lab.sim.post("/_sim/jobs", json={"job_seconds": 3600})
    run_id = await lab.start(export)
    await lab.until_state(run_id, state)
    answer = await lab.http.post(f"/api/runs/{run_id}/cancel")
    assert answer.status_code == 202, answer.text
    run = await lab.ended(run_id)
    assert run["state"] == "canceled"
    if state == "importing":
        assert (run["counts"]["accepted"], run["counts"]["failed"]) == (0, 997)
        assert "997" in run["warnings"][-1]["message"]
    await lab.sim.post("/_sim/jobs", json={})
    jobs = [job for job in await lab.jobs() if job["status"] in ("queued", "processing")]
    for job in jobs:
        await lab.sim.patch(f"/_sim/jobs/{job['id']}", json={"outcome": "complete"})
    # What was handed over and not waited for is on the list all the same.
    await lab.check(run_id, list_id, group, exactly=not jobs)
    assert (await lab.http.post(f"/api/runs/{run_id}/cancel")).status_code == 409


async def test_retry_sends_only_what_was_not_accepted(lab: Lab) -> None:
    group = people("Retry", 2000, bad=10, doubled=10)
    export, list_id = await lab.export(group)
    await lab.sim.post("/_sim/jobs", json={"outcome": "cancelled", "times": 3})
    run_id = await lab.start(export)
    first = await lab.check(run_id, list_id, group)
    assert first["counts"]["failed"] > 500
    before = len(await lab.jobs())

    answer = await lab.http.post(f"/api/runs/{run_id}/retry")
    assert answer.status_code == 202, answer.text
    again = await lab.check(answer.json()["id"], list_id, group)
    assert again["retry_of"] == run_id
    assert again["counts"]["accepted"] == first["counts"]["failed"]
    assert again["counts"]["unchanged"] == first["counts"]["accepted"]
    assert again["counts"]["failed"] == 0
    sent = (await lab.jobs())[before:]
    assert sum(job.get("profiles", job.get("total_count", 0)) for job in sent) in (0, first["counts"]["failed"])
    assert (await lab.http.post(f"/api/runs/{again['id']}/retry")).status_code == 409


async def test_retry_of_a_run_whose_segment_was_overwritten_says_so(lab: Lab) -> None:
    group = people("RetryGone", 500)
    export, _ = await lab.export(group)
    await lab.sim.post("/_sim/jobs", json={"outcome": "cancelled", "times": 1})
    run_id = await lab.start(export)
    await lab.ended(run_id)
    await lab.upload(f"{group.name}.csv", people("Other", 10).text)
    again = (await lab.http.post(f"/api/runs/{run_id}/retry")).json()["id"]
    run = await lab.ended(again)
    assert run["state"] == "failed"
    assert run["error"]["type"] == "segment-changed"


async def test_a_segment_overwritten_while_it_is_read_is_read_anew_and_never_mixed(lab: Lab) -> None:
    # Of several of the blocks that a reader asks for, so that it is overwritten between two of them.
    old, new = people("Overwritten", 3000, padding=5_000), people("Overwritten", 1000, seed=2)
    export, list_id = await lab.export(old)
    run_id = await lab.start(export)
    await lab.until_state(run_id, "preparing")
    await lab.upload(f"{new.name}.csv", new.text)
    run = await lab.ended(run_id)
    await lab.check(run_id, list_id, old if run["counts"]["read"] == 3000 else new)


async def test_a_segment_deleted_while_it_is_read_ends_the_run_with_a_clear_error(lab: Lab) -> None:
    group = people("Deleted", 3000, padding=5_000)
    export, list_id = await lab.export(group)
    run_id = await lab.start(export)
    await lab.until_state(run_id, "preparing")
    await lab.blobs.get_blob_client("segments", f"{group.name}.csv").delete_blob()
    run = await lab.check(run_id, list_id, group)
    assert run["state"] == "successful" or run["error"]["type"] in ("segment-not-found", "segment-changed")


async def test_the_profile_limit_skips_the_run_before_anything_is_sent(lab: Lab) -> None:
    group = people("Limit", 300)
    export, list_id = await lab.export(group, profile_limit=299)
    run_id = await lab.start(export)
    run = await lab.ended(run_id)
    assert run["state"] == "skipped"
    assert run["error"]["type"] == "over-limit"
    assert "300" in run["error"]["detail"]
    assert not await lab.members(list_id)


async def test_a_vault_that_is_away_for_a_while_costs_nobody(lab: Lab) -> None:
    import ssl

    import httpx

    group = people("Vault", 1500)
    export, list_id = await lab.export(group)
    assert lab.stack.vault
    async with httpx.AsyncClient(
        base_url=lab.stack.vault, verify=ssl.create_default_context(cafile=lab.stack.vault_ca_file)
    ) as vault:
        answer = await vault.put("/_vault/faults", json={"unavailable_seconds": 6})
        assert answer.is_success, answer.text
        await asyncio.sleep(1.5)
        run_id = await lab.start(export)
        run = await lab.check(run_id, list_id, group)
    assert run["counts"]["accepted"] == 1500
