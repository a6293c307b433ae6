"""The calls about people's consent: look at it, subscribe, revoke, suppress.

Sources: descriptions of the calls, and the schemas Subscriptions, EmailMarketing, SMSMarketing,
WhatsappMarketingChannel and PushMarketing in Klaviyo's OpenAPI file. Its list of reasons says SPAM_COMPLAINT, its
descriptions say SPAM_REPORT.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Any
from urllib.parse import quote

from shared.domain.consent_feed import FoundOptOut, Scope
from shared.domain.identity import Identity, identity_of
from shared.domain.opt_out import OptOut, OptOutReason
from shared.domain.subscription import Channel
from shared.errors import ListNotFound
from shared.klaviyo.bodies import subscription_body, suppression_body, unsubscription_body
from shared.klaviyo.budget import Endpoint
from shared.klaviyo.transport import SUBSCRIBE, SUPPRESS, UNSUBSCRIBE, NotFound, Transport
from shared.texts import text

PAGE = 100
"""Profiles of one look-up: the largest page. Also the most people of one call that revokes or suppresses."""
URL_BYTES = 6000
"""Of addresses in one look-up. Klaviyo states no limit; proxies commonly end at 8 KB."""

_REASONS = {
    "UNSUBSCRIBE": OptOutReason.UNSUBSCRIBED,
    "SPAM_REPORT": OptOutReason.COMPLAINED,
    "SPAM_COMPLAINT": OptOutReason.COMPLAINED,
    "HARD_BOUNCE": OptOutReason.BOUNCED,
    "INVALID_EMAIL": OptOutReason.INVALID_ADDRESS,
}
"""Reasons of Klaviyo's suppressions. Any other, also a new one, is `suppressed`."""

_SUPPRESSIONS = {Scope.ACCOUNT: "suppression", Scope.LIST: "list_suppressions"}
"""What email marketing calls them."""

_STATES = {Channel.PUSH: "mobile_push"}
"""Where a profile shows a channel under another name than calls give it."""


class ConsentCalls:
    """The part of the client of an account that is about consent."""

    _transport: Transport

    async def find_opt_outs(self, channel: Channel, addresses: Sequence[str]) -> dict[str, list[OptOut]]:
        """Return the opt-outs of those of the people (at most 100) whom Klaviyo knows, by the address as it compares.

        Raises KeyRefused, Transient; Unavailable also where a profile comes without its consent: that proves nothing.
        """
        more = {"additional-fields[profile]": "subscriptions"}

        async def ask(some: Sequence[str]) -> list[tuple[str, list[OptOut]]]:
            query = named_query(channel.identifier, some, f"{channel.identifier},subscriptions") | more
            pages = self._transport.pages(
                "/api/profiles", query, Endpoint.FIND_PROFILES, lambda item: _read_opt_outs(item, channel)
            )
            return [one async for page in pages for one in page]

        found = await by_value(channel.identifier, addresses, ask)
        return {address: [*chain.from_iterable(answers)] for address, answers in found.items()}

    async def opted_out(
        self, scope: Scope, since: datetime, until: datetime, cursor: str | None
    ) -> tuple[list[FoundOptOut], str | None]:
        """Return a page of the opt-outs from email marketing in a window of time, oldest first, and the next cursor.

        `since` belongs to the window, `until` does not. Raises BodyRefused for a cursor that is not valid any more,
        KeyRefused, Transient.
        """
        field = f"subscriptions.email.marketing.{_SUPPRESSIONS[scope]}.timestamp"
        query = {
            "filter": f"greater-or-equal({field},{_time(since)}),less-than({field},{_time(until)})",
            "sort": field,
            "page[size]": str(PAGE),
            "fields[profile]": "email,phone_number,external_id,subscriptions",
            "additional-fields[profile]": "subscriptions",
        }
        page, following = await self._transport.page(
            "/api/profiles",
            query,
            Endpoint.FIND_PROFILES,
            lambda item: [one for one in _read_suppressions(item, scope) if since <= one.at < until],
            cursor,
        )
        return [one for found in page for one in found], following

    async def find_profiles(self, field: str, values: Sequence[str]) -> set[str]:
        """Return those of the values (at most 100) of an identifier that a profile has, as Klaviyo compares them."""
        return await self._find_values("/api/profiles", Endpoint.FIND_PROFILES, field, values)

    async def find_on_list(self, list_id: str, field: str, values: Sequence[str]) -> set[str]:
        """Return those of the values (at most 100) of an identifier that a person on the list has.

        Raises ListNotFound, KeyRefused, Transient.
        """
        try:
            return await self._find_values(f"/api/lists/{list_id}/profiles", Endpoint.LIST_PROFILES, field, values)
        except NotFound:
            raise ListNotFound(text("list-gone", list=str(list_id))) from None

    async def _find_values(self, path: str, endpoint: Endpoint, field: str, values: Sequence[str]) -> set[str]:
        async def ask(some: Sequence[str]) -> list[tuple[str, None]]:
            query = named_query(field, some, field)
            pages = self._transport.pages(path, query, endpoint, lambda item: (_read_address(item, field), None))
            return [one async for page in pages for one in page]

        return {*await by_value(field, values, ask)}

    async def subscribe(
        self,
        list_id: str,
        channel: Channel,
        people: Sequence[tuple[str, str | None]],
        *,
        historical: bool,
        source: str | None,
    ) -> None:
        """Subscribe at most 1,000 people on a channel: address, and time of consent (ISO 8601) or None.

        Lifts suppressions (UNSUBSCRIBE, SPAM_REPORT, USER_SUPPRESSED). `historical` sends no message that asks for
        confirmation and starts no flow; Klaviyo then requires a time in the past for each person. Raises BodyRefused,
        ListNotFound, KeyRefused, Transient.
        """
        body = subscription_body(list_id, channel, people, historical=historical, source=source)
        await self._change_consent(SUBSCRIBE, Endpoint.SUBSCRIBE, body, list_id)

    async def unsubscribe(self, list_id: str | None, channel: Channel, addresses: Sequence[str]) -> None:
        """Revoke the consent of at most 100 people: for a list, which they leave, or (None) for the whole account.

        Klaviyo revokes the consent of people who are not on the list for the whole account. Raises as `subscribe`.
        """
        body = unsubscription_body(list_id, channel, addresses)
        await self._change_consent(UNSUBSCRIBE, Endpoint.UNSUBSCRIBE, body, list_id)

    async def suppress(self, emails: Sequence[str]) -> None:
        """Stop all marketing email to at most 100 addresses. Makes a profile of an unknown one. Raises as above."""
        await self._change_consent(SUPPRESS, Endpoint.SUPPRESS, suppression_body(emails), None)

    async def _change_consent(self, path: str, endpoint: Endpoint, body: bytes, list_id: str | None) -> None:
        try:
            await self._transport.call("POST", path, endpoint, None, content=body)
        except NotFound:
            raise ListNotFound(text("list-gone", list=str(list_id))) from None


def pieces(addresses: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield groups of addresses for look-ups: as many as a page of the answer holds and as a URL can carry."""
    start = size = 0
    for position, address in enumerate(addresses):
        length = len(quote(address, safe="")) + len("%22%22%2C")
        if position > start and (position - start == PAGE or size + length > URL_BYTES):
            yield addresses[start:position]
            start, size = position, 0
        size += length
    if start < len(addresses):
        yield addresses[start:]


async def by_value[T](
    field: str, values: Sequence[str], ask: Callable[[Sequence[str]], Awaitable[Sequence[tuple[str | None, T]]]]
) -> dict[str, list[T]]:
    """Return what `ask` answers (value shown, answer), by the values that it is asked for; those not found have none.

    A profile may have several email addresses and show another than the one that was asked for. Then those who were
    not found are asked for by halves, down to one alone: the answer is theirs.
    """
    answers, several = await ask(values), field == Identity.EMAIL
    if several and len(values) == 1 and answers:
        return {values[0]: [answer for _, answer in answers]}
    found: dict[str, list[T]] = {}
    for shown, answer in answers:
        if shown in values:
            found.setdefault(str(shown), []).append(answer)
    if several and sum(map(len, found.values())) < len(answers):
        left = [value for value in values if value not in found]
        middle = (len(left) + 1) // 2
        for half in filter(None, (left[:middle], left[middle:])):
            found |= await by_value(field, half, ask)
    return found


def named_query(field: str, values: Sequence[str], fields: str) -> dict[str, str]:
    """Return the query for the profiles with one of the values (at most 100) of an identifier, with these fields."""
    wanted = ",".join(json.dumps(value, ensure_ascii=False) for value in values)
    return {"filter": f"any({field},[{wanted}])", "page[size]": str(PAGE), "fields[profile]": fields}


def _read_address(item: Any, field: str) -> str:
    address = item["attributes"][field]
    if not isinstance(address, str):
        raise TypeError("not an address")
    return identity_of(address) if field == "email" else address


def _read_opt_outs(item: Any, channel: Channel) -> tuple[str, list[OptOut]]:
    states = item["attributes"]["subscriptions"]
    state = states.get(_STATES.get(channel, channel.value))
    # Of a channel that the account does not use, Klaviyo shows nothing: no one can have opted out of it.
    marketing = (state or {}).get("marketing") or {}
    opt_outs = []
    if marketing.get("consent") == "UNSUBSCRIBED":
        at = _read_time(marketing.get("consent_timestamp") or marketing.get("last_updated"))
        opt_outs.append(OptOut(OptOutReason.UNSUBSCRIBED, at))
    if channel is Channel.EMAIL:
        if not isinstance(marketing.get("consent"), str):
            raise TypeError("no consent")
        # Of every list: Klaviyo does not say that subscribing leaves the suppressions of other lists alone.
        suppressions = [*(marketing.get("suppression") or []), *(marketing.get("list_suppressions") or [])]
        opt_outs += [_read_suppression(one) for one in suppressions]
        if marketing.get("can_receive_email_marketing") is False and not opt_outs:
            opt_outs.append(OptOut(OptOutReason.SUPPRESSED, None))
    return _read_address(item, channel.identifier), opt_outs


def _read_suppression(given: Any) -> OptOut:
    return OptOut(_REASONS.get(given["reason"], OptOutReason.SUPPRESSED), _read_time(given.get("timestamp")))


def _read_suppressions(item: Any, scope: Scope) -> list[FoundOptOut]:
    attributes = item["attributes"]
    marketing = attributes["subscriptions"]["email"]["marketing"]
    identifiers = {name: attributes.get(name) for name in ("email", "phone_number", "external_id")}
    found = []
    for given in marketing.get(_SUPPRESSIONS[scope]) or []:
        read = _read_suppression(given)
        if read.at is None:
            raise ValueError("no time")
        list_id = given["list_id"] if scope is Scope.LIST else None
        found.append(FoundOptOut(read.at, read.reason, list_id, profile_id=item["id"], **identifiers))
    return found


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _read_time(text: Any) -> datetime | None:
    if not text:
        return None
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
