"""Create and deliver notifications about ended runs and about API keys.

The notices of a run are enqueued after its final record is written and before it is marked as cleaned. The sweep
repeats this for runs that are not cleaned, so a process that ends in between loses none; a repeated notice has the same
id.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from shared.context import Context
from shared.domain import Connection, Run
from shared.domain.base import now
from shared.domain.notification import (
    BACKOFF_SECONDS,
    Health,
    Notice,
    Notification,
    NotificationState,
    after_run,
    notice_id,
    notices_of,
)
from shared.errors import KeyRefused, StateConflict, Unavailable, WebhookFailed
from shared.notifications.message_formats import body_of
from shared.notifications.signature import signed_headers
from shared.storage.queues import Delivery, Queue
from shared.storage.records import Versioned
from shared.telemetry.guard import guarded

log = logging.getLogger(__name__)

DAY = timedelta(days=1)
MAX_RETRY_AFTER_SECONDS = 3600.0


async def notify_of_run(context: Context, run: Run) -> None:
    """Enqueue the notices of a run that has ended."""
    found = await context.notification_states.get(run.export_id)
    state = found.value if found else NotificationState()
    await _enqueue(context, run.export_id, found, after_run(state, run), notices_of(run, state))
    if run.error and run.error.type == KeyRefused.type:
        connection = await context.connections.get(run.export.connection_id)
        if connection is not None:
            await _notify_of_key(context, connection.value, "refused", run.error.title, run_id=run.id)


async def check_keys(context: Context) -> None:
    """Notify about API keys that the vault does not return, or whose secret expires soon."""
    for found in await context.connections.all():
        with guarded("check keys", found.value.id):
            await _check_key(context, found.value)


async def _check_key(context: Context, connection: Connection) -> None:
    name = connection.secret_name
    try:
        expires = await context.recent_expiries.get(name, lambda: context.vault.expires(name))
    except KeyRefused as error:
        await _notify_of_key(context, connection, "refused", error.title)
    except Unavailable:
        log.warning("connection %s: the vault did not return the expiry date of its key", connection.id)
    else:
        days = context.settings.key_expiry_days
        if expires is not None and expires - now() < timedelta(days=days):
            log.warning("connection %s: its key expires on %s", connection.id, f"{expires:%Y-%m-%d}")
            problem = f"The key's secret in the vault expires on {expires:%Y-%m-%d}."
            await _notify_of_key(context, connection, "expires", problem)


async def deliver(context: Context, delivery: Delivery) -> None:
    """Make one delivery attempt. If it fails, enqueue the next one with a delay, up to the last."""
    found = await context.notifications.get(delivery.notification)
    if found is None or not found.value.enabled:
        return
    health = await context.healths.get(found.value.id)
    is_dead = health is not None and health.value.dead_since is not None
    last = is_dead or delivery.attempts >= len(BACKOFF_SECONDS)
    problem = await attempt(context, found.value, delivery.notice, last=last)
    if problem is None or problem.gone or last:
        return
    delay = max(BACKOFF_SECONDS[delivery.attempts], min(problem.retry_after, MAX_RETRY_AFTER_SECONDS))
    await context.queues.send(Queue.NOTIFY, delivery.next_attempt(), delay=delay)


async def attempt(
    context: Context, notification: Notification, notice: Notice, *, last: bool = False
) -> WebhookFailed | None:
    """Send the notice once and record the result. Return the error, or None."""
    problem: WebhookFailed | None = None
    try:
        # Not from the cache of this process: a changed URL takes effect in all processes at once.
        stored = json.loads(await context.vault.key(notification.secret_name, fresh=True))
        body = body_of(notice, notification.format, _link(context, notice))
        headers = signed_headers(stored["signing_secret"], notice.id, int(time.time()), body)
        await context.sender.post(stored["url"], body, headers)
    except WebhookFailed as error:
        problem = error
    except (KeyRefused, Unavailable) as error:
        problem = WebhookFailed(f"The URL could not be read from Key Vault: {error}", gone=False)
    await _record_result(context, notification, problem, given_up=last or (problem is not None and problem.gone))
    return problem


async def _record_result(
    context: Context, notification: Notification, problem: WebhookFailed | None, *, given_up: bool
) -> None:
    found = await context.healths.get(notification.id)
    before = found.value if found else Health()
    if problem is None:
        health = before.succeeded(now())
    else:
        health = before.failed(now(), str(problem), given_up=given_up)
        log.warning("notification %s: not delivered: %s", notification.id, problem)
    if health.dead_since and not before.dead_since:
        log.error("notification %s: dead, its receiver accepts nothing", notification.id)
    # Of two concurrent deliveries, either result may be recorded.
    with suppress(StateConflict):
        if found:
            await context.healths.replace(notification.id, health, found.etag)
        else:
            await context.healths.insert(notification.id, health)


async def _notify_of_key(
    context: Context, connection: Connection, cause: str, problem: str, *, run_id: str | None = None
) -> None:
    found = await context.notification_states.get(connection.id)
    at = now()
    notice = Notice(
        # One id a day, whichever process notices it.
        id=notice_id(connection.id, cause, f"{at:%Y-%m-%d}"),
        kind="key",
        subject=connection.id,
        subject_name=connection.display_name,
        cause=cause,
        at=at,
        problem=problem,
        run_id=run_id,
    )
    await _enqueue(context, connection.id, found, found.value if found else NotificationState(), [notice], DAY)


async def _enqueue(
    context: Context,
    subject: str,
    found: Versioned[NotificationState] | None,
    state: NotificationState,
    notices: Sequence[Notice],
    min_cooldown: timedelta = timedelta(),
) -> None:
    """Enqueue the notices that are not in cooldown, then record them as sent. A crash in between repeats them."""
    cooldown = max(min_cooldown, timedelta(seconds=context.settings.notification_cooldown_seconds))
    unsent = state.unsent(notices, cooldown)
    wanting = [each.value for each in await context.notifications.all() if each.value.enabled] if unsent else []
    for notice in unsent:
        log.info("notice %s: %s %s", notice.kind, notice.subject, notice.run_id or "")
        for notification in wanting:
            if notice.kind in notification.events:
                await context.queues.send(Queue.NOTIFY, Delivery(notification=notification.id, notice=notice))
    after = state.with_sent(unsent, cooldown)
    if found is not None and after == found.value:
        return
    # Another process may have enqueued the same notice: the receiver recognizes it by its id.
    with suppress(StateConflict):
        if found:
            await context.notification_states.replace(subject, after, found.etag)
        else:
            await context.notification_states.insert(subject, after)


def _link(context: Context, notice: Notice) -> str | None:
    base = context.settings.public_url
    if base is None or notice.kind == "test":
        return base
    return f"{base}/runs/{notice.run_id}" if notice.run_id else f"{base}/connections/{notice.subject}"


def test_notice(notification: Notification, at: datetime) -> Notice:
    """Return the notice that `POST /api/notifications/{id}/test` sends."""
    return Notice(
        id=notice_id(notification.id, at.isoformat()),
        kind="test",
        subject=notification.id,
        subject_name=notification.name,
        cause="test",
        at=at,
    )
