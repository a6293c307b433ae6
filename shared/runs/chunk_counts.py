"""Counts and progress of a run, from the records of its chunks."""

from __future__ import annotations

from collections.abc import Sequence

from shared.domain import Chunk, ChunkState, Counts, Progress, Run

NOT_SENT = (ChunkState.FAILED, ChunkState.CANCELED)


def count_chunks(run: Run, chunks: Sequence[Chunk]) -> tuple[Counts, Progress]:
    """Return the counts of rows and the progress of chunks. Rows whose outcome is not known yet are not counted."""
    prepared = run.prepared
    counts = Counts(
        read=prepared.read if prepared else 0,
        unchanged=prepared.unchanged if prepared else 0,
        duplicates=prepared.duplicates if prepared else 0,
        rejected=(prepared.rejected if prepared else 0) + sum(chunk.rejected for chunk in chunks),
        not_found=sum(chunk.not_found for chunk in chunks),
        accepted=sum(chunk.accepted for chunk in chunks),
        failed=sum(chunk.failed for chunk in chunks),
    )
    # Halves take the place of a split chunk.
    present = [chunk for chunk in chunks if chunk.state is not ChunkState.SPLIT]
    progress = Progress(
        total=len(present) if run.cut else None,
        # A chunk whose every profile Klaviyo refused has no job, and nothing of it is left to upload.
        uploaded=sum(1 for chunk in present if chunk.job_id or chunk.state is ChunkState.IMPORTED),
        imported=sum(1 for chunk in present if chunk.state is ChunkState.IMPORTED),
        failed=sum(1 for chunk in present if chunk.state in NOT_SENT),
    )
    return counts, progress


def count_unconfirmed(chunks: Sequence[Chunk]) -> int:
    """Return the number of profiles that Klaviyo has received, and whose import is not confirmed."""
    return sum(chunk.profiles for chunk in chunks if chunk.state is ChunkState.UPLOADED)
