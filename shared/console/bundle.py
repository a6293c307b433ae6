"""The page's ES modules as one script: the first visit takes one request for them instead of fifty.

Each module becomes a function that is called once, after those it imports; what it exports is what the function
returns. Only the forms of import and export that stand in shared/console are known; any other is an error at once,
and so is a circle of imports. A name is bound when it is imported: `export let` would not be seen to change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath

IMPORT = re.compile(r'^import ?(?:\{([^{}]*)\}|(\w+)) ?from ?"([^"]+)";', re.MULTILINE)
EXPORT_FROM = re.compile(r'^export \{([^{}]*)\} from "([^"]+)";$', re.MULTILINE)
# At the start of a line, or, in the minified libraries, behind a statement.
EXPORT_LIST = re.compile(r"(?:^export |(?<=[;}])export)\{([^{}]*)\};?$", re.MULTILINE)
EXPORT_DEFAULT = re.compile(r"(?<=[;}])export default (?=function\()")
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
UNKNOWN = re.compile(r"^\s*(?:import|export)\b.*|[;}](?:import|export)[ {\"].*|\bimport(?:\(|\.meta).*", re.MULTILINE)


def joined(modules: Mapping[str, str], start: str) -> str:
    """The module `start` and all that it needs, by name. Raises ValueError, KeyError for a name that is not there."""
    order: list[str] = []
    found: dict[str, tuple[str, list[str]]] = {}

    def visit(name: str, way: tuple[str, ...]) -> None:
        if name in way:
            raise ValueError(f"a circle of imports: {' → '.join((*way, name))}")
        if name not in found:
            found[name] = _function(name, modules[name])
            for needed in found[name][1]:
                visit(needed, (*way, name))
            order.append(name)

    visit(start, ())
    number = {name: f"$module{n}" for n, name in enumerate(order)}
    parts = []
    for name in order:
        body, needed = found[name]
        values = ", ".join(number[one] for one in needed)
        parts.append(f"// {name}\nconst {number[name]} = ({body})({values});\n")
    return "".join(parts)


def _function(name: str, text: str) -> tuple[str, list[str]]:
    """The module as a function, and the names of the modules that are its arguments."""
    needed: list[str] = []
    given: list[str] = []

    def argument(address: str) -> str:
        path = normpath(join(dirname(name), address))
        if path not in needed:
            needed.append(path)
        return f"$import{needed.index(path)}"

    def bound(match: re.Match[str]) -> str:
        several, default, address = match.groups()
        what = ", ".join(f"{a}: {b}" for a, b in _pairs(several)) if several is not None else f"default: {default}"
        return f"const {{ {what} }} = {argument(address)};"

    def passed_on(match: re.Match[str]) -> str:
        given.extend(f"{b}: {argument(match[2])}.{a}" for a, b in _pairs(match[1]))
        return ""

    def listed(match: re.Match[str]) -> str:
        given.extend(f"{b}: {a}" for a, b in _pairs(match[1]))
        return ""

    def declared(match: re.Match[str]) -> str:
        given.append(match[1])
        return ""

    def defaulted(_: re.Match[str]) -> str:
        given.append("default: $default")
        return "const $default = "

    forms = (IMPORT, bound), (EXPORT_FROM, passed_on), (EXPORT_LIST, listed), (EXPORT_DEFAULT, defaulted)
    for form, replacement in (*forms, (EXPORT, declared)):
        text = form.sub(replacement, text)
    if left := UNKNOWN.search(text):
        raise ValueError(f"{name}: {left[0].strip()[:80]}")
    arguments = ", ".join(f"$import{n}" for n in range(len(needed)))
    return f"({arguments}) => {{\n{text}\n;return {{ {', '.join(given)} }};\n}}", needed


def _pairs(names: str) -> list[tuple[str, str]]:
    """`a, b as c` → (a, a), (b, c)."""
    both = [one.split(" as ") for one in names.split(",") if one.strip()]
    return [(one[0].strip(), one[-1].strip()) for one in both]
