"""Bulk import jobs.

The body: `{"data": {"type": "profile-bulk-import-job", "attributes": {"profiles": {"data": [profile, …]}},
"relationships": {"lists": {"data": [{"type": "list", "id"}]}}}}`, at most 10,000 profiles, 5,000,000 bytes,
100,000 bytes a profile. All or nothing: every offender is named, nothing is imported.
A list that does not exist is 400 with a pointer to it.
"""

from __future__ import annotations

import asyncio
from typing import Any

from local.klaviyo import resources
from local.klaviyo.call import Answer, Call
from local.klaviyo.errors import Problem, Refused, bad_request, invalid, not_found
from local.klaviyo.filters import parse
from local.klaviyo.jobs import ImportJob
from local.klaviyo.paging import sort_of
from local.klaviyo.profile import Change, fold_email
from local.klaviyo.validation import pointer, read_profile

PROFILES_A_JOB = 10_000
_CHECKED_AT_A_TIME = 2_000
_ADDRESS = b'"email":'
"""Once in each profile that has an address, however the body is formatted."""
_STATUSES = frozenset({"any", "equals"})


async def create_job(call: Call) -> Answer:
    if call.world.options.light:
        return _start_job(call, [], [], counted=call.body.count(_ADDRESS))
    data = call.data("profile-bulk-import-job")
    list_ids = _list_ids(call, data.get("relationships"))
    return _start_job(call, list_ids, await _changes(call, data["attributes"]))


def _start_job(call: Call, list_ids: list[str], changes: list[Change], *, counted: int = 0) -> Answer:
    runner = call.world.jobs
    plan = runner.take_plan()
    options = call.world.options
    job = ImportJob(
        id=call.world.ids.job(),
        number=call.world.next_number(),
        account=call.account,
        list_ids=list_ids,
        changes=changes,
        body_sha256=call.body_sha256,
        plan=plan,
        seconds=options.job_seconds if plan.job_seconds is None else plan.job_seconds,
        fail_percent=options.fail_percent if plan.fail_percent is None else plan.fail_percent,
        total=len(changes) + counted,
        counted=counted,
        refuses_conflicts=options.conflicts == "refuse",
        unseen_looks=plan.unseen_looks,
    )
    call.account.jobs[job.id] = job
    runner.start(job)
    document = {"data": resources.job(job, call.origin, call.query), "links": call.links()}
    return Answer(202, document)


def _list_ids(call: Call, relationships: Any) -> list[str]:
    lists = relationships.get("lists") if isinstance(relationships, dict) else None
    entries = lists.get("data") if isinstance(lists, dict) else None
    if entries is None:
        return []
    where = "/data/relationships/lists/data"
    if not isinstance(entries, list):
        raise bad_request("Not a list of lists.", pointer=where)
    found: list[str] = []
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict) or entry.get("type") != "list":
            raise bad_request("'type' must be 'list'.", pointer=f"{where}/{index}/type")
        identifier = entry.get("id")
        if identifier not in call.account.lists:
            raise bad_request(f"List ID {identifier} does not exist.", pointer=f"{where}/{index}/id")
        found.append(identifier)
    return found


async def _changes(call: Call, attributes: dict[str, Any]) -> list[Change]:
    where = "/data/attributes/profiles/data"
    profiles = attributes.get("profiles")
    items = profiles.get("data") if isinstance(profiles, dict) else None
    if not isinstance(items, list) or not items:
        raise bad_request("At least one profile is required.", pointer=where)
    call.profiles = len(items)
    if len(items) > PROFILES_A_JOB:
        raise bad_request(f"At most {PROFILES_A_JOB} profiles are accepted.", pointer=where)
    problems: list[Problem] = []
    changes: list[Change] = []
    for start in range(0, len(items), _CHECKED_AT_A_TIME):
        # Parsing a body took its share of the loop's time already.
        await asyncio.sleep(0)
        for index, item in enumerate(items[start : start + _CHECKED_AT_A_TIME], start):
            change = read_profile(item, index, problems)
            if change is not None:
                changes.append(change)
    _refuse_bad_emails(call, changes, problems)
    if problems:
        raise Refused(400, problems)
    return changes


def _refuse_bad_emails(call: Call, changes: list[Change], problems: list[Problem]) -> None:
    bad = call.world.bad_emails
    if not bad:
        return
    hits = [(index, email) for index, change in enumerate(changes) if (email := fold_email(change.email or "")) in bad]
    if any(not bad[email] for _, email in hits):
        raise Refused(400, [invalid("The payload provided in the request is invalid.")])
    problems += [invalid("Invalid email address.", pointer=pointer(index, "/attributes/email")) for index, _ in hits]


def _job(call: Call) -> ImportJob:
    job = call.account.jobs.get(call.params["id"])
    if job is not None and job.unseen_looks > 0:
        job.unseen_looks -= 1
        job = None
    if job is None:
        raise not_found("profile-bulk-import-job", call.params["id"])
    return job


async def get_jobs(call: Call) -> Answer:
    paging = call.paging()
    _, backwards = sort_of(call.query, ("created_at",), "-created_at")
    conditions = parse(call.query.get("filter"), {"status": _STATUSES})
    jobs = [one for one in call.account.jobs.values() if not one.unseen_looks]
    found = [one for one in jobs if all(which.holds_text(one.status) for which in conditions)]
    if backwards:
        found.reverse()
    # By number, not by offset: jobs come while a client pages.
    if paging.after is not None:
        found = [one for one in found if (one.number < paging.after) == backwards and one.number != paging.after]
    page = found[: paging.size]
    following = page[-1].number if len(found) > len(page) else None
    data = [resources.job(one, call.origin, call.query) for one in page]
    return Answer(200, {"data": data, "links": paging.links(following)})


async def get_job(call: Call) -> Answer:
    job = _job(call)
    document: dict[str, Any] = {"data": resources.job(job, call.origin, call.query), "links": call.links()}
    if call.included("lists"):
        document["included"] = _lists(call, job)
    return Answer(200, document)


async def get_job_errors(call: Call) -> Answer:
    paging = call.paging()
    page, following = paging.cut(_job(call).failures)
    data = [resources.import_error(one, call.query) for one in page]
    return Answer(200, {"data": data, "links": paging.links(following)})


async def get_job_lists(call: Call) -> Answer:
    return Answer(200, {"data": _lists(call, _job(call)), "links": call.links()})


async def get_job_list_ids(call: Call) -> Answer:
    data = [{"type": "list", "id": one["id"]} for one in _lists(call, _job(call))]
    return Answer(200, {"data": data, "links": call.links()})


def _lists(call: Call, job: ImportJob) -> list[dict[str, Any]]:
    lists = call.account.lists
    return [resources.mailing_list(lists[one], call.origin, call.query) for one in job.list_ids if one in lists]


async def get_job_profiles(call: Call) -> Answer:
    paging = call.paging()
    page, following = paging.cut(_job(call).profiles)
    data = [resources.profile(one, call.origin, call.query) for one in page]
    return Answer(200, {"data": data, "links": paging.links(following)})


async def get_job_profile_ids(call: Call) -> Answer:
    paging = call.paging()
    page, following = paging.cut(_job(call).profiles)
    data = [{"type": "profile", "id": one.id} for one in page]
    return Answer(200, {"data": data, "links": paging.links(following)})
