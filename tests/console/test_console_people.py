"""What touches people beyond an import: who left is taken off the list, consent is handed over, a person is erased."""

import re
import uuid
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.console.console import TOO_WIDE, Console, SignIn, faults, picture, words

SAY = words("en")


def people(*numbers: int, yes: str = "") -> str:
    return "Email,FirstName,Tier,Opt-in\n" + "".join(f"left{n}@example.com,N{n},a,{yes}\n" for n in numbers)


@pytest.fixture(scope="module")
def done(console: Console) -> dict[str, Any]:
    """Runs of three exports: of people who leave, who consent, who are to be forgotten."""
    connection = console.connection("Shop of people")
    texts = {"Leavers": people(*range(6)), "Consenting": people(10, 11, yes="Yes"), "Forgetful": people(20, 21)}
    for name, text in texts.items():
        console.segment(name, text)
    mirrored = console.new_list()
    subscribe = {"channel": "email", "column": "Opt-in", "true_values": ["Yes"]}
    leaving = console.export(connection, "Mirrored", list_id=mirrored, segments=["Leavers"], mode="mirror")
    consent = console.export(connection, "With consent", segments=["Consenting"], subscribe=subscribe)
    forgotten = console.export(connection, "To be forgotten", segments=["Forgetful"])
    runs = console.runs(leaving, consent, forgotten)
    console.segment("Leavers", people(0, 1))
    return {"list": mirrored, "held": console.run(leaving), "consent": consent, "subscribed": runs[1]}


def test_a_held_removal_is_looked_at_and_confirmed(console: Console, sign_in: SignIn, done: dict[str, Any]) -> None:
    held, target = done["held"], done["list"]
    assert held["state"] == "completed_with_warnings"
    assert len(console.members(target)) == 6
    viewer = sign_in("viewer", width=390)
    viewer.goto(f"/runs/{held['id']}")
    expect(viewer.get_by_text(SAY["removal-held"])).to_be_visible()
    expect(viewer.get_by_role("button", name=SAY["confirm-removal"])).to_be_hidden()
    assert viewer.evaluate(TOO_WIDE) <= 0

    page = sign_in("contributor")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/runs/{held['id']}")
    expect(page.get_by_text(SAY["state-completed_with_warnings"]).first).to_be_visible()
    expect(page.get_by_text("4 profiles (67%) would be removed from the list.")).to_be_visible()
    expect(page.get_by_text("the limit is 30%")).to_be_visible()
    leaving = page.get_by_role("region", name=SAY["would-leave"])
    expect(leaving.get_by_role("rowheader")).to_have_text([f"left{number}@example.com" for number in range(2, 6)])
    leaving.get_by_label(SAY["search-people"]).fill("LEFT3")
    expect(leaving.get_by_role("rowheader")).to_have_text(["left3@example.com"])
    assert not [address for address in asked if "left3" in address.lower()]
    leaving.get_by_label(SAY["search-people"]).fill("")
    with page.expect_download() as download:
        leaving.get_by_role("link", name=SAY["download-csv"]).click()
    assert len(download.value.path().read_text().splitlines()) == 5
    picture(page, "run-held-wide-light.png", full_page=True)
    page.set_viewport_size({"width": 390, "height": 900})
    page.emulate_media(color_scheme="dark")
    picture(page, "run-held-phone-dark.png", full_page=True)
    assert faults(page) == []
    page.get_by_role("button", name=SAY["confirm-removal"]).click()
    page.get_by_role("dialog").get_by_role("button", name=SAY["confirm-removal"]).click()
    expect(page.get_by_text("4 profiles were removed from the list.")).to_be_visible()
    expect(page.get_by_text(SAY["state-successful"]).first).to_be_visible()
    assert console.members(target) == {"left0@example.com", "left1@example.com"}
    # Confirmed once: the older run can remove nobody any more, and its page says why.
    page.goto(f"/runs/{held['id']}")
    page.get_by_role("button", name=SAY["confirm-removal"]).click()
    page.get_by_role("dialog").get_by_role("button", name=SAY["confirm-removal"]).click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()


def test_consent_by_channel_and_what_it_did(console: Console, sign_in: SignIn, done: dict[str, Any]) -> None:
    export = done["consent"]
    console.call("PATCH", f"/api/exports/{export}", {"subscribe": None})
    page = sign_in("contributor")
    page.goto(f"/runs/{done['subscribed']['id']}")
    expect(page.get_by_text("2 profiles were subscribed.")).to_be_visible()
    page.get_by_role("link", name=SAY["export"], exact=True).click()
    page.get_by_role("link", name=SAY["edit"]).click()
    page.get_by_role("button", name=SAY["step-rules"]).click()
    expect(page.get_by_label(SAY["channel-sms"], exact=True)).to_be_disabled()
    expect(page.get_by_text(SAY["subscribe-column"])).to_be_hidden()
    page.get_by_label(SAY["channel-email"], exact=True).check()
    save = page.get_by_role("button", name=SAY["save"], exact=True)
    save.click()
    expect(page.get_by_text(SAY["field-required"])).to_be_visible()
    page.get_by_label(SAY["subscribe-column"]).select_option("Opt-in")
    page.get_by_label(SAY["subscribe-values"]).fill("Yes, Ja")
    page.get_by_label(SAY["subscribe-source"]).fill("CRM")
    page.get_by_label(SAY["revoke"], exact=True).select_option("list")
    page.get_by_label(SAY["revoke-values"]).fill("No, Nein")
    # Whom it would reach is said before it is confirmed, and it is not saved without.
    expect(page.get_by_text(SAY["subscribe-warning"])).to_be_hidden()
    page.get_by_label(SAY["respect-suppressions"], exact=True).uncheck()
    expect(page.get_by_text(SAY["subscribe-warning-text"])).to_be_visible()
    save.click()
    expect(page.get_by_text(SAY["field-required"])).to_be_visible()
    page.get_by_label(SAY["confirm-ignoring"]).check()
    picture(page, "step-consent.png", full_page=True)
    save.click()
    expect(page.get_by_role("heading", name="With consent")).to_be_visible()
    expect(page.get_by_text(SAY["channel-email"], exact=True)).to_be_visible()
    expect(page.get_by_text(SAY["opt-outs-ignored"], exact=True)).to_be_visible()
    kept = console.call("GET", f"/api/exports/{export}")
    rule = kept["subscribe"]["email"]
    assert (rule["column"], rule["true_values"], rule["custom_source"]) == ("Opt-in", ["Yes", "Ja"], "CRM")
    assert (rule["false_values"], rule["when_false"], rule["scope"]) == (["No", "Nein"], "unsubscribe", "list")
    assert (kept["respect_suppressions"], kept["confirm_ignoring_suppressions"]) == (False, True)


def test_a_run_shows_who_opted_out_and_who_is_not_at_klaviyo(
    console: Console, sign_in: SignIn, done: dict[str, Any]
) -> None:
    export = done["consent"]
    console.sim("POST", "/suppressions", {"email": "left0@example.com"})
    console.segment("Consenting", people(0, 11, 90, 91, yes="Yes"))
    rule = {"column": "Opt-in", "true_values": ["Yes"]}
    change = {"subscribe": {"email": rule}, "respect_suppressions": True, "mode": "update"}
    console.call("PATCH", f"/api/exports/{export}", change)
    run = console.run(export)
    assert (run["state"], run["counts"]["not_found"], run["counts"]["suppressed"]) == ("successful", 2, 1)
    page = sign_in("contributor", width=390)
    page.goto(f"/runs/{run['id']}")
    expect(page.get_by_text("2 profiles do not exist in Klaviyo and were not sent.")).to_be_visible()
    expect(page.get_by_text("1 profile opted out in Klaviyo and was not subscribed.")).to_be_visible()
    expect(page.get_by_text(SAY["reason-not_found"]).first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=SAY["not-subscribed-csv"]).click()
    assert "left0@example.com,email,unsubscribed" in download.value.path().read_text()
    assert page.evaluate(TOO_WIDE) <= 0
    picture(page, "run-opted-out.png", full_page=True)
    page.goto(f"/exports/{export}")
    expect(page.get_by_text(SAY["mode-update"], exact=True)).to_be_visible()


@pytest.mark.usefixtures("done")
def test_a_person_is_erased(console: Console, sign_in: SignIn) -> None:
    # A key may lack the scope for it: then the page must not say that all is done.
    key = f"pk_sim_{uuid.uuid4().hex}"
    scopes = ["accounts:read", "lists:read", "lists:write", "profiles:read", "profiles:write"]
    console.sim("POST", "/keys", {"key": key, "account": "SIMFAB", "scopes": scopes})
    # Another connection of the account, which other tests leave behind, would be permitted to.
    for left in console.call("GET", "/api/connections")["connections"]:
        if left["account_id"] == "SIMFAB":
            for export in left["exports"]:
                console.call("POST", f"/api/exports/{export['id']}/detach")
            console.call("DELETE", f"/api/connections/{left['id']}")
    other = console.connection("Fabrikam", api_key=key)
    page = sign_in()
    page.goto("/settings")
    field = page.get_by_label(SAY["field-email"], exact=True)
    erase = page.get_by_role("button", name=SAY["erase"])
    expect(erase).to_be_disabled()
    field.fill("left20@example.com")
    page.get_by_label(SAY["erasure-klaviyo"]).check()
    erase.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("left20@example.com")).to_be_visible()
    expect(dialog.get_by_text(SAY["erasure-both"])).to_be_visible()
    dialog.get_by_role("button", name=SAY["erase"]).click()
    # An erasure waits for runs that are active: it looks again every 20 seconds.
    expect(page.get_by_text(SAY["erasure-refused-some"])).to_be_visible()
    expect(page.get_by_text("SIMFAB: ")).to_be_visible()
    console.call("DELETE", f"/api/connections/{other}")
    expect(field).to_have_value("")
    field.fill("left21@example.com")
    erase.click()
    dialog.get_by_role("button", name=SAY["erase"]).click()
    expect(
        page.get_by_role("status").get_by_text(re.compile(r"^Removed from \d+ snapshots? and \d+ files?\.$"))
    ).to_be_visible()
    page.get_by_role("link", name=SAY["audit"]).click()
    expect(page.get_by_role("row", name=SAY["act-post-people-erasures"]).first).to_be_visible()
    assert "left2" not in page.content()
    # The audit tells the same as the page of the request: what was found and done, and what was not.
    shown = page.get_by_role("row", name=SAY["act-post-people-erasures"]).first
    shown.get_by_role("button", name=SAY["erasure-result"]).click()
    expect(dialog.get_by_text(re.compile(r"^Removed from \d+ snapshots? and \d+ files?\.$"))).to_be_visible()
    assert faults(page) == []
    newest = console.call("GET", "/api/audit?limit=1")["entries"][0]["after"]["erasure_id"]
    erasure = console.call("GET", f"/api/people/erasures/{newest}")
    error: dict[str, Any] = {"type": "step-failed", "title": "", "detail": "Gave up.", "code": None, "parameters": {}}
    why = {"code": "", "parameters": {}, "message": "No scope."}
    failed = {"state": "failed", "error": error}
    for change, kind, texts in (
        (failed | {"erased_at": None}, "bad", ["Gave up.", SAY["erasure-repeat"]]),
        (failed | {"refused": {"ABCDEF": why}}, "bad", ["Gave up.", "ABCDEF: No scope."]),
        ({"requested": ["MINEID"], "refused": {"ABCDEF": why}}, "warn", [SAY["erasure-refused-some"], "MINEID"]),
        ({"snapshots": 0, "files": 0, "requested": []}, "good", [SAY["erasure-none"], SAY["erasure-no-accounts"]]),
    ):
        page.unroute_all()
        page.route("**/api/people/erasures/*", partial(Route.fulfill, json=erasure | change))
        page.keyboard.press("Escape")
        shown.get_by_role("button", name=SAY["erasure-result"]).click()
        for text in texts:
            expect(dialog.locator(f".notice.{kind}").get_by_text(text)).to_be_visible()
    page.unroute_all()
    response = console.http.get(f"{console.stack['klaviyo']}/_sim/profiles/by-email?email=left20@example.com")
    assert response.status_code == 404


def test_what_happened_to_a_person_is_looked_up(sign_in: SignIn, done: dict[str, Any]) -> None:
    assert done["held"]["state"] == "completed_with_warnings"
    page = sign_in(width=390)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/people")
    look_up = page.get_by_role("button", name=SAY["look-up"])
    expect(look_up).to_be_disabled()
    page.get_by_label(SAY["field-email"], exact=True).fill("left3")
    page.get_by_label(SAY["field-email"], exact=True).press("Enter")
    expect(page.get_by_text(SAY["reason-email_malformed"])).to_be_visible()
    page.get_by_label(SAY["field-email"], exact=True).fill("left3@example.com")
    look_up.click()
    events = page.get_by_role("region", name=SAY["lookup-runs"])
    expect(events.get_by_role("rowheader", name=SAY["person-removal_held"]).first).to_be_visible()
    expect(page.get_by_text(SAY["unseen-no_row_log"]).first).to_be_visible()
    expect(page.get_by_role("link", name="Mirrored").first).to_be_visible()
    held = events.get_by_role("row").filter(has_text=SAY["person-removal_held"]).first
    # The answer in short, before the table: held, or removed where the test of the confirmation came before.
    latest = events.get_by_role("status").filter(has_text="Latest result: ")
    advice = (SAY["person-do-removal-held"], SAY["person-do-removed"])
    expect(latest.get_by_text(re.compile("|".join(map(re.escape, advice))))).to_be_visible()
    held.get_by_role("button", name=SAY["details"]).click()
    expect(page.get_by_role("dialog").get_by_text("left3@example.com")).to_be_visible()
    assert page.evaluate(TOO_WIDE) <= 0
    assert not [address for address in asked if "left3" in address.lower()]
    page.keyboard.press("Escape")
    page.get_by_label(SAY["field-email"], exact=True).fill("stranger@example.com")
    page.get_by_label(SAY["field-email"], exact=True).press("Enter")
    expect(events.get_by_text(SAY["person-do-none"])).to_be_visible()
    assert faults(page) == []
