"""Queue messages: one class for each kind of work.

    kind                   queue            work
    prepare_run            export-runs      read a segment, check it, cut it into chunks
    prepare_piece          export-runs      one piece of a preparation that is split
    make_preview           export-runs      find what a run would do
    erase_person           export-runs      erase a person
    look_up_person         export-runs      find what happened to a person
    upload_chunk           chunk-uploads    post one chunk to Klaviyo
    process_batch          chunk-uploads    do one batch of the work after the import
    read_opt_outs          chunk-uploads    read one part of a poll for opt-outs at Klaviyo
    check_list             chunk-uploads    read the next stretch of a list at Klaviyo, or compare it
    follow_run             run-progress     one step of following a run
    deliver_notification   notifications    one attempt to deliver a notification

A message names its work and holds no state: a client that can write to a queue must not be able to write records, and a
message that is delivered again must not restore an old state.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, NonNegativeInt, StringConstraints, TypeAdapter, ValidationError

from shared.domain.base import Stored
from shared.domain.notice import Notice
from shared.errors import Invalid, NewerVersion
from shared.texts import text

MESSAGE_VERSION = 1

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
"""The id of a run, preview, erasure or notification, or the name of a piece, chunk or batch.

Storage refuses other texts as keys. Such an error would count as a failure of the work, and be retried.
"""


class Queue(StrEnum):
    """The queues of the app: their names in storage and in function_app.py."""

    PREPARE = "export-runs"
    UPLOAD = "chunk-uploads"
    FOLLOW = "run-progress"
    NOTIFY = "notifications"


FACTS = {
    "run_id",
    "preview_id",
    "erasure_id",
    "check_id",
    "lookup_id",
    "piece",
    "chunk",
    "batch",
    "step",
    "notification",
    "connection_id",
    "scope",
    "part",
}
"""Fields of messages that log lines and traces have."""


class QueueMessage(Stored):
    """What every message has. `traceparent` makes the work a part of its run's trace."""

    queue: ClassVar[Queue]

    v: int = MESSAGE_VERSION
    traceparent: str | None = None

    def with_trace(self, traceparent: str | None) -> Message:
        """Return the message as a part of the trace."""
        return self.model_copy(update={"traceparent": traceparent})  # type: ignore[return-value]

    @property
    def facts(self) -> dict[str, str | int]:
        """What the message names, for log lines and traces."""
        return self.model_dump(include=FACTS)


class PrepareRun(QueueMessage):
    """Prepare a run."""

    queue = Queue.PREPARE

    kind: Literal["prepare_run"] = "prepare_run"
    run_id: Identifier


class PreparePiece(QueueMessage):
    """Do one piece of a run's preparation."""

    queue = Queue.PREPARE

    kind: Literal["prepare_piece"] = "prepare_piece"
    run_id: Identifier
    piece: Identifier


class MakePreview(QueueMessage):
    """Make a preview."""

    queue = Queue.PREPARE

    kind: Literal["make_preview"] = "make_preview"
    preview_id: Identifier


class ErasePerson(QueueMessage):
    """Erase a person."""

    queue = Queue.PREPARE

    kind: Literal["erase_person"] = "erase_person"
    erasure_id: Identifier


class LookUpPerson(QueueMessage):
    """Do the next stretch of a lookup of a person."""

    queue = Queue.PREPARE

    kind: Literal["look_up_person"] = "look_up_person"
    lookup_id: Identifier


class UploadChunk(QueueMessage):
    """Post a chunk of a run to Klaviyo."""

    queue = Queue.UPLOAD

    kind: Literal["upload_chunk"] = "upload_chunk"
    run_id: Identifier
    chunk: Identifier


class ProcessBatch(QueueMessage):
    """Do the work of a post-import batch of a run."""

    queue = Queue.UPLOAD

    kind: Literal["process_batch"] = "process_batch"
    run_id: Identifier
    batch: Identifier


class ReadOptOuts(QueueMessage):
    """Read a part of a look of a connection's consent feed: the part that the look has come to."""

    queue = Queue.UPLOAD

    kind: Literal["read_opt_outs"] = "read_opt_outs"
    connection_id: Identifier
    scope: Identifier
    part: NonNegativeInt


class CheckList(QueueMessage):
    """Do the next stretch of a list check."""

    queue = Queue.UPLOAD

    kind: Literal["check_list"] = "check_list"
    check_id: Identifier


class FollowRun(QueueMessage):
    """Follow a run: `step` is the number of the step that the message asks for."""

    queue = Queue.FOLLOW

    kind: Literal["follow_run"] = "follow_run"
    run_id: Identifier
    step: NonNegativeInt


class DeliverNotification(QueueMessage):
    """Deliver a notice to one notification, after `attempts` attempts that failed."""

    queue = Queue.NOTIFY

    kind: Literal["deliver_notification"] = "deliver_notification"
    notification: Identifier
    notice: Notice
    attempts: NonNegativeInt = 0

    def next_attempt(self) -> DeliverNotification:
        """Return the message of the next attempt."""
        return self.model_copy(update={"attempts": self.attempts + 1})


type Message = (
    PrepareRun
    | PreparePiece
    | MakePreview
    | ErasePerson
    | LookUpPerson
    | UploadChunk
    | ProcessBatch
    | ReadOptOuts
    | CheckList
    | FollowRun
    | DeliverNotification
)


def parse_message(body: str | bytes) -> Message:
    """Return the message in a queue. Raises Invalid where it is none of this app, NewerVersion where it is newer."""
    try:
        return _MESSAGES.validate_json(body)
    except ValidationError as error:
        raise Invalid(text("queue-message-invalid", problem=error.errors()[0]["type"])) from None


def _refuse_newer(given: object) -> object:
    version = given.get("v") if isinstance(given, dict) else None
    if isinstance(version, int) and version > MESSAGE_VERSION:
        raise NewerVersion.of("The message", version)
    return given


_MESSAGES: TypeAdapter[Message] = TypeAdapter(
    Annotated[
        PrepareRun
        | PreparePiece
        | MakePreview
        | ErasePerson
        | LookUpPerson
        | UploadChunk
        | ProcessBatch
        | ReadOptOuts
        | CheckList
        | FollowRun
        | DeliverNotification,
        Field(discriminator="kind"),
        BeforeValidator(_refuse_newer),
    ]
)
