"""Airflow's and Dagster's parts in short, with stand-ins for the two, against the local stack.

`make test-integrations` has the same in Airflow and Dagster themselves.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import logging
import sys
import types
import uuid
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from answers import ANSWERS
from tests.system.system import System

from segments_to_klaviyo import Client
from segments_to_klaviyo.orchestration import start_attempt

pytestmark = pytest.mark.asyncio(loop_scope="session")


class Deferred(Exception):
    def __init__(self, **given: Any) -> None:
        super().__init__()
        self.given = given


class Task:
    """Stands for Airflow's operators and hooks."""

    default_conn_name = ""
    log = logging.getLogger("task")
    connection: Any = None

    def __init__(self, **_: Any) -> None: ...

    def defer(self, **given: Any) -> None:
        raise Deferred(**given)

    @classmethod
    def get_connection(cls, _: str) -> Any:
        return Task.connection

    @classmethod
    async def aget_connection(cls, _: str) -> Any:
        return Task.connection


class Failure(Exception):
    def __init__(self, description: str, metadata: Any) -> None:
        super().__init__(description)
        self.metadata = metadata


@pytest.fixture
def stand_ins(system: System, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    Task.connection = SimpleNamespace(
        host=system.stack.app, schema=None, port=None, login="", password="",
        extra_dejson={"headers": dict(system.stack.users["administrator"])},
    )  # fmt: skip

    class Value:
        text = url = md = int = float = staticmethod(lambda value: value)

    given: dict[str, dict[str, Any]] = {
        "airflow": {},
        "airflow.sdk": {
            "BaseHook": Task, "BaseOperator": Task, "BaseSensorOperator": Task, "PokeReturnValue": SimpleNamespace,
        },
        "airflow.sdk.exceptions": {"AirflowException": RuntimeError},
        "airflow.triggers": {},
        "airflow.triggers.base": {
            "BaseTrigger": Task, "TriggerEvent": lambda payload: SimpleNamespace(payload=payload),
        },
        "dagster": {
            "AssetExecutionContext": object, "AssetsDefinition": object, "Failure": Failure, "MetadataValue": Value,
            "MaterializeResult": SimpleNamespace, "ConfigurableResource": Resource,
            "asset": lambda **_: lambda function: function,
        },
    }  # fmt: skip
    for name, content in given.items():
        module = types.ModuleType(name)
        vars(module).update(content)
        monkeypatch.setitem(sys.modules, name, module)
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.startswith("segments_to_klaviyo."):
            del sys.modules[name]


class Resource:
    client_id = function_key = None

    def __init__(self, **given: Any) -> None:
        vars(self).update(given)


def in_task(attempt: int = 1) -> dict[str, Any]:
    task = SimpleNamespace(dag_id="d", run_id=uuid.uuid4().hex, task_id="t", map_index=-1, try_number=attempt)
    return {"ti": task}


async def exported(system: System, rows: str, **changes: Any) -> str:
    name = f"Task{uuid.uuid4().hex[:6]}"
    await system.upload(f"{name}.csv", f"email\n{rows}")
    return str((await system.export(name, **changes))["id"])


@pytest.mark.usefixtures("stand_ins")
async def test_airflow_runs_an_export_and_waits_in_the_triggerer(system: System) -> None:
    operators = importlib.import_module("segments_to_klaviyo.airflow.operators")
    export_id = await exported(system, "one@example.com\n")
    operator = operators.RunExportOperator(export_id=export_id, deferrable=False)
    ended = await asyncio.to_thread(operator.execute, in_task())
    assert ended["state"] == "successful"

    operator = operators.RunExportOperator(export_id=export_id)
    with pytest.raises(Deferred) as deferred:
        await asyncio.to_thread(operator.execute, in_task())
    _, arguments = deferred.value.given["trigger"].serialize()
    # Airflow keeps them as JSON.
    trigger = type(deferred.value.given["trigger"])(**json.loads(json.dumps(arguments)))
    [event] = [event async for event in trigger.run()]
    assert operator.execute_complete({}, event.payload)["counts"]["unchanged"] == 1


@pytest.mark.usefixtures("stand_ins")
async def test_dagster_makes_an_asset_only_of_a_run_that_did_its_work(system: System) -> None:
    dagster = importlib.import_module("segments_to_klaviyo.dagster")
    resource = dagster.SegmentsToKlaviyoResource(
        app_url=system.stack.app, headers=dict(system.stack.users["administrator"])
    )
    context = SimpleNamespace(
        run=SimpleNamespace(run_id=uuid.uuid4().hex), retry_number=0, log=logging.getLogger("asset"),
        resources=SimpleNamespace(segments_to_klaviyo=resource),
    )  # fmt: skip
    good = dagster.export_asset(name="good", export_id=await exported(system, "one@example.com\nnobody\n"))
    found = (await asyncio.to_thread(good, context)).metadata
    assert (found["accepted"], found["rejected"], found["dagster/row_count"]) == (1, 1, 1)
    broken = await exported(system, "one@example.com\n", mapping={"email": "NoSuchColumn"})
    with pytest.raises(Failure, match="ended as failed") as failure:
        await asyncio.to_thread(dagster.export_asset(name="broken", export_id=broken), context)
    assert failure.value.metadata["state"] == "failed"


@pytest.mark.parametrize(
    ("attempt", "states", "keys"),
    [
        (1, ["queued"], ["k-1"]),
        (2, ["importing"], ["k-1"]),
        (2, ["failed", "queued"], ["k-1", "k-2"]),
        (2, ["successful", "queued"], ["k-1", "k-2"]),
        (3, ["failed", "importing"], ["k-1", "k-2"]),
    ],
)
async def test_an_attempt_waits_for_what_an_earlier_one_left_and_else_starts_anew(
    attempt: int, states: list[str], keys: list[str]
) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["idempotency-key"])
        return httpx.Response(202, json=ANSWERS["Run"] | {"state": states[len(asked) - 1]})

    with Client("https://app.example", transport=httpx.MockTransport(answer)) as client:
        run = client.drive(start_attempt("exp_1", key="k", attempt=attempt))
    assert (asked, run.state) == (keys, states[-1])
