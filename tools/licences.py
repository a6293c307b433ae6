"""`python -m tools.licences` writes docs/licences.md: under which licence each deployed package is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from tools.console import ROOT

PAGE = ROOT / "docs" / "licences.md"
HEAD = """# Licences

The app is under the [MIT licence](../LICENSE). A deployment includes these packages, as
[requirements.txt](../requirements.txt) pins them; each is named with the licence that its own metadata states.
`make licences` writes this page, and a test holds it to what is installed.

None of them requires that the app's source be published. One is under the Mozilla Public License 2.0 (certifi, the list
of certificate authorities): changes to its own files would have to be published, and there are none.

| package | version | licence |
|---|---|---|
"""


BUNDLED = """
The console's files carry these npm packages, as [package-lock.json](../package-lock.json) pins them; `/licences.txt` of
the app has their licence texts. Public Sans, the console's font, is under the SIL Open Font License 1.1: it may be
passed on with software, but not sold by itself.

| package | version | licence |
|---|---|---|
"""
BUILD_ONLY = {"esbuild", "marked"}
"""Dependencies of package.json that build the console; nothing of them is in its files."""


def deployed() -> list[str]:
    """Names of the packages that requirements.txt pins."""
    return re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)


def licences() -> list[dict[str, str]]:
    """`Name`, `Version`, `License` of every deployed package, as it is installed here."""
    command = [str(Path(sys.executable).with_name("pip-licenses")), "--from=mixed", "--format=json", "--packages"]
    done = subprocess.run([*command, *deployed()], check=True, capture_output=True, text=True)
    found: list[dict[str, str]] = json.loads(done.stdout)
    return sorted(found, key=lambda package: package["Name"].lower())


def bundled() -> list[dict[str, str]]:
    """`Name`, `Version`, `License` of every npm package in the console's files, as it is installed here."""
    names = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"].keys() - BUILD_ONLY
    manifests = [json.loads((ROOT / f"node_modules/{name}/package.json").read_text("utf-8")) for name in sorted(names)]
    return [{"Name": one["name"], "Version": one["version"], "License": one["license"]} for one in manifests]


def page() -> str:
    """The page as it should be."""
    return HEAD + _rows(licences()) + BUNDLED + _rows(bundled())


def _rows(packages: list[dict[str, str]]) -> str:
    return "".join(f"| {one['Name']} | {one['Version']} | {one['License']} |\n" for one in packages)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
