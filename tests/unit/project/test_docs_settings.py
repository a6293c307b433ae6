"""The pages whose tables are made from the code are up to date."""

import re
from pathlib import Path

from tools.docs import CHECKS, CONFIGURATION, STORAGE, checks_table, settings_table, storage_table, with_table

ROOT = Path(__file__).parents[3]


def test_the_table_of_settings_is_the_one_of_the_code() -> None:
    page = CONFIGURATION.read_text("utf-8")
    assert page == with_table(page, settings_table()), "run: python -m tools.docs"


def test_the_table_of_checks_is_the_one_of_the_code() -> None:
    page = CHECKS.read_text("utf-8")
    assert page == with_table(page, checks_table()), "run: python -m tools.docs"


def test_the_table_of_stored_data_is_the_one_of_the_code() -> None:
    page = STORAGE.read_text("utf-8")
    assert page == with_table(page, storage_table()), "run: python -m tools.docs"


def test_every_setting_that_a_trigger_needs_is_told() -> None:
    page = CONFIGURATION.read_text("utf-8")
    program = (ROOT / "function_app.py").read_text("utf-8")
    needed = set(re.findall(r"%(\w+)%", program)) | set(re.findall(r'connection="(\w+)"', program))
    assert needed
    assert not [name for name in needed if f"`{name}`" not in page]
