"""One step of a run, as a message asks for it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from shared import telemetry
from shared.context import Context
from shared.errors import NewerVersion
from shared.storage.queues import Message

log = logging.getLogger(__name__)

Work = Callable[[Context, Message], Awaitable[None]]


async def step(context: Context, name: str, text: str | bytes, work: Work) -> None:
    """Do the work that the message claims, as a part of its run's trace. Raises Invalid for what is no message of ours.

    What a newer version of the app began is left to it: the message ends here, and the newer version's sweep sends
    another.
    """
    try:
        message = Message.parse(text)
        with telemetry.step(name, message.traceparent, run_id=message.run_id, chunk=message.chunk, step=message.step):
            await work(context, message)
    except NewerVersion as error:
        log.warning("%s left alone: %s", name, error)
