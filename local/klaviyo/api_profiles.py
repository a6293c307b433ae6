"""Single profiles: look up, create or update, forget."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from local.klaviyo import resources
from local.klaviyo.call import Answer, Call
from local.klaviyo.errors import Problem, Refused, bad_request, invalid, not_found, of_status
from local.klaviyo.filters import Condition, parse
from local.klaviyo.paging import Paging, sort_of
from local.klaviyo.profile import Profile, fold_email
from local.klaviyo.validation import PROFILE_BYTES, is_email, is_phone, read_profile

_IDENTITY = frozenset({"any", "equals"})
_FILTERS = dict.fromkeys(("id", "email", "phone_number", "external_id"), _IDENTITY)


async def get_profiles(call: Call) -> Answer:
    """Sorted by `id` or `created`, which is the same order; other sorts are not simulated (400)."""
    paging = call.paging()
    _, backwards = sort_of(call.query, ("id", "created"), "id")
    profiles, following = _found(call, paging, backwards=backwards)
    data = [resources.profile(one, call.origin, call.query) for one in profiles]
    return Answer(200, {"data": data, "links": paging.links(following)})


def _found(call: Call, paging: Paging, *, backwards: bool) -> tuple[Sequence[Profile], int | None]:
    conditions = parse(call.query.get("filter"), _FILTERS)
    store = call.account.profiles
    if not conditions:
        members, following = store.roll.page(paging.after, paging.size, backwards=backwards)
        return [one.profile for one in members], following
    first = conditions[0]
    candidates = {one.id: one for value in first.values if (one := store.find(first.field, value)) is not None}
    kept = [one for one in candidates.values() if all(_holds(one, which) for which in conditions)]
    return paging.cut(sorted(kept, key=lambda one: one.id, reverse=backwards))


def _holds(profile: Profile, condition: Condition) -> bool:
    if condition.field == "email":
        return (profile.email or "") in {fold_email(value) for value in condition.values}
    return condition.holds_text(getattr(profile, condition.field))


async def get_profile(call: Call) -> Answer:
    found = call.account.profiles.find("id", call.params["id"])
    if found is None:
        raise not_found("profile", call.params["id"])
    return Answer(200, {"data": resources.profile(found, call.origin, call.query), "links": call.links()})


async def import_profile(call: Call) -> Answer:
    """Create (201) or update (200); null clears a field, what is not given stays."""
    if len(call.body) > PROFILE_BYTES:
        raise of_status(413, "A profile must not exceed 100 KB.")
    problems: list[Problem] = []
    change = read_profile(call.data("profile"), "/data", problems)
    if change is None:
        raise Refused(400, problems)
    if fold_email(change.email or "") in call.world.bad_emails:
        raise bad_request("Invalid email address.", pointer="/data/attributes/email")
    call.profiles = 1
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
