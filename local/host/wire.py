"""How the gateway talks to a worker: HTTP on the loopback, used for nothing else.

    POST /http/<function>    a packed request: head and body of the caller's request
    POST /queue/<function>   a message: triggers.queue_payload
    POST /blob/<function>    a message of the internal queue of blob events: blobs.BlobMessage
    POST /timer/<function>   {"past_due": bool, "status": what the function sees of it, or null}
    POST /fire/<function>    {"input": text or null}
Answers: that of an HTTP function; otherwise 204, or 500 when the function failed.

It is always POST: aiohttp sends the idempotent methods a second time when the connection breaks, so that a
request which kills its worker would kill the next one too.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

HEAD_LENGTH_BYTES = 4


@dataclass(frozen=True, slots=True)
class HttpCall:
    """What a function sees of a request."""

    method: str
    url: str
    headers: dict[str, str]
    """Names in lower case."""
    query: dict[str, str]
    params: dict[str, str]
    body: bytes

    def pack(self) -> bytes:
        values = asdict(self)
        body: bytes = values.pop("body")
        head = json.dumps(values).encode()
        return len(head).to_bytes(HEAD_LENGTH_BYTES) + head + body

    @classmethod
    def unpack(cls, packed: bytes) -> HttpCall:
        end = HEAD_LENGTH_BYTES + int.from_bytes(packed[:HEAD_LENGTH_BYTES])
        values: dict[str, Any] = json.loads(packed[HEAD_LENGTH_BYTES:end])
        return cls(**values, body=packed[end:])
