"""The documentation below /help: no link in it and no link of the console to it is dead."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shared.api.http import Request, Response
from shared.console.site import DIST, HEADERS, serve
from shared.errors import AppError
from tests.fakes.errors import error_types
from tools.console import ROOT

HELP = DIST / "help"
PAGES = sorted(HELP.rglob("*.html"))
CONSOLE = {file: file.read_text("utf-8") for file in sorted((ROOT / "console/app").rglob("*.js"))}


def ask(path: str, **headers: str) -> Response:
    return serve(Request("GET", path, {}, headers))


def address(page: Path) -> str:
    name = page.relative_to(HELP).with_suffix("").as_posix()
    return "/help" if name == "index" else f"/help/{name}"


@cache
def anchors(path: str) -> frozenset[str] | None:
    """The ids on the page at this address; None if there is no such page."""
    response = ask(path)
    if response.status != 200:
        return None
    return frozenset(re.findall(r'\bid="([^"]+)"', bytes(response.body).decode(errors="ignore")))


def dead(links: Iterator[str] | list[str]) -> list[str]:
    found = []
    for link in links:
        path, _, anchor = link.partition("#")
        there = anchors(path)
        if there is None or (anchor and anchor not in there):
            found.append(link)
    return found


def test_every_page_of_docs_is_served_in_the_console_s_style_and_with_its_policy() -> None:
    names = {path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    names = {name for name in names if not name.startswith("errors-")} | {"errors", "index"}
    assert {page.relative_to(HELP).with_suffix("").as_posix() for page in PAGES} == names
    for page in PAGES:
        response = ask(address(page))
        assert (response.status, response.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert response.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"] + "; style-src 'self'"
        assert not re.search(rb"<script(?![^>]*\bsrc=\"/assets/)|\bstyle=|\bon\w+=\"", response.body)


def test_no_link_of_a_page_is_dead() -> None:
    for page in PAGES:
        links = re.findall(r'\b(?:href|src)="([^"]+)"', page.read_text("utf-8"))
        own = [link if link[0] == "/" else address(page) + link for link in links if link[0] in "/#"]
        assert not dead(own), page.name
        assert all(re.match(r"https?://|/|#", link) for link in links), page.name


def test_no_link_of_the_console_is_dead_and_every_page_has_one() -> None:
    links = {
        f"/help/{link}"
        for text in CONSOLE.values()
        for link in re.findall(r'\b(?:help|to)="([a-z-]+(?:#[\w-]+)?)"', text)
    }
    main = CONSOLE[ROOT / "console/app/main.js"]
    pages = re.findall(r'^  \["/[^"]*", \w+, "([^"]+)"', main, re.MULTILINE)
    assert len(pages) == len(re.findall(r'^  \["/', main, re.MULTILINE))
    links |= {f"/help/{link}" for link in pages}
    assert len(links) > 20
    assert dead(sorted(links)) == []


def test_every_error_has_a_section() -> None:
    assert dead([f"/help/errors#{kind.type}" for kind in error_types(AppError)]) == []


def test_what_is_no_page_of_docs_gets_the_console_with_404() -> None:
    for path in (
        "/help/nothing",
        "/help/../site.py",
        "/help/%2e%2e/index",
        "/help/console.html",
        "/help/console.html.br",
    ):
        assert ask(path).status == 404, path
        assert ask(path).body == ask("/").body
    assert ask("/help/").body == ask("/help").body
