"""Identifiers of the Bicep files resolve, and none is there for nothing: a part of what a compiler would say."""

import re
from pathlib import Path

import pytest

from tests.infra.infra_bicep import FILES, INFRA, body, interpolated, names, parsed, used_outputs

KINDS = ("parameters", "variables", "resources", "modules")
NAMESPACE = {
    *(
        "any",
        "array",
        "base64",
        "bool",
        "cidrSubnet",
        "concat",
        "contains",
        "deployer",
        "deployment",
        "empty",
        "endsWith",
    ),
    *("environment", "filter", "format", "guid", "int", "items", "json", "length", "listKeys", "map", "max", "min"),
    *("range", "reference", "replace", "resourceGroup", "resourceId", "split", "startsWith", "string", "subscription"),
    *("subscriptionResourceId", "take", "tenant", "toLower", "toObject", "trim", "union", "uniqueString", "utcNow"),
}

CHECKED_BY_THE_TEMPLATE = {"instanceMemoryMB"}
"""Whole numbers with allowed values, which the parameter file passes with `any()`."""


def ids(file: Path) -> str:
    return str(file.relative_to(INFRA))


def declared(file: Path) -> dict[str, str]:
    return {name: kind for kind in KINDS for name in parsed(file).get(kind, {})}


def referred(file: Path) -> set[str]:
    tree = parsed(file)
    found: set[str] = set()
    for kind in (*KINDS, "outputs"):
        for item in tree.get(kind, {}).values():
            found |= set(names({key: part for key, part in item.items() if key in ("value", "default", "config")}))
    return found


@pytest.mark.parametrize("file", FILES, ids=ids)
def test_every_identifier_is_declared(file: Path) -> None:
    assert referred(file) - set(declared(file)) == set()


@pytest.mark.parametrize("file", FILES, ids=ids)
def test_no_identifier_hides_a_function(file: Path) -> None:
    assert set(declared(file)) & NAMESPACE == set()


@pytest.mark.parametrize("file", FILES, ids=ids)
def test_no_declaration_is_unused(file: Path) -> None:
    used = referred(file)
    kinds = declared(file)
    unused = {name for name, kind in kinds.items() if kind in ("parameters", "variables") and name not in used}
    unused |= {
        name for name, item in parsed(file).get("resources", {}).items() if item["existing"] and name not in used
    }
    assert unused == set()


@pytest.mark.parametrize("file", FILES, ids=ids)
def test_modules_get_what_they_take(file: Path) -> None:
    for name, item in parsed(file).get("modules", {}).items():
        target = file.parent / item["detail"]["path"]
        taken = parsed(target)["parameters"]
        given = set(body(item)[0].get("params", {}))
        required = {key for key, parameter in taken.items() if parameter["default"] is None}
        assert given <= set(taken), name
        assert required <= given, name


@pytest.mark.parametrize("file", FILES, ids=ids)
def test_outputs_that_are_read_exist(file: Path) -> None:
    modules = parsed(file).get("modules", {})
    for symbol, output in used_outputs(file):
        target = file.parent / modules[symbol]["detail"]["path"]
        assert output in parsed(target)["outputs"], f"{symbol}.outputs.{output}"


def test_every_module_is_used() -> None:
    used = {
        (file.parent / item["detail"]["path"]).resolve()
        for file in FILES
        for item in parsed(file).get("modules", {}).values()
    }
    assert used == {file.resolve() for file in FILES if file.parent.name == "modules"}


def test_nothing_comes_from_a_registry() -> None:
    for file in FILES:
        assert all(item["type"] == "local" for item in parsed(file).get("modules", {}).values()), file


def test_interpolations_are_found_where_they_nest() -> None:
    assert [list(names(each)) for each in interpolated("a${x.b}c${f('${y}/d', {}).e}")] == [["x"], ["y"]]


def test_the_parameter_file_fits() -> None:
    """The compiler's own rule: ../shared/azure/bicep-diagnostics.txt has the errors of the forms without `any`."""
    text = (INFRA / "main.bicepparam").read_text()
    assignments = dict(re.findall(r"^param (\w+) = (.+)$", text, re.MULTILINE))
    taken = parsed(INFRA / "main.bicep")["parameters"]
    assert set(assignments) == set(taken) - {"tags", "extraSettings", "thisMonth"}
    for name, expression in assignments.items():
        kind = taken[name]["type"]
        start = {"int": "int(", "bool": "bool(", "string": "readEnvironmentVariable("}[kind]
        if name in CHECKED_BY_THE_TEMPLATE:
            # BCP033: an int is not assignable to a union of integer literals. (A string is, to one of strings.)
            start = f"any({start}"
        assert expression.startswith(start), name
        default = re.search(r"', '(.*?)'\)", expression)
        expected = taken[name]["default"]
        written = re.sub("True|False", lambda word: word.group().lower(), str(expected))
        assert (default and default.group(1)) == (None if expected is None else written)
