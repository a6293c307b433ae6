"""The baseline of a run: the snapshot that it compares with, as a local file."""

from __future__ import annotations

from pathlib import Path

from shared.context import Context
from shared.domain import Run
from shared.domain.snapshot import Snapshot, UsableParts, explain_unusable, find_usable_parts
from shared.planning.snapshot_compare import Baseline
from shared.post_import.other_exports import apply_removals

FILE_MISSING = "All profiles are sent, not only what changed: the file of the last snapshot is gone."
REMOVAL_MISSING = (
    "All profiles are sent, not only what changed: the record of people whom another run removed from the list is gone."
)


async def load_baseline(context: Context, run: Run, directory: Path) -> tuple[Baseline | None, str | None]:
    """Return what the run compares with, in `directory`, and why that is not everything (None: it is)."""
    usable = find_usable_parts(run.baseline, run.export, run.account_id, full=run.full)
    if run.baseline is None or usable is None:
        return None, explain_unusable(run.baseline, run.export, run.account_id)
    path = directory / "baseline.parquet"
    if not await context.snapshot_files.download_path(run.baseline.file, path):
        return None, FILE_MISSING
    baseline = await apply_removals(context, run, Baseline(path, usable.fingerprints, usable.list), directory)
    if baseline is None:
        return people_only(path, usable), REMOVAL_MISSING
    return baseline, usable.note


async def load_current_snapshot(
    context: Context, run: Run, snapshot: Snapshot | None, directory: Path
) -> Baseline | None:
    """Return the export's snapshot as it is now, in `directory`. None: there is none, or nothing of it is usable."""
    usable = find_usable_parts(snapshot, run.export, run.account_id, full=False)
    path = directory / "current.parquet"
    if snapshot is None or usable is None or not await context.snapshot_files.download_path(snapshot.file, path):
        return None
    baseline = await apply_removals(context, run, Baseline(path, usable.fingerprints, usable.list), directory)
    return baseline or people_only(path, usable)


def people_only(path: Path, usable: UsableParts) -> Baseline:
    """Return the snapshot without its fingerprints: every profile is sent."""
    return Baseline(path, fingerprints=False, list=usable.list)


def tracks_departures(run: Run) -> bool:
    """Return whether absence from the segment means departure.

    A retry reads the segment as it was for an earlier run: people may have joined since.
    """
    return run.retry_of is None or (run.baseline is not None and run.baseline.run_id == run.retry_of)
