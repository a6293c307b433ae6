"""What the app lets libraries write into its log: warnings and errors only.

Their other lines show requests: httpx writes each URL, and that of a look-up at Klaviyo holds addresses of people.
So the app sets this itself, whatever the level of the host is.
"""

from __future__ import annotations

import logging

LIBRARIES = ("aiohttp", "asyncio", "azure", "fsspec", "httpcore", "httpx", "msal", "requests", "urllib3")


def quiet_libraries() -> None:
    """Set the level of each library's loggers. To be called once a process, before the first request."""
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
