"""Import jobs: queued → processing → complete | cancelled (schema ProfileImportJobResponseObjectResource).

Klaviyo publishes no durations; how long a job takes and how it ends is for the simulator's user to say. The
profiles are written when the job completes, a few hundred at a time.
"""

from __future__ import annotations

import asyncio
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

import orjson

from local.klaviyo.profile import Change, Profile, fold_email

if TYPE_CHECKING:
    from local.klaviyo.account import Account

type Outcome = Literal["complete", "cancelled", "stuck", "gone"]
"""`cancelled` writes nothing; `stuck` stays processing; `gone` does the work, then is not found any more."""

OUTCOMES: tuple[Outcome, ...] = ("complete", "cancelled", "stuck", "gone")
SECONDS_KEPT = 7 * 24 * 3600
_PROFILES_AT_A_TIME = 250
_QUEUED_SHARE = 0.3


type ErrorForm = Literal["usual", "wrong_pointer", "own_pointer", "first_pointer", "json_text", "wrapped", "unknown"]
"""How an import error names its profile. The pointer may be another profile's, be relative to the profile, or count
from a body of that profile alone; the payload may be JSON text, stand in a wrapper, or be of no known shape."""

ERROR_FORMS: tuple[str, ...] = get_args(ErrorForm.__value__)


class Failure(NamedTuple):
    """A profile that passed the synchronous checks and failed in the job."""

    id: str
    position: int
    change: Change
    form: ErrorForm = "usual"
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class JobPlan:
    """How coming jobs go. `times` is for how many of them (None: all); emails in lower case.

    A job is not found at the first `unseen_looks`, as if the servers that are asked did not have it yet.
    """

    outcome: Outcome = "complete"
    job_seconds: float | None = None
    fail_percent: float | None = None
    fail_emails: frozenset[str] = frozenset()
    error_form: ErrorForm = "usual"
    unseen_looks: int = 0
    times: int | None = None


@dataclass(slots=True)
class ImportJob:
    """`changes` is emptied when the work is done; times are seconds since 1970."""

    id: str
    number: int
    account: Account
    list_ids: list[str]
    changes: list[Change]
    body_sha256: str
    plan: JobPlan
    seconds: float
    fail_percent: float
    total: int
    counted: int = 0
    """Addresses in the body where the simulator only counts them."""
    refuses_conflicts: bool = False
    unseen_looks: int = 0
    created_at: float = field(default_factory=time.time)
    status: str = "queued"
    completed: int = 0
    started_at: float | None = None
    completed_at: float | None = None
    failures: list[Failure] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    done_emails: list[str | None] = field(default_factory=list)

    @property
    def emails(self) -> list[str | None]:
        return self.done_emails + [change.email for change in self.changes]

    def fails(self, change: Change) -> bool:
        identity = fold_email(change.email or change.phone_number or change.external_id or "")
        if identity in self.plan.fail_emails:
            return True
        return zlib.crc32(identity.encode()) % 10_000 < self.fail_percent * 100


def original_payload(change: Change) -> dict[str, Any]:
    """The profile resource as it came."""
    attributes: dict[str, Any] = {
        name: value for name in ("email", "phone_number", "external_id") if (value := getattr(change, name)) is not None
    }
    payload: dict[str, Any] = {"type": "profile", "attributes": attributes | orjson.loads(change.attributes)}
    if change.profile_id:
        payload["id"] = change.profile_id
    if change.patch:
        payload["meta"] = {"patch_properties": change.patch}
    return payload


class JobRunner:
    """Lives the jobs, one task each; the writing is one job after the other."""

    def __init__(self, error_id: Callable[[], str]) -> None:
        self.plan = JobPlan()
        self._error_id = error_id
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._writing = asyncio.Lock()

    def take_plan(self) -> JobPlan:
        plan = self.plan
        if plan.times is not None:
            left = plan.times - 1
            self.plan = replace(plan, times=left) if left > 0 else JobPlan()
        return plan

    def start(self, job: ImportJob) -> None:
        self._spawn(job, self._live(job))

    async def settle(self, job: ImportJob, outcome: Outcome) -> None:
        """End a job now, in this way."""
        task = self._tasks.pop(job.id, None)
        # A job that is being written cannot be stopped half-way: it would be written twice.
        async with self._writing:
            if task is not None:
                task.cancel()
        if job.completed_at is None:
            await self._finish(job, outcome)
        elif outcome == "gone":
            job.account.jobs.pop(job.id, None)

    async def stop(self) -> None:
        tasks = list(self._tasks.values())
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _spawn(self, job: ImportJob, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks[job.id] = task
        task.add_done_callback(lambda done: self._tasks.get(job.id) is done and self._tasks.pop(job.id))

    async def _live(self, job: ImportJob) -> None:
        await asyncio.sleep(job.seconds * _QUEUED_SHARE)
        job.status = "processing"
        job.started_at = time.time()
        await asyncio.sleep(job.seconds * (1 - _QUEUED_SHARE))
        await self._finish(job, job.plan.outcome)

    async def _finish(self, job: ImportJob, outcome: Outcome) -> None:
        if outcome == "stuck":
            job.status = "processing"
            return
        async with self._writing:
            if job.completed_at is not None:
                return
            job.started_at = job.started_at or time.time()
            if outcome == "cancelled":
                job.done_emails = job.emails
            else:
                await self._write(job)
            job.changes = []
            job.status = "cancelled" if outcome == "cancelled" else "complete"
            job.completed_at = time.time()
        if outcome == "gone":
            job.account.jobs.pop(job.id, None)

    async def _write(self, job: ImportJob) -> None:
        account = job.account
        changes = job.changes
        job.completed += job.counted
        some_fail = bool(job.plan.fail_emails) or job.fail_percent > 0
        for start in range(0, len(changes), _PROFILES_AT_A_TIME):
            now = time.time()
            # Looked up each time: a list may vanish while the job runs.
            rolls = [account.lists[one].members for one in job.list_ids if one in account.lists]
            for index, change in enumerate(changes[start : start + _PROFILES_AT_A_TIME], start):
                other = account.profiles.conflict(change) if job.refuses_conflicts else None
                if other is not None or (some_fail and job.fails(change)):
                    failure = Failure(self._error_id(), index, change, job.plan.error_form, other.id if other else None)
                    job.failures.append(failure)
                    job.done_emails.append(change.email)
                    continue
                profile, _ = account.profiles.upsert(change, now)
                for roll in rolls:
                    roll.add(profile, now)
                job.profiles.append(profile)
                # The stored text is shared, the one of the request can go.
                job.done_emails.append(profile.email)
                job.completed += 1
            await asyncio.sleep(0)
