"""Accounts, lists and who is on them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from local.klaviyo import resources
from local.klaviyo.account import MailingList
from local.klaviyo.call import Answer, Call
from local.klaviyo.errors import Problem, Refused, bad_request, not_found
from local.klaviyo.filters import Condition, parse
from local.klaviyo.paging import Paging, sort_of
from local.klaviyo.profile import fold_email
from local.klaviyo.roll import Member

LIST_PAGE = 10
IDS_A_REQUEST = 1000

_IDENTITY = frozenset({"any", "equals"})
_TIMES = frozenset({"greater-or-equal", "greater-than", "less-or-equal", "less-than"})
_LIST_FILTERS = {
    "name": _IDENTITY,
    "id": _IDENTITY,
    "created": frozenset({"greater-than"}),
    "updated": frozenset({"greater-than"}),
}
_MEMBER_FILTERS = {
    "email": _IDENTITY,
    "phone_number": _IDENTITY,
    "push_token": _IDENTITY,
    "_kx": frozenset({"equals"}),
    "joined_group_at": _TIMES,
}
_HELD_BY_NOBODY = ("push_token", "_kx")
_OPT_IN = ("double_opt_in", "single_opt_in")


async def get_accounts(call: Call) -> Answer:
    data = [resources.account(call.account, call.origin)]
    return Answer(200, {"data": data, "links": call.links()})


async def get_account(call: Call) -> Answer:
    if call.params["id"] != call.account.id:
        raise not_found("account", call.params["id"])
    return Answer(200, {"data": resources.account(call.account, call.origin), "links": call.links()})


async def get_lists(call: Call) -> Answer:
    paging = call.paging(default=LIST_PAGE, maximum=LIST_PAGE)
    name, backwards = sort_of(call.query, ("created", "id", "name", "updated"), "id")
    related = _included(call)
    conditions = parse(call.query.get("filter"), _LIST_FILTERS)
    found = [one for one in call.account.lists.values() if all(_list_holds(one, which) for which in conditions)]
    found.sort(key=lambda one: (getattr(one, name), one.id), reverse=backwards)
    page, following = paging.cut(found)
    data = [resources.mailing_list(one, call.origin, call.query) for one in page]
    return Answer(200, {"data": data, "links": paging.links(following)} | related)


def _included(call: Call) -> dict[str, Any]:
    """`included` where it is asked for: lists here have neither tags nor flows."""
    return {"included": []} if call.included("flow-triggers", "tags") else {}


def _list_holds(item: MailingList, condition: Condition) -> bool:
    if condition.field in ("created", "updated"):
        return condition.holds_time(getattr(item, condition.field))
    return condition.holds_text(getattr(item, condition.field))


async def get_list(call: Call) -> Answer:
    data = resources.mailing_list(call.mailing_list(), call.origin, call.query)
    return Answer(200, {"data": data, "links": call.links()} | _included(call))


async def update_list(call: Call) -> Answer:
    """What is left out, or null, stays."""
    found = call.mailing_list()
    data = call.data("list")
    call.check_id(data)
    found.name, found.opt_in_process = _settings(data["attributes"], found.name, found.opt_in_process)
    found.updated = time.time()
    return Answer(200, {"data": resources.mailing_list(found, call.origin, call.query), "links": call.links()})


async def delete_list(call: Call) -> Answer:
    """Its members stay profiles of the account."""
    del call.account.lists[call.mailing_list().id]
    return Answer(204)


def _settings(attributes: dict[str, Any], name: str, opt_in: str) -> tuple[str, str]:
    """Name and opt-in process as given, else these; raises Refused (400)."""
    given, process = attributes.get("name"), attributes.get("opt_in_process")
    if given is not None and not isinstance(given, str):
        raise bad_request("Not a valid string.", pointer="/data/attributes/name")
    if process is not None and process not in _OPT_IN:
        raise bad_request("Unknown opt-in process.", pointer="/data/attributes/opt_in_process")
    name = name if given is None else given
    if not name:
        raise bad_request("The field 'name' is required.", pointer="/data/attributes/name")
    return name, process or opt_in


async def create_list(call: Call) -> Answer:
    name, opt_in = _settings(call.data("list")["attributes"], "", "single_opt_in")
    created = call.account.add_list(call.world.ids.list(), name, opt_in)
    data = resources.mailing_list(created, call.origin, call.query)
    return Answer(201, {"data": data, "links": {"self": data["links"]["self"]}})


async def get_list_profiles(call: Call) -> Answer:
    paging = call.paging()
    members, following = _members(call, paging)
    data = [resources.profile(one.profile, call.origin, call.query, one.joined) for one in members]
    return Answer(200, {"data": data, "links": paging.links(following)})


async def get_list_profile_ids(call: Call) -> Answer:
    paging = call.paging()
    members, following = _members(call, paging)
    data: list[dict[str, Any]] = [{"type": "profile", "id": one.profile.id} for one in members]
    return Answer(200, {"data": data, "links": paging.links(following)})


def _members(call: Call, paging: Paging) -> tuple[Sequence[Member], int | None]:
    roll = call.mailing_list().members
    _, backwards = sort_of(call.query, ("joined_group_at",), "joined_group_at")
    conditions = parse(call.query.get("filter"), _MEMBER_FILTERS)
    if not conditions:
        return roll.page(paging.after, paging.size, backwards=backwards)
    if any(one.field in _HELD_BY_NOBODY for one in conditions):
        return [], None
    identities = [one for one in conditions if one.field != "joined_group_at"]
    candidates = (
        [found for value in identities[0].values if (found := call.account.profiles.find(identities[0].field, value))]
        if identities
        else roll
    )
    kept = {
        profile.id: Member(profile, roll.joined(profile.id))
        for profile in candidates
        if profile.id in roll and all(_member_holds(profile, roll.joined(profile.id), one) for one in conditions)
    }
    return paging.cut(sorted(kept.values(), key=lambda one: (one.joined, one.profile.id), reverse=backwards))


def _member_holds(profile: Any, joined: float, condition: Condition) -> bool:
    if condition.field == "joined_group_at":
        return condition.holds_time(joined)
    if condition.field == "email":
        return (profile.email or "") in {fold_email(value) for value in condition.values}
    return condition.holds_text(profile.phone_number)


async def add_profiles(call: Call) -> Answer:
    """Unknown profiles are 404, and then none is added (Klaviyo does not document this)."""
    members = call.mailing_list().members
    profiles = [(one, call.account.profiles.find("id", one)) for one in call.identifiers(IDS_A_REQUEST)]
    missing = [
        Problem("not_found", "Not found.", f"A profile with id {one} does not exist.", f"/data/{index}/id")
        for index, (one, profile) in enumerate(profiles)
        if profile is None
    ]
    if missing:
        raise Refused(404, missing)
    now = time.time()
    for _, profile in profiles:
        if profile is not None:
            members.add(profile, now)
    return Answer(204)


async def remove_profiles(call: Call) -> Answer:
    """Consent stays. Profiles that are not on the list, or not at all, are passed over."""
    members = call.mailing_list().members
    for identifier in call.identifiers(IDS_A_REQUEST):
        members.remove(identifier)
    return Answer(204)
