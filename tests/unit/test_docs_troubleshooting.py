"""docs/troubleshooting.md has a section for every error type, and none besides."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import shared.api.routes  # noqa: F401  defines a type of its own
from shared.errors import AppError

PAGE = Path(__file__).parents[2] / "docs" / "troubleshooting.md"


def kinds(error: type[AppError]) -> Iterator[type[AppError]]:
    if error.__module__.startswith("shared."):
        yield error
    for kind in error.__subclasses__():
        yield from kinds(kind)


def test_every_error_type_has_one_section_and_no_section_is_without_a_type() -> None:
    sections = Counter(re.findall(r"^### (.+)$", PAGE.read_text("utf-8"), re.MULTILINE))
    assert set(sections) == {kind.type for kind in kinds(AppError)}
    assert set(sections.values()) == {1}


def test_every_section_says_something() -> None:
    parts = re.split(r"^#{1,3} .+$", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    headings = re.findall(r"^(#{1,3}) .+$", PAGE.read_text("utf-8"), re.MULTILINE)
    for heading, text in zip(headings, parts, strict=True):
        assert heading != "###" or len(text.split()) > 8
