"""How the files of a segment are read, as chosen in the app: encoding, dialect of CSV, sheet of a workbook."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.domain.base import Instant, Record, Value

Character = Annotated[str, StringConstraints(max_length=1, pattern=r"^[!-~]?$")]
"""One ASCII character that can be seen; empty: none has that meaning."""


class SegmentFormat(Value):
    """What is chosen; None: as a document declares it, else as it is detected. Empty `quote`, `escape`: none.

    It counts before what documents declare. A byte order mark, and a line `sep=;`, count before it.
    """

    encoding: Annotated[str, StringConstraints(min_length=1, max_length=40)] | None = Field(
        None, examples=["windows-1250"]
    )
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1, pattern=r"^[\t -~]$")] | None = Field(
        None, examples=[";"]
    )
    quote: Character | None = Field(None, examples=['"'])
    escape: Character | None = Field(None, examples=["\\"])
    header: bool | None = Field(None, description="Whether the first row has the columns' names.", examples=[True])
    sheet: Annotated[str, StringConstraints(min_length=1, max_length=100)] | None = Field(
        None, description="Of a workbook.", examples=["Customers"]
    )

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is chosen."""
        return self == SegmentFormat()


class ChosenFormat(Record):
    """The chosen format of a segment, and who chose it, when."""

    segment: str
    format: SegmentFormat = Field(default_factory=SegmentFormat)
    changed_by: str | None = None
    changed_at: Instant | None = None

    def changed(self, format_: SegmentFormat, by: str, at: datetime) -> ChosenFormat:
        """Return the record with another choice."""
        return self.model_copy(update={"format": format_, "changed_by": by, "changed_at": at})


def format_key(segment: str) -> str:
    """Return the key of the record of a segment: its name may have characters that keys cannot have."""
    return hashlib.sha256(segment.encode()).hexdigest()[:32]
