"""The page's words: every language has them all, with the plural forms it needs, and the page uses each."""

import re
from functools import cache

import pytest
from fluent.syntax import FluentParser, ast

from shared.errors import AppError
from shared.planning.rejects import REASONS
from tests.fakes.errors import error_types
from tests.fakes.fluent_syntax import variables, walk
from tools.console import ROOT

CONSOLE = ROOT / "console"

LANGUAGES = {
    "en": {"one", "other"},
    "id": {"other"},
    "et": {"one", "other"},
    "zh-HK": {"other"},
    "hr": {"one", "few", "other"},
    "pl": {"one", "few", "many", "other"},
}
"""With their plural categories: Unicode CLDR, plural rules."""

SOURCES = {file: file.read_text("utf-8") for file in sorted((CONSOLE / "app").rglob("*.js"))}


@cache
def messages(language: str) -> dict[str, ast.Message]:
    resource = FluentParser().parse((CONSOLE / f"messages/{language}.ftl").read_text("utf-8"))
    junk = [entry.content for entry in resource.body if isinstance(entry, ast.Junk)]
    assert not junk
    found = [entry for entry in resource.body if isinstance(entry, ast.Message)]
    assert len({entry.id.name for entry in found}) == len(found), "a message stands twice"
    return {entry.id.name: entry for entry in found}


def test_the_page_offers_these_languages() -> None:
    offered = re.search(r"LANGUAGES = \{(.*?)\};", SOURCES[CONSOLE / "app/i18n.js"], re.DOTALL)
    assert offered
    assert set(re.findall(r'^  "?([\w-]+)"?: ', offered.group(1), re.MULTILINE)) == LANGUAGES.keys()
    assert {file.stem for file in (CONSOLE / "messages").iterdir()} == LANGUAGES.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_there_with_the_same_variables(language: str) -> None:
    source, translated = messages("en"), messages(language)
    assert translated.keys() == source.keys()
    for key, message in source.items():
        missing = variables(message) - variables(translated[key])
        # A plural form may leave its number out where the word says it.
        assert missing <= {"count"}, key
        assert variables(translated[key]) <= variables(message), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_the_forms_of_its_language(language: str) -> None:
    for key, message in messages(language).items():
        for node in walk(message):
            if isinstance(node, ast.SelectExpression):
                names = {variant.key.name for variant in node.variants if isinstance(variant.key, ast.Identifier)}
                assert names == LANGUAGES[language], key


@pytest.mark.parametrize("language", ["et", "hr", "pl"])
def test_what_is_plural_in_english_is_plural_there(language: str) -> None:
    def plural(name: str) -> set[str]:
        return {
            key
            for key, message in messages(name).items()
            if any(isinstance(node, ast.SelectExpression) for node in walk(message))
        }

    assert plural("en") <= plural(language)


def used() -> tuple[set[str], set[str]]:
    """Keys and beginnings of keys that the page's code names."""
    text = "\n".join(SOURCES.values())
    beginnings = set(re.findall(r"`([a-z]+-)\$\{", text))
    return set(re.findall(r'"([a-z][\w-]*)"', text)), beginnings


def test_every_message_is_used() -> None:
    keys, beginnings = used()
    unused = {key for key in messages("en") if key not in keys and not key.startswith(tuple(beginnings))}
    assert unused == set()


def test_every_message_that_is_used_is_there() -> None:
    there = messages("en").keys()
    for file, text in SOURCES.items():
        named = set(re.findall(r'\bt\("([^"]+)"', text))
        named |= {
            key for both in re.findall(r'\bt\([^"`()]*(?:\([^)]*\))? \? "([\w-]+)" : "([\w-]+)"', text) for key in both
        }
        assert named <= there, file


def test_every_error_and_every_reason_has_words() -> None:
    """The title of an error is a text of the app; what to do then is the console's."""
    there = messages("en").keys()
    types = {kind.type for kind in error_types(AppError)}
    missing = {f"error-{kind}-help" for kind in types} | {f"reason-{reason}" for reason in REASONS}
    assert not missing - there, "add them to every file of console/messages"
    assert not {f"error-{kind}" for kind in types} & there, "a title is told by one catalog"


def test_no_words_are_written_into_the_code() -> None:
    """Text between tags, and attributes that are read out, come from messages."""
    for file, text in SOURCES.items():
        for template in re.findall(r"html`((?:[^`$]++|\$(?!\{)|\$\{[^`]*?\})*+)`", text):
            plain = re.sub(r"\$\{[^}]*\}", "", template)
            words = [word.strip() for word in re.findall(r">([^<>{}`]*[A-Za-z]{2,}[^<>{}`]*)<", plain)]
            assert set(words) <= {"Klaviyo", "/api/openapi.json"}, (file.name, words)
            assert not re.search(r'(?:aria-label|title|placeholder|alt)="[^"]*[A-Za-z]', plain), file.name
