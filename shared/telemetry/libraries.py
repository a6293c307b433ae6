"""Log levels of libraries: only warnings and errors.

Their other lines show requests: httpx logs each URL, and the URL of a profile search at Klaviyo contains email
addresses. The app sets the levels itself, independent of the level in host.json.
"""

from __future__ import annotations

import logging

LIBRARIES = ("aiohttp", "asyncio", "azure", "fsspec", "httpcore", "httpx", "msal", "requests", "urllib3")


def quiet_libraries() -> None:
    """Set the level of each library's loggers. Call once for the process, before the first request."""
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
