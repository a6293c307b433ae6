"""Refusals are shown where the user looks, suggestions come when a segment is chosen, the frame is painted first."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.console.console import Console, SignIn, words

SAY = words("en")
IN_VIEW = """(element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
}"""


@pytest.fixture(scope="module")
def connection(console: Console) -> str:
    return console.connection("Refusals")


def expect_notice(page: Page, title: str) -> None:
    notice = page.get_by_role("alert").filter(has_text=title)
    expect(notice).to_be_focused()
    assert notice.evaluate(IN_VIEW)


def test_a_run_that_is_refused_says_so_at_the_top_of_the_list(
    console: Console, sign_in: SignIn, connection: str
) -> None:
    exports = [console.export(connection, f"Refused {number:02}") for number in range(12)]
    page = sign_in(width=390)
    page.goto("/exports")
    run = page.get_by_role("button", name="Run Refused 11")
    run.scroll_into_view_if_needed()
    console.call("POST", f"/api/exports/{exports[-1]}/detach")
    run.click()
    expect_notice(page, SAY["text-error-connection-missing"])


def test_an_export_that_is_refused_says_so_above_the_step(console: Console, sign_in: SignIn, connection: str) -> None:
    target = console.new_list()
    console.export(connection, "First of the list", list_id=target)
    page = sign_in(width=390)
    page.goto("/exports/new?segment=Loyal")
    page.get_by_label(SAY["export-name"], exact=True).fill("Second of the list")
    page.get_by_label(SAY["connection-for-export"], exact=True).select_option(label="Refusals")
    page.get_by_label(SAY["list-by-id"], exact=True).check()
    page.get_by_label(SAY["list-id"], exact=True).fill(target)
    page.get_by_role("button", name=SAY["step-preview"]).click()
    # The step for data matching was not visited: the suggestion was applied when the segment was chosen.
    expect(page.get_by_role("heading", name=SAY["preview-title"])).to_be_visible()
    expect(page.get_by_role("cell", name="Name 0").first).to_be_visible()
    page.get_by_role("button", name=SAY["save"], exact=True).click()
    expect_notice(page, SAY["text-error-already-exported"])


def test_the_first_answer_alone_paints_the_frame(sign_in: SignIn) -> None:
    page = sign_in()
    page.route("**/assets/**", lambda route: route.abort())
    page.goto("/exports")
    expect(page.locator(".boot .skeleton-row").first).to_be_visible()
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length === 1")
