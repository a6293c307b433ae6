"""Routes of the HTTP functions, matched as the Functions host matches them.

    api/exports/{id}      a parameter; {id?} may be absent, {id=7} has a default, {id:int} must be a number
    api/runs/{id}.csv     text and parameters in one segment
    {*path}               the rest with its slashes, or nothing

The functions are tried in alphabetical order of their names (case ignored), whatever their templates are: the
first that takes path and method gets the request. Recorded on Microsoft's host: docs/azure-differences.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from local.host.functions import AppError, Function

PARAMETER = re.compile(r"\{(\*{0,2})(\w+)((?::[^=?}]+)*)(?:=([^?}]*))?(\?)?\}")
CONSTRAINTS = {
    "int": r"\s*[+-]?\d+\s*",
    "long": r"\s*[+-]?\d+\s*",
    "alpha": r"[A-Za-z]+",
    "guid": r"[0-9A-Fa-f]{8}-?(?:[0-9A-Fa-f]{4}-?){3}[0-9A-Fa-f]{12}",
    "bool": r"(?i:true|false)",
}
BITS = {"int": 32, "long": 64}
PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
MAX_UTF8_BYTES = 4


class BadPathError(ValueError):
    """The path holds bytes that the host refuses with 400."""


@dataclass(frozen=True, slots=True)
class Segment:
    pattern: re.Pattern[str]
    catch_all: str | None = None
    """Name of the parameter that takes the rest of the path."""
    optional: bool = False
    default: tuple[str, str] | None = None
    """Parameter and value where the segment is absent."""
    integers: tuple[tuple[str, int], ...] = ()
    """Names of the parameters that must be whole numbers, with their size in bits."""

    def match(self, text: str) -> dict[str, str] | None:
        found = self.pattern.fullmatch(text)
        if found is None:
            return None
        for name, bits in self.integers:
            if not -(2 ** (bits - 1)) <= int(found[name]) < 2 ** (bits - 1):
                return None
        return found.groupdict()


@dataclass(frozen=True, slots=True)
class Route:
    function: Function
    template: str
    segments: tuple[Segment, ...]
    methods: frozenset[str] | None
    """Upper case; None for all."""

    def takes(self, method: str) -> bool:
        return self.methods is None or method.upper() in self.methods

    def match(self, path: str) -> dict[str, str] | None:
        """Return the parameters of a decoded path, or None when it is another path."""
        rest = path.removeprefix("/")
        params: dict[str, str] = {}
        segments = iter(self.segments)
        while rest:
            segment = next(segments, None)
            text, _, after = rest.partition("/")
            # An empty segment (a double slash) matches nothing; after the first text of a catch-all it is text.
            if segment is None or not text:
                return None
            if segment.catch_all:
                return params | {segment.catch_all: rest}
            found = segment.match(text)
            if found is None:
                return None
            params |= found
            rest = after
        for segment in segments:
            if not (segment.optional or segment.catch_all):
                return None
            params |= dict([segment.default] if segment.default else [])
        return params


class Routes:
    def __init__(self, functions: Iterable[Function], prefix: str) -> None:
        """Raise AppError for a template that the local host does not know."""
        # .NET compares in upper case without regard to language: "_" sorts after all letters.
        ordered = sorted(functions, key=lambda function: function.name.upper())
        self.routes = [_route(function, prefix) for function in ordered]

    def find(self, method: str, path: str) -> tuple[Function, dict[str, str]] | None:
        """Return the function at a decoded path (see `decode_path`) with its parameters, or None."""
        for route in self.routes:
            if route.takes(method) and (params := route.match(path)) is not None:
                return route.function, params
        return None


def decode_path(raw: str) -> str:
    """Decode a request's path as Kestrel does and resolve its dot segments. Raise BadPathError.

    `%2F` stays as it is, and so does what is not UTF-8 or no hexadecimal number.
    """
    if "\0" in raw or "%00" in raw or not raw.isascii():
        raise BadPathError(raw)
    decoded = decode_text(raw)
    kept: list[str] = []
    segments = decoded.split("/")[1:]
    for index, segment in enumerate(segments):
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
            continue
        if index == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def decode_text(text: str, *, keep_slash: bool = True) -> str:
    """Decode what is UTF-8 in percent encoding; what is not stays as it is, and so does `%2F` with `keep_slash`."""
    return PERCENT.sub(lambda match: _decode_bytes(match[0], keep_slash=keep_slash), text)


def _decode_bytes(text: str, *, keep_slash: bool) -> str:
    decoded, rest = "", text
    while rest:
        values = bytes.fromhex(rest.replace("%", "")[: 2 * MAX_UTF8_BYTES])
        for length in range(1, len(values) + 1):
            try:
                character = values[:length].decode()
            except UnicodeDecodeError:
                continue
            decoded += rest[:3] if character == "/" and keep_slash else character
            rest = rest[3 * length :]
            break
        else:
            decoded, rest = decoded + rest[:3], rest[3:]
    return decoded


def _route(function: Function, prefix: str) -> Route:
    # Unlike other options, a route is taken literally: %SETTING% is not replaced.
    own = str(function.trigger.get("route") or function.name).strip("/")
    template = "/".join(part for part in (prefix, own) if part)
    methods = function.trigger.get("methods")
    return Route(
        function=function,
        template=template,
        segments=tuple(_segment(part) for part in template.split("/")) if template else (),
        methods=frozenset(str(method).upper() for method in methods) if methods else None,
    )


def _segment(text: str) -> Segment:
    found = list(PARAMETER.finditer(text))
    rest = PARAMETER.sub("", text)
    if "{" in rest or "}" in rest:
        raise AppError(f"the route segment {text!r} is not supported by the local host")
    if not found:
        return Segment(re.compile(re.escape(text), re.IGNORECASE))
    alone = found[0].group() == text
    star, name, _, default, mark = found[0].groups()
    if star and alone:
        return Segment(re.compile(".*", re.DOTALL), catch_all=name)
    pattern, end = "", 0
    for match in found:
        pattern += re.escape(text[end : match.start()]) + f"(?P<{match[2]}>{_constraint(match[3])})"
        end = match.end()
    pattern += re.escape(text[end:])
    return Segment(
        re.compile(pattern, re.IGNORECASE | re.DOTALL),
        optional=alone and (mark is not None or default is not None),
        default=(name, default) if default is not None else None,
        integers=tuple((match[2], BITS[match[3][1:]]) for match in found if match[3][1:] in BITS),
    )


def _constraint(text: str) -> str:
    names = text.split(":")[1:]
    if not names:
        return ".+"
    if len(names) > 1 or names[0] not in CONSTRAINTS:
        raise AppError(f"the route constraint {text[1:]!r} is not supported by the local host")
    return CONSTRAINTS[names[0]]
