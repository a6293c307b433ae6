"""Before and after sending: a run that waits for confirmation, and a list that is checked and repaired."""

import re

from playwright.sync_api import expect

from tests.console.console import TOO_WIDE, Console, SignIn, faults, picture, words

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
    page.goto("/")
    task = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Guarded"))
    expect(task.first.get_by_text(SAY["attention-confirm"])).to_be_visible()
    page.goto(f"/runs/{held['id']}")
    figures = page.get_by_role("region", name=SAY["impact-title"])
    said = "6 people join the list. 6 profiles are new to Klaviyo and count toward your plan."
    expect(figures.get_by_text(f"{said} Flows start for these people: Welcome series.")).to_be_visible()
    expect(figures.get_by_text("Welcome series", exact=True)).to_be_visible()
    expect(figures.get_by_text("6", exact=True).first).to_be_visible()
    assert not faults(page)
    picture(page, "run-held-before-sending-wide-light.png", full_page=True)
    figures.get_by_role("button", name=SAY["confirm-run"]).click()
    page.get_by_role("dialog").get_by_role("button", name=SAY["confirm-run"]).click()
    expect(page.get_by_text(SAY["state-successful"]).first).to_be_visible()
    assert page.url.split("/")[-1] != held["id"]
    assert len(console.members(target)) == 6

    console.leave(target, "before2@example.com")
    page.goto(f"/exports/{export}")
    section = page.get_by_role("region", name=SAY["list-check"])
    section.get_by_role("button", name=SAY["check-list"]).click()
    expect(section.get_by_text(SAY["list-check-missing"], exact=True)).to_be_visible()
    with page.expect_download() as download:
        section.get_by_role("link", name=SAY["download-csv"]).click()
    assert download.value.path().read_text() == "identity,difference\nbefore2@example.com,missing\n"
    page.goto("/")
    page.get_by_role("region", name=SAY["missing-attention"]).get_by_role("link", name=SAY["review-list"]).click()
    expect(section.get_by_role("heading", name=SAY["list-check"])).to_be_focused()
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate(TOO_WIDE) <= 0
    picture(page, "list-check-narrow-light.png", full_page=True)
    section.get_by_role("button", name=SAY["repair-list"]).click()
    page.get_by_role("dialog").get_by_role("button", name=SAY["repair-list"]).click()
    expect(page).to_have_url(re.compile("/runs/"))
    expect(page.get_by_text(SAY["state-successful"]).first).to_be_visible()
    assert len(console.members(target)) == 6


def test_a_first_portion_is_set_in_the_wizard_and_confirmed_on_the_page_of_the_run(
    console: Console, sign_in: SignIn
) -> None:
    console.segment("Portions", people(*range(20, 32)))
    connection = console.connection("Shop of portions")
    export = console.export(connection, "Portions", segments=["Portions"], mapping={"email": "Email"})
    page = sign_in("contributor")
    page.goto(f"/exports/{export}/edit")
    page.get_by_role("button", name=SAY["step-rules"]).click()
    group = page.get_by_role("group", name=SAY["canary"], exact=True)
    group.get_by_label(SAY["canary-profiles"]).fill("3")
    group.get_by_label(SAY["canary-wait"]).check()
    group.get_by_label(SAY["canary-hours"]).fill("5")
    assert not faults(page)
    picture(group, "canary-fields-wide-light.png")
    page.get_by_label(SAY["row-log"], exact=True).check()
    page.get_by_label(SAY["row-log-fields"], exact=True).check()
    page.get_by_role("button", name=SAY["save"], exact=True).click()
    expect(page).to_have_url(re.compile(f"/exports/{export}$"))
    expect(page.get_by_text(f"3 people · {SAY['canary-wait']}")).to_be_visible()
    expect(page.get_by_text(SAY["row-log-with-fields"], exact=True)).to_be_visible()
    saved = console.call("GET", f"/api/exports/{export}")
    canary = saved["canary"]
    assert (canary["profiles"], canary["then"], canary["wait_hours"]) == (3, "wait", 5)
    assert saved["row_log"] == {"fields": True, "unchanged": True}

    run_id = console.call("POST", f"/api/exports/{export}/runs")["id"]
    page.goto(f"/runs/{run_id}")
    expect(page.get_by_text(SAY["canary-waits"])).to_be_visible()
    # Not "Uploading": nothing is sent until a user confirms.
    expect(page.locator(".run-state").get_by_text(SAY["canary-waiting"])).to_be_visible()
    assert not faults(page)
    picture(page, "run-first-portion-wide-light.png", full_page=True)
    page.goto("/")
    expect(page.get_by_text(SAY["attention-waits"])).to_be_visible()
    page.goto(f"/runs/{run_id}")
    page.set_viewport_size({"width": 390, "height": 900})
    page.get_by_role("button", name=SAY["send-others"]).click()
    page.get_by_role("dialog").get_by_role("button", name=SAY["send-others"]).click()
    expect(page.get_by_text(SAY["state-successful"]).first).to_be_visible()
    assert page.evaluate(TOO_WIDE) <= 0
    assert console.call("GET", f"/api/runs/{run_id}")["counts"]["accepted"] == 12

    # Had no user confirmed it in time, the page of the export would say what the next run does.
    saved = console.call("GET", f"/api/exports/{export}")
    saved["recent_runs"][0]["error"] = "canary-not-confirmed"
    page.route(f"**/api/exports/{export}", lambda route: route.fulfill(json=saved))
    page.goto(f"/exports/{export}")
    stopped = page.get_by_role("status").filter(has_text=SAY["text-error-canary-not-confirmed"])
    expect(stopped.get_by_text("The next run again sends a first portion (3 people)")).to_be_visible()
    expect(stopped.get_by_text(SAY["canary-next-on-demand"])).to_be_visible()
    assert (page.evaluate(TOO_WIDE), faults(page)) == (0, [])
    page.unroute_all(behavior="ignoreErrors")
