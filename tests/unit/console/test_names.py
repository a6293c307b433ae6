"""tools/check_console.mjs: names that nothing declares, and declarations that nothing uses."""

import subprocess
from pathlib import Path

import pytest

from tools.console import ROOT


def check(folder: Path) -> list[str]:
    command = ["node", str(ROOT / "tools/check_console.mjs"), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.stderr
    found = done.stdout.splitlines()
    assert done.returncode == bool(found)
    return [line.partition(": ")[2] for line in found]


def test_the_console_declares_and_uses_its_names() -> None:
    assert check(ROOT / "console/app") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('import { call } from "./api.js";\nexport const load = () => call(path);', "path is not declared"),
        ("export function open(id) { return (() => close(id))(); }", "close is not declared"),
        ("export const f = ({ a, b = c }) => [a, b];", "c is not declared"),
        ("{ const inner = 1; console.log(inner); }\nexport const f = () => inner;", "inner is not declared"),
        ('import { get, call } from "./api.js";\nexport const load = () => get("/");', "call is not used"),
        ("export const f = () => { const found = 1; };", "found is not used"),
        ("const helper = () => 1;", "helper is not used"),
    ],
)
def test_a_wrong_name_is_reported(tmp_path: Path, text: str, found: str) -> None:
    (tmp_path / "page.js").write_text(text)
    assert check(tmp_path) == [found]


def test_what_is_right_is_not(tmp_path: Path) -> None:
    (tmp_path / "page.js").write_text(
        """import { h } from "./h.js";
        export const later = () => helper({ id: 1, key: 2 });
        const helper = ({ id, ...rest }) => h`${rest.key}`;
        export class Page extends Map { open(_event, { name: [first] }) { for (const one of first) this.one = one; } }
        try { later(); } catch { window.location.reload(); }"""
    )
    assert check(tmp_path) == []
