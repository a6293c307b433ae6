"""What Klaviyo says about opt-outs, and which of them count against a consent."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from shared.domain.opt_out import OptOut, OptOutReason, find_binding
from shared.domain.subscription import Channel
from shared.errors import Unavailable
from tests.fakes.klaviyo_fake import Script, klaviyo, ok

AT = datetime(2025, 6, 1, tzinfo=UTC)
TEXT = "2025-06-01T00:00:00+00:00"
FREE = {"can_receive_email_marketing": True, "consent": "NEVER_SUBSCRIBED", "suppression": [], "list_suppressions": []}
GONE = {"consent": "UNSUBSCRIBED", "consent_timestamp": TEXT}
UNSUBSCRIBED = [OptOut(OptOutReason.UNSUBSCRIBED, AT)]


def person(subscriptions: Any, **attributes: Any) -> dict[str, Any]:
    given = {"email": "Ann@Example.com", "phone_number": "+12065550100", "subscriptions": subscriptions}
    return {"data": [{"type": "profile", "id": "1", "attributes": given | attributes}], "links": {}}


@pytest.mark.parametrize(
    ("channel", "states", "opt_outs"),
    [
        (Channel.EMAIL, {"email": {"marketing": FREE}}, []),
        (Channel.EMAIL, {"email": {"marketing": FREE | GONE}}, UNSUBSCRIBED),
        (
            Channel.EMAIL,
            {"email": {"marketing": FREE | {"consent": "UNSUBSCRIBED", "last_updated": TEXT}}},
            UNSUBSCRIBED,
        ),
        (
            Channel.EMAIL,
            {"email": {"marketing": FREE | {"consent": "UNSUBSCRIBED"}}},
            [OptOut(OptOutReason.UNSUBSCRIBED, None)],
        ),
        (
            Channel.EMAIL,
            {"email": {"marketing": FREE | {"can_receive_email_marketing": False}}},
            [OptOut(OptOutReason.SUPPRESSED, None)],
        ),
        (Channel.EMAIL, {"email": {"marketing": FREE | {"suppression": None, "list_suppressions": None}}}, []),
        (Channel.SMS, {"sms": {"marketing": GONE}}, UNSUBSCRIBED),
        (Channel.SMS, {"sms": None}, []),
        (Channel.SMS, {}, []),
        (Channel.WHATSAPP, {"whatsapp": {"marketing": GONE, "transactional": {"consent": "SUBSCRIBED"}}}, UNSUBSCRIBED),
        (Channel.WHATSAPP, {"whatsapp": {"transactional": GONE}}, []),
        (Channel.PUSH, {"mobile_push": {"marketing": GONE}}, UNSUBSCRIBED),
        (Channel.PUSH, {"push": {"marketing": GONE}}, []),
    ],
)
async def test_the_state_of_a_channel(channel: Channel, states: Any, opt_outs: list[OptOut]) -> None:
    script = Script(ok(person(states)))
    address = "+12065550100" if channel.identifier == "phone_number" else "ann@example.com"
    found = await klaviyo(script).find_opt_outs(channel, [address])
    assert found == {address: opt_outs}
    asked = script.requests[0].url.params
    assert asked["additional-fields[profile]"] == "subscriptions"
    assert asked["filter"] == f'any({channel.identifier},["{address}"])'


@pytest.mark.parametrize(
    "answer",
    [
        person(None),
        person({}),
        person({"email": {"marketing": {}}}),
        person({"email": {"marketing": FREE | {"suppression": [{"timestamp": TEXT}]}}}),
        person({"email": {"marketing": FREE | {"suppression": [{"reason": "UNSUBSCRIBE", "timestamp": "soon"}]}}}),
        person({"email": {"marketing": FREE}}, email=None),
    ],
)
async def test_an_answer_without_the_state_proves_nothing(answer: dict[str, Any]) -> None:
    """No one is subscribed on the strength of it."""
    with pytest.raises(Unavailable):
        await klaviyo(Script(ok(answer))).find_opt_outs(Channel.EMAIL, ["ann@example.com"])


KNOWN = {"p3@example.com": "p3@example.com", "p5@example.com": "other@example.com"}
"""Addresses of profiles, and which each profile shows."""


def known(request: httpx.Request) -> httpx.Response:
    """Answer with the profiles of the addresses that the request asks for."""
    asked = json.loads(request.url.params["filter"].removeprefix("any(email,").removesuffix(")"))
    found = [
        person({"email": {"marketing": FREE | GONE}}, email=KNOWN[one])["data"][0] for one in asked if one in KNOWN
    ]
    return ok({"data": found, "links": {}})


async def test_a_profile_with_several_addresses_is_found_by_any_of_them() -> None:
    """The answer shows one of them: who opted out is not subscribed by another."""
    people, script = [f"p{number}@example.com" for number in range(10)], Script(known)
    found = await klaviyo(script).find_opt_outs(Channel.EMAIL, people)
    assert found == {"p3@example.com": UNSUBSCRIBED, "p5@example.com": UNSUBSCRIBED}
    assert len(script.requests) < len(people)
    assert await klaviyo(Script(known)).find_on_list("LIST01", "email", people) == {*KNOWN}
    assert await klaviyo(Script(known)).find_profiles("email", people) == {*KNOWN}


async def test_every_page_is_read() -> None:
    following = person({"email": {"marketing": FREE | GONE}})
    first = person({"email": {"marketing": FREE}}, email="ben@example.com")
    first["links"] = {"next": "https://klaviyo.example/api/profiles?page[cursor]=more"}
    people = ["ann@example.com", "ben@example.com"]
    found = await klaviyo(Script(ok(first), ok(following))).find_opt_outs(Channel.EMAIL, people)
    assert found == {"ben@example.com": [], "ann@example.com": UNSUBSCRIBED}


@pytest.mark.parametrize(
    ("days", "consented", "binds"),
    [
        ((-1,), True, None),
        ((0,), True, 0),
        ((1,), True, 1),
        ((-1,), False, -1),
        ((-1, 2, 1), True, 2),
        ((), False, None),
    ],
)
def test_the_newest_that_is_not_older_than_the_consent(
    days: tuple[int, ...], consented: bool, binds: int | None
) -> None:
    opt_outs = [OptOut(OptOutReason.UNSUBSCRIBED, AT + timedelta(days=day)) for day in days]
    found = find_binding(opt_outs, AT if consented else None)
    assert (found and found.at) == (None if binds is None else AT + timedelta(days=binds))
    unknown = OptOut(OptOutReason.SUPPRESSED, None)
    assert find_binding([unknown], AT) is unknown, "an unknown time may be later than any"
