"""Every change that the audit record names has words on the page."""

import re

from fluent.syntax import FluentParser, ast

from shared.api.routes import MACHINE_ROUTES, ROUTES
from tools.console import ROOT


def test_every_change_has_words() -> None:
    resource = FluentParser().parse((ROOT / "console/messages/en.ftl").read_text("utf-8"))
    there = {entry.id.name for entry in resource.body if isinstance(entry, ast.Message)}
    missing = set()
    for route in (*ROUTES, *MACHINE_ROUTES):
        if route.method != "GET":
            path = re.sub(r"/\{\w+\}", "", route.template.removeprefix("/api")).replace("/", "-")
            missing.add(f"act-{route.method.lower()}{path}")
    missing -= there
    assert not missing, "add them to every file of console/messages"
