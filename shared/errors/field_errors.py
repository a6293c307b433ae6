"""What is wrong with the value of one field, as a text: Pydantic's own errors, and those of the app's validators.

Pydantic's error types: docs.pydantic.dev/latest/errors/validation_errors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from shared.texts import Text, text

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MAX_PROBLEM_CHARACTERS = 500


class InvalidValue(ValueError):
    """Raised by a validator: the value of a field is not valid."""

    def __init__(self, cause: Text) -> None:
        super().__init__(cause.message)
        self.cause = cause


_BY_TYPE: Mapping[str, Callable[[Mapping[str, Any]], Text]] = {
    "missing": lambda _: text("field-required"),
    "extra_forbidden": lambda _: text("field-unknown"),
    "union_tag_not_found": lambda of: text("field-named-required", name=of["discriminator"].strip("'")),
    "union_tag_invalid": lambda of: text("field-one-of", allowed=_quoted(of["expected_tags"])),
    "literal_error": lambda of: text("field-one-of", allowed=_quoted(of["expected"])),
    "enum": lambda of: text("field-one-of", allowed=_quoted(of["expected"])),
    "json_invalid": lambda of: text("field-json", problem=of["error"]),
    "string_too_short": lambda of: _least(of, text("field-min-characters", limit=of["min_length"])),
    "string_too_long": lambda of: text("field-max-characters", limit=of["max_length"]),
    "too_short": lambda of: _least(of, text("field-min-entries", limit=of["min_length"])),
    "too_long": lambda of: text("field-max-entries", limit=of["max_length"]),
    "greater_than_equal": lambda of: text("field-at-least", limit=of["ge"]),
    "less_than_equal": lambda of: text("field-at-most", limit=of["le"]),
    "greater_than": lambda of: text("field-more-than", limit=of["gt"]),
    "less_than": lambda of: text("field-less-than", limit=of["lt"]),
    "string_pattern_mismatch": lambda of: text("field-pattern", pattern=of["pattern"]),
    "string_type": lambda _: text("field-text"),
    "string_unicode": lambda _: text("field-text"),
    "int_from_float": lambda _: text("field-whole-number"),
    "int_parsing": lambda _: text("field-whole-number"),
    "int_parsing_size": lambda _: text("field-whole-number"),
    "int_type": lambda _: text("field-whole-number"),
    "finite_number": lambda _: text("field-number"),
    "float_parsing": lambda _: text("field-number"),
    "float_type": lambda _: text("field-number"),
    "bool_parsing": lambda _: text("field-one-of", allowed=["true", "false"]),
    "bool_type": lambda _: text("field-one-of", allowed=["true", "false"]),
    "list_type": lambda _: text("field-list"),
    "dict_type": lambda _: text("field-object"),
    "model_type": lambda _: text("field-object"),
    "model_attributes_type": lambda _: text("field-object"),
    "timezone_aware": lambda _: text("field-time"),
}


def field_problem(item: ErrorDetails) -> Text:
    """Return what is wrong with the value of a field. The value is not repeated: it may be a key."""
    kind, context = item["type"], item.get("ctx", {})
    if kind == "value_error" and isinstance(raised := context.get("error"), InvalidValue):
        return raised.cause
    if kind.startswith("datetime_"):
        return text("field-time")
    if kind in _BY_TYPE:
        return _BY_TYPE[kind](context)
    return text("field-not-valid", problem=item["msg"][:MAX_PROBLEM_CHARACTERS])


def _quoted(words: str) -> list[str]:
    """Return the values that Pydantic lists as `'a', 'b' or 'c'`."""
    return re.findall(r"'([^']*)'", words) or [words]


def _least(context: Mapping[str, Any], more: Text) -> Text:
    return text("field-empty") if context["min_length"] == 1 else more
