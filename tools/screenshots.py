"""`python -m tools.screenshots` takes the pictures of the console in docs/ again, on a local stack with invented data.

`make pictures` does the same after installing a browser. It fails if a picture has more than MAX_BYTES.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx
from azure.storage.blob import BlobServiceClient
from playwright.async_api import Browser, Page, async_playwright, expect

from local.klaviyo import MAIN_KEY, OTHER_ACCOUNT_KEY
from local.samples import MAPPING, write_segment
from local.stack import Stack, StackOptions
from tools.console import ROOT

PICTURES = ROOT / "docs" / "pictures"
MAX_BYTES = 160_000
FINAL = {"successful", "completed_with_warnings", "failed", "skipped", "canceled"}
SEGMENTS = {
    "Loyal customers": (18_000, 42, 25),
    "Newsletter subscribers": (46_000, 130, 60),
    "Win-back after 12 months": (7_400, 0, 0),
    "VIP Poland": (1_250, 0, 0),
    "Birthday in November": (3_900, 0, 0),
    "Cart abandoned in 30 days": (5_200, 0, 0),
}
"""Name → rows, rows with an unusable address, duplicates."""


@dataclass(frozen=True)
class Picture:
    name: str
    address: str
    theme: Literal["light", "dark"] = "light"
    width: int = 1280
    height: int = 800
    language: str = "en"
    click: str | None = None
    """Selector of what is clicked before the picture is taken."""


class Sample:
    """Invented exports and runs on a stack: what the pictures show."""

    def __init__(self, ready: dict[str, Any]) -> None:
        self._ready = ready
        self._http = httpx.Client(
            base_url=ready["app"], headers=ready["users"]["administrator"], trust_env=False, timeout=60
        )
        self.ids: dict[str, str] = {}

    def fill(self, folder: Path) -> None:
        """Write segments, connect two accounts, make exports and run them, so that every kind of end occurs."""
        for number, (name, (rows, bad, duplicates)) in enumerate(SEGMENTS.items()):
            self._segment(folder, name, rows, first=number * 100_000, bad_rows=bad, duplicates=duplicates)
        self._upload("Visitors of the pop-up store.csv", b"Email,FirstName\n")
        shop = self._connect("Contoso Shop", MAIN_KEY, "contributors")
        self._connect("Fabrikam Outlet", OTHER_ACCOUNT_KEY, "administrators")
        lists = {name: self._list(name) for name in ("Newsletter", "Loyalty club", "Win-back", "VIP", "Birthdays")}
        nightly = {"kind": "cron", "expression": "30 5 * * *", "time_zone": "Europe/Tallinn"}
        refresh = {"kind": "refresh"}
        weekly = self._export(
            "Weekly newsletter", "Newsletter subscribers", shop, lists["Newsletter"], schedule=nightly
        )
        loyal = self._export("Loyalty points", "Loyal customers", shop, lists["Loyalty club"], schedule=refresh)
        win_back = self._export("Win-back mails", "Win-back after 12 months", shop, lists["Win-back"], schedule=refresh)
        vip = self._export("VIP invitations", "VIP Poland", shop, lists["VIP"], mode="mirror")
        birthday = self._export("Birthday coupons", "Birthday in November", shop, lists["Birthdays"], schedule=nightly)
        exports = {"newsletter": weekly, "loyal": loyal, "win-back": win_back, "vip": vip, "birthday": birthday}
        for _ in range(3):
            self._run(*exports.values())
            self._segment(folder, "Newsletter subscribers", 46_600, first=99_000, bad_rows=130, duplicates=60)
            self._segment(folder, "Loyal customers", 18_200, first=300, bad_rows=42, duplicates=25)
        self._sim("DELETE", f"/lists/{lists['Win-back']}")
        # Most people left the segment: the removal waits for confirmation.
        self._segment(folder, "VIP Poland", 320, first=300_000)
        self._segment(folder, "Newsletter subscribers", 47_900, first=98_000, bad_rows=131, duplicates=60)
        for name, run in zip(exports, self._run(*exports.values()), strict=True):
            self.ids[f"run-{name}"] = run["id"]
        self._segment(folder, "Newsletter subscribers", 51_200, first=96_500, bad_rows=135, duplicates=60)
        self.ids |= exports

    def close(self) -> None:
        self._http.close()

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        answer = self._http.request(method, path, json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def _sim(self, method: str, path: str, body: Any = None) -> Any:
        answer = self._http.request(method, f"{self._ready['klaviyo']}/_sim{path}", json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def _connect(self, name: str, key: str, access: str) -> str:
        body = {"display_name": name, "api_key": key, "consent": True, "access": access}
        return str(self._call("POST", "/api/connections", body)["id"])

    def _list(self, name: str) -> str:
        return str(self._sim("POST", "/lists", {"name": name})["id"])

    def _segment(self, folder: Path, name: str, rows: int, **options: int) -> None:
        write_segment(folder / "segment.csv", rows, **options)
        self._upload(f"{name}.csv", (folder / "segment.csv").read_bytes())

    def _upload(self, blob: str, content: bytes) -> None:
        with BlobServiceClient.from_connection_string(self._ready["storage"]) as service:
            service.get_blob_client("segments", blob).upload_blob(content, overwrite=True)

    def _export(self, name: str, segment: str, connection: str, list_id: str, **more: Any) -> str:
        body = {"name": name, "connection_id": connection, "segments": [segment], "list_id": list_id}
        return str(self._call("POST", "/api/exports", body | {"mapping": MAPPING} | more)["id"])

    def _run(self, *exports: str) -> list[dict[str, Any]]:
        started = [self._call("POST", f"/api/exports/{export}/runs")["id"] for export in exports]
        return [self._ended(run) for run in started]

    def _ended(self, run_id: str) -> dict[str, Any]:
        end = time.monotonic() + 180
        while time.monotonic() < end:
            run: dict[str, Any] = self._call("GET", f"/api/runs/{run_id}")
            if run["state"] in FINAL:
                return run
            time.sleep(0.3)
        raise SystemExit(f"run {run_id} did not end")


def pictures(ids: dict[str, str]) -> list[Picture]:
    """Return the pictures with the addresses of their pages."""
    return [
        Picture("home", "/"),
        Picture("exports", "/exports", theme="dark"),
        Picture("data-matching", f"/exports/{ids['newsletter']}/edit?step=matching"),
        Picture("preview", f"/exports/{ids['newsletter']}/edit?step=preview"),
        Picture("run", f"/runs/{ids['run-newsletter']}"),
        Picture("rejected-row", f"/runs/{ids['run-newsletter']}", click="tbody .row-actions-cell .button"),
        Picture("held-removal", f"/runs/{ids['run-vip']}"),
        Picture("segment", "/segments/Loyal%20customers"),
        Picture("audit", "/audit", height=640),
        Picture("phone", f"/runs/{ids['run-loyal']}", width=390, height=844, language="pl"),
    ]


async def shoot(browser: Browser, ready: dict[str, Any], picture: Picture, target: Path) -> None:
    """Take a picture of a page once everything on it is loaded."""
    context = await browser.new_context(
        base_url=ready["app"],
        locale=picture.language,
        timezone_id="Europe/Tallinn",
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.theme,
        reduced_motion="reduce",
    )
    await context.add_cookies([{"name": "local-user", "value": "administrator", "url": ready["app"]}])
    page = await context.new_page()
    await page.goto(picture.address)
    await _settle(page)
    if picture.click:
        await page.locator(picture.click).first.click()
        await _settle(page)
    await page.screenshot(path=target)
    await context.close()


async def _settle(page: Page) -> None:
    await page.locator("h1").wait_for()
    await page.wait_for_load_state("networkidle")
    await expect(page.locator(".skeleton, .boot")).to_have_count(0, timeout=60_000)
    await page.evaluate("document.fonts.ready.then(() => null)")


async def main() -> None:
    """Take every picture. Raises SystemExit if one is larger than MAX_BYTES."""
    PICTURES.mkdir(exist_ok=True)
    sizes: dict[Path, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        options = StackOptions(klaviyo_options=("--no-limits", "--job-seconds", "0.5"), log_level="WARNING")
        async with Stack(options) as stack, async_playwright() as playwright:
            ready = stack.ready_line()
            sample = Sample(ready)
            await asyncio.to_thread(sample.fill, Path(folder))
            browser = await playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            for picture in pictures(sample.ids):
                target = PICTURES / f"{picture.name}.png"
                await shoot(browser, ready, picture, target)
                sizes[target] = target.stat().st_size
                sys.stdout.write(f"{target.relative_to(ROOT)} {sizes[target]:,}\n")
            await browser.close()
            sample.close()
    if large := [path.name for path, size in sizes.items() if size > MAX_BYTES]:
        raise SystemExit(f"larger than {MAX_BYTES:,} bytes: {', '.join(large)}")


if __name__ == "__main__":
    asyncio.run(main())
