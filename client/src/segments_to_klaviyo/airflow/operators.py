"""Operators: run an export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowException

from segments_to_klaviyo.airflow.hooks import SegmentsToKlaviyoHook
from segments_to_klaviyo.airflow.triggers import RunTrigger
from segments_to_klaviyo.errors import ClientError, RunNotSuccessful
from segments_to_klaviyo.models import Run
from segments_to_klaviyo.orchestration import start_attempt, task_key


class RunExportOperator(BaseOperator):
    """Runs an export, waits for its end, and returns the run (XCom).

    A retry waits for the run of the attempt before it, if that one is still active. `run_timeout` bounds the wait; the
    run continues then. `fail_on_warnings` also fails the task where rows were rejected. `deferrable` waits in the
    triggerer. A task that a user ends cancels its run.
    """

    template_fields: Sequence[str] = ("export_id",)

    def __init__(
        self,
        *,
        export_id: str,
        conn_id: str = SegmentsToKlaviyoHook.default_conn_name,
        full: bool = False,
        run_timeout: timedelta | None = None,
        fail_on_warnings: bool = False,
        deferrable: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.export_id = export_id
        self.conn_id = conn_id
        self.full = full
        self.run_timeout = run_timeout
        self.fail_on_warnings = fail_on_warnings
        self.deferrable = deferrable
        self._run_id: str | None = None

    def execute(self, context: Any) -> dict[str, Any]:
        """Start the run and wait for it, here or in the triggerer."""
        task = context["ti"]
        key = task_key("airflow", task.dag_id, task.run_id, task.task_id, str(task.map_index))
        with SegmentsToKlaviyoHook(self.conn_id).get_conn() as client:
            started = start_attempt(self.export_id, key=key, attempt=task.try_number, full=self.full)
            run = client.drive(started)
            self._run_id = run.id
            self.log.info("Run %s of export %s", run.id, self.export_id)
            if self.deferrable and not run.final:
                self.defer(
                    trigger=RunTrigger(
                        conn_id=self.conn_id,
                        run=run.model_dump(mode="json", warnings=False),
                        status_path=run.status_path,
                        cancel_on_kill=True,
                    ),
                    method_name="execute_complete",
                    timeout=self.run_timeout,
                )
            seconds = self.run_timeout.total_seconds() if self.run_timeout else None
            ended = client.wait_for_run(run, timeout=seconds)
        return result_of(ended, fail_on_warnings=self.fail_on_warnings)

    def execute_complete(self, context: Any, event: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        """Continue after the triggerer's wait."""
        return result_of(run_of(event), fail_on_warnings=self.fail_on_warnings)

    def on_kill(self) -> None:
        """Cancel the run that this task waits for."""
        if self._run_id is None:
            return
        try:
            with SegmentsToKlaviyoHook(self.conn_id).get_conn() as client:
                client.cancel_run(self._run_id)
        except ClientError as error:
            self.log.warning("Run %s was not canceled: %s", self._run_id, error)


def run_of(event: dict[str, Any]) -> Run:
    """Return the run of a trigger's event. Raises AirflowException where the wait failed."""
    if "error" in event:
        raise AirflowException(event["error"])
    return Run.model_validate(event["run"])


def result_of(run: Run, *, fail_on_warnings: bool = False) -> dict[str, Any]:
    """Return the run for XCom. Raises AirflowException where it ended badly."""
    good = run.successful and not (fail_on_warnings and run.state == "completed_with_warnings")
    if not good:
        raise AirflowException(str(RunNotSuccessful(run)))
    shown: dict[str, Any] = run.model_dump(mode="json", warnings=False)
    return shown
