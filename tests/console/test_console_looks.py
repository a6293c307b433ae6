"""Every page in both themes and at two widths: axe finds nothing, nothing sticks out, no word is left in English.

With PICTURES=1 their pictures are kept in out/screenshots, to be looked at.
"""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.console.console import ROOT, TOO_WIDE, Console, SignIn, Theme, faults, picture, words

SAY = words("en")
WIDTHS = {"wide": 1280, "phone": 390}
# Width changes the layout, the theme only colors: a fourth pair would add nothing.
LOOKS: tuple[tuple[str, Theme], ...] = (("wide", "dark"), ("wide", "light"), ("phone", "light"))
PSEUDO = "localStorage.setItem('console.language', 'en-XA')"

UNTRANSLATED = """() => {
  const found = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); ) {
    const text = node.data.trim();
    if (!/\\p{L}{2}/u.test(text) || text.includes('⟦') || text.includes('⟧')) continue;
    if (node.parentElement.closest('[translate=no], time, .number, noscript')) continue;
    // Elements stand between the parts of a sentence.
    if (node.parentElement.closest('.sentence')?.textContent.includes('⟦')) continue;
    found.add(text);
  }
  for (const element of document.querySelectorAll('[aria-label], [placeholder]')) {
    const text = element.getAttribute('aria-label') ?? element.getAttribute('placeholder');
    if (!text.includes('⟦')) found.add(text);
  }
  return [...found];
}"""
CUT = """() => [...document.querySelectorAll('.table-box')].filter((box) => box.scrollWidth > box.clientWidth)
  .map((box) => box.getAttribute('aria-label'))"""
PLACES = (
    "home",
    "exports",
    "export",
    "export-edit",
    "runs",
    "run",
    "run-failed",
    "connections",
    "connection",
    "connection-add",
    "segments",
    "segment",
    "define-segment",
    "people",
    "audit",
    "settings",
    "not-found",
)


@pytest.fixture(scope="module")
def places(console: Console) -> dict[str, str]:
    """Every page by name, with something on it."""
    connection = console.connection("Contoso shop")
    export = console.export(connection, "Loyal customers to the newsletter", schedule={"kind": "refresh"})
    gone = console.new_list()
    failing = console.export(connection, "Newsletter", list_id=gone)
    console.sim("DELETE", f"/lists/{gone}")
    run, failed = console.runs(export, failing)
    console.run(export)
    found = {
        "home": "/",
        "exports": "/exports",
        "export": f"/exports/{export}",
        "export-edit": f"/exports/{export}/edit",
        "runs": "/runs",
        "run": f"/runs/{run['id']}",
        "run-failed": f"/runs/{failed['id']}",
        "connections": "/connections",
        "connection": f"/connections/{connection}",
        "connection-add": "/connections?add",
        "segments": "/segments",
        "segment": "/segments/Loyal",
        "define-segment": "/define-segment",
        "people": "/people",
        "audit": "/audit",
        "settings": "/settings",
        "not-found": "/nowhere",
    }
    assert tuple(found) == PLACES
    return found


def test_no_page_is_left_out(places: dict[str, str]) -> None:
    patterns = re.findall(r'^  \["(/[^"]*)", \w+', (ROOT / "console/app/main.js").read_text(), re.MULTILINE)
    seen = {re.sub(r"\?.*", "", address) for address in places.values()}
    left = {
        pattern
        for pattern in patterns
        if not any(re.fullmatch(re.sub(r":\w+", "[^/]+", pattern), address) for address in seen)
    }
    # A new export and a changed definition are the pages of their others; the sign-in to Klaviyo goes on by itself.
    assert left == {"/exports/new", "/define-segment/:name", "/connections/sign-in"} - seen


def settle(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("h1").wait_for()
    expect(page.locator(".skeleton, .boot")).to_have_count(0)


@pytest.mark.parametrize("name", PLACES)
def test_every_page(sign_in: SignIn, places: dict[str, str], name: str) -> None:
    page = sign_in()
    settle(page, places[name])
    page.wait_for_load_state("networkidle")
    found = []
    for width, theme in LOOKS:
        page.set_viewport_size({"width": WIDTHS[width], "height": 900})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        picture(page, f"{name}-{width}-{theme}.png", full_page=True)
        found += [f"{width} {theme}: {fault}" for fault in faults(page)]
        if (wide := page.evaluate(TOO_WIDE)) > 0:
            found.append(f"{width}: sticks out by {wide}")
        found += [f"{width}: cut: {table}" for table in page.evaluate(CUT)]
    assert found == []


@pytest.mark.parametrize("user", [None, "stranger"])
def test_message_pages(sign_in: SignIn, user: str | None) -> None:
    page = sign_in(user, width=390)
    settle(page, "/")
    picture(page, f"{'no-role' if user else 'signed-out'}.png")
    assert faults(page) == []


def test_the_steps_of_an_export(sign_in: SignIn, places: dict[str, str]) -> None:
    page = sign_in()
    settle(page, places["export-edit"])
    for number in range(5):
        page.locator(".steps button").nth(number).click()
        expect(page.locator(".skeleton")).to_have_count(0)
        picture(page, f"step-{number + 1}.png", full_page=True)
        assert faults(page) == []


def test_help_opens_beside_the_page_in_the_same_appearance(sign_in: SignIn, places: dict[str, str]) -> None:
    page = sign_in(width=390)
    page.add_init_script("localStorage.setItem('console.theme', 'dark')")
    settle(page, places["run-failed"])
    errors = page.get_by_role("alert").get_by_role("link", name=SAY["learn-more"])
    for link, heading in ((errors, "list-not-found"), (page.locator("h1 + .title-help"), "After a run")):
        with page.expect_popup() as opened:
            link.click()
        shown = opened.value
        expect(shown.get_by_role("heading", name=heading, exact=True)).to_be_in_viewport()
        assert shown.evaluate("document.documentElement.dataset.theme") == "dark"
        assert (shown.evaluate(TOO_WIDE), faults(shown)) == (0, [])
        shown.close()


def test_every_word_comes_from_a_message_and_long_words_fit(sign_in: SignIn, places: dict[str, str]) -> None:
    page = sign_in(width=390)
    page.add_init_script(PSEUDO)
    left = {}
    for name, address in places.items():
        settle(page, address)
        left[name] = page.evaluate(UNTRANSLATED)
        left[name] += ["sticks out"] if page.evaluate(TOO_WIDE) > 0 else []
    settle(page, places["export-edit"])
    for number in range(5):
        page.locator(".steps button").nth(number).click()
        expect(page.locator(".skeleton")).to_have_count(0)
        left[f"step {number + 1}"] = page.evaluate(UNTRANSLATED)
        left[f"step {number + 1}"] += ["sticks out"] if page.evaluate(TOO_WIDE) > 0 else []
    picture(page, "pseudo.png", full_page=True)
    assert [f"{name}: {text}" for name, texts in left.items() for text in texts] == []


LONG_ADDRESS = f"ann@{'x' * 300}.example"


def with_a_long_address(route: Route) -> None:
    page = route.fetch().json()
    page["rejects"][0]["email"] = LONG_ADDRESS
    route.fulfill(json=page)


def with_very_many_rows(route: Route) -> None:
    run = route.fetch().json()
    run["counts"] |= {"read": run["counts"]["read"] + 1_000_000, "unchanged": 1_000_000}
    route.fulfill(json=run)


def test_the_cells_of_a_row_begin_at_the_same_height(sign_in: SignIn, places: dict[str, str]) -> None:
    page = sign_in()
    page.route(re.compile(r"/rejects\?"), with_a_long_address)
    page.route(re.compile(r"/api/runs/[^/]+$"), with_very_many_rows)
    settle(page, places["run"])
    expect(page.get_by_role("cell", name=LONG_ADDRESS)).to_be_visible()
    # A few of very many are not shown as none.
    expect(page.get_by_text("<0.1%").first).to_be_visible()
    assert (page.evaluate(TOO_WIDE), page.evaluate(CUT)) == (0, [])
    page.unroute_all(behavior="ignoreErrors")
    row = page.get_by_role("table").get_by_role("row").filter(has_text="Loyal.csv").first
    cells = "[...row.querySelectorAll(':scope > :not(.row-actions-cell)')]"
    tops = row.evaluate(f"(row) => {cells}.map((cell) => getComputedStyle(cell).paddingTop)")
    assert len(set(tops)) == 1, tops
