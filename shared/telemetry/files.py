"""Traces, metrics and logs as files, one set for each process, for the local stack and the tests."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from opentelemetry.sdk._logs import ReadableLogRecord
from opentelemetry.sdk._logs.export import LogRecordExporter, LogRecordExportResult
from opentelemetry.sdk.metrics.export import MetricExporter, MetricExportResult, MetricsData
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult


class FileSpans(SpanExporter):
    """Writes one JSON line for each span to a file of this process."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"{os.getpid()}.spans.jsonl"

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Append to the file."""
        with self._file.open("a", encoding="utf-8") as file:
            file.writelines(f"{span.to_json(indent=None)}\n" for span in spans)
        return SpanExportResult.SUCCESS


class FileLogs(LogRecordExporter):
    """Writes one JSON line for each log line to a file of this process."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"{os.getpid()}.logs.jsonl"

    def export(self, batch: Sequence[ReadableLogRecord]) -> LogRecordExportResult:
        """Append to the file."""
        with self._file.open("a", encoding="utf-8") as file:
            file.writelines(f"{line.to_json(indent=None)}\n" for line in batch)
        return LogRecordExportResult.SUCCESS

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """Do nothing: every line is written at once."""
        return True

    def shutdown(self) -> None:
        """Do nothing: no file stays open."""


class FileMetrics(MetricExporter):
    """Writes the current metrics of this process as JSON lines to one file, replaced as a whole."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._file = folder / f"{os.getpid()}.metrics.jsonl"
        # The SDK exports a gauge only after a change; counters and histograms every time.
        self._lines: dict[str, str] = {}

    def export(self, metrics_data: MetricsData, timeout_millis: float = 10_000, **_: Any) -> MetricExportResult:
        """Replace the file."""
        for resource in metrics_data.resource_metrics:
            for scope in resource.scope_metrics:
                for metric in scope.metrics:
                    for point in json.loads(metric.to_json(indent=None))["data"]["data_points"]:
                        key = f"{metric.name} {json.dumps(point['attributes'], sort_keys=True)}"
                        self._lines[key] = json.dumps({"name": metric.name, "unit": metric.unit, **point})
        written = self._file.with_suffix(".new")
        written.write_text("".join(f"{line}\n" for line in self._lines.values()), "utf-8")
        written.replace(self._file)
        return MetricExportResult.SUCCESS

    def force_flush(self, timeout_millis: float = 10_000) -> bool:
        """Do nothing: every line is written at once."""
        return True

    def shutdown(self, timeout_millis: float = 30_000, **_: Any) -> None:
        """Do nothing: no file stays open."""
