"""Tests work with fakes of tests/fakes: they replace no code, and no test module imports another."""

import ast
from pathlib import Path

TESTS = Path(__file__).parents[2]


def test_tests_replace_no_code_and_import_no_test_module() -> None:
    found = []
    for file in sorted(TESTS.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
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
                f"{file.relative_to(TESTS)}: {name}"
                for name in names
                if name in forbidden
                or (name.startswith("tests.") and name.rpartition(".")[2].startswith(("test_", "conftest")))
            ]
    assert found == []
