"""Create and deliver notifications about ended runs and about API keys.

The notices of a run are enqueued after its final record is written and before it is marked as cleaned. The sweep
repeats this for runs that are not cleaned, so a process that ends in between loses none; a repeated notice has the same
id.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial

from shared.context import Context
from shared.domain import Auth, Connection, Export, Run
from shared.domain.base import now
from shared.domain.messages import DeliverNotification
from shared.domain.notice import (
    TEST,
    Event,
    Notice,
    expiring_key_notice,
    hold_notice,
    refused_key_notice,
    start_notice,
)
from shared.domain.notification import (
    BACKOFF_SECONDS,
    Format,
    Health,
    Notification,
    NotificationState,
    after_run,
    alert_notices,
    evaluate_missed,
    notices_of,
)
from shared.errors import KeyRefused, StateConflict, Transient, Unavailable, WebhookFailed
from shared.notifications.message_formats import CLOUD_EVENTS_TYPE, SOURCE, body_of, cloud_event
from shared.notifications.webhook import signed_headers
from shared.telemetry.guard import guarded
from shared.texts import Language, Text, text

log = logging.getLogger(__name__)

DAY = timedelta(days=1)
UNUSED_SIGN_IN = timedelta(days=30)
"""After which time without a renewal the tokens of a connection are renewed."""
EVENT_GRID = "event-grid"
"""The receiver of deliveries to the Event Grid topic, which gets every event."""
MAX_RETRY_AFTER_SECONDS = 3600.0
STATE_ATTEMPTS = 5


async def notify_of_run(context: Context, run: Run) -> None:
    """Enqueue the notices of a run that has ended."""
    state = await _enqueue(context, run.export_id, lambda state: (after_run(state, run), notices_of(run, state)))
    await context.runs.lists.recent.note_alerts(run.export_id, state.violated)
    if run.error and run.error.type == KeyRefused.type:
        connection = await context.connections.get(run.export.connection_id)
        if connection is not None:
            notice = refused_key_notice(connection.value, run.error.type, now(), run.id)
            await _notify_of_key(context, notice)


async def notify_of_refused_key(context: Context, connection_id: str, error: KeyRefused) -> None:
    """Enqueue the notice that Klaviyo refuses the key of a connection."""
    connection = await context.connections.get(connection_id)
    if connection is not None:
        await _notify_of_key(context, refused_key_notice(connection.value, error.type, now()))


async def notify_of_start(context: Context, run: Run) -> None:
    """Enqueue the notice that a run has started, once, however often it is prepared."""
    await _enqueue(context, run.export_id, lambda state: (state, [start_notice(run)]))


async def notify_of_hold(context: Context, run: Run, reasons: Sequence[Text]) -> None:
    """Enqueue the notice that the rest of a run waits for confirmation, once."""
    await _enqueue(context, run.export_id, lambda state: (state, [hold_notice(run, reasons, now())]))


async def check_missed_runs(context: Context) -> None:
    """Evaluate the alert rules `no_run_by` of all exports that may run."""
    for export in [found.read() for found in await context.exports.listed() if found.checked_by_timer]:
        if export.enabled and not export.detached and any(rule.kind == "no_run_by" for rule in export.alerts):
            with guarded("check missed runs", export.id):
                await _check_missed_run(context, export)


async def _check_missed_run(context: Context, export: Export) -> None:
    at = now()

    def evaluate(state: NotificationState) -> tuple[NotificationState, list[Notice]]:
        evaluations = evaluate_missed(export, state, at)
        return state.with_evaluations(evaluations, at), alert_notices(export, evaluations, at, None)

    after = await _enqueue(context, export.id, evaluate, DAY)
    await context.runs.lists.recent.note_alerts(export.id, after.violated)


async def check_keys(context: Context) -> None:
    """Notify about API keys that the vault does not return, or whose secret expires soon."""
    for found in await context.connections.all():
        with guarded("check keys", found.value.id):
            await _check_key(context, found.value)


async def _keep_signed_in(context: Context, connection: Connection) -> None:
    """Renew the tokens of a connection that was not used for long: Klaviyo ends a sign-in that is not used."""
    lease = await context.token_leases.get(connection.secret_name)
    renewed_at = (lease.value.renewed_at if lease else None) or connection.updated_at
    if now() - renewed_at < UNUSED_SIGN_IN:
        return
    try:
        await context.access_tokens.token(connection, renewed=True)
    except KeyRefused as error:
        await _notify_of_key(context, refused_key_notice(connection, error.type, now()))
    except Transient:
        log.warning("connection %s: its sign-in could not be renewed; the next sweep tries again", connection.id)


async def _check_key(context: Context, connection: Connection) -> None:
    if connection.auth is Auth.OAUTH:
        await _keep_signed_in(context, connection)
    name = connection.secret_name
    try:
        expires = await context.recent_expiries.get(name, lambda: context.vault.expires(name))
    except KeyRefused as error:
        await _notify_of_key(context, refused_key_notice(connection, error.type, now()))
    except Unavailable:
        log.warning("connection %s: the vault did not return the expiry date of its key", connection.id)
    else:
        days = context.settings.key_expiry_days
        if expires is not None and expires - now() < timedelta(days=days):
            log.warning("connection %s: its key expires on %s", connection.id, f"{expires:%Y-%m-%d}")
            await _notify_of_key(context, expiring_key_notice(connection, expires, now()))


async def deliver(context: Context, delivery: DeliverNotification) -> None:
    """Make one delivery attempt. If it fails, enqueue the next one with a delay, up to the last."""
    receiver = await _receiver(context, delivery)
    if receiver is None:
        return
    health = await context.healths.get(delivery.notification)
    is_dead = health is not None and health.value.dead_since is not None
    last = is_dead or delivery.attempts >= len(BACKOFF_SECONDS)
    problem = await _attempt(context, delivery.notification, receiver, last=last)
    if problem is None or problem.gone or last:
        return
    delay = max(BACKOFF_SECONDS[delivery.attempts], min(problem.retry_after, MAX_RETRY_AFTER_SECONDS))
    await context.queues.send(delivery.next_attempt(), delay=delay)


async def attempt(context: Context, notification: Notification, notice: Notice) -> WebhookFailed | None:
    """Send the notice once and record the result. Return the error, or None."""
    return await _attempt(context, notification.id, partial(_post, context, notification, notice), last=False)


async def _receiver(context: Context, delivery: DeliverNotification) -> Callable[[], Awaitable[None]] | None:
    """Return what sends the notice; None if its receiver was removed or switched off."""
    if delivery.notification == EVENT_GRID:
        if context.event_grid is None:
            return None
        event = cloud_event(delivery.notice, Language.ENGLISH, _link(context, delivery.notice), _source(context))
        return partial(context.event_grid.publish, event)
    found = await context.notifications.get(delivery.notification)
    if found is None or not found.value.enabled:
        return None
    return partial(_post, context, found.value, delivery.notice)


async def _post(context: Context, notification: Notification, notice: Notice) -> None:
    # Not from the cache of this process: a changed URL takes effect in all processes at once.
    stored = json.loads(await context.vault.key(notification.secret_name, fresh=True))
    body = body_of(notice, notification.format, notification.language, _link(context, notice), _source(context))
    headers = signed_headers(stored["signing_secret"], notice.id, int(time.time()), body)
    if notification.format is Format.JSON:
        headers["Content-Type"] = CLOUD_EVENTS_TYPE
    await context.sender.post(stored["url"], body, headers)


async def _attempt(
    context: Context, receiver: str, send: Callable[[], Awaitable[None]], *, last: bool
) -> WebhookFailed | None:
    problem: WebhookFailed | None = None
    try:
        await send()
    except WebhookFailed as error:
        problem = error
    except (KeyRefused, Unavailable) as error:
        problem = WebhookFailed(text("notification-not-sent", reason=error.cause), gone=False)
    await _record_result(context, receiver, problem, given_up=last or (problem is not None and problem.gone))
    return problem


async def _record_result(context: Context, receiver: str, problem: WebhookFailed | None, *, given_up: bool) -> None:
    found = await context.healths.get(receiver)
    before = found.value if found else Health()
    if problem is None:
        health = before.succeeded(now())
    else:
        health = before.failed(now(), problem.cause, given_up=given_up)
        log.warning("notification %s: not delivered: %s", receiver, problem)
    if health.dead_since and not before.dead_since:
        log.error("notification %s: dead, its receiver accepts nothing", receiver)
    # Of two concurrent deliveries, either result may be recorded.
    with guarded("record a delivery", receiver), suppress(StateConflict):
        if found:
            await context.healths.replace(receiver, health, found.etag)
        else:
            await context.healths.insert(receiver, health)


async def _notify_of_key(context: Context, notice: Notice) -> None:
    await _enqueue(context, notice.subject, lambda state: (state, [notice]), DAY)


async def _enqueue(
    context: Context,
    subject: str,
    decide: Callable[[NotificationState], tuple[NotificationState, list[Notice]]],
    min_cooldown: timedelta = timedelta(),
) -> NotificationState:
    """Enqueue the notices that are not in cooldown, then record them as sent. Return the new state.

    `decide` gives the new state of the subject and its notices. A crash between enqueuing and recording, or another
    process that recorded first, repeats notices: receivers recognize them by their ids.
    """
    cooldown = max(min_cooldown, timedelta(seconds=context.settings.notification_cooldown_seconds))
    for _ in range(STATE_ATTEMPTS):
        found = await context.notification_states.get(subject)
        before = found.value if found else NotificationState()
        state, notices = decide(before)
        unsent = before.unsent(notices, cooldown)
        await _send(context, unsent)
        after = state.with_sent(unsent, cooldown)
        if after == before:
            return after
        with suppress(StateConflict):
            if found:
                await context.notification_states.replace(subject, after, found.etag)
            else:
                await context.notification_states.insert(subject, after)
            return after
    log.warning("notifications of %s: not recorded as sent, too many processes write at once", subject)
    return after


async def _send(context: Context, notices: Sequence[Notice]) -> None:
    """Enqueue one delivery for each notice and receiver."""
    if not notices:
        return
    enabled = [found.value for found in await context.notifications.all() if found.value.enabled]
    for notice in notices:
        log.info("notice %s: %s %s", notice.kind, notice.subject, notice.run_id or "")
        receivers = [notification.id for notification in enabled if notice.kind in notification.events]
        receivers += [EVENT_GRID] if context.event_grid else []
        for receiver in receivers:
            await context.queues.send(DeliverNotification(notification=receiver, notice=notice))


def _source(context: Context) -> str:
    return context.settings.public_url or SOURCE


def _link(context: Context, notice: Notice) -> str | None:
    base = context.settings.public_url
    if base is None or notice.kind == TEST:
        return base
    if notice.run_id:
        return f"{base}/runs/{notice.run_id}"
    page = "connections" if notice.kind == Event.KEY_PROBLEM else "exports"
    return f"{base}/{page}/{notice.subject}"
