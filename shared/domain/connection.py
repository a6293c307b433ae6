"""A connection: a Klaviyo account the app may send to."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from shared.domain.base import Instant, Name, Record, Stored

CONSENT_TEXT_VERSION = "2026-11"


class Access(StrEnum):
    """Who may use a connection for exports."""

    ADMINISTRATORS = "administrators"
    CONTRIBUTORS = "contributors"


class Consent(Stored):
    """Who agreed, when, to which version of the data privacy and compliance text."""

    by: str
    at: Instant
    text_version: str = CONSENT_TEXT_VERSION


class Connection(Record):
    """Never holds the key: `secret_name` says where in the vault it lies. `profile_limit` is the most profiles that a
    run with it may send.
    """

    id: str
    display_name: Name
    type: Literal["klaviyo"] = "klaviyo"
    access: Access = Access.ADMINISTRATORS
    secret_name: str
    secret_is_managed: bool = True
    account_id: str
    account_name: str
    consent: Consent
    profile_limit: int | None = Field(None, ge=1)
    created_at: Instant
    updated_at: Instant


class LastUse(Stored):
    """When a run last began with a connection; kept apart, since using a connection does not change it."""

    at: Instant
    run_id: str
