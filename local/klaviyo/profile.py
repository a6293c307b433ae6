"""A stored profile and a change to one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


def fold_email(email: str) -> str:
    """Return the address as the account stores and finds it: in lower case. Letters beyond ASCII stay as they are."""
    return email.lower() if email.isascii() else "".join(one.lower() if one.isascii() else one for one in email)


class Change(NamedTuple):
    """One profile of a request, checked, in a form that is small and quick to store.

    `attributes` is the JSON of the attributes without the identifiers; `has_null` says whether a null stands
    somewhere in it; `patch` is `meta.patch_properties`; `clears` names identifiers given as null.
    """

    email: str | None
    phone_number: str | None
    external_id: str | None
    attributes: bytes
    has_null: bool = False
    profile_id: str | None = None
    patch: dict[str, Any] | None = None
    clears: tuple[str, ...] = ()


@dataclass(slots=True)
class Consent:
    """What a profile agreed to. Times are ISO 8601. A suppression is `{"reason", "timestamp"}`, one of a list has its
    `list_id` besides.
    """

    email: str = "NEVER_SUBSCRIBED"
    email_at: str | None = None
    sms: str = "NEVER_SUBSCRIBED"
    sms_at: str | None = None
    whatsapp: str = "NEVER_SUBSCRIBED"
    whatsapp_at: str | None = None
    push: str = "NEVER_SUBSCRIBED"
    push_at: str | None = None
    suppressions: list[dict[str, str]] = field(default_factory=list)
    list_suppressions: list[dict[str, str]] = field(default_factory=list)


class Profile:
    """Attributes lie as JSON: as dictionaries a million profiles would take three times the memory.

    `email` is in lower case; `created` and `updated` are seconds since 1970; `consent` is None until
    something was said about it.
    """

    __slots__ = ("attributes", "consent", "created", "email", "external_id", "id", "phone_number", "updated")

    def __init__(self, identifier: str, now: float) -> None:
        self.id = identifier
        self.email: str | None = None
        self.phone_number: str | None = None
        self.external_id: str | None = None
        self.attributes = b"{}"
        self.created = now
        self.updated = now
        self.consent: Consent | None = None
