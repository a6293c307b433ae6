"""What users see of a run: in the API, and in the run's report file."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, Field

from shared.domain.base import Instant
from shared.domain.canary import RunCanary
from shared.domain.impact import Impact
from shared.domain.removal import Removal
from shared.domain.run import Run
from shared.domain.run_values import ColumnChanges, Counts, Failure, Progress, RunState, Trigger
from shared.texts import Text, text

COUNTS = Counts(read=50_000, accepted=1_200, added=200, updated=1_000, unchanged=48_700, duplicates=60, rejected=40)


class RunReport(BaseModel):
    """A run. Once its state is final: read = accepted + unchanged + duplicates + rejected + failed."""

    id: str = Field(examples=["20261121-223210456-k3f9x2"])
    export_id: str = Field(examples=["exp_k3f9x27m4t2c"])
    export_name: str = Field(examples=["Loyal customers to newsletter"])
    segments: list[str] = Field(examples=[["LoyalCustomers"]])
    connection_id: str = Field(
        description="The connection that the export had when the run was started.", examples=["con_k3f9x27m4t2c"]
    )
    list_id: str = Field(examples=["Y6nRLr"])
    list_name: str = Field(
        description="The name of the list when the run was prepared; empty where it is not known.",
        examples=["Newsletter"],
    )
    column_changes: ColumnChanges | None = Field(
        description="Columns that the segments have, or lack, since the last run that read them; null: none."
    )
    trigger: Trigger
    started_by: str = Field(description="A user, or `timer`, `storage event`, `function key`.", examples=["timer"])
    retry_of: str | None = Field(description="The run whose rows that were not accepted this run sends again.")
    undo_of: str | None = Field(description="The run whose added people this run takes off the list.")
    undone_by: str | None = Field(description="The run that took off the list whom this run added.")
    state: RunState = Field(examples=["completed_with_warnings"])
    counts: Counts = Field(examples=[COUNTS.model_dump()])
    chunks: Progress = Field(examples=[{"total": 1, "uploaded": 1, "imported": 1, "failed": 0}])
    warnings: list[Text] = Field(examples=[[text("phones-extension", count=3).model_dump()]])
    notes: list[Text] = Field(description="Information that is no warning: why everything was sent again, for example.")
    removal: Removal | None = Field(description="Mode mirror: what happens to the people who left the segment.")
    impact: Impact | None = Field(description="What the run changes at Klaviyo, where the export has `hold_when`.")
    canary: RunCanary | None = Field(description="The first portion, where the export has `canary`.")
    error: Failure | None
    queued_at: Instant
    started_at: Instant | None
    ended_at: Instant | None
    cancel_requested_at: Instant | None

    @classmethod
    def of(cls, run: Run) -> Self:
        """Return the report of a run as it is now."""
        of_export = {
            "export_name": run.export.name,
            "segments": run.export.segments,
            "connection_id": run.export.connection_id,
            "list_id": run.export.list_id,
            "list_name": run.list_name or run.export.list_name,
        }
        values = {name: getattr(run, name) for name in cls.model_fields if name not in of_export}
        # While chunks are still being cut, the total is not known: at least those that were uploaded.
        total = run.chunks.uploaded if run.chunks.total is None else run.chunks.total
        chunks = Progress(**dict(run.chunks) | {"total": total})
        return cls(**values | of_export | {"chunks": chunks})
