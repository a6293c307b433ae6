"""Runs, counts, chunks: plain rules."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain import Chunk, Counts, Failure, RunState
from shared.domain.base import new_id
from shared.domain.run_id import newest_first, run_id
from shared.domain.run_values import outcome
from shared.texts import Text, text

ERROR = Failure(type="key-refused", title="t", detail="d")


def test_run_id_tells_the_time_and_is_unique() -> None:
    moment = datetime(2026, 11, 21, 22, 32, 10, 456_000, tzinfo=UTC)
    assert run_id(moment).startswith("20261121-223210456-")
    assert len({run_id(moment) for _ in range(100)}) == 100
    assert len({new_id("exp") for _ in range(100)}) == 100


@given(st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2099, 1, 1)), min_size=2, max_size=8))
def test_newest_first_sorts_backwards_and_undoes_itself(moments: list[datetime]) -> None:
    # Ids of one millisecond have no order.
    apart = sorted({moment.replace(microsecond=moment.microsecond // 1000 * 1000) for moment in moments})
    ids = [run_id(moment) for moment in apart]
    assert sorted(newest_first(one) for one in ids) == [newest_first(one) for one in reversed(ids)]
    assert [newest_first(newest_first(one)) for one in ids] == ids


def test_a_day_later_sorts_before() -> None:
    moment = datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert newest_first(run_id(moment + timedelta(seconds=1))) < newest_first(run_id(moment))


@pytest.mark.parametrize(
    ("counts", "warnings", "canceled", "error", "state"),
    [
        ({"read": 3, "accepted": 3}, [], False, None, "successful"),
        ({"read": 3, "unchanged": 3}, [], False, None, "successful"),
        ({"read": 3, "accepted": 3}, [text("phones-letters", count=1)], False, None, "completed_with_warnings"),
        ({"read": 3, "accepted": 2, "rejected": 1}, [], False, None, "completed_with_warnings"),
        ({"read": 3, "accepted": 2, "duplicates": 1}, [], False, None, "completed_with_warnings"),
        ({"read": 3, "accepted": 2, "failed": 1}, [], False, None, "completed_with_warnings"),
        ({"read": 3, "failed": 3}, [], False, None, "failed"),
        ({"read": 3, "rejected": 3}, [], False, None, "completed_with_warnings"),
        ({}, [], False, ERROR, "failed"),
        ({"read": 3, "accepted": 1, "failed": 2}, [], False, ERROR, "completed_with_warnings"),
        ({"read": 3, "accepted": 3}, [], True, None, "canceled"),
        ({}, [], True, ERROR, "canceled"),
    ],
)
def test_outcome(
    counts: dict[str, int], warnings: list[Text], canceled: bool, error: Failure | None, state: str
) -> None:
    result = outcome(Counts(**counts), warnings, canceled=canceled, error=error)
    assert result == RunState(state)
    assert result.final


def test_only_the_last_five_states_are_final() -> None:
    going = {RunState.QUEUED, RunState.PREPARING, RunState.UPLOADING, RunState.IMPORTING}
    assert {state for state in RunState if not state.final} == going


def test_counts_balance() -> None:
    whole = Counts(read=15, accepted=5, unchanged=4, duplicates=3, rejected=2, failed=1)
    assert whole.balanced
    for name in ("read", "accepted", "unchanged", "duplicates", "rejected", "failed"):
        assert not whole.model_copy(update={name: 9}).balanced, name


def chunk(first: int, last: int, skipped: int = 0) -> Chunk:
    return Chunk(run_id="r", name="00000", first=first, last=last, profiles=last - first, bytes=1, skipped=skipped)


def test_ordinals_and_body_name() -> None:
    assert chunk(100, 104).ordinals() == [100, 101, 102, 103]
    assert chunk(100, 104, 0b1010).ordinals() == [100, 102]
    assert chunk(0, 1).body_name == "00000.json.zst"
    assert chunk(0, 1).model_copy(update={"revision": 2}).body_name == "00000.r2.json.zst"


@given(st.integers(0, 10**6), st.integers(1, 300), st.data())
def test_without_takes_out_exactly_those(first: int, size: int, data: st.DataObject) -> None:
    present = chunk(first, first + size)
    expected = list(range(first, first + size))
    for _ in range(3):
        if not expected:
            break
        indexes = data.draw(st.sets(st.integers(0, len(expected) - 1), min_size=1, max_size=10))
        present = present.without_profiles(indexes, 1)
        expected = [ordinal for index, ordinal in enumerate(expected) if index not in indexes]
        assert present.ordinals() == expected
        assert present.profiles == len(expected)
