"""Tell whoever wants to know how runs end, and that a key will not do much longer.

A run's notices go into the queue after its final record and before it is marked clean: the sweep tells of runs that are
not clean, so a process that dies in between loses none. Told again, a notice has the same id.
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
LONGEST_WAIT = 3600.0


async def announce(context: Context, run: Run) -> None:
    """Tell of a run that has ended."""
    found = await context.notification_states.get(run.export_id)
    standing = found.value if found else NotificationState()
    await _tell(context, run.export_id, found, after_run(standing, run), notices_of(run, standing))
    if run.error and run.error.type == KeyRefused.type:
        connection = await context.connections.get(run.export.connection_id)
        if connection is not None:
            await _tell_of_key(context, connection.value, "refused", run.error.title, run_id=run.id)


async def check_keys(context: Context) -> None:
    """Warn of keys that the vault no longer gives out, or whose secret expires soon."""
    for found in await context.connections.all():
        with guarded("check keys", found.value.id):
            await _check_key(context, found.value)


async def _check_key(context: Context, connection: Connection) -> None:
    moment = now()
    name = connection.secret_name
    try:
        expires = await context.recent_expiries.get(name, lambda: context.vault.expires(name))
    except KeyRefused as error:
        await _tell_of_key(context, connection, "refused", error.title)
    except Unavailable:
        log.warning("connection %s: the vault did not say when its key expires", connection.id)
    else:
        days = context.settings.key_expiry_days
        if expires is not None and expires - moment < timedelta(days=days):
            log.warning("connection %s: its key expires on %s", connection.id, f"{expires:%Y-%m-%d}")
            problem = f"The key's secret in the vault expires on {expires:%Y-%m-%d}."
            await _tell_of_key(context, connection, "expires", problem)


async def deliver(context: Context, delivery: Delivery) -> None:
    """One try. Where it fails, the next one is put into the queue with a delay, until they are used up."""
    found = await context.notifications.get(delivery.notification)
    if found is None or not found.value.enabled:
        return
    known = await context.healths.get(found.value.id)
    last = delivery.attempts >= len(BACKOFF_SECONDS) or (known is not None and known.value.dead_since is not None)
    problem = await attempt(context, found.value, delivery.notice, last=last)
    if problem is None or problem.gone or last:
        return
    delay = max(BACKOFF_SECONDS[delivery.attempts], min(problem.retry_after, LONGEST_WAIT))
    again = delivery.model_copy(update={"attempts": delivery.attempts + 1})
    await context.queues.send(Queue.NOTIFY, again, delay=delay)


async def attempt(
    context: Context, notification: Notification, notice: Notice, *, last: bool = False
) -> WebhookFailed | None:
    """Send it once and note how that went; what went wrong, if anything did."""
    problem: WebhookFailed | None = None
    try:
        # Not from this process's memory: a change of the address takes effect in all of them at once.
        kept = json.loads(await context.vault.key(notification.secret_name, fresh=True))
        body = body_of(notice, notification.format, _link(context, notice))
        headers = signed_headers(kept["signing_secret"], notice.id, int(time.time()), body)
        await context.sender.post(kept["url"], body, headers)
    except WebhookFailed as error:
        problem = error
    except (KeyRefused, Unavailable) as error:
        problem = WebhookFailed(f"The vault did not give out the address: {error}", gone=False)
    await _note(context, notification, problem, given_up=last or (problem is not None and problem.gone))
    return problem


async def _note(context: Context, notification: Notification, problem: WebhookFailed | None, *, given_up: bool) -> None:
    found = await context.healths.get(notification.id)
    before = found.value if found else Health()
    if problem is None:
        health = before.succeeded(now())
    else:
        health = before.failed(now(), str(problem), given_up=given_up)
        log.warning("notification %s: not delivered: %s", notification.id, problem)
    if health.dead_since and not before.dead_since:
        log.error("notification %s: dead, its receiver has not taken anything", notification.id)
    # Two deliveries at once: either one's note will do.
    with suppress(StateConflict):
        if found:
            await context.healths.replace(notification.id, health, found.etag)
        else:
            await context.healths.insert(notification.id, health)


async def _tell_of_key(
    context: Context, connection: Connection, cause: str, problem: str, *, run_id: str | None = None
) -> None:
    found = await context.notification_states.get(connection.id)
    moment = now()
    notice = Notice(
        # The same within a day, whoever finds it.
        id=notice_id(connection.id, cause, f"{moment:%Y-%m-%d}"),
        kind="key",
        subject=connection.id,
        subject_name=connection.display_name,
        cause=cause,
        at=moment,
        problem=problem,
        run_id=run_id,
    )
    await _tell(context, connection.id, found, found.value if found else NotificationState(), [notice], DAY)


async def _tell(
    context: Context,
    subject: str,
    found: Versioned[NotificationState] | None,
    standing: NotificationState,
    notices: Sequence[Notice],
    quiet: timedelta = timedelta(),
) -> None:
    """Put what is news into the queue, then note that it was told: who dies in between tells it again."""
    quiet = max(quiet, timedelta(seconds=context.settings.notification_cooldown_seconds))
    news = standing.news(notices, quiet)
    wanting = [each.value for each in await context.notifications.all() if each.value.enabled] if news else []
    for notice in news:
        log.info("notice %s: %s %s", notice.kind, notice.subject, notice.run_id or "")
        for notification in wanting:
            if notice.kind in notification.events:
                await context.queues.send(Queue.NOTIFY, Delivery(notification=notification.id, notice=notice))
    after = standing.after(news, quiet)
    if found is not None and after == found.value:
        return
    # Somebody else told of the same at the same moment: the receiver knows by the id.
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


def test_notice(notification: Notification, moment: datetime) -> Notice:
    """What `POST /api/notifications/{id}/test` sends."""
    return Notice(
        id=notice_id(notification.id, moment.isoformat()),
        kind="test",
        subject=notification.id,
        subject_name=notification.name,
        cause="test",
        at=moment,
    )
