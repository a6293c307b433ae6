"""Klaviyo's API as the app uses it."""

from shared.klaviyo.budget import Budget, Endpoint
from shared.klaviyo.client import ImportFailure, Job, Klaviyo, ListInfo

__all__ = ["Budget", "Endpoint", "ImportFailure", "Job", "Klaviyo", "ListInfo"]
