"""Read and fill messages in the part of Fluent that the message catalog uses (projectfluent.org/fluent/guide).

A message is `name = pattern`; indented lines continue it. A pattern is text with placeables: `{ $name }`, `{ "text" }`,
and `{ $name -> [key] pattern *[other] pattern }`, where a key is a number, a plural category (unicode.org/reports/tr35,
Language Plural Rules) or the value of a text. The console reads the same files with Mozilla's implementation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

type Pattern = tuple[str | Variable | Choice, ...]


@dataclass(frozen=True)
class Variable:
    """`{ $name }`."""

    name: str


@dataclass(frozen=True)
class Choice:
    """`{ $name -> … }`: a pattern for each key, and the key of the default."""

    name: str
    variants: dict[str, Pattern]
    default: str


_MESSAGE = re.compile(r"^([a-z][a-z0-9-]*) =(.*(?:\n(?:[ ].*|(?=\n[ ])))*)", re.MULTILINE)
_PLACEABLE = re.compile(r'\s*(?:"([^"]*)"|\$([a-z][a-z0-9_]*))\s*(->)?\s*')
_KEY = re.compile(r"\s*(\*?)\[\s*([A-Za-z0-9_-]+)\s*\][ ]?")
_VARIABLE = re.compile(r"\{\s*\$([a-z][a-z0-9_]*)")
_SPECIAL = re.compile(r"[{}\n]")
_LINE_BREAK = re.compile(r"\s*\n\s*")


def split(source: str) -> dict[str, str]:
    """Return the sources of the messages of a file, by name. Raises ValueError where a name is there twice."""
    found: dict[str, str] = {}
    for match in _MESSAGE.finditer(source):
        if match[1] in found:
            raise ValueError(f"The message {match[1]} is there twice.")
        found[match[1]] = match[2].strip()
    return found


def parse(source: str) -> Pattern:
    """Return the pattern of a message. Raises ValueError where it is not in the part of Fluent that is read."""
    return _Parser(source).parse()


def variables(source: str) -> frozenset[str]:
    """Return the names of the variables of a message."""
    return frozenset(_VARIABLE.findall(source))


def fill(
    pattern: Pattern, values: Mapping[str, object], show: Callable[[str], str], plural: Callable[[float], str]
) -> str:
    """Return the text. `show` returns how the variable of a name is shown, `plural` the category of a number."""
    texts = []
    for part in pattern:
        if isinstance(part, str):
            texts.append(part)
        elif isinstance(part, Variable):
            texts.append(show(part.name))
        else:
            texts.append(fill(_chosen(part, values[part.name], plural), values, show, plural))
    return "".join(texts)


def _chosen(choice: Choice, value: object, plural: Callable[[float], str]) -> Pattern:
    keys = [str(value)]
    if isinstance(value, int | float):
        keys.append(plural(value))
    return next((choice.variants[key] for key in keys if key in choice.variants), choice.variants[choice.default])


class _Parser:
    """Reads one pattern."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0

    def parse(self) -> Pattern:
        pattern = self._pattern(inside=False)
        if self._at != len(self._source):
            raise self._error()
        return pattern

    def _pattern(self, *, inside: bool) -> Pattern:
        """Read text and placeables up to the end or, inside of a choice, up to its next key or its end."""
        parts: list[str | Variable | Choice] = []
        text = ""
        while special := _SPECIAL.search(self._source, self._at):
            text += self._source[self._at : special.start()]
            self._at = special.start()
            if special[0] == "{":
                parts += [_LINE_BREAK.sub(" ", text)] if text else []
                text = ""
                parts.append(self._placeable())
            elif special[0] == "}" or (inside and _KEY.match(self._source, self._at)):
                break
            else:
                text += special[0]
                self._at += 1
        else:
            text += self._source[self._at :]
            self._at = len(self._source)
        text = _LINE_BREAK.sub(" ", text.rstrip() if inside else text)
        return tuple([*parts, text] if text else parts)

    def _placeable(self) -> str | Variable | Choice:
        match = _PLACEABLE.match(self._source, self._at + 1)
        if not match:
            raise self._error()
        self._at = match.end()
        found: str | Variable | Choice = match[1] if match[2] is None else Variable(match[2])
        if match[3]:
            found = self._choice(match[2])
        if self._source[self._at : self._at + 1] != "}":
            raise self._error()
        self._at += 1
        return found

    def _choice(self, name: str) -> Choice:
        variants, default = {}, None
        while match := _KEY.match(self._source, self._at):
            self._at = match.end()
            variants[match[2]] = self._pattern(inside=True)
            if match[1]:
                default = match[2]
        self._at += len(self._source[self._at :]) - len(self._source[self._at :].lstrip())
        if default is None:
            raise self._error()
        return Choice(name, variants, default)

    def _error(self) -> ValueError:
        return ValueError(f"The message cannot be read at {self._source[self._at : self._at + 20]!r}.")
