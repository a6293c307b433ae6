"""Klaviyo's API as the app uses it."""

from shared.klaviyo.budget import Budget, Endpoint
from shared.klaviyo.client import Account, Job, Klaviyo, ListInfo
from shared.klaviyo.import_errors import ImportFailure, match_failures
from shared.klaviyo.memberships import Membership

__all__ = [
    "Account",
    "Budget",
    "Endpoint",
    "ImportFailure",
    "Job",
    "Klaviyo",
    "ListInfo",
    "Membership",
    "match_failures",
]
