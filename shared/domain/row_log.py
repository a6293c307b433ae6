"""The row log of an export: what happened to each source row of its runs, in Parquet files that any tool can read.

docs/row-log.md describes the columns for users. Files of a run have the same columns: those of source rows, one row for
each, and one of what the run did after its import.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from shared.domain.base import Value
from shared.domain.batch import BatchAction

ACTIONS = "actions"
"""The last part with what a run did after its import; earlier ones have a number behind that name.

Parts with rows are named by bucket and window.
"""

COLUMNS = {
    "run_id": "VARCHAR",
    "export_id": "VARCHAR",
    "identity": "VARCHAR",
    "email": "VARCHAR",
    "phone_number": "VARCHAR",
    "external_id": "VARCHAR",
    "outcome": "VARCHAR",
    "reason": "VARCHAR",
    "detail": "VARCHAR",
    "added": "BOOLEAN",
    "channel": "VARCHAR",
    "blob": "VARCHAR",
    "line": "BIGINT",
    "job_id": "VARCHAR",
    "at": "TIMESTAMP",
    "fields": "VARCHAR",
    "code": "VARCHAR",
    "parameters": "VARCHAR",
}
"""Columns and their types in SQL. `identity` names the column that tells the export's people apart. `at` is UTC."""


class RowLog(Value):
    """What the row log of an export keeps."""

    fields: bool = Field(default=False, description="Also the fields that were sent, as JSON.")
    unchanged: bool = Field(
        default=True, description="Also rows that were not sent because nothing had changed; most rows of most runs."
    )


class ActionReason(StrEnum):
    """Why something was not done for a person after the import, beside the reasons of opt-outs.

    on_other_export   another export has put the person on the list
    not_possible      no phone number, or not on the list
    joined_at_another_time   of an undo: another run or user has put the person on the list
    refused_by_klaviyo   Klaviyo refused it for this person
    not_completed     the batch failed or was canceled; `detail` says why
    """

    ON_OTHER_EXPORT = "on_other_export"
    NOT_POSSIBLE = "not_possible"
    JOINED_AT_ANOTHER_TIME = "joined_at_another_time"
    REFUSED_BY_KLAVIYO = "refused_by_klaviyo"
    NOT_COMPLETED = "not_completed"


DONE = {
    BatchAction.REMOVE: "removed",
    BatchAction.CLEAR: "cleared",
    BatchAction.SUBSCRIBE: "subscribed",
    BatchAction.UNSUBSCRIBE: "unsubscribed",
    BatchAction.SUPPRESS: "suppressed",
}
"""The outcome of a person for whom the work was done; else it is that after `not_`."""
