"""A run: one execution of an export, from a request to its final count. Here are its transitions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from shared.domain.base import now
from shared.domain.batch import PostImport
from shared.domain.canary import RunCanary
from shared.domain.export import Export
from shared.domain.impact import Impact
from shared.domain.removal import Removal
from shared.domain.run_id import run_id
from shared.domain.run_record import MAX_COLUMNS_KEPT, RunRecord
from shared.domain.run_values import (
    USUAL,
    ColumnChanges,
    Counts,
    Failure,
    PinnedRemovals,
    Prepared,
    Progress,
    RunOptions,
    RunState,
    Source,
    Trigger,
    outcome,
)
from shared.domain.segment_definition import PinnedDefinition
from shared.domain.snapshot import Snapshot
from shared.domain.split import Split, Stage
from shared.domain.undo import AddedPeople, JoinPeriod
from shared.errors import IllegalTransition
from shared.texts import Text


class Run(RunRecord):
    """One execution of an export: its fields (RunRecord), and how they change."""

    # Start

    def identified(self, identifier: str) -> Self:
        """Give the run the id that its cause is bound to, before it is recorded."""
        self.require(self.state is RunState.QUEUED and self.started_at is None, "identified")
        return self._with(id=identifier)

    def traced(self, traceparent: str | None) -> Self:
        """Note the trace that the run's steps belong to."""
        return self._with(traceparent=traceparent)

    def skipped(self, error: Failure, at: datetime) -> Self:
        """End a run that was not started. It has no staging to delete."""
        self.require(self.state is RunState.QUEUED, "skipped")
        return self._with(state=RunState.SKIPPED, error=error, ended_at=at, cleaned=True)

    # Prepare

    def claimed(self, by: str, until: datetime, at: datetime) -> Self:
        """Begin an attempt to prepare the run."""
        state = RunState.PREPARING if self.state is RunState.QUEUED else self.state
        claimed = super().claimed(by, until, at)
        return claimed.model_copy(update={"state": state, "started_at": self.started_at or at, "heartbeat_at": at})

    def renewed(self, until: datetime, at: datetime) -> Self:
        """Extend the claim of the worker that prepares the run."""
        return super().renewed(until, at).model_copy(update={"heartbeat_at": at})

    def released(
        self, at: datetime, *, not_before: datetime | None = None, counted: bool = True, missing: bool = False
    ) -> Self:
        """End an attempt that did not prepare the run."""
        released = super().released(at, not_before=not_before, counted=counted, missing=missing)
        return released.model_copy(update={"heartbeat_at": at})

    def pinned(self, sources: Sequence[Source], definitions: Sequence[PinnedDefinition] = ()) -> Self:
        """Pin the blobs and the definitions that the run reads, whatever is written later."""
        self.require(not self.sources and self.prepared is None, "pinned")
        return self._with(sources=list(sources), definitions=list(definitions))

    def unpinned(self) -> Self:
        """Let the next attempt pin the newest blobs: they were overwritten before anything was sent."""
        self.require(self.may_be_unpinned, "unpinned")
        return self._with(sources=[], definitions=[], split=None, versions_read=self.versions_read + 1)

    def compared_with(self, baseline: Snapshot | None, list_removals: PinnedRemovals, account_id: str) -> Self:
        """Pin the snapshot that the run compares with."""
        self.require(self.prepared is None, "compared")
        return self._with(baseline=baseline, list_removals=list_removals, account_id=account_id)

    def described(self, list_name: str, columns: Sequence[str], earlier: Run | None) -> Self:
        """Note the name of the list and the columns of the segments, compared with those of an earlier run."""
        kept = list(columns) if len(columns) <= MAX_COLUMNS_KEPT else []
        changes = ColumnChanges.between(earlier.id, earlier.columns, kept) if earlier else None
        return self._with(list_name=list_name, columns=kept, column_changes=changes)

    def impact_found(self, impact: Impact) -> Self:
        """Record what the run would change at Klaviyo."""
        return self._with(impact=impact)

    def divided(self, split: Split, at: datetime) -> Self:
        """Divide the preparation into pieces."""
        self.require(self.split is None and self.prepared is None, "divided")
        return self._with(split=split, last_progress_at=at)

    def undivided(self, at: datetime) -> Self:
        """Let the next attempt divide the preparation without dividing files: the quotes in one do not match."""
        self.require(self.split is not None and self.prepared is None, "undivided")
        return self._with(split=None, reads_whole_files=True, last_progress_at=at)

    def pieces_requested(self, at: datetime) -> Self:
        """Note that the messages of all pieces of the stage are sent, the first time or again."""
        split = self.split and self.split.with_requests()
        return self._with(split=split, last_progress_at=at)

    def piece_ended(self, at: datetime) -> Self:
        """Note that a piece of the preparation is done."""
        return self._with(last_progress_at=at)

    def stage_begun(self, stage: Stage, at: datetime) -> Self:
        """Begin the next stage of a preparation that is split: all pieces of the one before are done."""
        if self.split is None:
            raise IllegalTransition("A run whose preparation is not split has no stages.")
        return self._with(split=self.split.at(stage), last_progress_at=at)

    def prepared_with(self, prepared: Prepared, at: datetime) -> Self:
        """Record what preparing found: from here on the run sends. Later attempts must find the same."""
        self.require(
            self.state in (RunState.PREPARING, RunState.UPLOADING) and self.prepared in (None, prepared), "prepared"
        )
        return self._with(
            state=RunState.UPLOADING,
            prepared=prepared,
            counts=Counts.of_prepared(prepared),
            warnings=prepared.warnings,
            notes=prepared.notes,
            canary=self.canary or (RunCanary(profiles=prepared.first_portion) if prepared.first_portion else None),
            heartbeat_at=at,
        )

    def cut_completed(self, chunks: int, at: datetime) -> Self:
        """Record that all chunks are recorded, and end the preparation."""
        self.require(self.state is RunState.UPLOADING and self.prepared is not None and not self.cut, "cut")
        progress = self.chunks.model_copy(update={"total": chunks})
        return self._with(cut=True, chunks=progress, claimed_by=None, claimed_until=None, heartbeat_at=at)

    # Judge the first portion

    def canary_recorded(self, canary: RunCanary, at: datetime, error: Failure | None = None) -> Self:
        """Record how far the first portion is; with an error, the others are not sent."""
        self.require(self.cut and self.canary is not None and not self.stopping, "judged")
        return self._with(canary=canary, error=error, heartbeat_at=at, last_progress_at=at)

    def canary_confirmed(self, by: str, at: datetime) -> Self:
        """Have the others sent. The new step takes effect at once, without the delay of the current one."""
        self.require(self.waits, "confirmed")
        assert self.canary is not None
        return self._with(canary=self.canary.confirmed(by, at), step=self.step + 1, heartbeat_at=at)

    # Follow

    def advanced(self, counts: Counts, progress: Progress, *, sent_all: bool, retried: bool, at: datetime) -> Self:
        """Record what a follow step found, and make the next step the current one.

        `sent_all`: no chunk waits to be posted. `retried`: the messages of stalled chunks are sent again.
        """
        self.require(not self.state.final, "advanced")
        # Splitting adds chunks: the total that cutting recorded is only the first one.
        total = self.chunks.total if progress.total is None else progress.total
        moved = self.chunks.model_copy(update={"total": progress.total}) != progress
        importing = self.cut and sent_all and self.state is RunState.UPLOADING
        return self._with(
            step=self.step + 1,
            counts=counts,
            chunks=progress.model_copy(update={"total": total}),
            state=RunState.IMPORTING if importing else self.state,
            heartbeat_at=at,
            last_progress_at=at if moved or retried else self.last_progress_at,
        )

    def resumed(self, at: datetime) -> Self:
        """Make a new step the current one, after the message of the old one was lost."""
        self.require(not self.state.final, "resumed")
        return self._with(step=self.step + 1, heartbeat_at=at)

    def post_import_decided(
        self, plan: PostImport, removal: Removal | None, warning: Text | None, at: datetime
    ) -> Self:
        """Record what is done after the import, before any of it is done."""
        self.require(self.cut and not self.stopping and self.post_import is None, "given another post-import plan")
        return self._with(
            post_import=plan,
            removal=removal,
            warnings=[*self.warnings, warning] if warning else self.warnings,
            state=RunState.IMPORTING,
            heartbeat_at=at,
            last_progress_at=at,
        )

    def post_import_cut(self, at: datetime) -> Self:
        """Record that all batches are recorded."""
        self.require(not self.state.final, "cut into batches")
        if self.post_import is None:
            raise IllegalTransition("A run without a post-import plan has no batches.")
        return self._with(post_import=self.post_import.with_all_batches(), heartbeat_at=at)

    # End

    def cancel_requested(self, by: str, at: datetime) -> Self:
        """Ask the run to stop. The new step takes effect at once, without the delay of the current one."""
        self.require(not self.state.final and self.cancel_requested_at is None, "canceled")
        return self._with(cancel_requested_at=at, cancel_requested_by=by, step=self.step + 1, heartbeat_at=at)

    def failed_with(self, error: Failure, at: datetime) -> Self:
        """Record why the run cannot continue. Following it then brings it to its end."""
        self.require(not self.state.final and self.error is None, "failed")
        return self._with(error=error, heartbeat_at=at)

    def finished(
        self,
        counts: Counts,
        progress: Progress,
        warnings: Sequence[Text],
        *,
        removed_all: bool,
        at: datetime,
        notes: Sequence[Text] = (),
        added: AddedPeople | None = None,
    ) -> Self:
        """Record the final state that the counts mean. `removed_all`: every planned removal from the list is done.

        `notes` are added to those that the run has. `added` is the record of whom it added to the list.
        """
        self.require(not self.state.final, "finished")
        canceled = self.cancel_requested_at is not None
        return self._with(
            state=outcome(counts, warnings, canceled=canceled, error=self.error),
            counts=counts,
            chunks=progress,
            warnings=list(warnings),
            notes=[*self.notes, *notes],
            added=added,
            removal=self.removal.ended(removed_all=removed_all) if self.removal else None,
            canary=self.canary.ended() if self.canary else None,
            ended_at=at,
            heartbeat_at=at,
            claimed_by=None,
            claimed_until=None,
        )

    def undone(self, by: str) -> Self:
        """Record that the run `by` took everyone off the list whom this one added and no other export has."""
        self.require(self.state.final and self.undone_by in (None, by), "undone")
        return self._with(undone_by=by, added=None)

    def cleaned_up(self) -> Self:
        """Record that the staging of the ended run is deleted."""
        self.require(self.state.final, "cleaned up")
        return self._with(cleaned=True)


def new_run(export: Export, trigger: Trigger, started_by: str, options: RunOptions = USUAL) -> Run:
    """Return a run that waits to be prepared."""
    at = now()
    return Run(
        id=run_id(at),
        export_id=export.id,
        export=export,
        trigger=trigger,
        started_by=started_by,
        queued_at=at,
        heartbeat_at=at,
        last_progress_at=at,
        **options.model_dump(),
    )


def repeat_run(old: Run, trigger: Trigger, started_by: str, *, unsent_only: bool) -> Run:
    """Return a run with the options of `old`.

    With `unsent_only` it reads the same version of the same blobs, and sends only the rows that were not accepted.
    """
    run = new_run(old.export, trigger, started_by, old.options)
    if not unsent_only:
        return run
    return run.model_copy(update={"retry_of": old.id, "sources": old.sources, "definitions": old.definitions})


def undo_run(old: Run, started_by: str, *, pause_export: bool) -> Run:
    """Return a run that takes the people off the list whom `old` added to it. `old` has ended."""
    options = RunOptions(undo_of=old.id, pause_export=pause_export)
    begun, ended = old.started_at or old.queued_at, old.ended_at or old.queued_at
    joined = JoinPeriod.of_run(begun, ended, confirmed=old.chunks.imported >= old.chunks.uploaded)
    return new_run(old.export, Trigger.ON_DEMAND, started_by, options).model_copy(update={"joined": joined})
