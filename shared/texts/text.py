"""Texts for users, as codes with parameters; the message catalog has the sentence of each code in six languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, computed_field

from shared.texts.fluent import fill, parse, split, variables
from shared.texts.languages import STYLES, Language

PREFIX = "text-"
"""Before each code in the files of the message catalog: the console's own messages have other names."""
MAX_CHARACTERS = 1_000
"""Characters of a parameter."""
LISTED_AT_MOST = 50
"""Values of a parameter that is a list."""
TIME_SUFFIX = "_at"
"""How the names of parameters end that are times: ISO 8601 in UTC, which each language writes in its own way."""

type Parameter = int | float | str | Text | list[str] | list[Text]


class Text(BaseModel):
    """A text for users: what happened, where, what to do. `text(…)` makes one; parameters have no personal data.

    A code that only a newer version of the app has is shown as it is.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    code: str = Field(examples=["phones-extension"])
    parameters: dict[str, int | float | str | Text | list[str] | list[Text]] = Field(
        default_factory=dict, examples=[{"count": 3}]
    )

    @computed_field  # type: ignore[prop-decorator]
    @property
    def message(self) -> str:
        """The text in English."""
        return self.in_language(Language.ENGLISH)

    def in_language(self, language: Language) -> str:
        """Return the text in a language."""
        source = message_catalog(language).get(self.code)
        if source is None or not variables(source) <= self.parameters.keys():
            return self.code
        return fill(_parsed(source), self.parameters, lambda name: self._shown(name, language), STYLES[language].plural)

    def _shown(self, name: str, language: Language) -> str:
        value = self.parameters[name]
        if isinstance(value, str) and name.endswith(TIME_SUFFIX):
            return STYLES[language].moment(datetime.fromisoformat(value))
        return _shown(value, language)

    def plain(self) -> dict[str, Any]:
        """Return code and parameters, as JSON has them."""
        return {"code": self.code, "parameters": {name: _plain(value) for name, value in self.parameters.items()}}

    def packed(self) -> str:
        """Return code and parameters as JSON in ASCII, one line, for files and tables. `unpack` reads it."""
        return json.dumps(self.plain())

    def packed_parameters(self) -> str:
        """Return the parameters as JSON in ASCII, one line."""
        return json.dumps(self.plain()["parameters"])

    @classmethod
    def unpack(cls, packed: str) -> Text:
        """Return the text of a line that `packed` returned."""
        return _unpacked(packed)

    @classmethod
    def restore(cls, code: str, packed_parameters: str) -> Text:
        """Return the text of a code and what `packed_parameters` returned."""
        return cls(code=code, parameters=json.loads(packed_parameters))

    def with_words(self, change: Callable[[str], str]) -> Text:
        """Return the text with each parameter that is words changed."""

        def changed(value: Any) -> Any:
            if isinstance(value, list):
                return [changed(one) for one in value]
            return (
                change(value)
                if isinstance(value, str)
                else value.with_words(change)
                if isinstance(value, Text)
                else value
            )

        return Text(code=self.code, parameters={name: changed(value) for name, value in self.parameters.items()})

    def __str__(self) -> str:
        return self.message

    def __hash__(self) -> int:
        return hash((self.code, self.message))


def text(code: str, /, **parameters: Parameter | Sequence[str] | Sequence[Text] | date) -> Text:
    """Return the text of a code. Raises ValueError for an unknown code and for other parameters than it takes.

    Long parameters are cut, a time becomes text in UTC.
    """
    declared = declared_parameters().get(code)
    if declared is None or declared != parameters.keys():
        raise ValueError(f"The message catalog has no text {code} with the parameters {sorted(parameters)}.")
    return Text(code=code, parameters={name: _bounded(value) for name, value in parameters.items()})


def error_title(error_type: str) -> Text:
    """Return the title of errors of a type. A type that only a newer version of the app has is shown as a code."""
    return Text(code=f"error-{error_type}")


@cache
def declared_parameters() -> dict[str, frozenset[str]]:
    """Return the parameters of each code."""
    return {code: variables(source) for code, source in message_catalog(Language.ENGLISH).items()}


@cache
def message_catalog(language: Language) -> dict[str, str]:
    """Return the texts of a language by code, as Fluent."""
    source = Path(__file__).with_name(f"{language}.ftl").read_text(encoding="utf-8")
    return {name.removeprefix(PREFIX): message for name, message in split(source).items()}


_parsed = cache(parse)


@lru_cache(1024)
def _unpacked(packed: str) -> Text:
    return Text.model_validate_json(packed)


def _plain(value: Parameter) -> Any:
    if isinstance(value, Text):
        return value.plain()
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _bounded(value: Parameter | Sequence[str] | Sequence[Text] | date) -> Parameter:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case str():
            return str(value)[:MAX_CHARACTERS]
        case int() | float() | Text():
            return value
        case _:
            listed = list(value)[:LISTED_AT_MOST]
            return [str(one)[:MAX_CHARACTERS] if isinstance(one, str) else one for one in listed]  # type: ignore[return-value]


def _shown(value: Parameter, language: Language) -> str:
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, list):
        between = " " if value and isinstance(value[0], Text) else STYLES[language].comma
        return between.join(_shown(one, language) for one in value)
    return value if isinstance(value, str) else STYLES[language].number(value)
