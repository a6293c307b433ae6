"""What preparing found in rows, as numbers: those of several buckets add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Self

from pydantic import Field

from shared.domain.base import Stored

MAX_PLACEHOLDERS = 5
"""The commonest placeholders of a field that a warning names."""


class ValueFinding(Stored):
    """Values of a field that are not sent because of one problem, and some of them, where they are placeholders."""

    name: str
    problem: str
    count: int
    placeholders: list[str] = Field(default_factory=list)


class SharedFinding(Stored):
    """How many values of an identifier several people share, and how many people these are."""

    field: str
    values: int
    people: int


class Findings(Stored):
    """Numbers of rows, except `departed`: people of the snapshot who are in no row.

    added, updated     people who are sent and were not, and were, on the list
    bad_emails     addresses that are not sent, where they are not the identity
    phones         phone numbers that are not sent, by problem
    contradictory  people whose rows say both yes and no to marketing
    unreachable    people who say yes to a channel without an address for it, by channel
    """

    read: int = 0
    rejected: int = 0
    duplicates: int = 0
    unchanged: int = 0
    unidentifiable: int = 0
    departed: int = 0
    added: int = 0
    updated: int = 0
    bad_emails: int = 0
    phones: dict[str, int] = Field(default_factory=dict)
    values: list[ValueFinding] = Field(default_factory=list)
    shared: list[SharedFinding] = Field(default_factory=list)
    contradictory: int = 0
    unreachable: dict[str, int] = Field(default_factory=dict)

    @property
    def kept(self) -> int:
        """The number of rows that are sent."""
        return self.read - self.rejected - self.duplicates - self.unchanged

    def without_shared(self) -> Self:
        """Return the findings of one bucket of several: a value that people share may be in more than one."""
        return self.model_copy(update={"shared": []})

    @classmethod
    def total(cls, each: Sequence[Findings]) -> Findings:
        """Return the sum."""
        names = (
            "read",
            "rejected",
            "duplicates",
            "unchanged",
            "unidentifiable",
            "departed",
            "contradictory",
            "bad_emails",
            "added",
            "updated",
        )
        phones: dict[str, int] = defaultdict(int)
        unreachable: dict[str, int] = defaultdict(int)
        values: dict[tuple[str, str], ValueFinding] = {}
        shared: dict[str, SharedFinding] = {}
        for one in each:
            for problem, count in one.phones.items():
                phones[problem] += count
            for channel, count in one.unreachable.items():
                unreachable[channel] += count
            for value in one.values:
                before = values.get((value.name, value.problem))
                values[value.name, value.problem] = _sum_of_values(before, value) if before else value
            for found in one.shared:
                known = shared.get(found.field, SharedFinding(field=found.field, values=0, people=0))
                shared[found.field] = SharedFinding(
                    field=found.field, values=known.values + found.values, people=known.people + found.people
                )
        return cls(
            **{name: sum(getattr(one, name) for one in each) for name in names},
            phones=dict(sorted(phones.items())),
            unreachable=dict(sorted(unreachable.items())),
            values=[values[key] for key in sorted(values)],
            shared=[shared[field] for field in sorted(shared, reverse=True)],
        )


def _sum_of_values(one: ValueFinding, other: ValueFinding) -> ValueFinding:
    placeholders = sorted({*one.placeholders, *other.placeholders})[:MAX_PLACEHOLDERS]
    return one.model_copy(update={"count": one.count + other.count, "placeholders": placeholders})
