"""The rows that a retry sends: those that the repeated run did not get accepted."""

from __future__ import annotations

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.errors import RetryRecordMissing


async def rows_of_retry(context: Context, run: Run) -> list[list[int]] | None:
    """Return them as ranges [first, last) of row numbers; None for a run that is no retry.

    Raises RetryRecordMissing: sending every row instead would be another run than the one that was asked for.
    """
    if run.retry_of is None:
        return None
    found = await context.run_files(run.retry_of).read_json(layout.UNSENT)
    if found is None:
        raise RetryRecordMissing(
            f"The record of the rows that run {run.retry_of} did not get accepted was deleted. "
            "Start a new run: it sends every row that Klaviyo has not accepted."
        )
    return [list(pair) for pair in found]
