"""Hook, operators, sensor and trigger in Airflow itself, against the local stack."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CONNECTION = "AIRFLOW_CONN_SEGMENTS_TO_KLAVIYO_DEFAULT"


@pytest.fixture(scope="session")
def airflow(app, tmp_path_factory):
    """Airflow with a database of its own and a connection to the stack."""
    home = tmp_path_factory.mktemp("airflow")
    os.environ.update(
        {
            "AIRFLOW_HOME": str(home),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "false",
            "AIRFLOW__CORE__DAGS_FOLDER": str(Path(__file__).parent / "dags"),
            "AIRFLOW__CORE__UNIT_TEST_MODE": "false",
            CONNECTION: json.dumps(
                {"conn_type": "segments_to_klaviyo", "host": app.url, "extra": {"headers": app.headers}}
            ),
        }
    )
    command = str(Path(sys.executable).parent / "airflow")
    subprocess.run([command, "db", "migrate"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([command, "dags", "reserialize"], check=True, stdout=subprocess.DEVNULL)
    return command


def run_dag(name, **conf):
    """Run a DAG with one task; return the state of the task and its XCom."""
    from airflow.dag_processing.dagbag import DagBag

    dag = DagBag(str(Path(__file__).parent / "dags")).dags[name]
    run = dag.test(run_conf=conf)
    [task] = run.get_task_instances()
    return str(task.state), task.xcom_pull(task_ids=task.task_id)


@pytest.mark.parametrize("where", ["deferred", "in_worker"])
def test_the_operator_runs_an_export(app, airflow, where):
    export_id = app.export("one@example.com\n")
    state, run = run_dag(f"run_export_{where}", export_id=export_id)
    assert state == "success"
    assert (run["state"], run["counts"]["accepted"]) == ("successful", 1)
    assert [one["id"] for one in app.runs(export_id)] == [run["id"]]


def test_a_failed_run_fails_the_task(app, airflow):
    export_id = app.export("one@example.com\n")
    app.call("PATCH", f"/api/exports/{export_id}", {"mapping": {"email": "NoSuchColumn"}})
    assert run_dag("run_export_deferred", export_id=export_id) == ("failed", None)


@pytest.mark.parametrize("where", ["deferred", "in_worker"])
def test_the_sensor_waits_for_a_run_that_something_else_started(app, airflow, where):
    export_id = app.export("one@example.com\n")
    app.simulator("POST", "/jobs", {"job_seconds": 5, "times": 1})
    started = app.call("POST", f"/api/exports/{export_id}/runs", {})
    state, run = run_dag(f"wait_for_export_{where}", export_id=export_id, since=started["queued_at"])
    assert (state, run["id"], run["state"]) == ("success", started["id"], "successful")


def test_the_triggerers_end_leaves_the_run_alone_and_a_users_kill_cancels_it(app, airflow):
    from segments_to_klaviyo.airflow.triggers import RunTrigger

    async def kill(export_id, *, by_user):
        run = app.call("POST", f"/api/exports/{export_id}/runs", {})
        trigger = RunTrigger(
            conn_id="segments_to_klaviyo_default", run=run, status_path=f"/api/runs/{run['id']}", cancel_on_kill=True
        )
        path, arguments = trigger.serialize()
        assert path.rpartition(".")[2] == "RunTrigger"
        task = asyncio.create_task(anext(aiter(RunTrigger(**arguments).run())))
        await asyncio.sleep(1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        if by_user:
            await trigger.on_kill()
        return app.ended(run["id"])["state"]

    export_id = app.export("one@example.com\n")
    app.simulator("POST", "/jobs", {"job_seconds": 10, "times": 1})
    assert asyncio.run(kill(export_id, by_user=False)) == "successful"
    app.simulator("POST", "/jobs", {"job_seconds": 30, "times": 1})
    export_id = app.export("two@example.com\n")
    assert asyncio.run(kill(export_id, by_user=True)) == "canceled"


def test_airflow_knows_the_provider_and_tests_its_connection(airflow):
    listed = subprocess.run([airflow, "providers", "list", "-o", "json"], check=True, capture_output=True, text=True)
    assert "segments-to-klaviyo-client" in listed.stdout
    hooks = subprocess.run([airflow, "providers", "hooks", "-o", "json"], check=True, capture_output=True, text=True)
    assert '"segments_to_klaviyo"' in hooks.stdout
    from segments_to_klaviyo.airflow.hooks import SegmentsToKlaviyoHook

    assert SegmentsToKlaviyoHook().test_connection() == (
        True,
        "Signed in as administrator@contoso.example (administrator)",
    )
