"""Traces, metrics, and the attributes of log lines. Nothing is recorded until `export.configure` was called.

All steps of a run are one trace: the start of a run begins it, its `traceparent` (W3C Trace Context) is stored on the
run and sent in every message, and each step is a span of it. Attributes are ids, counts, states and names of error
types: no personal data, and no text of an exception, which may quote a row.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from opentelemetry import metrics, trace
from opentelemetry.context import Context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from shared import __version__

NAME = "segments-to-klaviyo"
TRACEPARENT = "traceparent"

_tracer = trace.get_tracer(NAME, __version__)
_meter = metrics.get_meter(NAME, __version__)
_propagator = TraceContextTextMapPropagator()

profiles = _meter.create_counter("exports.profiles", "{row}", "Rows of ended runs, by outcome.")
chunks = _meter.create_counter("exports.chunks", "{chunk}", "Chunks, by outcome.")
runs = _meter.create_counter("exports.runs", "{run}", "Runs that ended, by final state.")
active_runs = _meter.create_gauge("exports.active_runs", "{run}", "Active runs by state, at the last sweep.")
throttled = _meter.create_counter("exports.throttled", "{answer}", "Responses 429 from Klaviyo, by endpoint.")
waits = _meter.create_counter("exports.waits", "{request}", "Requests delayed because the rate budget was used up.")
budget_use = _meter.create_gauge(
    "exports.budget_use", "1", "Share of the requests per minute that was used, by endpoint and account."
)
stage_seconds = _meter.create_histogram("exports.stage_seconds", "s", "Duration of each stage of a run.")
failures = _meter.create_counter(
    "exports.failures", "{failure}", "Failures of functions and of parts of regular work, by part."
)
oldest_message = _meter.create_gauge(
    "exports.oldest_message_seconds", "s", "Age of the first visible message of each queue."
)

_origin: ContextVar[str | None] = ContextVar("origin", default=None)
_attributes: ContextVar[dict[str, str | int] | None] = ContextVar("attributes", default=None)


def origin() -> str | None:
    """Return the traceparent of the current run, to be sent in messages about it."""
    return _origin.get()


def attributes() -> dict[str, str | int]:
    """Return the attributes of the current step (run_id, export_id, chunk, step), added to every log line."""
    return _attributes.get() or {}


def add_attributes(**facts: str | int) -> None:
    """Add attributes to the current step and its span."""
    _attributes.set(attributes() | facts)
    trace.get_current_span().set_attributes(facts)


@contextmanager
def begin(name: str, **facts: str | int) -> Iterator[str | None]:
    """Begin a run's trace. Yields its traceparent, or None if telemetry is off."""
    with _span(name, Context(), facts) as span:
        carrier: dict[str, str] = {}
        _propagator.inject(carrier, trace.set_span_in_context(span))
        with within(carrier.get(TRACEPARENT)):
            yield carrier.get(TRACEPARENT)


@contextmanager
def step(name: str, traceparent: str | None, **facts: str | int | None) -> Iterator[None]:
    """Record one step as a span of the run's trace, or of a new trace without a traceparent."""
    parent = _propagator.extract({TRACEPARENT: traceparent} if traceparent else {}, Context())
    with _span(name, parent, {key: fact for key, fact in facts.items() if fact is not None}), within(traceparent):
        yield


@contextmanager
def within(traceparent: str | None) -> Iterator[None]:
    """Send messages as part of the given trace."""
    token = _origin.set(traceparent)
    try:
        yield
    finally:
        _origin.reset(token)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Record a part of a step as a span, and its duration in `exports.stage_seconds`, also if it fails."""
    began = time.perf_counter()
    try:
        with _span(name, None, {}):
            yield
    finally:
        stage_seconds.record(time.perf_counter() - began, {"stage": name})


@contextmanager
def _span(name: str, parent: Context | None, facts: dict[str, str | int]) -> Iterator[trace.Span]:
    # The span of the Functions host belongs to another trace: linked, not the parent.
    host = trace.get_current_span().get_span_context()
    links = [trace.Link(host)] if parent is not None and host.is_valid else []
    token = _attributes.set(attributes() | facts)
    try:
        with _tracer.start_as_current_span(
            name, parent, links=links, attributes=attributes(), record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield span
            except BaseException as error:
                # Only the type: the text may quote values of a row.
                span.set_status(trace.StatusCode.ERROR, type(error).__name__)
                raise
    finally:
        _attributes.reset(token)
