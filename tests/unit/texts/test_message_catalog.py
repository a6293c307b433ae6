"""The message catalog of texts: complete in every language, and every text of the code is one of it."""

from __future__ import annotations

import ast as python
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_type_hints

import pytest
from fluent.syntax import FluentParser, ast
from pydantic import BaseModel

import shared
from shared.api.export_target import CheckedExport
from shared.api.http import FieldProblem
from shared.api.overview import KeyProblem
from shared.domain.findings import ValueFinding
from shared.errors import AppError
from shared.texts import Language, Text, declared_parameters, message_catalog, text
from shared.texts.languages import STYLES
from tests.fakes.errors import error_types
from tests.fakes.fluent_syntax import variables, walk

ROOT = Path(__file__).parents[3]
CATEGORIES = {
    Language.ENGLISH: {"one", "other"},
    Language.ESTONIAN: {"one", "other"},
    Language.CROATIAN: {"one", "few", "other"},
    Language.INDONESIAN: {"other"},
    Language.POLISH: {"one", "few", "many", "other"},
    Language.CHINESE_HONG_KONG: {"other"},
}
WITHOUT_TEXTS = {CheckedExport, KeyProblem, ValueFinding}
"""Their problems are codes, or objects with a code."""
OTHERS = [language for language in Language if language is not Language.ENGLISH]


@cache
def messages(language: Language) -> dict[str, ast.Message]:
    """The messages as the parser of Fluent's authors reads them."""
    resource = FluentParser().parse((ROOT / f"shared/texts/{language}.ftl").read_text("utf-8"))
    assert not [entry.content for entry in resource.body if isinstance(entry, ast.Junk)]
    found = [entry for entry in resource.body if isinstance(entry, ast.Message)]
    assert all(entry.id.name.startswith("text-") for entry in found)
    return {entry.id.name.removeprefix("text-"): entry for entry in found}


def choices(message: ast.Message) -> Iterator[tuple[str, set[str]]]:
    """The variables that decide, each with its keys."""
    for node in walk(message):
        if isinstance(node, ast.SelectExpression):
            assert isinstance(node.selector, ast.VariableReference)
            keys = [variant.key for variant in node.variants]
            yield node.selector.id.name, {key.name for key in keys if isinstance(key, ast.Identifier)}


def plural_variables(code: str) -> set[str]:
    return {name for name, keys in choices(messages(Language.ENGLISH)[code]) if keys == {"one", "other"}}


@pytest.mark.parametrize("language", Language)
def test_every_text_is_there_with_exactly_its_parameters(language: Language) -> None:
    found = {code: variables(message) for code, message in messages(language).items()}
    assert found == declared_parameters()


@pytest.mark.parametrize("language", Language)
def test_every_plural_has_the_forms_of_its_language(language: Language) -> None:
    for code, message in messages(language).items():
        for name, keys in choices(message):
            if name in plural_variables(code):
                assert keys == CATEGORIES[language], code


@pytest.mark.parametrize("language", ["et", "hr", "pl"])
def test_what_is_plural_in_english_is_plural_there(language: str) -> None:
    for code, message in messages(Language(language)).items():
        assert plural_variables(code) <= {name for name, _ in choices(message)}, code


@pytest.mark.parametrize("language", Language)
def test_every_text_can_be_filled(language: Language) -> None:
    for code, names in declared_parameters().items():
        for number in (1, 3, 12_345):
            kinds = dict(choices(messages(Language.ENGLISH)[code]))
            values: dict[str, int | str] = {}
            for name in names:
                words = kinds.get(name, set()) - {"one", "other"}
                values[name] = min(words) if words else number
            values |= {name: "2026-11-22T10:30:00+00:00" for name in names if name.endswith("_at")}
            shown = text(code, **values).in_language(language)
            assert shown != code
            plain = shown.replace("$today", "today").replace("$now", "now")
            assert not re.search(r"->|\{ |\$[a-z]|  |\s$|^\s", plain), shown


def test_no_text_is_copied_from_english() -> None:
    """A sentence of several words that is the same in two languages was not translated."""
    for language in OTHERS:
        for code, source in message_catalog(language).items():
            plain = re.sub(r"\{[^{}]*\}", "", source)
            if len(plain.split()) > 3:
                assert source != message_catalog(Language.ENGLISH)[code], (language, code)


def calls() -> Iterator[tuple[str, python.Call]]:
    """The calls of `text` and `Text` in the code of the app."""
    for path in sorted((ROOT / "shared").rglob("*.py")):
        source = path.read_text("utf-8")
        if "from shared.texts import" not in source or path.parent.name == "texts":
            continue
        for node in python.walk(python.parse(source)):
            if isinstance(node, python.Call) and getattr(node.func, "id", "") in ("text", "Text"):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_every_text_of_the_code_is_of_the_catalog() -> None:
    declared, used = declared_parameters(), {error.title.code for error in error_types(AppError)}
    assert declared.keys() >= used, "a type of an error without a title"
    for place, call in calls():
        assert isinstance(call.func, python.Name)
        assert call.func.id == "text", f"{place}: only text(…) makes a Text"
        assert len(call.args) == 1, place
        assert isinstance(call.args[0], python.Constant), f"{place}: the code is to be readable here"
        code = str(call.args[0].value)
        assert {str(keyword.arg) for keyword in call.keywords} == declared.get(code, {"?"}), f"{place}: {code}"
        used.add(code)
    assert declared.keys() - used == set(), "texts that nothing says"


@pytest.mark.parametrize("error", list(error_types(AppError)))
def test_what_an_error_says_is_a_text(error: type[AppError]) -> None:
    """Its parameter takes nothing else, and mypy checks the calls. `answer` is what Klaviyo said, in its own words."""
    given = get_type_hints(error.__init__)
    assert given["cause"] is Text
    assert [name for name, kind in given.items() if kind is str and name != "answer"] == []


def models(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for model in base.__subclasses__():
        if model.__module__.startswith("shared."):
            yield model
        yield from models(model)


def test_what_an_answer_or_a_record_says_has_a_code() -> None:
    """`detail` and `message` are English: beside them, code and parameters say the same. Problems are texts."""
    for name in pkgutil.walk_packages(shared.__path__, "shared."):
        importlib.import_module(name.name)
    found = list(models(BaseModel))
    assert FieldProblem in found
    for model in found:
        if model.model_fields.keys() & {"detail", "message"}:
            assert {"code", "parameters"} <= model.model_fields.keys(), model
        for field in ("problem", "problems", "waiting_for", "warnings", "notes"):
            if field in model.model_fields and model not in WITHOUT_TEXTS:
                assert "Text" in str(model.model_fields[field].annotation), (model, field)


def test_what_a_validator_refuses_is_said_by_a_text() -> None:
    """ValueError is only for errors in the code: `stored_data` names files."""
    for folder in ("api", "domain"):
        for path in sorted((ROOT / f"shared/{folder}").rglob("*.py")):
            if path.name != "stored_data.py":
                assert "raise ValueError(" not in path.read_text("utf-8"), path


def test_no_function_that_makes_a_text_has_another_value_of_that_name() -> None:
    for path in sorted((ROOT / "shared").rglob("*.py")):
        for node in python.walk(python.parse(path.read_text("utf-8"))):
            if isinstance(node, python.FunctionDef | python.AsyncFunctionDef):
                inside = list(python.walk(node))
                names = {one.id for one in inside if isinstance(one, python.Name) and isinstance(one.ctx, python.Store)}
                names |= {one.arg for one in inside if isinstance(one, python.arg)}
                called = {getattr(one.func, "id", "") for one in inside if isinstance(one, python.Call)}
                assert "text" not in names & called, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_each_language_writes_numbers_lists_and_times_in_its_way() -> None:
    numbers = {language: STYLES[language].number(12_345.6) for language in Language}
    assert numbers == {
        "en": "12,345.6", "et": "12\u00a0345,6", "hr": "12.345,6",
        "id": "12.345,6", "pl": "12\u00a0345,6", "zh-HK": "12,345.6",
    }  # fmt: skip
    assert STYLES[Language.POLISH].number(1234) == "1234"
    assert [STYLES[Language.POLISH].plural(number) for number in (1, 2, 5, 12, 22, 1.5)] == [
        "one", "few", "many", "many", "few", "other",
    ]  # fmt: skip
    assert [STYLES[Language.CROATIAN].plural(number) for number in (1, 11, 21, 24, 1.5)] == [
        "one", "other", "one", "few", "other",
    ]  # fmt: skip


def test_text_is_kept_and_read_again() -> None:
    inner = text("limit-of-export", profiles=1, limit=2)
    outer = text("run-over-limit", limit=inner)
    again = Text.model_validate_json(outer.model_dump_json())
    assert again == outer
    assert again.message.startswith("Profiles that the run would send: 1; the export's limit is 2. Nothing was sent.")


@pytest.mark.parametrize(("code", "parameters"), [("no-such-text", {}), ("batch-missing", {"name": "x"})])
def test_unknown_codes_and_parameters_are_refused(code: str, parameters: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="message catalog"):
        text(code, **parameters)


def test_code_of_a_newer_version_is_shown_as_it_is() -> None:
    assert Text.model_validate({"code": "of-tomorrow", "parameters": {"a": 1}, "message": "x"}).message == "of-tomorrow"
