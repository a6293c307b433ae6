"""What the app is made of: pinned, hashed, licensed, listed; and its version stands in one place."""

import re
import tomllib
from pathlib import Path

import pytest

from shared import __version__
from shared.klaviyo.transport import USER_AGENT
from tools import licences

ROOT = Path(__file__).parents[3]
PERMISSIVE = {
    *("MIT OR Apache-2.0", "Apache Software License; MIT License"),
    "BSD-2-Clause",
    *("MIT", "MIT License", "MIT-0", "ISC", "BSD License", "BSD-3-Clause", "The Unlicense (Unlicense)"),
    *("Apache-2.0", "Apache Software License", "Apache-2.0 AND MIT", "Apache-2.0 OR BSD-3-Clause"),
    *("PSF-2.0", "Python Software Foundation License"),
}
BY_FILE = {"certifi": "Mozilla Public License 2.0 (MPL 2.0)"}
"""Licences that bind changes to a package's own files; docs/licences.md tells of them."""
FONTS = {"@fontsource-variable/public-sans": "OFL-1.1"}
"""The open licence of fonts."""


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_and_hashed(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").replace("\\\n", "").splitlines()
    packages = [line for line in lines if line.strip() and not line.strip().startswith("#")]
    assert len(packages) > 40
    for line in packages:
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+( +--hash=sha256:[0-9a-f]{64})+", line), line
    assert "://" not in "".join(line for line in lines if not line.lstrip().startswith("#"))
    assert "index-url http" not in "".join(lines)


def test_setup_takes_no_package_without_its_hash() -> None:
    assert "--require-hashes -r requirements-dev.txt" in (ROOT / "Makefile").read_text("utf-8")
    everything = (ROOT / "requirements-dev.txt").read_text("utf-8")
    pins = re.findall(r"^[a-z0-9-]+==\S+", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert [pin for pin in pins if f"{pin} " not in everything] == []


def test_the_licences_are_told_and_none_is_a_surprise() -> None:
    assert licences.PAGE.read_text("utf-8") == licences.page(), "run: make licences"
    found = {one["Name"]: one["License"] for one in licences.licences()}
    assert len(found) == len(licences.deployed())
    assert {name: licence for name, licence in found.items() if licence not in PERMISSIVE} == BY_FILE
    licences_of_npm = {one["Name"]: one["License"] for one in licences.bundled()}
    assert {name: licence for name, licence in licences_of_npm.items() if licence not in PERMISSIVE} == FONTS


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" not in project["project"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "shared.__version__"}
    assert USER_AGENT.endswith(f"/{__version__}")
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
