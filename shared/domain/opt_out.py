"""Opt-outs at Klaviyo, and which of them forbids to subscribe a person.

A consent that a person gave before they opted out does not count any more. A consent without a time may be older than
any opt-out, so every opt-out counts against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OptOutReason(StrEnum):
    """Why a person must not be subscribed, as not-subscribed.csv names it."""

    UNSUBSCRIBED = "unsubscribed"
    COMPLAINED = "complained"
    SUPPRESSED = "suppressed"
    BOUNCED = "bounced"
    INVALID_ADDRESS = "invalid_address"


@dataclass(frozen=True)
class OptOut:
    """One opt-out; `at` is None if Klaviyo does not say when."""

    reason: OptOutReason
    at: datetime | None


def find_binding(opt_outs: Iterable[OptOut], consented_at: datetime | None) -> OptOut | None:
    """Return the opt-out that forbids to subscribe: of those that are not older than the consent, the newest.

    An opt-out of the same moment counts: Klaviyo's times are to the second.
    """
    binding = [one for one in opt_outs if consented_at is None or one.at is None or one.at >= consented_at]
    return max(binding, key=lambda one: (one.at is not None, one.at.timestamp() if one.at else 0), default=None)
