"""Triggers: wait for a run in the triggerer, without a worker."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from airflow.triggers.base import BaseTrigger, TriggerEvent

from segments_to_klaviyo.airflow.hooks import SegmentsToKlaviyoHook
from segments_to_klaviyo.errors import ClientError
from segments_to_klaviyo.models import Run


class RunTrigger(BaseTrigger):
    """Fires when a run has ended, with the run, or with the error that ended the wait.

    The end of the triggerer cancels the wait, never the run. `cancel_on_kill`: a user who marks or clears the task
    cancels the run (Airflow 3.3 and newer).
    """

    def __init__(self, *, conn_id: str, run: dict[str, Any], status_path: str, cancel_on_kill: bool = False) -> None:
        super().__init__()
        self.conn_id = conn_id
        self.run_as_queued = run
        self.status_path = status_path
        self.cancel_on_kill = cancel_on_kill

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """Return how another triggerer makes this trigger again."""
        return (
            "segments_to_klaviyo.airflow.triggers.RunTrigger",
            {
                "conn_id": self.conn_id,
                "run": self.run_as_queued,
                "status_path": self.status_path,
                "cancel_on_kill": self.cancel_on_kill,
            },
        )

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Wait for the end of the run."""
        run = Run.model_validate(self.run_as_queued)
        run.follow_at(self.status_path)
        try:
            async with await SegmentsToKlaviyoHook(self.conn_id).get_async_conn() as client:
                ended = await client.wait_for_run(run)
        except ClientError as error:
            yield TriggerEvent({"error": str(error)})
        else:
            yield TriggerEvent({"run": ended.model_dump(mode="json", warnings=False)})

    async def on_kill(self) -> None:
        """Cancel the run of a task that a user ended."""
        if self.cancel_on_kill:
            async with await SegmentsToKlaviyoHook(self.conn_id).get_async_conn() as client:
                await client.cancel_run(str(self.run_as_queued["id"]))
