"""A change that another administrator has to approve, on the page of its export."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.console.console import Console, SignIn, faults, running_stack, words

SAY = words("en")


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    segments = {"Loyal.csv": "Email,FirstName,Tier\nann@example.com,Ann,Gold\n"}
    with running_stack(tmp_path_factory.mktemp("approval"), segments, "REQUIRE_APPROVAL=true") as ready:
        yield ready


@pytest.fixture(scope="module")
def console(stack: dict[str, Any], browser: Any) -> Iterator[Console]:
    found = Console(stack, browser)
    yield found
    found.close()


@pytest.fixture(scope="module")
def export(console: Console) -> str:
    return console.export(console.connection("Approvals"), "Needs approval")


def open_export(page: Page, export: str) -> None:
    page.goto(f"/exports/{export}")
    expect(page.get_by_text(SAY["pending-change"])).to_be_visible()


def test_the_requester_can_only_reject_and_an_administrator_approves(
    console: Console, sign_in: SignIn, export: str
) -> None:
    console.call("PATCH", f"/api/exports/{export}", {"mode": "mirror"}, user="contributor")
    page = sign_in("contributor")
    open_export(page, export)
    expect(page.get_by_role("button", name=SAY["reject"])).to_be_visible()
    expect(page.get_by_role("button", name=SAY["approve"])).to_have_count(0)

    # The first page has it, one click away.
    page = sign_in("administrator", width=390)
    page.goto("/")
    waiting = page.get_by_role("region", name=SAY["pending-changes"])
    expect(waiting.get_by_text(SAY["mode-mirror"])).to_be_visible()
    assert faults(page) == []
    waiting.get_by_role("button", name=SAY["approve"]).click()
    expect(waiting).to_have_count(0)
    assert console.call("GET", f"/api/exports/{export}")["mode"] == "mirror"


def test_a_rejected_change_never_takes_effect(console: Console, sign_in: SignIn, export: str) -> None:
    console.call("PATCH", f"/api/exports/{export}", {"removal_limit_percent": 90}, user="contributor")
    page = sign_in("administrator")
    open_export(page, export)
    page.get_by_role("button", name=SAY["reject"]).click()
    expect(page.get_by_text(SAY["pending-change"])).to_have_count(0)
    assert console.call("GET", f"/api/exports/{export}")["removal_limit_percent"] is None
