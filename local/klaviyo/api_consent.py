"""Bulk subscribe and unsubscribe. Subscribing lifts suppressions: it can undo what a customer decided.

Source: descriptions of POST /api/profile-subscription-bulk-create-jobs and /api/profile-subscription-bulk-delete-jobs
in the OpenAPI file. HARD_BOUNCE and INVALID_EMAIL stay. The work is done before the answer; Klaviyo does it later.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from local.klaviyo.account import MailingList
from local.klaviyo.call import Answer, Call
from local.klaviyo.errors import Problem, Refused, bad_request, invalid
from local.klaviyo.profile import Change, Consent, Profile
from local.klaviyo.profiles import timestamp
from local.klaviyo.validation import is_email, is_phone, pointer

PROFILES_A_REQUEST = 1000
UNSUBSCRIBED_A_REQUEST = 100
_LIFTED = ("UNSUBSCRIBE", "SPAM_REPORT", "SPAM_COMPLAINT", "USER_SUPPRESSED")
_CHANNELS = ("email", "sms", "whatsapp", "push")
_OTHER_CHANNELS = ("sms", "whatsapp", "push")
_NEEDED = {"email": "email", "sms": "phone_number", "whatsapp": "phone_number"}
"""The identifier that a channel is about; push takes any."""


async def subscribe(call: Call) -> Answer:
    data = call.data("profile-subscription-bulk-create-job")
    attributes = data["attributes"]
    profiles = attributes.get("profiles")
    items = profiles.get("data") if isinstance(profiles, dict) else None
    if not isinstance(items, list) or not 1 <= len(items) <= PROFILES_A_REQUEST:
        detail = f"1 to {PROFILES_A_REQUEST} profiles are accepted."
        raise bad_request(detail, pointer="/data/attributes/profiles/data")
    call.profiles = len(items)
    problems: list[Problem] = []
    for index, item in enumerate(items):
        _check(item, index, "SUBSCRIBED", problems, historical=bool(attributes.get("historical_import")))
    if problems:
        raise Refused(400, problems)
    mailing_list = _list(call, data)
    now = time.time()
    # With double opt-in, people are asked to confirm first. Here no one does.
    confirms = mailing_list is not None and mailing_list.opt_in_process == "double_opt_in"
    confirms = confirms and not attributes.get("historical_import")
    for item in items:
        given = item["attributes"]
        change = Change(given.get("email"), given.get("phone_number"), None, b"{}", profile_id=item.get("id"))
        profile, _ = call.account.profiles.upsert(change, now)
        if confirms:
            continue
        profile.consent = profile.consent or Consent()
        _consent(profile.consent, given["subscriptions"], now)
        if mailing_list is not None:
            mailing_list.members.add(profile, now)
    return Answer(202)


async def unsubscribe(call: Call) -> Answer:
    """Revoke consent: of members of the named list for that list, which they leave; of everybody else altogether.

    Klaviyo does not document two things. Only email has suppressions of lists: on the other channels, the consent of
    members is revoked altogether too. An address or number without a profile is passed over.
    """
    data = call.data("profile-subscription-bulk-delete-job")
    profiles = data["attributes"].get("profiles")
    items = profiles.get("data") if isinstance(profiles, dict) else None
    if not isinstance(items, list) or not 1 <= len(items) <= UNSUBSCRIBED_A_REQUEST:
        detail = f"1 to {UNSUBSCRIBED_A_REQUEST} profiles are accepted."
        raise bad_request(detail, pointer="/data/attributes/profiles/data")
    call.profiles = len(items)
    problems: list[Problem] = []
    for index, item in enumerate(items):
        _check(item, index, "UNSUBSCRIBED", problems)
    if problems:
        raise Refused(400, problems)
    mailing_list = _list(call, data)
    moment = timestamp(time.time())
    for item in items:
        given = item["attributes"]
        for field in ("email", "phone_number"):
            profile = call.account.profiles.find(field, given[field]) if given.get(field) else None
            if profile is not None:
                _revoke(profile, given["subscriptions"], mailing_list, moment)
                break
    return Answer(202)


def _revoke(profile: Profile, channels: dict[str, Any], mailing_list: MailingList | None, moment: str) -> None:
    consent = profile.consent = profile.consent or Consent()
    email = (channels.get("email") or {}).get("marketing")
    if mailing_list is not None and profile.id in mailing_list.members:
        if email:
            consent.list_suppressions.append({"list_id": mailing_list.id, "reason": "UNSUBSCRIBE", "timestamp": moment})
        mailing_list.members.remove(profile.id)
    elif email:
        consent.email, consent.email_at = "UNSUBSCRIBED", moment
        if all(one["reason"] != "UNSUBSCRIBE" for one in consent.suppressions):
            consent.suppressions.append({"reason": "UNSUBSCRIBE", "timestamp": moment})
    for channel in _OTHER_CHANNELS:
        if (channels.get(channel) or {}).get("marketing"):
            setattr(consent, channel, "UNSUBSCRIBED")
            setattr(consent, f"{channel}_at", moment)


def _list(call: Call, data: dict[str, Any]) -> MailingList | None:
    relation = (data.get("relationships") or {}).get("list") or {}
    identifier = (relation.get("data") or {}).get("id")
    if identifier is None:
        return None
    if identifier not in call.account.lists:
        raise bad_request(f"List ID {identifier} does not exist.", pointer="/data/relationships/list/data/id")
    return call.account.lists[identifier]


def _consent(consent: Consent, channels: dict[str, Any], now: float) -> None:
    email = (channels.get("email") or {}).get("marketing")
    if email:
        consent.email = "SUBSCRIBED"
        consent.email_at = email.get("consented_at") or timestamp(now)
        consent.suppressions = [one for one in consent.suppressions if one["reason"] not in _LIFTED]
        consent.list_suppressions = []
    for channel in _OTHER_CHANNELS:
        if marketing := (channels.get(channel) or {}).get("marketing"):
            setattr(consent, channel, "SUBSCRIBED")
            setattr(consent, f"{channel}_at", marketing.get("consented_at") or timestamp(now))


def _check(item: Any, index: int, wanted: str, problems: list[Problem], *, historical: bool = False) -> None:
    given = item.get("attributes") if isinstance(item, dict) else None
    if not isinstance(given, dict) or item.get("type") != "profile":
        problems.append(invalid("A profile resource is required.", pointer=pointer(index)))
        return
    email, phone = given.get("email"), given.get("phone_number")
    if email is None and phone is None:
        problems.append(invalid("email or phone_number is required.", pointer=pointer(index, "/attributes")))
    if email is not None and not is_email(email):
        problems.append(invalid("Invalid email address.", pointer=pointer(index, "/attributes/email")))
    if phone is not None and not is_phone(phone):
        problems.append(invalid("Invalid phone number.", pointer=pointer(index, "/attributes/phone_number")))
    channels = given.get("subscriptions")
    if not isinstance(channels, dict):
        problems.append(invalid("subscriptions is required.", pointer=pointer(index, "/attributes/subscriptions")))
        return
    for channel in _CHANNELS:
        marketing = (channels.get(channel) or {}).get("marketing")
        if marketing is not None:
            where = pointer(index, f"/attributes/subscriptions/{channel}/marketing")
            problems += _consent_problems(marketing, where, wanted, historical=historical)
            problems += _channel_problems(given, channel, index, wanted)


def _consent_problems(marketing: dict[str, Any], where: str, wanted: str, *, historical: bool) -> Iterator[Problem]:
    if marketing.get("consent") != wanted:
        yield invalid(f"consent must be {wanted}.", pointer=f"{where}/consent")
    if historical and not _is_past(marketing.get("consented_at")):
        yield invalid("historical_import needs a consented_at in the past.", pointer=f"{where}/consented_at")
    if not historical and marketing.get("consented_at"):
        yield invalid("consented_at is only for a historical_import.", pointer=f"{where}/consented_at")


def _channel_problems(given: dict[str, Any], channel: str, index: int, wanted: str) -> Iterator[Problem]:
    needed = _NEEDED.get(channel)
    if needed and given.get(needed) is None:
        yield invalid(f"{needed} is required for {channel}.", pointer=pointer(index, f"/attributes/{needed}"))
    if channel == "push" and wanted == "UNSUBSCRIBED" and not given["subscriptions"]["push"].get("tokens"):
        yield invalid("tokens is required.", pointer=pointer(index, "/attributes/subscriptions/push/tokens"))


def _is_past(text: Any) -> bool:
    try:
        given = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return False
    return (given if given.tzinfo else given.replace(tzinfo=UTC)) < datetime.now(UTC)
