"""What happens to every request of the API, in Klaviyo's order: headers, key, scopes, limits, body, work.

Around it: latency, faults, the journal.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

import orjson
from aiohttp import web

from local.klaviyo import errors
from local.klaviyo.call import Answer, Call
from local.klaviyo.endpoints import Endpoint, resolve
from local.klaviyo.errors import Refused, bad_request, of_status
from local.klaviyo.faults import CHALLENGE_HEADERS, CHALLENGE_PAGE, Rule
from local.klaviyo.journal import Entry
from local.klaviyo.keys import authenticate, permit
from local.klaviyo.oauth import AUTHORIZE_PATH, REVOKE_PATH, TOKEN_PATH
from local.klaviyo.resources import ADDITIONAL_PROFILE_FIELDS
from local.klaviyo.world import World

BODY_BYTES = 5_000_000
MEDIA_TYPE = "application/vnd.api+json"
CONTENT_TYPES = (MEDIA_TYPE, "application/json")
"""The official SDK for Node sends the second."""

# Bodies that are too large are read and thrown away up to here, so that the client gets to see the 413.
_READ_BYTES = 64_000_000
_ACCEPTED = (MEDIA_TYPE, "application/json", "application/*", "*/*")
_REVISION = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.[a-z0-9-]+)?")


class _Cut(Exception):  # what was asked for, not a failure
    """The connection was cut on purpose."""


class _Admitted(NamedTuple):
    """A request whose head is in order, and the headers that tell of its window."""

    endpoint: Endpoint
    params: dict[str, str]
    query: dict[str, str]
    account: str
    headers: dict[str, str]


class Gateway:
    def __init__(self, world: World) -> None:
        self._world = world

    async def handle(self, request: web.Request) -> web.StreamResponse:
        world = self._world
        entry = world.journal.open(request.method, request.path, request.query_string)
        try:
            return await self._handle(request, entry)
        except _Cut:
            return web.Response()
        finally:
            world.journal.close(entry)

    async def _handle(self, request: web.Request, entry: Entry) -> web.StreamResponse:
        options = self._world.options
        fault = self._world.faults.pick(request.method, request.path, options.chaos)
        action = None if fault is None else fault.action
        entry.fault = action
        if options.latency_ms:
            await asyncio.sleep(options.latency_ms / 1000)
        if action == "cut_before":
            _abort(request)
        if action == "cut_in_body":
            await request.content.readany()
            _abort(request)
        if fault is not None and action == "delay":
            await asyncio.sleep(fault.seconds)
        if fault is not None and action in ("status", "challenge", "rate_limit"):
            entry.body_bytes = (await _read(request))[1]
            response = self._faulty(request, entry, fault)
        else:
            response = await self._answer(request, entry)
        if action == "lose_answer":
            _abort(request)
        if fault is not None and action == "garble_answer":
            response = self._faulty(request, entry, fault)
        entry.status = response.status
        if action == "cut_answer":
            await _write_half(request, response)
        if fault is not None and action == "trickle":
            return await _write_slowly(request, response, fault.seconds)
        return response

    def _faulty(self, request: web.Request, entry: Entry, fault: Rule) -> web.Response:
        if fault.action == "rate_limit":
            response = self._refusal(errors.Throttled(max(1, round(fault.seconds))))
        elif fault.action == "challenge":
            response = web.Response(status=fault.status, text=CHALLENGE_PAGE, content_type="text/html")
            response.headers.update(CHALLENGE_HEADERS)
        elif fault.body is None:
            response = self._refusal(of_status(fault.status))
        elif isinstance(fault.body, str):
            response = web.Response(status=fault.status, text=fault.body, content_type="text/html")
        else:
            response = web.Response(status=fault.status, body=orjson.dumps(fault.body), content_type=MEDIA_TYPE)
        response.headers.update(fault.headers)
        with suppress(Refused):
            entry.endpoint = resolve(request.method, request.path, dict(request.query))[0].name
        return response

    async def _answer(self, request: web.Request, entry: Entry) -> web.Response:
        if request.path in (TOKEN_PATH, REVOKE_PATH, AUTHORIZE_PATH):
            return await self._sign_in(request, entry)
        headers: dict[str, str] = {}
        try:
            try:
                # Counted as it arrives: reading the bodies of ten at once takes its time.
                admitted = self._admit(request, entry)
            finally:
                body, entry.body_bytes = await _read(request)
            headers = admitted.headers
            answer = await self._work(request, entry, admitted, body)
        except Refused as refused:
            response = self._refusal(refused)
        else:
            packed = None if answer.document is None else orjson.dumps(answer.document)
            response = web.Response(status=answer.status, body=packed)
            if packed is not None:
                response.content_type = MEDIA_TYPE
        response.headers.update(headers)
        return response

    async def _sign_in(self, request: web.Request, entry: Entry) -> web.Response:
        world, entry.endpoint = self._world, request.path
        method = "GET" if request.path == AUTHORIZE_PATH else "POST"
        if request.method != method:
            return web.Response(status=405, headers={"Allow": method})
        if method == "GET":
            return world.oauth.authorize(request.query, time.time())
        body, entry.body_bytes = await _read(request)
        options = world.options
        return world.oauth.answer(
            request, body, now=time.time(), seconds=options.token_seconds, rotate=options.rotate_tokens
        )

    def _admit(self, request: web.Request, entry: Entry) -> _Admitted:
        """What the head alone decides; raises Refused."""
        world = self._world
        query = dict(request.query)
        endpoint, params = resolve(request.method, request.path, query)
        entry.endpoint = endpoint.name
        _check_accept(request)
        key = authenticate(request.headers.get("Authorization"), world.keys, time.time())
        entry.account = key.account_id
        _check_revision(request)
        permit(key, endpoint.scopes)
        _check_parameters(endpoint, query)
        headers: dict[str, str] = {}
        if world.options.limits:
            rate = endpoint.rate.scaled(world.options.limits_scale)
            headers = world.limits.take(key.budget, endpoint.name, rate)
        return _Admitted(endpoint, params, query, key.account_id, headers)

    async def _work(self, request: web.Request, entry: Entry, admitted: _Admitted, body: bytes) -> Answer:
        world, size = self._world, entry.body_bytes
        sha256 = hashlib.sha256(body).hexdigest() if body and not world.options.light else ""
        entry.body_sha256 = sha256 or None
        if request.method != "GET":
            if size and request.content_type not in CONTENT_TYPES:
                raise of_status(415, f"Content-Type must be {MEDIA_TYPE} or application/json.")
            if size > BODY_BYTES:
                raise of_status(413, "The request body must not exceed 5 MB.")
        call = Call(
            world=world,
            account=world.accounts[admitted.account],
            params=admitted.params,
            query=admitted.query,
            body=body,
            body_sha256=sha256,
            origin=f"{request.scheme}://{request.host}",
            path=request.path.rstrip("/"),
        )
        try:
            return await admitted.endpoint.handler(call)
        finally:
            entry.profiles = call.profiles

    def _refusal(self, refused: Refused) -> web.Response:
        ids = [self._world.ids.error() for _ in refused.problems]
        body = errors.document(refused, ids)
        return web.Response(status=refused.status, body=body, content_type=MEDIA_TYPE, headers=refused.headers)


def _check_accept(request: web.Request) -> None:
    accept = request.headers.get("Accept")
    if accept and not any(part.partition(";")[0].strip() in _ACCEPTED for part in accept.split(",")):
        raise of_status(406, f"Accept must allow {MEDIA_TYPE}.")


def _check_parameters(endpoint: Endpoint, query: dict[str, str]) -> None:
    for name in query:
        if name not in endpoint.query:
            raise bad_request(f"'{name}' is not a parameter of this endpoint.", parameter=name)
    values = query.get("additional-fields[profile]")
    for value in values.split(",") if values else ():
        if value not in ADDITIONAL_PROFILE_FIELDS:
            raise bad_request(f"Invalid additional field: {value}", parameter="additional-fields[profile]")


def _check_revision(request: web.Request) -> None:
    text = request.headers.get("revision")
    if not text:
        raise bad_request("The revision header is required (YYYY-MM-DD).", parameter="revision")
    match = _REVISION.fullmatch(text)
    try:
        date.fromisoformat(match[1] if match else "")
    except ValueError:
        raise bad_request("Invalid revision. The format is YYYY-MM-DD[.suffix].", parameter="revision") from None


async def _read(request: web.Request) -> tuple[bytes, int]:
    """The body and its size; no body where it is too large."""
    body = bytearray()
    size = 0
    async for piece in request.content.iter_any():
        size += len(piece)
        if size <= BODY_BYTES:
            body += piece
        elif size > _READ_BYTES:
            break
    return (bytes(body) if size <= BODY_BYTES else b""), size


def _abort(request: web.Request) -> None:
    """Reset the connection; raises _Cut."""
    if request.transport is not None:
        request.transport.abort()
    raise _Cut


async def _write_slowly(request: web.Request, response: web.Response, seconds: float) -> web.StreamResponse:
    """The whole answer, a byte at a time."""
    body: Any = response.body or b""
    slow = web.StreamResponse(status=response.status, headers=response.headers)
    slow.headers["Content-Length"] = str(len(body))
    await slow.prepare(request)
    for place in range(len(body)):
        await asyncio.sleep(seconds)
        await slow.write(bytes(body[place : place + 1]))
    return slow


async def _write_half(request: web.Request, response: web.Response) -> None:
    """Head and half of the body, then the end of the connection; raises _Cut."""
    body: Any = response.body or b""
    half = web.StreamResponse(status=response.status, headers=response.headers)
    # An empty answer gets a length it never reaches: it is cut as well.
    half.headers["Content-Length"] = str(max(len(body), 1))
    await half.prepare(request)
    await half.write(bytes(body[: len(body) // 2]))
    if request.transport is not None:
        # Not abort: what was written must arrive.
        request.transport.close()
    raise _Cut
