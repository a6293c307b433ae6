"""`/_sim/`: look into the simulator and steer it. No key needed; the package's docstring lists the calls."""

from __future__ import annotations

import time
from dataclasses import asdict, fields
from typing import Any

import orjson
from aiohttp import web

from local.klaviyo import inspection
from local.klaviyo.account import MAIN_ACCOUNT, Account, Flow, MailingList
from local.klaviyo.faults import Rule
from local.klaviyo.jobs import ERROR_FORMS, OUTCOMES, ImportJob, JobPlan
from local.klaviyo.keys import ALL_SCOPES, Key
from local.klaviyo.oauth import CLIENT_ID
from local.klaviyo.profile import Consent, Profile, fold_email
from local.klaviyo.profiles import timestamp
from local.klaviyo.roll import MadeUpRoll
from local.klaviyo.world import World


class Control:
    """Unknown things are 404, wrong values 400, both with `{"error": text}`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/_sim/state", self.state),
            web.get("/_sim/lists/{id}/members", self.members),
            web.get("/_sim/profiles/by-email", self.profile),
            web.get("/_sim/jobs", self.jobs),
            web.get("/_sim/jobs/{id}/emails", self.emails),
            web.get("/_sim/requests", self.requests),
            web.get("/_sim/faults", self.faults),
            web.post("/_sim/faults", self.add_fault),
            web.delete("/_sim/faults", self.clear_faults),
            web.post("/_sim/keys", self.add_key),
            web.delete("/_sim/keys/{key}", self.revoke_key),
            web.post("/_sim/lists", self.add_list),
            web.delete("/_sim/lists/{id}", self.delete_list),
            web.post("/_sim/lists/{id}/flows", self.add_flow),
            web.post("/_sim/plan", self.change_plan),
            web.post("/_sim/jobs", self.plan_jobs),
            web.patch("/_sim/jobs/{id}", self.settle_job),
            web.post("/_sim/bad-emails", self.add_bad_emails),
            web.post("/_sim/suppressions", self.suppress),
            web.post("/_sim/options", self.change_options),
            web.get("/_sim/oauth", self.sign_ins),
            web.post("/_sim/oauth", self.change_sign_ins),
            web.post("/_sim/reset", self.reset),
        ]

    async def state(self, _request: web.Request) -> web.Response:
        return _json(inspection.state(self._world))

    async def members(self, request: web.Request) -> web.StreamResponse:
        _, found = self._list(request.match_info["id"])
        response = web.StreamResponse(headers={"Content-Type": "application/x-ndjson"})
        await response.prepare(request)
        async for lines in inspection.members(found):
            await response.write(lines)
        return response

    async def profile(self, request: web.Request) -> web.Response:
        email = request.query.get("email", "")
        for account in self._accounts(request.query.get("account")):
            found = account.profiles.find("email", email)
            if found is not None:
                return _json(inspection.profile(found, account))
        raise _wrong(404, "no such profile")

    async def jobs(self, _request: web.Request) -> web.Response:
        return _json([inspection.job(one) for account in self._accounts() for one in account.jobs.values()])

    async def emails(self, request: web.Request) -> web.Response:
        return _json(self._job(request).emails)

    async def requests(self, request: web.Request) -> web.Response:
        return _json(self._world.journal.after(int(request.query.get("after", "0"))))

    async def faults(self, _request: web.Request) -> web.Response:
        return _json([asdict(rule) for rule in self._world.faults.rules])

    async def add_fault(self, request: web.Request) -> web.Response:
        try:
            rule = Rule.of(await _values(request))
        except (ValueError, TypeError) as error:
            raise _wrong(400, str(error)) from error
        self._world.faults.rules.append(rule)
        return _json(asdict(rule), 201)

    async def clear_faults(self, _request: web.Request) -> web.Response:
        self._world.faults.rules.clear()
        return web.Response(status=204)

    async def add_key(self, request: web.Request) -> web.Response:
        values = await _values(request)
        account = values.get("account", MAIN_ACCOUNT)
        if account not in self._world.accounts or not isinstance(values.get("key"), str):
            raise _wrong(400, "a key and a known account are required")
        self._world.keys[values["key"]] = Key(account, frozenset(values.get("scopes", ALL_SCOPES)))
        return web.Response(status=204)

    async def revoke_key(self, request: web.Request) -> web.Response:
        if self._world.keys.pop(request.match_info["key"], None) is None:
            raise _wrong(404, "no such key")
        return web.Response(status=204)

    async def add_list(self, request: web.Request) -> web.Response:
        values = await _values(request)
        account = self._world.accounts.get(values.get("account", MAIN_ACCOUNT))
        if account is None:
            raise _wrong(400, "no such account")
        identifier = values.get("id") or self._world.ids.list()
        created = account.add_list(identifier, values.get("name") or identifier)
        if count := values.get("made_up_members"):
            created.members = MadeUpRoll(int(count), time.time())
        return _json({"id": created.id, "name": created.name}, 201)

    async def add_flow(self, request: web.Request) -> web.Response:
        values = await _values(request)
        _, found = self._list(request.match_info["id"])
        flow = Flow(
            self._world.ids.list(), values.get("name") or "Welcome series", values.get("status") or "live", time.time()
        )
        found.flows.append(flow)
        return _json(asdict(flow), 201)

    async def change_plan(self, request: web.Request) -> web.Response:
        values = await _values(request)
        account = self._world.accounts.get(values.get("account", MAIN_ACCOUNT))
        if account is None:
            raise _wrong(400, "no such account")
        account.plan_profiles = int(values.get("profiles", account.plan_profiles))
        account.other_profiles = int(values.get("used", account.other_profiles))
        return _json({"profiles": account.plan_profiles, "used": account.other_profiles})

    async def delete_list(self, request: web.Request) -> web.Response:
        account, found = self._list(request.match_info["id"])
        del account.lists[found.id]
        return web.Response(status=204)

    async def plan_jobs(self, request: web.Request) -> web.Response:
        values = await _values(request)
        allowed = {field.name for field in fields(JobPlan)}
        if (
            not values.keys() <= allowed
            or values.get("outcome", "complete") not in OUTCOMES
            or values.get("error_form", "usual") not in ERROR_FORMS
        ):
            known = f"outcome is one of {', '.join(OUTCOMES)}; error_form one of {', '.join(ERROR_FORMS)}"
            raise _wrong(400, f"takes {', '.join(sorted(allowed))}; {known}")
        values["fail_emails"] = frozenset(fold_email(email) for email in values.get("fail_emails", ()))
        self._world.jobs.plan = JobPlan(**values)
        return web.Response(status=204)

    async def settle_job(self, request: web.Request) -> web.Response:
        outcome = (await _values(request)).get("outcome")
        if outcome not in OUTCOMES:
            raise _wrong(400, f"outcome is one of {', '.join(OUTCOMES)}")
        job = self._job(request)
        await self._world.jobs.settle(job, outcome)
        return _json(inspection.job(job))

    async def add_bad_emails(self, request: web.Request) -> web.Response:
        values = await _values(request)
        pointers = bool(values.get("pointers", True))
        self._world.bad_emails.update({fold_email(email): pointers for email in values.get("emails", ())})
        return _json({"count": len(self._world.bad_emails)})

    async def suppress(self, request: web.Request) -> web.Response:
        values = await _values(request)
        found = [
            one
            for account in self._accounts(values.get("account"))
            if (one := account.profiles.find("email", str(values.get("email"))))
        ]
        if not found:
            raise _wrong(404, "no such profile")
        _opt_out(found[0], values)
        return web.Response(status=204)

    async def sign_ins(self, _request: web.Request) -> web.Response:
        server = self._world.oauth
        grants = [{"account": one.account, "scopes": sorted(one.scopes)} for one in server.grants]
        return _json({"grants": grants, "refreshes": server.refreshes})

    async def change_sign_ins(self, request: web.Request) -> web.Response:
        values, server = await _values(request), self._world.oauth
        if "client_secret" in values:
            server.clients[CLIENT_ID] = str(values["client_secret"])
        if "scopes" in values:
            server.scopes = frozenset(values["scopes"])
        if values.get("revoke"):
            server.revoke(values.get("account"))
        return await self.sign_ins(request)

    async def change_options(self, request: web.Request) -> web.Response:
        try:
            self._world.options = self._world.options.changed(await _values(request))
        except ValueError as error:
            raise _wrong(400, str(error)) from error
        return _json(asdict(self._world.options))

    async def reset(self, _request: web.Request) -> web.Response:
        await self._world.reset()
        return web.Response(status=204)

    def _accounts(self, identifier: str | None = None) -> list[Account]:
        return [one for one in self._world.accounts.values() if identifier in (None, one.id)]

    def _list(self, identifier: str) -> tuple[Account, MailingList]:
        for account in self._accounts():
            if identifier in account.lists:
                return account, account.lists[identifier]
        raise _wrong(404, "no such list")

    def _job(self, request: web.Request) -> ImportJob:
        for account in self._accounts():
            if found := account.jobs.get(request.match_info["id"]):
                return found
        raise _wrong(404, "no such job")


def _opt_out(profile: Profile, values: dict[str, Any]) -> None:
    """Let a person opt out: on `channel` (email), for `reason` (UNSUBSCRIBE), at `timestamp`, from `list_id` (all)."""
    consent = profile.consent = profile.consent or Consent()
    channel, reason = values.get("channel", "email"), values.get("reason", "UNSUBSCRIBE")
    moment = values.get("timestamp") or timestamp(profile.updated)
    if channel == "email":
        suppression = {"reason": reason, "timestamp": moment}
        if list_id := values.get("list_id"):
            consent.list_suppressions.append({"list_id": list_id} | suppression)
            return
        consent.suppressions.append(suppression)
    if channel != "email" or reason == "UNSUBSCRIBE":
        setattr(consent, channel, "UNSUBSCRIBED")
        setattr(consent, f"{channel}_at", moment)


async def _values(request: web.Request) -> dict[str, Any]:
    try:
        values = orjson.loads(await request.read())
    except orjson.JSONDecodeError as error:
        raise _wrong(400, "not JSON") from error
    if not isinstance(values, dict):
        raise _wrong(400, "an object is expected")
    return values


def _json(value: Any, status: int = 200) -> web.Response:
    return web.Response(status=status, body=orjson.dumps(value), content_type="application/json")


def _wrong(status: int, text: str) -> web.HTTPException:
    kind = web.HTTPNotFound if status == 404 else web.HTTPBadRequest
    return kind(body=orjson.dumps({"error": text}), content_type="application/json")
