"""Klaviyo's filter language: `any(email,["a@b.co","c@d.co"])`, `equals(status,'queued')`, joined by commas.

Source: guide "API overview", filtering; which fields and operators an endpoint takes stands in its OpenAPI
description. `and(…)` around conditions is accepted, `or` and `not` are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from local.klaviyo.errors import Refused, bad_request

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?P<mark>[()\[\],])|(?P<word>[^\s()\[\],"']+))"""
)


class Condition(NamedTuple):
    operator: str
    field: str
    values: tuple[str, ...]

    def holds_text(self, value: str | None) -> bool:
        return value in self.values

    def holds_any(self, values: Iterable[str]) -> bool:
        return any(value in self.values for value in values)

    def holds_time(self, seconds: float) -> bool:
        """`seconds` since 1970; raises Refused (400) for a value that is no date."""
        try:
            given = datetime.fromisoformat(self.values[0]).timestamp()
        except ValueError:
            raise bad_request(f"Invalid date: {self.values[0]}", parameter="filter") from None
        match self.operator:
            case "greater-than":
                return seconds > given
            case "greater-or-equal":
                return seconds >= given
            case "less-than":
                return seconds < given
            case _:
                return seconds <= given


def parse(text: str | None, allowed: Mapping[str, frozenset[str]]) -> list[Condition]:
    """Conditions, all of which must hold; raises Refused (400, parameter `filter`)."""
    if not text:
        return []
    conditions = _Parser(text).conditions()
    for condition in conditions:
        if condition.field not in allowed:
            raise bad_request(f"Invalid filter field: {condition.field}", parameter="filter")
        if condition.operator not in allowed[condition.field]:
            detail = f"Invalid operator {condition.operator} for the field {condition.field}"
            raise bad_request(detail, parameter="filter")
    return conditions


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(text.rstrip()):
            match = _TOKEN.match(text, at)
            if match is None:
                raise self._wrong()
            kind = str(match.lastgroup)
            self._tokens.append((kind, match[kind]))
            at = match.end()
        self._tokens.append(("end", ""))
        self._at = 0

    @staticmethod
    def _wrong() -> Refused:
        return bad_request("Invalid filter provided.", parameter="filter")

    def _next(self, *expected: str) -> tuple[str, str]:
        token = self._tokens[self._at]
        if expected and token[1] not in expected and token[0] not in expected:
            raise self._wrong()
        self._at += 1
        return token

    def conditions(self) -> list[Condition]:
        found = self._condition()
        while self._next("end", ",")[0] != "end":
            found += self._condition()
        return found

    def _condition(self) -> list[Condition]:
        operator = self._next("word")[1]
        self._next("(")
        if operator == "and":
            inner = self._condition()
            while self._next(",", ")")[1] == ",":
                inner += self._condition()
            return inner
        field = self._next("word")[1]
        self._next(",")
        kind, value = self._next("text", "word", "[")
        if value == "[" and kind == "mark":
            values = [self._value()]
            while self._next(",", "]")[1] == ",":
                values.append(self._value())
        else:
            values = [_unquoted(kind, value)]
        self._next(")")
        return [Condition(operator, field, tuple(values))]

    def _value(self) -> str:
        return _unquoted(*self._next("text", "word"))


def _unquoted(kind: str, value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if kind == "text" else value
