"""Traces, metrics, and what stands beside every log line. Nothing is recorded until `export.configure` was called.

All steps of a run are one trace: starting it begins the trace, its `traceparent` (W3C Trace Context) is kept on the run
and goes along in every message, and each step is a span below it. Attributes hold ids, counts, states and names of
error types: nothing of a person, and no text of an exception, which may quote a row.
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
chunks = _meter.create_counter("exports.chunks", "{chunk}", "Chunks, by what became of them.")
runs = _meter.create_counter("exports.runs", "{run}", "Runs that ended, by final state.")
active_runs = _meter.create_gauge("exports.active_runs", "{run}", "Runs that go on, by state, as the sweep saw them.")
throttled = _meter.create_counter("exports.throttled", "{answer}", "429 from Klaviyo, by endpoint.")
waits = _meter.create_counter("exports.waits", "{request}", "Requests put off for want of room in the budget.")
budget_use = _meter.create_gauge("exports.budget_use", "1", "Share of Klaviyo's minute used, by endpoint and account.")
stage_seconds = _meter.create_histogram("exports.stage_seconds", "s", "How long each stage of a run took.")
failures = _meter.create_counter(
    "exports.failures", "{failure}", "Failures that did not stop a timer's other work, by part."
)
oldest_message = _meter.create_gauge("exports.oldest_message_seconds", "s", "Age of each queue's first message.")

_origin: ContextVar[str | None] = ContextVar("origin", default=None)
_about: ContextVar[dict[str, str | int] | None] = ContextVar("about", default=None)


def origin() -> str | None:
    """The traceparent of the run that is worked on: what a message about it carries."""
    return _origin.get()


def about() -> dict[str, str | int]:
    """What is worked on: run_id, export_id, chunk, step. Stands beside every log line."""
    return _about.get() or {}


def note(**facts: str | int) -> None:
    """Say more of what is worked on."""
    _about.set(about() | facts)
    trace.get_current_span().set_attributes(facts)


@contextmanager
def begin(name: str, **facts: str | int) -> Iterator[str | None]:
    """The first span of a run's trace; its traceparent, or None where nothing is recorded."""
    with _span(name, Context(), facts) as span:
        carrier: dict[str, str] = {}
        _propagator.inject(carrier, trace.set_span_in_context(span))
        with within(carrier.get(TRACEPARENT)):
            yield carrier.get(TRACEPARENT)


@contextmanager
def step(name: str, traceparent: str | None, **facts: str | int | None) -> Iterator[None]:
    """One step of a run, as a span of the run's trace (of its own, where the message carries none)."""
    parent = _propagator.extract({TRACEPARENT: traceparent} if traceparent else {}, Context())
    with _span(name, parent, {key: fact for key, fact in facts.items() if fact is not None}), within(traceparent):
        yield


@contextmanager
def within(traceparent: str | None) -> Iterator[None]:
    """Messages that are sent meanwhile belong to that trace."""
    token = _origin.set(traceparent)
    try:
        yield
    finally:
        _origin.reset(token)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """A part of a step: a span, and its seconds in `exports.stage_seconds`, also where it fails."""
    began = time.perf_counter()
    try:
        with _span(name, None, {}):
            yield
    finally:
        stage_seconds.record(time.perf_counter() - began, {"stage": name})


@contextmanager
def _span(name: str, parent: Context | None, facts: dict[str, str | int]) -> Iterator[trace.Span]:
    # The host's own span of this invocation is another trace's: linked, not the parent.
    host = trace.get_current_span().get_span_context()
    links = [trace.Link(host)] if parent is not None and host.is_valid else []
    token = _about.set(about() | facts)
    try:
        with _tracer.start_as_current_span(
            name, parent, links=links, attributes=about(), record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield span
            except BaseException as error:
                # The type alone: the text may quote what a row holds.
                span.set_status(trace.StatusCode.ERROR, type(error).__name__)
                raise
    finally:
        _about.reset(token)
