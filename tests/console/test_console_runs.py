"""A failed run is explained and fixed; a change by another user at the same time is not lost."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from local.klaviyo import MAIN_KEY
from tests.console.console import Console, SignIn, faults, picture, words

SAY = words("en")


@pytest.fixture(scope="module")
def connection(console: Console) -> str:
    return console.connection("Shop of runs")


def test_a_failed_run_is_understood_and_retried(console: Console, sign_in: SignIn, connection: str) -> None:
    export = console.export(connection, "Cancelled")
    console.sim("POST", "/jobs", {"outcome": "cancelled", "times": 1})
    page = sign_in()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/exports/{export}")
    page.get_by_role("button", name=SAY["run"], exact=True).click()
    expect(page.get_by_role("button", name=SAY["retry"])).to_be_visible()
    expect(page.get_by_text(SAY["count-failed-text"])).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile(r"^Loyal → List \w+ \(Contoso Retail"))).to_be_visible()
    rejects = page.get_by_role("region", name=SAY["rejects"])
    rejects.get_by_role("button", name=SAY["reason-chunk_failed"]).click()
    expect(rejects.get_by_role("rowheader", name=SAY["reason-email_missing"])).to_be_hidden()
    expect(rejects.get_by_role("rowheader", name=SAY["reason-chunk_failed"]).first).to_be_visible()
    with page.expect_download() as download:
        rejects.get_by_role("link", name=SAY["download-csv"]).click()
    assert download.value.suggested_filename.startswith("rejects-")
    # The file has the rows that are shown, and no others.
    assert set(re.findall(r",failed,(\w+),", download.value.path().read_text())) == {"chunk_failed"}
    assert ",rejected," not in download.value.path().read_text()
    rejects.get_by_label(SAY["search-rejects"]).fill("P7@")
    expect(rejects.get_by_role("rowheader")).to_have_count(1)
    with page.expect_download() as download:
        rejects.get_by_role("button", name=SAY["download-csv"]).click()
    assert download.value.suggested_filename.startswith("rejects-")
    [_, row] = download.value.path().read_text().splitlines()
    assert "p7@example.com" in row
    # The reason is in the address of the page, the person in no address.
    assert page.url.endswith("?reason=chunk_failed")
    assert not [address for address in asked if "p7" in address.lower()]
    page.reload()
    expect(rejects.get_by_label(SAY["search-rejects"])).to_have_value("")
    expect(rejects.get_by_role("rowheader", name=SAY["reason-email_missing"])).to_be_hidden()
    rejects.get_by_label(SAY["search-rejects"]).fill("P7@")
    expect(rejects.get_by_role("rowheader")).to_have_count(1)
    rejects.get_by_role("button", name=SAY["show-row"]).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(SAY["reason-do-chunk_failed"])).to_be_visible()
    # The row as it is in the segment, beside its place.
    expect(dialog.get_by_text("p7@example.com")).to_have_count(2)
    expect(dialog.get_by_text("Name 7", exact=True)).to_be_visible()
    expect(dialog.get_by_role("button", name=SAY["close"])).to_be_in_viewport()
    picture(page, "reject-row-wide-light.png")
    assert faults(page) == []
    page.keyboard.press("Escape")
    rejects.get_by_role("button", name=SAY["clear-filters"]).click()
    picture(page, "rejects-wide-light.png", full_page=True)
    page.get_by_role("button", name=SAY["retry"]).click()
    page.get_by_role("dialog").get_by_role("button", name=SAY["retry"]).click()
    expect(page.get_by_text(SAY["retry-of"])).to_be_visible()
    expect(page.get_by_text(SAY["state-completed_with_warnings"]).first).to_be_visible()
    expect(page.get_by_text(SAY["count-failed-text"])).to_be_hidden()


def test_an_error_is_told_in_words_with_what_to_do(console: Console, sign_in: SignIn, connection: str) -> None:
    target = console.new_list()
    export = console.export(connection, "List gone", list_id=target)
    console.sim("DELETE", f"/lists/{target}")
    run = console.run(export)
    page = sign_in(language="pl")
    page.goto(f"/runs/{run['id']}")
    expect(page.get_by_role("alert").get_by_text(words("pl")["text-error-list-not-found"])).to_be_visible()
    expect(page.get_by_role("alert").get_by_text(words("pl")["error-list-not-found-help"])).to_be_visible()
    # A retry would send to the old list.
    expect(page.get_by_role("button", name=words("pl")["retry"])).to_be_hidden()
    page.get_by_role("alert").get_by_role("link", name=words("pl")["edit-export"]).click()
    expect(page.get_by_role("heading", name=words("pl")["edit-export"])).to_be_visible()


def test_a_change_by_another_user_is_not_overwritten_without_asking(
    console: Console, sign_in: SignIn, connection: str
) -> None:
    export = console.export(connection, "Shared work")
    page = sign_in()
    page.goto(f"/exports/{export}/edit")
    field = page.get_by_label(SAY["export-name"], exact=True)
    field.fill("Mine")
    console.call("PATCH", f"/api/exports/{export}", {"name": "Theirs"})
    page.get_by_role("button", name=SAY["save"], exact=True).click()
    expect(page.get_by_text(SAY["conflict-title"])).to_be_visible()
    page.get_by_role("button", name=SAY["conflict-reload"]).click()
    expect(field).to_have_value("Theirs")


def test_removing_a_connection_asks_what_becomes_of_its_exports(console: Console, sign_in: SignIn) -> None:
    key = f"pk_sim_{uuid.uuid4().hex}"
    console.sim("POST", "/keys", {"key": key})
    gone = console.connection("Soon gone", api_key=key)
    export = console.export(gone, "Left over")
    page = sign_in()
    page.goto(f"/connections/{gone}")
    page.get_by_role("button", name=SAY["remove"]).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Left over")).to_be_visible()
    dialog.get_by_label(SAY["detach"], exact=True).check()
    dialog.get_by_role("button", name=SAY["remove"], exact=True).click()
    expect(page.get_by_role("heading", name=SAY["connections"], exact=True)).to_be_visible()
    assert console.call("GET", f"/api/exports/{export}")["connection_id"] is None
    page.goto(f"/exports/{export}")
    expect(page.get_by_text(SAY["detached-title"])).to_be_visible()


def test_a_run_is_cancelled_and_watched_live(console: Console, sign_in: SignIn, connection: str) -> None:
    export = console.export(connection, "Slow")
    console.sim("POST", "/jobs", {"job_seconds": 60, "times": 1})
    page = sign_in()
    page.goto(f"/exports/{export}")
    page.get_by_role("button", name=SAY["run"], exact=True).click()
    expect(page.get_by_role("progressbar", name=SAY["stage-importing"])).to_be_visible()
    expect(page.get_by_text("1 of 1 job")).to_be_visible()
    page.get_by_role("button", name=SAY["cancel-run"]).click()
    page.get_by_role("dialog").get_by_role("button", name=SAY["cancel-run"]).click()
    expect(page.get_by_text(SAY["cancel-requested"]).or_(page.get_by_text(SAY["state-canceled"])).first).to_be_visible()
    # What was sent is not told as failed: Klaviyo may have it.
    expect(page.get_by_text(SAY["count-unconfirmed-text"])).to_be_visible()
    expect(page.get_by_text(SAY["count-failed-text"])).to_be_hidden()
    found = page.get_by_role("region", name=SAY["rejects-unconfirmed"]).get_by_role(
        "cell", name=SAY["count-unconfirmed"]
    )
    expect(found.first).to_be_visible()
    page.goto(f"/runs?export={export}")
    expect(page.get_by_role("cell", name=SAY["count-unconfirmed"])).to_be_visible()


def test_an_export_is_duplicated_switched_off_and_removed_from_its_menu(
    console: Console, sign_in: SignIn, connection: str
) -> None:
    schedule = {"kind": "cron", "expression": "0 6 * * 1", "time_zone": "Europe/Tallinn"}
    export = console.export(connection, "Weekly", schedule=schedule)
    page = sign_in()
    page.goto(f"/exports/{export}")
    expect(page.get_by_text("Monday at 06:00 (Europe/Tallinn)")).to_be_visible()
    menu = page.get_by_role("button", name="More for Weekly")
    menu.click()
    page.get_by_role("button", name=SAY["pause-schedule"]).click()
    page.get_by_role("dialog").get_by_role("button", name=SAY["pause-schedule"]).click()
    expect(page.get_by_text(SAY["schedule-off"], exact=True)).to_be_visible()
    menu.click()
    page.get_by_role("link", name=SAY["duplicate"]).click()
    expect(page.get_by_label(SAY["export-name"], exact=True)).to_have_value("Copy of Weekly")
    page.goto(f"/exports/{export}")
    menu.click()
    page.get_by_role("button", name=SAY["remove"]).click()
    page.get_by_role("dialog").get_by_role("button", name=SAY["remove"]).click()
    expect(page.get_by_role("heading", name=SAY["exports"], exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Weekly", exact=True)).to_be_hidden()


@pytest.mark.usefixtures("console")
def test_the_key_is_never_shown_again(sign_in: SignIn, connection: str) -> None:
    page = sign_in()
    page.goto(f"/connections/{connection}")
    page.get_by_role("button", name=SAY["verify"]).click()
    expect(page.get_by_text(SAY["key-valid"])).to_be_visible()
    assert MAIN_KEY not in page.content()


def test_a_run_is_undone_and_its_export_paused(console: Console, sign_in: SignIn, connection: str) -> None:
    target = console.new_list()
    export = console.export(connection, "Undone", list_id=target, schedule={"kind": "refresh"})
    run = console.run(export)
    assert console.members(target)
    page = sign_in()
    page.goto(f"/runs/{run['id']}")
    page.get_by_text(SAY["import-jobs-list"], exact=True).click()
    jobs = page.get_by_role("table", name=SAY["import-jobs-list"])
    [job] = console.call("GET", f"/api/runs/{run['id']}/import-jobs")["jobs"]
    assert (job["profiles"], job["accepted"], job["confirmed"]) == (40, 40, True)
    expect(jobs.get_by_role("rowheader")).to_have_text([job["id"]])
    expect(jobs.get_by_role("button", name=f"Copy: {SAY['identifier']}")).to_be_visible()
    page.get_by_role("button", name=SAY["undo-run"]).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label(SAY["undo-pause"])).to_be_checked()
    expect(dialog.get_by_text(SAY["remains-profiles"])).to_be_visible()
    picture(page, "undo-wide-light.png")
    assert faults(page) == []
    dialog.get_by_role("button", name=SAY["undo-run"]).click()
    expect(page.get_by_text(SAY["undoes-run"])).to_be_visible()
    expect(page.get_by_text(SAY["state-successful"]).first).to_be_visible()
    assert console.members(target) == set()
    assert not console.call("GET", f"/api/exports/{export}")["enabled"]
    page.goto(f"/runs/{run['id']}")
    expect(page.get_by_text(SAY["run-undone"])).to_be_visible()
    expect(page.get_by_role("button", name=SAY["undo-run"])).to_be_hidden()
