"""Cutting loses nothing and keeps to the limits, however the rows come; the same input gives the same bodies."""

import json
import re
from array import array
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.planning.profile_sql import envelope
from shared.planning.request_bodies import Body, cut
from tests.fakes.staged_segment import staged

ENVELOPE = (b"<", b">")


def batch(rows: Sequence[bytes], lead: bytes = b"") -> tuple[memoryview, memoryview]:
    """As Arrow has it: offsets need not begin with 0."""
    offsets = array("i", [len(lead)])
    for row in rows:
        offsets.append(offsets[-1] + len(row) + 1)
    return memoryview(offsets), memoryview(lead + b"".join(row + b"," for row in rows))


def check(bodies: list[Body], rows: list[bytes], profiles: int, size: int) -> None:
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
    bodies = list(cut(batches, ENVELOPE, profiles=profiles, size=size))
    check(bodies, rows, profiles, size)
    assert bodies == list(cut([batch(rows)], ENVELOPE, profiles=profiles, size=size))


def test_exactly_full_and_one_more() -> None:
    rows = [b"x" * 9] * 4
    whole = list(cut([batch(rows)], ENVELOPE, profiles=10, size=2 + 39))
    assert [len(body.data) for body in whole] == [41]
    assert [body.last for body in cut([batch(rows)], ENVELOPE, profiles=10, size=40)] == [3, 4]
    assert [body.last for body in cut([batch(rows)], ENVELOPE, profiles=2, size=100)] == [2, 4]


def test_no_rows_no_body() -> None:
    assert list(cut([], ENVELOPE, profiles=1, size=10)) == []
    assert list(cut([batch([])], ENVELOPE, profiles=1, size=10)) == []


def test_a_row_that_fits_no_body_is_not_dropped_silently() -> None:
    with pytest.raises(AssertionError):
        list(cut([batch([b"x" * 50])], ENVELOPE, profiles=1, size=40))


def test_envelope_is_klaviyos_body() -> None:
    before, after = envelope("LIST01")
    assert json.loads(before + after) == {
        "data": {
            "type": "profile-bulk-import-job",
            "attributes": {"profiles": {"data": []}},
            "relationships": {"lists": {"data": [{"type": "list", "id": "LIST01"}]}},
        }
    }


MAPPING = {"email": "email", "phone_number": "phone", "properties": {"*": "*"}}


def people(count: int) -> str:
    rows = ["email,phone,note\n"]
    for n in range(count):
        email = f"p{n % (count - 50)}@example.com" if n % 97 else "no address"
        phone = f"206 555 {n % 10000:04}" if n % 3 else f"+1206555{n % 10000:04}"
        rows.append(f'{email},{phone},"{"näh" * (n % 30)}\n"\n')
    return "".join(rows)


def test_by_count_and_by_bytes() -> None:
    with staged(people(3000), mapping=MAPPING, country="US") as segment:
        kept = segment.profiles()
        by_count = segment.bodies(profiles=700)
        assert [body.last - body.first for body in by_count[:-1]] == [700] * (len(by_count) - 1)
        by_bytes = segment.bodies(size=50_000)
        assert all(len(body.data) <= 50_000 for body in by_bytes)
        assert max(len(body.data) for body in by_bytes) > 49_000
        for bodies in (by_count, by_bytes):
            sent = [
                one["attributes"]
                for body in bodies
                for one in json.loads(body.data)["data"]["attributes"]["profiles"]["data"]
            ]
            assert sent == kept
            assert bodies[-1].last == len(kept)


def test_the_same_input_gives_the_same_bodies() -> None:
    text = people(12_000)
    found = []
    for memory_mb, threads in ((192, 2), (100, 2), (128, 1), (192, 2)):
        with staged(text, mapping=MAPPING, country="US", memory_mb=memory_mb, threads=threads) as segment:
            index = segment.run.files()[0].read_bytes()
            found.append((segment.bodies(profiles=2000, size=300_000), segment.rejects(), segment.counts, len(index)))
    assert len(found[0][0]) > 3
    assert found[0] == found[1] == found[2] == found[3]


def test_order_is_kept_over_many_row_groups() -> None:
    count = 400_000
    with staged("email\n" + "".join(f"p{n}@example.com\n" for n in range(count))) as segment:
        sent = b"".join(body.data for body in segment.bodies())
    assert [int(n) for n in re.findall(rb'"email":"p(\d+)@', sent)] == list(range(count))
