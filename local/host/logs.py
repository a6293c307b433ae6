"""The app's logs on stderr, each line with the function and the invocation it belongs to."""

from __future__ import annotations

import logging
from contextvars import ContextVar

INVOCATION: ContextVar[tuple[str, str]] = ContextVar("invocation", default=("-", "-"))
"""Name of the function that runs here, and the id of this run of it."""

FORMAT = "%(asctime)s.%(msecs)03d %(process)d %(levelname)-7s %(function)s %(invocation)s %(name)s: %(message)s"
# host.json silences Azure.Core in Azure; here the SDKs' own log of each request is theirs.
QUIET = ("azure.core", "azure.identity", "azure.functions", "azure.storage", "aiohttp.access", "msal")


class _InvocationFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.function, invocation = INVOCATION.get()
        record.invocation = invocation[:8]
        return True


def configure_logging(level: str) -> None:
    """`level` is a name as in the logging module: DEBUG, INFO, WARNING, ERROR."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(FORMAT, datefmt="%H:%M:%S"))
    handler.addFilter(_InvocationFilter())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
