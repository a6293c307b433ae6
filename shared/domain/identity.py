"""The identity of a person: the identifier that tells an export's people apart, in its normalized form.

Every comparison of people uses this rule: deduplication, snapshots, mirror runs, erasure, import errors, audit.

Of an email address only the letters A to Z are converted to lower case. The lower case of some other letters is an
ASCII letter (the Kelvin sign becomes `k`, the dotted capital I becomes `i`): converting those would confuse two people.
The checks refuse addresses with such letters. `folded_sql` in shared/planning/value_sql.py is the same rule in SQL.
External ids are compared exactly, phone numbers in E.164.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_lowercase, ascii_uppercase

BLANKS = " \t\r\n\u00a0\u200b\ufeff"
"""Characters that are trimmed from both ends of a value."""

PERSON = "person"
"""What the salted hash of an identifier begins with in the audit record."""

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


class Identity(StrEnum):
    """The identifiers of a Klaviyo profile. One of them is the identity of an export's people."""

    EMAIL = "email"
    PHONE_NUMBER = "phone_number"
    EXTERNAL_ID = "external_id"

    @property
    def label(self) -> str:
        """What it is called in a sentence."""
        return {"email": "email address", "phone_number": "phone number", "external_id": "external id"}[self]


def identity_of(text: str, kind: Identity = Identity.EMAIL) -> str:
    """Return the identifier without surrounding blanks; of an email address A to Z in lower case."""
    trimmed = text.strip(BLANKS)
    return trimmed.translate(_LOWER) if kind is Identity.EMAIL else trimmed


@dataclass(frozen=True)
class Person:
    """One person, by one or more normalized identifiers: each of them names this person."""

    identifiers: tuple[tuple[Identity, str], ...]

    @classmethod
    def of(cls, *, email: str | None = None, phone_number: str | None = None, external_id: str | None = None) -> Person:
        """Return the person with these identifiers; a phone number is in E.164."""
        given = zip(Identity, (email, phone_number, external_id), strict=True)
        return cls(tuple((kind, identity_of(text, kind)) for kind, text in given if text is not None))

    @classmethod
    def from_json(cls, given: dict[str, str]) -> Person:
        """Return the person of `to_json`."""
        return cls(tuple((Identity(kind), text) for kind, text in given.items()))

    def to_json(self) -> dict[str, str]:
        """Return the identifiers by their kinds."""
        return {str(kind): text for kind, text in self.identifiers}

    def get(self, kind: Identity) -> str | None:
        """Return the identifier of that kind, if it is known."""
        return dict(self.identifiers).get(kind)


def fingerprint(identifier: str) -> str:
    """Return a salted hash for the audit record: it confirms a known identifier, and does not reveal an unknown one."""
    return _salted(secrets.token_hex(8), identifier)


def matches_fingerprint(text: str, identifier: str) -> bool:
    """Return whether the text is a salted hash of the identifier."""
    kind, _, rest = text.partition(":")
    return kind == PERSON and text == _salted(rest.partition(":")[0], identifier)


def _salted(salt: str, identifier: str) -> str:
    return f"{PERSON}:{salt}:{hashlib.sha256(f'{salt}{identifier}'.encode()).hexdigest()[:32]}"
