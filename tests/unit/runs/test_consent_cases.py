"""Consent person by person: what Klaviyo knows × what the column says × since when × the setting → the call made."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import httpx
import pytest
import pytest_asyncio

from local.klaviyo import MAIN_KEY
from shared.domain import Run, RunState
from shared.domain.subscription import Channel, ChannelConsent, Scope, Subscription, WhenFalse
from tests.fakes.small_app import LIST, SmallApp, small_app

BEFORE, CONSENT, AFTER = "2025-01-01T00:00:00+00:00", "2025-06-01T00:00:00+00:00", "2025-12-01T00:00:00+00:00"
COLUMNS = ("Id", "Email", "Phone", "Mail", "MailSince", "Sms", "SmsSince", "WhatsApp", "Push")
MAPPING = {"email": "Email", "phone_number": "Phone"}
SUBSCRIBED, HISTORICAL, UNSUBSCRIBED, SUPPRESSED = "subscribe", "subscribe since", "unsubscribe", "suppress"
PATHS = {
    "/api/profile-subscription-bulk-create-jobs": SUBSCRIBED,
    "/api/profile-subscription-bulk-delete-jobs": UNSUBSCRIBED,
    "/api/profile-suppression-bulk-create-jobs": SUPPRESSED,
}


def rule(column: str, **more: Any) -> ChannelConsent:
    return ChannelConsent(column=column, true_values=["yes"], false_values=["no"], **more)


RULES = Subscription(
    email=rule("Mail", consented_at_column="MailSince", when_false=WhenFalse.UNSUBSCRIBE, custom_source="CRM"),
    sms=rule("Sms", consented_at_column="SmsSince", when_false=WhenFalse.UNSUBSCRIBE, scope=Scope.ALL),
    whatsapp=rule("WhatsApp"),
    push=rule("Push"),
)


class Case(NamedTuple):
    """`at_klaviyo` are opt-outs; `calls` what the app asks about the person, by channel; `listed` why it does not."""

    at_klaviyo: list[dict[str, str]]
    row: dict[str, str]
    calls: dict[str, str] = {}  # noqa: RUF012 - never changed
    listed: dict[str, str] = {}  # noqa: RUF012 - never changed


def out(reason: str = "UNSUBSCRIBE", at: str = AFTER, **more: str) -> dict[str, str]:
    return {"reason": reason, "timestamp": at, **more}


YES, SINCE = {"Mail": "Yes"}, {"Mail": " yes ", "MailSince": CONSENT}
TEXT, TEXT_SINCE = {"Sms": "yes"}, {"Sms": "yes", "SmsSince": CONSENT}
SMS_OUT = {"channel": "sms"}
CASES = {
    "no one knows them": Case([], YES, {"email": SUBSCRIBED}),
    "no one knows them, with a time": Case([], SINCE, {"email": HISTORICAL}),
    "a time that is none": Case([], YES | {"MailSince": "last week"}, {"email": SUBSCRIBED}),
    "unsubscribed, no time": Case([out()], YES, listed={"email": "unsubscribed"}),
    "unsubscribed long ago, no time": Case([out(at=BEFORE)], YES, listed={"email": "unsubscribed"}),
    "unsubscribed, a time that is none": Case(
        [out(at=BEFORE)], YES | {"MailSince": "last week"}, listed={"email": "unsubscribed"}
    ),
    "unsubscribed before": Case([out(at=BEFORE)], SINCE, {"email": HISTORICAL}),
    "unsubscribed after": Case([out()], SINCE, listed={"email": "unsubscribed"}),
    "unsubscribed in the same second": Case([out(at=CONSENT)], SINCE, listed={"email": "unsubscribed"}),
    "before and after": Case([out(at=BEFORE), out("SPAM_REPORT")], SINCE, listed={"email": "complained"}),
    "complained, one spelling": Case([out("SPAM_REPORT")], SINCE, listed={"email": "complained"}),
    "complained, the other": Case([out("SPAM_COMPLAINT")], SINCE, listed={"email": "complained"}),
    "complained before": Case([out("SPAM_COMPLAINT", BEFORE)], SINCE, {"email": HISTORICAL}),
    "suppressed after": Case([out("USER_SUPPRESSED")], SINCE, listed={"email": "suppressed"}),
    "suppressed before": Case([out("USER_SUPPRESSED", BEFORE)], SINCE, {"email": HISTORICAL}),
    "bounced after": Case([out("HARD_BOUNCE")], SINCE, listed={"email": "bounced"}),
    "invalid": Case([out("INVALID_EMAIL")], YES, listed={"email": "invalid_address"}),
    "a reason of next year": Case([out("SENT_TO_THE_MOON")], SINCE, listed={"email": "suppressed"}),
    "left the list after": Case([out(list_id=LIST)], SINCE, listed={"email": "unsubscribed"}),
    "left the list before": Case([out(at=BEFORE, list_id=LIST)], SINCE, {"email": HISTORICAL}),
    "left another list after": Case([out(list_id="SIMVIP")], SINCE, listed={"email": "unsubscribed"}),
    "no": Case([], {"Mail": "No"}, {"email": UNSUBSCRIBED}),
    "no on both": Case([], {"Mail": "no", "Sms": "no"}, {"email": UNSUBSCRIBED, "sms": UNSUBSCRIBED}),
    "blank": Case([], {"Mail": " "}),
    "maybe": Case([out()], {"Mail": "maybe"}),
    "text": Case([], TEXT, {"sms": SUBSCRIBED}),
    "text since": Case([], TEXT_SINCE, {"sms": HISTORICAL}),
    "text, unsubscribed after": Case([SMS_OUT | out()], TEXT_SINCE, listed={"sms": "unsubscribed"}),
    "text, unsubscribed before": Case([SMS_OUT | out(at=BEFORE)], TEXT_SINCE, {"sms": HISTORICAL}),
    "text, unsubscribed, no time": Case([SMS_OUT | out(at=BEFORE)], TEXT, listed={"sms": "unsubscribed"}),
    "channels are apart": Case(
        [out(), {"channel": "whatsapp"} | out()],
        SINCE | TEXT_SINCE | {"WhatsApp": "yes", "Push": "yes"},
        {"sms": HISTORICAL, "push": SUBSCRIBED},
        {"email": "unsubscribed", "whatsapp": "unsubscribed"},
    ),
    "yes by mail, no by text": Case([], SINCE | {"Sms": "no"}, {"email": HISTORICAL, "sms": UNSUBSCRIBED}),
    "no device any more": Case([{"channel": "push"} | out()], {"Push": "yes"}, listed={"push": "unsubscribed"}),
    "a no that does nothing": Case([], {"WhatsApp": "no", "Push": "no"}),
    "no phone": Case([], TEXT | {"Phone": ""}),
}
"""Person by person. Whom `listed` names is not subscribed; with `respect_suppressions` false they are."""


def address(name: str) -> str:
    return f"p{[*CASES].index(name)}@example.com"


def phone(name: str) -> str:
    return f"+1206555{[*CASES].index(name) + 1000:04}"


class Asked:
    """The calls about consent, by person and channel."""

    def __init__(self, app: SmallApp) -> None:
        self.people = {address(name): name for name in CASES} | {phone(name): name for name in CASES}
        self.requests: list[Any] = []
        app.http.event_hooks["request"].append(self._note)

    async def _note(self, request: httpx.Request) -> None:
        if (what := PATHS.get(request.url.path)) and request.content:
            self.requests.append((what, json.loads(request.content)["data"]))

    def calls(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {name: {} for name in CASES}
        for what, data in self.requests:
            for profile in data["attributes"]["profiles"]["data"]:
                given = profile["attributes"]
                assert not (given.get("email") and given.get("phone_number")), "a call is about one identifier"
                person = found[self.people[given.get("email") or given["phone_number"]]]
                for channel, consent in given.get("subscriptions", {"email": {"marketing": {}}}).items():
                    assert channel not in person, "asked twice"
                    since = consent["marketing"].get("consented_at")
                    assert since in (None, CONSENT)
                    assert bool(since) == bool(data["attributes"].get("historical_import"))
                    person[channel] = HISTORICAL if since else what
        return found


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app(CHUNK_PROFILES="50") as app:
        key = {"authorization": f"Klaviyo-API-Key {MAIN_KEY}", "revision": "2026-10-15"}
        for name, case in CASES.items():
            attributes = {"email": address(name), "phone_number": phone(name)}
            body = {"data": {"type": "profile", "attributes": attributes}}
            if case.at_klaviyo:
                assert (await app.http.post("/api/profile-import", headers=key, json=body)).is_success
            for opt_out in case.at_klaviyo:
                await app.sim("POST", "/suppressions", {"email": address(name)} | opt_out)
        yield app


def segment(app: SmallApp, rows: list[dict[str, str]] | None = None) -> None:
    rows = rows or [{"Email": address(name), "Phone": phone(name)} | case.row for name, case in CASES.items()]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    app.segment(text.getvalue())


def listed(app: SmallApp, run: Run) -> dict[str, dict[str, str]]:
    """The lines of not-subscribed.csv: person → channel → reason."""
    text = app.context.files.blobs.get(f"runs/{run.id}/not-subscribed.csv", b"email\r\n").decode()
    found: dict[str, dict[str, str]] = {name: {} for name in CASES}
    names = {address(name): name for name in CASES}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        found[names[row["email"]]][row["channel"]] = row["reason"]
        assert row["consented_at"] in ("", CONSENT)
        assert row["opted_out_at"] >= row["consented_at"]
    return found


async def test_each_person_is_asked_for_as_the_table_says(app: SmallApp) -> None:
    asked = Asked(app)
    await app.export(mapping=MAPPING, subscribe=RULES)
    segment(app)
    run = await app.run()
    assert run.state is RunState.COMPLETED_WITH_WARNINGS
    assert [one for one in run.warnings if "no phone number" in str(one)]
    assert run.counts.accepted == len(CASES), "all of them are profiles"
    assert asked.calls() == {name: case.calls for name, case in CASES.items()}
    assert listed(app, run) == {name: case.listed for name, case in CASES.items()}
    calls = [what for case in CASES.values() for what in case.calls.values()]
    assert run.counts.suppressed == sum(len(case.listed) for case in CASES.values())
    assert run.counts.unsubscribed == calls.count(UNSUBSCRIBED)
    assert run.counts.subscribed == len(calls) - calls.count(UNSUBSCRIBED)
    assert "not-subscribed.csv" in str(run.notes[-1])
    sources = [data["attributes"].get("custom_source") for what, data in asked.requests if what == SUBSCRIBED]
    assert {*sources} == {"CRM", None}
    # What was sent is not sent again; who opted out is looked at again.
    asked.requests.clear()
    again = await app.run()
    assert asked.requests == []
    assert (again.counts.suppressed, again.counts.subscribed) == (run.counts.suppressed, 0)
    assert listed(app, again) == listed(app, run)


async def test_whom_it_is_confirmed_to_ignore_is_subscribed_too(app: SmallApp) -> None:
    asked = Asked(app)
    await app.export(
        mapping=MAPPING, subscribe=RULES, respect_suppressions=False, confirm_ignoring_suppressions=True
    )  # fmt: skip
    segment(app)
    run = await app.run()
    expected = {}
    for name, case in CASES.items():
        since = {"email": case.row.get("MailSince") == CONSENT, "sms": "SmsSince" in case.row}
        expected[name] = case.calls | {
            channel: HISTORICAL if since.get(channel) else SUBSCRIBED for channel in case.listed
        }
    assert asked.calls() == expected
    assert run.counts.suppressed == 0
    assert not await app.calls("get_profiles"), "no one is looked at"


async def test_people_whose_identity_is_no_address(app: SmallApp) -> None:
    """They are asked for by the address or number of the row, in whatever letters, and listed by their identity."""
    asked = Asked(app)
    mapping = {"identity": "external_id", "external_id": "Id"} | MAPPING
    await app.export(mapping=mapping, subscribe=RULES)
    rows = [
        {"Id": name, "Email": address(name).upper(), "Phone": phone(name)} | case.row for name, case in CASES.items()
    ]
    segment(app, rows)
    run = await app.run()
    assert asked.calls() == {name: case.calls for name, case in CASES.items()}
    text = app.context.files.blobs[f"runs/{run.id}/not-subscribed.csv"].decode()
    found = {(row["external_id"], row["channel"]) for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert found == {(name, channel) for name, case in CASES.items() for channel in case.listed}


async def test_rows_that_contradict_each_other_and_numbers_of_several_people(app: SmallApp) -> None:
    """The last row of a person counts. A number that two people have is no one's."""
    asked = Asked(app)
    await app.export(mapping=MAPPING, subscribe=RULES)
    one, two, three = (address(name) for name in ("blank", "text", "text since"))
    rows = [
        {"Email": one, "Mail": "no"},
        {"Email": two, "Phone": phone("text"), "Sms": "no"},
        {"Email": three, "Phone": phone("text"), "Sms": "yes"},
        {"Email": one.upper(), "Mail": "yes"},
    ]
    segment(app, rows)
    run = await app.run()
    assert {name: calls for name, calls in asked.calls().items() if calls} == {"blank": {"email": SUBSCRIBED}}
    assert (run.counts.subscribed, run.counts.unsubscribed) == (1, 0)
    assert [one for one in run.warnings if "both yes and no" in str(one)]
    rows[-1], rows[0] = rows[0], rows[-1]
    segment(app, rows)
    asked.requests.clear()
    assert (await app.run()).counts.unsubscribed == 1
    assert {name: calls for name, calls in asked.calls().items() if calls} == {"blank": {"email": UNSUBSCRIBED}}


@pytest.mark.parametrize("after", [False, True])
async def test_a_death_at_any_write(app: SmallApp, *, after: bool) -> None:
    """And every message twice: each ends as the table says, at Klaviyo and in the snapshot."""
    await app.export(mapping=MAPPING, subscribe=RULES)
    segment(app)
    for writes in (3, 7):
        run_id = await app.start()
        while not (await app.context.runs.get(run_id)).value.cut:
            await app.work()
        app.messages.extend(list(app.messages))
        app.fate.left, app.fate.after = writes, after
        run = await app.ended(run_id)
        app.fate.left = None
        assert run.error is None
        assert listed(app, run) == {name: case.listed for name, case in CASES.items()}
        held = await app.snapshot()
        for name, case in CASES.items():
            found = await app.sim("GET", f"/profiles/by-email?email={address(name)}")
            consent, sent = found["consent"] or {}, held[address(name)]["consented"]
            for channel in Channel:
                call = case.calls.get(channel)
                if call in (SUBSCRIBED, HISTORICAL):
                    assert (consent[channel], sent & channel.yes_bit) == ("SUBSCRIBED", channel.yes_bit), name
                elif call == UNSUBSCRIBED and channel is Channel.EMAIL:
                    assert (LIST in found["lists"], consent["suppressions"]) == (False, []), name
                elif call == UNSUBSCRIBED:
                    assert (consent[channel], sent & channel.no_bit) == ("UNSUBSCRIBED", channel.no_bit), name
                elif channel in case.listed:
                    assert (consent[channel] == "SUBSCRIBED", sent & channel.yes_bit) == (False, 0), name


async def test_a_no_for_the_whole_account(app: SmallApp) -> None:
    asked = Asked(app)
    everywhere = rule("Mail", when_false=WhenFalse.UNSUBSCRIBE, scope=Scope.ALL)
    await app.export(mapping=MAPPING, subscribe=Subscription(email=everywhere))
    segment(app)
    assert (await app.run()).counts.unsubscribed == 2
    [(_, data)] = [one for one in asked.requests if one[0] == UNSUBSCRIBED]
    assert "relationships" not in data
    assert not await app.calls("get_profiles_for_list")
    found = await app.sim("GET", f"/profiles/by-email?email={address('no')}")
    assert (found["consent"]["email"], found["lists"]) == ("UNSUBSCRIBED", [LIST])


async def test_a_no_that_suppresses(app: SmallApp) -> None:
    asked = Asked(app)
    await app.export(mapping=MAPPING, subscribe=Subscription(email=rule("Mail", when_false=WhenFalse.SUPPRESS)))
    segment(app)
    assert (await app.run()).counts.unsubscribed == 2
    assert asked.calls()["no"] == {"email": SUPPRESSED}
    found = await app.sim("GET", f"/profiles/by-email?email={address('no')}")
    assert [one["reason"] for one in found["consent"]["suppressions"]] == ["USER_SUPPRESSED"]


async def test_who_is_not_on_the_list_is_not_unsubscribed_everywhere(app: SmallApp) -> None:
    """Klaviyo would: so the app looks first who is on it, and asks again once they are."""
    await app.export(mapping=MAPPING, subscribe=Subscription(email=rule("Mail", when_false=WhenFalse.UNSUBSCRIBE)))
    segment(app)
    # The look fails until the person has left the list.
    await app.sim("POST", "/faults", {"path": f"/api/lists/{LIST}/profiles", "action": "status", "status": 503})
    run_id = await app.start()
    while (await app.context.runs.get(run_id)).value.post_import is None:
        await app.work()
    members = await app.members()
    away = [members[address(name)]["id"] for name in ("no", "no on both")]
    await (await app.client()).remove_members(LIST, away)
    await app.sim("DELETE", "/faults")
    run = await app.ended(run_id)
    assert (run.counts.unsubscribed, run.state) == (0, RunState.SUCCESSFUL)
    found = await app.sim("GET", f"/profiles/by-email?email={address('no')}")
    assert found["consent"] is None, "nothing was revoked"
