"""Routes of the HTTP functions: ASP.NET's templates, as the host uses them.

    api/exports/{id}      a parameter; {id?} may be absent, {id=7} has a default, {id:int} must be a number
    api/runs/{id}.csv     text and parameters in one segment
    {*path}               the rest, slashes and all, and also nothing

Among the templates that match, the most exact wins, segment by segment from the left: text, then mixed
or constrained, then a parameter, then a catch-all (RoutePrecedence in github.com/dotnet/aspnetcore).
Text matches in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from local.host.functions import AppError, Function

PARAMETER = re.compile(r"\{(\*{0,2})(\w+)((?::[^=?}]+)*)(?:=([^?}]*))?(\?)?\}")
CONSTRAINTS = {
    "int": r"-?\d+",
    "long": r"-?\d+",
    "alpha": r"[A-Za-z]+",
    "guid": r"[0-9A-Fa-f]{8}-?(?:[0-9A-Fa-f]{4}-?){3}[0-9A-Fa-f]{12}",
    "bool": r"(?i:true|false)",
}
LITERAL, EXACT, PARAMETERS, CATCH_ALL = 1, 2, 3, 5
"""Ranks of a segment; the smaller goes first."""


@dataclass(frozen=True, slots=True)
class Segment:
    rank: int
    pattern: re.Pattern[str]
    optional: bool
    default: tuple[str, str] | None
    """Parameter and value where the segment is absent."""


@dataclass(frozen=True, slots=True)
class Route:
    function: Function
    template: str
    segments: tuple[Segment, ...]
    methods: frozenset[str] | None
    """Upper case; None for all."""

    @property
    def rank(self) -> tuple[int, ...]:
        return tuple(segment.rank for segment in self.segments)

    def match(self, parts: list[str]) -> dict[str, str] | None:
        """`parts`: the decoded segments of a path. The parameters, or None when it is another path."""
        params: dict[str, str] = {}
        for index, segment in enumerate(self.segments):
            if segment.rank == CATCH_ALL:
                found = segment.pattern.fullmatch("/".join(parts[index:]))
                assert found is not None
                return params | found.groupdict()
            if index >= len(parts):
                if not segment.optional:
                    return None
                params |= dict([segment.default] if segment.default else [])
                continue
            found = segment.pattern.fullmatch(parts[index])
            if found is None:
                return None
            params |= found.groupdict()
        return params if len(parts) <= len(self.segments) else None


class Routes:
    def __init__(self, functions: Iterable[Function], prefix: str) -> None:
        """Raises AppError for a template it does not know or two functions at one address."""
        routes = [_route(function, prefix) for function in functions]
        seen: dict[tuple[str, str], str] = {}
        for route in routes:
            for method in route.methods or ("*",):
                other = seen.setdefault((route.template.lower(), method), route.function.name)
                if other != route.function.name:
                    raise AppError(f"{other} and {route.function.name} share {method} /{route.template}")
        self._routes = sorted(routes, key=lambda route: route.rank)

    def find(self, method: str, raw_path: str) -> tuple[Function, dict[str, str]] | frozenset[str]:
        """The function at an address with its parameters; else the methods the address does have."""
        path = raw_path.strip("/")
        parts = [unquote(part) for part in path.split("/")] if path else []
        allowed: set[str] = set()
        for route in self._routes:
            params = route.match(parts)
            if params is None:
                continue
            if route.methods is None or method in route.methods:
                return route.function, params
            allowed |= route.methods
        return frozenset(allowed)


def _route(function: Function, prefix: str) -> Route:
    own = function.option("route", function.name).strip("/")
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
        raise AppError(f"the route segment {text!r} is beyond the local host")
    if not found:
        return Segment(LITERAL, re.compile(re.escape(text), re.IGNORECASE), optional=False, default=None)
    alone = found[0].group() == text
    star, name, constraints, default, mark = found[0].groups()
    if star and alone:
        return Segment(CATCH_ALL, re.compile(rf"(?P<{name}>.*)", re.DOTALL), optional=True, default=None)
    pattern, end = "", 0
    for match in found:
        pattern += re.escape(text[end : match.start()]) + f"(?P<{match[2]}>{_constraint(match[3])})"
        end = match.end()
    pattern += re.escape(text[end:])
    return Segment(
        rank=PARAMETERS if alone and not constraints else EXACT,
        pattern=re.compile(pattern, re.IGNORECASE | re.DOTALL),
        optional=alone and (mark is not None or default is not None),
        default=(name, default) if default is not None else None,
    )


def _constraint(text: str) -> str:
    names = text.split(":")[1:]
    if not names:
        return ".+"
    if len(names) > 1 or names[0] not in CONSTRAINTS:
        raise AppError(f"the route constraint {text[1:]!r} is beyond the local host")
    return CONSTRAINTS[names[0]]
