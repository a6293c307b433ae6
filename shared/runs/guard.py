"""One failing part of the app's regular work does not stop the others."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from shared import telemetry
from shared.errors import NewerVersion

log = logging.getLogger(__name__)


@contextmanager
def guarded(part: str, item: str = "") -> Iterator[None]:
    """Log and count what goes wrong inside, and go on after it. `item` is the id of what it is about."""
    about = f"{part} ({item})" if item else part
    try:
        yield
    except NewerVersion as error:
        log.warning("%s: %s", about, error)
    except Exception as error:
        log.exception("work failed: %s: %s", about, type(error).__name__)
        telemetry.failures.add(1, {"part": part})
