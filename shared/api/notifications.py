"""/api/notifications: who is told what by webhook. The address and the signing secret are kept in the vault."""

from __future__ import annotations

import json
from typing import Any

from shared.api.access import IDENTIFIER
from shared.api.auth import Principal
from shared.api.etag import check_match, save, tag
from shared.api.http import Request, Response, answer
from shared.api.paging import listed
from shared.api.requests import NewNotification, NotificationChange
from shared.context import Context
from shared.domain.base import new_id, now
from shared.domain.notification import MAX_NOTIFICATIONS, Health, Notification
from shared.errors import Conflict, NotFound
from shared.notifications.delivery import attempt, test_notice
from shared.notifications.signature import new_secret
from shared.notifications.webhook import check_url
from shared.storage.records import Versioned

SECRET_KIND = "address and signing secret of a webhook"  # noqa: S105  says what lies in the vault


async def list_notifications(context: Context, request: Request, who: Principal) -> Response:
    """By name, with how their deliveries went; `?name=` keeps those that it is part of."""
    every = [each.value for each in await context.notifications.all()]
    page = listed(request, every, lambda notification: notification.name, lambda notification: notification.id)
    shown = [await _show(context, notification) for notification in page.items]
    return answer({"notifications": shown, "next_cursor": page.next_cursor})


async def create_notification(context: Context, request: Request, who: Principal) -> Response:
    """Tell a webhook. The answer holds the signing secret: it is shown this once."""
    new = request.json(NewNotification)
    host = check_url(new.url.get_secret_value(), loopback=context.settings.webhooks_to_loopback)
    if len(await context.notifications.all()) >= MAX_NOTIFICATIONS:
        raise Conflict(f"There are {MAX_NOTIFICATIONS} notifications, as many as can be. Remove one first.")
    identifier, moment, secret = new_id("ntf"), now(), new_secret()
    notification = Notification(
        id=identifier,
        name=new.name,
        host=host,
        format=new.format,
        events=new.events,
        enabled=new.enabled,
        secret_name=f"notify-{identifier.replace('_', '-')}",
        created_at=moment,
        updated_at=moment,
    )
    await _keep(context, notification, new.url.get_secret_value(), secret)
    await context.notifications.insert(identifier, notification)
    request.trail.note(identifier, after=_audited(notification))
    shown = await _show(context, notification) | {"signing_secret": secret}
    return answer(shown, 201, {"Location": f"/api/notifications/{identifier}", "ETag": tag(notification)})


async def read_notification(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """One of them, with how its deliveries went."""
    found = await _find(context, id)
    return answer(await _show(context, found.value), headers={"ETag": tag(found.value)})


async def change_notification(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """What is left out stays. With `renew_signing_secret` the answer holds a new one: it is shown this once."""
    change = request.json(NotificationChange)
    loopback = context.settings.webhooks_to_loopback
    host = check_url(change.url.get_secret_value(), loopback=loopback) if change.url else None
    found = await _find(context, id)
    before = found.value
    check_match(request, before)
    update: dict[str, Any] = {
        name: getattr(change, name)
        for name in ("name", "format", "events", "enabled")
        if getattr(change, name) is not None
    }
    given: dict[str, str] = {}
    if host is not None:
        update["host"] = host
        given["url"] = "changed"
    shown_once = {"signing_secret": new_secret()} if change.renew_signing_secret else {}
    given |= dict.fromkeys(shown_once, "renewed")
    if given:
        kept = json.loads(await context.vault.key(before.secret_name, fresh=True))
        url = change.url.get_secret_value() if change.url else kept["url"]
        await _keep(context, before, url, shown_once.get("signing_secret", kept["signing_secret"]))
    changed = before.model_copy(update=update | {"updated_at": now()})
    saved = await save(context.notifications, id, found, changed)
    request.trail.note(id, before=_audited(before), after=_audited(saved) | given)
    return answer(await _show(context, saved) | shown_once, headers={"ETag": tag(saved)})


async def delete_notification(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """With its secret. What is still to be delivered to it is dropped."""
    found = await _find(context, id)
    check_match(request, found.value)
    await context.notifications.delete(id, found.etag)
    await context.healths.delete(id)
    await context.vault.remove(found.value.secret_name)
    request.trail.note(id, before=_audited(found.value))
    return Response(204)


async def test_notification(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Send a test now, once, and say how that went."""
    notification = (await _find(context, id)).value
    problem = await attempt(context, notification, test_notice(notification, now()))
    return answer({"delivered": problem is None, "problem": str(problem) if problem else None})


async def _find(context: Context, identifier: str) -> Versioned[Notification]:
    found = await context.notifications.get(identifier) if IDENTIFIER.fullmatch(identifier) else None
    if found is None:
        raise NotFound(f"There is no notification {identifier[:100]}.")
    return found


async def _keep(context: Context, notification: Notification, url: str, secret: str) -> None:
    value = json.dumps({"url": url, "signing_secret": secret})
    await context.vault.store(notification.secret_name, value, SECRET_KIND)


async def _show(context: Context, notification: Notification) -> dict[str, Any]:
    found = await context.healths.get(notification.id)
    shown = notification.model_dump(mode="json", exclude={"host", "secret_name", "schema_version"})
    health = (found.value if found else Health()).model_dump(mode="json")
    # Path and query may be all that keeps others from sending there.
    return shown | {"url": f"https://{notification.host}/…", "health": health}


def _audited(notification: Notification) -> dict[str, Any]:
    return notification.model_dump(mode="json", exclude={"created_at", "updated_at", "schema_version"})
