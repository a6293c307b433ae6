"""Who sees what, by keyboard alone, in words that are all translated."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.console.console import Console, SignIn, words

SAY = words("en")


@pytest.fixture(scope="module")
def data(console: Console) -> dict[str, str]:
    connection = console.connection("Open shop")
    closed = console.connection("Closed shop", access="administrators")
    export = console.export(connection, "Open to contributors")
    console.export(closed, "For administrators")
    return {"connection": connection, "export": export, "run": console.run(export)["id"]}


@pytest.mark.usefixtures("data")
def test_contributors_see_name_and_type_of_connections(sign_in: SignIn) -> None:
    page = sign_in("contributor")
    page.goto("/connections")
    expect(page.get_by_role("rowheader", name="Open shop")).to_be_visible()
    assert "Contoso Retail" not in page.content()
    assert "Closed shop" not in page.content()
    expect(page.get_by_role("button", name=SAY["add-connection"])).to_be_hidden()
    page.goto("/exports")
    expect(page.get_by_role("row", name="For administrators").get_by_text(SAY["connection-hidden"])).to_be_visible()
    expect(page.get_by_role("row", name="Open to contributors").get_by_role("button", name="Run ")).to_be_visible()
    expect(page.get_by_role("row", name="For administrators").get_by_role("button", name="Run ")).to_be_hidden()
    page.goto("/audit")
    expect(page.get_by_text(SAY["not-allowed-title"])).to_be_visible()


def test_viewers_look_only(sign_in: SignIn, data: dict[str, str]) -> None:
    page = sign_in("viewer")
    page.goto("/exports")
    expect(page.get_by_role("link", name="Open to contributors")).to_be_visible()
    assert page.get_by_role("button", name=re.compile("^Run ")).count() == 0
    assert page.get_by_role("button", name=SAY["run-all"]).count() == 0
    expect(page.get_by_role("link", name=SAY["add-export"])).to_be_hidden()
    page.goto(f"/runs/{data['run']}")
    expect(page.get_by_text(SAY["rejects-hidden"])).to_be_visible()
    page.goto("/exports/new")
    expect(page.get_by_text(SAY["not-allowed-title"])).to_be_visible()


def test_who_has_no_role_is_told_whom_to_ask(sign_in: SignIn) -> None:
    page = sign_in("stranger")
    page.goto("/")
    expect(page.get_by_role("heading", name=SAY["no-role-title"])).to_be_visible()


def test_who_is_not_signed_in_signs_in_and_comes_back(sign_in: SignIn, data: dict[str, str]) -> None:
    page = sign_in(None)
    page.goto(f"/exports/{data['export']}")
    expect(page.get_by_role("heading", name=SAY["signed-out-title"])).to_be_visible()
    page.get_by_role("link", name=SAY["sign-in"]).click()
    page.get_by_role("link", name="Vic Viewer").click()
    expect(page.get_by_role("heading", name="Open to contributors")).to_be_visible()
    page.get_by_role("link", name=SAY["sign-out"]).click()
    expect(page.get_by_role("heading", name=SAY["signed-out-title"])).to_be_visible()


@pytest.mark.usefixtures("data")
def test_by_keyboard_alone(sign_in: SignIn) -> None:
    page = sign_in()
    page.goto("/exports")
    expect(page.get_by_role("link", name="Open to contributors")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=SAY["skip"])).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="More for Open to contributors").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("link", name=SAY["runs"], exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=SAY["runs"], exact=True)).to_be_focused()


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(60):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(target).to_be_focused()


@pytest.mark.usefixtures("data")
def test_an_export_is_added_and_run_by_keyboard_alone(console: Console, sign_in: SignIn) -> None:
    target = console.sim("POST", "/lists", {"name": "Quick keys"})["id"]
    page = sign_in()
    page.goto("/exports")
    tab_to(page, page.get_by_role("link", name=SAY["add-export"]))
    page.keyboard.press("Enter")
    expect(page.get_by_label(SAY["export-name"], exact=True)).to_be_visible()
    tab_to(page, page.get_by_label(SAY["export-name"], exact=True))
    page.keyboard.type("By keyboard")
    tab_to(page, page.get_by_label(SAY["connection-for-export"], exact=True))
    page.keyboard.type("Open")
    chosen = page.get_by_label(SAY["klaviyo-list"], exact=True)
    expect(chosen).to_be_visible()
    tab_to(page, chosen)
    page.keyboard.type("Quick keys")
    expect(chosen).to_have_value(target)
    following = page.get_by_role("button", name=SAY["next"], exact=True)
    for name in ("segments", "matching", "rules", "preview"):
        tab_to(page, following)
        page.keyboard.press("Enter")
        # The heading of the step has the focus: what follows is read and reached from there.
        expect(page.get_by_role("heading", name=SAY[f"step-{name}"], level=2)).to_be_focused()
        if name == "segments":
            tab_to(page, page.get_by_role("checkbox", name=re.compile("^Loyal")))
            page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name=SAY["save-and-run"]))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^Loyal → Quick keys"))).to_be_focused()
    expect(page.get_by_text(SAY["state-completed_with_warnings"]).first).to_be_visible()


@pytest.mark.usefixtures("data")
def test_a_first_visit_is_small_and_asks_for_nothing_twice(sign_in: SignIn) -> None:
    """How quick it is, `python -m benchmarks page` tells."""
    page, asked, sizes = sign_in(), [], []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto("/exports")
    page.get_by_role("link", name="Open to contributors").wait_for()
    page.wait_for_load_state("networkidle")
    assert 20_000 < sum(sizes) < 150_000
    # One script, the messages of one language, one part of the font; the styles are in the page.
    assert len(asked) == len(set(asked))
    files = {re.sub(r"-[0-9A-Z]{8}(?=\.)", "", Path(path).name) for path in asked if path.startswith("/assets/")}
    assert files - {"icon.svg"} == {"console.js", "en.ftl", "public-sans-latin-wght-normal.woff2"}
