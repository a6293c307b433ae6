"""Structure of the code: where records change, and which modules are steps."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
STEPS = (
    "shared/runs/prepare.py",
    "shared/runs/prepare_piece.py",
    "shared/runs/preview.py",
    "shared/runs/erasure.py",
    "shared/runs/person_lookup.py",
    "shared/runs/upload.py",
    "shared/runs/follow.py",
    "shared/post_import/process_batch.py",
    "shared/runs/consent_feed.py",
    "shared/runs/list_check.py",
    "shared/notifications/delivery.py",
)
"""What works on the messages of a queue (shared/runs/dispatch.py)."""


def test_records_change_by_methods_of_the_domain_alone() -> None:
    sources = {path: path.read_text("utf-8") for path in (ROOT / "shared").rglob("*.py") if "domain" not in path.parts}
    assert len(sources) > 50
    assert [str(path.relative_to(ROOT)) for path, text in sources.items() if "model_copy(" in text] == []


def test_dispatch_names_every_step() -> None:
    text = (ROOT / "shared/runs/dispatch.py").read_text("utf-8")
    found = {name.replace(".", "/") + ".py" for name in re.findall(r"^ +from ([\w.]+) import", text, re.MULTILINE)}
    assert found == set(STEPS)


def test_steps_do_not_import_steps() -> None:
    modules = {path.removesuffix(".py").replace("/", ".") for path in STEPS}
    # Preparing tells of a run's start; `delivery` sends notices as well as delivering them.
    modules -= {"shared.notifications.delivery"}
    for path in STEPS:
        imported = set(re.findall(r"^\s*from ([\w.]+) import", (ROOT / path).read_text("utf-8"), re.MULTILINE))
        assert not imported & modules, path
