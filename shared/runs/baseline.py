"""The baseline of a run: the snapshot that it compares with, as a local file."""

from __future__ import annotations

import asyncio
from pathlib import Path

from shared.context import Context
from shared.domain import Run
from shared.domain.snapshot import Snapshot, UsableParts, explain_unusable, find_usable_parts
from shared.domain.split import Bucket
from shared.planning.snapshot_compare import Baseline
from shared.post_import.other_exports import apply_removals
from shared.texts import Text, text

FILE_MISSING = text("all-sent-snapshot-missing")
REMOVAL_MISSING = text("all-sent-removal-missing")


async def load_baseline(
    context: Context, run: Run, directory: Path, bucket: Bucket | None = None
) -> tuple[Baseline | None, Text | None]:
    """Return what the run compares with, in `directory`, and why that is not everything (None: it is).

    With a `bucket`, only its people are there.
    """
    usable = find_usable_parts(run.baseline, run.export, run.account_id, full=run.full)
    if run.baseline is None or usable is None:
        return None, explain_unusable(run.baseline, run.export, run.account_id)
    people = await _load_people(context, run.baseline, usable, directory / "baseline", bucket)
    if people is None:
        return None, FILE_MISSING
    baseline = await apply_removals(context, run, people, directory, bucket)
    if baseline is None:
        return people_only(people), REMOVAL_MISSING
    return baseline, usable.note


async def load_current_snapshot(
    context: Context, run: Run, snapshot: Snapshot | None, directory: Path, bucket: Bucket
) -> Baseline | None:
    """Return the people of a bucket in the export's snapshot as it is now, in `directory`.

    None: there is none, or nothing of it is usable.
    """
    usable = find_usable_parts(snapshot, run.export, run.account_id, full=False)
    if snapshot is None or usable is None:
        return None
    people = await _load_people(context, snapshot, usable, directory / "current", bucket)
    if people is None:
        return None
    return await apply_removals(context, run, people, directory, bucket) or people_only(people)


async def _load_people(
    context: Context, snapshot: Snapshot, usable: UsableParts, directory: Path, bucket: Bucket | None
) -> Baseline | None:
    """Return the people of a snapshot, in a new `directory`. None: a file of it is gone."""
    from shared.planning.database import HASHED_BY

    await asyncio.to_thread(directory.mkdir)
    paths = []
    for number, file in enumerate(snapshot.files_of(bucket, HASHED_BY) if bucket else snapshot.files):
        paths.append(directory / f"{number}.parquet")
        if not await context.snapshot_files.download_path(file, paths[-1]):
            return None
    filtered = bucket if bucket is not None and bucket.of > 1 else None
    return Baseline(tuple(paths), usable.fingerprints, usable.list, filtered)


def people_only(people: Baseline) -> Baseline:
    """Return the snapshot without its fingerprints: every profile is sent."""
    return Baseline(people.paths, fingerprints=False, list=people.list, bucket=people.bucket)


def tracks_departures(run: Run) -> bool:
    """Return whether absence from the segment means departure.

    A retry reads the segment as it was for an earlier run: people may have joined since.
    """
    return run.retry_of is None or (run.baseline is not None and run.baseline.run_id == run.retry_of)
