"""A lookup of one person: asked for, then done by a worker. The record does not say who it is.

The person's identifiers and what was found are in a file of their own, which is kept for a day.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, Field

from shared.domain.base import Instant, Stored
from shared.domain.run_values import Failure
from shared.domain.work_item import WorkItem
from shared.texts import Parameter

KEPT = timedelta(days=1)
MAX_EVENTS = 2_000
MAX_FIELDS_BYTES = 4 * 1024 * 1024
"""Bytes of the fields that a result keeps; a lookup that has found more ends."""


class LookupState(StrEnum):
    """`queued` → `done` or `failed`."""

    QUEUED = "queued"
    DONE = "done"
    FAILED = "failed"


class Seen(StrEnum):
    """Where the app found what happened to the person."""

    ROW_LOG = "row_log"
    REJECTS = "rejects"
    ADDED = "added"
    SHARED_IDENTIFIERS = "shared_identifiers"
    NOT_SUBSCRIBED = "not_subscribed"
    HELD_REMOVALS = "held_removals"
    REMOVALS = "removals"
    OPT_OUTS = "opt_outs"
    AUDIT = "audit"


class Unseen(StrEnum):
    """Why a run does not tell all that happened to the person.

    no_row_log             its export keeps none: only rows that were not accepted, and some removals, are known
    unchanged_not_logged   the row log leaves out rows that were not sent because nothing had changed
    other_identifiers      its export knows people by none of the identifiers that were given
    log_deleted            the row log is older than ROW_LOG_DAYS, or its file is missing
    active                 the run has not ended
    """

    NO_ROW_LOG = "no_row_log"
    UNCHANGED_NOT_LOGGED = "unchanged_not_logged"
    OTHER_IDENTIFIERS = "other_identifiers"
    LOG_DELETED = "log_deleted"
    ACTIVE = "active"


class PersonEvent(Stored):
    """One thing that happened to the person or of one of their rows. Identifiers are those of that row.

    `outcome` is as in the row log (docs/row-log.md); beside these `added` (to the list), `identifier_left_out` and
    `identifier_sent` (shared with other people), `removal_held`, `opted_out` and `erased`.
    """

    at: Instant
    outcome: str = Field(examples=["rejected"])
    seen_in: Seen = Field(examples=["row_log"])
    run_id: str | None = Field(None, examples=["20261121-223210456-k3f9x2"])
    export_id: str | None = Field(None, examples=["exp_k3f9x27m4t2c"])
    export_name: str | None = Field(None, examples=["Loyal customers to newsletter"])
    email: str | None = Field(None, examples=["ann@example.com"])
    phone_number: str | None = None
    external_id: str | None = None
    reason: str | None = Field(None, examples=["email_malformed"])
    detail: str | None = None
    code: str | None = Field(None, description="What `detail` says (docs/texts.md).", examples=["row-email-no-at"])
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    channel: str | None = None
    added: bool | None = None
    blob: str | None = Field(None, examples=["LoyalCustomers.csv"])
    line: int | None = Field(None, examples=[17])
    job_id: str | None = None
    fields: dict[str, Any] | None = None


class OnExport(Stored):
    """An export whose snapshot has the person: `managed` if the export has put the person on its list and keeps them.

    `departed_on` is since when the person is in no row of the segment; `as_of` when the snapshot was written.
    """

    export_id: str = Field(examples=["exp_k3f9x27m4t2c"])
    export_name: str | None = Field(None, examples=["Loyal customers to newsletter"])
    list_id: str = Field(examples=["Y6nRLr"])
    managed: bool
    departed_on: str | None = None
    as_of: Instant


class UnseenRuns(Stored):
    """Runs of one export that do not tell all, and why."""

    export_id: str = Field(examples=["exp_k3f9x27m4t2c"])
    export_name: str = Field(examples=["Loyal customers to newsletter"])
    reason: Unseen
    runs: int = Field(0, examples=[3])
    first_at: Instant
    last_at: Instant


class LookupResult(BaseModel):
    """The file of a lookup. `person` are the identifiers; `after` the last export that was looked at, `cursor` the next
    page of runs. `begun`: exports, opt-outs and erasures were looked at; `ended`: all runs were; `searched`: so many.
    """

    person: dict[str, str]
    events: list[PersonEvent] = Field(default_factory=list)
    exports: list[OnExport] = Field(default_factory=list)
    unseen: dict[str, UnseenRuns] = Field(default_factory=dict)
    after: str = ""
    begun: bool = False
    cursor: dict[str, str] | None = None
    ended: bool = False
    searched: int = 0
    fields_bytes: int = 0

    @property
    def is_full(self) -> bool:
        """No more is kept."""
        return len(self.events) >= MAX_EVENTS or self.fields_bytes >= MAX_FIELDS_BYTES

    def add_unseen(self, export_id: str, export_name: str, reason: Unseen, at: datetime) -> None:
        """Count a run that does not tell all."""
        key = f"{export_id}:{reason}"
        known = self.unseen.get(key)
        first, last = (min(known.first_at, at), max(known.last_at, at)) if known else (at, at)
        self.unseen[key] = UnseenRuns(
            export_id=export_id,
            export_name=export_name,
            reason=reason,
            runs=known.runs + 1 if known else 1,
            first_at=first,
            last_at=last,
        )


class PersonLookup(WorkItem):
    """What was asked for, and how far it came.

    since      from when on runs are looked at
    searched   how many runs were looked at
    events     how many things were found
    truncated  too much was found: runs before the last one that was looked at are not
    """

    id: str
    asked_by: str
    since: Instant
    state: LookupState = LookupState.QUEUED
    searched: int = 0
    events: int = 0
    truncated: bool = False
    error: Failure | None = None
    created_at: Instant
    ended_at: Instant | None = None

    @property
    def is_open(self) -> bool:
        """The lookup is not done."""
        return self.state is LookupState.QUEUED

    def is_expired(self, at: datetime) -> bool:
        """Return whether its result is deleted."""
        return self.created_at + KEPT < at

    def progressed_to(self, searched: int, events: int) -> Self:
        """Record how far it came."""
        return self._with(searched=searched, events=events)

    def completed(self, *, truncated: bool, at: datetime) -> Self:
        """Record that all is looked at, or as much as a result keeps."""
        return self._ended(LookupState.DONE, at, truncated=truncated)

    def failed_with(self, error: Failure, at: datetime) -> Self:
        """Record that it was given up, and why."""
        return self._ended(LookupState.FAILED, at, error=error)

    def _ended(self, state: LookupState, at: datetime, **changes: object) -> Self:
        self.require(self.is_open, str(state))
        return self._with(state=state, ended_at=at, claimed_by=None, claimed_until=None, not_before=None, **changes)


def new_lookup(asked_by: str, since: datetime, at: datetime) -> PersonLookup:
    """Return a lookup that waits to be done, with an id that cannot be guessed."""
    return PersonLookup(id=f"lkp_{secrets.token_hex(16)}", asked_by=asked_by, since=since, created_at=at)
