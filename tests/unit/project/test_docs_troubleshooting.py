"""Every error type has one section in docs/, with a link in docs/troubleshooting.md, and there is no other section."""

import re
from collections import Counter
from pathlib import Path

import pytest

import shared.api.routes  # noqa: F401  defines a type of its own
from shared.errors import AppError
from tests.fakes.errors import error_types

DOCS = Path(__file__).parents[3] / "docs"
INDEX = DOCS / "troubleshooting.md"
PAGES = (DOCS / "errors-requests.md", DOCS / "errors-runs.md")


def test_every_error_type_has_one_section_and_no_section_is_without_a_type() -> None:
    text = "".join(page.read_text("utf-8") for page in PAGES)
    sections = Counter(re.findall(r"^### (.+)$", text, re.MULTILINE))
    assert set(sections) == {kind.type for kind in error_types(AppError)}
    assert set(sections.values()) == {1}


def test_the_index_has_an_anchor_and_a_link_for_every_error_type() -> None:
    sections = {
        name: page.name for page in PAGES for name in re.findall(r"^### (.+)$", page.read_text("utf-8"), re.MULTILINE)
    }
    rows = re.findall(
        r'^\| <a id="(.+)"></a>\[(.+)\]\(([^()#]+)#([^()#]+)\) \|', INDEX.read_text("utf-8"), re.MULTILINE
    )
    assert [row for row in rows if not row[0] == row[1] == row[3]] == []
    assert sorted((name, page) for name, _, page, _ in rows) == sorted(sections.items())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_section_says_something(page: Path) -> None:
    parts = re.split(r"^#{1,3} .+$", page.read_text("utf-8"), flags=re.MULTILINE)[1:]
    headings = re.findall(r"^(#{1,3}) .+$", page.read_text("utf-8"), re.MULTILINE)
    for heading, text in zip(headings, parts, strict=True):
        assert heading != "###" or len(text.split()) > 8
