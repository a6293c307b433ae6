"""Bulk subscribe and unsuppress: the calls that lift suppressions. Subscribing can undo what a customer decided.

Source: descriptions of POST /api/profile-subscription-bulk-create-jobs and of POST
/api/profile-suppression-bulk-delete-jobs in the OpenAPI file. HARD_BOUNCE and INVALID_EMAIL stay. The work is done
before the answer; Klaviyo does it later.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from local.klaviyo.call import Answer, Call
from local.klaviyo.errors import Problem, Refused, bad_request, invalid
from local.klaviyo.profile import Change, Consent
from local.klaviyo.profiles import timestamp
from local.klaviyo.validation import is_email, is_phone, pointer

PROFILES_A_REQUEST = 1000
UNSUPPRESSED_A_REQUEST = 100
_LIFTED = ("UNSUBSCRIBE", "SPAM_REPORT", "SPAM_COMPLAINT", "USER_SUPPRESSED")
_CHANNELS = ("email", "sms")


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
        _check(item, index, bool(attributes.get("historical_import")), problems)
    if problems:
        raise Refused(400, problems)
    members = _members(call, data)
    now = time.time()
    for item in items:
        given = item["attributes"]
        change = Change(given.get("email"), given.get("phone_number"), None, b"{}", profile_id=item.get("id"))
        profile, _ = call.account.profiles.upsert(change, now)
        profile.consent = profile.consent or Consent()
        _consent(profile.consent, given["subscriptions"], now)
        if members is not None:
            members.add(profile, now)
    return Answer(202)


async def unsuppress(call: Call) -> Answer:
    """Lifts suppressions by hand (USER_SUPPRESSED), by address. Lists and segments are not taken here."""
    where = "/data/attributes/profiles/data"
    profiles = call.data("profile-suppression-bulk-delete-job")["attributes"].get("profiles")
    items = profiles.get("data") if isinstance(profiles, dict) else None
    if not isinstance(items, list) or not 1 <= len(items) <= UNSUPPRESSED_A_REQUEST:
        raise bad_request(f"1 to {UNSUPPRESSED_A_REQUEST} profiles are accepted.", pointer=where)
    emails = [((item if isinstance(item, dict) else {}).get("attributes") or {}).get("email") for item in items]
    problems = [
        invalid("Invalid email address.", pointer=pointer(index, "/attributes/email"))
        for index, email in enumerate(emails)
        if not is_email(email)
    ]
    if problems:
        raise Refused(400, problems)
    call.profiles = len(items)
    for email in emails:
        profile = call.account.profiles.find("email", str(email))
        if profile is not None and profile.consent is not None:
            consent = profile.consent
            consent.suppressions = [one for one in consent.suppressions if one["reason"] != "USER_SUPPRESSED"]
    return Answer(202, {"data": _ended_job(call, len(items))})


def _ended_job(call: Call, count: int) -> dict[str, Any]:
    identifier, moment = call.world.ids.ulid(), timestamp(time.time())
    attributes = {
        "status": "complete", "created_at": moment, "completed_at": moment,
        "total_count": count, "completed_count": count, "skipped_count": 0,
    }  # fmt: skip
    links = {"self": f"{call.origin}{call.path}/{identifier}"}
    return {"type": "profile-suppression-bulk-delete-job", "id": identifier, "attributes": attributes, "links": links}


def _members(call: Call, data: dict[str, Any]) -> Any:
    relation = (data.get("relationships") or {}).get("list") or {}
    identifier = (relation.get("data") or {}).get("id")
    if identifier is None:
        return None
    if identifier not in call.account.lists:
        raise bad_request(f"List ID {identifier} does not exist.", pointer="/data/relationships/list/data/id")
    return call.account.lists[identifier].members


def _consent(consent: Consent, channels: dict[str, Any], now: float) -> None:
    email = (channels.get("email") or {}).get("marketing")
    if email:
        consent.email = "SUBSCRIBED"
        consent.email_at = email.get("consented_at") or timestamp(now)
        consent.suppressions = [one for one in consent.suppressions if one["reason"] not in _LIFTED]
    sms = (channels.get("sms") or {}).get("marketing")
    if sms:
        consent.sms = "SUBSCRIBED"
        consent.sms_at = sms.get("consented_at") or timestamp(now)


def _check(item: Any, index: int, historical: bool, problems: list[Problem]) -> None:
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
        if marketing is None:
            continue
        where = pointer(index, f"/attributes/subscriptions/{channel}/marketing")
        if marketing.get("consent") != "SUBSCRIBED":
            problems.append(invalid("consent must be SUBSCRIBED.", pointer=f"{where}/consent"))
        if historical and not _is_past(marketing.get("consented_at")):
            detail = "historical_import needs a consented_at in the past."
            problems.append(invalid(detail, pointer=f"{where}/consented_at"))


def _is_past(text: Any) -> bool:
    try:
        given = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return False
    return (given if given.tzinfo else given.replace(tzinfo=UTC)) < datetime.now(UTC)
