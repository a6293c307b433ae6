"""Everything the simulator knows, in memory."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from local.klaviyo.account import MAIN_ACCOUNT, OTHER_ACCOUNT, default_accounts
from local.klaviyo.faults import Faults
from local.klaviyo.ids import Ids
from local.klaviyo.jobs import JobRunner
from local.klaviyo.journal import Journal
from local.klaviyo.keys import MAIN_KEY, NO_SCOPES_KEY, OTHER_ACCOUNT_KEY, Key
from local.klaviyo.limits import Limits
from local.klaviyo.oauth import OAuthServer
from local.klaviyo.options import Options


class World:
    """`bad_emails` maps addresses (in lower case) Klaviyo refuses for no visible reason to whether it names
    them by a pointer. `clock` is the one of the rate limits, in seconds.
    """

    def __init__(self, options: Options, clock: Callable[[], float] = time.monotonic) -> None:
        self._start_options = options
        self._clock = clock
        self._begin()

    def _begin(self) -> None:
        self.options = self._start_options
        rng = random.Random(self.options.seed)
        self.ids = Ids(random.Random(self.options.seed))
        self.accounts = default_accounts(self.ids)
        self.keys = {
            MAIN_KEY: Key(MAIN_ACCOUNT),
            NO_SCOPES_KEY: Key(MAIN_ACCOUNT, frozenset({"accounts:read"})),
            OTHER_ACCOUNT_KEY: Key(OTHER_ACCOUNT),
        }
        self.oauth = OAuthServer(self.accounts, self.keys)
        self.limits = Limits(self._clock)
        self.faults = Faults(rng)
        self.journal = Journal()
        self.jobs = JobRunner(self.ids.error)
        self.bad_emails: dict[str, bool] = {}
        self._number = 0

    def next_number(self) -> int:
        self._number += 1
        return self._number

    async def reset(self) -> None:
        """As after the start, with the options of the start."""
        await self.jobs.stop()
        self._begin()

    async def stop(self) -> None:
        await self.jobs.stop()
