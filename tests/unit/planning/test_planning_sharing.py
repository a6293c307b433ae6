"""Phone numbers and external ids that several people share, against plain Python."""

from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes.effort import examples
from tests.fakes.staged_segment import staged

MAPPING = {"email": "email", "phone_number": "phone", "external_id": "id", "first_name": "name"}
PEOPLE = st.tuples(
    st.sampled_from(["a", "b", "c", "d", "e", "f", "A", "not an address"]),
    st.sampled_from(
        ["", "+12065550100", "(206) 555-0100", "206.555.0101", "+12065550101", "+12065550102", "no number"]
    ),
    st.sampled_from(["", "1", " 1 ", "2", 'q"', "b\\", "3"]),
)


def oracle(rows: list[tuple[str, str, str]], *, send_last: bool) -> tuple[list[dict[str, Any]], set[tuple[int, str]]]:
    """The profiles, and (row, field) of every identifier that is shared."""
    last = {email.lower(): number for number, (email, _, _) in enumerate(rows) if " " not in email}
    numbers = {"(206) 555-0100": "+12065550100", "206.555.0101": "+12065550101", "no number": ""}
    kept = {
        number: {"phone_number": numbers.get(rows[number][1], rows[number][1]), "external_id": rows[number][2].strip()}
        for number in sorted(last.values())
    }
    shared = set()
    profiles = []
    for field in ("phone_number", "external_id"):
        counts = Counter(person[field] for person in kept.values() if person[field])
        shared |= {(number, field) for number, person in kept.items() if counts[person[field]] > 1}
    for number, person in kept.items():
        one = {"email": f"{rows[number][0]}@example.com", "first_name": "N"}
        for field, value in person.items():
            later = any((other, field) in shared and kept[other][field] == value for other in kept if other > number)
            if value and ((number, field) not in shared or (send_last and not later)):
                one[field] = value
        profiles.append(one)
    return profiles, shared


def text(rows: list[tuple[str, str, str]]) -> str:
    lines = [
        f'{email if " " in email else email + "@example.com"},{phone},"{id_.replace(chr(34), chr(34) * 2)}",N'
        for email, phone, id_ in rows
    ]
    return "email,phone,id,name\n" + "\n".join(lines) + "\n"


@settings(max_examples=examples(6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PEOPLE, min_size=1, max_size=12), st.booleans(), st.integers(1, 11))
def test_against_the_oracle(rows: list[tuple[str, str, str]], send_last: bool, cut: int) -> None:
    parts = [part for part in (rows[:cut], rows[cut:]) if part]
    how = "send_last" if send_last else "leave_out"
    with staged(*map(text, parts), mapping=MAPPING, country="US", shared_identifiers=how) as segment:
        profiles, shared = oracle(rows, send_last=send_last)
        assert segment.profiles() == profiles
        lines = {(f"People/{n + 1}.csv" if len(parts) > 1 else "People.csv", line + 2): sum(map(len, parts[:n])) + line
                 for n, part in enumerate(parts) for line in range(len(part))}  # fmt: skip
        listed = segment.shared()
        assert {(lines[blob, int(line)], field) for blob, line, field, *_ in listed} == shared
        assert len(listed) == len(shared)
        assert sum("more than one person" in warning for warning in segment.warnings) == len(
            {field for _, field in shared}
        )


def test_the_warning_counts_values_and_people() -> None:
    rows = [("a", "+12065550100", "1"), ("b", "+12065550100", "1"), ("c", "+12065550100", "2"), ("d", "", "2")]
    with staged(text(rows), mapping=MAPPING) as segment:
        assert [warning.partition(":")[0] for warning in segment.warnings] == [
            "1 phone number is shared by more than one person (3 people in total) and was left out for all of them",
            "2 external IDs are shared by more than one person (4 people in total) and were left out for all of them",
        ]
        assert segment.shared()[0] == [
            "People.csv",
            "2",
            "phone_number",
            "'+12065550100",
            "left_out",
            "a@example.com",
            "",
            "",
        ]


def test_a_property_that_looks_like_an_identifier_is_left_alone() -> None:
    mapping = MAPPING | {
        "properties": {"external_id": {"column": "n", "type": "number"}, "phone_number": "phone", "x": "x"}
    }
    header = "email,phone,id,name,n,x\n"
    rows = '{}@example.com,+12065550100,7,N,5,",""external_id"":""7"""\n'
    with staged(header + rows.format("a") + rows.format("b"), mapping=mapping) as segment:
        assert segment.profiles() == [
            {
                "email": f"{name}@example.com",
                "first_name": "N",
                "properties": {"external_id": 5, "phone_number": "+12065550100", "x": ',"external_id":"7"'},
            }
            for name in "ab"
        ]


def test_what_only_finding_needs_is_not_written_to_the_database_file() -> None:
    """DuckDB logs and packs the rows of tables there, which takes as long as finding them."""
    rows = [("a", "+12065550100", "1"), ("b", "+12065550100", "1"), ("a", "+12065550100", "2")]
    with staged(text(rows), mapping=MAPPING) as segment:
        assert segment.shared()
        query = "SELECT table_name FROM duckdb_tables() WHERE NOT temporary"
        written = {name for (name,) in segment.run._staging._db.execute(query).fetchall()}
        assert not written & {"twins", "candidates", "holders", "shared_identifiers"}
        assert "omitted" in written
