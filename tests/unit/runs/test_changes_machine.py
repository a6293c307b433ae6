"""Rounds of changes against the simulator's list, person by person: who is on it, and with what.

People are added, change, go blank, leave, come back, stand twice; imports fail, workers die. Once a run goes through
calmly, the list is the segment, and people who were on it by other ways are still on it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from shared.domain import Mode, Run
from shared.domain.subscription import Channel, ChannelConsent, Subscription
from tests.fakes.effort import examples
from tests.fakes.small_app import LIST, small_app

MAPPING = {
    "email": "Email",
    "first_name": {"column": "Name", "blank": "clear"},
    "location.city": "City",
    "properties": {"Tier": {"column": "Tier", "blank": "clear"}},
}
WHO = st.integers(0, 9)
VALUE = st.sampled_from(["", "", "a", "b"])
STRANGER = "stranger@example.com"


def email(number: int) -> str:
    return f"p{number}@example.com"


class DeltaMachine(RuleBasedStateMachine):
    """`rows` is the segment; `city` what Klaviyo keeps where a blank changes nothing; `said_no` who unsubscribed."""

    @initialize()
    def begin(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.stack = AsyncExitStack()
        self.rows: dict[int, dict[str, str]] = {}
        self.twice: set[int] = set()
        self.city: dict[int, str] = {}
        self.said_no: set[int] = set()
        self.do(self._begin())

    def do[T](self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    async def _begin(self) -> None:
        self.app = await self.stack.enter_async_context(small_app())
        klaviyo = await self.app.client()
        await klaviyo.subscribe(LIST, Channel.EMAIL, [(STRANGER, None)], historical=False, source=None)
        subscription = Subscription(email=ChannelConsent(column="Yes", true_values=["yes"]))
        await self.app.export(
            mode=Mode.MIRROR, mapping=MAPPING, removal_limit_percent=100, subscribe=subscription
        )  # fmt: skip

    @rule(who=WHO, name=VALUE, city=VALUE, tier=VALUE, yes=st.booleans())
    def comes_or_changes(self, who: int, name: str, city: str, tier: str, *, yes: bool) -> None:
        self.rows[who] = {"Name": name, "City": city, "Tier": tier, "Yes": "yes" if yes else ""}

    @rule(who=WHO)
    def leaves(self, who: int) -> None:
        self.rows.pop(who, None)
        self.twice.discard(who)

    @rule(who=WHO)
    def stands_twice(self, who: int) -> None:
        if who in self.rows:
            self.twice.add(who)

    @rule(who=WHO)
    def unsubscribes_at_klaviyo(self, who: int) -> None:
        if self.do(self._consent(who)) == "SUBSCRIBED" and self.rows.get(who, {}).get("Yes"):
            self.do(self.app.sim("POST", "/suppressions", {"email": email(who)}))
            self.said_no.add(who)

    @precondition(lambda self: self.rows)
    @rule(fails=st.sets(WHO, max_size=3))
    def an_import_fails(self, fails: set[int]) -> None:
        self.do(self.app.sim("POST", "/jobs", {"fail_emails": [email(who) for who in fails]}))
        self.run()
        self.do(self.app.sim("POST", "/jobs", {}))

    @precondition(lambda self: self.rows)
    @rule(writes=st.integers(1, 60), after=st.booleans())
    def a_worker_dies(self, writes: int, *, after: bool) -> None:
        self.run(dies_at=writes, after=after)

    @precondition(lambda self: self.rows)
    @rule()
    def a_calm_run(self) -> None:
        run = self.run()
        assert not run.counts.failed
        assert run.removal is None or run.removal.state == "done"
        self._list_is_the_segment()

    def run(self, dies_at: int | None = None, *, after: bool = False) -> Run:
        rows = [{"Email": email(who)} | row for who, row in self.rows.items()]
        earlier = [{"Email": email(who).upper(), "Name": "an earlier row"} for who in self.twice]
        self.app.segment(earlier + rows)
        run_id = self.do(self.app.start())
        self.app.fate.left, self.app.fate.after = dies_at, after
        run = self.do(self.app.ended(run_id))
        self.app.fate.left = None
        assert run.error is None, run.error
        assert run.counts.balanced
        assert run.counts.added + run.counts.updated == run.counts.accepted
        return run

    def _list_is_the_segment(self) -> None:
        members = self.do(self.app.members())
        assert members.keys() == {email(who) for who in self.rows} | {STRANGER}
        for who, row in self.rows.items():
            held = members[email(who)]
            assert (held["first_name"] or "") == row["Name"], "a blank name is cleared"
            assert ((held["properties"] or {}).get("Tier") or "") == row["Tier"]
            if row["City"]:
                assert held["location"]["city"] == row["City"]
            if row["Yes"] and who not in self.said_no:
                assert self.do(self._consent(who)) == "SUBSCRIBED"
        for who in self.said_no:
            assert self.do(self._consent(who)) == "UNSUBSCRIBED", "subscribed again"

    async def _consent(self, who: int) -> str | None:
        answer = await self.app.http.get(f"/_sim/profiles/by-email?email={email(who)}")
        return (answer.json().get("consent") or {}).get("email") if answer.is_success else None

    def teardown(self) -> None:
        if not hasattr(self, "loop"):
            return
        try:
            if self.rows:
                self.a_calm_run()
        finally:
            self.do(self.stack.aclose())
            self.loop.close()


TestDeltaMachine = DeltaMachine.TestCase
TestDeltaMachine.settings = settings(
    max_examples=examples(2), stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
