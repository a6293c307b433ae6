"""Suppressing profiles by hand and lifting that (USER_SUPPRESSED), by address or all members of a list.

Source: descriptions of /api/profile-suppression-bulk-create-jobs and /api/profile-suppression-bulk-delete-jobs in the
OpenAPI file. The work is done before the answer; Klaviyo does it later. An address without a profile gets one when it
is suppressed, and is skipped when its suppression is lifted. There are no segments here: each is unknown (404).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from local.klaviyo import resources
from local.klaviyo.account import SuppressionJob
from local.klaviyo.call import Answer, Call
from local.klaviyo.errors import Refused, bad_request, invalid, not_found
from local.klaviyo.filters import Condition, parse
from local.klaviyo.paging import sort_of
from local.klaviyo.profile import Change, Consent, Profile
from local.klaviyo.profiles import timestamp
from local.klaviyo.validation import is_email, pointer

EMAILS_A_REQUEST = 100
BY_HAND = "USER_SUPPRESSED"
SUPPRESS = "profile-suppression-bulk-create-job"
UNSUPPRESS = "profile-suppression-bulk-delete-job"
_JOBS_A_PAGE = 20
_FILTERS = dict.fromkeys(("status", "list_id", "segment_id"), frozenset({"equals"}))


async def suppress(call: Call) -> Answer:
    moment = timestamp(time.time())

    def add(profile: Profile) -> bool:
        profile.consent = profile.consent or Consent()
        new = all(one["reason"] != BY_HAND for one in profile.consent.suppressions)
        if new:
            profile.consent.suppressions.append({"reason": BY_HAND, "timestamp": moment})
        return new

    return _work(call, SUPPRESS, add, create=True)


async def unsuppress(call: Call) -> Answer:
    def lift(profile: Profile) -> bool:
        consent = profile.consent or Consent()
        kept = [one for one in consent.suppressions if one["reason"] != BY_HAND]
        lifted = len(kept) < len(consent.suppressions)
        consent.suppressions = kept
        return lifted

    return _work(call, UNSUPPRESS, lift, create=False)


async def get_jobs(call: Call) -> Answer:
    paging = call.paging(default=_JOBS_A_PAGE)
    _, backwards = sort_of(call.query, ("created",), "-created")
    conditions = parse(call.query.get("filter"), _FILTERS)
    jobs = [
        job
        for job in call.account.suppression_jobs.values()
        if job.type == _type(call) and all(_holds(job, which) for which in conditions)
    ]
    page, following = paging.cut(jobs[::-1] if backwards else jobs)
    data = [resources.suppression_job(one, call.origin, call.query) for one in page]
    return Answer(200, {"data": data, "links": paging.links(following)})


async def get_job(call: Call) -> Answer:
    job = call.account.suppression_jobs.get(call.params["id"])
    if job is None or job.type != _type(call):
        raise not_found(_type(call), call.params["id"])
    return Answer(200, {"data": resources.suppression_job(job, call.origin, call.query), "links": call.links()})


def _type(call: Call) -> str:
    return call.path.split("/")[2].removesuffix("s")


def _holds(job: SuppressionJob, condition: Condition) -> bool:
    values = {"status": "complete", "list_id": job.list_id, "segment_id": None}
    return condition.holds_text(values[condition.field])


def _work(call: Call, kind: str, change: Callable[[Profile], bool], *, create: bool) -> Answer:
    data = call.data(kind)
    list_id = _list_id(call, data.get("relationships"))
    emails = _emails(call, data["attributes"].get("profiles"))
    if (list_id is None) == (emails is None):
        raise bad_request("Either profiles or a list is required.", pointer="/data/attributes/profiles")
    if list_id is not None:
        profiles: list[Profile | None] = [*call.account.lists[list_id].members]
    else:
        profiles = [_profile(call, email, create=create) for email in emails or ()]
    done = sum(profile is not None and change(profile) for profile in profiles)
    job = SuppressionJob(kind, call.world.ids.ulid(), time.time(), done, len(profiles) - done, list_id)
    call.account.suppression_jobs[job.id] = job
    return Answer(202, {"data": resources.suppression_job(job, call.origin, call.query)})


def _profile(call: Call, email: str, *, create: bool) -> Profile | None:
    store = call.account.profiles
    found = store.find("email", email)
    if found is None and create:
        found, _ = store.upsert(Change(email, None, None, b"{}"), time.time())
    return found


def _list_id(call: Call, relationships: Any) -> str | None:
    given = relationships if isinstance(relationships, dict) else {}
    for name in ("segment", "list"):
        related = given.get(name)
        resource = related.get("data") if isinstance(related, dict) else None
        if not isinstance(resource, dict):
            continue
        identifier = str(resource.get("id"))
        if name == "segment" or identifier not in call.account.lists:
            raise not_found(name, identifier, pointer=f"/data/relationships/{name}/data/id")
        return identifier
    return None


def _emails(call: Call, profiles: Any) -> list[str] | None:
    if profiles is None:
        return None
    items = profiles.get("data") if isinstance(profiles, dict) else None
    if not isinstance(items, list) or not 1 <= len(items) <= EMAILS_A_REQUEST:
        raise bad_request(f"1 to {EMAILS_A_REQUEST} profiles are accepted.", pointer="/data/attributes/profiles/data")
    found = [((item if isinstance(item, dict) else {}).get("attributes") or {}).get("email") for item in items]
    problems = [
        invalid("Invalid email address.", pointer=pointer(index, "/attributes/email"))
        for index, email in enumerate(found)
        if not is_email(email)
    ]
    if problems:
        raise Refused(400, problems)
    call.profiles = len(items)
    return [str(email) for email in found]
