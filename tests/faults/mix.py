"""A random mix of faults around a run. What was drawn depends on the seed alone; when it strikes, on the machine."""

from __future__ import annotations

import asyncio
import gzip
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

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
    """What a mix did and saw."""

    runs: int = 0
    rows: int = 0
    states: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return f"{self.runs} runs, {self.rows:,} rows checked, states {dict(self.states)}, faults {dict(self.faults)}"


async def one_run(stack: FlakyStack, lab: Lab, seed: int, tally: Tally) -> dict[str, Any]:
    """One export under faults drawn from `seed`, then everything that must hold."""
    rng = random.Random(seed)
    size = rng.choice([1, 249, 250, 251, 1000, 3000])
    bad, doubled = rng.randrange(0, size // 20 + 1), rng.randrange(0, size // 20 + 1)
    group = people(f"Mix{seed}", size, seed=seed, bad=bad, doubled=doubled)
    form = rng.choice(SOURCES)
    tally.faults[f"source {form}"] += 1
    export, list_id = await lab.export(group, stored_as(form, group, rng))
    ambiguous = False

    for kind in rng.sample(
        ["429", "5xx", "cut", "lost", "slow", "polls", "jobs", "offenders", "storage", "challenge", "odd"],
        rng.randrange(1, 5),
    ):
        tally.faults[kind] += 1
        match kind:
            case "429":
                await lab.fault(method="POST", path=IMPORT, action="rate_limit", times=rng.randrange(1, 6))
            case "5xx":
                status = rng.choice([500, 502, 503, 504])
                await lab.fault(method="POST", path=IMPORT, action="status", status=status, times=rng.randrange(1, 6))
            case "cut":
                action = rng.choice(["cut_before", "cut_in_body", "cut_answer"])
                await lab.fault(method="POST", path=IMPORT, action=action, times=rng.randrange(1, 4))
            case "lost":
                await lab.fault(method="POST", path=IMPORT, action="lose_answer", times=rng.randrange(1, 4))
            case "slow":
                await lab.fault(path=IMPORT, action="delay", seconds=rng.choice([0.5, 2, 4]), times=rng.randrange(1, 5))
            case "challenge":
                status = rng.choice([401, 403, 404, 503])
                await lab.fault(path=r"^/api/", action="challenge", status=status, times=rng.randrange(1, 6))
            case "odd":
                rule = rng.choice(
                    [
                        {"action": "trickle", "seconds": rng.choice([0.001, 0.1])},
                        {
                            "action": "garble_answer",
                            "status": rng.choice([200, 202, 404]),
                            "body": "<html>Hello</html>",
                        },
                        {"action": "garble_answer", "status": 202, "body": {"data": {"id": None}}},
                        {"action": "status", "status": rng.choice([400, 404, 413, 422]), "body": {"message": "no"}},
                    ]
                )
                await lab.fault(path=r"^/api/profile-bulk", times=rng.randrange(1, 4), **rule)
            case "polls":
                await lab.fault(method="GET", path=r"^/api/profile-bulk", action="status", status=503, times=3)
            case "jobs":
                outcome = rng.choice(["cancelled", "complete", "gone"])
                # A job that is gone had done its work: the list may hold more than was counted.
                ambiguous = ambiguous or outcome == "gone"
                plan = {"outcome": outcome, "times": rng.randrange(1, 3), "job_seconds": rng.choice([0, 1, 3])}
                plan |= {"error_form": rng.choice(NAMING_FORMS), "unseen_looks": rng.choice([0, 0, 1])}
                await lab.sim.post("/_sim/jobs", json=plan | {"fail_percent": rng.choice([0, 0, 30])})
            case "offenders":
                lines = rng.sample(range(2, len(group.rows) + 2), min(3, len(group.rows)))
                emails = [group.email(line) for line in lines if "@example" in group.email(line)]
                await lab.sim.post("/_sim/bad-emails", json={"emails": emails, "pointers": rng.random() < 0.7})
            case "storage":
                stack.flaky.busy, stack.flaky.lose = rng.choice([(0.05, 0.0), (0.0, 0.03), (0.03, 0.02)])

    for _ in range(20):
        answer = await lab.http.post(f"/api/exports/{export}/runs")
        if answer.status_code in (202, 409):
            break
        await asyncio.sleep(0.5)
    run_id = (await lab.http.get(f"/api/exports/{export}/runs")).json()["runs"][0]["id"]

    canceled = False
    for kind in rng.sample(["kill", "kill_all", "end_instance", "messages", "cancel", "none", "none"], 2):
        await asyncio.sleep(rng.uniform(0, 2))
        match kind:
            case "kill":
                await lab.kill()
            case "kill_all":
                await lab.kill(every=True)
            case "end_instance":
                await lab.end_instance()
            case "messages":
                for queue, message in (
                    (
                        "chunk-uploads",
                        {"v": 1, "run_id": run_id, "chunk": "00000", "record": {"state": "ready"}, "etag": "*"},
                    ),
                    ("export-runs", {"v": 1, "run_id": run_id}),
                    ("chunk-uploads", {"v": 1, "run_id": run_id, "chunk": "00000"}),
                    ("run-progress", {"v": 1, "run_id": run_id, "step": rng.randrange(5)}),
                ):
                    await lab.send(queue, json.dumps(message), delay=rng.choice([0, 2]))
            case "cancel" if rng.random() < 0.5:
                await lab.http.post(f"/api/runs/{run_id}/cancel")
                canceled = True
            case _:
                continue
        tally.faults[kind] += 1
    await asyncio.sleep(rng.uniform(0, 3))
    stack.flaky.busy = stack.flaky.lose = 0
    await lab.sim.delete("/_sim/faults")
    await lab.ended(run_id, 150)
    # A cancelled run does not send again what it may have sent when a worker died or an answer was lost.
    run = await lab.check(run_id, list_id, group, exactly=not (ambiguous or canceled))
    assert run["state"] in FINAL
    tally.runs += 1
    tally.rows += run["counts"]["read"]
    tally.states[run["state"]] += 1
    await lab.calm()
    await lab.sim.post("/_sim/bad-emails", json={"emails": [], "pointers": True})
    return run
