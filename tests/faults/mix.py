"""A random mix of faults around a run. What was drawn depends on the seed alone; when it strikes, on the machine."""

from __future__ import annotations

import asyncio
import gzip
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.waiting import rounds
from tests.faults.lab import FINAL, Lab, People, Source, people
from tests.faults.proxy import FlakyStack

NAMING_FORMS = ("usual", "wrong_pointer", "own_pointer", "first_pointer", "json_text", "wrapped")
"""Of import errors, those that tell whom they are about."""

SOURCES = ("plain", "plain", "labelled", "gzip", "labelled gzip", "utf-16", "semicolons", "short rows", "broken quote")

IMPORT = r"^/api/profile-bulk-import-jobs/?$"


def stored_as(form: str, group: People, rng: random.Random) -> Source:
    """The segment in one of the forms that users have. Line numbers stay those of the plain form."""
    text = group.text
    lines = text.splitlines(keepends=True)
    match form:
        case "labelled":
            return Source(text.encode(), content_encoding=rng.choice(["gzip", "deflate", "br"]))
        case "gzip":
            return Source(gzip.compress(text.encode()), ".csv.gz")
        case "labelled gzip":
            return Source(gzip.compress(text.encode()), rng.choice([".csv", ".csv.gz"]), "gzip")
        case "utf-16":
            return Source(text.encode("utf-16"))
        case "semicolons":
            return Source(text.replace(",", ";").encode(), rng.choice([".csv", ".txt", ".CSV"]))
        case "short rows":
            kept = [line if rng.random() < 0.5 else line.rstrip("\r\n").rstrip(",") + "\n" for line in lines[1:]]
            return Source("".join([lines[0], *kept]).encode())
        case "broken quote":
            place = rng.randrange(1, len(lines))
            email, rest = lines[place].split(",", 1)
            lines[place] = f'{email},"{rest}'
            return Source("".join(lines).encode())
    return Source(text.encode())


@dataclass
class Tally:
    """What was done and seen, over all runs."""

    runs: int = 0
    rows: int = 0
    states: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return f"{self.runs} runs, {self.rows:,} rows checked, states {dict(self.states)}, faults {dict(self.faults)}"


KLAVIYO_FAULTS = ("429", "5xx", "cut", "lost", "slow", "polls", "challenge", "odd")
FAULTS = (*KLAVIYO_FAULTS, "jobs", "offenders", "storage")
DISTURBANCES = ("kill", "kill_all", "end_instance", "messages", "cancel", "none", "none")


async def one_run(stack: FlakyStack, lab: Lab, seed: int, tally: Tally) -> dict[str, Any]:
    """Run one export under faults drawn from `seed`, then check everything that must hold."""
    rng = random.Random(seed)
    size = rng.choice([1, 249, 250, 251, 1000, 3000])
    bad, doubled = rng.randrange(0, size // 20 + 1), rng.randrange(0, size // 20 + 1)
    group = people(f"Mix{seed}", size, seed=seed, bad=bad, doubled=doubled)
    form = rng.choice(SOURCES)
    tally.faults[f"source {form}"] += 1
    export, list_id = await lab.export(group, stored_as(form, group, rng))

    lost_jobs = False
    for kind in rng.sample(FAULTS, rng.randrange(1, 5)):
        tally.faults[kind] += 1
        if kind in KLAVIYO_FAULTS:
            await lab.fault(**klaviyo_fault(kind, rng))
        elif kind == "jobs":
            lost_jobs = await plan_jobs(lab, rng)
        elif kind == "offenders":
            lines = rng.sample(range(2, len(group.rows) + 2), min(3, len(group.rows)))
            emails = [group.email(line) for line in lines if "@example" in group.email(line)]
            await lab.sim.post("/_sim/bad-emails", json={"emails": emails, "pointers": rng.random() < 0.7})
        else:
            stack.flaky.busy, stack.flaky.lose = rng.choice([(0.05, 0.0), (0.0, 0.03), (0.03, 0.02)])

    run_id = await start(lab, export)
    disturbances = [each for each in rng.sample(DISTURBANCES, 2) if await disturb(lab, run_id, each, rng)]
    tally.faults.update(disturbances)
    await asyncio.sleep(rng.uniform(0, 3))
    stack.flaky.busy = stack.flaky.lose = 0
    await lab.sim.delete("/_sim/faults")
    await lab.ended(run_id)
    # A cancelled run does not send again what it may have sent when a worker died or an answer was lost.
    run = await lab.check(run_id, list_id, group, exactly=not (lost_jobs or "cancel" in disturbances))
    assert run["state"] in FINAL
    tally.runs += 1
    tally.rows += run["counts"]["read"]
    tally.states[run["state"]] += 1
    await lab.calm()
    await lab.sim.post("/_sim/bad-emails", json={"emails": [], "pointers": True})
    return run


def klaviyo_fault(kind: str, rng: random.Random) -> dict[str, Any]:
    """Return a rule for the simulator (`POST /_sim/faults`)."""
    match kind:
        case "429":
            return {"method": "POST", "path": IMPORT, "action": "rate_limit", "times": rng.randrange(1, 6)}
        case "5xx":
            status = rng.choice([500, 502, 503, 504])
            return {
                "method": "POST",
                "path": IMPORT,
                "action": "status",
                "status": status,
                "times": rng.randrange(1, 6),
            }
        case "cut":
            action = rng.choice(["cut_before", "cut_in_body", "cut_answer"])
            return {"method": "POST", "path": IMPORT, "action": action, "times": rng.randrange(1, 4)}
        case "lost":
            return {"method": "POST", "path": IMPORT, "action": "lose_answer", "times": rng.randrange(1, 4)}
        case "slow":
            seconds = rng.choice([0.5, 2, 4])
            return {"path": IMPORT, "action": "delay", "seconds": seconds, "times": rng.randrange(1, 5)}
        case "polls":
            return {"method": "GET", "path": r"^/api/profile-bulk", "action": "status", "status": 503, "times": 3}
        case "challenge":
            status = rng.choice([401, 403, 404, 503])
            return {"path": r"^/api/", "action": "challenge", "status": status, "times": rng.randrange(1, 6)}
    html = "<html>Hello</html>"
    odd: dict[str, Any] = rng.choice(
        [
            {"action": "trickle", "seconds": rng.choice([0.001, 0.1])},
            {"action": "garble_answer", "status": rng.choice([200, 202, 404]), "body": html},
            {"action": "garble_answer", "status": 202, "body": {"data": {"id": None}}},
            {"action": "status", "status": rng.choice([400, 404, 413, 422]), "body": {"message": "no"}},
        ]
    )
    return {"path": r"^/api/profile-bulk", "times": rng.randrange(1, 4), **odd}


async def plan_jobs(lab: Lab, rng: random.Random) -> bool:
    """Plan how the next jobs end; return whether the list may then hold more than the run counted."""
    outcome = rng.choice(["cancelled", "complete", "gone"])
    plan = {"outcome": outcome, "times": rng.randrange(1, 3), "job_seconds": rng.choice([0, 1, 3])}
    plan |= {"error_form": rng.choice(NAMING_FORMS), "unseen_looks": rng.choice([0, 0, 1])}
    await lab.sim.post("/_sim/jobs", json=plan | {"fail_percent": rng.choice([0, 0, 30])})
    # A job that is gone had done its work.
    return outcome == "gone"


async def start(lab: Lab, export: str) -> str:
    """Start the export, however often it takes; return the run's id."""
    for _ in rounds():
        await lab.http.post(f"/api/exports/{export}/runs")
        # The list may fail as well.
        answer = await lab.http.get(f"/api/exports/{export}/runs")
        if answer.is_success and answer.json()["runs"]:
            break
        await asyncio.sleep(0.5)
    return str(answer.json()["runs"][0]["id"])


async def disturb(lab: Lab, run_id: str, kind: str, rng: random.Random) -> bool:
    """Disturb a run after a random time; return whether anything was done."""
    await asyncio.sleep(rng.uniform(0, 2))
    match kind:
        case "kill":
            await lab.kill()
        case "kill_all":
            await lab.kill(every=True)
        case "end_instance":
            await lab.end_instance()
        case "messages":
            unknown = {
                "v": 1,
                "kind": "upload_chunk",
                "run_id": run_id,
                "chunk": "00000",
                "record": {"state": "ready"},
                "etag": "*",
            }
            for queue, message in (
                ("chunk-uploads", unknown),
                ("export-runs", {"v": 1, "kind": "prepare_run", "run_id": run_id}),
                ("chunk-uploads", {"v": 1, "kind": "upload_chunk", "run_id": run_id, "chunk": "00000"}),
                ("run-progress", {"v": 1, "kind": "follow_run", "run_id": run_id, "step": rng.randrange(5)}),
            ):
                await lab.send(queue, json.dumps(message), delay=rng.choice([0, 2]))
        case "cancel" if rng.random() < 0.5:
            await lab.http.post(f"/api/runs/{run_id}/cancel")
        case _:
            return False
    return True
