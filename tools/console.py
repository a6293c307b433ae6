"""Builds the console before something serves it: the local stack, the tests."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def build_console() -> None:
    """Build console/ into shared/console/dist, unless that is up to date (0.2 seconds).

    Raises CalledProcessError if the build fails; its errors are on stderr.
    """
    subprocess.run(["node", ROOT / "tools/build_console.mjs"], check=True, stdout=subprocess.DEVNULL)
