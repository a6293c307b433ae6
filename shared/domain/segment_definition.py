"""Segments that are defined in the app: people of a table, chosen by conditions or by one SELECT."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, StringConstraints, Tag, model_validator

from shared.domain.base import NON_BLANK, Instant, Name, Record, Stored, Value
from shared.domain.export import SegmentName
from shared.domain.mapping_schema import ColumnName
from shared.domain.schedule import TimeZone
from shared.errors import InvalidValue
from shared.texts import text

MAX_CONDITIONS = 200
MAX_DEPTH = 5
MAX_VALUES = 1_000
MAX_SELECT = 20_000
MAX_DAYS = 36_500


class Operator(StrEnum):
    """How a condition compares. Texts are compared without outer white space, in upper or lower case alike.

    Of a blank value, only `is_none_of`, `contains_not`, `has_none_of` and `is_blank` are true.
    """

    IS_ANY_OF = "is_any_of"
    IS_NONE_OF = "is_none_of"
    CONTAINS = "contains"
    CONTAINS_NOT = "contains_not"
    STARTS_WITH = "starts_with"
    ENDS_WITH = "ends_with"
    HAS_ANY_OF = "has_any_of"
    HAS_NONE_OF = "has_none_of"
    IS_BLANK = "is_blank"
    IS_NOT_BLANK = "is_not_blank"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    IS_TRUE = "is_true"
    IS_FALSE = "is_false"
    BEFORE = "before"
    ON_OR_AFTER = "on_or_after"
    IN_LAST_DAYS = "in_last_days"
    BEFORE_LAST_DAYS = "before_last_days"
    IN_NEXT_DAYS = "in_next_days"


WITHOUT_VALUE = frozenset({Operator.IS_BLANK, Operator.IS_NOT_BLANK, Operator.IS_TRUE, Operator.IS_FALSE})
WITH_VALUES = frozenset({Operator.IS_ANY_OF, Operator.IS_NONE_OF, Operator.HAS_ANY_OF, Operator.HAS_NONE_OF})
NUMBERS = frozenset({Operator.LESS_THAN, Operator.AT_MOST, Operator.MORE_THAN, Operator.AT_LEAST})
MOMENTS = frozenset({Operator.BEFORE, Operator.ON_OR_AFTER})
DAYS = frozenset({Operator.IN_LAST_DAYS, Operator.BEFORE_LAST_DAYS, Operator.IN_NEXT_DAYS})


def _without_nul(value: str) -> str:
    if "\x00" in value:
        raise InvalidValue(text("field-nul"))
    return value


ConditionValue = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    AfterValidator(_without_nul),
    NON_BLANK,
]


class Condition(Value):
    """A comparison of a column with values: none, one, or several, as the operator takes them. All are texts."""

    column: ColumnName
    operator: Operator
    values: list[ConditionValue] = Field(default_factory=list, max_length=MAX_VALUES)

    @model_validator(mode="after")
    def _check_values(self) -> Self:
        count = len(self.values)
        if self.operator in WITHOUT_VALUE and count:
            raise InvalidValue(text("field-operator-no-value", operator=self.operator))
        if self.operator not in WITHOUT_VALUE and not count:
            raise InvalidValue(text("field-operator-a-value", operator=self.operator))
        if self.operator not in WITH_VALUES and count > 1:
            raise InvalidValue(text("field-operator-one-value", operator=self.operator))
        if self.operator in NUMBERS and not _is_number(self.values[0]):
            raise InvalidValue(text("field-operator-number", operator=self.operator))
        if self.operator in MOMENTS and not _is_moment(self.values[0]):
            raise InvalidValue(text("field-operator-time", operator=self.operator))
        if self.operator in DAYS and not _is_days(self.values[0]):
            raise InvalidValue(text("field-operator-days", operator=self.operator, limit=MAX_DAYS))
        return self


class AllOf(Value):
    """True where every one of its conditions is."""

    all: list[Node] = Field(min_length=1, max_length=MAX_CONDITIONS)


class AnyOf(Value):
    """True where at least one of its conditions is."""

    any: list[Node] = Field(min_length=1, max_length=MAX_CONDITIONS)


def _tag(node: Any) -> str:
    """Return which model a node is of, so that an error is about this one alone."""
    names = node.keys() if isinstance(node, dict) else getattr(type(node), "model_fields", {})
    return "all" if "all" in names else "any" if "any" in names else "condition"


Node = Annotated[
    Annotated[Condition, Tag("condition")] | Annotated[AllOf, Tag("all")] | Annotated[AnyOf, Tag("any")],
    Discriminator(_tag),
]
AllOf.model_rebuild()
AnyOf.model_rebuild()


def _bounded(node: Node) -> Node:
    if _depth(node) > MAX_DEPTH:
        raise InvalidValue(text("field-too-deep", limit=MAX_DEPTH))
    if sum(1 for _ in conditions_in(node)) > MAX_CONDITIONS:
        raise InvalidValue(text("field-too-many-conditions", limit=MAX_CONDITIONS))
    return node


EXAMPLE_CONDITIONS: dict[str, Any] = {
    "all": [
        {"column": "Country", "operator": "is_any_of", "values": ["DE", "AT"]},
        {"column": "LastPurchase", "operator": "in_last_days", "values": ["90"]},
    ]
}
Conditions = Annotated[Node, AfterValidator(_bounded), Field(examples=[EXAMPLE_CONDITIONS])]
"""A condition, or conditions joined by `all` (and) and `any` (or)."""


class Members(Value):
    """A table that says who is a member: a person is if a row with the person's key meets the conditions."""

    table: SegmentName = Field(examples=["dataverse.msdynci_segmentmembership"])
    key: ColumnName = Field(description="The column with the person's key.", examples=["msdynci_customerid"])
    profile_key: ColumnName = Field(
        description="The column of the profile table with the same key.", examples=["msdynci_customerid"]
    )
    conditions: Conditions | None = None


class ByConditions(Value):
    """The rows of a profile table that meet the conditions, and whose people are members if `members` is given."""

    kind: Literal["conditions"]
    table: SegmentName = Field(examples=["dataverse.msdynci_customerprofile"])
    conditions: Conditions | None = None
    members: Members | None = Field(None, examples=[None])
    columns: list[ColumnName] | None = Field(
        None, min_length=1, max_length=2_000, description="The columns that exports see; null: all.", examples=[None]
    )
    time_zone: TimeZone = Field("UTC", description="The time zone of days, and of times without a zone.")

    @property
    def tables(self) -> list[str]:
        """The tables that are read."""
        return list(dict.fromkeys([self.table, *([self.members.table] if self.members else [])]))

    def columns_of(self, table: str) -> list[str]:
        """Return the columns of a table that the definition names."""
        found: list[str] = []
        if table == self.table:
            found += [*(self.columns or ()), *_columns(self.conditions)]
            found += [self.members.profile_key] if self.members else []
        if self.members and table == self.members.table:
            found += [self.members.key, *_columns(self.members.conditions)]
        return list(dict.fromkeys(found))


class BySelect(Value):
    """The result of one SELECT of DuckDB's SQL over the tables of the catalog. All columns of tables are text.

    `$today` is the date in the time zone, `$now` the time in UTC, both of when the run was pinned.
    """

    kind: Literal["select"]
    sql: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_SELECT),
        AfterValidator(_without_nul),
        NON_BLANK,
    ] = Field(examples=['SELECT * FROM "Customers" WHERE "Country" = \'DE\''])
    time_zone: TimeZone = "UTC"


EXAMPLE_RULE: dict[str, Any] = {
    "kind": "conditions",
    "table": "dataverse.msdynci_customerprofile",
    "conditions": EXAMPLE_CONDITIONS,
}
Rule = Annotated[ByConditions | BySelect, Field(discriminator="kind", examples=[EXAMPLE_RULE])]


class SegmentConfiguration(Value):
    """What people decide about a defined segment."""

    name: SegmentName = Field(description="It cannot be changed: exports use it.", examples=["LoyalGermans"])
    description: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000)] = ""
    rule: Rule


class SegmentDefinition(Record):
    """A defined segment as it is stored. `tables` are all that its rule reads."""

    name: str
    description: str = ""
    rule: Rule
    tables: list[str]
    created_by: Name | str = ""
    created_at: Instant
    updated_at: Instant

    def changed(self, rule: Rule, tables: Sequence[str], description: str, at: datetime) -> Self:
        """Return the definition with another rule or description."""
        values = {"rule": rule, "tables": list(tables), "description": description, "updated_at": at}
        return self.model_copy(update=values)

    def pinned(self, at: datetime) -> PinnedDefinition:
        """Return what a run keeps of it."""
        return PinnedDefinition(name=self.name, rule=self.rule, at=at)


def definition_key(name: str) -> str:
    """Return the key of a definition's record: names may have characters that a key cannot have."""
    return hashlib.sha256(name.encode()).hexdigest()[:40]


class PinnedDefinition(Stored):
    """A definition as a run reads it: whatever is changed later, and with the same `at` for dates relative to now."""

    name: str
    rule: Rule
    at: Instant


def conditions_in(node: Node | None) -> Iterator[Condition]:
    """Yield all comparisons of a tree."""
    match node:
        case Condition():
            yield node
        case AllOf():
            for one in node.all:
                yield from conditions_in(one)
        case AnyOf():
            for one in node.any:
                yield from conditions_in(one)


def _columns(node: Node | None) -> list[str]:
    return [condition.column for condition in conditions_in(node)]


def _depth(node: Node) -> int:
    nested = node.all if isinstance(node, AllOf) else node.any if isinstance(node, AnyOf) else []
    return 1 + max(map(_depth, nested), default=0)


def _is_number(text: str) -> bool:
    try:
        return float(text) - float(text) == 0
    except ValueError:
        return False


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_days(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= MAX_DAYS
