"""The identity that the data matching names, against plain Python: who is one person, what is sent, who departed."""

import csv
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.domain.identity import Identity
from shared.planning.snapshot_compare import Baseline
from tests.fakes.effort import examples
from tests.fakes.staged_segment import Staged, staged

MAPPING = {"email": "email", "phone_number": "phone", "external_id": "id", "first_name": "name"}
EMAILS = {"": None, " ": None, "a": "a@x.co", "A": "a@x.co", "b": "b@x.co", "ö": "bad", "no address": "bad"}
PHONES = {
    "": None, "-": None, "+12065550100": "+12065550100", "(206) 555-0100": "+12065550100",
    "206.555.0101": "+12065550101", "+12065550102": "+12065550102", "no number": "bad",
}  # fmt: skip
IDS = {"": None, "N/A": None, "1": "1", " 1 ": "1", "1.0": "1", "x": "x", "X": "X", "y" * 256: "bad", "4.9E+11": "bad"}
type Row = tuple[str, str, str, str]
ROWS = st.lists(
    st.tuples(*(st.sampled_from([*values]) for values in (EMAILS, PHONES, IDS)), st.sampled_from(["N", "M"])),
    min_size=1,
    max_size=12,
)
KINDS = st.sampled_from([*Identity])


def written(email: str) -> str:
    return email if not email.strip() or " " in email else f"{email}@x.co"


@dataclass
class Oracle:
    """What becomes of the rows: profiles in order, reasons by row, (row, field) of identifiers that are shared."""

    profiles: dict[str, dict[str, Any]] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    shared: set[tuple[int, str]] = field(default_factory=set)
    people: set[str] = field(default_factory=set)


def oracle(kind: Identity, rows: list[Row], *, send_last: bool) -> Oracle:
    found = Oracle()
    values = [{"email": EMAILS[e], "phone_number": PHONES[p], "external_id": IDS[i]} for e, p, i, _ in rows]
    last: dict[str, int] = {}
    for number, row in enumerate(values):
        identity = row[kind]
        if identity is None or identity == "bad":
            found.reasons[number] = f"{kind}_{'malformed' if identity else 'missing'}"
            continue
        if identity in last:
            found.reasons[last[identity]] = "duplicate"
        last[identity] = number
    found.people = {*last}
    kept = sorted(last.values())
    for number in kept:
        sent = {"first_name": rows[number][3]}
        for one in Identity:
            value = values[number][one]
            holders = [other for other in kept if value not in (None, "bad") and values[other][one] == value]
            if len(holders) > 1:
                found.shared.add((number, one))
            if holders and (len(holders) == 1 or (send_last and holders[-1] == number)):
                sent[one] = written(rows[number][0]) if one is Identity.EMAIL else str(value)
        found.profiles[str(values[number][kind])] = sent
    return found


def text(rows: list[Row]) -> str:
    lines = [",".join((written(email), phone, identifier, name)) for email, phone, identifier, name in rows]
    return "email,phone,id,name\n" + "\n".join(lines) + "\n"


@contextmanager
def read(kind: Identity, rows: list[Row], how: str = "leave_out", baseline: Baseline | None = None) -> Iterator[Staged]:
    mapping = MAPPING | {"identity": kind.value}
    with staged(text(rows), mapping=mapping, country="US", shared_identifiers=how, baseline=baseline) as segment:
        yield segment


@settings(max_examples=examples(4), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(KINDS, ROWS, st.booleans())
def test_one_row_a_person_and_no_identifier_of_another(kind: Identity, rows: list[Row], send_last: bool) -> None:
    expected = oracle(kind, rows, send_last=send_last)
    with read(kind, rows, "send_last" if send_last else "leave_out") as segment:
        assert segment.profiles() == [*expected.profiles.values()]
        assert {line - 2: reason for _, line, reason in segment.reasons()} == expected.reasons
        assert {(int(line) - 2, name) for _, line, name, *_ in segment.shared()} == expected.shared
        malformed = sum(reason != "duplicate" for reason in expected.reasons.values())
        assert segment.run.findings.unidentifiable == malformed
        listed = [row for row in segment.rejects() if row[3] == "duplicate"]
        assert {row[5] for row in listed} <= expected.people, "a duplicate is listed with the identity"


@settings(max_examples=examples(3), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(KINDS, ROWS, ROWS)
def test_who_is_new_changed_unchanged_and_departed(kind: Identity, before: list[Row], after: list[Row]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        snapshot = Path(folder) / "snapshot.parquet"
        with read(kind, before) as segment, duckdb.connect() as db:
            index = segment.run.files()[0][1]
            db.execute(f"""
                COPY (SELECT identity, fingerprint, fields, false AS consented, true AS managed,
                             NULL::DATE AS departed_at FROM read_parquet('{index}')) TO '{snapshot}' (FORMAT parquet)
            """)
        was, now = oracle(kind, before, send_last=False), oracle(kind, after, send_last=False)
        baseline = Baseline((snapshot,), fingerprints=True, list=True)
        with read(kind, before, baseline=baseline) as segment:
            assert (segment.profiles(), segment.run.findings.departed) == ([], 0)
        with read(kind, after, baseline=baseline) as segment:
            changed = [one for identity, one in now.profiles.items() if was.profiles.get(identity) != one]
            sent = segment.profiles()
            assert [one for one in sent if one in changed] == changed
            assert segment.run.findings.departed == len(was.people - now.people)


@pytest.mark.parametrize("kind", Identity)
def test_a_segment_may_lack_the_other_identifiers(kind: Identity) -> None:
    with staged(
        "who,name\n+12065550100,N\n", mapping={"identity": kind.value, kind.value: "who", "first_name": "name"}
    ) as segment:
        sent = {"email": []}.get(kind.value, [{kind.value: "+12065550100", "first_name": "N"}])
        assert segment.profiles() == sent


def test_a_bad_address_is_left_out_with_a_warning_and_the_person_is_sent() -> None:
    with read(Identity.EXTERNAL_ID, [("no address", "", "1", "N"), ("b", "", "2", "N")]) as segment:
        assert segment.profiles() == [
            {"external_id": "1", "first_name": "N"},
            {"external_id": "2", "email": "b@x.co", "first_name": "N"},
        ]
        assert segment.warnings == ["1 email address was left out, because it is not well-formed."]


def test_the_lists_name_the_person_in_the_column_of_the_identity() -> None:
    with read(Identity.EXTERNAL_ID, [("a", "", "1", "N"), ("a", "", "2", "N"), ("", "", "2", "M")]) as segment:
        rejects = b"".join(segment.run.lists(segment.lines).rejects_csv()).decode().splitlines()
        assert [row[5:8] for row in csv.reader(rejects)] == [["", "", "2"]]
    with read(Identity.EXTERNAL_ID, [("a", "", "1", "N"), ("A", "", "2", "N")]) as segment:
        assert segment.shared() == [
            ["People.csv", "2", "email", "a@x.co", "left_out", "", "", "1"],
            ["People.csv", "3", "email", "a@x.co", "left_out", "", "", "2"],
        ]
        assert "1 email address is shared by more than one person (2 people in total)" in str(segment.warnings[0])
