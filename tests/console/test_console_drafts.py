"""Nothing that a user typed is lost: drafts of exports, and dialogs. What saving would refuse is said on Next."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from local.klaviyo import NO_SCOPES_KEY
from tests.console.console import TOO_WIDE, Console, SignIn, faults, picture, words

SAY = words("en")


@pytest.fixture(scope="module")
def connection(console: Console) -> str:
    return console.connection("Shop of drafts")


def step(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=SAY[f"step-{name}"], level=2)).to_be_visible()


def press_next(page: Page) -> None:
    page.get_by_role("button", name=SAY["next"], exact=True).click()


def test_a_draft_outlives_reload_back_other_pages_and_a_new_sign_in(
    console: Console, sign_in: SignIn, connection: str
) -> None:
    target = console.new_list()
    page = sign_in()
    page.goto("/exports/new")
    name = page.get_by_label(SAY["export-name"], exact=True)
    name.fill("Draft of mine")
    page.get_by_label(SAY["connection-for-export"], exact=True).select_option(connection)
    page.get_by_label(SAY["list-by-id"], exact=True).check()
    page.get_by_label(SAY["list-id"], exact=True).fill(target)
    # Enter goes on.
    page.get_by_label(SAY["list-id"], exact=True).press("Enter")
    step(page, "segments")
    expect(page).to_have_url(re.compile("step=segments"))
    page.get_by_label("Loyal").check()
    page.go_back()
    step(page, "connection")
    expect(name).to_have_value("Draft of mine")
    page.go_forward()
    step(page, "segments")
    page.reload()
    step(page, "segments")
    expect(page.get_by_label("Loyal")).to_be_checked()
    expect(page.get_by_text(SAY["draft-restored"])).to_be_visible()

    page.get_by_role("link", name=SAY["runs"], exact=True).click()
    page.get_by_role("link", name=SAY["exports"], exact=True).click()
    page.get_by_role("link", name=SAY["add-export"]).first.click()
    expect(name).to_have_value("Draft of mine")

    # Another user of this browser does not see it; who comes back does.
    for user, shown in (("contributor", ""), ("administrator", "Draft of mine")):
        page.context.add_cookies([{"name": "local-user", "value": user, "url": console.stack["app"]}])
        page.goto("/exports/new")
        expect(name).to_have_value(shown)

    page.get_by_role("button", name=SAY["cancel"]).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=SAY["keep-editing"]).click()
    expect(name).to_have_value("Draft of mine")
    page.get_by_role("button", name=SAY["cancel"]).click()
    dialog.get_by_role("button", name=SAY["discard"], exact=True).click()
    page.goto("/exports/new")
    expect(name).to_have_value("")


def hold_requests(page: Page, address: str) -> Callable[[], None]:
    """Hold the page's requests for an address, and return what lets them go."""
    waiting: list[Route] = []
    held = True

    def hold(route: Route) -> None:
        if held:
            waiting.append(route)
        else:
            route.continue_()

    def let_go() -> None:
        nonlocal held
        assert waiting, "the page has asked"
        held = False
        for route in waiting:
            route.continue_()

    page.route(address, hold)
    return let_go


def test_next_says_what_saving_would_refuse(console: Console, sign_in: SignIn, connection: str) -> None:
    taken = console.export(connection, "Has the list already")
    target = console.call("GET", f"/api/exports/{taken}")["list_id"]
    page = sign_in(width=390, theme="dark")
    # The suggestion of a segment may come late: it must not take what was refused off the page.
    let_go = hold_requests(page, "**/api/segments/Loyal")
    page.goto("/exports/new?segment=Loyal")
    expect(page.get_by_label(SAY["export-name"], exact=True)).to_be_visible()
    press_next(page)
    expect(page.get_by_label(SAY["export-name"], exact=True)).to_be_focused()
    step(page, "connection")
    page.get_by_label(SAY["export-name"], exact=True).fill("Another")
    page.get_by_label(SAY["connection-for-export"], exact=True).select_option(connection)
    page.get_by_label(SAY["list-by-id"], exact=True).check()
    field = page.get_by_label(SAY["list-id"], exact=True)
    field.fill("Nowhere1")
    press_next(page)
    expect(page.get_by_text(SAY["text-error-list-not-found"])).to_be_visible()
    let_go()
    expect(page.get_by_role("region", name=SAY["sample-profile"])).to_be_visible()
    expect(page.get_by_text(SAY["text-error-list-not-found"])).to_be_visible()
    expect(field).to_be_focused()
    assert faults(page) == []
    field.fill(target)
    # The segment is chosen already: its own step, and this one, say who sends it, also before the list is there.
    let_go = hold_requests(page, "**/api/segments?*")
    press_next(page)
    step(page, "segments")
    press_next(page)
    # What is said about the step is above its list, which may be long, and not taken for what is said about a segment.
    taken_text = page.get_by_role("alert").filter(has_text="Has the list already")
    expect(taken_text).to_be_focused()
    let_go()
    expect(page.get_by_label("Loyal")).to_be_visible()
    expect(taken_text).to_be_focused()
    expect(taken_text).to_be_in_viewport()
    step(page, "segments")
    page.get_by_label("Loyal").uncheck()
    # What was suggested for one segment does not stay for another, for which nothing is.
    page.route(
        "**/api/segments/Newsletter", lambda route: route.fulfill(json=route.fetch().json() | {"suggestion": None})
    )
    page.get_by_label("Newsletter").check()
    press_next(page)
    step(page, "matching")
    column = page.get_by_role("combobox", name=re.compile(re.escape(SAY["field-email"]))).first
    expect(column).to_have_value("")
    press_next(page)
    expect(page.get_by_text(SAY["identity-required"])).to_be_visible()
    step(page, "matching")
    # By another identity its field is the required one, and the address may stay empty.
    page.get_by_label(SAY["identity"], exact=True).select_option("external_id")
    expect(page.get_by_text(SAY["identity-required"])).to_be_visible()
    row = page.get_by_role("group", name=re.compile(re.escape(SAY["field-external-id"])))
    expect(row.get_by_text(SAY["required"])).to_be_visible()
    row.get_by_role("combobox").select_option("=Email")
    press_next(page)
    step(page, "rules")


def test_a_dialog_with_input_asks_and_fits_the_window(sign_in: SignIn) -> None:
    page = sign_in(width=390)
    page.set_viewport_size({"width": 390, "height": 500})
    page.goto("/connections?add")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.goto("/connections?add")
    dialog.get_by_label(SAY["display-name"], exact=True).fill("Half typed")
    page.keyboard.press("Escape")
    expect(dialog.get_by_text(SAY["ask-discard"])).to_be_visible()
    expect(dialog.get_by_role("button", name=SAY["keep-editing"])).to_be_focused()
    picture(page, "dialog-asks-phone-light.png")
    box = dialog.bounding_box()
    assert box
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 500
    assert (page.evaluate(TOO_WIDE), faults(page)) == (0, [])
    dialog.get_by_role("button", name=SAY["keep-editing"]).click()
    expect(dialog.get_by_label(SAY["display-name"], exact=True)).to_have_value("Half typed")
    expect(dialog.get_by_label(SAY["display-name"], exact=True)).to_be_focused()
    connect = dialog.get_by_role("button", name=SAY["connect"], exact=True)
    expect(connect).to_be_in_viewport()
    # Enter presses the main button, which says what is missing.
    dialog.get_by_label(SAY["display-name"], exact=True).press("Enter")
    expect(dialog.get_by_text(SAY["consent-required"])).to_be_visible()
    # A key without the scopes is refused where the user looks, with a link that chooses them all for a new key.
    dialog.get_by_label(SAY["agree"], exact=True).check()
    dialog.get_by_label(SAY["api-key"], exact=True).fill(NO_SCOPES_KEY)
    dialog.get_by_label(SAY["api-key"], exact=True).press("Enter")
    refused = dialog.get_by_role("alert").filter(has_text="lists:write")
    expect(refused).to_be_focused()
    expect(refused).to_be_in_viewport()
    expect(refused.get_by_role("link", name=SAY["create-key"])).to_have_attribute(
        "href", re.compile("scopes=.*lists:write")
    )
    key = dialog.get_by_label(SAY["api-key"], exact=True)
    expect(key).to_have_attribute("aria-invalid", "true")
    # Only the body of the dialog scrolls: its footer stays at the bottom of the window.
    assert dialog.evaluate("(dialog) => dialog.scrollTop") == 0
    key.fill("not a key")
    key.press("Enter")
    expect(dialog.get_by_role("alert").filter(has_text=f"{SAY['api-key']}: ")).to_be_focused()
    picture(page, "key-without-scopes-phone-light.png")
    page.keyboard.press("Escape")
    dialog.get_by_role("button", name=SAY["discard"], exact=True).click()
    expect(dialog).to_be_hidden()


def test_back_and_a_new_sign_in_leave_a_dialog_as_it_is(sign_in: SignIn) -> None:
    page = sign_in()
    page.goto("/segments")
    page.get_by_role("link", name=SAY["connections"], exact=True).click()
    page.get_by_role("button", name=SAY["add-connection"]).first.click()
    dialog = page.get_by_role("dialog")
    name = dialog.get_by_label(SAY["display-name"], exact=True)
    name.fill("Half typed")
    page.go_back()
    expect(dialog.get_by_text(SAY["ask-discard"])).to_be_visible()
    assert page.url.endswith("/connections")
    dialog.get_by_role("button", name=SAY["keep-editing"]).click()
    dialog.get_by_label(SAY["api-key"], exact=True).fill(NO_SCOPES_KEY)
    dialog.get_by_label(SAY["agree"], exact=True).check()
    # A session that ends meanwhile: signing in again, in another tab, leaves the dialog as it is.
    page.context.clear_cookies()
    connect = dialog.get_by_role("button", name=SAY["connect"], exact=True)
    connect.click()
    with page.expect_popup() as opened:
        dialog.get_by_role("link", name=SAY["sign-in"]).click()
    opened.value.get_by_role("link", name="Alex Administrator").click()
    expect(opened.value.get_by_role("heading", name=SAY["signed-in-title"])).to_be_visible()
    assert faults(opened.value) == []
    opened.value.close()
    expect(page.get_by_text(SAY["signed-in-again"])).to_be_visible()
    expect(name).to_have_value("Half typed")
    connect.click()
    expect(dialog.get_by_role("alert").filter(has_text="lists:write")).to_be_visible()
    # Discarded: Back goes back.
    page.go_back()
    dialog.get_by_role("button", name=SAY["discard"], exact=True).click()
    expect(dialog).to_be_hidden()
    page.go_back()
    expect(page.get_by_role("heading", name=SAY["segments"], exact=True)).to_be_visible()


def test_an_alert_is_added_and_the_audit_says_so_in_words(console: Console, sign_in: SignIn, connection: str) -> None:
    daily = {"kind": "cron", "expression": "0 6 * * *", "time_zone": "America/New_York"}
    export = console.export(connection, "Watched", schedule=daily)
    page = sign_in(width=390)
    page.goto(f"/exports/{export}/edit?step=rules")
    page.get_by_role("button", name=SAY["add-alert"]).click()
    page.get_by_label(SAY["alert-kind"], exact=True).select_option("row_count")
    limit = page.get_by_label(SAY["alert-limit-row-count"], exact=True)
    limit.fill("")
    page.get_by_role("button", name=SAY["save"], exact=True).click()
    expect(page.get_by_text(SAY["alerts-incomplete"])).to_be_visible()
    limit.fill("40")
    assert (page.evaluate(TOO_WIDE), faults(page)) == (0, [])
    picture(page, "alerts-phone-light.png", full_page=True)
    page.get_by_role("button", name=SAY["save"], exact=True).click()
    expect(page.get_by_text("Rows differ from usual by more than 40%")).to_be_visible()
    # Six in New York is another time for the reader, and says which.
    expect(page.locator("time").filter(has_text=re.compile("(12|1):00.*(GMT|EE)"))).to_be_visible()
    assert console.call("GET", f"/api/exports/{export}")["alerts"] == [
        {"repeat": "first", "kind": "row_count", "deviation_percent": 40.0, "runs": 5}
    ]
    page.goto(f"/audit?target={export}")
    row = page.get_by_role("row").filter(has_text=SAY["act-patch-exports"])
    expect(row.get_by_text("Watched")).to_be_visible()
