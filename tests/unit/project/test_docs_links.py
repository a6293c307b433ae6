"""What README and docs point to is there: files, headings, tests."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
CODE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
SOURCE = re.compile(r"`((?:shared|local|benchmarks|infra)/[\w/]+\.\w+|function_app\.py|host\.json)`")


@cache
def anchors(page: Path) -> frozenset[str]:
    """Of a page's headings, as GitHub makes them."""
    found: dict[str, int] = {}
    names = set()
    for heading in re.findall(r"^#{1,6} (.+?)\s*$", CODE.sub("", page.read_text("utf-8")), re.MULTILINE):
        plain = re.sub(r"[^\w\- ]", "", re.sub(r"[*`]", "", heading).lower()).replace(" ", "-")
        number = found[plain] = found.get(plain, -1) + 1
        names.add(f"{plain}-{number}" if number else plain)
    return frozenset(names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_resolve(page: Path) -> None:
    broken = []
    for link in LINK.findall(CODE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        inside = target.is_relative_to(ROOT)
        if not (inside and target.exists()) or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    assert not broken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_tests_and_files_that_are_named_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    missing = []
    for path, name in TEST.findall(text):
        file = ROOT / path
        if not file.exists() or (name and f"def {name}(" not in file.read_text("utf-8")):
            missing.append(f"{path}::{name}")
    missing += [path for path in SOURCE.findall(text) if not (ROOT / path).exists()]
    assert not missing
