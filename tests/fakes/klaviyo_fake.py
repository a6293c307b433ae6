"""Klaviyo as an httpx transport that answers from a script, a rate budget's store in memory, a clock by hand."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx

from shared.domain.rate_limits import Usage
from shared.errors import StateConflict
from shared.klaviyo import Budget, Klaviyo
from shared.klaviyo.transport import KeySource
from shared.texts import text

KEY = "pk_test_0123456789"
Answer = httpx.Response | Exception


class Store:
    """Usage records with ETags. `conflicts` is the number of writes that lose against another process; a write takes
    `write_seconds`.
    """

    def __init__(self) -> None:
        self.records: dict[str, tuple[Usage, int]] = {}
        self.conflicts = 0
        self.writes = 0
        self.write_seconds = 0.0

    async def read(self, key: str) -> tuple[Usage, str | None]:
        usage, version = self.records.get(key, (Usage(), 0))
        return usage, str(version) if version else None

    async def write(self, key: str, usage: Usage, etag: str | None) -> str:
        if self.write_seconds:
            await asyncio.sleep(self.write_seconds)
        _, version = self.records.get(key, (Usage(), 0))
        if self.conflicts:
            self.conflicts -= 1
            self.records[key] = (self.records.get(key, (Usage(), 0))[0], version + 1)
        if etag != (str(self.records[key][1]) if key in self.records else None):
            raise StateConflict(text("records-changed"))
        self.writes += 1
        version = self.records.get(key, (Usage(), 0))[1] + 1
        self.records[key] = (usage, version)
        return str(version)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


class Keys:
    """The vault: what is cached, and what a fresh look gives."""

    def __init__(self, *keys: str) -> None:
        self.keys = list(keys)
        self.asked: list[bool] = []

    async def __call__(self, *, refused: str | None = None) -> str:
        self.asked.append(refused is not None)
        if refused is not None and len(self.keys) > 1:
            self.keys.pop(0)
        return self.keys[0]


class Script:
    """Answers one after the other, the last one for ever."""

    def __init__(self, *answers: Answer | Callable[[httpx.Request], Answer]) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if callable(answer) and not isinstance(answer, httpx.Response | Exception):
            answer = answer(request)
        if isinstance(answer, Exception):
            raise answer
        # A response is read once; the last one may be given several times.
        return httpx.Response(answer.status_code, content=answer.content, headers=answer.headers)


def klaviyo(script: Script, key: KeySource | None = None, budget: Budget | None = None) -> Klaviyo:
    http = httpx.AsyncClient(transport=httpx.MockTransport(script), follow_redirects=False)
    return Klaviyo(
        http,
        "https://klaviyo.example/",
        "2026-10-15",
        key or Keys(KEY),
        budget or Budget(Store(), None),
        timeout_seconds=5,
    )


def ok(document: Any, status: int = 200, **headers: str) -> httpx.Response:
    return httpx.Response(status, content=json.dumps(document).encode(), headers=headers)


def problem(status: int, *errors: dict[str, Any], **headers: str) -> httpx.Response:
    return ok({"errors": list(errors)}, status, **headers)


def error(detail: str, pointer: str | None = None, code: str = "invalid") -> dict[str, Any]:
    return {"id": "1", "code": code, "title": "t", "detail": detail, "source": {"pointer": pointer}}
