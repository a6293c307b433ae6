"""What belongs to a list or a profile. The simulator has no tags, segments, push tokens or conversations."""

from __future__ import annotations

from local.klaviyo import resources
from local.klaviyo.account import MailingList
from local.klaviyo.call import Answer, Call


async def none_of_list(call: Call) -> Answer:
    call.mailing_list()
    return Answer(200, {"data": [], "links": call.links()})


async def flows_of_list(call: Call) -> Answer:
    data = [resources.flow(one, call.origin, call.query) for one in call.mailing_list().flows]
    return Answer(200, {"data": data, "links": call.links()})


async def flow_ids_of_list(call: Call) -> Answer:
    data = [{"type": "flow", "id": one.id} for one in call.mailing_list().flows]
    return Answer(200, {"data": data, "links": call.links()})


async def none_of_profile(call: Call) -> Answer:
    call.profile()
    return Answer(200, {"data": [], "links": call.links()})


async def no_conversation(call: Call) -> Answer:
    call.profile()
    return Answer(200, {"data": None, "links": call.links()})


async def lists_of_profile(call: Call) -> Answer:
    data = [resources.mailing_list(one, call.origin, call.query) for one in _lists(call)]
    return Answer(200, {"data": data, "links": call.links()})


async def list_ids_of_profile(call: Call) -> Answer:
    return Answer(200, {"data": [{"type": "list", "id": one.id} for one in _lists(call)], "links": call.links()})


def _lists(call: Call) -> list[MailingList]:
    return call.account.lists_of(call.profile())
