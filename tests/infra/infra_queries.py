"""The KQL queries of the alerts, the workbook and the documentation: analysed, and run over rows on DuckDB."""

import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import duckdb_kql

from tests.infra.infra_bicep import INFRA, ROOT, plain, resources, variable

ALERTS = INFRA / "modules/alerts.bicep"

SCHEMAS = {
    "AppTraces": (
        "(TimeGenerated: datetime, Message: string, SeverityLevel: int, Properties: dynamic, OperationId: string)"
    ),
    "AppMetrics": (
        "(TimeGenerated: datetime, Name: string, Sum: real, Min: real, Max: real, ItemCount: int, Properties: dynamic)"
    ),
}
"""The columns that the queries may read: learn.microsoft.com/azure/azure-monitor/reference/tables."""

DUCKDB_TYPES = {"datetime": "TIMESTAMP", "string": "VARCHAR", "int": "INTEGER", "real": "DOUBLE", "dynamic": "JSON"}


@dataclass(frozen=True)
class Trace:
    """A log line as Application Insights stores it."""

    message: str
    severity: int = 1
    run_id: str | None = None
    export_id: str | None = None


@dataclass(frozen=True)
class Metric:
    """A data point as Application Insights stores it, with one attribute."""

    name: str
    value: float
    attributes: tuple[tuple[str, str], ...] = ()


def alert_queries() -> dict[str, str]:
    """The query of each alert rule, by the rule's name, as Bicep writes it."""
    by_symbol = {
        each.symbol: plain(each.config["properties"]["criteria"]["allOf"][0]["query"])
        for each in resources(ALERTS)
        if each.type.endswith("scheduledQueryRules")
    }
    lines = by_symbol.pop("lines")
    found = {
        each["name"]: lines.replace("${alert.pattern}", plain(each["pattern"])) for each in variable(ALERTS, "perRun")
    }
    for name, query in by_symbol.items():
        for variable_name in re.findall(r"\$\{(\w+)\}", query):
            query = query.replace(f"${{{variable_name}}}", plain(variable(ALERTS, variable_name)))  # noqa: PLW2901
        found[name] = query
    return found


def workbook_queries() -> dict[str, str]:
    items = json.loads((INFRA / "workbook.json").read_text())["items"]
    return {f"workbook {number}": item["content"]["query"] for number, item in enumerate(items) if item["type"] == 3}


def documented_queries() -> dict[str, str]:
    found = {}
    for page in sorted(Path(ROOT / "docs").glob("*.md")):
        for number, block in enumerate(
            re.findall(r"^```\w*\n(App\w+ \|.*?)\n```", page.read_text(), re.DOTALL | re.MULTILINE)
        ):
            found[f"{page.name} {number}"] = block
    return found


def analyse(queries: dict[str, str]) -> dict[str, list[str]]:
    """What Microsoft's language service reports for each query: nothing where it is right."""
    done = subprocess.run(
        ["node", Path(__file__).with_name("analyse_queries.mjs")],
        input=json.dumps({"tables": SCHEMAS, "queries": queries}),
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@cache
def _sql(query: str) -> str:
    """Return a query of KQL as SQL."""
    return str(duckdb_kql.to_sql(query))


class Workspace:
    """AppTraces and AppMetrics with these rows, each written a microsecond after the one before."""

    def __init__(self, traces: Iterable[Trace] = (), metrics: Iterable[Metric] = ()) -> None:
        self._db = duckdb.connect()
        self._start = datetime.now(UTC).replace(tzinfo=None)
        rows: dict[str, list[list[Any]]] = {"AppTraces": [], "AppMetrics": []}
        for trace in traces:
            properties = json.dumps({"run_id": trace.run_id, "export_id": trace.export_id})
            rows["AppTraces"].append([trace.message, trace.severity, properties, "operation"])
        for metric in metrics:
            attributes = json.dumps(dict(metric.attributes))
            rows["AppMetrics"].append([metric.name, *[metric.value] * 3, 1, attributes])
        for table, schema in SCHEMAS.items():
            columns = [f"{name} {DUCKDB_TYPES[kind]}" for name, kind in re.findall(r"(\w+): (\w+)", schema)]
            self._db.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
            for number, row in enumerate(rows[table]):
                written = self._start + timedelta(microseconds=number)
                self._db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", [written, *row])

    def ask(self, query: str) -> list[dict[str, Any]]:
        """The rows that the query gives, by column."""
        answer = self._db.sql(_sql(query))
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]

    def matches(self, query: str) -> set[int]:
        """The numbers of the rows that a query with the column TimeGenerated gives."""
        return {(row["TimeGenerated"] - self._start) // timedelta(microseconds=1) for row in self.ask(query)}
