"""The bodies of a staged segment: within the limits, in order, the same for the same input."""

import json
import re
from itertools import pairwise
from operator import itemgetter

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.canary import Canary
from tests.fakes.effort import examples
from tests.fakes.staged_segment import Staged, staged

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
    text = people(6_000)
    found = []
    for memory_mb, threads in ((192, 2), (100, 2), (128, 1), (192, 2)):
        with staged(text, mapping=MAPPING, country="US", memory_mb=memory_mb, threads=threads) as segment:
            index = segment.run.files()[0][1].read_bytes()
            found.append((segment.bodies(profiles=2000, size=300_000), segment.rejects(), segment.counts, len(index)))
    assert len(found[0][0]) > 3
    assert found[0] == found[1] == found[2] == found[3]


def test_order_is_kept_over_many_row_groups() -> None:
    count = 400_000
    with staged("email\n" + "".join(f"p{n}@example.com\n" for n in range(count))) as segment:
        sent = b"".join(body.data for body in segment.bodies())
    assert [int(n) for n in re.findall(rb'"email":"p(\d+)@', sent)] == list(range(count))


def index_of(segment: Staged) -> list[tuple[str, int]]:
    """Return the identity and the staged row of each ordinal."""
    query = f"SELECT identity, row FROM read_parquet('{segment.run.files()[0][1]}', file_row_number = true)"
    with duckdb.connect() as db:
        return db.execute(f"{query} ORDER BY file_row_number").fetchall()


@settings(max_examples=examples(5), deadline=None)
@given(st.permutations(range(40)), st.integers(1, 39), st.integers(1, 12))
def test_the_first_portion_has_the_same_people_in_any_order_and_bodies_of_its_own(
    order: list[int], size: int, profiles: int
) -> None:
    found = []
    for numbers in (range(40), order):
        rows = [f"p{number}@example.com,{'7' if number % 2 else 'call me'}\n" for number in numbers]
        text = "".join(["email,phone\n", "no address,\n", *rows, rows[0]])
        mapping = {"email": "email", "phone_number": "phone"}
        with staged(text, mapping=mapping, country="US", canary=Canary(profiles=size)) as segment:
            index, bodies = index_of(segment), segment.bodies(profiles=profiles)
            assert [identity for identity, _ in index] == segment.emails()
            assert [(body.first, body.last) for body in bodies] == list(pairwise([0, *(body.last for body in bodies)]))
            assert size in {body.last for body in bodies}
            for portion in (index[:size], index[size:]):
                assert portion == sorted(portion, key=itemgetter(1)), "in the order of the segment"
            found.append({identity for identity, _ in index[:size]})
            assert {identity for identity, _ in index} == {f"p{number}@example.com" for number in range(40)}
    assert found[0] == found[1]
