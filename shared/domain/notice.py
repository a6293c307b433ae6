"""Notices: the messages about runs, alert rules and API keys that notifications send, as texts of the catalog."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from shared.domain.base import Instant, Stored
from shared.domain.connection import Connection
from shared.domain.run import Run
from shared.domain.run_values import Counts, RunState
from shared.texts import Text, error_title, text


class Event(StrEnum):
    """An event that a notification can subscribe to; also the `type` of the CloudEvents message.

    `run.held`: the run, the rest of it, or its removals wait for confirmation. `run.recovered`: the first run of an
    export without an error after a failed one. `run.failed` includes runs that were skipped because of their profile
    limit. `alert.*`: an alert rule of an export is violated, or no longer. `connection.key_problem`: an API key was
    refused, or expires soon.
    """

    RUN_STARTED = "run.started"
    RUN_SUCCEEDED = "run.succeeded"
    RUN_COMPLETED_WITH_WARNINGS = "run.completed_with_warnings"
    RUN_FAILED = "run.failed"
    RUN_HELD = "run.held"
    RUN_RECOVERED = "run.recovered"
    ALERT_RAISED = "alert.raised"
    ALERT_RESOLVED = "alert.resolved"
    KEY_PROBLEM = "connection.key_problem"


TEST = "notification.test"
"""The type of the message that `POST /api/notifications/{id}/test` sends; it cannot be subscribed to."""

type Kind = Event | Literal["notification.test"]


class Notice(Stored):
    """One message to send, without personal data. `id` is the same for every delivery of it.

    `subject` is the id of the export or connection. The same `cause` is sent once for a subject within the cooldown.
    `problems` say what happened, in order; each receiver gets them in its language.
    """

    id: str
    kind: Kind
    subject: str
    subject_name: str
    cause: str
    at: Instant
    problems: list[Text] = Field(default_factory=list)
    run_id: str | None = None
    state: RunState | None = None
    counts: Counts | None = None

    @property
    def title(self) -> Text:
        """What the notice is about, in one line."""
        return _title(self.kind, self.subject_name)


def _title(kind: Kind, name: str) -> Text:  # noqa: PLR0911  one line for each kind
    match kind:
        case Event.RUN_STARTED:
            return text("notice-run-started", name=name)
        case Event.RUN_SUCCEEDED:
            return text("notice-run-succeeded", name=name)
        case Event.RUN_COMPLETED_WITH_WARNINGS:
            return text("notice-run-completed-with-warnings", name=name)
        case Event.RUN_FAILED:
            return text("notice-run-failed", name=name)
        case Event.RUN_HELD:
            return text("notice-run-held", name=name)
        case Event.RUN_RECOVERED:
            return text("notice-run-recovered", name=name)
        case Event.ALERT_RAISED:
            return text("notice-alert-raised", name=name)
        case Event.ALERT_RESOLVED:
            return text("notice-alert-resolved", name=name)
        case Event.KEY_PROBLEM:
            return text("notice-key-problem", name=name)
        case _:
            return text("notice-test", name=name)


def run_notice(run: Run, event: Event, cause: str) -> Notice:
    """Return the notice of an event of a run that has ended."""
    problems = [error_title(run.error.type)] if run.error else []
    if event is Event.RUN_HELD:
        problems = _why_held(run)
    return _about_run(run, event, cause, problems, run.ended_at or run.queued_at)


def start_notice(run: Run) -> Notice:
    """Return the notice about a run that has started."""
    return _about_run(run, Event.RUN_STARTED, f"started:{run.id}", [], run.started_at or run.queued_at)


def hold_notice(run: Run, reasons: Sequence[Text], at: datetime) -> Notice:
    """Return the notice about a run whose first portion is sent, and whose others wait for confirmation."""
    problems = [text("notice-first-portion-sent"), *reasons]
    return _about_run(run, Event.RUN_HELD, f"waits:{run.id}", problems, at)


def refused_key_notice(connection: Connection, error_type: str, at: datetime, run_id: str | None = None) -> Notice:
    """Return the notice that the key or the sign-in of a connection is refused, in a run or elsewhere."""
    return _about_key(connection, "refused", error_title(error_type), at, run_id)


def expiring_key_notice(connection: Connection, expires_at: datetime, at: datetime) -> Notice:
    """Return the notice that the key's secret in the vault expires soon."""
    return _about_key(connection, "expires", text("notice-key-expires", expires_at=expires_at), at)


def notice_of_test(notification_id: str, name: str, at: datetime) -> Notice:
    """Return the notice that `POST /api/notifications/{id}/test` sends."""
    return Notice(
        id=notice_id(notification_id, at.isoformat()),
        kind=TEST,
        subject=notification_id,
        subject_name=name,
        cause="test",
        at=at,
    )


def notice_id(*parts: str) -> str:
    """Return an id derived from `parts`: the same parts give the same id."""
    return "msg_" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def _why_held(run: Run) -> list[Text]:
    if run.impact is not None and run.held_before_sending:
        return [text("notice-held-before-sending"), *run.impact.held]
    if run.removal is None:
        return []
    return [text("notice-removals-held", planned=run.removal.planned, share=round(run.removal.share_percent, 1))]


def _about_run(run: Run, event: Event, cause: str, problems: list[Text], at: datetime) -> Notice:
    return Notice(
        id=notice_id(run.id, cause),
        kind=event,
        subject=run.export_id,
        subject_name=run.export.name,
        cause=cause,
        at=at,
        problems=problems,
        run_id=run.id,
        state=run.state if run.state.final else None,
        counts=run.counts if run.state.final else None,
    )


def _about_key(connection: Connection, cause: str, problem: Text, at: datetime, run_id: str | None = None) -> Notice:
    return Notice(
        # One id a day, whichever process notices it.
        id=notice_id(connection.id, cause, f"{at:%Y-%m-%d}"),
        kind=Event.KEY_PROBLEM,
        subject=connection.id,
        subject_name=connection.display_name,
        cause=cause,
        at=at,
        problems=[problem],
        run_id=run_id,
    )
