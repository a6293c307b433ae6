"""Copies the console's libraries out of node_modules: `make vendor`, after a version in package.json was changed.

They are the packages' own ES modules. One thing is changed: a browser cannot find `preact` by its bare name, so hooks
import it by its address. A test holds the copies to the packages.
"""

from __future__ import annotations

import json
from pathlib import Path

from local.processes import ROOT

FOLDER = ROOT / "shared/console/vendor"
PACKAGES = ROOT / "node_modules"
MODULES = {
    "preact.js": "preact/dist/preact.mjs",
    "hooks.js": "preact/hooks/dist/hooks.mjs",
    "htm.js": "htm/dist/htm.mjs",
    **{
        f"fluent/{name}.js": f"@fluent/bundle/esm/{name}.js"
        for name in ("ast", "builtins", "bundle", "index", "memoizer", "resolver", "resource", "scope", "types")
    },
}
LICENCES = {"preact": "preact/LICENSE", "htm": "htm/LICENSE", "@fluent/bundle": "htm/LICENSE"}
"""Package → a text of its licence. Fluent's package has none in it; it is under Apache-2.0, as htm is."""


def vendored() -> dict[str, bytes]:
    """What belongs into the folder, by name."""
    files = {name: _module((PACKAGES / source).read_bytes()) for name, source in MODULES.items()}
    return files | {"licences.txt": _licences().encode()}


def _module(body: bytes) -> bytes:
    # Source maps are not shipped: a browser's developer tools would ask for them in vain.
    lines = [line for line in body.split(b"\n") if not line.startswith(b"//# sourceMappingURL=")]
    return b"\n".join(lines).replace(b'from"preact"', b'from"./preact.js"')


def _licences() -> str:
    listed: dict[str, list[str]] = {}
    for package, source in LICENCES.items():
        about = json.loads((PACKAGES / package / "package.json").read_text("utf-8"))
        text = (PACKAGES / source).read_text("utf-8").strip("\n")
        listed.setdefault(text, []).append(f"{package} {about['version']}, {about['license']}")
    return "\n\n".join("\n".join(packages) + "\n\n" + text for text, packages in listed.items()) + "\n"


def main() -> None:
    """Write them."""
    for name, body in vendored().items():
        target: Path = FOLDER / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)


if __name__ == "__main__":
    main()
