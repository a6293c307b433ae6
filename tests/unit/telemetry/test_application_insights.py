"""What Application Insights gets of a log line, by Microsoft's own exporter."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from azure.monitor.opentelemetry.exporter.export.logs._exporter import _convert_log_to_envelope
from opentelemetry.sdk._logs import LoggerProvider, ReadableLogRecord
from opentelemetry.sdk._logs.export import InMemoryLogRecordExporter, SimpleLogRecordProcessor

from shared.errors import ConfigurationError
from shared.telemetry.export import LogLines
from shared.telemetry.guard import guarded
from shared.texts import text


def fail(error: Exception) -> None:
    raise error


def exported(provider: LoggerProvider, memory: InMemoryLogRecordExporter) -> list[ReadableLogRecord]:
    provider.force_flush()
    return list(memory.get_finished_logs())


@pytest.mark.parametrize("error", [ValueError("x"), ConfigurationError(text("setting-no-storage", name="x"))])
def test_a_line_with_an_exception_is_a_trace_which_the_alerts_query(error: Exception) -> None:
    memory = InMemoryLogRecordExporter()  # type: ignore[no-untyped-call]
    provider = LoggerProvider()
    provider.add_log_record_processor(SimpleLogRecordProcessor(memory))
    logger = logging.getLogger("shared")
    handler = LogLines(provider)
    logger.addHandler(handler)
    try:
        with guarded("check keys", "con_1"):
            fail(error)
    finally:
        logger.removeHandler(handler)
    (line,) = exported(provider, memory)
    data = _convert_log_to_envelope(line).data
    assert data is not None
    assert data.base_type == "MessageData", "table AppTraces"
    trace: Any = data.base_data
    assert trace.message.startswith("work failed: check keys (con_1): ")
    assert trace.properties["error.type"] == type(error).__name__
    assert "in fail" in trace.properties["error.stack"]
