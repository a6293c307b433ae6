"""The HTTP server of the local host: what Kestrel, the server of Microsoft's host, lets in and how it answers.

Recorded limits: a request line of 8,192 bytes (414), 100 headers and 32 KiB of them (431); whatever is not
well-formed gets 400. Answers without a body say `Content-Length: 0` and nothing else; bodies go in chunks.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import hdrs, web

LIMIT_SETTING = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"
MAX_BODY = 104_857_600
"""Bytes: the limit in Azure where the setting is not set."""
MAX_LINE_BYTES = 8_192
MAX_HEADERS = 100
MAX_HEADER_BYTES = 32_768
PARSER_LIMIT_BYTES = 2 * MAX_HEADER_BYTES
"""aiohttp's own limits, above those of the host, so that it is the host that answers."""

log = logging.getLogger("local.host.server")

type Handle = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


class Answer(web.Response):
    """An answer with the headers that it was given and no others."""

    async def _prepare_headers(self) -> None:
        own_type = hdrs.CONTENT_TYPE in self.headers
        if self.body and self.status not in (204, 304) and self._req is not None and self._req.version >= (1, 1):
            self.headers.pop(hdrs.CONTENT_LENGTH, None)
            self.enable_chunked_encoding()
        self.headers.setdefault(hdrs.SERVER, "Kestrel")
        await super()._prepare_headers()
        if not own_type:
            self.headers.pop(hdrs.CONTENT_TYPE, None)


def empty(status: int, headers: dict[str, str] | None = None) -> Answer:
    return Answer(status=status, headers=headers)


class HostServer(web.Server):
    def __init__(self, handle: Handle) -> None:
        super().__init__(
            _checked(handle),
            auto_decompress=False,
            access_log=None,
            max_line_size=PARSER_LIMIT_BYTES,
            max_field_size=PARSER_LIMIT_BYTES,
            max_headers=10 * MAX_HEADERS,
        )

    def __call__(self) -> web.RequestHandler:
        return _Protocol(self, loop=self._loop, **self._kwargs)


class _Protocol(web.RequestHandler):
    """Answers what cannot be parsed with 400, and an error of the local host with 500; neither has a text."""

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,  # noqa: ARG002 - aiohttp passes it
    ) -> web.StreamResponse:
        if status >= 500:
            log.error("%s %s failed", request.method, request.rel_url.path, exc_info=exc)
        answer = empty(status)
        answer.force_close()
        return answer


def _checked(handle: Handle) -> Callable[[web.BaseRequest], Any]:
    async def checked(request: web.BaseRequest) -> web.StreamResponse:
        if status := refused_with(request):
            answer = empty(status)
            answer.force_close()
            return answer
        try:
            return await handle(request)
        except BodyTooLargeError:
            # 413 is not what Azure answers.
            answer = empty(500)
            answer.force_close()
            return answer

    return checked


def refused_with(request: web.BaseRequest) -> int | None:
    """Return the status of a request that no function gets to see, None for one that is let in."""
    target = request.raw_path
    if len(f"{request.method} {target} HTTP/1.1\r\n") > MAX_LINE_BYTES:
        return 414
    pairs = request.raw_headers
    # Each header ends with ": " and a line break.
    if len(pairs) > MAX_HEADERS or sum(len(name) + len(value) + 4 for name, value in pairs) > MAX_HEADER_BYTES:
        return 431
    hosts = request.headers.getall(hdrs.HOST, [])
    if len(hosts) > 1 or (request.version >= (1, 1) and not any(hosts)):
        return 400
    if not target.startswith("/") and urlsplit(target).netloc not in hosts:
        return 400
    if "#" in target or not target.isascii():
        return 400
    try:
        for _, value in pairs:
            value.decode()
    except UnicodeDecodeError:
        return 400
    coding = request.headers.get(hdrs.TRANSFER_ENCODING, "chunked")
    return None if coding.lower() == "chunked" else 400


class BodyTooLargeError(Exception):
    """The body is above the limit: the answer is 500, and the connection is closed."""


def body_limit() -> int:
    """Return how many bytes a body may have: the app setting, or what it is in Azure without one."""
    return int(os.environ.get(LIMIT_SETTING) or MAX_BODY)


async def read_body(request: web.BaseRequest) -> bytes:
    """Read the body, after the 100 answer where the client waits for one.

    Raises BodyTooLargeError: before anything is read where the header says the length, else at the limit.
    """
    limit = body_limit()
    if (request.content_length or 0) > limit:
        raise BodyTooLargeError
    if request.headers.get(hdrs.EXPECT, "").lower() == "100-continue" and request.version >= (1, 1):
        await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        request.writer.output_size = 0
    body = bytearray()
    async for piece in request.content.iter_any():
        if len(body) + len(piece) > limit:
            raise BodyTooLargeError
        body += piece
    return bytes(body)
