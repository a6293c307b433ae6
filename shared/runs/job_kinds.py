"""The kinds of work that users ask for beside runs: list checks, erasures, lookups of people (shared/runs/work.py).

item           claim                       attempts         where it is given up
list check     LEASE_SECONDS, renewed      8                the check fails; who was read is deleted
erasure        LEASE_SECONDS, renewed      CHUNK_ATTEMPTS   the erasure fails; whom it was for is deleted
lookup         LEASE_SECONDS, renewed      CHUNK_ATTEMPTS   the lookup fails; whom it was for is deleted
"""

from __future__ import annotations

import logging

from shared.context import Context
from shared.domain import Failure
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.erasure_job import ErasureJob
from shared.domain.list_check import ListCheck
from shared.domain.messages import CheckList, ErasePerson, LookUpPerson, Message
from shared.domain.person_lookup import PersonLookup
from shared.domain.work_item import RetryPolicy
from shared.errors import AppError
from shared.runs.erasure_lock import is_erasing
from shared.runs.work import WorkKind

LIST_CHECK_ATTEMPTS = 8
LIST_CHECK_DELAY_SECONDS = 5.0

log = logging.getLogger(__name__)


class ListCheckWork(WorkKind[ListCheck]):
    """Checking lists. A check waits while a person is erased."""

    name = "list check"
    has_heartbeat = True

    def __init__(self, context: Context) -> None:
        policy = RetryPolicy(LIST_CHECK_ATTEMPTS, first_delay=LIST_CHECK_DELAY_SECONDS, poison_attempts=0)
        super().__init__(context, context.list_checks, policy, context.settings.lease_seconds)

    def message(self, item: ListCheck) -> Message:
        """Return the message that asks for the next stretch of the check."""
        return CheckList(check_id=item.id)

    def given_up(self, item: ListCheck, error: AppError) -> ListCheck:
        """Return the check as failed."""
        return item.failed_with(Failure.of(error), now())

    async def after_give_up(self, item: ListCheck, error: AppError) -> None:
        """Delete the people who were read."""
        log.warning("list check %s failed: %s", item.id, error.type)
        await self.context.stored_files.delete(layout.LIST_PART, check=item.id)

    async def must_wait(self) -> bool:
        """Return whether a person is being erased."""
        return await is_erasing(self.context)


class ErasureWork(WorkKind[ErasureJob]):
    """Erasing people. The erasure lock makes it wait for runs, previews and other erasures."""

    name = "erasure"
    has_heartbeat = True

    def __init__(self, context: Context) -> None:
        settings = context.settings
        super().__init__(context, context.erasure_jobs, RetryPolicy(settings.chunk_attempts), settings.lease_seconds)

    def message(self, item: ErasureJob) -> Message:
        """Return the message that asks for the erasure."""
        return ErasePerson(erasure_id=item.id)

    def given_up(self, item: ErasureJob, error: AppError) -> ErasureJob:
        """Return the erasure as failed. The error has no personal data: Klaviyo's messages are told by account."""
        return item.failed_with(Failure.of(error), now())

    async def after_give_up(self, item: ErasureJob, error: AppError) -> None:
        """Delete the identifiers of the person: the user who asked has them to ask again."""
        log.error("erasure %s failed: %s", item.id, error.type)
        await self.context.stored_files.delete(layout.ERASURE, erasure=item.id)


class PersonLookupWork(WorkKind[PersonLookup]):
    """Looking up people. A lookup waits while a person is erased."""

    name = "lookup"
    has_heartbeat = True

    def __init__(self, context: Context) -> None:
        settings = context.settings
        super().__init__(context, context.person_lookups, RetryPolicy(settings.chunk_attempts), settings.lease_seconds)

    def message(self, item: PersonLookup) -> Message:
        """Return the message that asks for the next stretch of the lookup."""
        return LookUpPerson(lookup_id=item.id)

    def given_up(self, item: PersonLookup, error: AppError) -> PersonLookup:
        """Return the lookup as failed."""
        return item.failed_with(Failure.of(error), now())

    async def after_give_up(self, item: PersonLookup, error: AppError) -> None:
        """Delete the identifiers of the person, and what was found."""
        log.warning("lookup %s failed: %s", item.id, error.type)
        await self.context.stored_files.delete(layout.PERSON_LOOKUP, lookup=item.id)

    async def must_wait(self) -> bool:
        """Return whether a person is being erased."""
        return await is_erasing(self.context)
