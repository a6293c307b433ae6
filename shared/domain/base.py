"""Base classes of values and records, identifiers, and the clock (UTC, milliseconds)."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Annotated, ClassVar, Self

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from shared.errors import NewerVersion

NON_BLANK = Field(json_schema_extra={"pattern": r"\S"})
"""For the OpenAPI document: a text that is stripped and must not be empty has a character that is not a blank."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), NON_BLANK]
Instant = AwareDatetime

INTEGRAL = BeforeValidator(lambda given: int(given) if isinstance(given, float) and given.is_integer() else given)
"""Accepts 5.0 as 5: JSON does not distinguish them."""

CLOCK_SKEW_SECONDS = 5

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


class Value(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Stored(BaseModel):
    """A value kept in storage. Unknown fields, which a newer version may have written, are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Record(Stored):
    """A stored value with the version of its schema.

    A new field that an older app may ignore, and drop when it writes the record, does not change the version. A field
    that changes what is sent increments `SCHEMA`: an older app then shows the record as far as it can read it, but
    does not process or write it.
    """

    SCHEMA: ClassVar[int] = 1
    schema_version: int = 1

    @property
    def schema_supported(self) -> bool:
        """True unless a newer version of the app wrote the record."""
        return self.schema_version <= self.SCHEMA

    def stamped(self) -> Self:
        """Return the record with the version of the shape that this app writes."""
        return self.model_copy(update={"schema_version": self.SCHEMA})

    def require_supported_schema(self) -> None:
        """Raise NewerVersion if a newer version of the app wrote the record."""
        if not self.schema_supported:
            raise NewerVersion.of(type(self).__name__, self.schema_version)


def new_id(prefix: str) -> str:
    """Return `prefix` and 12 random characters that are easy to tell apart: `exp_k3f9x27m4t2c`."""
    return f"{prefix}_" + "".join(secrets.choice(ALPHABET) for _ in range(12))


def now() -> datetime:
    """Return the current time in UTC, to the millisecond."""
    current = datetime.now(UTC)
    return current.replace(microsecond=current.microsecond // 1000 * 1000)


def later(at: datetime, seconds: float) -> datetime:
    """Return the time `seconds` after `at`."""
    return at + timedelta(seconds=seconds)
