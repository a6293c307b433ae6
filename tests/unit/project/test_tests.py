"""Tests work with fakes of tests/fakes: they replace no code, import no other test module, and hope for no speed."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[2]
CLIENT_TESTS = TESTS.parent / "client/tests"
IN_VIRTUAL_TIME = {"conformance.py"}
"""Their clock goes on only when everything waits."""


@cache
def trees() -> dict[Path, ast.Module]:
    files = sorted([*TESTS.rglob("*.py"), *CLIENT_TESTS.rglob("*.py")])
    return {file: ast.parse(file.read_text("utf-8")) for file in files}


def of_its_own(loop: ast.For | ast.AsyncFor) -> Iterator[ast.AST]:
    """Yield the nodes of a loop's body without those of loops and functions in it."""
    left: list[ast.AST] = [*loop.body]
    while left:
        node = left.pop()
        yield node
        if not isinstance(node, ast.For | ast.AsyncFor | ast.While | ast.FunctionDef | ast.AsyncFunctionDef):
            left += ast.iter_child_nodes(node)


def counts_attempts(node: ast.AST) -> bool:
    """Return whether a loop waits for something so many times: how long that is depends on the machine."""
    if not isinstance(node, ast.For | ast.AsyncFor) or not ast.unparse(node.iter).startswith("range("):
        return False
    body = list(of_its_own(node))
    sleeps = any(isinstance(one, ast.Call) and ast.unparse(one.func).endswith(".sleep") for one in body)
    return sleeps and any(isinstance(one, ast.Break | ast.Return) for one in body)


def asserts_speed(node: ast.AST) -> bool:
    """Return whether an assertion is that something took less time than so much."""
    return isinstance(node, ast.Assert) and any(
        isinstance(one, ast.Compare)
        and isinstance(one.ops[0], ast.Lt | ast.LtE)
        and isinstance(one.left, ast.BinOp)
        and ast.unparse(one.left).startswith(("time.monotonic() -", "time.perf_counter() -", "time.time() -"))
        for one in ast.walk(node.test)
    )


def has_a_deadline_of_hypothesis(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg == "deadline" and ast.unparse(node.value) != "None"


def test_no_test_depends_on_how_fast_the_machine_is() -> None:
    """tests/fakes/waiting.py has `rounds` for what takes its time."""
    rules = (counts_attempts, asserts_speed, has_a_deadline_of_hypothesis)
    assert [
        f"{file.relative_to(TESTS.parent)}:{getattr(node, 'lineno', 0)}: {rule.__name__}"
        for file, tree in trees().items()
        if file.name not in IN_VIRTUAL_TIME
        for node in ast.walk(tree)
        for rule in rules
        if rule(node)
    ] == []


def test_tests_replace_no_code_and_import_no_test_module() -> None:
    found = []
    for file, tree in trees().items():
        for node in ast.walk(tree) if file.is_relative_to(TESTS) else ():
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "monkeypatch.setattr":
                # A constant may be smaller in a test; a function may not be another.
                target = ast.unparse(node.args[1] if len(node.args) > 2 else node.args[0]).strip("'")
                names = [] if target.rpartition(".")[2].isupper() else ["monkeypatch.setattr"]
            forbidden = ("unittest.mock", "pytest_mock", "monkeypatch.setattr")
            found += [
                f"{file.relative_to(TESTS.parent)}: {name}"
                for name in names
                if name in forbidden
                or (name.startswith("tests.") and name.rpartition(".")[2].startswith(("test_", "conftest")))
            ]
    assert found == []
