"""Klaviyo's API as the app uses it."""

from shared.klaviyo.budget import Budget, Endpoint
from shared.klaviyo.client import Job, Klaviyo, ListInfo
from shared.klaviyo.import_errors import ImportFailure, match_failures

__all__ = ["Budget", "Endpoint", "ImportFailure", "Job", "Klaviyo", "ListInfo", "match_failures"]
