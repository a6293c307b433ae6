"""An account: its lists, profiles and import jobs."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from local.klaviyo.ids import Ids
from local.klaviyo.jobs import ImportJob
from local.klaviyo.profile import Profile
from local.klaviyo.profiles import Profiles
from local.klaviyo.roll import Roll

MAIN_ACCOUNT = "SIMCON"
OTHER_ACCOUNT = "SIMFAB"

PLAN_PROFILES = 5_000_000
_SIGNED_UP = 1_700_000_000.0
_FURTHER_LISTS = (
    "Abandoned carts",
    "Birthday club",
    "Back in stock",
    "Early access",
    "Gift buyers",
    "Lapsed customers",
    "Loyalty gold",
    "Loyalty silver",
    "New customers",
    "Product reviewers",
    "Store openings",
    "Wholesale",
)


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow that a list triggers. `status` is draft, manual or live; `created` is seconds since 1970."""

    id: str
    name: str
    status: str
    created: float


@dataclass(slots=True)
class MailingList:
    """Times are seconds since 1970."""

    id: str
    name: str
    created: float
    updated: float
    opt_in_process: str = "single_opt_in"
    members: Roll = field(default_factory=Roll)
    flows: list[Flow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SuppressionJob:
    """A bulk suppression or the lifting of one, done at once; `type` is that of the resource."""

    type: str
    id: str
    at: float
    completed: int
    skipped: int
    list_id: str | None = None


class Account:
    """`jobs` are in the order in which they came; a job that is gone is not in it. `plan_profiles` is what the plan
    allows; `other_profiles` are active profiles that the simulator only counts.
    """

    def __init__(self, identifier: str, name: str, ids: Ids) -> None:
        self.id = identifier
        self.name = name
        self.lists: dict[str, MailingList] = {}
        self.profiles = Profiles(ids, self._absorb)
        self.jobs: dict[str, ImportJob] = {}
        self.suppression_jobs: dict[str, SuppressionJob] = {}
        self.plan_profiles = PLAN_PROFILES
        self.other_profiles = 0

    def add_list(self, identifier: str, name: str, opt_in_process: str = "single_opt_in") -> MailingList:
        now = time.time()
        created = MailingList(identifier, name, now, now, opt_in_process)
        self.lists[identifier] = created
        return created

    def lists_of(self, profile: Profile) -> list[MailingList]:
        return [one for one in self.lists.values() if profile.id in one.members]

    def delete_profile(self, profile: Profile) -> None:
        for mailing_list in self.lists.values():
            mailing_list.members.remove(profile.id)
        self.profiles.delete(profile)

    def _absorb(self, kept: Profile, gone: Profile) -> None:
        for mailing_list in self.lists.values():
            members = mailing_list.members
            if gone.id in members:
                members.add(kept, members.joined(gone.id))
                members.remove(gone.id)


def default_accounts(ids: Ids) -> dict[str, Account]:
    """Two accounts; the first has fourteen lists, so that a client must page (10 a page)."""
    main = Account(MAIN_ACCOUNT, "Contoso Retail (simulated)", ids)
    main.add_list("SIMLST", "Newsletter")
    main.add_list("SIMVIP", "VIP customers")
    for number, name in enumerate(_FURTHER_LISTS):
        main.add_list(f"SIML{number:02}", name)
    other = Account(OTHER_ACCOUNT, "Fabrikam (simulated)", ids)
    other.add_list("FABLST", "Newsletter")
    for account in (main, other):
        for mailing_list in account.lists.values():
            mailing_list.created = mailing_list.updated = _SIGNED_UP
    return {account.id: account for account in (main, other)}
