"""Example: run an export after a segment was written, or wait for a run that the app started by its schedule."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from airflow.sdk import DAG

from segments_to_klaviyo.airflow.operators import RunExportOperator
from segments_to_klaviyo.airflow.sensors import ExportRunSensor

START = datetime(2026, 1, 1, tzinfo=timezone.utc)
EXPORT = "{{ dag_run.conf['export_id'] }}"

for deferrable in (True, False):
    with DAG(f"run_export_{'deferred' if deferrable else 'in_worker'}", schedule=None, start_date=START):
        RunExportOperator(
            task_id="run", export_id=EXPORT, deferrable=deferrable, run_timeout=timedelta(hours=1), retries=0
        )
    with DAG(f"wait_for_export_{'deferred' if deferrable else 'in_worker'}", schedule=None, start_date=START):
        ExportRunSensor(
            task_id="wait",
            export_id=EXPORT,
            since="{{ dag_run.conf['since'] }}",
            deferrable=deferrable,
            poke_interval=1,
        )
