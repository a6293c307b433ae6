"""Events: CloudEvents bodies, the Event Grid topic, started runs, alert rules."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter, ValidationError

from shared.domain import Counts, Export, Mapping, Run, RunState, Trigger
from shared.domain.alert import AlertRule, Duration, NoRunBy, RejectedShare, Repeat, RowCount
from shared.domain.messages import DeliverNotification
from shared.domain.notice import Event, start_notice
from shared.domain.notification import (
    Format,
    NotificationState,
    after_run,
    alert_notices,
    evaluate_missed,
    notices_of,
)
from shared.domain.removal import Removal
from shared.domain.run import new_run
from shared.domain.run_values import Prepared
from shared.errors import Unavailable, WebhookFailed
from shared.notifications.delivery import EVENT_GRID, deliver, notify_of_start
from shared.notifications.event_grid import EventGridTopic
from shared.notifications.message_formats import body_of
from shared.storage import records
from shared.texts import Language, text
from tests.fakes.memory import Fate, MemoryQueues, MemoryTables

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
COOLDOWN = timedelta(hours=6)


def export_with(*rules: AlertRule) -> Export:
    return Export(
        id="exp_1", name="Loyal", connection_id="con_1", list_id="L1", segments=["A"], mapping=Mapping(email="E"),
        created_at=NOON, updated_at=NOON - timedelta(days=1), scheduled_at=NOON, alerts=list(rules),
    )  # fmt: skip


def ended(
    export: Export,
    number: int,
    *,
    state: RunState = RunState.SUCCESSFUL,
    read: int = 100,
    bad: int = 0,
    minutes: int = 1,
) -> Run:
    run = new_run(export, Trigger.ON_DEMAND, "x")
    counts = Counts(read=read, accepted=read - bad, rejected=bad)
    prepared = Prepared(read=read, rejected=bad, duplicates=0, kept=read - bad)
    at = NOON + timedelta(hours=number)
    fields = {
        "id": f"20261121-1200000{number:02d}-aaaaaa", "state": state, "counts": counts, "prepared": prepared,
        "queued_at": at, "ended_at": at + timedelta(minutes=minutes),
    }  # fmt: skip
    return Run.model_validate(run.model_dump() | fields)


def sent(*runs: Run) -> list[list[str]]:
    """Return the alert events of each run in turn."""
    state = NotificationState()
    found: list[list[str]] = []
    for run in runs:
        notices = state.unsent(notices_of(run, state), COOLDOWN)
        state = after_run(state, run).with_sent(notices, COOLDOWN)
        found.append([str(notice.kind) for notice in notices if notice.kind.startswith("alert.")])
    return found


def test_the_json_format_is_a_cloud_event() -> None:
    run = ended(export_with(), 1)
    notice = notices_of(run, NotificationState())[0]
    body = json.loads(
        body_of(notice, Format.JSON, Language.ENGLISH, "https://app.example/runs/1", "https://app.example")
    )
    assert {key: body[key] for key in ("specversion", "source", "type", "subject", "datacontenttype")} == {
        "specversion": "1.0", "source": "https://app.example", "type": "run.succeeded", "subject": "exp_1",
        "datacontenttype": "application/json",
    }  # fmt: skip
    assert datetime.fromisoformat(body["time"]) == run.ended_at
    assert body["id"] == notice.id
    assert body["data"]["counts"]["read"] == 100
    assert body["data"]["run_id"] == run.id


def test_a_held_removal_is_an_event_of_its_own() -> None:
    run = ended(export_with(), 1, state=RunState.COMPLETED_WITH_WARNINGS)
    held = Run.model_validate(run.model_dump() | {"removal": Removal(planned=10, share_percent=50, state="held")})
    assert [notice.kind for notice in notices_of(held, NotificationState())] == [
        Event.RUN_COMPLETED_WITH_WARNINGS,
        Event.RUN_HELD,
    ]


def test_the_share_of_rejected_rows_is_reported_once_until_it_is_resolved() -> None:
    export = export_with(RejectedShare(over_percent=5))
    runs = [ended(export, n, bad=bad) for n, bad in enumerate((5, 6, 50, 0, 0, 10))]
    assert sent(*runs) == [[], ["alert.raised"], [], ["alert.resolved"], [], ["alert.raised"]]


def test_every_violation_is_reported_where_the_rule_says_so() -> None:
    export = export_with(RejectedShare(over_percent=5, repeat=Repeat.EVERY))
    assert sent(*(ended(export, n, bad=bad) for n, bad in enumerate((6, 7, 0)))) == [
        ["alert.raised"],
        ["alert.raised"],
        ["alert.resolved"],
    ]


@pytest.mark.parametrize(("read", "raised"), [(131, True), (130, False), (70, False), (69, True), (0, True)])
def test_the_number_of_rows_is_compared_with_the_median_of_the_last_runs(read: int, raised: bool) -> None:
    export = export_with(RowCount(deviation_percent=30, runs=3))
    before = [ended(export, n, read=rows) for n, rows in enumerate((9_999, 100, 100, 5_000))]
    assert sent(*before, ended(export, 7, read=read))[-1] == (["alert.resolved"] if not raised else []), (
        "raised by 5,000"
    )
    quiet = [ended(export, n, read=100) for n in range(3)]
    assert sent(*quiet, ended(export, 7, read=read))[-1] == (["alert.raised"] if raised else [])


def test_without_earlier_runs_the_number_of_rows_is_not_judged() -> None:
    assert sent(ended(export_with(RowCount(deviation_percent=1)), 1, read=5)) == [[]]


def test_a_run_that_takes_too_long_is_reported_also_if_it_fails() -> None:
    export = export_with(Duration(over_minutes=30))
    failed = ended(export, 2, state=RunState.FAILED, minutes=31)
    assert sent(ended(export, 1, minutes=30), failed) == [[], ["alert.raised"]]


@pytest.mark.parametrize("state", [RunState.CANCELED, RunState.SKIPPED])
def test_canceled_and_skipped_runs_are_not_evaluated(state: RunState) -> None:
    export = export_with(RejectedShare(over_percent=0), Duration(over_minutes=1))
    assert sent(ended(export, 1, state=state, bad=100, minutes=90)) == [[]]


def test_a_rule_with_other_limits_is_another_rule() -> None:
    assert sent(
        ended(export_with(RejectedShare(over_percent=5)), 1, bad=20),
        ended(export_with(RejectedShare(over_percent=10)), 2, bad=20),
    ) == [["alert.raised"], ["alert.raised"]]


def test_a_missing_run_is_reported_once_a_day_in_the_zone_of_the_rule_and_resolved_by_a_run() -> None:
    export = export_with(NoRunBy(time="07:00", time_zone="Europe/Berlin"))
    state = NotificationState(last_normal_end=datetime(2026, 11, 20, 5, tzinfo=UTC))

    def look(at: datetime) -> list[str]:
        nonlocal state
        evaluations = evaluate_missed(export, state, at)
        notices = state.unsent(alert_notices(export, evaluations, at, None), timedelta(days=1))
        state = state.with_evaluations(evaluations, at).with_sent(notices, timedelta(days=1))
        return [notice.kind for notice in notices]

    assert look(datetime(2026, 11, 21, 5, 59, tzinfo=UTC)) == [], "06:59 in Berlin"
    assert look(datetime(2026, 11, 21, 6, 1, tzinfo=UTC)) == ["alert.raised"]
    assert look(datetime(2026, 11, 21, 6, 2, tzinfo=UTC)) == []
    run = ended(export, 1)
    assert [n.kind for n in notices_of(run, state) if n.kind.startswith("alert.")] == ["alert.resolved"]
    state = after_run(state, run)
    assert look(datetime(2026, 11, 21, 20, tzinfo=UTC)) == [], "a run ended at noon"
    assert look(datetime(2026, 11, 22, 6, 1, tzinfo=UTC)) == ["alert.raised"]


def test_a_rule_that_was_just_added_does_not_report_today() -> None:
    rule = NoRunBy(time="07:00")
    assert rule.missed(None, NOON, rule_since=NOON - timedelta(hours=1)) is None
    assert rule.missed(None, NOON, rule_since=NOON - timedelta(hours=6)) is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "rejected_share", "over_percent": 100},
        {"kind": "rejected_share", "over_percent": -1},
        {"kind": "row_count", "deviation_percent": 0},
        {"kind": "row_count", "deviation_percent": 5, "runs": 21},
        {"kind": "duration", "over_minutes": 0},
        {"kind": "no_run_by", "time": "24:00"},
        {"kind": "no_run_by", "time": "07:00", "time_zone": "Nowhere"},
        {"kind": "other"},
    ],
)
def test_rules_out_of_range_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(AlertRule).validate_python(wrong)


async def test_a_start_is_sent_once_however_often_the_run_is_prepared() -> None:
    tables: Any = MemoryTables(Fate())
    context: Any = SimpleNamespace(
        notifications=records.notifications(tables),
        notification_states=records.notification_states(tables),
        queues=MemoryQueues(Fate()),
        event_grid=object(),
        settings=SimpleNamespace(notification_cooldown_seconds=COOLDOWN.total_seconds()),
    )
    run = new_run(export_with(), Trigger.ON_DEMAND, "x")
    for _ in range(3):
        await notify_of_start(context, run)
    messages = [message for _, message in context.queues.messages]
    assert [(message.notification, message.notice.kind) for message in messages] == [(EVENT_GRID, Event.RUN_STARTED)]


class Topic:
    """An Event Grid topic: records requests and answers with `status`."""

    def __init__(self) -> None:
        self.status = 200
        self.requests: list[httpx.Request] = []

    def handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(self.status)


async def test_the_topic_gets_one_cloud_event_with_a_token() -> None:
    topic = Topic()
    async with httpx.AsyncClient(transport=httpx.MockTransport(topic.handle)) as http:

        async def token() -> str:
            return "tok"

        publisher = EventGridTopic(http, "https://t.westeurope-1.eventgrid.azure.net/api/events", token)
        await publisher.publish({"specversion": "1.0", "id": "1"})
        (request,) = topic.requests
        assert str(request.url) == "https://t.westeurope-1.eventgrid.azure.net/api/events?api-version=2018-01-01"
        assert request.headers["authorization"] == "Bearer tok"
        assert request.headers["content-type"].startswith("application/cloudevents+json")
        topic.status = 403
        with pytest.raises(WebhookFailed, match="403"):
            await publisher.publish({})


async def test_a_topic_that_does_not_answer_is_tried_again_and_its_health_recorded() -> None:
    tables: Any = MemoryTables(Fate())

    async def publish(event: dict[str, Any]) -> None:
        raise Unavailable(text("event-grid-no-token"))

    context: Any = SimpleNamespace(
        healths=records.healths(tables),
        queues=MemoryQueues(Fate()),
        event_grid=SimpleNamespace(publish=publish),
        settings=SimpleNamespace(public_url=None),
    )
    await deliver(
        context,
        DeliverNotification(
            notification=EVENT_GRID, notice=start_notice(new_run(export_with(), Trigger.ON_DEMAND, "x"))
        ),
    )
    ((_, again),) = context.queues.messages
    assert (again.attempts, again.notification) == (1, EVENT_GRID)
    health = (await context.healths.get(EVENT_GRID)).value
    assert health.failures == 1
    assert "no token" in health.last_problem.message
