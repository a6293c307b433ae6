"""Sensors: wait for a run that something else started."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

from airflow.sdk import BaseSensorOperator, PokeReturnValue

from segments_to_klaviyo.airflow.hooks import SegmentsToKlaviyoHook
from segments_to_klaviyo.airflow.operators import result_of, run_of
from segments_to_klaviyo.airflow.triggers import RunTrigger
from segments_to_klaviyo.models import Run


class ExportRunSensor(BaseSensorOperator):
    """Waits until a run of an export has ended well, and returns the run (XCom); fails if it ended badly.

    Either `run_id`, or `since` (ISO 8601, templated): the first run of the export queued at this time or later, by its
    schedule or by hand. With `deferrable`, the triggerer waits for the run's end.
    """

    template_fields: Sequence[str] = ("export_id", "run_id", "since")

    def __init__(
        self,
        *,
        export_id: str,
        run_id: str | None = None,
        since: str = "{{ data_interval_end or ts }}",
        conn_id: str = SegmentsToKlaviyoHook.default_conn_name,
        deferrable: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.export_id = export_id
        self.run_id = run_id
        self.since = since
        self.conn_id = conn_id
        self.deferrable = deferrable

    def poke(self, context: Any) -> PokeReturnValue:  # noqa: ARG002
        """Look for the run, and whether it has ended."""
        run = self._find()
        if run is None:
            return PokeReturnValue(is_done=False)
        if run.final:
            return PokeReturnValue(is_done=True, xcom_value=result_of(run))
        if self.deferrable:
            self.defer(
                trigger=RunTrigger(
                    conn_id=self.conn_id,
                    run=run.model_dump(mode="json", warnings=False),
                    status_path=run.status_path,
                ),
                method_name="execute_complete",
            )
        return PokeReturnValue(is_done=False)

    def execute_complete(self, context: Any, event: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        """Continue after the triggerer's wait."""
        return result_of(run_of(event))

    def _find(self) -> Run | None:
        with SegmentsToKlaviyoHook(self.conn_id).get_conn() as client:
            if self.run_id:
                return client.read_run(self.run_id, export_id=self.export_id)
            since = datetime.fromisoformat(self.since.replace("Z", "+00:00"))
            since = since if since.tzinfo else since.replace(tzinfo=timezone.utc)
            runs = list(client.list_runs(export_id=self.export_id, since=since))
            # Newest first: the first one that was queued is the last.
            return runs[-1] if runs else None
