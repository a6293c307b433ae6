"""Notifications: who is told what by webhook, and what has been told already."""

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
"""Pauses between the attempts of one delivery: a receiver may be away for more than eight hours."""

type Kind = Literal["failed", "warnings", "recovered", "key", "test"]


class Event(StrEnum):
    """What somebody can be told of.

    `failed`: a run failed, or was skipped because of its profile limit. `warnings`: a run completed with warnings.
    `recovered`: the first good run of an export after a failed one. `key`: a key was refused, or expires soon.
    """

    FAILED = "failed"
    WARNINGS = "warnings"
    RECOVERED = "recovered"
    KEY = "key"


class Format(StrEnum):
    """The shape of the body: our own JSON, an Adaptive Card for a Teams workflow, or blocks for Slack."""

    JSON = "json"
    TEAMS = "teams"
    SLACK = "slack"


class Notification(Record):
    """A webhook. Its address and signing secret lie in the vault, under `secret_name`; `host` is what may be shown."""

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
    """How its deliveries went; kept apart, since a delivery does not change a notification.

    `dead_since` is when one was given up after its last try. From then on each notice is tried once, until one
    arrives.
    """

    failures: int = 0
    last_success_at: Instant | None = None
    last_failure_at: Instant | None = None
    last_problem: str | None = None
    dead_since: Instant | None = None

    def succeeded(self, moment: datetime) -> Health:
        """After a delivery."""
        return Health(last_success_at=moment)

    def failed(self, moment: datetime, problem: str, *, given_up: bool) -> Health:
        """After a try that failed."""
        dead = self.dead_since or (moment if given_up else None)
        update = {"failures": self.failures + 1, "last_failure_at": moment, "last_problem": problem, "dead_since": dead}
        return self.model_copy(update=update)


class Notice(Stored):
    """What is told: no personal data. `id` is the same however often it is delivered.

    `subject` is the export or connection that it is about, `cause` what is not told of it twice within a time.
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
    """What was told of an export or a connection: when by cause, and whether its last run (`run_id`) failed."""

    run_id: str = ""
    failed: bool = False
    told: dict[str, Instant] = Field(default_factory=dict)

    def news(self, notices: Sequence[Notice], quiet: timedelta) -> list[Notice]:
        """Those whose cause was not told within `quiet`."""
        return [n for n in notices if n.cause not in self.told or n.at - self.told[n.cause] >= quiet]

    def after(self, notices: Sequence[Notice], quiet: timedelta) -> NotificationState:
        """With these told. Causes that are long over are forgotten; a recovery forgets what had failed."""
        if not notices:
            return self
        kept = {cause: at for cause, at in self.told.items() if notices[0].at - at < quiet}
        if any(notice.kind == "recovered" for notice in notices):
            kept = {cause: at for cause, at in kept.items() if not cause.startswith("failed:")}
        return self.model_copy(update={"told": kept | {notice.cause: notice.at for notice in notices}})


def notices_of(run: Run, standing: NotificationState) -> list[Notice]:
    """What a run that has ended is told of its export."""
    error = run.error.type if run.error else ""
    failed = run.state in (RunState.FAILED, RunState.SKIPPED)
    found: list[tuple[Kind, str]] = []
    if failed:
        found.append(("failed", f"failed:{error}"))
    elif run.state in (RunState.SUCCESSFUL, RunState.COMPLETED_WITH_WARNINGS):
        if standing.failed and not error:
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


def after_run(standing: NotificationState, run: Run) -> NotificationState:
    """The standing with this run as the last. One that was canceled says nothing; nor does one older than the last."""
    if run.state is RunState.CANCELED or run.id < standing.run_id:
        return standing
    failed = run.state in (RunState.FAILED, RunState.SKIPPED) or run.error is not None
    return standing.model_copy(update={"run_id": run.id, "failed": failed})


def notice_id(*about: str) -> str:
    """An id made from what the notice is about: made again, it is the same."""
    return "msg_" + hashlib.sha256("\n".join(about).encode()).hexdigest()[:24]
