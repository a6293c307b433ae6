"""The call that tells since when people are on a list.

Source: Klaviyo's OpenAPI file (revision 2026-07-15): `joined_group_at` of the profiles of a list is when a profile most
recently joined it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from shared.domain.identity import Identity, identity_of
from shared.errors import ListNotFound
from shared.klaviyo.budget import Endpoint
from shared.klaviyo.consent_calls import named_query, pieces
from shared.klaviyo.transport import NotFound, Transport
from shared.texts import text


@dataclass(frozen=True)
class Membership:
    """A person on a list: `joined_at` is when they most recently joined it, None if that cannot be told."""

    profile_id: str
    identifier: str | None
    joined_at: datetime | None


@dataclass(frozen=True)
class _Profile:
    id: str
    identifiers: dict[str, str | None]


class MembershipCalls:
    """The part of the client of an account that is about who is on a list."""

    _transport: Transport

    async def memberships(self, list_id: str, identity: Identity, people: Sequence[str]) -> list[Membership]:
        """Return those of the people (at most 100) who are on the list, with the time at which they joined it.

        The profiles of a list have no filter by external id: they are looked up in the account, then on the list by
        their address or number. Raises ListNotFound, KeyRefused, Transient.
        """
        if identity is not Identity.EXTERNAL_ID:
            return await self._memberships(list_id, identity, people)
        fields = ",".join(Identity)
        known, found = {*people}, []
        async for page in self._transport.pages(
            "/api/profiles", named_query(identity, people, fields), Endpoint.FIND_PROFILES, _read_profile
        ):
            found += [one for one in page if one.identifiers.get(identity) in known]
        memberships: list[Membership] = []
        left = found
        for kind in (Identity.EMAIL, Identity.PHONE_NUMBER):
            named = {one.id: one for one in left if one.identifiers.get(kind)}
            left = [one for one in left if one.id not in named]
            addresses = [str(one.identifiers[kind]) for one in named.values()]
            for piece in pieces(addresses):
                memberships += [
                    replace(one, identifier=named[one.profile_id].identifiers[identity])
                    for one in await self._memberships(list_id, kind, piece)
                    if one.profile_id in named
                ]
        # Neither address nor number: whether, and since when, they are on the list cannot be looked up.
        return [*memberships, *(Membership(one.id, one.identifiers[identity], None) for one in left)]

    async def _memberships(self, list_id: str, identity: Identity, people: Sequence[str]) -> list[Membership]:
        query, found = named_query(identity, people, f"{identity},joined_group_at"), []
        path = f"/api/lists/{list_id}/profiles"
        try:
            async for page in self._transport.pages(
                path, query, Endpoint.LIST_PROFILES, lambda item: _read_membership(item, identity)
            ):
                found += page
        except NotFound:
            raise ListNotFound(text("list-gone", list=list_id)) from None
        return found


def _read_profile(item: Any) -> _Profile:
    attributes = item["attributes"]
    return _Profile(str(item["id"]), {kind: attributes.get(kind) for kind in Identity})


def _read_membership(item: Any, identity: Identity) -> Membership:
    attributes = item["attributes"]
    shown = attributes.get(identity)
    joined_at = datetime.fromisoformat(attributes["joined_group_at"])
    return Membership(
        str(item["id"]),
        identity_of(shown, identity) if shown else None,
        joined_at if joined_at.tzinfo else joined_at.replace(tzinfo=UTC),
    )
