"""What infra/ must know of the code: triggers, log lines, metrics; and the queries of alerts and workbook."""

import ast
import json
import logging
import re
from pathlib import Path
from typing import Any

from tests.infra.infra_bicep import INFRA, ROOT, plain, resources, variable

ALERTS = INFRA / "modules/alerts.bicep"


def triggers() -> dict[str, dict[str, Any]]:
    """Return the keywords of each function's trigger decorator, and its kind, by the function's name."""
    found: dict[str, dict[str, Any]] = {}
    for node in ast.parse((ROOT / "function_app.py").read_text()).body:
        if not isinstance(node, ast.AsyncFunctionDef):
            continue
        calls = {
            call.func.attr: call
            for call in node.decorator_list
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        }
        if "function_name" in calls:
            name = ast.literal_eval(calls.pop("function_name").args[0])
            kind, call = calls.popitem()
            words = {
                str(word.arg): ast.literal_eval(word.value)
                for word in call.keywords
                if isinstance(word.value, ast.Constant)
            }
            found[name] = {"kind": kind, **words}
    return found


TRIGGERS = triggers()


def source_files() -> list[Path]:
    return [ROOT / "function_app.py", *sorted((ROOT / "shared").rglob("*.py"))]


def log_lines() -> list[tuple[str, str]]:
    """Return (where, line) of every log call in shared/, with likely values put in."""
    found = []
    for file in source_files():
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
                continue
            if ast.unparse(node.func.value) == "log" and isinstance(node.args[0], ast.Constant):
                template = str(node.args[0].value)
                where = f"{file.relative_to(ROOT)}: {template}"
                found += [(where, line) for line in _rendered(template, node.args[1:])]
    return found


def _rendered(template: str, arguments: list[ast.expr]) -> list[str]:
    """The last argument of a run's line can be a state or an error's type: both are tried."""
    values: list[Any] = []
    for conversion, argument in zip(re.findall(r"%[-.\d]*([sdf])", template), arguments, strict=True):
        text = ast.unparse(argument)
        if conversion != "s":
            values.append(3)
        elif "run" in text and "id" in text:
            values.append("20261121-223210456-k3f9x2")
        else:
            values.append(text)
    endings = {
        "ended.state": ["successful", "completed_with_warnings", "failed", "canceled"],
        "error.type": ["key-refused"],
    }
    lines = []
    for ending in endings.get(str(values[-1]) if values else "", [values[-1] if values else None]):
        filled = (*values[:-1], ending) if values else ()
        lines.append(logging.LogRecord("", 0, "", 0, template, filled, None).getMessage())
    return lines


EXPECTED_ALERTS = {
    "run-failed": {"shared/runs/finish.py: run %s: %s"},
    "key-refused": {"shared/runs/work_kinds.py: run %s: %s"},
    "poison-message": {
        "shared/runs/recovery.py: poison in %s: %s",
    },
    "counts-unbalanced": {"shared/runs/finish.py: run %s: the counts do not add up: %s"},
    "audit-lost": {"shared/api/audit.py: audit: %s (role: %s) was not recorded"},
    "key-expires": {"shared/notifications/delivery.py: connection %s: its key expires on %s"},
    "webhook-dead": {"shared/notifications/delivery.py: notification %s: dead, its receiver accepts nothing"},
    "work-failed": {"shared/telemetry/guard.py: work failed: %s: %s%s"},
    "no-successful-run": {"shared/runs/finish.py: run %s: %s"},
}


def patterns() -> dict[str, str]:
    found = {each["name"]: plain(each["pattern"]) for each in variable(ALERTS, "perRun")}
    return found | {"no-successful-run": plain(variable(ALERTS, "success"))}


def metrics() -> dict[str, set[str]]:
    """Return, by the name of each metric, the attributes that it is given where the code measures it."""
    tree = ast.parse((ROOT / "shared/telemetry/__init__.py").read_text())
    names = {
        ast.unparse(node.targets[0]): str(node.value.args[0].value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func).startswith("_meter.create_")
        and isinstance(node.value.args[0], ast.Constant)
    }
    found: dict[str, set[str]] = {name: set() for name in names.values()}
    for file in source_files():
        for node in ast.walk(ast.parse(file.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            instrument = ast.unparse(node.func.value).removeprefix("telemetry.")
            if instrument in names and isinstance(node.args[-1], ast.Dict):
                found[names[instrument]] |= {ast.literal_eval(key) for key in node.args[-1].keys if key}
    return found


METRICS = metrics()


def queries() -> list[str]:
    workbook = json.loads((INFRA / "workbook.json").read_text())
    found = [item["content"]["query"] for item in workbook["items"] if item["type"] == 3]
    assert len(found) > 8
    rule = next(each for each in resources(ALERTS) if each.symbol == "oldMessage")
    query = plain(rule.config["properties"]["criteria"]["allOf"][0]["query"])
    return [*found, query.replace("${waiting}", variable(ALERTS, "waiting"))]
