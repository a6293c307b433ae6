"""Lists that the app pages and searches: the address keeps what is shown, for reload, Back and links."""

from __future__ import annotations

import asyncio
import base64
import json
import re
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from local.klaviyo import OTHER_ACCOUNT_KEY
from shared.domain import Export, Mapping
from shared.domain.base import now
from shared.settings import Storage
from shared.storage.export_store import STAMP
from shared.storage.ports import Delete, Put
from shared.storage.records import to_store
from shared.storage.tables import Tables
from tests.console.console import TOO_WIDE, Console, SignIn, faults, picture, words

SAY = words("en")
MANY = 130


@pytest.fixture(scope="module")
def many(console: Console) -> Iterator[str]:
    """More exports than two pages hold, written as the app stores them. Yields their connection."""
    connection, at = console.connection("Shop of many"), now()
    exports = [
        Export(
            id=f"exp_many{number:03}", name=f"Many {number:03}", connection_id=connection, list_id=f"L{number}",
            segments=["Loyal"], mapping=Mapping(email="Email"), created_at=at, updated_at=at, scheduled_at=at,
        )
        for number in range(MANY)
    ]  # fmt: skip

    def write(operations: list[Any]) -> None:
        async def do() -> None:
            tables = Tables(Storage(name="Exports", connection_string=console.stack["storage"]), None)
            table = await tables.table("exports")
            for first in range(0, len(operations), 100):
                await table.transact(operations[first : first + 100])
            # As every write does: the app reads its list again.
            await table.delete(Delete(*STAMP))
            await table.put(Put(*STAMP, uuid.uuid4().hex))
            await tables.close()

        # The browser's own loop runs in this thread.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, do()).result()

    write([Put("export", export.id, to_store(export)) for export in exports])
    yield connection
    write([Delete("export", export.id) for export in exports])


def shown(page: Page) -> list[str]:
    return page.get_by_role("table").get_by_role("rowheader").get_by_role("link").all_inner_texts()


def test_exports_come_in_pages_that_the_address_keeps(sign_in: SignIn, many: str) -> None:
    page = sign_in()
    page.goto(f"/exports?connection={many}")
    pages = page.get_by_role("navigation", name=SAY["pages"])
    expect(pages.get_by_text(f"1–50 of {MANY}")).to_be_visible()
    assert shown(page) == [f"Many {number:03}" for number in range(50)]
    picture(page, "exports-many-wide-light.png")
    pages.get_by_role("button", name=SAY["next-page"]).click()
    expect(pages.get_by_text(f"51–100 of {MANY}")).to_be_visible()
    page.reload()
    expect(pages.get_by_text(f"51–100 of {MANY}")).to_be_visible()
    assert shown(page)[0] == "Many 050"
    pages.get_by_role("button", name=SAY["next-page"]).click()
    expect(pages.get_by_text(f"101–{MANY} of {MANY}")).to_be_visible()
    expect(pages.get_by_role("button", name=SAY["next-page"])).to_be_disabled()
    pages.get_by_role("button", name=SAY["previous-page"]).click()
    expect(pages.get_by_text(f"51–100 of {MANY}")).to_be_visible()
    page.go_back()
    page.go_back()
    page.go_back()
    expect(pages.get_by_text(f"1–50 of {MANY}")).to_be_visible()

    # Who rests after a word goes on with the next one.
    page.get_by_label(SAY["search-exports"]).fill("many ")
    expect(page).to_have_url(re.compile("q=many"))
    page.get_by_label(SAY["search-exports"]).press_sequentially("12")
    expect(page.get_by_label(SAY["search-exports"])).to_have_value("many 12")
    expect(page.get_by_text("10 exports")).to_be_visible()
    expect(pages).to_be_hidden()
    page.get_by_role("button", name=SAY["export"], exact=True).click()
    expect(page.get_by_role("columnheader", name=SAY["export"], exact=True)).to_have_attribute(
        "aria-sort", "descending"
    )
    expect(page.get_by_role("rowheader").first).to_contain_text("Many 129")
    page.get_by_role("link", name="Many 125").click()
    expect(page.get_by_role("heading", name="Many 125")).to_be_visible()
    page.go_back()
    expect(page.get_by_label(SAY["search-exports"])).to_have_value("many 12")
    expect(page.get_by_role("rowheader").first).to_contain_text("Many 129")
    page.set_viewport_size({"width": 390, "height": 844})
    assert (page.evaluate(TOO_WIDE), faults(page)) == (0, [])


def test_runs_of_one_export_are_found_by_its_name(console: Console, sign_in: SignIn, many: str) -> None:
    export = console.export(many, "Found by name")
    other = console.export(many, "Not looked for")
    console.runs(export, other)
    page = sign_in()
    page.goto("/runs")
    page.get_by_role("combobox", name=SAY["export"]).press_sequentially("by name")
    expect(page.get_by_role("listbox").get_by_role("option", name="Found by name")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"export={export}"))
    expect(page.get_by_role("row")).to_have_count(2)
    page.reload()
    expect(page.get_by_role("button", name=f"Remove filter: {SAY['export']}")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_label(SAY["date-to"], exact=True).fill("2020-01-01")
    expect(page.get_by_text(SAY["nothing-found"])).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name=SAY["clear-filters"]).click()
    expect(page.get_by_role("row", name="Not looked for")).to_be_visible()

    # By segment, list and connection as well.
    found = console.call("GET", f"/api/exports/{export}")
    page.get_by_role("combobox", name=SAY["segment"]).press_sequentially("loy")
    page.get_by_role("listbox").get_by_role("option", name="Loyal", exact=True).click()
    expect(page).to_have_url(re.compile("segment=Loyal"))
    page.get_by_role("combobox", name=SAY["klaviyo-list"]).press_sequentially(found["list_id"])
    page.get_by_role("listbox").get_by_role("option", name=found["list_id"]).click()
    expect(page).to_have_url(re.compile(rf"list={found['list_id']}"))
    expect(page.get_by_role("row")).to_have_count(2)
    page.goto(f"{page.url}&connection={many}")
    expect(page.get_by_label(SAY["connection"])).to_have_value(many)
    expect(page.get_by_role("row", name="Found by name")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(2)
    page.set_viewport_size({"width": 390, "height": 844})
    assert (page.evaluate(TOO_WIDE), faults(page)) == (0, [])


def test_an_address_that_is_not_well_formed_does_not_blank_the_page(sign_in: SignIn) -> None:
    page = sign_in()
    for address in ("/segments/%E0%A4%A", "/exports/%zz", "/exports?cursor=nonsense"):
        page.goto(address)
        expect(page.get_by_role("alert")).to_be_visible()
        expect(page.get_by_role("link", name=SAY["audit"])).to_be_visible()


SPECIAL = "100 % & 'Ü' <b>; +1"
LONG = SPECIAL + "x" * (200 - len(SPECIAL))
LISTS = {"/exports": "search-exports", "/segments": "search-segments", "/connections": "search-connections"}


def cursor(name: str) -> str:
    """A cursor of a list by name, behind that name."""
    return base64.urlsafe_b64encode(json.dumps({"PartitionKey": name, "RowKey": ""}).encode()).decode()


def with_a_fresh_list(route: Route) -> None:
    """Segments as they are now: the page takes a list that is some seconds old."""
    route.continue_(url=route.request.url.replace("max_age=10", "max_age=0"))


def test_every_list_keeps_a_search_and_leads_back_from_a_page_that_has_gone(console: Console, sign_in: SignIn) -> None:
    console.segment(LONG, "Email\nann@example.com\n")
    console.export(console.connection(LONG), LONG)
    page = sign_in()
    page.route("**/api/segments?*", with_a_fresh_list)
    for path, label in LISTS.items():
        page.goto(path)
        page.get_by_label(SAY[label]).fill(SPECIAL)
        expect(page).to_have_url(re.compile(r"q=100"))
        page.reload()
        expect(page.get_by_label(SAY[label])).to_have_value(SPECIAL)
        expect(page.get_by_role("rowheader")).to_have_text([re.compile(re.escape(LONG))])
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate(TOO_WIDE) == 0, path
        page.set_viewport_size({"width": 1280, "height": 900})
        # The rows behind the last page were removed since it was shown.
        page.goto(f"{path}?page=3&cursor={cursor(chr(0xFFFF))}")
        expect(page.get_by_text(SAY["nothing-found"])).to_be_visible()
        page.get_by_role("button", name=SAY["clear-filters"]).click()
        expect(page.get_by_role("rowheader").first).to_be_visible()
    for path in ("/runs", "/audit"):
        page.goto(f"{path}?page=3&cursor={cursor('zzz')}")
        expect(page.get_by_text(SAY["nothing-found"])).to_be_visible()
        page.get_by_role("button", name=SAY["clear-filters"]).click()
        expect(page.get_by_role("button", name=SAY["clear-filters"])).to_be_hidden()
        assert "?" not in page.url
    for path in (*LISTS, "/runs", "/audit"):
        page.goto(f"{path}?cursor=nonsense")
        page.get_by_role("alert").filter(has_text=SAY["list-address-invalid"]).get_by_role(
            "button", name=SAY["clear-filters"]
        ).click()
        expect(page.get_by_role("alert")).to_have_count(0)
        expect(page).to_have_url(re.compile(f"{path}$"))


def test_exports_and_connections_of_one_name_are_told_apart(console: Console, sign_in: SignIn) -> None:
    name = f"Twin {uuid.uuid4().hex[:6]}"
    connections = [console.connection(name) for _ in range(2)]
    lists = [console.new_list() for _ in range(2)]
    exports = [
        console.export(connection, name, list_id=list_id)
        for connection, list_id in zip(connections, lists, strict=True)
    ]
    page = sign_in()
    page.goto("/runs")
    page.get_by_role("combobox", name=SAY["export"]).press_sequentially(name)
    options = page.get_by_role("listbox").get_by_role("option", name=name)
    expect(options).to_have_count(2)
    assert len(set(options.all_inner_texts())) == 2
    page.goto("/exports")
    page.get_by_label(SAY["connection"]).select_option(label=f"{name} ({connections[0]})")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    expect(page.get_by_role("cell", name=f"{name} ({connections[0]})")).to_be_visible()
    page.goto(f"/connections?q={name}")
    expect(page.get_by_role("rowheader")).to_have_text([f"{name} ({one})" for one in sorted(connections)])
    page.goto("/audit")
    for export in exports:
        found = console.call("GET", f"/api/exports/{export}")
        distinct = f"{name} (Loyal → {found['list_name'] or found['list_id']})"
        expect(page.get_by_role("link", name=distinct, exact=True)).to_be_visible()


def test_the_first_page_leads_from_what_failed_to_its_cause(console: Console, sign_in: SignIn, many: str) -> None:
    gone = console.new_list()
    export = console.export(many, "To a list that is gone", list_id=gone)
    console.sim("DELETE", f"/lists/{gone}")
    run = console.run(export)
    page = sign_in(width=1440)
    page.goto("/")
    task = page.get_by_role("listitem").filter(has_text="To a list that is gone")
    expect(task.get_by_text(SAY["text-error-list-not-found"])).to_be_visible()
    picture(page, "home-attention-wide-light.png", full_page=True)
    task.get_by_role("link", name=SAY["view-run"]).click()
    expect(page).to_have_url(re.compile(run["id"]))
    expect(page.get_by_role("alert").get_by_text(SAY["error-list-not-found-help"])).to_be_visible()


def test_many_exports_are_paused_and_moved_at_once(console: Console, sign_in: SignIn, many: str) -> None:
    elsewhere = console.connection("Shop of another account", api_key=OTHER_ACCOUNT_KEY)
    leaving = console.connection("Shop that moves")
    moving = [console.export(leaving, f"Moving {number}") for number in range(2)]
    before = console.run(moving[0])
    page = sign_in(width=1440)
    page.goto(f"/exports?connection={many}&q=many+12")
    expect(page.get_by_text("10 exports")).to_be_visible()
    chosen = page.get_by_role("region", name=SAY["chosen-exports"])
    page.get_by_label(SAY["choose-page"]).check()
    expect(chosen.get_by_text("10 exports selected")).to_be_visible()
    page.get_by_label(SAY["choose-page"]).uncheck()
    page.get_by_label("Select Many 120").check()
    expect(chosen.get_by_text("1 export selected")).to_be_visible()
    chosen.get_by_role("button", name="Select all 10 matching exports").click()
    expect(chosen.get_by_text("10 exports selected")).to_be_visible()
    picture(page, "exports-chosen-wide-light.png")
    assert faults(page) == []
    chosen.get_by_role("button", name=SAY["bulk-pause"]).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=SAY["bulk-pause"]).click()
    expect(dialog.get_by_text("10 of 10 done")).to_be_visible()
    dialog.get_by_role("button", name=SAY["close"]).click()
    expect(chosen).to_be_hidden()
    found = console.call("GET", f"/api/exports?connection_id={many}&search=many%2012")["exports"]
    assert [one["enabled"] for one in found] == [False] * 10

    # From the connection, one link chooses all its exports and opens the dialog.
    for attempt in ("without lists", "with lists"):
        page.goto(f"/connections/{leaving}")
        page.get_by_role("link", name=SAY["move-exports"]).click()
        expect(chosen.get_by_text("2 exports selected")).to_be_visible()
        assert page.url.endswith(f"/exports?connection={leaving}")
        dialog.get_by_label(SAY["connection-for-export"], exact=True).select_option(elsewhere)
        if attempt == "without lists":
            dialog.get_by_role("button", name=SAY["bulk-move"], exact=True).click()
            # The list that the other account lacks is named.
            lacking = console.call("GET", f"/api/exports/{moving[0]}")["list_name"]
            expect(dialog.get_by_role("status").get_by_text(lacking)).to_be_visible()
    dialog.get_by_label(SAY["bulk-create-lists"]).check()
    picture(page, "exports-move-wide-light.png")
    dialog.get_by_role("button", name=SAY["bulk-move"], exact=True).click()
    expect(dialog.get_by_text("2 of 2 done")).to_be_visible()
    expect(dialog.get_by_role("alert")).to_have_count(0)
    assert {console.call("GET", f"/api/exports/{one}")["connection_id"] for one in moving} == {elsewhere}
    # What ran before did not send to the new account.
    page.goto(f"/runs/{before['id']}")
    expect(page.get_by_role("button", name=SAY["undo-run"])).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^Loyal → List \w+$"))
