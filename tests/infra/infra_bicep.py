"""The Bicep files of infra/, parsed, and questions about them.

pycep gives an identifier as BicepElement (a str) and text as str; interpolations stay in the text, so their
expressions are parsed here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pycep import BicepParser
from pycep.models import BicepElement

ROOT = Path(__file__).parents[2]
INFRA = ROOT / "infra"
FILES = sorted(INFRA.rglob("*.bicep"))
PARSER = BicepParser()


@dataclass(frozen=True)
class Resource:
    """`loop` is what it is repeated over, `config` the body without loop and condition."""

    file: Path
    symbol: str
    type: str
    existing: bool
    config: dict[str, Any]
    loop: Any


@cache
def parsed(file: Path) -> dict[str, Any]:
    return dict(PARSER.parse(text=file.read_text()))


def body(declared: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    config, loop = declared["config"], None
    while "config" in config and set(config) <= {"loop_type", "condition", "config"}:
        loop = loop or config.get("loop_type")
        config = config["config"]
    return config, loop


def resources(file: Path | None = None, *, existing: bool = False) -> list[Resource]:
    found = []
    for each in [file] if file else FILES:
        for symbol, declared in parsed(each).get("resources", {}).items():
            config, loop = body(declared)
            found.append(Resource(each, symbol, declared["type"], declared["existing"], config, loop))
    return [resource for resource in found if existing or not resource.existing]


def module(file: Path, symbol: str) -> dict[str, Any]:
    parameters: dict[str, Any] = body(parsed(file)["modules"][symbol])[0]["params"]
    return parameters


def variable(file: Path, name: str) -> Any:
    return parsed(file)["variables"][name]["value"]


def value(file: Path, expression: Any) -> Any:
    """Variables and the defaults of parameters in the place of their names."""
    if isinstance(expression, BicepElement):
        name = str(expression)
        if name in parsed(file).get("variables", {}):
            return value(file, variable(file, name))
        if name in parsed(file).get("parameters", {}):
            return parsed(file)["parameters"][name]["default"]
        return expression
    if isinstance(expression, list):
        return [value(file, item) for item in expression]
    if isinstance(expression, dict):
        return {key: value(file, item) for key, item in expression.items()}
    return expression


def plain(text: str) -> str:
    """Text with Bicep's escapes undone."""
    return re.sub(r"\\(.)", r"\1", text)


def interpolated(text: str) -> Iterator[Any]:
    """The parsed expressions inside ${…}; within them quotes and braces may nest."""
    start = text.find("${")
    while start != -1:
        depth, end = 1, start + 2
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        expression = text[start + 2 : end - 1]
        yield PARSER.parse(text=f"var it = {expression}\n")["variables"]["it"]["value"]
        start = text.find("${", end)


def names(expression: Any, hidden: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every identifier that the expression refers to, without those it declares itself (loops, lambdas)."""
    if isinstance(expression, BicepElement):
        if str(expression) not in hidden:
            yield str(expression)
    elif isinstance(expression, str):
        for inner in interpolated(expression):
            yield from names(inner, hidden)
    elif isinstance(expression, list):
        for item in expression:
            yield from names(item, hidden)
    elif isinstance(expression, dict):
        yield from _names_in(expression, hidden)


def operator_of(expression: Any) -> dict[str, Any] | None:
    """A property may be called `operator`, too: only pycep's has operands."""
    found = expression.get("operator") if isinstance(expression, dict) else None
    return found if isinstance(found, dict) and "operands" in found else None


def _names_in(expression: dict[str, Any], hidden: frozenset[str]) -> Iterator[str]:
    if loop := expression.get("loop_type"):
        detail = loop["detail"]
        yield from names(detail["array_name"], hidden)
        hidden |= {detail[key] for key in ("item_name", "index_name") if key in detail}
    if expression.get("type") == "lambda_expression":
        detail = expression["detail"]
        hidden |= {text for key, text in detail.items() if key.startswith("var_")}
        yield from names(detail["expression"], hidden)
        return
    operator = operator_of(expression)
    if operator and operator["type"] == "property_accessor":
        yield from names(operator["operands"]["operand_1"], hidden)
        yield from _names_behind(operator["operands"]["operand_2"], hidden)
        return
    for key, item in expression.items():
        if key in ("loop_type", "decorators"):
            continue
        if key == "operator" and operator:
            yield from names(list(item["operands"].values()), hidden)
        elif key == "function" and set(item) == {"type", "parameters"}:
            yield from names(list(item["parameters"].values()), hidden)
        else:
            yield from names(str(key).strip("'"), hidden)
            yield from names(item, hidden)


def _names_behind(accessed: Any, hidden: frozenset[str]) -> Iterator[str]:
    """What stands behind a dot: its first name is a property's (pycep nests to the right)."""
    if operator_of(accessed):
        first, *rest = accessed["operator"]["operands"].values()
        yield from _names_behind(first, hidden)
        for operand in rest:
            if accessed["operator"]["type"] == "property_accessor":
                yield from _names_behind(operand, hidden)
            else:
                yield from names(operand, hidden)
    elif isinstance(accessed, dict) and "function" in accessed:
        yield from names(list(accessed["function"]["parameters"].values()), hidden)


def used_outputs(file: Path) -> set[tuple[str, str]]:
    """(module, output) wherever `module.outputs.output` is read; found in the text, which is simplest."""
    return set(re.findall(r"\b(\w+)!?\.outputs\.(\w+)", file.read_text()))


def walk(expression: Any) -> Iterator[Any]:
    yield expression
    for item in (
        expression.values() if isinstance(expression, dict) else expression if isinstance(expression, list) else ()
    ):
        yield from walk(item)
