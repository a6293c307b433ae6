"""`python -m tools.docs`: write the tables in docs/configuration.md, checks.md and storage.md from the code."""

from __future__ import annotations

import sys
from types import NoneType, UnionType
from typing import Any, get_args

from pydantic.fields import FieldInfo

from shared.domain.storage_layout import STORED
from shared.planning.value_checks import table
from shared.settings import Settings
from tools.console import ROOT

CONFIGURATION = ROOT / "docs" / "configuration.md"
CHECKS = ROOT / "docs" / "checks.md"
STORAGE = ROOT / "docs" / "storage.md"
BEGIN = "<!-- Made by `python -m tools.docs` from the code: do not edit by hand. -->"
END = "<!-- End of what is made. -->"

STORAGES = ("segments_storage", "exports_storage")
"""Read by Azure Functions' own rule; the page tells of them by hand."""

PLAIN = {
    "klaviyo_url": "Klaviyo's API; another address only for a simulator.",
    "klaviyo_revision": "The API revision that every request names (`YYYY-MM-DD`).",
    "klaviyo_timeout_seconds": "How long one call to Klaviyo may take, from the key to the last byte of the answer.",
    "prepare_threads": "Threads of DuckDB while preparing.",
    "max_segment_rows": "A segment with more rows ends the run with `segment-too-large`.",
    "chunk_profiles": "Profiles in a chunk at most.",
    "chunk_bytes": "Bytes of a chunk's body at most.",
}
"""What settings mean that have no description of their own."""


def checks_table() -> str:
    """One line a check."""
    lines = ["| what | takes | what does not fit |", "|---|---|---|"]
    lines += [f"| {what} | {takes} | {becomes} |" for what, takes, becomes in table()]
    return "\n".join(lines)


def storage_table() -> str:
    """Return one line for each kind of stored data."""
    titles = ("place", "name", "contents", "personal data", "kept", "deleted by", "erasing a person")
    lines = [f"| {' | '.join(titles)} |", "|---" * len(titles) + "|"]
    lines += [
        f"| {one.place} | `{one.name}` | {one.contents} | {'yes' if one.personal else 'no'} | {one.kept} "
        f"| {one.deleted_by} | {one.erasing} |"
        for one in STORED
    ]
    return "\n".join(lines)


def settings_table() -> str:
    """One line a setting, in the order of the model."""
    lines = ["| setting | default | takes | meaning |", "|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        if name not in STORAGES:
            meaning = field.description or PLAIN[name]
            lines.append(f"| `{name.upper()}` | {_default(field)} | {_takes(field)} | {meaning} |")
    return "\n".join(lines)


def with_table(page: str, content: str) -> str:
    """The page, with the table between the two marks made anew. Raises ValueError where a mark is missing."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError("The page lacks the marks between which the table stands.")
    return f"{before}{BEGIN}\n\n{content}\n\n{END}{after}"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    if field.default is None:
        return "not set"
    shown = str(field.default).lower() if isinstance(field.default, bool) else _number(field.default)
    return f"`{shown}`"


def _takes(field: FieldInfo) -> str:
    bounds = [
        f"{sign} {_number(value)}"
        for rule in field.metadata
        for name, sign in (("gt", ">"), ("ge", "≥"), ("lt", "<"), ("le", "≤"))
        if (value := getattr(rule, name, None)) is not None
    ]
    return ", ".join([_kind(field.annotation), *bounds])


def _kind(annotation: Any) -> str:
    kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
    kind = kinds[0] if isinstance(annotation, UnionType) and kinds else annotation
    return {int: "whole number", float: "number", bool: "`true` or `false`"}.get(kind, "text")


def _number(value: object) -> str:
    # Without separators: it is shown as it is to be written.
    return f"{value:g}" if isinstance(value, float) and value < 1_000_000 else str(value)


def main() -> int:
    """Write the pages that are not up to date."""
    for path, content in ((CONFIGURATION, settings_table()), (CHECKS, checks_table()), (STORAGE, storage_table())):
        page = path.read_text("utf-8")
        made = with_table(page, content)
        if made != page:
            path.write_text(made, "utf-8")
            print(f"{path.relative_to(ROOT)} written anew", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
