"""What is stored where: contents, personal data, how long, who deletes it.

The table of docs/storage.md is made from this, and tests hold the app, its retention and the lifecycle rules of the
deployment to it. Names in angle brackets stand for any text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where something is stored. Blobs are in the container `exports`."""

    BLOB = "blob"
    TABLE = "table"
    QUEUE = "queue"
    VAULT = "vault"
    DISK = "local disk"


class Kept(StrEnum):
    """How long something is kept."""

    RUN = "until the run ends"
    PERSONAL_DATA_DAYS = "`PERSONAL_DATA_DAYS` from the run's start"
    HISTORY_DAYS = "`HISTORY_DAYS` from the run's start"
    AUDIT = "`HISTORY_DAYS`"
    DAY = "a day"
    EXPORT = "as long as the export"
    CONNECTION = "as long as the connection"
    NOTIFICATION = "as long as the notification"
    NEXT_SNAPSHOT = "until the next snapshot, at most as long as the export"
    NOTICED = "until the snapshots of all exports of the list have noticed it"
    PROCESSED = "until it is processed; in a poison queue 7 days"
    INVOCATION = "until the invocation ends"
    ALWAYS = "as long as the app"
    HOURS = "hours: until nothing needs it any more"


PURGE = "the sweep (shared/maintenance/retention.py)"
PURGE_AND_RULE = f"{PURGE}; a lifecycle rule of the storage account a week later"
END = "the run's end, with `KEEP_CHUNKS` the purge of personal data"


@dataclass(frozen=True)
class StoredData:
    """One kind of stored data. `name` is a blob's path, a table with its keys, a queue, a kind of secret."""

    place: Place
    name: str
    contents: str
    personal: bool
    kept: Kept
    deleted_by: str

    def matches(self, name: str) -> bool:
        """Return whether the name of a blob, table or queue is one of this kind."""
        pattern = re.sub(r"<[^>]*>", "[^/]+", re.escape(self.name.partition(":")[0]))
        return re.fullmatch(pattern.replace("…", ".+"), name) is not None


_BLOBS = (
    ("runs/<run>/chunks/…", "request bodies, packed (Zstandard)", True, Kept.RUN, END),
    (
        "runs/<run>/staging/…",
        "a run's index, rejected rows, people who left, consent, Klaviyo's errors, batches' progress",
        True,
        Kept.RUN,
        END,
    ),
    ("runs/<run>/rejects.csv", "rows that were not accepted", True, Kept.PERSONAL_DATA_DAYS, PURGE_AND_RULE),
    (
        "runs/<run>/shared-identifiers.csv",
        "phone numbers and external ids that several people share",
        True,
        Kept.PERSONAL_DATA_DAYS,
        PURGE_AND_RULE,
    ),
    ("history/<run>/report.json", "the run as the API shows it", False, Kept.HISTORY_DAYS, PURGE_AND_RULE),
    ("history/<run>/unsent.json", "rows that a retry sends, by number", False, Kept.HISTORY_DAYS, PURGE_AND_RULE),
    (
        "snapshots/<export>/<file>.parquet",
        "addresses and fingerprints of the people that Klaviyo has accepted",
        True,
        Kept.NEXT_SNAPSHOT,
        "the sweep; removing the export; erasing a person takes them out",
    ),
    (
        "removals/<file>.parquet",
        "people whom a run takes off a list, as hashes of their addresses",
        False,
        Kept.NOTICED,
        "the sweep",
    ),
    (
        "previews/<preview>.json",
        "counts, warnings, up to 20 profiles and 20 rejected rows",
        True,
        Kept.DAY,
        "the sweep; a lifecycle rule of the storage account a week later",
    ),
    ("columns/<export>.json", "names of the columns of the last run", False, Kept.EXPORT, "removing the export"),
    (
        "catalogue.json",
        "columns and numbers of rows of segments",
        False,
        Kept.ALWAYS,
        "not deleted; it is written again",
    ),
)
_TABLES = (
    ("connections: connection / <id>", "connections, with the name of their secret", False, Kept.CONNECTION,
     "removing the connection"),
    ("connections: last-use / <id>", "when each was last used", False, Kept.CONNECTION, "removing the connection"),
    ("exports: export / <id>", "exports", False, Kept.EXPORT, "removing the export"),
    ("exports: schedule-state / <id>", "what the scheduler remembers of an export", False, Kept.EXPORT,
     "removing the export"),
    ("exports: claim / <hash>", "which export fills a list with a segment", False, Kept.EXPORT, "removing the export"),
    ("exports: preview / <id>", "previews: state, who asked", False, Kept.DAY, "the sweep"),
    ("exports: preview / active:<hash>", "which preview is the newest of a person", False, Kept.DAY, "the sweep"),
    ("snapshots: snapshot / <export>", "which file is an export's snapshot", False, Kept.EXPORT, "removing the export"),
    ("snapshots: removal / <run>", "which file notes a run's removal", False, Kept.NOTICED, "the sweep"),
    ("runs: run / <id>", "runs, newest first: state, counts, warnings", False, Kept.HISTORY_DAYS, PURGE),
    ("runs: run / active:<export>", "which run of an export is active, or that the export is removed", False,
     Kept.HOURS, "the run's end; the sweep"),
    ("chunks: <run> / <chunk>", "states of chunks", False, Kept.RUN, "the run's end"),
    ("batches: <run> / <batch>", "states of removal, clearing and consent batches", False, Kept.RUN, "the run's end"),
    ("budgets: budget / <account>:<endpoint>", "requests to Klaviyo in its windows", False, Kept.ALWAYS,
     "not deleted; it is written again"),
    ("starts: start / <hash>", "which run a cause started (idempotency key, due time, segment versions)", False,
     Kept.DAY, PURGE),
    ("audit: audit / <time>", "who changed what, what was denied (names of users, no customers)", False, Kept.AUDIT,
     PURGE),
    ("notifications: notification / <id>", "webhooks", False, Kept.NOTIFICATION, "removing the notification"),
    ("notifications: health / <id>", "how deliveries went", False, Kept.NOTIFICATION, "removing the notification"),
    ("notifications: standing / <id>", "what was notified of an export or a connection", False, Kept.EXPORT,
     "removing the export or the connection"),
    ("retention: retention / retention", "when old data was last deleted", False, Kept.ALWAYS,
     "not deleted; it is written again"),
    ("retention: erasure / erasure", "that a person is being erased (not who)", False, Kept.HOURS,
     "the erasure; it runs out"),
)  # fmt: skip
_QUEUES = (
    ("export-runs", "ids of runs, previews and batches to process"),
    ("chunk-uploads", "ids of runs with names of chunks"),
    ("run-progress", "ids of runs with the number of a step"),
    ("notifications", "notices about runs, exports and connections"),
)

STORED = (
    *(StoredData(Place.BLOB, *one) for one in _BLOBS),
    *(StoredData(Place.TABLE, *one) for one in _TABLES),
    *(StoredData(Place.QUEUE, *one, False, Kept.PROCESSED, "Azure Functions") for one in _QUEUES),
    StoredData(Place.VAULT, "Klaviyo keys", "keys that were given to the app", False, Kept.CONNECTION,
               "removing the last connection that uses it; 90 days soft-deleted"),
    StoredData(Place.VAULT, "webhook addresses", "address and signing key of each webhook", False, Kept.NOTIFICATION,
               "removing the notification; 90 days soft-deleted"),
    StoredData(Place.DISK, "temporary folders", "the staged form of a segment, snapshots, rejects", True,
               Kept.INVOCATION, "the invocation; the instance's end"),
)  # fmt: skip
"""All that the app stores. The container `segments` is only read."""
