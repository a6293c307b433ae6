"""What a newer version of the app wrote: shown, let alone, never half understood."""

import json
import logging
from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from shared.api.exports import NewExport
from shared.domain import Export, Run, Trigger
from shared.domain.base import now
from shared.domain.run import new_run
from shared.errors import NewerVersion
from shared.runs.dispatch import handle_message
from shared.runs.recovery import resume_run
from shared.runs.start import start_run
from shared.storage.export_store import Exports
from shared.storage.ports import Put
from shared.storage.records import read_stored, to_store
from shared.storage.run_store import Runs
from tests.fakes.app import Memory
from tests.fakes.memory import MemoryTables

MOMENT = "2026-11-21T00:00:00Z"
EXPORT: dict[str, Any] = {
    "id": "exp_a",
    "name": "A",
    "connection_id": "con_a",
    "list_id": "SIMLST",
    "segments": ["A"],
    "mapping": {"email": "Email"},
    "schedule": {"kind": "refresh"},
    "created_at": MOMENT,
    "updated_at": MOMENT,
    "scheduled_at": MOMENT,
}


async def make_newer(tables: MemoryTables, part: str = "run") -> None:
    """Raise the schema version of every stored run, or of the export in it."""
    table = await tables.table("runs")
    for key, (put, version) in list(table.rows.items()):
        if put.partition == "run" and put.body.startswith("{"):
            body = json.loads(put.body)
            (body if part == "run" else body["export"])["schema_version"] = 9
            table.rows[key] = (replace(put, body=json.dumps(body)), version)


async def read(runs: Runs, run_id: str) -> Run:
    found = await runs.get(run_id)
    assert found
    return found.value


def stored(**changes: Any) -> str:
    return json.dumps(EXPORT | changes)


def test_what_was_merely_added_is_let_pass_at_any_depth() -> None:
    mapping = {"email": "Email", "shoe_size": "Shoes"}
    text = stored(mapping=mapping, schedule={"kind": "refresh", "jitter": 5}, colour="red")
    export = read_stored(Export, text)
    assert export.mapping.named_columns() == {"Email": "email"}
    assert export.active


def test_the_api_still_refuses_what_it_does_not_know() -> None:
    body = {name: EXPORT[name] for name in ("name", "connection_id", "list_id", "segments", "schedule")}
    NewExport.model_validate(body | {"mapping": {"email": "Email"}})
    for wrong in ({"mapping": {"email": "Email", "shoe_size": "Shoes"}}, {"mapping": {"email": "E"}, "colour": "red"}):
        with pytest.raises(ValidationError):
            NewExport.model_validate(body | wrong)


def test_a_newer_export_is_shown_and_neither_runs_nor_is_written() -> None:
    export = read_stored(Export, stored(schema_version=Export.SCHEMA + 1))
    assert not export.schema_supported
    assert not export.active
    with pytest.raises(NewerVersion, match="schema version"):
        to_store(export)


async def test_a_newer_export_is_not_started_by_hand() -> None:
    export = read_stored(Export, stored(schema_version=Export.SCHEMA + 1))
    with pytest.raises(NewerVersion):
        await start_run(Memory().context(), export, Trigger.ON_DEMAND, "a test")


def test_a_shape_that_cannot_be_read_says_whose_it_is() -> None:
    with pytest.raises(NewerVersion):
        read_stored(Export, stored(schedule={"kind": "lunar"}, schema_version=Export.SCHEMA + 1))
    with pytest.raises(ValidationError):
        read_stored(Export, stored(schedule={"kind": "lunar"}))


async def test_it_does_not_hide_the_others_of_a_list(caplog: pytest.LogCaptureFixture) -> None:
    tables = MemoryTables()
    table = await tables.table("exports")
    await table.put(Put("export", "exp_a", stored()))
    await table.put(Put("export", "exp_b", stored(id="exp_b", schedule={"kind": "lunar"}, schema_version=9)))
    with caplog.at_level(logging.WARNING):
        assert [found.value.id for found in await Exports(tables).all()] == ["exp_a"]
        assert [found.id for found in await Exports(tables).listed()] == ["exp_a"]
    assert caplog.text.count("exp_b is missing in a list") == 2


def test_a_record_gets_the_present_version_when_it_is_written() -> None:
    text = to_store(read_stored(Export, stored(schema_version=0)))
    assert json.loads(text)["schema_version"] == Export.SCHEMA


@pytest.mark.parametrize("newer", ["run", "export"])
async def test_a_newer_run_is_left_alone(newer: str) -> None:
    tables = MemoryTables()
    runs = Runs(tables)
    run = new_run(read_stored(Export, stored()), Trigger.ON_DEMAND, "a test")
    await runs.begin(run)
    await make_newer(tables, newer)
    with pytest.raises(NewerVersion):
        await runs.update(run.id, lambda found: found.model_copy(update={"heartbeat_at": now()}))
    with pytest.raises(NewerVersion):
        await resume_run(Memory().context(), await read(runs, run.id))
    assert (await read(runs, run.id)).heartbeat_at == run.heartbeat_at


async def test_a_message_about_it_ends_without_an_error(caplog: pytest.LogCaptureFixture) -> None:
    memory = Memory()
    context = memory.context()
    run = new_run(read_stored(Export, stored()), Trigger.ON_DEMAND, "a test")
    await context.runs.begin(run)
    await make_newer(memory.tables)
    with caplog.at_level(logging.WARNING):
        await handle_message(context, "prepare", '{"v": 1, "kind": "prepare_run", "run_id": "unknown", "later": true}')
        assert "left alone" not in caplog.text
        await handle_message(context, "prepare", f'{{"v": 1, "kind": "prepare_run", "run_id": "{run.id}"}}')
        await handle_message(context, "prepare", '{"v": 2, "kind": "prepare_run", "run_id": "unknown"}')
    assert caplog.text.count("prepare left alone") == 2
