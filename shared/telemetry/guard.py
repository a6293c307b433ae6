"""Failures are logged with their stack and counted, in one form that the alert `work-failed` finds."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from shared import telemetry
from shared.errors import ConfigurationError, NewerVersion

log = logging.getLogger(__name__)


@contextmanager
def guarded(part: str, item: str = "") -> Iterator[None]:
    """Report a failure inside, then continue after it, so that one part of regular work does not stop the others.

    `item` is the id of what the part is about.
    """
    try:
        yield
    except NewerVersion as error:
        log.warning("%s: %s", _about(part, item), error)
    except Exception as error:  # noqa: BLE001 - reported with its stack
        _report(part, item, error)


@contextmanager
def reported(part: str) -> Iterator[None]:
    """Report a failure inside and raise it again: the host decides about another attempt.

    In OpenTelemetry mode the host drops its own log lines about failed functions, so the app has to write them.
    """
    try:
        yield
    except Exception as error:
        _report(part, "", error)
        raise


def _report(part: str, item: str, error: Exception) -> None:
    # The text of an exception may quote a row. That of a ConfigurationError names a setting.
    text = f": {error}" if isinstance(error, ConfigurationError) else ""
    log.error("work failed: %s: %s%s", _about(part, item), type(error).__name__, text, exc_info=error)
    telemetry.failures.add(1, {"part": part})


def _about(part: str, item: str) -> str:
    return f"{part} ({item})" if item else part
