"""The console in a real browser (Debian's Chromium) against the real local stack."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.console.console import SLOW, Console, SignIn, running_stack

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
SEGMENTS = {
    "Loyal.csv": "Email,FirstName,Tier\n" + "".join(f"p{n}@example.com,Name {n},Gold\n" for n in range(40))
    + "nobody,Cem,Gold\np1@example.com,Ann,Silver\n,Dan,Gold\n",
    "Newsletter.csv": "Email,Phone\nann@example.com,+3725551234\n",
    "Broken.csv": "",
    "Header only.csv": "Email,FirstName\n",
}  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium")
    assert found, "Chromium is missing: make chromium, or on Debian apt-get install chromium"
    expect.set_options(timeout=SLOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    with running_stack(tmp_path_factory.mktemp("stack"), SEGMENTS) as ready:
        yield ready


@pytest.fixture(scope="session")
def console(stack: dict[str, Any], browser: Browser) -> Iterator[Console]:
    found = Console(stack, browser)
    yield found
    found.close()


@pytest.fixture
def sign_in(console: Console) -> Iterator[SignIn]:
    """`sign_in("viewer", language="pl", width=390, theme="dark")`: a page of that user, closed after the test.

    What a page reports as an error fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(user: str | None = "administrator", **options: Any) -> Page:
        context, page = console.page(user, complaints, **options)
        contexts.append(context)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints
