"""What `/_sim/` shows of the simulator's state."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any

import orjson

from local.klaviyo import resources
from local.klaviyo.account import Account, MailingList
from local.klaviyo.jobs import ImportJob
from local.klaviyo.profile import Profile
from local.klaviyo.world import World

_LINES_AT_A_TIME = 1000


def state(world: World) -> dict[str, Any]:
    """Counts of everything; `requests` is `{endpoint: {status or "cut": count}}`."""
    requests: dict[str, dict[str, int]] = {}
    for (endpoint, status), count in world.journal.by_endpoint.items():
        requests.setdefault(endpoint, {})[status] = count
    return {
        "accounts": {one.id: _account(one) for one in world.accounts.values()},
        "profiles": sum(len(one.profiles) for one in world.accounts.values()),
        "counted": sum(job.counted for account in world.accounts.values() for job in account.jobs.values()),
        "lists": {name: len(one.members) for account in world.accounts.values() for name, one in account.lists.items()},
        "jobs": dict(Counter(job.status for account in world.accounts.values() for job in account.jobs.values())),
        "requests": requests,
        "throttled": {endpoint: counts["429"] for endpoint, counts in requests.items() if "429" in counts},
        "merges": [merge for account in world.accounts.values() for merge in account.profiles.merges],
        "options": asdict(world.options),
    }


def _account(item: Account) -> dict[str, Any]:
    return {
        "name": item.name,
        "profiles": len(item.profiles),
        "jobs": len(item.jobs),
        "lists": len(item.lists),
    }


def profile(item: Profile, account: Account) -> dict[str, Any]:
    return {
        **_line(item),
        "account": account.id,
        "lists": [one.id for one in account.lists.values() if item.id in one.members],
        "consent": None if item.consent is None else asdict(item.consent),
    }


def _line(item: Profile) -> dict[str, Any]:
    return {"id": item.id, **resources.all_attributes(item)}


async def members(item: MailingList) -> AsyncIterator[bytes]:
    """JSON lines of every member: id and all attributes, in blocks."""
    block: list[bytes] = []
    for one in list(item.members):
        block.append(orjson.dumps(_line(one), option=orjson.OPT_APPEND_NEWLINE))
        if len(block) == _LINES_AT_A_TIME:
            yield b"".join(block)
            block.clear()
            await asyncio.sleep(0)
    yield b"".join(block)


def job(item: ImportJob) -> dict[str, Any]:
    return {
        "id": item.id,
        "account": item.account.id,
        "status": item.status,
        "total": item.total,
        "completed": item.completed,
        "failed": len(item.failures),
        "profiles": item.total,
        "list_ids": item.list_ids,
        "body_sha256": item.body_sha256,
        "received_at": item.created_at,
        "completed_at": item.completed_at,
        "outcome": item.plan.outcome,
    }
