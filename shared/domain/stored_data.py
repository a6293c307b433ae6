"""One kind of stored data: where it is, how long it is kept, and what erasing a person does with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where data is stored. Blobs are in the container `exports`."""

    BLOB = "blob"
    TABLE = "table"
    QUEUE = "queue"
    VAULT = "vault"
    DISK = "local disk"


class Kept(StrEnum):
    """How long data is kept."""

    RUN = "until the run ends"
    PERSONAL_DATA_DAYS = "`PERSONAL_DATA_DAYS` from the run's request"
    ROW_LOG_DAYS = "`ROW_LOG_DAYS` from the run's request"
    UNDO_DAYS = "`UNDO_DAYS`, at most `PERSONAL_DATA_DAYS`, from the run's request, or until the run is undone"
    HISTORY_DAYS = "`HISTORY_DAYS` from the run's request"
    OPT_OUTS = "`PERSONAL_DATA_DAYS` from when it was written"
    AUDIT = "`HISTORY_DAYS`"
    DAY = "a day"
    EXPORT = "as long as the export"
    DEFINITION = "as long as the definition"
    CONNECTION = "as long as the connection"
    NOTIFICATION = "as long as the notification"
    CHECK = "`PERSONAL_DATA_DAYS` from the check's request"
    CHECK_RECORD = "35 days"
    NEXT_SNAPSHOT = "until the next snapshot, at most as long as the export"
    APPLIED = "until the snapshots of all exports of the list include it"
    PROCESSED = "until it is processed; in a poison queue 7 days"
    INVOCATION = "until the invocation ends"
    ALWAYS = "as long as the app"
    HOURS = "hours: until it is no longer needed"


class Erasing(StrEnum):
    """What erasing a person does with data."""

    NOTHING = "no effect"
    ROWS = "removes the person's rows"
    WITH_RUN = "deletes it; refused while a run is active"
    IF_NAMED = "deletes it if it names the person"
    ITS_OWN = "deleted at the end of the erasure that it is for"
    WAITS = "refused while a run is active"
    DELETES = "deletes it"


@dataclass(frozen=True)
class StoredData:
    """One kind of stored data. `name` is a blob's path, a table with its keys, a queue, a kind of secret."""

    place: Place
    name: str
    contents: str
    personal: bool
    kept: Kept
    deleted_by: str
    erasing: Erasing = Erasing.NOTHING
    content_type: str = ""

    def matches(self, name: str) -> bool:
        """Return whether the name of a blob, table or queue is one of this kind."""
        pattern = re.sub(r"<[^>]*>", "[^/]+", re.escape(self.name.partition(":")[0]))
        return re.fullmatch(pattern, name) is not None

    def path(self, **names: str) -> str:
        """Return the path of a blob, with a text for each name in angle brackets. Raise ValueError for other texts."""
        path = self.prefix(**names)
        if not self.matches(path):
            raise ValueError(f"{names} does not name a blob of the kind {self.name}.")
        return path

    def prefix(self, **names: str) -> str:
        """Return what the paths of all blobs begin with that have these names: the text before the first other one."""
        return fill(self.name, **names).partition("<")[0]


def fill(name: str, **names: str) -> str:
    """Return the name with these texts for its names in angle brackets; others stay."""
    return re.sub(r"<([^>]*)>", lambda bracket: names.get(bracket[1], bracket[0]), name)
