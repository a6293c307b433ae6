"""The connector's documented steps, from "Add connection" to "Run", in each language of the page."""

import re

import pytest
from playwright.sync_api import expect

from local.klaviyo import MAIN_KEY
from tests.console.console import Console, SignIn, words

LANGUAGES = ["en", "id", "et", "zh-HK", "hr", "pl"]


@pytest.mark.parametrize(("language", "way"), [("en", "key"), *((language, "oauth") for language in LANGUAGES)])
def test_from_add_connection_to_run(console: Console, sign_in: SignIn, language: str, way: str) -> None:
    """By signing in to Klaviyo, as the connector's page has it, and once by key."""
    say, name = words(language), f"Shop {language} {way}"
    page = sign_in(language=language)
    page.goto("/connections")
    expect(page.locator("html")).to_have_attribute("lang", language)

    page.get_by_role("button", name=say["add-connection"]).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=say["connect"], exact=True).click()
    expect(dialog.get_by_text(say["consent-required"])).to_be_visible()
    dialog.get_by_label(say["display-name"], exact=True).fill(name)
    dialog.get_by_label(say["access-contributors"], exact=True).check()
    if way == "key":
        dialog.get_by_label(say["api-key"], exact=True).fill(MAIN_KEY)
    else:
        dialog.get_by_label(say["auth-oauth"], exact=True).check()
        dialog.get_by_role("button", name=say["authenticate"], exact=True).click()
        page.get_by_role("button", name="Allow").click()
        expect(dialog.get_by_label(say["display-name"], exact=True)).to_have_value(name)
    dialog.get_by_label(say["agree"], exact=True).check()
    expect(dialog.get_by_role("link", name=say["privacy-statement"])).to_be_visible()
    dialog.get_by_role("button", name=say["connect"], exact=True).click()
    expect(dialog.get_by_text("Contoso Retail (simulated)")).to_be_visible()
    dialog.get_by_role("button", name=say["add-yourself"], exact=True).click()
    dialog.get_by_role("button", name=say["save"], exact=True).click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()

    page.goto("/exports/new")
    page.get_by_label(say["export-name"], exact=True).fill(f"Loyal {language} {way}")
    page.get_by_label(say["connection-for-export"], exact=True).select_option(label=name)
    page.get_by_label(say["list-by-id"], exact=True).check()
    page.get_by_label(say["list-id"], exact=True).fill(console.new_list())
    following = page.get_by_role("button", name=say["next"], exact=True)
    following.click()
    page.get_by_text("Loyal", exact=True).click()
    following.click()
    column = page.get_by_role("combobox", name=re.compile(re.escape(say["field-email"]))).first
    expect(column).to_have_value("=Email")
    expect(page.get_by_role("region", name=say["sample-profile"]).get_by_text("p0@example.com")).to_be_visible()
    following.click()
    expect(page.get_by_label(say["schedule-manual"], exact=True)).to_be_checked()
    following.click()
    expect(page.get_by_role("heading", name=say["preview-title"])).to_be_visible()
    expect(page.get_by_role("cell", name="Name 0").first).to_be_visible()
    page.get_by_role("button", name=say["save-and-run"]).click()

    expect(page.get_by_text(say["state-completed_with_warnings"]).first).to_be_visible()
    expect(page.get_by_role("heading", name=say["outcomes-title"])).to_be_visible()
    rejects = page.get_by_role("region", name=say["rejects"])
    expect(rejects.get_by_role("rowheader", name=say["reason-email_malformed"])).to_be_visible()
    assert len(console.call("GET", "/api/runs?limit=200")["runs"]) >= 1


def test_a_language_that_is_chosen_is_remembered(sign_in: SignIn) -> None:
    page = sign_in(language="et")
    page.goto("/exports")
    expect(page.get_by_role("heading", name="Ekspordid", exact=True)).to_be_visible()
    page.get_by_label(words("et")["language"]).select_option("pl")
    expect(page.get_by_role("heading", name="Eksporty", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Eksporty", exact=True)).to_be_visible()
