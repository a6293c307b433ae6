"""import-jobs.csv: the import jobs of a run at Klaviyo, kept with its report. Klaviyo's support asks for their ids.

The records of chunks, which name the jobs while the run is active, are deleted when it ends.
"""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator, Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from shared.context import Context
from shared.domain import Chunk, ChunkState, Run
from shared.domain import storage_layout as layout


@dataclass(frozen=True)
class ImportJob:
    """An import job at Klaviyo, with its profiles by outcome. `confirmed`: Klaviyo has told the outcome."""

    id: str
    posted_at: datetime | None
    profiles: int
    confirmed: bool
    accepted: int
    rejected: int
    failed: int

    @classmethod
    def of(cls, chunk: Chunk) -> ImportJob | None:
        """Return the job of a chunk; None if it has none, or its halves have jobs of their own."""
        if chunk.job_id is None or chunk.state is ChunkState.SPLIT:
            return None
        return cls(
            id=chunk.job_id,
            posted_at=chunk.posted_at,
            profiles=chunk.profiles,
            confirmed=chunk.state is not ChunkState.UPLOADED,
            accepted=chunk.accepted,
            rejected=chunk.rejected,
            failed=chunk.failed,
        )


COLUMNS = [field.name for field in fields(ImportJob)]


def format_import_jobs(chunks: Iterable[Chunk]) -> bytes:
    """Return the jobs of the chunks as CSV, in the order of the chunks."""
    text = io.StringIO(newline="")
    rows = csv.DictWriter(text, COLUMNS)
    rows.writeheader()
    for job in map(ImportJob.of, chunks):
        if job is not None:
            posted_at = job.posted_at.isoformat() if job.posted_at else ""
            rows.writerow(asdict(job) | {"posted_at": posted_at, "confirmed": int(job.confirmed)})
    return text.getvalue().encode()


async def read_import_jobs(context: Context, run: Run) -> AsyncIterator[ImportJob]:
    """Yield the jobs of a run in the order of its chunks. Runs that ended before this file existed have none."""
    if not run.state.final:
        async for chunk in context.chunks.of_run(run.id):
            job = ImportJob.of(chunk.value)
            if job is not None:
                yield job
        return
    written = await context.run_files(run.id).read(layout.IMPORT_JOBS)
    for row in csv.DictReader(io.StringIO((written or b"").decode(), newline="")):
        yield ImportJob(
            id=row["id"],
            posted_at=datetime.fromisoformat(row["posted_at"]) if row["posted_at"] else None,
            profiles=int(row["profiles"]),
            confirmed=row["confirmed"] == "1",
            accepted=int(row["accepted"]),
            rejected=int(row["rejected"]),
            failed=int(row["failed"]),
        )
