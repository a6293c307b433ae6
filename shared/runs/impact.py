"""Find what a run would change at Klaviyo, before it sends anything (shared/domain/impact.py)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

from shared.domain import Export
from shared.domain.impact import LOOKED_UP_AT_MOST, Impact
from shared.errors import KeyRefused
from shared.klaviyo import Klaviyo
from shared.klaviyo.consent_calls import pieces
from shared.runs.staged_run import StagedRun


async def find_impact(klaviyo: Klaviyo, export: Export, staged: StagedRun) -> Impact:
    """Return the figures of a staged run. A scope that the key lacks leaves figures out, and is named.

    Raises ListNotFound, Transient, and KeyRefused where the key is refused altogether.
    """
    found = await klaviyo.get_list(export.list_id)
    added, updated, removed = await asyncio.to_thread(staged.against_snapshot)
    people = await asyncio.to_thread(staged.sample_of_added, LOOKED_UP_AT_MOST)
    missing: list[str] = []

    async def permitted[T](call: Awaitable[T], scope: str) -> T | None:
        try:
            return await call
        except KeyRefused:
            missing.append(scope)
            return None

    flows = await permitted(klaviyo.lookups.flows(export.list_id), "flows:read")
    plan = await permitted(klaviyo.lookups.plan_usage(), "usage:read")
    impact = Impact(
        added=added,
        updated=updated,
        removed=removed,
        looked_up=len(people),
        known=sum([len(await klaviyo.find_profiles(export.mapping.identity, some)) for some in pieces(people)]),
        plan=plan,
        flows=flows,
        opt_in_process=found.opt_in_process,
        missing_scopes=missing,
    )
    return impact if staged.adds_profiles else impact.only_known()
