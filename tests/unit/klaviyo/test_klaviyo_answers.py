"""Random answers of Klaviyo, through its client and the steps of a run, judged person by person.

Any status with a body of any kind, at each call, whether Klaviyo did the work or not; together with all that
`test_run_machine` does to a run (messages twice and out of order, deaths at any write, cancelling, poison).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from shared.domain.identity import Identity
from shared.domain.subscription import Channel
from shared.errors import BodyRefused, Invalid, KeyRefused, ListNotFound, RateLimited, Unavailable
from shared.klaviyo import Budget, ImportFailure, Job, Klaviyo
from shared.storage.stored_body import StoredBody
from tests.fakes.effort import examples
from tests.fakes.klaviyo_fake import KEY, Keys, Script, Store, klaviyo
from tests.fakes.run_machine import RunMachine

STATUSES = [200, 201, 202, 204, 301, 400, 401, 403, 404, 405, 409, 410, 413, 422, 429, 451, 500, 502, 503]
CODES = {401: "not_authenticated", 403: "permission_denied", 404: "not_found", 429: "throttled"}
CONTENT = {"json": b'{"message": "no"}', "html": b"<html>", "empty": b"", "list": b"[1]", "null": b"null"}
SOON = {"retry-after": "2"}
"""A chunk is left alone until Klaviyo wants to be asked again, in real time."""
KINDS = ["own", "truncated", "slow", "cut", *CONTENT]
PROFILES = "/data/attributes/profiles/data"
FORMS: list[Callable[[dict[str, Any]], Any]] = [
    lambda payload: payload,
    lambda payload: payload["attributes"],
    json.dumps,
    lambda payload: {"data": payload},
    lambda payload: {"profile": json.dumps({"data": payload})},
]


def own_error(status: int, **more: Any) -> dict[str, Any]:
    return {"errors": [{"id": "1", "code": CODES.get(status, "invalid"), "title": "t", "detail": "because"} | more]}


@dataclass(frozen=True)
class Odd:
    """An answer that is not the one to be expected. `done`: the work was done all the same."""

    status: int
    kind: str
    done: bool

    async def answer(self, truth: Callable[[], tuple[int, Any]]) -> httpx.Response:
        status, document = truth() if self.done else (self.status, {"data": {"type": "x", "id": "1"}})
        whole = json.dumps(document).encode()
        match self.kind:
            case "own":
                return httpx.Response(self.status, json=own_error(self.status), headers=SOON)
            case "slow":
                await asyncio.sleep(5)
                return httpx.Response(status, content=whole)
            case "cut":
                raise httpx.RemoteProtocolError("cut")
            case "truncated":
                return httpx.Response(self.status, content=whole[: len(whole) // 2], headers=SOON)
        return httpx.Response(self.status, content=CONTENT[self.kind], headers=SOON)


ODD = st.builds(Odd, st.sampled_from(STATUSES), st.sampled_from(KINDS), st.booleans())


@dataclass
class World:
    """What Klaviyo holds. `sent` are the people whom it imported, `failing` those whom its jobs do not import."""

    odd: list[Odd] = field(default_factory=list)
    jobs: dict[str, list[str]] = field(default_factory=dict)
    never: set[str] = field(default_factory=set)
    failing: frozenset[str] = frozenset()
    form: int = 0
    sent: set[str] = field(default_factory=set)

    async def handle(self, request: httpx.Request) -> httpx.Response:
        if self.odd:
            return await self.odd.pop(0).answer(lambda: self._work(request))
        status, document = self._work(request)
        return httpx.Response(status, json=document)

    def _work(self, request: httpx.Request) -> tuple[int, Any]:
        if request.method == "POST":
            return self._import(json.loads(request.content)["data"]["attributes"]["profiles"]["data"])
        _, _, _, name, *rest = [*request.url.path.split("/"), ""][: 4 if request.url.path.count("/") < 3 else None]
        if not name:
            return 200, {"data": [self._job(one) for one in reversed(self.jobs)], "links": {"next": None}}
        if name not in self.jobs:
            return 404, own_error(404)
        if "import-errors" in rest:
            return 200, self._errors(name, int(request.url.params.get("page[cursor]", "0")))
        return 200, {"data": self._job(name)}

    def _import(self, profiles: list[dict[str, Any]]) -> tuple[int, Any]:
        people = [profile["attributes"]["email"] for profile in profiles]
        bad = [index for index, email in enumerate(people) if email in self.never]
        if bad:
            pointers = [{"source": {"pointer": f"{PROFILES}/{index}/attributes/email"}} for index in bad]
            return 400, {"errors": [own_error(400, **one)["errors"][0] for one in pointers]}
        name = f"job{len(self.jobs)}"
        self.jobs[name] = people
        self.sent |= set(people) - self.failing
        return 202, {"data": {"type": "profile-bulk-import-job", "id": name, "attributes": {"status": "queued"}}}

    def _job(self, name: str) -> dict[str, Any]:
        people = self.jobs[name]
        failed = len(self.failing & set(people))
        counts = {"total_count": len(people), "completed_count": len(people) - failed, "failed_count": failed}
        return {"type": "profile-bulk-import-job", "id": name, "attributes": {"status": "complete"} | counts}

    def _errors(self, name: str, start: int) -> dict[str, Any]:
        """Two a page. The pointers count from the page, the payload is in one of many forms."""
        people = [email for email in self.jobs[name] if email in self.failing]
        data = []
        for number, email in enumerate(people[start : start + 2]):
            payload = {"type": "profile", "attributes": {"email": email.upper()}}
            source = {"pointer": f"{PROFILES}/{number}"}
            attributes = {"detail": "no", "source": source, "original_payload": FORMS[self.form](payload)}
            data.append({"type": "import-error", "id": "1", "attributes": attributes})
        following = f"https://x.example/?page[cursor]={start + 2}" if len(people) > start + 2 else None
        return {"data": data, "links": {"next": following}}


class OddKlaviyo:
    """The app's own client before that world, as the steps of a run use it."""

    def __init__(self, world: World, check_post: Callable[[bytes], Any]) -> None:
        self.world = world
        self.job_ends = ""
        self._check_post = check_post
        http = httpx.AsyncClient(transport=httpx.MockTransport(world.handle))
        self._client = Klaviyo(
            http, "https://klaviyo.example", "2026-10-15", Keys(KEY), Budget(Store(), None), timeout_seconds=0.05
        )

    @property
    def mood(self) -> str:
        return "odd" if self.world.odd else "well"

    @mood.setter
    def mood(self, _: str) -> None:
        self.world.odd.clear()

    @property
    def sent(self) -> set[str]:
        return self.world.sent

    @property
    def never(self) -> set[str]:
        return self.world.never

    @never.setter
    def never(self, people: set[str]) -> None:
        self.world.never = people

    def import_wait(self) -> float:
        return 0

    async def start_import(self, body: StoredBody) -> str:
        await self._check_post(body.unpack())
        return await self._client.start_import(body)

    async def recent_jobs(self, *, since: datetime) -> list[Job]:
        return await self._client.recent_jobs(since=since)

    async def job(self, name: str) -> Job | None:
        return await self._client.job(name)

    async def import_failures(self, name: str) -> list[ImportFailure]:
        return await self._client.import_failures(name)


class AnswerMachine(RunMachine):
    """A run under odd answers. `teardown` judges it person by person, by what the world holds."""

    failing: frozenset[str] = frozenset()
    form = 0

    @initialize(failing=st.sets(st.integers(0, 23), min_size=1, max_size=6), form=st.integers(0, len(FORMS) - 1))
    def some_people_fail_in_the_jobs(self, failing: set[int], form: int) -> None:
        self.failing, self.form = frozenset(f"p{n}@example.com" for n in failing), form
        # Rules that begin come in any order.
        if hasattr(self, "klaviyo"):
            self.klaviyo.world.failing, self.klaviyo.world.form = self.failing, self.form

    def make_klaviyo(self) -> OddKlaviyo:
        return OddKlaviyo(World(failing=self.failing, form=self.form), self._check_post)

    async def _check_post(self, body: bytes) -> None:
        """A profile is not posted again once its job is recorded."""
        profiles = json.loads(body)["data"]["attributes"]["profiles"]["data"]
        posted = {int(profile["attributes"]["email"].partition("@")[0][1:]) for profile in profiles}
        async for found in self.context.chunks.of_run(self.run_id):
            if found.value.job_id:
                assert not posted & set(found.value.ordinals()), f"posted again: {found.value}"

    @rule(odd=st.lists(ODD, min_size=1, max_size=4))
    def klaviyo_changes_its_mood(self, odd: list[Odd]) -> None:
        self.klaviyo.world.odd += odd


TestAnswerMachine = AnswerMachine.TestCase
TestAnswerMachine.settings = settings(
    max_examples=examples(12), stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)

CALLS: dict[str, Callable[[Klaviyo], Any]] = {
    "account": lambda k: k.account(),
    "get_list": lambda k: k.get_list("LIST01"),
    "get_lists": lambda k: k.get_lists(),
    "create_list": lambda k: k.create_list("name"),
    "start_import": lambda k: k.start_import(b"{}"),
    "job": lambda k: k.job("job1"),
    "import_failures": lambda k: k.import_failures("job1"),
    "members": lambda k: k.members("LIST01", Identity.EMAIL, ["a@example.com"]),
    "remove_members": lambda k: k.remove_members("LIST01", ["1"]),
    "clear_fields": lambda k: k.clear_fields(Identity.EMAIL, "a@example.com", ["title"]),
    "subscribe": lambda k: k.subscribe(
        "LIST01", Channel.EMAIL, [("a@example.com", None)], historical=False, source=None
    ),
    "unsubscribe": lambda k: k.unsubscribe("LIST01", Channel.EMAIL, ["a@example.com"]),
    "suppress": lambda k: k.suppress(["a@example.com"]),
    "find_opt_outs": lambda k: k.find_opt_outs(Channel.EMAIL, ["a@example.com"]),
    "find_profiles": lambda k: k.find_profiles("email", ["a@example.com"]),
    "find_on_list": lambda k: k.find_on_list("LIST01", "email", ["a@example.com"]),
    "request_deletion": lambda k: k.request_deletion(Identity.EMAIL, "a@example.com"),
}
NAMING_A_LIST = ("get_list", "start_import", "members", "remove_members", "subscribe", "unsubscribe", "find_on_list")
POLLING = ("job", "import_failures")
"""Calls whose request holds nothing that Klaviyo could refuse."""
REFUSED = (400, 409, 413, 422)


@given(
    call=st.sampled_from(sorted(CALLS)),
    status=st.sampled_from(STATUSES),
    content=st.sampled_from([*CONTENT.values(), b'{"errors": [{}]}', b'{"data": {']) | st.binary(max_size=20),
)
@settings(max_examples=examples(150), deadline=None)
def test_what_is_not_klaviyos_own_says_nothing_for_good(call: str, status: int, content: bytes) -> None:
    async def ask() -> None:
        try:
            result = await CALLS[call](klaviyo(Script(httpx.Response(status, content=content))))
        except RateLimited:
            assert status == 429
        except Unavailable:
            return
        else:
            assert result is None, "taken for a success"
            assert status in (202, 204)
            assert content in (b"", b"{}")

    asyncio.run(ask())


@given(call=st.sampled_from(sorted(CALLS)), status=st.sampled_from([s for s in STATUSES if s >= 300]))
@settings(max_examples=examples(80), deadline=None)
def test_klaviyos_own_errors_are_what_the_table_says(call: str, status: int) -> None:
    async def ask() -> None:
        try:
            result = await CALLS[call](klaviyo(Script(httpx.Response(status, json=own_error(status)))))
        except (BodyRefused, Invalid):
            assert status in REFUSED
            assert call not in POLLING
        except KeyRefused:
            assert status in (401, 403)
        except ListNotFound:
            assert status == 404
        except RateLimited:
            assert status == 429
        except Unavailable:
            assert status in (301, 404, 405, 410, 451, 500, 502, 503) or (call in POLLING and status in REFUSED)
            assert status != 404 or call not in NAMING_A_LIST
        else:
            assert (call, status, result) == ("job", 404, None)

    asyncio.run(ask())
