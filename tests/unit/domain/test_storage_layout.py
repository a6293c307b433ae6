"""All that the app stores is in one table, and retention and deployment keep to it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.messages import Queue
from shared.domain.storage_layout import STORED
from shared.domain.stored_data import Erasing, Kept, Place, StoredData
from shared.maintenance.retention import purge_old
from tests.fakes.small_app import SmallApp, small_app

ROOT = Path(__file__).parents[3]
BLOBS = [one for one in STORED if one.place is Place.BLOB]
ROWS = [{"Email": "one@example.com"}, {"Email": "nobody"}, {"Email": "two@example.com"}]


def kinds(name: str) -> list[StoredData]:
    return [one for one in BLOBS if one.matches(name)]


async def finished_run(app: SmallApp) -> str:
    """A run with a rejected row, whose working files are still there."""
    await app.export()
    app.segment(ROWS)
    run = (await app.run()).id
    names = dict.fromkeys(re.findall("<([^>]*)>", "".join(kind.name for kind in BLOBS)), "1")
    for kind in BLOBS:
        path = kind.path(**names | {"run": run})
        if path not in app.context.files.blobs:
            await app.context.files.write(path, b"x", "")
    return run


async def test_every_stored_blob_is_in_the_table_once() -> None:
    async with small_app() as app:
        await finished_run(app)
        found = {name: kinds(name) for name in app.context.files.blobs}
    assert {name: len(of) for name, of in found.items()} == dict.fromkeys(found, 1)
    assert {one.name for of in found.values() for one in of} == {one.name for one in BLOBS}


async def test_what_is_personal_goes_first_and_the_history_stays_longer() -> None:
    async with small_app() as app:
        await finished_run(app)
        settings = app.context.settings
        longest = max(settings.personal_data_days, settings.row_log_days)
        await purge_old(app.context, now() + timedelta(days=longest, minutes=1))
        of_runs = [one for name in app.context.files.blobs for one in kinds(name) if "<run>" in one.name]
        assert {one.kept for one in of_runs} == {Kept.HISTORY_DAYS}
        assert not any(one.personal for one in of_runs)
        await purge_old(app.context, now() + timedelta(days=settings.history_days, minutes=1))
        assert not [one for name in app.context.files.blobs for one in kinds(name) if "<run>" in one.name]


def test_each_folder_of_a_run_holds_files_of_one_kind() -> None:
    """Retention, the end of a run and the lifecycle rules delete whole folders."""
    personal = {one.name for one in BLOBS if one.name.startswith(layout.RUN_FOLDER)}
    # The row log has a retention of its own.
    assert personal == {one.name for one in BLOBS if "<run>" in one.name and one.personal} - {layout.ROW_LOG.name}
    working = {one.name for one in BLOBS if one.name.startswith((layout.CHUNKS_FOLDER, layout.STAGING_FOLDER))}
    assert working == {one.name for one in BLOBS if one.kept is Kept.RUN}
    history = [one for one in BLOBS if one.name.startswith(layout.HISTORY_FOLDER)]
    assert {one.kept for one in history} == {Kept.HISTORY_DAYS}


def test_erasing_a_person_reaches_all_personal_data_and_nothing_else() -> None:
    assert {one.name for one in STORED if one.personal} == {
        one.name for one in STORED if one.erasing is not Erasing.NOTHING
    }
    # Files of runs are found by this prefix; the others by their own.
    personal = {one.prefix().partition("/")[0] + "/" for one in BLOBS if one.personal}
    own = (
        layout.SNAPSHOT,
        layout.PREVIEW,
        layout.OPT_OUTS,
        layout.ERASURE,
        layout.LIST_DIFFERENCES,
        layout.ROW_LOG,
        layout.PERSON_LOOKUP,
    )
    assert personal == {layout.RUN_FILES, *(kind.prefix() for kind in own)}


@pytest.mark.parametrize("name", ["", "a/b", "../exp_2"])
def test_a_path_is_of_its_kind_or_refused(name: str) -> None:
    assert layout.COLUMNS.path(export="exp_1") == "columns/exp_1.json"
    with pytest.raises(ValueError, match="does not name a blob"):
        layout.COLUMNS.path(export=name)


def test_no_other_module_names_files() -> None:
    """Paths in storage are in storage_layout.py alone, so that each file has one owner."""
    literal = re.compile(
        r"""["'](staging|chunks|runs|history|snapshots|removals|previews|erasures|columns|consent|row-log|lookups)/|/(staging|chunks)/|"""
        r"""(rejects|shared-identifiers|not-subscribed|held-removals)\.csv["']|(report|unsent|segment-details)\.json["']|\.folder\b"""
    )
    shared = ROOT / "shared"
    # The API's routes have names of their own.
    allowed = {shared / "domain" / "storage_layout.py", shared / "api" / "routes.py"}
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted(shared.rglob("*.py"))
        if path not in allowed
        for line in path.read_text("utf-8").splitlines()
        if literal.search(line)
    ]
    assert found == []


def test_every_queue_and_every_table_is_in_the_table() -> None:
    assert {one.name for one in STORED if one.place is Place.QUEUE} == {queue.value for queue in Queue}
    source = "".join(path.read_text("utf-8") for path in (ROOT / "shared" / "storage").glob("*.py"))
    tables = set(re.findall(r'\.table\("(\w+)"\)|(?:Records|__init__)\(tables, "(\w+)"', source))
    listed = {one.name.partition(":")[0] for one in STORED if one.place is Place.TABLE}
    assert listed == {one or other for one, other in tables}
    keys = set(re.findall(r'Records\(tables, "(\w+)", "([\w-]+)"', source))
    names = {one.name for one in STORED if one.place is Place.TABLE}
    assert all(any(name.startswith(f"{table}: {key} /") for name in names) for table, key in keys)


def test_lifecycle_rules_delete_by_the_same_prefixes() -> None:
    text = (ROOT / "infra" / "main.bicep").read_text("utf-8")
    rules = dict(re.findall(r"prefix: '\$\{exportsContainer\}/([\w-]+/)'\s+days: ([^\n]+)", text))
    assert rules == {
        "runs/": "personalDataDays + 7",
        "row-log/": "rowLogDays + 7",
        "consent/": "personalDataDays + 7",
        "previews/": "8",
        "erasures/": "8",
        "lookups/": "8",
        "list-checks/": "personalDataDays + 7",
        "history/": "historyDays + 7",
    }
    held = {one.name.partition("/")[0] + "/" for one in BLOBS if "lifecycle rule" in one.deleted_by}
    assert held == set(rules)
    personal = {one.name.partition("/")[0] + "/" for one in BLOBS if one.personal}
    # A snapshot is kept as long as its export: no rule may delete it.
    assert personal - set(rules) == {"snapshots/"}


def test_only_container_tables_and_queues_of_the_deployment_are_used() -> None:
    text = (ROOT / "infra" / "main.bicep").read_text("utf-8")
    tables = {one.name.partition(":")[0] for one in STORED if one.place is Place.TABLE}
    missing = [table for table in tables if f"'{table}'" not in text]
    assert missing == []
