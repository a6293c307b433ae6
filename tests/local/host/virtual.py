"""Time that the test drives: an event loop whose clock jumps to the next timer, and queues in memory on that clock."""

import asyncio
import selectors
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from local.host.connections import HOST_STORAGE
from local.host.storage_queues import Received, StorageError

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
METHODS = {
    "GetQueueProperties": "GET",
    "CreateQueue": "PUT",
    "GetMessages": "GET",
    "PutMessage": "POST",
    "UpdateMessage": "PUT",
    "DeleteMessage": "DELETE",
}
WEEK_SECONDS = 7 * 86400
FOR_EVER_SECONDS = 100 * 365 * 86400


class _Selector(selectors.SelectSelector):
    """Waits for nothing: the time that it would have waited has passed."""

    def __init__(self) -> None:
        super().__init__()
        self.passed = 0.0

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if not ready and timeout is None:
            raise RuntimeError("everything waits for what never comes")
        if not ready and timeout:
            self.passed += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._virtual = _Selector()
        super().__init__(self._virtual)

    def time(self) -> float:
        return self._virtual.passed


def run_in_virtual_time[T](main: Coroutine[Any, Any, T]) -> T:
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main)


def now() -> datetime:
    return BEGIN + timedelta(seconds=asyncio.get_running_loop().time())


@dataclass
class Stored:
    id: str
    text: str
    visible_at: float
    expires_at: float
    inserted_at: float
    dequeue_count: int = 0
    receipt: str = ""


@dataclass
class Operation:
    at: float
    name: str
    queue: str
    status: int | None
    message: str = ""
    """Its id."""
    values: dict[str, Any] = field(default_factory=dict)


class MemoryStorage:
    """Queues of some accounts. What goes through `queue` is noted; what the test does itself is not."""

    def __init__(self) -> None:
        self.queues: dict[str, list[Stored]] = {}
        self.operations: list[Operation] = []
        self.answer: int | None = 200
        """200: as it is; another status, or None for no answer, to requests that have `where` in them."""
        self.where = ""
        self._ids = 0

    def queue(self, connection: str, name: str) -> "MemoryQueue":
        account = "host" if connection == HOST_STORAGE else connection
        return MemoryQueue(self, f"{account}: {name}" if account else name, name)

    def put(self, queue: str, text: str, *, delay: float = 0, lives: float = WEEK_SECONDS) -> None:
        at = asyncio.get_running_loop().time()
        self._ids += 1
        expires = at + (FOR_EVER_SECONDS if lives < 0 else lives)
        self.queues[queue].append(Stored(f"id{self._ids}", text, at + delay, expires, at))

    def alive(self, queue: str) -> list[Stored]:
        at = asyncio.get_running_loop().time()
        self.queues[queue] = [each for each in self.queues[queue] if each.expires_at > at]
        return self.queues[queue]

    def visible(self, queue: str) -> list[Stored]:
        at = asyncio.get_running_loop().time()
        return [each for each in self.alive(queue) if each.visible_at <= at + 1e-6]


class MemoryQueue:
    def __init__(self, storage: MemoryStorage, key: str, name: str) -> None:
        self._storage = storage
        self._key = key
        self._name = name

    @property
    def name(self) -> str:
        return self._name

    async def get_properties(self) -> None:
        await self._asked("GetQueueProperties", self._existing)

    async def create(self) -> None:
        await self._asked("CreateQueue", lambda: self._storage.queues.setdefault(self._key, []))

    async def get_messages(self, count: int, *, visibility_timeout: int) -> list[Received]:
        values: dict[str, Any] = {"numofmessages": count, "visibilitytimeout": visibility_timeout}

        def get() -> list[Received]:
            self._existing()
            at = asyncio.get_running_loop().time()
            messages = self._storage.visible(self._key)[:count]
            for each in messages:
                each.dequeue_count += 1
                each.visible_at, each.receipt = at + visibility_timeout, uuid.uuid4().hex
            return [
                Received(each.id, each.receipt, each.text, each.dequeue_count, BEGIN, BEGIN, BEGIN) for each in messages
            ]

        received = await self._asked("GetMessages", get, values=values)
        values["messages"] = [(message.id, message.dequeue_count) for message in received]
        return received

    async def put_message(self, text: str) -> None:
        def put() -> None:
            self._existing()
            self._storage.put(self._key, text)

        await self._asked("PutMessage", put, values={"text": text})

    async def update_message(self, message_id: str, receipt: str, *, visibility_timeout: int) -> str:
        def update() -> str:
            message = self._own(message_id, receipt)
            message.visible_at = asyncio.get_running_loop().time() + visibility_timeout
            message.receipt = uuid.uuid4().hex
            return message.receipt

        return await self._asked("UpdateMessage", update, message_id, {"visibilitytimeout": visibility_timeout})

    async def delete_message(self, message_id: str, receipt: str) -> None:
        def delete() -> None:
            message = self._own(message_id, receipt)
            self._storage.queues[self._key].remove(message)

        await self._asked("DeleteMessage", delete, message_id)

    def _existing(self) -> None:
        if self._key not in self._storage.queues:
            raise StorageError(404, "QueueNotFound")

    def _own(self, message_id: str, receipt: str) -> Stored:
        self._existing()
        message = next((each for each in self._storage.alive(self._key) if each.id == message_id), None)
        if message is None:
            raise StorageError(404, "MessageNotFound")
        if message.receipt != receipt:
            raise StorageError(400, "PopReceiptMismatch")
        return message

    async def _asked[T](
        self, name: str, act: Callable[[], T], message: str = "", values: dict[str, Any] | None = None
    ) -> T:
        await asyncio.sleep(0.005)  # a request takes its time
        storage = self._storage
        noted = Operation(asyncio.get_running_loop().time(), name, self._key, 200, message, values or {})
        storage.operations.append(noted)
        try:
            if storage.answer != 200 and storage.where in f"{METHODS[name]} {self._key}":
                raise StorageError(storage.answer, "AuthorizationFailure" if storage.answer == 403 else "")  # noqa: TRY301
            result = act()
        except StorageError as error:
            noted.status = error.status
            raise
        noted.status = {"DeleteMessage": 204, "UpdateMessage": 204, "CreateQueue": 201, "PutMessage": 201}.get(
            name, 200
        )
        return result
