"""A segment is defined in the app, counted, saved, exported, changed and removed."""

import re

from playwright.sync_api import Page, expect

from shared.texts import Language, message_catalog, text
from tests.console.console import TOO_WIDE, Console, SignIn, faults, words

SAY = words("en")
ENGLISH = {
    part.strip()
    for source in (*message_catalog(Language.ENGLISH).values(), *SAY.values())
    for part in re.split(r"[{}\n]+", source)
    if part.strip().count(" ") > 2 and "$" not in part
}
"""Parts of sentences between parameters, of the texts that the API answers and of the page."""


def choose(page: Page, label: str, value: str) -> None:
    page.get_by_label(SAY[label], exact=True).select_option(value)


def test_a_segment_is_defined_counted_exported_changed_and_removed(console: Console, sign_in: SignIn) -> None:
    page = sign_in("contributor")
    page.goto("/segments")
    page.get_by_role("link", name=SAY["define-segment"]).click()
    expect(page.get_by_text(SAY["rule-select-text"])).to_be_hidden()
    page.get_by_label(SAY["segment-name"]).fill("Gold in storage")
    choose(page, "rule-table", "Loyal")
    page.get_by_role("button", name=SAY["add-condition"]).click()
    choose(page, "column", "Tier")
    page.get_by_label(SAY["values-several"]).fill("gold; Silver")
    page.get_by_role("button", name=SAY["add-condition-group"]).click()
    page.get_by_role("group", name=SAY["condition-group"]).get_by_role("button", name=SAY["add-condition"]).click()
    inner = page.get_by_role("group", name=SAY["condition-group"])
    inner.get_by_label(SAY["column"], exact=True).select_option("FirstName")
    inner.get_by_label(SAY["operator"]).select_option("starts_with")
    inner.get_by_label(SAY["values-one"]).fill("name 1")
    page.get_by_role("button", name=SAY["rule-count"]).click()
    # Name 1 and Name 10 to Name 19.
    expect(page.get_by_role("definition").filter(has_text="11")).to_be_visible()
    expect(page.get_by_text("p19@example.com")).to_be_visible()
    assert faults(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate(TOO_WIDE) == 0
    page.get_by_role("button", name=SAY["save"]).click()
    expect(page).to_have_url(f"{console.stack['app']}/segments/Gold%20in%20storage")

    rule = console.call("GET", "/api/segment-definitions/Gold in storage")["rule"]
    assert [one.get("values") for one in rule["conditions"]["all"]] == [["gold", "Silver"], None]
    export = console.export(console.connection("Shop of segments"), "By definition", segments=["Gold in storage"])
    run = console.ended(console.call("POST", f"/api/exports/{export}/runs")["id"])
    assert (run["counts"]["read"], run["counts"]["accepted"]) == (11, 11)

    page.get_by_role("link", name=SAY["edit-definition"]).click()
    expect(page.get_by_label(SAY["values-several"])).to_have_value("gold; Silver")
    page.get_by_role("button", name=SAY["remove"], exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=SAY["remove"]).click()
    expect(dialog.get_by_text(SAY["text-error-segment-in-use"])).to_be_visible()
    console.call("DELETE", f"/api/exports/{export}")
    dialog.get_by_role("button", name=SAY["remove"]).click()
    expect(page).to_have_url(f"{console.stack['app']}/segments")


def test_how_a_file_is_read_is_shown_and_chosen(console: Console, sign_in: SignIn) -> None:
    console.segment("Polish", "Email;Name\nann@example.com;Łucja\n", "cp1250")
    page = sign_in("contributor")
    page.goto("/segments/Polish")
    expect(page.get_by_text("is not UTF-8")).to_be_visible()
    page.get_by_role("button", name=SAY["change-format"], exact=True).click()
    choose(page, "format-encoding", "3")
    assert faults(page) == []
    page.get_by_role("button", name=SAY["save"]).click()
    expect(page.get_by_text("Łucja")).to_be_visible()
    expect(page.get_by_text("cp1250")).to_be_visible()
    assert console.call("GET", "/api/segments/Polish/format")["chosen"]["encoding"] == "windows-1250"


def test_texts_of_the_app_are_in_the_language_of_the_page(console: Console, sign_in: SignIn) -> None:
    """Problems of segments, warnings and rows that are not sent, in Estonian: no sentence of the app is in English."""
    console.segment("Torn", "\0\0\0")
    console.segment("Only a header", "Email,Name\n")
    lines = ["Loyal@example.com;Zoë;12", "no address;Ann;+37255512345", "ann@example.com;n/a;call me", ";;"]
    lines += ["ann@example.com;Ann;", "bob@example.com;a;b;c;d", "refused@example.com;R;"]
    console.sim("POST", "/bad-emails", {"emails": ["refused@example.com"], "pointers": True})
    console.segment("Messy", "Email;Name;Phone\n" + "\n".join(lines) + "\n", "cp1252")
    mapping = {"email": "Email", "first_name": "Name", "phone_number": "Phone"}
    export = console.export(console.connection("Shop of texts"), "In Estonian", segments=["Messy"], mapping=mapping)
    run = console.run(export)
    assert len(run["warnings"]) > 1
    page = sign_in(language="et")
    run_page = f"/runs/{run['id']}"
    pages = ("/", "/exports", f"/exports/{export}", "/connections", "/settings", "/audit", "/segments")
    for address in (*pages, "/segments/Torn", "/segments/Messy", run_page):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        shown = page.locator("main").inner_text()
        assert not [sentence for sentence in ENGLISH if sentence in shown], address
        assert page.locator("main [lang=en]").count() == 0, address
    # The page takes a list that is some seconds old, the filter one of minutes.
    page.route(
        "**/api/segments?*", lambda one: one.continue_(url=re.sub("max_age=[0-9]+", "max_age=0", one.request.url))
    )
    page.goto("/segments")
    page.get_by_label(words("et")["status"]).select_option("problems")
    expect(page).to_have_url(re.compile("status=problems"))
    expect(page.get_by_role("rowheader", name="Torn")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Only a header")).to_be_hidden()
    page.goto(run_page)
    for detail in (
        text("row-klaviyo", answer="Invalid email address."),
        text("row-duplicate", line="6", blob="Messy.csv"),
        text("row-email-no-at"),
        text("row-more-fields", found=5, width=3),
    ):
        expect(page.get_by_text(detail.in_language(Language.ESTONIAN))).to_be_visible()
