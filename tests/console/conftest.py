"""The console in a real browser (Debian's Chromium) against the real local stack."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.console.console import ROOT, SLOW, Console, SignIn

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
SEGMENTS = {
    "Loyal.csv": "Email,FirstName,Tier\n" + "".join(f"p{n}@example.com,Name {n},Gold\n" for n in range(40))
    + "nobody,Cem,Gold\np1@example.com,Ann,Silver\n,Dan,Gold\n",
    "Newsletter.csv": "Email,Phone\nann@example.com,+3725551234\n",
    "Broken.csv": "",
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
    folder = tmp_path_factory.mktemp("segments")
    for name, text in SEGMENTS.items():
        (folder / name).write_text(text)
    command = [sys.executable, "-m", "local", "up", "--segments", str(folder), "--klaviyo-job-seconds", "0.5"]
    command.append("--klaviyo-no-limits")
    faster = ["--setting", "AzureFunctionsJobHost__extensions__queues__maxPollingInterval=00:00:00.5"]
    with (tmp_path_factory.mktemp("logs") / "stack.log").open("w") as log:
        child = subprocess.Popen(
            [*command, *faster], cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True, env=os.environ | {"TZ": "UTC"}
        )
        assert child.stdout
        try:
            line = child.stdout.readline()
            assert line, Path(log.name).read_text()[-3000:]
            yield json.loads(line)
        finally:
            child.send_signal(signal.SIGTERM)
            child.wait(30)
            child.stdout.close()


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
