"""When an export runs automatically, also across changes of daylight saving time."""

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from shared.api.export_target import check_export
from shared.domain import Cron, Manual, Refresh, Schedule, SegmentUpdated
from shared.domain.schedule import Timetable, timetable
from tests.fakes.api_calls import answer
from tests.fakes.effort import examples

SPRING = datetime(2026, 3, 28, 20, tzinfo=UTC)  # Berlin: 29 March 2026, 02:00 becomes 03:00
AUTUMN = datetime(2026, 10, 24, 20, tzinfo=UTC)  # Berlin: 25 October 2026, 03:00 becomes 02:00


def times(expression: str, after: datetime, count: int, zone: str = "Europe/Berlin") -> list[str]:
    return [moment.isoformat() for moment in Timetable((expression,), zone).following(after, count)]


def test_a_skipped_time_is_due_after_the_gap() -> None:
    assert times("30 2 * * *", SPRING, 2) == ["2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00"]


def test_a_repeated_time_is_due_once() -> None:
    assert times("30 2 * * *", AUTUMN, 2) == ["2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"]


def test_hourly_keeps_its_pace() -> None:
    assert times("0 * * * *", AUTUMN + timedelta(hours=3, minutes=30), 4) == [
        "2026-10-25T02:00:00+02:00",
        "2026-10-25T02:00:00+01:00",
        "2026-10-25T03:00:00+01:00",
        "2026-10-25T04:00:00+01:00",
    ]


EXPRESSIONS = ["30 2 * * *", "*/30 * * * *", "0 * * * *", "15 */2 * * *", "0 2,14 * * 1-5", "59 1 * * *", "0 3 * * 0"]


@given(
    expression=st.sampled_from(EXPRESSIONS),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]),
    start=st.sampled_from(
        [SPRING, AUTUMN, datetime(2026, 3, 7, 20, tzinfo=UTC), datetime(2026, 10, 31, 20, tzinfo=UTC)]
    ),
    minutes=st.integers(0, 36 * 60),
)
@settings(max_examples=examples(300), deadline=None)
def test_due_times_do_not_depend_on_the_start_of_the_search(
    expression: str, zone: str, start: datetime, minutes: int
) -> None:
    table = Timetable((expression,), zone)
    moment = start + timedelta(minutes=minutes)
    every = [t.astimezone(UTC) for t in table.following(start, 120)]
    assert every == sorted(set(every))
    assert table.following(moment, 1)[0].astimezone(UTC) == next(t for t in every if t > moment)


def test_missed_times_are_due_once() -> None:
    table = Timetable(("0 6 * * *",), "UTC")
    looked, later = datetime(2026, 1, 1, 7, tzinfo=UTC), datetime(2026, 1, 5, 7, tzinfo=UTC)
    first = datetime(2026, 1, 2, 6, tzinfo=UTC)
    assert table.first_due(looked, later) == table.first_due(looked, first) == first
    assert table.first_due(later, later) is None
    assert table.first_due(looked, first - timedelta(minutes=1)) is None


def test_the_system_refresh_takes_several_times_and_weekdays() -> None:
    table = Timetable.parse("0 6,18 * * 1,4; 30 12 * * 1", "Europe/Berlin")
    found = [moment.isoformat() for moment in table.following(datetime(2026, 11, 22, tzinfo=UTC), 4)]
    assert found == [
        "2026-11-23T06:00:00+01:00",
        "2026-11-23T12:30:00+01:00",
        "2026-11-23T18:00:00+01:00",
        "2026-11-26T06:00:00+01:00",
    ]
    assert timetable(Refresh(), table) is table
    assert timetable(Manual(), table) is None


def test_the_system_refresh_can_be_off() -> None:
    table = Timetable.parse("off", "UTC")
    assert table.following(datetime(2026, 1, 1, tzinfo=UTC), 5) == []
    assert table.first_due(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)) is None


def test_two_expressions_for_one_moment_are_one_time() -> None:
    table = Timetable.parse("0 6 * * *; 0 6 * * 1", "UTC")
    found = table.following(datetime(2026, 11, 22, 12, tzinfo=UTC), 2)
    assert [moment.day for moment in found] == [23, 24]


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("* * * * * *", "five fields"),
        ("@daily", "five fields"),
        ("61 * * * *", "minute"),
        ("0 0 30 2 *", "day of month"),
        ("", "five fields"),
    ],
)
def test_a_wrong_expression_says_why(expression: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Cron(expression=expression)


@pytest.mark.parametrize("zone", ["Berlin", "../etc/passwd", "", "Europe", "CET+1"])
def test_a_wrong_zone_is_refused(zone: str) -> None:
    with pytest.raises(ValidationError, match="IANA"):
        Cron(expression="0 6 * * *", time_zone=zone)


def test_the_kinds_of_schedule() -> None:
    read = TypeAdapter(Schedule).validate_python
    cron = read({"kind": "cron", "expression": " 0 6 * * 1 ", "time_zone": "Europe/Berlin"})
    assert isinstance(cron, Cron)
    assert cron.expression == "0 6 * * 1"
    updated = read({"kind": "segment_updated"})
    assert isinstance(updated, SegmentUpdated)
    assert updated.quiet(parts=True) == timedelta(seconds=30)
    assert SegmentUpdated().quiet(parts=False) == timedelta(0)
    assert SegmentUpdated(quiet_seconds=0).quiet(parts=True) == timedelta(0)
    with pytest.raises(ValidationError):
        read({"kind": "weekly"})


@pytest.mark.parametrize(
    ("schedule", "count"),
    [
        ({"kind": "cron", "expression": "30 5 31 * *", "time_zone": "Europe/Berlin"}, 5),
        ({"kind": "refresh"}, 5),
        ({"kind": "manual"}, 0),
        (None, 0),
    ],
)
async def test_a_form_sees_the_next_times_of_its_schedule(schedule: dict[str, str] | None, count: int) -> None:
    context = SimpleNamespace(settings=SimpleNamespace(refresh=Timetable(("0 2 * * *",), "UTC")))
    found = json.loads((await answer(context, check_export, body={"schedule": schedule})).body)
    assert (len(found["next_runs"]), found["problems"]) == (count, [])
    if schedule and schedule["kind"] == "cron":
        # Months without a 31st are left out.
        assert {at[8:16] for at in found["next_runs"]} == {"31T05:30"}
