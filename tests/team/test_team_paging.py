"""Every list comes whole, or page by page: each thing once, in order, and found by a part of its name."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from local.klaviyo import MAIN_KEY
from tests.system.system import OPERATIONS, System, connect
from tests.team.team import segment

pytestmark = pytest.mark.asyncio(loop_scope="session")

BY_NAME = {
    "/api/connections": ("connections", "display_name"),
    "/api/connections/{id}/lists": ("lists", "name"),
    "/api/exports": ("exports", "name"),
    "/api/notifications": ("notifications", "name"),
    "/api/schedules": ("exports", "name"),
    "/api/segment-definitions": ("definitions", "name"),
    "/api/segments": ("segments", "name"),
    "/api/tables": ("tables", "name"),
}
BY_REQUESTER = {"/api/changes"}
SHORT = {"/api/segment-suggestions"}
"""Lists that are short by what they are of: pairs of tables."""
NEWEST_FIRST = {
    "/api/audit",
    "/api/exports/{id}/list-checks",
    "/api/people/lookups/{id}",
    "/api/exports/{id}/runs",
    "/api/runs",
    "/api/runs/{id}/import-jobs",
    "/api/runs/{id}/rejects",
    "/api/runs/{id}/held-removals",
}


async def test_every_list_of_the_document_is_one_of_these() -> None:
    paged = {
        path
        for path, methods in OPERATIONS.items()
        for parameter in methods.get("get", {}).get("parameters", ())
        if parameter["name"] == "cursor"
    }
    assert paged == BY_NAME.keys() | BY_REQUESTER | NEWEST_FIRST
    # A word in the plural at the end of a path is a list: none was forgotten.
    lists = {path for path, methods in OPERATIONS.items() if "get" in methods and path.endswith("s")} - SHORT
    assert lists <= paged


async def pages(team: System, path: str, name: str, query: str) -> list[Any]:
    found, cursor = [], ""
    while True:
        status, page = await team.call("GET", f"{path}?{query}{cursor}")
        assert status == 200, page
        assert len(page[name]) <= 2
        found += page[name]
        if page["next_cursor"] is None:
            return found
        cursor = f"&cursor={page['next_cursor']}"


@pytest.mark.parametrize("path", BY_NAME)
async def test_lists_by_name_come_page_by_page(team: System, path: str) -> None:
    name, label = BY_NAME[path]
    mark = f"Paged{uuid.uuid4().hex[:6]}"
    path = path.replace("{id}", team.connection)
    names = [f"{prefix}{mark}" for prefix in ("c", "A", "b", "D", "e")]
    for one in names:
        await make(team, path, one)
    status, whole = await team.call("GET", f"{path}?name={mark.lower()}")
    assert (status, whole["next_cursor"]) == (200, None)
    assert sorted(item[label] for item in whole[name]) == sorted(names)
    assert [item[label].casefold() for item in whole[name]] == sorted(one.casefold() for one in names)
    assert await pages(team, path, name, f"limit=2&name={mark}") == whole[name]
    for wrong in ("limit=0", "limit=201", "cursor=x"):
        status, problem = await team.call("GET", f"{path}?{wrong}")
        assert (status, problem["field"]) == (400, wrong.partition("=")[0])
    if path in ("/api/notifications", "/api/connections"):
        for item in whole[name]:
            assert (await team.call("DELETE", f"{path}/{item['id']}"))[0] == 204


async def make(team: System, path: str, name: str) -> None:
    """Something that the list at this path shows under this name."""
    if path in ("/api/segments", "/api/tables"):
        await team.upload(f"{name}.csv", "email\none@example.com\n")
    elif path in ("/api/exports", "/api/schedules"):
        await team.export("Paged", name=name)
    else:
        bodies = {
            "/api/connections": connect(MAIN_KEY, display_name=name),
            "/api/segment-definitions": {"name": name, "rule": {"kind": "conditions", "table": await segment(team)}},
            "/api/notifications": {"name": name, "url": "https://hooks.invalid/x", "events": ["run.failed"]},
        }
        status, made = await team.call("POST", path, bodies.get(path, {"name": name}))
        assert status == 201, made
