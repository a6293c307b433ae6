"""What is stored where: contents, personal data, how long, who deletes it, what erasing a person does with it.

Everything else follows from this table: the names of files (shared/storage/stored_files.py), retention and erasure
(shared/maintenance), the lifecycle rules of the deployment (held by a test) and docs/storage.md. Names in angle
brackets stand for any text.
"""

from __future__ import annotations

from shared.domain.stored_data import Erasing, Kept, Place, StoredData

PURGE = "the sweep (shared/maintenance/retention.py)"
PURGE_AND_RULE = f"{PURGE}; a lifecycle rule of the storage account a week later"
END = "the run's end, with `KEEP_CHUNKS` the purge of personal data"
CSV, JSON, PARQUET, PACKED = "text/csv", "application/json", "application/vnd.apache.parquet", "application/zstd"


RUN_FOLDER = "runs/<run>/"
"""All files of a run with personal data, and no others: a lifecycle rule deletes them by this prefix."""
RUN_FILES = RUN_FOLDER.partition("<")[0]
CHUNKS_FOLDER = f"{RUN_FOLDER}chunks/"
STAGING_FOLDER = f"{RUN_FOLDER}staging/"
HISTORY_FOLDER = "history/<run>/"
"""All files of a run without personal data."""


def _staged(name: str, contents: str, content_type: str = JSON) -> StoredData:
    """Return a file that the steps of a run pass to each other: of no use once the run has ended."""
    path = f"{STAGING_FOLDER}{name}"
    return StoredData(Place.BLOB, path, contents, True, Kept.RUN, END, Erasing.WITH_RUN, content_type)


CHUNK_BODY = StoredData(
    Place.BLOB, f"{CHUNKS_FOLDER}<body>", "request body of a chunk, packed (Zstandard)", True, Kept.RUN, END,
    Erasing.WITH_RUN, PACKED,
)  # fmt: skip
INDEX = _staged("index.parquet", "the rows to send: identity, fingerprint, place in the segment", PARQUET)
DEPARTED = _staged("departed.parquet", "people of the snapshot who are in no row", PARQUET)
CONSENT = _staged("consent.parquet", "people whose consent to marketing changed", PARQUET)
PREPARED_REJECTS = _staged("rejects.csv", "rows that are not sent", CSV)
ROW_LOCATIONS = _staged("lines.json", "which line each row of a blob begins at")
BUCKET_FILE = _staged(
    "buckets/<bucket>/<file>", "the same files of one bucket of people, where preparing is split", PARQUET
)
PIECE_FILE = _staged(
    "pieces/<piece>/<file>", "what pieces of a preparation that is split pass on: rows and identifiers", PARQUET
)
PREPARED_ROWS = _staged("rows/<part>.parquet", "all rows, for the row log: people, places, reasons", PARQUET)
LOOKUP = _staged("lookups/<chunk>.json", "how far a chunk was looked up, and who was not found, by number")
REFUSED = _staged("refused/<chunk>.json", "profiles that Klaviyo refused or does not have, with its messages")
IMPORT_ERRORS = _staged("failed/<chunk>.json", "profiles that Klaviyo could not import, with its messages")
PEOPLE_LIST = _staged("people/<list>.parquet", "people to remove, clear, subscribe or unsubscribe, by bucket", PARQUET)
BATCH = _staged("batches/<batch>.json", "people of a batch")
CHECKPOINT = _staged("checkpoints/<batch>.json", "how far a batch came, and for whom its work was not done")
STAYERS = _staged("stay/<holders>.json", "people of a removal whom other exports have on the list, by number")

REJECTS = StoredData(
    Place.BLOB, f"{RUN_FOLDER}rejects.csv", "rows that were not accepted", True, Kept.PERSONAL_DATA_DAYS,
    PURGE_AND_RULE, Erasing.ROWS, CSV,
)  # fmt: skip
SHARED_IDENTIFIERS = StoredData(
    Place.BLOB, f"{RUN_FOLDER}shared-identifiers.csv", "identifiers that several people share", True,
    Kept.PERSONAL_DATA_DAYS, PURGE_AND_RULE, Erasing.ROWS, CSV,
)  # fmt: skip
NOT_SUBSCRIBED = StoredData(
    Place.BLOB, f"{RUN_FOLDER}not-subscribed.csv", "people who opted out in Klaviyo and were not subscribed", True,
    Kept.PERSONAL_DATA_DAYS, PURGE_AND_RULE, Erasing.ROWS, CSV,
)  # fmt: skip
HELD_REMOVALS = StoredData(
    Place.BLOB, f"{RUN_FOLDER}held-removals.csv", "people whose removal waits for confirmation", True,
    Kept.PERSONAL_DATA_DAYS, PURGE_AND_RULE, Erasing.ROWS, CSV,
)  # fmt: skip
ADDED = StoredData(
    Place.BLOB, f"{RUN_FOLDER}added/<part>.parquet", "people whom the run added to the list, to undo it", True,
    Kept.UNDO_DAYS, PURGE_AND_RULE, Erasing.ROWS, PARQUET,
)  # fmt: skip
ROW_LOG = StoredData(
    Place.BLOB, "row-log/<run>/<part>.parquet", "what happened to each row, with identifiers and, on request, fields",
    True, Kept.ROW_LOG_DAYS, PURGE_AND_RULE, Erasing.ROWS, PARQUET,
)  # fmt: skip
ROW_LOGS = ROW_LOG.prefix()
REPORT = StoredData(
    Place.BLOB, f"{HISTORY_FOLDER}report.json", "the run as the API shows it", False, Kept.HISTORY_DAYS, PURGE_AND_RULE,
    content_type=JSON,
)  # fmt: skip
IMPORT_JOBS = StoredData(
    Place.BLOB, f"{HISTORY_FOLDER}import-jobs.csv", "the run's import jobs in Klaviyo, with counts", False,
    Kept.HISTORY_DAYS, PURGE_AND_RULE, content_type=CSV,
)  # fmt: skip
UNSENT = StoredData(
    Place.BLOB, f"{HISTORY_FOLDER}unsent/<bucket>.csv", "rows that a retry sends, by number, of one bucket", False,
    Kept.HISTORY_DAYS, PURGE_AND_RULE, content_type=CSV,
)  # fmt: skip
SNAPSHOT = StoredData(
    Place.BLOB, "snapshots/<export>/<file>.parquet",
    "identities and fingerprints of the people that Klaviyo has accepted", True, Kept.NEXT_SNAPSHOT,
    "the sweep; removing the export", Erasing.ROWS, PARQUET,
)  # fmt: skip
REMOVAL = StoredData(
    Place.BLOB, "removals/<file>.parquet", "people whom a run removes from a list, as hashes of their identities",
    False, Kept.APPLIED, "the sweep", content_type=PARQUET,
)  # fmt: skip
PREVIEW = StoredData(
    Place.BLOB, "previews/<preview>.json",
    "counts, warnings, up to 20 profiles, 20 rejected rows, 20 rows of a defined segment", True, Kept.DAY,
    "the sweep; a lifecycle rule of the storage account a week later", Erasing.IF_NAMED, JSON,
)  # fmt: skip
OPT_OUTS = StoredData(
    Place.BLOB, "consent/<connection>/<file>.csv", "people who opted out in Klaviyo", True, Kept.OPT_OUTS,
    PURGE_AND_RULE, Erasing.ROWS, CSV,
)  # fmt: skip
ERASURE = StoredData(
    Place.BLOB, "erasures/<erasure>.json", "whom to erase", True, Kept.HOURS,
    "the erasure's end; the sweep; a lifecycle rule of the storage account a week later", Erasing.ITS_OWN, JSON,
)  # fmt: skip
PERSON_LOOKUP = StoredData(
    Place.BLOB, "lookups/<lookup>.json", "whom to look up, and what was found", True, Kept.DAY,
    "the sweep; a lifecycle rule of the storage account a week later", Erasing.IF_NAMED, JSON,
)  # fmt: skip
LIST_PART = StoredData(
    Place.BLOB, "list-checks/<check>/parts/<part>.csv", "people on a list in Klaviyo, while it is read", True,
    Kept.HOURS, "the check's end; a lifecycle rule of the storage account", Erasing.DELETES, CSV,
)  # fmt: skip
LIST_DIFFERENCES = StoredData(
    Place.BLOB, "list-checks/<check>/differences.csv", "who is missing, suppressed or foreign on a list", True,
    Kept.CHECK, "the sweep; a lifecycle rule of the storage account a week later", Erasing.DELETES, CSV,
)  # fmt: skip
COLUMNS = StoredData(
    Place.BLOB, "columns/<export>.json", "names of the columns of the last run", False, Kept.EXPORT,
    "removing the export", content_type=JSON,
)  # fmt: skip
SEGMENT_DETAILS = StoredData(
    Place.BLOB, "segment-details.json", "columns and numbers of rows of segments", False, Kept.ALWAYS,
    "not deleted; it is written again", content_type=JSON,
)  # fmt: skip

_BLOBS = (
    CHUNK_BODY, INDEX, DEPARTED, CONSENT, PREPARED_REJECTS, ROW_LOCATIONS, BUCKET_FILE, PIECE_FILE, PREPARED_ROWS,
    LOOKUP, REFUSED, IMPORT_ERRORS, PEOPLE_LIST, BATCH, CHECKPOINT, STAYERS, REJECTS, SHARED_IDENTIFIERS,
    NOT_SUBSCRIBED, HELD_REMOVALS, ADDED, ROW_LOG, REPORT, IMPORT_JOBS, UNSENT, SNAPSHOT, REMOVAL, PREVIEW, OPT_OUTS,
    ERASURE, PERSON_LOOKUP, LIST_PART, LIST_DIFFERENCES, COLUMNS, SEGMENT_DETAILS,
)  # fmt: skip
_TABLES = (
    ("connections: connection / <id>", "connections, with the name of their secret", False, Kept.CONNECTION,
     "removing the connection"),
    ("connections: last-use / <id>", "when each was last used", False, Kept.CONNECTION, "removing the connection"),
    ("connections: sign-in / <id>", "sign-ins to Klaviyo: who began, for which connection (no token)", False,
     Kept.HOURS, "adding the connection; the sweep"),
    ("connections: noted-secret / <secret>", "secrets that may be unused, by name", False, Kept.HOURS, "the sweep"),
    ("connections: token-lease / <secret>", "which process renews the tokens of a connection", False, Kept.CONNECTION,
     "removing the connection"),
    ("connections: consent-feed / <id>", "how far a consent feed has come (no customers)", False, Kept.CONNECTION,
     "removing the connection"),
    ("exports: export / <id>", "exports", False, Kept.EXPORT, "removing the export"),
    ("exports: schedule-state / <id>", "what the scheduler remembers of an export", False, Kept.EXPORT,
     "removing the export"),
    ("exports: segment-format / <hash>", "how the files of a segment are read, by choice", False, Kept.ALWAYS,
     "not deleted; it is written again"),
    ("exports: pending-change / <id>", "changes of exports that wait for approval", False, Kept.EXPORT,
     "approving or rejecting it, removing the export"),
    ("exports: segment-definition / <hash>", "segments defined in the app: tables, conditions, SELECT", False,
     Kept.DEFINITION, "removing the definition"),
    ("exports: claim / <hash>", "which export fills a list with a segment", False, Kept.EXPORT, "removing the export"),
    ("exports: preview / <id>", "previews: state, who asked", False, Kept.DAY, "the sweep"),
    ("exports: preview / active:<hash>", "which preview is the newest of a person", False, Kept.DAY, "the sweep"),
    ("exports: list-check / <id>", "list checks: how far they came, counts (no customers)", False, Kept.CHECK_RECORD,
     "the sweep"),
    ("exports: export-list / stamp", "changes with every write of an export", False, Kept.ALWAYS,
     "not deleted; it is written again"),
    ("snapshots: snapshot / <export>", "which file is an export's snapshot", False, Kept.EXPORT, "removing the export"),
    ("snapshots: removal / <run>", "which file notes a run's removal", False, Kept.APPLIED, "the sweep"),
    ("runs: run / <id>", "runs, newest first: state, counts, warnings", False, Kept.HISTORY_DAYS, PURGE),
    ("runs: run / active:<export>", "which run of an export is active, or that the export is removed", False,
     Kept.HOURS, "the run's end; the sweep"),
    ("runs: recent / <export>", "the last runs of an export in outline", False, Kept.EXPORT, "removing the export"),
    ("runs: <list> / <run>", "lists of runs by export, segment, list, connection, state and trigger", False,
     Kept.HISTORY_DAYS, PURGE),
    ("runs: run-index / complete", "how far the lists of runs are complete", False, Kept.ALWAYS,
     "not deleted; it is written again"),
    ("chunks: <run> / <chunk>", "states of chunks", False, Kept.RUN, "the run's end"),
    ("pieces: <run> / <piece>", "states of pieces of preparations that are split", False, Kept.RUN, "the run's end"),
    ("batches: <run> / <batch>", "states of removal, clearing and consent batches", False, Kept.RUN, "the run's end"),
    ("budgets: budget / <account>:<endpoint>", "requests to Klaviyo in its windows", False, Kept.ALWAYS,
     "not deleted; it is written again"),
    ("starts: start / <hash>", "which run a cause started (idempotency key, due time, segment versions)", False,
     Kept.DAY, PURGE),
    ("audit: audit / <time>", "who changed what, what was denied (names of users, no customers)", False, Kept.AUDIT,
     PURGE),
    ("audit: user / <hash of the id>", "names of the users in it, to find them", False, Kept.AUDIT, PURGE),
    ("notifications: notification / <id>", "webhooks", False, Kept.NOTIFICATION, "removing the notification"),
    ("notifications: health / <id>", "how deliveries went", False, Kept.NOTIFICATION, "removing the notification"),
    ("notifications: state / <id>", "what was notified of an export or a connection", False, Kept.EXPORT,
     "removing the export or the connection"),
    ("retention: retention / retention", "when old data was last deleted", False, Kept.ALWAYS,
     "not deleted; it is written again"),
    ("retention: erasure-job / <id>", "erasures: state, who asked, what was done (not whom)", False, Kept.AUDIT, PURGE),
    ("retention: person-lookup / <id>", "lookups of people: state, who asked, counts (not whom)", False, Kept.DAY,
     "the sweep"),
    ("retention: erasure / erasure", "that a person is being erased (not who)", False, Kept.HOURS,
     "the erasure; it runs out"),
)  # fmt: skip
_QUEUES = (
    ("export-runs", "ids of runs and previews to prepare, and of erasures"),
    ("chunk-uploads", "ids of runs with names of chunks or batches; ids of list checks"),
    ("run-progress", "ids of runs with the number of a step"),
    ("notifications", "notices about runs, exports and connections"),
)

STORED = (
    *_BLOBS,
    *(StoredData(Place.TABLE, *one) for one in _TABLES),
    *(StoredData(Place.QUEUE, *one, False, Kept.PROCESSED, "Azure Functions") for one in _QUEUES),
    StoredData(Place.VAULT, "Klaviyo keys", "keys that were given to the app", False, Kept.CONNECTION,
               "removing the last connection that uses it; 90 days soft-deleted"),
    StoredData(Place.VAULT, "Klaviyo refresh tokens", "refresh tokens of connections that signed in to Klaviyo", False,
               Kept.CONNECTION, "removing the connection, another sign-in; 90 days soft-deleted"),
    StoredData(Place.VAULT, "Klaviyo client secret", "the secret of your app in Klaviyo, which you store", False,
               Kept.ALWAYS, "you"),
    StoredData(Place.VAULT, "webhook addresses", "address and signing key of each webhook", False, Kept.NOTIFICATION,
               "removing the notification; 90 days soft-deleted"),
    StoredData(Place.DISK, "temporary folders", "the staged form of a segment, snapshots, rejects", True,
               Kept.INVOCATION, "the invocation; the instance's end", Erasing.WAITS),
)  # fmt: skip
"""All data that the app stores. It only reads the container `segments`."""


def run_of(path: str) -> str:
    """Return the id of the run whose folder a file is in."""
    return path.split("/")[1]


def kind_of_blob(path: str) -> StoredData | None:
    """Return what kind of data a blob of the container `exports` is; None for one that the app does not write."""
    return next((kind for kind in _BLOBS if kind.matches(path)), None)
