"""Before and after sending: a run that waits for a confirmation, and a list that is checked and repaired."""

import re

from playwright.sync_api import expect

from tests.console.console import PICTURES, TOO_WIDE, Console, SignIn, faults, words

SAY = words("en")


def people(*numbers: int) -> str:
    return "Email,FirstName\n" + "".join(f"before{n}@example.com,N{n}\n" for n in numbers)


def test_a_run_is_held_confirmed_and_its_list_repaired(console: Console, sign_in: SignIn) -> None:
    connection = console.connection("Shop of guards")
    console.segment("Guarded", people(*range(6)))
    target = console.new_list()
    console.sim("POST", f"/lists/{target}/flows", {"name": "Welcome series"})
    guard = {"new_profiles_over": 5}
    export = console.export(
        connection, "Guarded", list_id=target, segments=["Guarded"], mapping={"email": "Email"}, hold_when=guard
    )
    held = console.run(export)
    assert (held["state"], len(console.members(target))) == ("skipped", 0)

    page = sign_in("contributor")
    page.goto(f"/runs/{held['id']}")
    figures = page.get_by_role("region", name=SAY["impact-title"])
    expect(figures.get_by_text("Welcome series")).to_be_visible()
    expect(figures.get_by_text("6", exact=True).first).to_be_visible()
    assert not faults(page)
    page.screenshot(path=PICTURES / "run-held-before-sending-wide-light.png", full_page=True)
    figures.get_by_role("button", name=SAY["confirm-run"]).click()
    page.get_by_role("dialog").get_by_role("button", name=SAY["confirm-run"]).click()
    expect(page.get_by_text(SAY["state-successful"]).first).to_be_visible(timeout=30_000)
    assert page.url.split("/")[-1] != held["id"]
    assert len(console.members(target)) == 6

    console.leave(target, "before2@example.com")
    page.goto(f"/exports/{export}")
    section = page.get_by_role("region", name=SAY["list-check"])
    section.get_by_role("button", name=SAY["check-list"]).click()
    expect(section.get_by_text(SAY["list-check-missing"], exact=True)).to_be_visible(timeout=30_000)
    with page.expect_download() as download:
        section.get_by_role("link", name=SAY["download-csv"]).click()
    assert download.value.path().read_text() == "identity,difference\nbefore2@example.com,missing\n"
    page.goto("/")
    page.get_by_role("region", name=SAY["missing-attention"]).get_by_role("link", name=SAY["review-list"]).click()
    expect(section.get_by_role("heading", name=SAY["list-check"])).to_be_focused()
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate(TOO_WIDE) <= 0
    page.screenshot(path=PICTURES / "list-check-narrow-light.png", full_page=True)
    section.get_by_role("button", name=SAY["repair-list"]).click()
    page.get_by_role("dialog").get_by_role("button", name=SAY["repair-list"]).click()
    expect(page).to_have_url(re.compile("/runs/"))
    expect(page.get_by_text(SAY["state-successful"]).first).to_be_visible(timeout=30_000)
    assert len(console.members(target)) == 6
