"""What the tests of the host share: the fixture app's options, what it saw, a way to send messages."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from azure.storage.queue import TextBase64EncodePolicy
from azure.storage.queue.aio import QueueClient

from local.host.server import LIMIT_SETTING, MAX_BODY
from local.stack import Stack, StackOptions
from tests.fakes.waiting import LIMIT_SECONDS, rounds

APP = Path(__file__).parent / "app"
LEASE = 6.0
"""Seconds."""


def fixture_options(seen: Path, **changes: Any) -> StackOptions:
    settings = {"SEEN": str(seen), "EVERY_SECOND": "* * * * * *", "WORK_QUEUE": "work"}
    # As in Azure where the app does not set it.
    settings[LIMIT_SETTING] = str(MAX_BODY)
    values: dict[str, Any] = {
        "app": APP,
        "klaviyo_url": "http://127.0.0.1:9",
        "vault": False,
        "queues": ("work", "work-poison", "bad", "bad-poison"),
        "settings": settings,
        "queue_lease": LEASE,
        "blob_poll": 0.2,
        "grace": 2,
        "log_level": "WARNING",
    }
    return StackOptions(**(values | changes))


class Seen:
    """What the functions of the fixture app wrote down."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def all(self, function: str, **fields: Any) -> list[dict[str, Any]]:
        lines = self.file.read_text().splitlines() if self.file.exists() else []
        entries = [json.loads(line) for line in lines]
        return [entry for entry in entries if entry["function"] == function and fields.items() <= entry.items()]

    async def wait(self, function: str, *, times: int = 1, **fields: Any) -> list[dict[str, Any]]:
        await until(lambda: len(self.all(function, **fields)) >= times)
        return self.all(function, **fields)


async def until(is_so: Callable[[], bool], *, seconds: float = LIMIT_SECONDS) -> None:
    for _ in rounds(seconds):
        if is_so():
            return
        await asyncio.sleep(0.05)


async def send(stack: Stack, queue: str, text: str, *, delay: int = 0) -> None:
    async with QueueClient.from_connection_string(
        stack.storage, queue, message_encode_policy=TextBase64EncodePolicy()
    ) as client:
        await client.send_message(text, visibility_timeout=delay)
