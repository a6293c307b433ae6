"""Single profiles: look up, create or update, forget."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from local.klaviyo import resources
from local.klaviyo.call import Answer, Call
from local.klaviyo.errors import Problem, Refused, bad_request, invalid, of_status
from local.klaviyo.filters import Condition, parse
from local.klaviyo.paging import Paging, sort_of
from local.klaviyo.profile import Change, Consent, Profile, fold_email
from local.klaviyo.validation import PROFILE_BYTES, is_email, is_phone, read_profile

_IDENTITY = frozenset({"any", "equals"})
_EQUALS = frozenset({"equals"})
_BOUNDS = frozenset({"greater-than", "less-than"})
_TIMES = _BOUNDS | {"greater-or-equal", "less-or-equal"}
_IDENTIFIERS = ("id", "email", "phone_number", "external_id")
_MARKETING = "subscriptions.email.marketing."
_SUPPRESSION, _LIST_SUPPRESSIONS = f"{_MARKETING}suppression.", f"{_MARKETING}list_suppressions."
_FILTERS = dict.fromkeys(_IDENTIFIERS, _IDENTITY) | {
    "_kx": _EQUALS,
    "created": _BOUNDS,
    "updated": _BOUNDS,
    f"{_SUPPRESSION}reason": _EQUALS,
    f"{_SUPPRESSION}timestamp": _TIMES,
    f"{_LIST_SUPPRESSIONS}reason": _EQUALS,
    f"{_LIST_SUPPRESSIONS}timestamp": _TIMES,
    f"{_LIST_SUPPRESSIONS}list_id": _EQUALS,
}
_SUPPRESSION_TIMES = (f"{_SUPPRESSION}timestamp", f"{_LIST_SUPPRESSIONS}timestamp")
_SORTS = ("id", "created", "updated", "email", *_SUPPRESSION_TIMES)


async def get_profiles(call: Call) -> Answer:
    """Profiles without a value to sort by come last (Klaviyo does not document this)."""
    paging = call.paging()
    related: dict[str, Any] = {"included": []} if call.included("conversations", "push-tokens") else {}
    name, backwards = sort_of(call.query, _SORTS, "id")
    profiles, following = _found(call, paging, name, backwards=backwards)
    data = [resources.profile(one, call.origin, call.query) for one in profiles]
    return Answer(200, {"data": data, "links": paging.links(following)} | related)


def _found(call: Call, paging: Paging, name: str, *, backwards: bool) -> tuple[Sequence[Profile], int | None]:
    conditions = parse(call.query.get("filter"), _FILTERS)
    store = call.account.profiles
    if not conditions and name in ("id", "created"):
        # Profiles come in this order.
        members, following = store.roll.page(paging.after, paging.size, backwards=backwards)
        return [one.profile for one in members], following
    by_identity = next((one for one in conditions if one.field in _IDENTIFIERS), None)
    candidates: Iterable[Profile] = store.roll
    if by_identity is not None:
        named = (store.find(by_identity.field, value) for value in by_identity.values)
        candidates = {one.id: one for one in named if one is not None}.values()
    kept = [one for one in candidates if all(_holds(one, which) for which in conditions)]
    return paging.cut(_sorted(kept, name, backwards=backwards))


def _sorted(profiles: list[Profile], name: str, *, backwards: bool) -> list[Profile]:
    keys = {one.id: _sort_value(one, name) for one in profiles}
    with_value = [one for one in profiles if keys[one.id] is not None]
    with_value.sort(key=lambda one: (keys[one.id], one.id), reverse=backwards)
    return with_value + [one for one in profiles if keys[one.id] is None]


def _sort_value(profile: Profile, name: str) -> Any:
    if name in _SUPPRESSION_TIMES:
        return max((one["timestamp"] for one in _suppressions(profile, name)), default=None)
    return getattr(profile, name)


def _suppressions(profile: Profile, field: str) -> list[dict[str, str]]:
    """Those that a field of a filter or a sort is about."""
    consent = profile.consent or Consent()
    return consent.list_suppressions if field.startswith(_LIST_SUPPRESSIONS) else consent.suppressions


def _holds(profile: Profile, condition: Condition) -> bool:
    if condition.field == "_kx":
        # The simulator has no identifiers of Klaviyo's script.
        return False
    if condition.field in ("created", "updated"):
        return condition.holds_time(getattr(profile, condition.field))
    if condition.field.startswith(_MARKETING):
        key = condition.field.rpartition(".")[2]
        found = [one[key] for one in _suppressions(profile, condition.field)]
        if key == "timestamp":
            return any(condition.holds_time(datetime.fromisoformat(one).timestamp()) for one in found)
        return condition.holds_any(found)
    if condition.field == "email":
        return (profile.email or "") in {fold_email(value) for value in condition.values}
    return condition.holds_text(getattr(profile, condition.field))


async def get_profile(call: Call) -> Answer:
    """`include=lists` adds the lists and their identifiers; of all else that can be included there is none."""
    found = call.profile()
    names = call.included(*resources.PROFILE_RELATIONS)
    data = resources.profile(found, call.origin, call.query)
    related: dict[str, Any] = {}
    for name in names:
        lists = call.account.lists_of(found) if name == "lists" else []
        data["relationships"][name]["data"] = [{"type": "list", "id": one.id} for one in lists]
        related.setdefault("included", []).extend(resources.mailing_list(one, call.origin, call.query) for one in lists)
    return Answer(200, {"data": data, "links": call.links()} | related)


async def create_profile(call: Call) -> Answer:
    """A new profile; 409 where one of its identifiers belongs to another."""
    change = _change(call)
    _check_free(call, change, None)
    profile, _ = call.account.profiles.upsert(change, time.time(), nulls_clear=True)
    data = resources.profile(profile, call.origin, call.query)
    return Answer(201, {"data": data, "links": {"self": data["links"]["self"]}})


async def update_profile(call: Call) -> Answer:
    """Null clears a field, what is not given stays; 409 where an identifier belongs to another."""
    found = call.profile()
    call.check_id(call.data("profile"))
    change = _change(call)
    _check_free(call, change, found)
    profile, _ = call.account.profiles.upsert(change, time.time(), nulls_clear=True)
    return Answer(200, {"data": resources.profile(profile, call.origin, call.query), "links": call.links()})


def _check_free(call: Call, change: Change, holder: Profile | None) -> None:
    for name in ("email", "phone_number", "external_id"):
        value = getattr(change, name)
        other = call.account.profiles.find(name, value) if value is not None else None
        if other is not None and other is not holder:
            raise _duplicate(f"A profile already exists with one of these identifiers: {name}.", f"/{name}", other)


def _duplicate(detail: str, place: str, other: Profile) -> Refused:
    meta = {"duplicate_profile_id": other.id}
    return Refused(409, [Problem("duplicate_profile", "Conflict.", detail, f"/data/attributes{place}", meta=meta)])


def _change(call: Call) -> Change:
    """The change in the body; raises Refused."""
    if len(call.body) > PROFILE_BYTES:
        raise of_status(413, "A profile must not exceed 100 KB.")
    problems: list[Problem] = []
    change = read_profile(call.data("profile"), "/data", problems)
    if change is None:
        raise Refused(400, problems)
    call.profiles = 1
    return change


async def import_profile(call: Call) -> Answer:
    """Create (201) or update (200); null clears a field, what is not given stays."""
    change = _change(call)
    if fold_email(change.email or "") in call.world.bad_emails:
        raise bad_request("Invalid email address.", pointer="/data/attributes/email")
    if call.world.options.conflicts == "refuse":
        other = call.account.profiles.conflict(change)
        if other is not None:
            raise _duplicate("A profile already exists with one of these identifiers.", "", other)
    profile, created = call.account.profiles.upsert(change, time.time(), nulls_clear=True)
    data = resources.profile(profile, call.origin, call.query)
    return Answer(201 if created else 200, {"data": data, "links": {"self": data["links"]["self"]}})


async def request_deletion(call: Call) -> Answer:
    """Deletes, a little later, the profile with one of email, phone_number or id."""
    where = "/data/attributes/profile"
    data = call.data("data-privacy-deletion-job")["attributes"].get("profile")
    resource = data.get("data") if isinstance(data, dict) else None
    if not isinstance(resource, dict) or resource.get("type") != "profile":
        raise bad_request("A profile is required.", pointer=f"{where}/data")
    attributes = resource.get("attributes") or {}
    given = {"id": resource.get("id")} | {name: attributes.get(name) for name in ("email", "phone_number")}
    identifiers = {name: value for name, value in given.items() if value is not None}
    if len(identifiers) != 1:
        raise bad_request("Exactly one of email, phone_number or id is required.", pointer=f"{where}/data/attributes")
    ((name, value),) = identifiers.items()
    if (name == "email" and not is_email(value)) or (name == "phone_number" and not is_phone(value)):
        raise Refused(400, [invalid(f"Invalid {name}.", pointer=f"{where}/data/attributes/{name}")])
    account = call.account

    def delete() -> None:
        profile = account.profiles.find(name, str(value))
        if profile is not None:
            account.delete_profile(profile)

    asyncio.get_running_loop().call_later(call.world.options.job_seconds, delete)
    return Answer(202)
