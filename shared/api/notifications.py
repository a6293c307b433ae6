"""/api/notifications: webhooks. Their addresses and signing secrets are in the vault."""

from __future__ import annotations

import json
from secrets import token_hex
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, SecretStr

from shared.api.models import Change, is_none, shared_fields
from shared.api.operations import Answer, Call, Created, IfMatch, save
from shared.api.paging import CountedPage, NameQuery, page_by_name
from shared.api.permissions import IDENTIFIER
from shared.context import Context
from shared.domain.base import Name, Value, new_id, now
from shared.domain.notice import Event, notice_of_test
from shared.domain.notification import MAX_NOTIFICATIONS, Format, Health
from shared.domain.notification import Notification as StoredNotification
from shared.errors import Conflict, NotFound
from shared.maintenance.unused_secrets import note_secret, remove_if_unused, store_secret
from shared.notifications.delivery import attempt
from shared.notifications.webhook import check_url, new_secret
from shared.storage.records import Versioned
from shared.telemetry.guard import guarded
from shared.texts import Language, Text, text

SECRET_KIND = "address and signing secret of a webhook"  # noqa: S105  describes the secret

WebhookUrl = Annotated[
    SecretStr, Field(min_length=1, max_length=2000, json_schema_extra={"pattern": r"^https://[A-Za-z0-9\[][!-~]*$"})
]
Events = Annotated[list[Event], Field(min_length=1, max_length=len(Event))]


class NewNotification(Value):
    """A notification to add. Path and query of `url` may hold a secret: the API does not return them."""

    name: Name = Field(examples=["On call"])
    url: WebhookUrl = Field(examples=["https://hooks.example.com/klaviyo"])
    format: Format = Format.JSON
    language: Language = Field(Language.ENGLISH, description="Of the messages.")
    events: Events = Field(examples=[["run.failed", "connection.key_problem"]])
    enabled: bool = True


class NotificationChange(Change):
    """A change of a notification: fields that are left out do not change."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"enabled": False}, {"renew_signing_secret": True}]})

    name: Name | None = None
    url: WebhookUrl | None = None
    format: Format | None = None
    language: Language | None = None
    events: Events | None = None
    enabled: bool | None = None
    renew_signing_secret: bool = False


class Notification(BaseModel):
    """A notification: a webhook and the events it is sent."""

    id: str = Field(examples=["ntf_p8d2m3x9c5vb"])
    name: str = Field(examples=["On call"])
    url: str = Field(description="Without path and query.", examples=["https://hooks.example.com/…"])
    format: Format
    language: Language
    events: list[Event]
    enabled: bool = Field(examples=[True])
    created_at: AwareDatetime
    updated_at: AwareDatetime
    health: Health
    signing_secret: str | None = Field(
        None, description="Only in the answer to the request that created it.", exclude_if=is_none, examples=[]
    )


class Notifications(CountedPage):
    """Notifications by name."""

    notifications: list[Notification]


class Tested(BaseModel):
    """Whether a test notification was delivered, and if not, why."""

    delivered: bool
    problem: Text | None


async def list_notifications(call: Call, query: NameQuery) -> Notifications:
    """List the notifications, by name, with the state of their deliveries."""
    every = [each.value for each in await call.context.notifications.all()]
    page = page_by_name(query, every, lambda notification: notification.name, lambda notification: notification.id)
    notifications = [await _shown(call.context, notification) for notification in page.items]
    return Notifications(notifications=notifications, total=page.total, next_cursor=page.next_cursor)


async def create_notification(call: Call, body: NewNotification) -> Created[Notification]:
    """Add a notification. The answer holds its signing secret, which no other answer does."""
    context = call.context
    host = check_url(body.url.get_secret_value(), loopback=context.settings.webhooks_to_loopback)
    if len(await context.notifications.all()) >= MAX_NOTIFICATIONS:
        raise Conflict(text("too-many-notifications", limit=MAX_NOTIFICATIONS))
    notification_id, at, secret = new_id("ntf"), now(), new_secret()
    secret_name = _secret_name(notification_id)
    notification = StoredNotification(
        id=notification_id,
        name=body.name,
        host=host,
        format=body.format,
        language=body.language,
        events=body.events,
        enabled=body.enabled,
        secret_name=secret_name,
        created_at=at,
        updated_at=at,
    )
    await _store_secret(context, secret_name, body.url.get_secret_value(), secret)
    await context.notifications.insert(notification_id, notification)
    call.changed(notification_id, after=_audited(notification))
    answer = await _shown(context, notification, secret)
    return Created(answer, notification, f"/api/notifications/{notification_id}")


async def read_notification(call: Call, notification_id: str) -> Answer[Notification]:
    """Read one notification, with the state of its deliveries."""
    notification = (await _find(call.context, notification_id)).value
    return Answer(await _shown(call.context, notification), notification)


async def change_notification(
    call: Call, notification_id: str, body: NotificationChange, if_match: IfMatch
) -> Answer[Notification]:
    """Change a notification. With `renew_signing_secret` the answer holds the new secret."""
    context = call.context
    host = check_url(body.url.get_secret_value(), loopback=context.settings.webhooks_to_loopback) if body.url else None
    found = await _find(context, notification_id)
    before = found.value
    if_match.check(before)
    values = {
        name: value
        for name, value in body.given().items()
        if value is not None and name in StoredNotification.model_fields
    }
    secrets: dict[str, str] = {}
    if host is not None:
        values["host"] = host
        secrets["url"] = "changed"
    new = new_secret() if body.renew_signing_secret else None
    if new is not None:
        secrets["signing_secret"] = "renewed"  # noqa: S105  for the audit record
    if secrets:
        stored = json.loads(await context.vault.key(before.secret_name, fresh=True))
        url = body.url.get_secret_value() if body.url else stored["url"]
        # Under another name: what is stored takes effect with the record that names it, or not at all.
        values["secret_name"] = _secret_name(notification_id)
        await _store_secret(context, values["secret_name"], url, new or stored["signing_secret"])
        await note_secret(context, before.secret_name)
    saved = await save(context.notifications, notification_id, found, before.changed(values, now()))
    call.changed(notification_id, before=_audited(before), after=_audited(saved) | secrets)
    if secrets:
        await remove_if_unused(context, before.secret_name)
    return Answer(await _shown(context, saved, new), saved)


async def delete_notification(call: Call, notification_id: str, if_match: IfMatch) -> None:
    """Remove a notification and its secret. Deliveries that are under way are dropped."""
    found = await _find(call.context, notification_id)
    if_match.check(found.value)
    context, name = call.context, found.value.secret_name
    await note_secret(context, name)
    await context.notifications.delete(notification_id, found.etag)
    call.changed(notification_id, before=_audited(found.value))
    with guarded("remove what belongs to a notification", notification_id):
        await context.healths.delete(notification_id)
    await remove_if_unused(context, name)


async def test_notification(call: Call, notification_id: str) -> Tested:
    """Send a test notification now, once, and return whether it was delivered."""
    notification = (await _find(call.context, notification_id)).value
    problem = await attempt(call.context, notification, notice_of_test(notification.id, notification.name, now()))
    return Tested(delivered=problem is None, problem=problem.cause if problem else None)


async def _find(context: Context, notification_id: str) -> Versioned[StoredNotification]:
    found = await context.notifications.get(notification_id) if IDENTIFIER.fullmatch(notification_id) else None
    if found is None:
        raise NotFound(text("no-notification", notification=notification_id[:100]))
    return found


def _secret_name(notification_id: str) -> str:
    """Return a new name: the vault does not give a deleted one again for 90 days."""
    return f"notify-{notification_id.replace('_', '-')}-{token_hex(4)}"


async def _store_secret(context: Context, name: str, url: str, secret: str) -> None:
    await store_secret(context, name, json.dumps({"url": url, "signing_secret": secret}), SECRET_KIND)


async def _shown(context: Context, notification: StoredNotification, secret: str | None = None) -> Notification:
    health = await context.healths.get(notification.id)
    return Notification(
        **shared_fields(notification, Notification),
        # Path and query may be all that keeps others from sending to the receiver.
        url=f"https://{notification.host}/…",
        health=health.value if health else Health(),
        signing_secret=secret,
    )


def _audited(notification: StoredNotification) -> dict[str, Any]:
    return notification.model_dump(mode="json", exclude={"secret_name", "created_at", "updated_at", "schema_version"})
