"""When an export is due by a timetable."""

from datetime import UTC, datetime

import pytest

from shared.domain.schedule import Timetable

BERLIN = "Europe/Berlin"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "due"),
    [
        # Two in the morning in Berlin: 01:00 UTC in winter, 00:00 in summer.
        ("2026-01-09T12:00", "2026-01-10T01:00"),
        ("2026-07-09T12:00", "2026-07-10T00:00"),
        # 29 March 2026: 02:00 is skipped; due right after the gap, at 03:00 local time.
        ("2026-03-28T12:00", "2026-03-29T01:00"),
        ("2026-03-29T12:00", "2026-03-30T00:00"),
        # 25 October 2026: the clock goes back at 03:00, so 02:00 comes twice, and counts once.
        ("2026-10-24T12:00", "2026-10-25T00:00"),
        ("2026-10-25T12:00", "2026-10-26T01:00"),
    ],
)
def test_local_time_decides_across_daylight_saving(after: str, due: str) -> None:
    daily = Timetable.parse("0 2 * * *", BERLIN)
    assert [moment.astimezone(UTC) for moment in daily.following(utc(after), 1)] == [utc(due)]
    assert daily.first_due(utc(after), utc(due)) == utc(due)


def test_a_repeated_time_is_due_once() -> None:
    half_past = Timetable.parse("30 2 * * *", BERLIN)
    assert half_past.first_due(utc("2026-10-24T12:00"), utc("2026-10-25T00:31")) == utc("2026-10-25T00:30")
    assert half_past.first_due(utc("2026-10-25T00:31"), utc("2026-10-25T01:31")) is None


def test_a_time_already_looked_at_is_not_due_again() -> None:
    daily = Timetable.parse("0 7 * * *", "UTC")
    moment = utc("2026-05-01T07:00:00")
    assert daily.first_due(utc("2026-05-01T06:00"), moment) == moment
    assert daily.first_due(moment, moment) is None
    assert daily.first_due(moment, utc("2026-05-02T07:00:00")) == utc("2026-05-02T07:00:00")


def test_missed_times_are_due() -> None:
    hourly = Timetable.parse("0 * * * *", "UTC")
    assert hourly.first_due(utc("2026-05-01T00:30"), utc("2026-05-09T00:30")) == utc("2026-05-01T01:00")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("61 * * * *", "not valid: minute."),
        ("0 25 * * *", "not valid: hour."),
        ("0 2 30 2 *", "not valid: day of month."),
        ("0 2 * 13 *", "not valid: month."),
        ("0 2 * * 9", "not valid: day of week."),
        ("* * * *", "five fields"),
        ("", "five fields"),
        ("0 2 * * * *", "five fields"),
    ],
)
def test_wrong_expressions_are_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Timetable.parse(text, "UTC")


def test_wrong_zones_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Timetable.parse("0 2 * * *", "Europe/Atlantis")
