"""The bodies of a staged segment: within the limits, in order, the same for the same input."""

import json
import re

from tests.fakes.staged_segment import staged

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
            index = segment.run.files()[0][1].read_bytes()
            found.append((segment.bodies(profiles=2000, size=300_000), segment.rejects(), segment.counts, len(index)))
    assert len(found[0][0]) > 3
    assert found[0] == found[1] == found[2] == found[3]


def test_order_is_kept_over_many_row_groups() -> None:
    count = 400_000
    with staged("email\n" + "".join(f"p{n}@example.com\n" for n in range(count))) as segment:
        sent = b"".join(body.data for body in segment.bodies())
    assert [int(n) for n in re.findall(rb'"email":"p(\d+)@', sent)] == list(range(count))
