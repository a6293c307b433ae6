"""Dispatch: the one place that says which step works on which kind of message."""

from __future__ import annotations

import logging

from shared import telemetry
from shared.context import Context
from shared.domain.messages import (
    CheckList,
    DeliverNotification,
    ErasePerson,
    FollowRun,
    LookUpPerson,
    MakePreview,
    Message,
    PreparePiece,
    PrepareRun,
    ProcessBatch,
    ReadOptOuts,
    UploadChunk,
    parse_message,
)
from shared.errors import NewerVersion

log = logging.getLogger(__name__)


async def handle_message(context: Context, name: str, text: str | bytes) -> None:
    """Do the work that a queue message asks for, as a part of its run's trace.

    `name` is the function's. Raises Invalid where the text is no message of this app. What a newer version of the app
    wrote is left to that version: the message ends here, and the newer version's sweep sends another.
    """
    try:
        message = parse_message(text)
        with telemetry.step(name, message.traceparent, **message.facts):
            await work_on_message(context, message)
    except NewerVersion as error:
        log.warning("%s left alone: %s", name, error)


async def work_on_message(context: Context, message: Message) -> None:  # noqa: C901 - one case for each kind
    """Call the step for this kind of message. Each is imported when first needed: a cold start waits for one alone."""
    match message:
        case PrepareRun():
            from shared.runs.prepare import prepare

            await prepare(context, message.run_id)
        case PreparePiece():
            from shared.runs.prepare_piece import prepare_piece

            await prepare_piece(context, message.run_id, message.piece)
        case MakePreview():
            from shared.runs.preview import make_preview

            await make_preview(context, message.preview_id)
        case ErasePerson():
            from shared.runs.erasure import perform_erasure

            await perform_erasure(context, message.erasure_id)
        case LookUpPerson():
            from shared.runs.person_lookup import look_up_person

            await look_up_person(context, message.lookup_id)
        case UploadChunk():
            from shared.runs.upload import upload

            await upload(context, message.run_id, message.chunk)
        case ProcessBatch():
            from shared.post_import.process_batch import process_batch

            await process_batch(context, message.run_id, message.batch)
        case ReadOptOuts():
            from shared.runs.consent_feed import read_opt_outs

            await read_opt_outs(context, message.connection_id, message.scope, message.part)
        case CheckList():
            from shared.runs.list_check import check_list

            await check_list(context, message.check_id)
        case FollowRun():
            from shared.runs.follow import follow

            await follow(context, message.run_id, message.step)
        case DeliverNotification():
            from shared.notifications.delivery import deliver

            await deliver(context, message)
