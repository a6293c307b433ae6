"""Bodies are cut and split without loss, within the limits, each profile unchanged to the byte."""

import json
from array import array
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.klaviyo.bodies import ImportBody, cut_bodies, import_envelope, read_profiles, select_profiles

ENVELOPE = (b"<", b">")


def batch(rows: Sequence[bytes], lead: bytes = b"") -> tuple[memoryview, memoryview]:
    """As Arrow has it: offsets need not begin with 0."""
    offsets = array("i", [len(lead)])
    for row in rows:
        offsets.append(offsets[-1] + len(row) + 1)
    return memoryview(offsets), memoryview(lead + b"".join(row + b"," for row in rows))


def check(bodies: list[ImportBody], rows: list[bytes], profiles: int, size: int) -> None:
    found, reached = [], 0
    for body in bodies:
        assert body.first == reached
        reached = body.last
        assert 1 <= body.last - body.first <= profiles
        assert len(body.data) <= size
        assert body.data.startswith(b"<")
        assert body.data.endswith(b">")
        inside = body.data[1:-1].split(b",")
        assert len(inside) == body.last - body.first
        found += inside
    assert found == rows, "nothing lost, nothing twice, in order"
    for body, following in pairwise(bodies):
        full = body.last - body.first == profiles
        next_row = rows[following.first]
        assert full or len(body.data) + 1 + len(next_row) > size, "no body is smaller than it has to be"


ROWS = st.lists(st.integers(1, 40).map(lambda length: b"x" * length), max_size=60)


@given(ROWS, st.lists(st.integers(0, 60), max_size=6), st.integers(1, 12), st.integers(42, 200), st.binary(max_size=9))
def test_whatever_the_batches(rows: list[bytes], breaks: list[int], profiles: int, size: int, lead: bytes) -> None:
    edges = sorted({0, len(rows), *(min(edge, len(rows)) for edge in breaks)})
    batches = [batch(rows[a:b], lead) for a, b in pairwise(edges)]
    bodies = list(cut_bodies(batches, ENVELOPE, profiles=profiles, size=size))
    check(bodies, rows, profiles, size)
    at_once = list(cut_bodies([batch(rows)], ENVELOPE, profiles=profiles, size=size))
    assert bodies == at_once
    assert [(body.size, body.data) for body in bodies] == [(len(body.data), body.data) for body in at_once]


def test_exactly_full_and_one_more() -> None:
    rows = [b"x" * 9] * 4
    whole = list(cut_bodies([batch(rows)], ENVELOPE, profiles=10, size=2 + 39))
    assert [len(body.data) for body in whole] == [41]
    assert [body.last for body in cut_bodies([batch(rows)], ENVELOPE, profiles=10, size=40)] == [3, 4]
    assert [body.last for body in cut_bodies([batch(rows)], ENVELOPE, profiles=2, size=100)] == [2, 4]


def test_no_rows_no_body() -> None:
    assert list(cut_bodies([], ENVELOPE, profiles=1, size=10)) == []
    assert list(cut_bodies([batch([])], ENVELOPE, profiles=1, size=10)) == []


def test_a_row_that_fits_no_body_is_not_dropped_silently() -> None:
    with pytest.raises(AssertionError):
        list(cut_bodies([batch([b"x" * 50])], ENVELOPE, profiles=1, size=40))


def test_envelope_is_klaviyos_body() -> None:
    before, after = import_envelope("LIST01")
    assert json.loads(before + after) == {
        "data": {
            "type": "profile-bulk-import-job",
            "attributes": {"profiles": {"data": []}},
            "relationships": {"lists": {"data": [{"type": "list", "id": "LIST01"}]}},
        }
    }


def import_body(*profiles: str) -> bytes:
    before, after = import_envelope("LIST01")
    return before + ",".join(profiles).encode() + after


def profile(email: str, more: str = "") -> str:
    return f'{{"type":"profile","attributes":{{"email":{json.dumps(email, ensure_ascii=False)}{more}}}}}'


PROFILES = (
    profile("a@example.com", ',"properties":{"total":1.10,"id":123456789012345678901234567890.5,"e":1E5}'),
    profile('"q]}"@example.com', ',"first_name":"Zo\\u00eb \\"],[\\""'),
    profile("näh@example.com"),
)


def test_a_split_body_holds_each_profile_unchanged() -> None:
    body = import_body(*PROFILES)
    assert select_profiles(body, range(2)) == import_body(*PROFILES[:2])
    assert select_profiles(body, {0, 2}) == import_body(PROFILES[0], PROFILES[2])
    assert select_profiles(body, range(3)) == body
    assert select_profiles(body, ()) == import_body()


def test_profiles_are_read_in_order() -> None:
    found = read_profiles(import_body(*PROFILES))
    assert [one["email"] for one in found] == ["a@example.com", '"q]}"@example.com', "näh@example.com"]
    assert found[1]["first_name"] == 'Zoë "],["'
    assert read_profiles(import_body()) == []


def test_another_body_is_not_taken_for_an_import_job() -> None:
    with pytest.raises(ValueError, match="import job"):
        select_profiles(b'{"data":[]}', range(1))
