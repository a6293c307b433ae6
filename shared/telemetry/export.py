"""Export of traces, metrics and logs to Application Insights, or to files of the local stack.

Only this package uses the OpenTelemetry SDK; all other code uses its API. Nothing is sampled: alerts count single
lines, and there are few spans (some for each chunk of 10,000 profiles).
"""

from __future__ import annotations

import logging
import os
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opentelemetry import _logs as logs_api
from opentelemetry import metrics, trace
from opentelemetry._logs import SeverityNumber
from opentelemetry.sdk._logs import LoggerProvider, LogRecordProcessor
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor, SimpleLogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import MetricReader, PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor

from shared import __version__
from shared.errors import AppError, IllegalTransition
from shared.telemetry import NAME, attributes

if TYPE_CHECKING:
    from azure.core.credentials import TokenCredential

LOGGED = "shared"
FILE_SECONDS = 2.0
SEVERITIES = {
    "DEBUG": SeverityNumber.DEBUG,
    "INFO": SeverityNumber.INFO,
    "WARNING": SeverityNumber.WARN,
    "ERROR": SeverityNumber.ERROR,
    "CRITICAL": SeverityNumber.FATAL,
}


def configure(*, connection_string: str | None, client_id: str | None, folder: str | None) -> None:
    """Configure the export once for the process, before the first span.

    `folder` takes precedence over `connection_string`; without both, nothing is exported. `client_id` is the managed
    identity that may send to Application Insights.
    """
    if folder:
        _use(*_files(Path(folder)))
    elif connection_string:
        _use(*_application_insights(connection_string, client_id))


def _use(spans: SpanProcessor, reader: MetricReader, lines: LogRecordProcessor) -> None:
    instance = os.environ.get("WEBSITE_INSTANCE_ID", "local")[:12]
    resource = Resource.create(
        {"service.name": NAME, "service.version": __version__, "service.instance.id": f"{instance}-{os.getpid()}"}
    )
    tracing = TracerProvider(resource=resource)
    tracing.add_span_processor(spans)
    trace.set_tracer_provider(tracing)
    metrics.set_meter_provider(MeterProvider([reader], resource=resource))
    logging_ = LoggerProvider(resource=resource)
    logging_.add_log_record_processor(lines)
    logger = logging.getLogger(LOGGED)
    logger.addHandler(LogLines(logging_))
    if logger.getEffectiveLevel() > logging.INFO:
        logger.setLevel(logging.INFO)


def _application_insights(
    connection_string: str, client_id: str | None
) -> tuple[SpanProcessor, MetricReader, LogRecordProcessor]:
    # No usage statistics of the exporter, and no telemetry on the disk of the instance.
    os.environ.setdefault("APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL", "true")
    from azure.identity import ManagedIdentityCredential
    from azure.monitor.opentelemetry.exporter import (
        AzureMonitorLogExporter,
        AzureMonitorMetricExporter,
        AzureMonitorTraceExporter,
    )

    credential: TokenCredential | None = ManagedIdentityCredential(client_id=client_id) if client_id else None
    options: dict[str, Any] = {
        "connection_string": connection_string,
        "credential": credential,
        "disable_offline_storage": True,
    }
    return (
        BatchSpanProcessor(AzureMonitorTraceExporter(**options)),
        PeriodicExportingMetricReader(AzureMonitorMetricExporter(**options)),
        BatchLogRecordProcessor(AzureMonitorLogExporter(**options)),
    )


def _files(folder: Path) -> tuple[SpanProcessor, MetricReader, LogRecordProcessor]:
    from shared.telemetry.files import FileLogs, FileMetrics, FileSpans

    folder.mkdir(parents=True, exist_ok=True)
    return (
        SimpleSpanProcessor(FileSpans(folder)),
        PeriodicExportingMetricReader(FileMetrics(folder), export_interval_millis=FILE_SECONDS * 1000),
        SimpleLogRecordProcessor(FileLogs(folder)),
    )


class LogLines(logging.Handler):
    """Exports the app's log lines with the attributes of the current step. Only AppError exceptions with their text.

    The attributes of an exception do not have the names of OpenTelemetry (`exception.type` …): the exporter would make
    an exception of the line, in table AppExceptions, where the alerts do not look.
    """

    def __init__(self, provider: logs_api.LoggerProvider) -> None:
        super().__init__(logging.INFO)
        self._logger = provider.get_logger(NAME, __version__)

    def emit(self, record: logging.LogRecord) -> None:
        """Export one log line."""
        facts: dict[str, str | int] = attributes() | {"logger": record.name}
        if record.exc_info and (error := record.exc_info[1]):
            facts["error.type"] = type(error).__name__
            facts["error.stack"] = "".join(traceback.format_tb(error.__traceback__))
            if isinstance(error, AppError | IllegalTransition):
                facts["error.message"] = str(error)
        self._logger.emit(
            timestamp=int(record.created * 1e9),
            observed_timestamp=time.time_ns(),
            severity_number=SEVERITIES.get(record.levelname, SeverityNumber.INFO),
            severity_text=record.levelname,
            body=record.getMessage(),
            attributes=facts,
        )
