"""Searching, notifications, keys, history, many exports at once; pages with nothing on them, and without an answer."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from local.klaviyo import MAIN_KEY
from tests.console.console import TOO_WIDE, Console, SignIn, faults, picture, words

SAY = words("en")
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung " * 2
REFRESH = {"kind": "refresh"}


@pytest.fixture(scope="module")
def connection(console: Console) -> str:
    return console.connection("Shop of tools")


@pytest.fixture(scope="module", autouse=True)
def standing(console: Console, connection: str) -> dict[str, str]:
    """An export whose first run goes on while other things are tried."""
    export = console.export(connection, "Of long standing")
    return {"export": export, "run": console.call("POST", f"/api/exports/{export}/runs")["id"]}


class Receiver(BaseHTTPRequestHandler):
    status = 200

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(type(self).status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def webhook() -> Iterator[str]:
    Receiver.status = 200
    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/hook?sig=verysecret"
        server.shutdown()


def test_a_notification_is_added_tried_changed_and_removed(sign_in: SignIn, webhook: str) -> None:
    page = sign_in(width=390)
    page.goto("/settings")
    box = page.get_by_role("region", name=SAY["notifications"])
    expect(box.get_by_text(SAY["no-notifications"])).to_be_visible()
    box.get_by_role("button", name=SAY["add-notification"]).click()
    dialog = page.get_by_role("dialog")
    save = dialog.get_by_role("button", name=SAY["save"])
    expect(save).to_be_disabled()
    dialog.get_by_label(SAY["name"], exact=True).fill("Team channel")
    dialog.get_by_label(SAY["address"], exact=True).fill(webhook)
    expect(dialog.get_by_label(SAY["event-run-failed"])).to_be_checked()
    language = dialog.get_by_label(SAY["message-language"])
    expect(language).to_have_value("en")
    language.select_option("hr")
    picture(page, "notification-phone-light.png")
    save.dblclick()
    expect(dialog.get_by_text(SAY["signing-secret-text"])).to_be_visible()
    dialog.get_by_role("button", name=SAY["done"]).click()
    row = box.get_by_role("row", name="Team channel")
    expect(row).to_have_count(1)
    assert "verysecret" not in page.content()
    row.get_by_role("button", name=SAY["test"]).click()
    expect(page.get_by_text(SAY["notification-delivered"])).to_be_visible()
    Receiver.status = 410
    row.get_by_role("button", name=SAY["test"]).click()
    expect(page.get_by_text("Test message not delivered: ")).to_be_visible()

    row.get_by_role("button", name="More for Team channel").click()
    page.get_by_role("button", name=SAY["edit"], exact=True).click()
    expect(language).to_have_value("hr")
    dialog.get_by_label(SAY["event-run-recovered"]).check()
    dialog.get_by_label(SAY["notification-enabled"]).uncheck()
    save.click()
    expect(row.get_by_text(SAY["notification-disabled"])).to_be_visible()
    expect(row.get_by_text(SAY["event-run-recovered"])).to_be_visible()
    assert (page.evaluate(TOO_WIDE), faults(page)) == (0, [])
    row.get_by_role("button", name="More for Team channel").click()
    page.get_by_role("button", name=SAY["remove"]).click()
    dialog.get_by_role("button", name=SAY["remove"]).click()
    expect(box.get_by_text(SAY["no-notifications"])).to_be_visible()


def names(page: Page) -> list[str]:
    return page.get_by_role("table").get_by_role("rowheader").get_by_role("link").all_inner_texts()


def test_exports_are_found_sorted_run_all_at_once_and_detached(
    console: Console, sign_in: SignIn, connection: str
) -> None:
    first = console.export(connection, "Zz 2", schedule=REFRESH)
    console.export(connection, "zz 10", schedule=REFRESH)
    console.export(connection, f"Zz {LONG}".strip())
    page = sign_in()
    page.goto("/exports")
    page.get_by_label(SAY["search-exports"]).fill(" ZZ ")
    expect(page.get_by_text("3 exports")).to_be_visible()
    assert [name[:5] for name in names(page)] == ["zz 10", "Zz 2", "Zz Do"]
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate(TOO_WIDE) <= 0
    picture(page, "exports-long-phone-light.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("combobox", name=SAY["last-run"]).select_option("skipped")
    expect(page.get_by_text(SAY["nothing-found"])).to_be_visible()
    page.get_by_role("button", name=SAY["clear-filters"]).click()
    expect(page.get_by_role("link", name="zz 10")).to_be_visible()

    page.get_by_role("button", name=SAY["run-all"]).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(SAY["run-all-text"])).to_be_visible()
    dialog.get_by_role("button", name=SAY["run-all"]).click()
    expect(dialog.get_by_text("were started")).to_be_visible()
    dialog.get_by_role("link", name=SAY["runs"]).click()
    expect(page.get_by_role("row", name="zz 10").first).to_be_visible()
    for export in console.call("GET", "/api/runs?limit=50")["runs"]:
        console.ended(export["id"])
    page.goto(f"/exports/{first}")
    page.get_by_role("button", name="More for Zz 2").click()
    page.get_by_role("button", name=SAY["detach"]).click()
    page.get_by_role("dialog").get_by_role("button", name=SAY["detach"]).click()
    expect(page.get_by_text(SAY["detached-title"])).to_be_visible()
    expect(page.get_by_role("button", name=SAY["run"], exact=True)).to_be_disabled()


def test_a_run_is_reached_through_the_history_and_sent_again_in_full(
    console: Console, sign_in: SignIn, standing: dict[str, str]
) -> None:
    console.ended(standing["run"])
    export = standing["export"]
    page = sign_in()
    page.goto(f"/exports/{export}")
    page.get_by_role("button", name="More for Of long standing").click()
    page.get_by_role("button", name=SAY["run-full"]).click()
    page.get_by_role("dialog").get_by_role("button", name=SAY["run-full"]).click()
    chart = page.get_by_role("img", name="Rows of the last 2 runs")
    expect(chart).to_be_visible()
    [newest, _] = console.call("GET", f"/api/exports/{export}/runs")["runs"]
    assert console.ended(newest["id"])["counts"]["updated"] == 40
    expect(page.get_by_role("row", name="43").nth(1)).to_be_visible()
    chart.locator(".history-bar").last.click()
    expect(page.get_by_role("heading", name=SAY["outcomes-title"])).to_be_visible()
    parts = page.locator(".outcomes-list .outcomes-count").all_inner_texts()
    assert sum(map(int, parts)) == int(page.locator(".outcomes-read .outcomes-count").inner_text()) == 43
    notes = page.get_by_role("region", name=SAY["notes"])
    expect(notes.get_by_role("listitem")).to_be_visible()


def test_a_key_is_renewed_and_denials_stand_in_the_audit(console: Console, sign_in: SignIn, connection: str) -> None:
    page = sign_in()
    page.goto(f"/connections/{connection}")
    page.get_by_role("button", name=SAY["replace-key"]).click()
    dialog = page.get_by_role("dialog")
    renew = dialog.get_by_role("button", name=SAY["replace-key"])
    expect(renew).to_be_disabled()
    key = dialog.get_by_label(SAY["api-key"], exact=True)
    key.fill("pk_wrong_0123456789")
    renew.click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    expect(key).to_have_attribute("aria-invalid", "true")
    key.fill(MAIN_KEY)
    renew.click()
    expect(dialog).to_be_hidden()
    denied = console.http.get("/api/audit", headers=console.stack["users"]["contributor"])
    assert denied.status_code == 403
    page.get_by_role("link", name=SAY["audit"]).click()
    page.get_by_role("combobox", name=SAY["result"]).select_option("denied")
    row = page.get_by_role("row", name="contributor@contoso.example").first
    expect(row.get_by_text(SAY["result-denied"])).to_be_visible()
    expect(page.get_by_role("cell", name=SAY["result-changed"], exact=True)).to_have_count(0)
    row.get_by_role("link", name="contributor@contoso.example").click()
    remove = page.get_by_role("button", name=f"Remove filter: {SAY['who']}")
    remove.click()
    # A part of the name is enough, and no address has the name.
    page.get_by_role("combobox", name=SAY["who"]).press_sequentially("CONTRIB")
    page.get_by_role("listbox").get_by_role("option", name="contributor@contoso.example").click()
    expect(remove).to_be_visible()
    expect(page).to_have_url(re.compile(r"who=[0-9a-f-]{36}"))
    expect(row.get_by_text(SAY["result-denied"])).to_be_visible()
    page.get_by_role("link", name=SAY["segments"], exact=True).click()
    expect(page.get_by_role("row", name="Broken").get_by_text(SAY["segment-empty"], exact=True)).to_be_visible()
    empty = page.get_by_role("row", name="Header only")
    expect(empty.get_by_text(SAY["segment-empty"])).to_be_visible()
    expect(empty.get_by_text(SAY["ready"])).to_be_hidden()


@pytest.mark.usefixtures("connection")
def test_an_export_with_a_new_list_a_limit_and_hours_of_its_own(console: Console, sign_in: SignIn) -> None:
    page = sign_in("contributor", width=390, theme="dark")
    page.goto("/exports/new?segment=Loyal")
    page.get_by_role("button", name=SAY["menu"]).click()
    page.get_by_label(SAY["theme"]).select_option("light")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.get_by_role("button", name=SAY["menu"]).click()
    page.get_by_label(SAY["export-name"], exact=True).fill("By night")
    page.get_by_label(SAY["connection-for-export"], exact=True).select_option(label="Shop of tools")
    page.get_by_text(SAY["new-list"], exact=True).click()
    make = page.get_by_role("button", name=SAY["create-list"])
    expect(make).to_be_disabled()
    page.get_by_label(SAY["new-list-name"]).fill("Night owls")
    make.click()
    chosen = page.get_by_label(SAY["klaviyo-list"], exact=True)
    expect(chosen.locator("option:checked")).to_contain_text("Night owls")
    target = chosen.input_value()

    page.get_by_role("button", name=SAY["step-matching"]).click()
    expect(page.get_by_role("region", name=SAY["sample-profile"]).get_by_text("p0@example.com")).to_be_visible()
    page.get_by_role("button", name=SAY["step-rules"]).click()
    limit = page.get_by_label(SAY["profile-limit"])
    limit.fill("0")
    page.get_by_role("button", name=SAY["step-preview"]).click()
    expect(page.get_by_text(SAY["preview-blocked"], exact=True)).to_be_visible()
    page.get_by_role("status").get_by_role("button", name=SAY["step-rules"]).click()
    expect(page.get_by_text(SAY["limit-invalid"])).to_be_visible()
    limit.fill("50000")
    page.get_by_label(SAY["schedule-custom"], exact=True).check()
    expect(page.get_by_label(SAY["time-zone"], exact=True)).to_have_value("Europe/Tallinn")
    page.get_by_label(SAY["at"], exact=True).fill("22:30")
    for day in ("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        page.get_by_label(day).uncheck()
    assert (page.evaluate(TOO_WIDE), faults(page)) == (0, [])
    picture(page, "step-rules-phone-light.png", full_page=True)
    page.get_by_role("button", name=SAY["step-preview"]).click()
    page.get_by_role("button", name=SAY["save"], exact=True).click()
    # 22:30 in the export's zone, which is the reader's, too.
    expect(page.get_by_text("Monday at 22:30 (Europe/Tallinn)")).to_be_visible()
    expect(page.locator("time").filter(has_text="10:30")).to_be_visible()
    made = console.call("GET", page.url.replace(console.stack["app"], "/api"))
    assert (made["list_id"], made["profile_limit"], made["schedule"]["expression"]) == (target, 50000, "30 22 * * 1")
    # Signed out elsewhere: what stands on the page stays, and says how to go on.
    page.context.clear_cookies()
    page.get_by_role("button", name=SAY["run"], exact=True).click()
    expect(page.get_by_role("link", name=SAY["sign-in"]).first).to_be_visible()
    expect(page.get_by_role("heading", name="By night")).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.reload()
    expect(page.get_by_role("heading", name=SAY["signed-out-title"])).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_a_cron_expression_is_checked_on_next_and_shows_its_next_times(
    console: Console, sign_in: SignIn, connection: str
) -> None:
    daily = {"kind": "cron", "expression": "0 6 * * *", "time_zone": "Europe/Tallinn"}
    export = console.export(connection, "On the last day", schedule=daily)
    page = sign_in(width=390)
    page.goto(f"/exports/{export}/edit?step=rules")
    page.get_by_label(SAY["cron-enter"], exact=True).check()
    cron = page.get_by_label(SAY["cron"], exact=True)
    cron.fill("99 5 * * *")
    page.get_by_role("button", name=SAY["next"], exact=True).click()
    expect(page.get_by_text("not valid: minute")).to_be_visible()
    expect(cron).to_be_focused()
    # Months without a 31st have no run, and the text says so with the times.
    cron.fill("30 5 31 * *")
    expect(page.locator(".nested .hint time").filter(has_text="31, ")).to_have_count(3)
    page.get_by_role("button", name=SAY["save"], exact=True).click()
    expect(page).to_have_url(re.compile(f"/exports/{export}$"))
    expect(page.get_by_text("Monthly on day 31 at 05:30 (Europe/Tallinn)")).to_be_visible()
    following = console.call("GET", f"/api/exports/{export}")["next_runs"]
    assert {at[8:16] for at in following} == {"31T05:30"}
    expect(page.locator("time").filter(has_text="5:30").first).to_have_attribute("datetime", following[0])


NOTHING: dict[str, Any] = {
    "exports": [], "connections": [], "runs": [], "segments": [], "total": 0, "next_cursor": None
}  # fmt: skip


START: dict[str, Any] = {
    "exports": 1, "connections": 1, "attention": [], "missing": [], "keys": [], "changes": [], "active": [],
    "active_count": 0, "next_count": 1, "distinctions": {},
    "next_runs": [{"export_id": "exp_first", "export_name": "First", "at": "2030-03-31T03:00:00-04:00"}],
    "counts": {"failed": 0, "held": 0, "skipped": 0, "detached": 0, "missing": 0, "keys": 0, "changes": 0},
}  # fmt: skip


def test_the_first_steps_are_shown_until_a_run_has_succeeded(sign_in: SignIn) -> None:
    page = sign_in()
    first: dict[str, Any] = {"id": "exp_first", "name": "First", "recent_runs": [{"state": "failed"}]}
    page.route("**/api/overview", lambda route: route.fulfill(json=START))
    page.route("**/api/exports?*", lambda route: route.fulfill(json={"exports": [first], "next_cursor": None}))
    page.goto("/")
    steps = page.get_by_role("region", name=SAY["first-steps"])
    expect(steps.get_by_role("listitem")).to_have_count(4)
    expect(steps.locator(".done")).to_have_count(3)
    expect(steps.get_by_role("link", name=SAY["export"], exact=True)).to_have_attribute("href", "/exports/exp_first")
    assert faults(page) == []
    # Three in New York is another hour for the reader, whose clocks change that night, and says which.
    expect(page.get_by_role("region", name=SAY["next-day"]).locator("time")).to_have_text(
        re.compile("10:00.AM.(GMT\\+3|EEST)")
    )
    first["recent_runs"] = [{"state": "failed"}, {"state": "completed_with_warnings"}]
    page.reload()
    expect(page.get_by_text(SAY["all-well"])).to_be_visible()
    expect(steps).to_be_hidden()
    page.unroute_all(behavior="ignoreErrors")


def test_malformed_addresses_say_what_is_wrong(sign_in: SignIn) -> None:
    page = sign_in()
    for address in ("/exports/%E0%A4%A", "/runs/nope", "/segments/%2F", "/exports/nope/edit?step=x", "/a/b/c?%"):
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".notice, .empty").first).to_be_visible()
    for address in ("/exports?cursor=bad&page=-1", "/runs?state=nope", "/audit?result=nope"):
        page.goto(address)
        page.get_by_role("alert").get_by_role("button", name=SAY["clear-filters"]).click()
        expect(page.get_by_role("table")).to_be_visible()
        assert "?" not in page.url


def test_empty_failing_and_waiting_pages_say_so(sign_in: SignIn) -> None:
    page = sign_in("contributor", still=False)
    answers: list[dict[str, Any] | None] = [NOTHING]

    def fake(route: Route) -> None:
        if answers[-1] is not None:
            route.fulfill(json=answers[-1], status=200 if answers[-1] is NOTHING else 503)

    page.route(lambda url: "/api/" in url and not url.endswith("/api/me"), fake)
    page.goto("/exports")
    expect(page.get_by_role("heading", name=SAY["no-exports"])).to_be_visible()
    expect(page.get_by_text(SAY["first-ask"])).to_be_visible()
    expect(page.get_by_role("link", name=SAY["add-export"])).to_be_hidden()
    picture(page, "exports-empty-wide-light.png")
    for place, empty in (("connections", "no-connections"), ("segments", "no-segments"), ("runs", "no-runs")):
        page.get_by_role("link", name=SAY[place], exact=True).click()
        expect(page.get_by_role("heading", name=SAY[empty])).to_be_visible()
    answers.append({"type": "unavailable", "title": "Unavailable", "status": 503, "detail": "Storage is away."})
    page.reload()
    expect(page.get_by_role("alert").get_by_text(SAY["error-unavailable-help"])).to_be_visible()
    answers.append(NOTHING)
    page.get_by_role("button", name=SAY["try-again"]).click()
    expect(page.get_by_role("heading", name=SAY["no-runs"])).to_be_visible()
    answers.append(None)
    page.get_by_role("link", name=SAY["segments"], exact=True).click()
    page.reload()
    expect(page.locator(".skeleton-row").first).to_be_visible()
    length = "parseFloat(getComputedStyle(document.querySelector('.skeleton-row')).animationDuration)"
    assert page.evaluate(length) > 0.5
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(length) < 0.001
    page.unroute_all(behavior="ignoreErrors")
