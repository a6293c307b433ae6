"""The stack as the tests of the console use it: pages, data by API, words by language."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal

import httpx
from azure.storage.blob import BlobServiceClient
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from local.klaviyo import MAIN_KEY
from tests.fakes.waiting import LIMIT_SECONDS

ROOT = Path(__file__).parents[2]
MESSAGES = ROOT / "console/messages"
TEXTS = ROOT / "shared/texts"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
PICTURES = ROOT / "out/screenshots"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FINAL = {"successful", "completed_with_warnings", "failed", "skipped", "canceled"}
SLOW = 120_000
"""Milliseconds: longer than anything takes on a busy machine."""


@cache
def words(language: str) -> dict[str, str]:
    """The console's messages and the app's texts (`text-…`) without plural forms."""
    text = "\n".join((folder / f"{language}.ftl").read_text("utf-8") for folder in (MESSAGES, TEXTS))
    return dict(re.findall(r"^([\w-]+) = (.+)$", text, re.MULTILINE))


type Theme = Literal["light", "dark"]
type SignIn = Callable[..., Page]
"""`sign_in("viewer", language="pl", width=390, theme="dark")` opens a page of that user."""


@contextmanager
def running_stack(folder: Path, segments: dict[str, str], *settings: str) -> Iterator[dict[str, Any]]:
    """Start a local stack with these segments and settings (`NAME=VALUE`); yield its ready line."""
    source = folder / "segments"
    source.mkdir()
    for name, text in segments.items():
        (source / name).write_text(text)
    command = [sys.executable, "-m", "local", "up", "--segments", str(source), "--klaviyo-job-seconds", "0.5"]
    command.append("--klaviyo-no-limits")
    quick = ("AzureFunctionsJobHost__extensions__queues__maxPollingInterval=00:00:02", "MISSING_AFTER_SECONDS=2")
    for setting in (*quick, *settings):
        command += ["--setting", setting]
    with (folder / "stack.log").open("w") as log:
        child = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True, env=os.environ | {"TZ": "UTC"}
        )
        assert child.stdout
        try:
            line = child.stdout.readline()
            assert line, Path(log.name).read_text()[-3000:]
            yield json.loads(line)
        finally:
            child.send_signal(signal.SIGTERM)
            child.wait(120)
            child.stdout.close()


class Console:
    def __init__(self, stack: dict[str, Any], browser: Browser) -> None:
        self.stack = stack
        self.browser = browser
        self.http = httpx.Client(trust_env=False, timeout=LIMIT_SECONDS, base_url=stack["app"])

    def close(self) -> None:
        self.http.close()

    def page(
        self,
        user: str | None,
        complaints: list[str],
        *,
        language: str = "en",
        width: int = 1280,
        theme: Theme = "light",
        still: bool = True,
    ) -> tuple[BrowserContext, Page]:
        context = self.browser.new_context(
            base_url=self.stack["app"],
            locale=language,
            timezone_id="Europe/Tallinn",
            viewport={"width": width, "height": 900 if width > 600 else 844},
            color_scheme=theme,
            reduced_motion="reduce" if still else "no-preference",
        )
        context.set_default_timeout(SLOW)
        if user:
            context.add_cookies([{"name": "local-user", "value": user, "url": self.stack["app"]}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if _is_unexpected(said.type, said.text) else None)
        return context, page

    def call(self, method: str, path: str, body: Any = None, *, user: str = "administrator") -> Any:
        response = self.http.request(method, path, json=body, headers=self.stack["users"][user])
        assert response.is_success, response.text
        return response.json() if response.content else None

    def sim(self, method: str, path: str, body: Any = None) -> Any:
        response = self.http.request(method, f"{self.stack['klaviyo']}/_sim{path}", json=body)
        assert response.is_success, response.text
        return response.json() if response.content else None

    def connection(self, name: str = "Shop", **changes: Any) -> str:
        body = {"display_name": name, "api_key": MAIN_KEY, "consent": True, "access": "contributors"}
        return str(self.call("POST", "/api/connections", body | changes)["id"])

    def new_list(self) -> str:
        return str(self.sim("POST", "/lists", {"name": f"List {uuid.uuid4().hex[:8]}"})["id"])

    def export(self, connection: str, name: str = "Loyal customers", **changes: Any) -> str:
        mapping = {"email": "Email", "first_name": "FirstName", "properties": {"Loyalty Tier": "Tier"}}
        body = {"name": name, "connection_id": connection, "segments": ["Loyal"], "mapping": mapping}
        return str(self.call("POST", "/api/exports", body | {"list_id": self.new_list()} | changes)["id"])

    def segment(self, name: str, text: str, encoding: str = "utf-8") -> None:
        with BlobServiceClient.from_connection_string(self.stack["storage"]) as service:
            service.get_blob_client("segments", f"{name}.csv").upload_blob(text.encode(encoding), overwrite=True)

    def leave(self, list_id: str, email: str) -> None:
        """Remove a person from the list in Klaviyo, past the app."""
        lines = self.http.get(f"{self.stack['klaviyo']}/_sim/lists/{list_id}/members").text.splitlines()
        [person] = [one["id"] for one in map(json.loads, lines) if one["email"] == email]
        url = f"{self.stack['klaviyo']}/api/lists/{list_id}/relationships/profiles"
        headers = {"Authorization": f"Klaviyo-API-Key {MAIN_KEY}", "revision": "2026-10-15"}
        body = {"data": [{"type": "profile", "id": person}]}
        assert self.http.request("DELETE", url, json=body, headers=headers).is_success

    def members(self, list_id: str) -> set[str]:
        """Return the addresses of the list's members."""
        lines = self.http.get(f"{self.stack['klaviyo']}/_sim/lists/{list_id}/members").text.splitlines()
        return {json.loads(line)["email"] for line in lines}

    def run(self, export: str) -> dict[str, Any]:
        return self.runs(export)[0]

    def runs(self, *exports: str) -> list[dict[str, Any]]:
        """Run every export at the same time; return the final runs."""
        started = [self.call("POST", f"/api/exports/{export}/runs") for export in exports]
        return [self.ended(run["id"]) for run in started]

    def ended(self, run_id: str) -> dict[str, Any]:
        end = time.monotonic() + LIMIT_SECONDS
        while True:
            run: dict[str, Any] = self.call("GET", f"/api/runs/{run_id}")
            if run["state"] in FINAL:
                return run
            assert time.monotonic() < end, run
            time.sleep(0.2)


def picture(what: Page | Locator, name: str, *, full_page: bool = False) -> None:
    """Keep a picture in out/screenshots, where PICTURES=1 asks for them: a hundred take half a minute."""
    if not os.environ.get("PICTURES"):
        return
    if isinstance(what, Page):
        what.screenshot(path=PICTURES / name, full_page=full_page)
    else:
        what.screenshot(path=PICTURES / name)


def faults(page: Page) -> list[str]:
    """Return what axe reports about the page."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in result["violations"]
        for node in one["nodes"]
    ]


def _is_unexpected(kind: str, text: str) -> bool:
    # A refused call is shown by the page itself, in words; the browser also says so on its console.
    return kind in ("error", "warning") and "Failed to load resource" not in text
