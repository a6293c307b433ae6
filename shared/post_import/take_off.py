"""Take the people whom an undone run added off the list, but only those who joined it while that run was active."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from shared.domain import Run
from shared.domain.undo import JoinPeriod
from shared.errors import StepFailed
from shared.klaviyo import Klaviyo, Membership
from shared.klaviyo.consent_calls import by_value, pieces
from shared.post_import.checkpoint import Checkpoint
from shared.texts import text


async def take_off(
    klaviyo: Klaviyo,
    run: Run,
    people: list[str],
    checkpoint: Checkpoint,
    find_stayed: Callable[[], Awaitable[list[int]]],
    save: Callable[[], Awaitable[None]],
) -> None:
    """Look up since when the people are on the list, then remove those whom the undone run put on it.

    `find_stayed` returns the positions of people who must stay. It is called right before anyone is removed. `save`
    stores the checkpoint: an attempt that repeats the removal must not count as absent whom an earlier one removed.
    """
    if run.joined is None:
        raise StepFailed(text("undo-joined-unknown", run=run.id))
    while True:
        stayed = await find_stayed()
        if stayed != checkpoint.stayed:
            # Profiles that were found before may have to stay: begin again without them.
            checkpoint.restart(stayed)
        elif checkpoint.next >= len(people):
            break
        held = set(stayed)
        left = [position for position in range(checkpoint.next, len(people)) if position not in held]
        for piece in pieces([people[position] for position in left]):
            positions, left = left[: len(piece)], left[len(piece) :]
            await _look_up(klaviyo, run, run.joined, dict(zip(piece, positions, strict=True)), checkpoint)
            checkpoint.next = positions[-1] + 1
        checkpoint.next = len(people)
    await save()
    if checkpoint.profile_ids:
        await klaviyo.remove_members(run.export.list_id, checkpoint.profile_ids)


async def _look_up(
    klaviyo: Klaviyo, run: Run, joined: JoinPeriod, positions: dict[str, int], checkpoint: Checkpoint
) -> None:
    """Note of each person (by identity: the position in the batch) whether the undone run put them on the list."""
    identity = run.export.mapping.identity

    async def ask(some: Sequence[str]) -> list[tuple[str | None, Membership]]:
        memberships = await klaviyo.memberships(run.export.list_id, identity, some)
        return [(one.identifier, one) for one in memberships]

    found = await by_value(identity, [*positions], ask)
    for person, position in positions.items():
        membership = found[person][0] if person in found else None
        if membership is None:
            checkpoint.skipped.append(position)
        elif membership.joined_at is None or membership.joined_at >= joined.until:
            checkpoint.joined_after.append(position)
        elif membership.joined_at < joined.since:
            checkpoint.joined_before.append(position)
        elif membership.profile_id not in checkpoint.profile_ids:
            checkpoint.profile_ids.append(membership.profile_id)
