"""The app does not know the local stack, and loads nothing that one trigger alone needs."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def imported(file: Path) -> set[str]:
    """Top-level names of every module that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: a relative import"
            found.add(node.module or "")
    return found


def test_function_app_binds_and_calls_and_nothing_else() -> None:
    names = imported(ROOT / "function_app.py")
    tops = {name.partition(".")[0] for name in names} - sys.stdlib_module_names
    assert tops <= {"azure", "azurefunctions", "shared"}
    assert any(name.startswith("shared.runs") for name in names)


def test_the_app_never_imports_the_local_stack_or_test_dependencies() -> None:
    files = sorted((ROOT / "shared").rglob("*.py"))
    assert len(files) > 30
    for file in [ROOT / "function_app.py", *files]:
        tops = {name.partition(".")[0] for name in imported(file)}
        assert not tops & {"local", "tests", "klaviyo_api", "openapi_client", "aiohttp", "orjson", "trustme"}, file


def test_domain_imports_nothing_of_ours_but_errors_and_texts() -> None:
    for file in (ROOT / "shared/domain").glob("*.py"):
        ours = {name for name in imported(file) if name.startswith("shared")}
        assert all(name.startswith("shared.domain") or name in ("shared.errors", "shared.texts") for name in ours), file


def test_a_cold_start_loads_no_large_library() -> None:
    """In a process of its own: what importing the app alone brings in."""
    large = {"duckdb", "deltalake", "phonenumbers", "local", "fsspec"}
    program = f"import sys, function_app; print(*sorted({large} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
