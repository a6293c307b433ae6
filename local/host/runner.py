"""Runs functions in this worker process and logs each run, whatever triggered it."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Mapping

from local.host.blobs import FUNCTION_PREFIX, BlobMessage, bind_blob
from local.host.functions import BLOB, QUEUE, TIMER, Function
from local.host.library import InvocationError, Library
from local.host.logs import INVOCATION
from local.host.protos import TypedData
from local.host.triggers import Metadata, manual_queue_data, queue_data, timer_data

log = logging.getLogger("local.host")


class Runner:
    def __init__(self, library: Library) -> None:
        self._library = library

    @property
    def functions(self) -> Mapping[str, Function]:
        return self._library.functions

    async def run(
        self,
        function: Function,
        data: TypedData,
        metadata: Metadata | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> TypedData | None:
        """Raises InvocationError, which stands in the log already."""
        invocation = str(uuid.uuid4())
        token = INVOCATION.set((function.name, invocation))
        began = time.perf_counter()
        try:
            value = await self._library.invoke(function, data, metadata, invocation_id=invocation, headers=headers)
        except InvocationError as error:
            log.error("failed after %.0f ms: %s\n%s", _ms(began), error, error.stack_trace)  # noqa: TRY400
            raise
        else:
            log.debug("succeeded after %.0f ms", _ms(began))
            return value
        finally:
            INVOCATION.reset(token)

    async def timer(self, function: Function, *, past_due: bool, status: Mapping[str, str] | None) -> None:
        await self.run(function, timer_data(past_due=past_due, status=status))

    async def by_hand(self, function: Function, text: str | None) -> None:
        """Run a function as POST /admin/functions/<name> does; what cannot run is in the log alone."""
        if function.kind == TIMER:
            await self.run(function, timer_data(past_due=False, status=None))
        elif text is None:
            log.error("%s was called by hand without an input: it does not run", function.name)
        elif function.kind == QUEUE:
            data, metadata = manual_queue_data(text)
            await self.run(function, data, metadata)
        elif function.kind == BLOB:
            container, _, name = text.partition("/")
            await self._run_blob(function, BlobMessage(FUNCTION_PREFIX + function.name, container, name, ""))
        else:
            log.error("%s is an HTTP function: it runs at its own address only", function.name)

    async def queue(self, function: Function, payload: bytes) -> None:
        await self.run(function, *queue_data(payload))

    async def blob(self, function: Function, payload: bytes) -> None:
        """Run a blob function for a message of the internal queue; a blob that is gone is passed over."""
        await self._run_blob(function, BlobMessage.from_text(payload))

    async def _run_blob(self, function: Function, event: BlobMessage) -> None:
        bound = await bind_blob(function, event)
        if bound is not None:
            await self.run(function, *bound)


def _ms(began: float) -> float:
    return (time.perf_counter() - began) * 1000
