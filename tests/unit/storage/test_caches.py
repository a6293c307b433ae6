"""A value with its age: who asks says how old it may be."""

from __future__ import annotations

import asyncio

from shared.storage.caches import Aged


async def test_a_value_is_read_again_when_it_is_too_old_and_others_do_not_wait_for_that() -> None:
    at, answers = 100.0, iter("ab")
    may_answer = asyncio.Event()
    kept = Aged[str](lambda: at)

    async def read() -> str:
        await may_answer.wait()
        return next(answers)

    may_answer.set()
    assert await kept.get(0, read) == "a"
    at = 110.0
    may_answer.clear()
    renewed = asyncio.create_task(kept.get(9, read))
    waits = asyncio.create_task(kept.get(9, read))
    await asyncio.sleep(0)
    assert await asyncio.wait_for(kept.get(10, read), 60) == "a"
    may_answer.set()
    assert (await renewed, await waits, await kept.get(0, read)) == ("b", "b", "b")
