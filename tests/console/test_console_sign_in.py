"""A connection by signing in to Klaviyo, through the simulator's page: the way, and the ways in which it ends early."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.console.console import Console, SignIn, faults, words


def fill(page: Page, say: dict[str, str], name: str) -> Locator:
    """Fill the form up to the sign-in, and go to Klaviyo's page."""
    page.goto("/connections")
    page.get_by_role("button", name=say["add-connection"]).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(say["display-name"], exact=True).fill(name)
    dialog.get_by_label(say["access-administrators"], exact=True).check()
    dialog.get_by_label(say["auth-oauth"], exact=True).check()
    dialog.get_by_role("button", name=say["authenticate"], exact=True).click()
    expect(page.get_by_role("heading", name="Klaviyo (simulated)")).to_be_visible()
    return dialog


def test_a_connection_by_signing_in_to_klaviyo(console: Console, sign_in: SignIn) -> None:
    say, name = words("en"), "Signed in"
    page = sign_in()
    dialog = fill(page, say, name)
    page.get_by_role("button", name="Allow").click()
    expect(dialog.get_by_text("Contoso Retail (simulated)")).to_be_visible()
    assert "code=" not in page.url
    dialog.get_by_label(say["agree"], exact=True).check()
    dialog.get_by_role("button", name=say["connect"], exact=True).click()
    dialog.get_by_role("button", name=say["add-yourself"], exact=True).click()
    expect(dialog.get_by_text("administrator@contoso.example")).to_be_visible()
    assert not faults(page)
    dialog.get_by_role("button", name=say["save"], exact=True).click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_text("administrator@contoso.example").first).to_be_visible()
    [made] = [one for one in console.call("GET", "/api/connections")["connections"] if one["display_name"] == name]
    assert (made["auth"], made["account_id"]) == ("oauth", "SIMCON")
    assert [user["kind"] for user in made["export_users"]] == ["user"]


def test_who_denies_access_begins_again_and_signs_in_again_later(console: Console, sign_in: SignIn) -> None:
    say = words("en")
    page = sign_in()
    dialog = fill(page, say, "Denied first")
    page.get_by_role("button", name="Deny").click()
    expect(page.get_by_text("You did not allow access")).to_be_visible()
    page.get_by_role("link", name=say["try-again"]).click()
    expect(dialog.get_by_label(say["display-name"], exact=True)).to_have_value("Denied first")
    dialog.get_by_role("button", name=say["connect"], exact=True).click()
    expect(dialog.get_by_text(say["auth-oauth-required"])).to_be_visible()
    dialog.get_by_role("button", name=say["authenticate"], exact=True).click()
    page.get_by_role("button", name="Allow").click()
    dialog.get_by_label(say["agree"], exact=True).check()
    dialog.get_by_role("button", name=say["connect"], exact=True).click()
    dialog.get_by_role("button", name=say["save"], exact=True).click()
    expect(page.get_by_role("heading", name="Denied first")).to_be_visible()

    console.sim("POST", "/oauth", {"revoke": True})
    page.get_by_role("button", name=say["sign-in-again"], exact=True).click()
    page.get_by_label("Account").select_option("SIMFAB")
    page.get_by_role("button", name="Allow").click()
    expect(page.get_by_text("belongs to another Klaviyo account")).to_be_visible()
    page.get_by_role("link", name=say["try-again"]).click()
    page.get_by_role("link", name="Denied first").click()
    page.get_by_role("button", name=say["sign-in-again"], exact=True).click()
    page.get_by_role("button", name="Allow").click()
    expect(page.get_by_role("heading", name="Denied first")).to_be_visible()
    page.get_by_role("button", name=say["verify"], exact=True).click()
    expect(page.get_by_text(say["sign-in-valid"])).to_be_visible()


def test_export_users_and_opt_outs_are_set_on_a_connection(console: Console, sign_in: SignIn) -> None:
    say = words("en")
    connection = console.connection("For a team", access="administrators")
    page = sign_in()
    page.goto(f"/connections/{connection}")
    page.get_by_role("button", name=say["edit"], exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=say["add-export-user"], exact=True).click()
    dialog.get_by_label(say["kind-of-user"], exact=True).select_option("group")
    dialog.get_by_label(say["name"], exact=True).fill("CRM team")
    dialog.get_by_label(say["object-id"], exact=True).fill("99998888-7777-6666-5555-444433332222")
    dialog.get_by_role("button", name=say["add-to-list"], exact=True).click()
    dialog.get_by_label(say["schedule-custom"], exact=True).check()
    expect(dialog.get_by_label(say["cron"], exact=True)).to_have_value(re.compile(r"\* \* \* \*$"))
    dialog.get_by_role("button", name=say["save"], exact=True).click()
    expect(page.get_by_text("CRM team")).to_be_visible()
    expect(page.get_by_text(say["feed-read-until"])).to_be_visible()
    found = console.call("GET", f"/api/connections/{connection}")
    assert found["export_users"] == [
        {"id": "99998888-7777-6666-5555-444433332222", "name": "CRM team", "kind": "group"}
    ]
    assert found["consent_feed"]["schedule"]["expression"] == "15 * * * *"
