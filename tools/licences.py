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

The app is under the [MIT licence](../LICENSE). A deployment carries these packages, as
[requirements.txt](../requirements.txt) pins them; each is named with the licence that its own metadata states.
`make licences` writes this page, and a test holds it to what is installed.

None of them asks that the app's source be given away. One is under the Mozilla Public License 2.0 (certifi, the list of
certificate authorities): changes to its own files would have to be published, and there are none.

| package | version | licence |
|---|---|---|
"""


def deployed() -> list[str]:
    """Names of the packages that requirements.txt pins."""
    return re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)


def licences() -> list[dict[str, str]]:
    """`Name`, `Version`, `License` of every deployed package, as it is installed here."""
    command = [str(Path(sys.executable).with_name("pip-licenses")), "--from=mixed", "--format=json", "--packages"]
    done = subprocess.run([*command, *deployed()], check=True, capture_output=True, text=True)
    found: list[dict[str, str]] = json.loads(done.stdout)
    return sorted(found, key=lambda package: package["Name"].lower())


def page() -> str:
    """The page as it should be."""
    return HEAD + "".join(f"| {one['Name']} | {one['Version']} | {one['License']} |\n" for one in licences())


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
