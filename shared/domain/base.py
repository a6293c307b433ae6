"""What all values have in common: frozen, no unknown fields, times in UTC, short identifiers."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Annotated, ClassVar

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from shared.errors import NewerVersion

NON_BLANK = Field(json_schema_extra={"pattern": r"\S"})
"""For the OpenAPI document: what is stripped and must not be empty holds more than blanks."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), NON_BLANK]
Instant = AwareDatetime

WHOLE = BeforeValidator(lambda given: int(given) if isinstance(given, float) and given.is_integer() else given)
"""Takes 5.0 for 5: in JSON they are one number."""

CLOCK_SKEW_SECONDS = 5

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


class Value(BaseModel):
    """A frozen value that refuses what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Stored(BaseModel):
    """A value kept in storage: unknown fields, written by a newer version, are let pass."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Record(Stored):
    """A stored value with the version of its shape.

    A field that an older app may ignore, and drop when it writes the record, leaves the version alone. One that
    changes what is sent raises `SCHEMA`: an older app then shows such a record as far as it understands it, and
    neither acts on it nor writes it.
    """

    SCHEMA: ClassVar[int] = 1
    schema_version: int = 1

    @property
    def known(self) -> bool:
        """No newer version of the app wrote it."""
        return self.schema_version <= self.SCHEMA

    def require_supported_schema(self) -> None:
        """Raises NewerVersion."""
        if not self.known:
            raise NewerVersion.of(type(self).__name__, self.schema_version)


def new_id(prefix: str) -> str:
    """`prefix` and 12 random characters that nobody mistakes for one another: `exp_k3f9x27m4t2c`."""
    return f"{prefix}_" + "".join(secrets.choice(ALPHABET) for _ in range(12))


def is_confirmed_missing(missing_since: datetime | None, at: datetime, after_seconds: float) -> bool:
    """Return whether what was missing at a first look, and is missing at this later one, is gone for good.

    One answer that something does not exist may be wrong: it was made a moment ago, or the answer is not the service's.
    """
    return missing_since is not None and (at - missing_since).total_seconds() >= after_seconds


def is_due(not_before: datetime | None, at: datetime) -> bool:
    """Return whether work that is not to be tried before a time can be tried now; clocks may differ a little."""
    return not_before is None or (not_before - at).total_seconds() < CLOCK_SKEW_SECONDS


def now() -> datetime:
    """The time, in UTC, to the millisecond."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
