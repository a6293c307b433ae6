"""How the gateway talks to a worker: HTTP on the loopback, spoken by nobody else.

    POST /http/<function>    the caller's headers, query and body, with the three headers below added
    POST /timer/<function>   {"past_due": bool, "last": ISO time | null, "following": ISO time}
    POST /fire/<function>    {"input": text}
Answers: that of an HTTP function; otherwise 204, or 500 when the function failed.
"""

from __future__ import annotations

METHOD_HEADER = "x-local-host-method"
"""The caller's method. On the wire it is always POST: aiohttp sends the idempotent ones a second time when
the connection breaks, so that a request which kills its worker would kill the next one too."""
URL_HEADER = "x-local-host-url"
"""The address the caller asked for."""
PARAMS_HEADER = "x-local-host-params"
"""Route parameters, JSON."""
WIRE_HEADERS = frozenset((METHOD_HEADER, URL_HEADER, PARAMS_HEADER))

HOP_BY_HOP = frozenset(
    (
        "connection",
        "keep-alive",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "expect",
    )
)
"""Headers of one connection (RFC 9110, 7.6.1), not to be passed on; `expect` is answered by the server."""
MAX_BODY = 104_857_600
"""Bytes: FUNCTIONS_REQUEST_BODY_SIZE_LIMIT, 100 MB in Azure."""
