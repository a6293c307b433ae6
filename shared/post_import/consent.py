"""Batches about consent: subscribe, revoke, suppress. Who is looked up is looked up right before the call.

The people of a batch are entries: identity, channel, address, and to subscribe the time of consent. They are worked on
in pieces of one channel with at most 100 people. The checkpoint moves on after each piece, so an attempt that continues
looks up the rest again: between the look and the call are the seconds of two requests, and only an opt-out in these
seconds is not seen.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any

from shared.domain import Run
from shared.domain.opt_out import find_binding
from shared.domain.subscription import Channel, ChannelConsent, Scope
from shared.errors import BodyRefused
from shared.klaviyo import Klaviyo
from shared.klaviyo.consent_calls import pieces
from shared.post_import.checkpoint import Checkpoint, LeftOut

Entry = list[Any]
Numbered = list[tuple[int, str, str | None]]
"""Position in the batch, address, and time of consent (ISO 8601) or None."""


async def subscribe(klaviyo: Klaviyo, run: Run, people: list[Entry], checkpoint: Checkpoint) -> None:
    """Subscribe people, without those who opted out after their consent.

    A piece needs two calls at most: for those with a time of consent, and for the others.
    """
    for channel, rule, piece in _pieces(run, people, checkpoint):
        suppressed: list[LeftOut] = []
        if run.export.respect_suppressions:
            suppressed = await _find_opted_out(klaviyo, channel, piece)
        opted_out = {position for position, _, _ in suppressed}
        for historical in (True, False):
            group = [one for one in piece if one[0] not in opted_out and (one[2] is not None) is historical]
            call = partial(_subscribe, klaviyo, run.export.list_id, channel, rule, historical=historical)
            await _call(call, group, checkpoint)
        checkpoint.suppressed += suppressed
        checkpoint.next = _following(piece)


async def unsubscribe(klaviyo: Klaviyo, run: Run, people: list[Entry], checkpoint: Checkpoint) -> None:
    """Revoke the consent of people: of those on the list for the list, or of all for the whole account.

    Of the scope `list`, people who are not on the list are skipped: Klaviyo would revoke their consent everywhere.
    """
    for channel, rule, piece in _pieces(run, people, checkpoint):
        addresses = [address for _, address, _ in piece]
        list_id = run.export.list_id if rule.scope is Scope.LIST else None
        if list_id is None:
            concerned = set(addresses)
        else:
            concerned = await klaviyo.find_on_list(list_id, channel.identifier, addresses)
        call = partial(_unsubscribe, klaviyo, list_id, channel)
        await _call(call, [one for one in piece if one[1] in concerned], checkpoint)
        checkpoint.skipped += [position for position, address, _ in piece if address not in concerned]
        checkpoint.next = _following(piece)


async def suppress(klaviyo: Klaviyo, run: Run, people: list[Entry], checkpoint: Checkpoint) -> None:
    """Suppress email addresses in the whole account."""
    for _, _, piece in _pieces(run, people, checkpoint):
        await _call(partial(_suppress, klaviyo), piece, checkpoint)
        checkpoint.next = _following(piece)


async def _subscribe(
    klaviyo: Klaviyo, list_id: str, channel: Channel, rule: ChannelConsent, people: Numbered, *, historical: bool
) -> None:
    given = [(address, at) for _, address, at in people]
    await klaviyo.subscribe(list_id, channel, given, historical=historical, source=rule.custom_source)


async def _unsubscribe(klaviyo: Klaviyo, list_id: str | None, channel: Channel, people: Numbered) -> None:
    await klaviyo.unsubscribe(list_id, channel, [address for _, address, _ in people])


async def _suppress(klaviyo: Klaviyo, people: Numbered) -> None:
    await klaviyo.suppress([address for _, address, _ in people])


def _pieces(
    run: Run, people: list[Entry], checkpoint: Checkpoint
) -> Iterator[tuple[Channel, ChannelConsent, Numbered]]:
    """Yield the entries from the checkpoint on, in pieces of one channel, each with the rule of the channel."""
    rules = dict(run.export.subscribe.rules()) if run.export.subscribe else {}
    numbered = list(enumerate(people))[checkpoint.next :]
    for name, group in groupby(numbered, key=lambda one: str(one[1][1])):
        entries: Numbered = [
            (position, address, since[0] if since else None) for position, (_, _, address, *since) in group
        ]
        start = 0
        for piece in pieces([address for _, address, _ in entries]):
            yield Channel(name), rules[Channel(name)], entries[start : start + len(piece)]
            start += len(piece)


def _following(piece: Numbered) -> int:
    return piece[-1][0] + 1


async def _find_opted_out(klaviyo: Klaviyo, channel: Channel, piece: Numbered) -> list[LeftOut]:
    """Return who must not be subscribed. A person whom Klaviyo does not know has not opted out."""
    opt_outs = await klaviyo.find_opt_outs(channel, [address for _, address, _ in piece])
    found: list[LeftOut] = []
    for position, address, since in piece:
        consented_at = datetime.fromisoformat(since) if since else None
        if binding := find_binding(opt_outs.get(address, ()), consented_at):
            found.append((position, binding.reason.value, binding.at.isoformat() if binding.at else None))
    return found


async def _call(call: Callable[[Numbered], Awaitable[None]], people: Numbered, checkpoint: Checkpoint) -> None:
    """Make the call, again without those whom Klaviyo names as wrong: they are recorded as refused."""
    while left := [one for one in people if one[0] not in checkpoint.refused]:
        try:
            await call(left)
        except BodyRefused as error:
            named = [left[index][0] for index in error.offenders if index < len(left)]
            if not named:
                raise
            checkpoint.refused += named
        else:
            return
