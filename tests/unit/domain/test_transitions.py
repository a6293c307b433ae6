"""Transitions of runs, chunks, batches, previews and removals: what they change, and which ones a state refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain import Chunk, ChunkState, Counts, Export, Failure, Mapping, Run, RunState, Source, Trigger
from shared.domain.batch import Batch, BatchAction, BatchState, PostImport
from shared.domain.preview import KEPT, Preview, PreviewState, new_preview
from shared.domain.removal import Removal
from shared.domain.run import new_run, repeat_run
from shared.domain.run_record import MAX_COLUMNS_KEPT, MAX_OVERWRITES
from shared.domain.run_values import PinnedRemovals, Prepared, Progress
from shared.errors import IllegalTransition
from shared.texts import text

WARNING, NOTE = text("batch-missing"), text("all-sent-full")

AT = datetime(2026, 11, 26, 6, tzinfo=UTC)
LATER = AT + timedelta(seconds=60)
ERROR = Failure(type="key-refused", title="t", detail="d")
FOUND = Prepared(read=5, rejected=1, duplicates=1, kept=3, warnings=[WARNING], notes=[NOTE])
SOURCE = Source(segment="People", blob="People.csv", etag="1", size=1)


def export() -> Export:
    return Export(
        id="exp_1", name="E", connection_id="con_1", list_id="L1", segments=["People"], mapping=Mapping(email="Email"),
        created_at=AT, updated_at=AT, scheduled_at=AT,
    )  # fmt: skip


def queued() -> Run:
    return new_run(export(), Trigger.ON_DEMAND, "a test")


def preparing() -> Run:
    return queued().claimed("worker", LATER, AT)


def uploading() -> Run:
    return preparing().pinned([SOURCE]).prepared_with(FOUND, AT)


def cut() -> Run:
    return uploading().cut_completed(2, AT)


def ended() -> Run:
    return cut().finished(Counts(read=3, accepted=3), Progress(total=2), [], removed_all=True, at=LATER)


def chunk(**changes: Any) -> Chunk:
    return Chunk(run_id="r", name="00000", first=10, last=14, profiles=4, bytes=9).model_copy(update=changes)


def batch() -> Batch:
    return Batch(run_id="r", name="remove-00000", work=BatchAction.REMOVE, first=0, last=10)


def preview() -> Preview:
    return new_preview(export(), "exp_1", "ann", AT)


def test_a_run_names_the_columns_that_changed_since_the_last_one() -> None:
    earlier = preparing().described("News", ["Email", "Points"], None)
    assert (earlier.list_name, earlier.columns, earlier.column_changes) == ("News", ["Email", "Points"], None)
    assert preparing().described("News", ["Points", "Email"], earlier).column_changes is None
    changes = preparing().described("News", ["Email", "Tier"], earlier).column_changes
    assert changes is not None
    assert (changes.run_id, changes.added, changes.removed) == (earlier.id, ["Tier"], ["Points"])
    many = [str(number) for number in range(MAX_COLUMNS_KEPT + 1)]
    too_many = preparing().described("News", many, earlier)
    assert (too_many.columns, too_many.column_changes) == ([], None)


def test_run_from_start_to_end() -> None:
    run = preparing()
    assert (run.state, run.started_at, run.attempts, run.claimed_by) == (RunState.PREPARING, AT, 1, "worker")
    run = run.pinned([SOURCE]).compared_with(None, PinnedRemovals(), "acc").prepared_with(FOUND, AT)
    assert (run.state, run.counts.read, run.counts.rejected, run.warnings, run.notes) == (
        RunState.UPLOADING, 5, 1, [WARNING], [NOTE],
    )  # fmt: skip
    run = run.cut_completed(2, AT)
    assert (run.cut, run.chunks.total, run.claimed_by, run.is_open) == (True, 2, None, False)
    progress = Progress(total=2, uploaded=2)
    run = run.advanced(Counts(read=5), progress, sent_all=True, retried=False, at=LATER)
    assert (run.state, run.step, run.last_progress_at) == (RunState.IMPORTING, 1, LATER)
    run = run.post_import_decided(PostImport(), Removal(planned=2), NOTE, LATER).post_import_cut(LATER)
    assert run.post_import is not None
    assert (run.post_import.cut, run.warnings) == (True, [WARNING, NOTE])
    run = run.finished(Counts(read=5, accepted=5), progress, run.warnings, removed_all=False, at=LATER)
    assert (run.state, run.ended_at, run.removal) == (
        RunState.COMPLETED_WITH_WARNINGS, LATER, Removal(planned=2, state="held"),
    )  # fmt: skip
    assert run.cleaned_up().cleaned


def test_step_without_news_is_no_progress() -> None:
    run = cut()
    same = run.advanced(run.counts, run.chunks, sent_all=False, retried=False, at=LATER)
    assert (same.last_progress_at, same.heartbeat_at, same.state) == (run.last_progress_at, LATER, RunState.UPLOADING)
    assert run.advanced(run.counts, run.chunks, sent_all=False, retried=True, at=LATER).last_progress_at == LATER
    assert run.resumed(LATER).step == run.step + 1


def test_cancellation_takes_effect_in_a_step_of_its_own() -> None:
    run = uploading().cancel_requested("ann", LATER)
    assert (run.stopping, run.step, run.cancel_requested_by) == (True, 1, "ann")
    done = run.finished(Counts(), Progress(), [], removed_all=True, at=LATER)
    assert done.state is RunState.CANCELED


def test_released_preparation_keeps_its_claimants_attempt_unless_it_does_not_count() -> None:
    run = preparing()
    assert run.released(LATER).attempts == 1
    waiting = run.released(LATER, not_before=LATER, counted=False, missing=True)
    assert (waiting.attempts, waiting.not_before, waiting.missing_since, waiting.claimed_by) == (0, LATER, LATER, None)
    assert waiting.found_again().missing_since is None
    assert not waiting.is_due(AT)
    again = waiting.claimed("worker", LATER, LATER).released(LATER + timedelta(seconds=9), missing=True)
    assert again.missing_since == LATER, "the first answer counts"


def test_unsent_run_may_read_another_version_a_retry_may_not() -> None:
    run = preparing()
    for _ in range(MAX_OVERWRITES):
        run = run.pinned([SOURCE]).unpinned()
    assert run.sources == []
    assert not run.pinned([SOURCE]).may_be_unpinned, "it would never end"
    again = repeat_run(ended(), Trigger.ON_DEMAND, "a test", unsent_only=True)
    assert not again.may_be_unpinned


RUN_REFUSES: list[tuple[Callable[[], Run], Callable[[Run], object]]] = [
    (preparing, lambda run: run.claimed("another", LATER, AT)),
    (cut, lambda run: run.claimed("another", LATER, AT)),
    (ended, lambda run: run.claimed("another", LATER, AT)),
    (queued, lambda run: run.renewed(LATER, AT)),
    (queued, lambda run: run.released(AT)),
    (preparing, lambda run: run.identified("20261126-060000000-aaaaaa")),
    (preparing, lambda run: run.skipped(ERROR, AT)),
    (uploading, lambda run: run.pinned([SOURCE])),
    (uploading, lambda run: run.unpinned()),
    (uploading, lambda run: run.compared_with(None, PinnedRemovals(), "acc")),
    (queued, lambda run: run.prepared_with(FOUND, AT)),
    (uploading, lambda run: run.prepared_with(FOUND.model_copy(update={"kept": 2}), AT)),
    (ended, lambda run: run.prepared_with(FOUND, AT)),
    (preparing, lambda run: run.cut_completed(1, AT)),
    (cut, lambda run: run.cut_completed(1, AT)),
    (uploading, lambda run: run.post_import_decided(PostImport(), None, None, AT)),
    (cut, lambda run: run.post_import_cut(AT)),
    (ended, lambda run: run.advanced(Counts(), Progress(), sent_all=True, retried=False, at=AT)),
    (ended, lambda run: run.resumed(AT)),
    (ended, lambda run: run.cancel_requested("ann", AT)),
    (lambda: cut().cancel_requested("ann", AT), lambda run: run.cancel_requested("ben", AT)),
    (ended, lambda run: run.failed_with(ERROR, AT)),
    (lambda: cut().failed_with(ERROR, AT), lambda run: run.failed_with(ERROR, AT)),
    (ended, lambda run: run.finished(Counts(), Progress(), [], removed_all=True, at=AT)),
    (cut, lambda run: run.cleaned_up()),
]


@pytest.mark.parametrize(("state", "transition"), RUN_REFUSES, ids=range(len(RUN_REFUSES)))
def test_run_refuses_what_its_state_does_not_allow(
    state: Callable[[], Run], transition: Callable[[Run], object]
) -> None:
    run = state()
    with pytest.raises(IllegalTransition):
        transition(run)


def test_chunk_from_claim_to_import() -> None:
    sent = chunk().claimed("worker", LATER, AT).uploaded("job", AT)
    assert (sent.state, sent.job_id, sent.posted_at, sent.claimed_by) == (ChunkState.UPLOADED, "job", AT, None)
    done = sent.imported(1)
    assert (done.state, done.accepted, done.failed, done.settled) == (ChunkState.IMPORTED, 3, 1, True)


def test_chunk_without_any_profile_left_is_imported_and_its_rows_are_rejected() -> None:
    rest = chunk(attempts=1).without_profiles({0, 3}, 5)
    assert (rest.state, rest.profiles, rest.bytes, rest.rejected, rest.revision, rest.attempts) == (
        ChunkState.READY, 2, 5, 2, 1, 0,
    )  # fmt: skip
    assert rest.ordinals() == [11, 12]
    gone = rest.without_profiles({0, 1}, 0)
    assert (gone.state, gone.profiles, gone.rejected) == (ChunkState.IMPORTED, 0, 4)


@given(st.integers(0, 10**6), st.integers(2, 200), st.data())
def test_halves_hold_what_their_parent_held(first: int, size: int, data: st.DataObject) -> None:
    whole = chunk(first=first, last=first + size, profiles=size)
    if out := data.draw(st.sets(st.integers(0, size - 1), max_size=size - 2)):
        whole = whole.without_profiles(out, 9)
    parent, (one, two) = whole.split((3, 4))
    assert one.ordinals() + two.ordinals() == whole.ordinals()
    assert (one.profiles, two.profiles) == (len(one.ordinals()), len(two.ordinals()))
    assert (one.first, one.last, two.last) == (whole.first, two.first, whole.last)
    assert (parent.state, parent.profiles, parent.rejected) == (ChunkState.SPLIT, 0, whole.rejected)
    assert (one.name, two.name, one.bytes, two.bytes) == ("00000.0", "00000.1", 3, 4)


def test_lost_answer_is_remembered_by_what_follows() -> None:
    tried = chunk(attempts=2)
    assert tried.without_profiles({0}, 1).maybe_accepted
    assert all(half.maybe_accepted for half in tried.split((1, 1)).halves)
    assert not tried.given_up(NOTE, refusal="400").surely_refused
    assert chunk(attempts=1).given_up(NOTE, refusal="400").surely_refused


CHUNK_REFUSES: list[tuple[Chunk, Callable[[Chunk], object]]] = [
    *((chunk(state=state), lambda one: one.uploaded("job", AT)) for state in ChunkState if state != "ready"),
    *((chunk(state=state), lambda one: one.imported(0)) for state in ChunkState if state != "uploaded"),
    *((chunk(state=state), lambda one: one.canceled(AT)) for state in ChunkState if state != "ready"),
    *((chunk(state=state), lambda one: one.given_up(NOTE)) for state in ChunkState if chunk(state=state).settled),
    (chunk(state=ChunkState.UPLOADED), lambda one: one.imported(5)),
    (chunk(claimed_by="w", claimed_until=LATER), lambda one: one.canceled(AT)),
    (chunk(), lambda one: one.without_profiles([], 1)),
    (chunk(state=ChunkState.UPLOADED), lambda one: one.without_profiles([0], 1)),
    (chunk(profiles=1), lambda one: one.split((1, 1))),
    (chunk(state=ChunkState.UPLOADED), lambda one: one.split((1, 1))),
    (chunk(), lambda one: one.undecided("400", AT)),
    (chunk(state=ChunkState.UPLOADED), lambda one: one.postponed(LATER, AT)),
]  # fmt: skip


@pytest.mark.parametrize(("one", "transition"), CHUNK_REFUSES, ids=range(len(CHUNK_REFUSES)))
def test_chunk_refuses_what_its_state_does_not_allow(one: Chunk, transition: Callable[[Chunk], object]) -> None:
    with pytest.raises(IllegalTransition):
        transition(one)


def test_batch_counts_the_people_for_whom_the_work_is_done() -> None:
    done = batch().claimed("worker", LATER, AT).completed(failed=2, stayed=1)
    assert (done.state, done.done, done.failed, done.stayed, done.claimed_by) == (BatchState.DONE, 7, 2, 1, None)
    refused: list[Callable[[], object]] = [
        lambda: done.completed(failed=0, stayed=0),
        lambda: done.given_up(NOTE),
        lambda: done.canceled(AT),
        lambda: batch().completed(failed=11, stayed=0),
        lambda: batch().claimed("worker", LATER, AT).canceled(AT),
    ]
    for transition in refused:
        with pytest.raises(IllegalTransition):
            transition()
    assert (batch().given_up(NOTE).error, batch().canceled(AT).state) == (NOTE, BatchState.CANCELED)


def test_preview_is_made_or_fails_once() -> None:
    made = preview().claimed("worker", LATER, AT).completed(LATER)
    assert (made.state, made.ended_at, made.claimed_by, made.is_open) == (PreviewState.READY, LATER, None, False)
    failed = preview().failed_with(ERROR, LATER)
    assert (failed.state, failed.error) == (PreviewState.FAILED, ERROR)
    for end in (made, failed):
        with pytest.raises(IllegalTransition):
            end.completed(LATER)
        with pytest.raises(IllegalTransition):
            end.failed_with(ERROR, LATER)
    assert preview().is_expired(AT + KEPT)
    assert not preview().is_being_made(AT + KEPT)


def test_removal_that_is_not_done_is_left_to_a_confirmation() -> None:
    removing = Removal(planned=3)
    assert [removing.ended(removed_all=done).state for done in (True, False)] == ["done", "held"]
    assert Removal(planned=3, state="held").ended(removed_all=True).state == "held"
