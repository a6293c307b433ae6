"""Reporting of failures: logged with their stack and counted, in the form that the alert `work-failed` queries."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from shared import telemetry
from shared.errors import ConfigurationError, NewerVersion

log = logging.getLogger(__name__)


@contextmanager
def guarded(part: str, item: str = "") -> Iterator[None]:
    """Report an exception inside and continue after it, so that one part of regular work does not stop the others.

    `item` is the id of the object that the part works on.
    """
    try:
        yield
    except NewerVersion as error:
        log.warning("%s: %s", _label(part, item), error)
    except Exception as error:  # noqa: BLE001 - reported with its stack
        _report(part, item, error)


@contextmanager
def reported(part: str) -> Iterator[None]:
    """Report an exception inside and raise it again: the host decides whether to retry.

    In OpenTelemetry mode the host does not log failed functions, so the app does.
    """
    try:
        yield
    except Exception as error:
        _report(part, "", error)
        raise


def _report(part: str, item: str, error: Exception) -> None:
    # The text of an exception may quote a row. That of a ConfigurationError names a setting.
    text = f": {error}" if isinstance(error, ConfigurationError) else ""
    log.error("work failed: %s: %s%s", _label(part, item), type(error).__name__, text, exc_info=error)
    telemetry.failures.add(1, {"part": part})


def _label(part: str, item: str) -> str:
    return f"{part} ({item})" if item else part
