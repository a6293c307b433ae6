"""The last runs of an export in outline: what a list of exports shows of them without reading the runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Self

from pydantic import Field

from shared.domain.base import Instant, Stored
from shared.domain.list_check import LastListCheck
from shared.domain.run import Run
from shared.domain.run_values import RunState

KEPT = 14
"""How many runs of an export are kept in outline."""

Attention = Literal["failed", "held", "alert", "skipped"]


class RunOutline(Stored):
    """A run in one line: rows, except `held`, the people whose removal waits for confirmation.

    `not_sent` are rejected and failed rows. `waits`: the rest of the run waits for confirmation. `error` is the type
    of the error that ended the run.
    """

    id: str = Field(examples=["20261121-223210456-k3f9x2"])
    state: RunState = Field(examples=["completed_with_warnings"])
    queued_at: Instant
    ended_at: Instant | None = None
    read: int = Field(0, examples=[50_000])
    accepted: int = Field(0, examples=[1_200])
    not_sent: int = Field(0, examples=[40])
    removed: int = Field(0, description="People removed from the list.")
    held: int = 0
    waits: bool = False
    error: str | None = Field(None, examples=["key-refused"])
    undo_of: str | None = None

    @classmethod
    def of(cls, run: Run) -> Self:
        """Return the outline of a run as it is now."""
        return cls(
            id=run.id,
            state=run.state,
            queued_at=run.queued_at,
            ended_at=run.ended_at,
            read=run.counts.read,
            accepted=run.counts.accepted,
            not_sent=run.counts.rejected + run.counts.failed,
            removed=run.counts.removed,
            held=run.removal.planned if run.removal and run.removal.state == "held" and run.state.final else 0,
            waits=run.waits,
            error=run.error.type if run.error else None,
            undo_of=run.undo_of,
        )


class RecentRuns(Stored):
    """The last runs of an export, newest first, and the result of the last check of its list.

    `alerts` are the keys of its alert rules that are violated now.
    """

    runs: list[RunOutline] = Field(default_factory=list)
    list_check: LastListCheck | None = None
    alerts: list[str] = Field(default_factory=list)

    def with_runs(self, *runs: RunOutline) -> RecentRuns:
        """Add runs, or replace what is kept of them. What is known of an end stays."""
        known = {run.id: run for run in self.runs}
        for run in runs:
            if run.id not in known or run.state.final or not known[run.id].state.final:
                known[run.id] = run
        newest = sorted(known.values(), key=lambda run: run.id, reverse=True)
        return self.model_copy(update={"runs": newest[:KEPT]})

    def with_list_check(self, check: LastListCheck) -> RecentRuns:
        """Replace the result of the last list check, unless a later one is known."""
        if self.list_check is not None and self.list_check.checked_at > check.checked_at:
            return self
        return self.model_copy(update={"list_check": check})

    def with_alerts(self, violated: Iterable[str]) -> RecentRuns:
        """Replace the violated alert rules."""
        return self.model_copy(update={"alerts": sorted(violated)})

    @property
    def last(self) -> RunOutline | None:
        """The newest run."""
        return self.runs[0] if self.runs else None

    @property
    def last_ended(self) -> RunOutline | None:
        """The newest run that has ended, apart from those that were skipped because another was active."""
        return next((run for run in self.runs if run.state.final and run.error != "run-active"), None)

    def last_read_before(self, run_id: str) -> RunOutline | None:
        """Return the newest run before that one that has ended and read rows."""
        return next((run for run in self.runs if run.id < run_id and run.state.final and run.read), None)

    @property
    def _waiting_run(self) -> RunOutline | None:
        return next((run for run in self.runs if run.waits), None)

    @property
    def held_run(self) -> RunOutline | None:
        """The run of which something waits for confirmation; if a removal, no later run has read the segment."""
        if self._waiting_run is not None:
            return self._waiting_run
        for run in self.runs:
            if run.undo_of is None and run.state in (RunState.SUCCESSFUL, RunState.COMPLETED_WITH_WARNINGS):
                return run if run.held else None
        return None

    @property
    def attention(self) -> Attention | None:
        """Why a user should look at the export: its last run failed or exceeded a limit, something is held back, or an
        alert rule is violated.
        """
        if self._waiting_run is not None:
            return "held"
        ended = self.last_ended
        if ended is not None and ended.state is RunState.FAILED:
            return "failed"
        if self.held_run is not None:
            return "held"
        if self.alerts:
            return "alert"
        return "skipped" if ended is not None and ended.state is RunState.SKIPPED else None
