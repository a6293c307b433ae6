"""Find what a run would change at Klaviyo, before it sends anything (shared/domain/impact.py)."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence

from shared.domain import Export, Mode
from shared.domain.impact import Impact
from shared.errors import KeyRefused
from shared.klaviyo import Klaviyo
from shared.klaviyo.consent_calls import pieces


async def find_impact(
    klaviyo: Klaviyo, export: Export, against_snapshot: tuple[int, int, int], people: Sequence[str]
) -> Impact:
    """Return the figures of a run of the export. A scope that the key lacks leaves figures out, and is named.

    `against_snapshot` are how many people would be added, updated and removed, `people` are identities of
    some of those to be added. Raises ListNotFound, Transient, and KeyRefused where the key is refused altogether.
    """
    found = await klaviyo.get_list(export.list_id)
    added, updated, removed = against_snapshot
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
    return impact.only_known() if export.mode is Mode.UPDATE else impact
