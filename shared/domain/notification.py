"""Notifications: webhooks, the events they subscribe to, what is due, and what was already sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from pydantic import Field

from shared.domain.alert import MAX_COMPARED_RUNS, Duration, Evaluation, NoRunBy, RunFacts, evaluate
from shared.domain.base import Instant, Name, Record, Stored
from shared.domain.export import Export
from shared.domain.notice import Event, Notice, notice_id, run_notice
from shared.domain.run import Run
from shared.domain.run_values import RunState
from shared.texts import Language, Text

MAX_NOTIFICATIONS = 20
ENDED_NORMALLY = (RunState.SUCCESSFUL, RunState.COMPLETED_WITH_WARNINGS)
BACKOFF_SECONDS = (10, 60, 300, 1800, 7200, 21600)
"""Pauses between the attempts of one delivery: a receiver may be unavailable for more than eight hours."""


class Format(StrEnum):
    """Format of the body: CloudEvents 1.0 JSON, an Adaptive Card for a Teams workflow, or blocks for Slack."""

    JSON = "json"
    TEAMS = "teams"
    SLACK = "slack"


class Notification(Record):
    """A webhook. Its URL and signing secret are in Key Vault under `secret_name`; only `host` may be shown."""

    id: str
    name: Name
    host: str
    format: Format = Format.JSON
    language: Language = Language.ENGLISH
    events: list[Event] = Field(min_length=1, max_length=len(Event))
    enabled: bool = True
    secret_name: str
    created_at: Instant
    updated_at: Instant

    def changed(self, values: Mapping[str, Any], at: datetime) -> Notification:
        """Return the notification with other values."""
        return self.model_copy(update={**values, "updated_at": at})


class Health(Stored):
    """The state of a notification's deliveries. A record of its own: a delivery does not change the notification.

    `dead_since` is when a delivery failed in its last attempt. After that, each notice has one attempt until a
    delivery succeeds.
    """

    failures: int = 0
    last_success_at: Instant | None = None
    last_failure_at: Instant | None = None
    last_problem: Text | None = None
    dead_since: Instant | None = None

    def succeeded(self, at: datetime) -> Health:
        """Return the state after a successful delivery."""
        return Health(last_success_at=at)

    def failed(self, at: datetime, problem: Text, *, given_up: bool) -> Health:
        """Return the state after a failed attempt."""
        dead = self.dead_since or (at if given_up else None)
        update = {"failures": self.failures + 1, "last_failure_at": at, "last_problem": problem, "dead_since": dead}
        return self.model_copy(update=update)


class NotificationState(Stored):
    """What was sent about an export or connection.

    `notified_at` is the time of the last notice by cause; `failed` is whether the last run (`run_id`) failed.
    `violated` has the violated alert rules by key. `reads` are the rows of the last runs, the newest last.
    """

    run_id: str = ""
    failed: bool = False
    notified_at: dict[str, Instant] = Field(default_factory=dict)
    violated: dict[str, Instant] = Field(default_factory=dict)
    reads: list[int] = Field(default_factory=list)
    last_normal_end: Instant | None = None

    def unsent(self, notices: Sequence[Notice], cooldown: timedelta) -> list[Notice]:
        """Return the notices whose cause was not sent within `cooldown`."""
        sent = self.notified_at
        return [n for n in notices if n.cause not in sent or n.at - sent[n.cause] >= cooldown]

    def with_sent(self, notices: Sequence[Notice], cooldown: timedelta) -> NotificationState:
        """Record the notices as sent. Causes older than the cooldown are dropped; a recovery drops failures."""
        if not notices:
            return self
        kept = {cause: at for cause, at in self.notified_at.items() if notices[0].at - at < cooldown}
        if any(notice.kind == Event.RUN_RECOVERED for notice in notices):
            kept = {cause: at for cause, at in kept.items() if not cause.startswith("failed:")}
        return self.model_copy(update={"notified_at": kept | {notice.cause: notice.at for notice in notices}})

    def with_evaluations(self, evaluations: Sequence[Evaluation], at: datetime) -> NotificationState:
        """Record which alert rules are violated."""
        violated = dict(self.violated)
        for evaluation in evaluations:
            if evaluation.violation is None:
                violated.pop(evaluation.key, None)
            else:
                violated.setdefault(evaluation.key, at)
        return self.model_copy(update={"violated": violated})


def notices_of(run: Run, state: NotificationState) -> list[Notice]:
    """Return the notices about an ended run, before cooldown. `state` is the export's before this run."""
    error = run.error.type if run.error else ""
    found: list[tuple[Event, str]] = []
    if run.state in (RunState.FAILED, RunState.SKIPPED) and not run.held_before_sending:
        found.append((Event.RUN_FAILED, f"failed:{error}"))
    elif run.state in (RunState.SUCCESSFUL, RunState.COMPLETED_WITH_WARNINGS):
        if state.failed and not error and run.undo_of is None:
            found.append((Event.RUN_RECOVERED, f"recovered:{run.id}"))
        if run.state is RunState.SUCCESSFUL:
            found.append((Event.RUN_SUCCEEDED, f"succeeded:{run.id}"))
        else:
            found.append((Event.RUN_COMPLETED_WITH_WARNINGS, f"warnings:{error}"))
    if run.held_before_sending or (run.removal is not None and run.removal.state == "held"):
        found.append((Event.RUN_HELD, f"held:{run.id}"))
    notices = [run_notice(run, event, cause) for event, cause in found]
    evaluations = evaluate_run(run, state)
    return notices + alert_notices(run.export, evaluations, run.ended_at or run.queued_at, run)


def alert_notices(export: Export, evaluations: Sequence[Evaluation], at: datetime, run: Run | None) -> list[Notice]:
    """Return the notices of evaluated alert rules. `run` is the run that was evaluated, if any."""
    notices = []
    for evaluation in evaluations:
        if evaluation.notify is None:
            continue
        event = Event.ALERT_RAISED if evaluation.notify == "raised" else Event.ALERT_RESOLVED
        cause = f"{event}:{evaluation.key}:{run.id if run else f'{at:%Y-%m-%d}'}"
        notices.append(
            Notice(
                id=notice_id(export.id, cause),
                kind=event,
                subject=export.id,
                subject_name=export.name,
                cause=cause,
                at=at,
                problems=[evaluation.violation] if evaluation.violation else [],
                run_id=run.id if run else None,
                state=run.state if run else None,
                counts=run.counts if run else None,
            )
        )
    return notices


def after_run(state: NotificationState, run: Run) -> NotificationState:
    """Return the state with this run as the last one. Canceled, held, undoing and older runs change nothing."""
    if run.state is RunState.CANCELED or run.held_before_sending or run.undo_of or run.id <= state.run_id:
        return state
    failed = run.state in (RunState.FAILED, RunState.SKIPPED) or run.error is not None
    at = run.ended_at or run.queued_at
    update: dict[str, object] = {"run_id": run.id, "failed": failed}
    if run.state in ENDED_NORMALLY:
        update |= {"reads": [*state.reads, run.counts.read][-MAX_COMPARED_RUNS:], "last_normal_end": at}
    evaluations = evaluate_run(run, state)
    return state.model_copy(update=update).with_evaluations(evaluations, at)


def evaluate_run(run: Run, state: NotificationState) -> list[Evaluation]:
    """Evaluate the alert rules of an export for a run that ended.

    A canceled or skipped run is not evaluated, nor one that undoes another; rules about rows only apply to a run that
    read its segment.
    """
    if run.state in (RunState.CANCELED, RunState.SKIPPED) or run.undo_of is not None:
        return []
    seconds = ((run.ended_at or run.queued_at) - run.queued_at).total_seconds()
    facts = RunFacts(
        run.counts.read, run.counts.rejected - run.counts.not_found + run.counts.failed, seconds / 60, state.reads
    )
    found = []
    for rule in run.export.alerts:
        violated_before = rule.key in state.violated
        if isinstance(rule, NoRunBy):
            if run.state in ENDED_NORMALLY and violated_before:
                found.append(evaluate(rule, None, violated_before=True))
        elif isinstance(rule, Duration) or run.prepared is not None:
            found.append(evaluate(rule, rule.violation(facts), violated_before=violated_before))
    return found


def evaluate_missed(export: Export, state: NotificationState, at: datetime) -> list[Evaluation]:
    """Evaluate the rules `no_run_by` of an export at a time between runs."""
    found = []
    for rule in export.alerts:
        if isinstance(rule, NoRunBy):
            missed = rule.missed(state.last_normal_end, at, rule_since=export.updated_at)
            # Once a day at most, also with repeat "every": the cause of the notice has the date.
            if missed is not None:
                found.append(evaluate(rule, missed, violated_before=rule.key in state.violated))
    return found
