"""Notifications: webhooks, the events they subscribe to, and what was already sent."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from pydantic import Field

from shared.domain.base import Instant, Name, Record, Stored
from shared.domain.run import Counts, Run, RunState

MAX_NOTIFICATIONS = 20
BACKOFF_SECONDS = (10, 60, 300, 1800, 7200, 21600)
"""Pauses between the attempts of one delivery: a receiver may be unavailable for more than eight hours."""

type Kind = Literal["failed", "warnings", "recovered", "key", "test"]


class Event(StrEnum):
    """An event that a notification can subscribe to.

    `failed`: a run failed, or was skipped because of its profile limit. `warnings`: a run completed with warnings.
    `recovered`: the first run of an export without an error after a failed one. `key`: an API key was refused, or
    expires soon.
    """

    FAILED = "failed"
    WARNINGS = "warnings"
    RECOVERED = "recovered"
    KEY = "key"


class Format(StrEnum):
    """Format of the body: JSON, an Adaptive Card for a Teams workflow, or blocks for Slack."""

    JSON = "json"
    TEAMS = "teams"
    SLACK = "slack"


class Notification(Record):
    """A webhook. Its URL and signing secret are in Key Vault under `secret_name`; only `host` may be shown."""

    id: str
    name: Name
    host: str
    format: Format = Format.JSON
    events: list[Event] = Field(min_length=1, max_length=len(Event))
    enabled: bool = True
    secret_name: str
    created_at: Instant
    updated_at: Instant


class Health(Stored):
    """The state of a notification's deliveries. A record of its own: a delivery does not change the notification.

    `dead_since` is when a delivery failed in its last attempt. After that, each notice has one attempt until a
    delivery succeeds.
    """

    failures: int = 0
    last_success_at: Instant | None = None
    last_failure_at: Instant | None = None
    last_problem: str | None = None
    dead_since: Instant | None = None

    def succeeded(self, at: datetime) -> Health:
        """Return the state after a successful delivery."""
        return Health(last_success_at=at)

    def failed(self, at: datetime, problem: str, *, given_up: bool) -> Health:
        """Return the state after a failed attempt."""
        dead = self.dead_since or (at if given_up else None)
        update = {"failures": self.failures + 1, "last_failure_at": at, "last_problem": problem, "dead_since": dead}
        return self.model_copy(update=update)


class Notice(Stored):
    """One message to send, without personal data. `id` is the same for every delivery of it.

    `subject` is the id of the export or connection. The same `cause` is sent once for a subject within the cooldown.
    """

    id: str
    kind: Kind
    subject: str
    subject_name: str
    cause: str
    at: Instant
    problem: str | None = None
    run_id: str | None = None
    state: RunState | None = None
    counts: Counts | None = None


class NotificationState(Stored):
    """What was sent about an export or connection.

    `notified_at` is the time of the last notice by cause; `failed` is whether the last run (`run_id`) failed.
    """

    run_id: str = ""
    failed: bool = False
    notified_at: dict[str, Instant] = Field(default_factory=dict)

    def unsent(self, notices: Sequence[Notice], cooldown: timedelta) -> list[Notice]:
        """Return the notices whose cause was not sent within `cooldown`."""
        sent = self.notified_at
        return [n for n in notices if n.cause not in sent or n.at - sent[n.cause] >= cooldown]

    def with_sent(self, notices: Sequence[Notice], cooldown: timedelta) -> NotificationState:
        """Record the notices as sent. Causes older than the cooldown are dropped; a recovery drops failures."""
        if not notices:
            return self
        kept = {cause: at for cause, at in self.notified_at.items() if notices[0].at - at < cooldown}
        if any(notice.kind == "recovered" for notice in notices):
            kept = {cause: at for cause, at in kept.items() if not cause.startswith("failed:")}
        return self.model_copy(update={"notified_at": kept | {notice.cause: notice.at for notice in notices}})


def notices_of(run: Run, state: NotificationState) -> list[Notice]:
    """Return the notices about an ended run, before cooldown. `state` is the export's before this run."""
    error = run.error.type if run.error else ""
    failed = run.state in (RunState.FAILED, RunState.SKIPPED)
    found: list[tuple[Kind, str]] = []
    if failed:
        found.append(("failed", f"failed:{error}"))
    elif run.state in (RunState.SUCCESSFUL, RunState.COMPLETED_WITH_WARNINGS):
        if state.failed and not error:
            found.append(("recovered", f"recovered:{run.id}"))
        if run.state is RunState.COMPLETED_WITH_WARNINGS:
            found.append(("warnings", f"warnings:{error}"))
    return [
        Notice(
            id=notice_id(run.id, cause),
            kind=kind,
            subject=run.export_id,
            subject_name=run.export.name,
            cause=cause,
            at=run.ended_at or run.queued_at,
            problem=run.error.title if run.error else None,
            run_id=run.id,
            state=run.state,
            counts=run.counts,
        )
        for kind, cause in found
    ]


def after_run(state: NotificationState, run: Run) -> NotificationState:
    """Return the state with this run as the last one. Canceled runs and runs older than the last change nothing."""
    if run.state is RunState.CANCELED or run.id < state.run_id:
        return state
    failed = run.state in (RunState.FAILED, RunState.SKIPPED) or run.error is not None
    return state.model_copy(update={"run_id": run.id, "failed": failed})


def notice_id(*parts: str) -> str:
    """Return an id derived from `parts`: the same parts give the same id."""
    return "msg_" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
