"""How long the console's pages take in Chromium: opened from their URL, reached by a link in the console, searched."""

from __future__ import annotations

import asyncio
import statistics
from typing import Any, NamedTuple

from local.stack import Stack

PAGES = {
    "overview": "/",
    "exports": "/exports",
    "exports, a search": "/exports?q=winback+12",
    "exports whose last run failed": "/exports?state=failed",
    "an export": "/exports/exp_0000000000a0",
    "runs": "/runs",
    "runs that failed": "/runs?state=failed",
    "runs of an export": "/runs?export=exp_0000000000a0",
    "runs by schedule of some days": "/runs?trigger=schedule&from=2020-01-01",
    "segments": "/segments",
    "segments, a search": "/segments?q=segment+1",
    "connections": "/connections",
    "audit": "/audit",
    "audit of an export": "/audit?target=exp_0000000000a0",
    "settings": "/settings",
}
SEARCHED = {"/exports": ("winback ", "25"), "/segments": ("segment ", "12"), "/connections": ("shop ", "3")}
SHOWN = """
async () => {
  const shown = () => document.querySelector("#title") && !document.querySelector(".skeleton")
  while (!shown() && performance.now() < 20000) await new Promise(requestAnimationFrame)
  return performance.now()
}
"""
FOLLOW = """
async (path) => {
  const title = () => document.querySelector("#title")?.innerText
  const before = title()
  const began = performance.now()
  const link = Object.assign(document.createElement("a"), { href: path })
  document.body.append(link)
  link.click()
  link.remove()
  const shown = () => title() && title() !== before && !document.querySelector(".skeleton")
  while (!shown() && performance.now() < began + 20000) await new Promise(requestAnimationFrame)
  return performance.now() - began
}
"""
TYPED = """
(key) => new Promise((resolve) => {
  const rows = () => document.querySelector("main tbody")?.innerText ?? "-"
  const before = rows()
  let began
  addEventListener("keydown", () => { began = performance.now() }, { capture: true, once: true })
  const changed = () => rows() !== before || performance.now() > began + 20000
  const look = () => (began && changed() ? resolve(performance.now() - began) : requestAnimationFrame(look))
  look()
})
"""


class Opened(NamedTuple):
    """Seconds until a page is shown: opened with the console's files in the browser's cache, and reached by a link."""

    from_url: float
    by_link: float


async def open_context(browser: Any, stack: Stack) -> Any:
    """Return a browser that was never here, signed in as the administrator."""
    context = await browser.new_context(base_url=stack.app, viewport={"width": 1440, "height": 900})
    await context.add_cookies([{"name": "local-user", "value": "administrator", "url": stack.app}])
    return context


async def open_pages(context: Any, times: int) -> dict[str, Opened]:
    """Open each page so many times; medians by name."""
    page = await context.new_page()
    await _load(page, "/people")
    found = {}
    for name, path in PAGES.items():
        from_url, by_link = [], []
        for _ in range(times):
            from_url.append(await _load(page, path))
            # Another page, whose data the console does not keep.
            await _load(page, "/people")
            by_link.append(float(await page.evaluate(FOLLOW, path)) / 1000)
        found[name] = Opened(statistics.median(from_url), statistics.median(by_link))
    await page.close()
    return found


async def _load(page: Any, path: str) -> float:
    await page.goto(path)
    return float(await page.evaluate(SHOWN)) / 1000


async def type_searches(context: Any) -> list[float]:
    """Type into the search boxes: the seconds from each key that changes the result until the new rows are shown."""
    page = await context.new_page()
    seconds = []
    for path, (begin, keys) in SEARCHED.items():
        await _load(page, path)
        box = page.get_by_role("searchbox")
        await box.fill(begin)
        for key in keys:
            await page.wait_for_timeout(1000)
            changed = asyncio.create_task(page.evaluate(TYPED, key))
            await page.wait_for_timeout(100)
            await box.press(key)
            seconds.append(float(await changed) / 1000)
    await page.close()
    return seconds
