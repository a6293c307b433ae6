"""Makes the changes of a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pydantic import SecretStr

from segments_to_klaviyo import _operations as operations
from segments_to_klaviyo import models
from segments_to_klaviyo._flow import Flow
from segments_to_klaviyo.manifest import ManifestConnection, ManifestExport, ManifestNotification, ManifestSegment
from segments_to_klaviyo.plan import Change, Plan


def apply_plan(plan: Plan, *, on_change: Callable[[Change], object] | None = None) -> Flow[list[str]]:
    """Make the changes of a plan in its order; `on_change` is called after each.

    Returns the names of exports of which a change waits for the approval of another administrator.

    Stops at the first error: what was done before stays, and a new plan has the rest. Raises StaleVersion where
    something was changed since the plan was made.
    """
    connections = dict(plan.connections)
    waiting = []
    for change in plan.changes:
        if (yield from _make(change, connections)):
            waiting.append(change.name)
        if on_change:
            on_change(change)
    return waiting


def _make(change: Change, connections: dict[str, str]) -> Flow[bool]:
    """Make a change. Returns whether it waits for approval."""
    if change.action == "delete":
        if change.kind == "connection":
            yield from operations.delete_connection(str(change.id), etag=change.etag)
        elif change.kind == "export":
            yield from operations.delete_export(str(change.id), etag=change.etag)
        elif change.kind == "segment":
            yield from operations.delete_definition(str(change.id), etag=change.etag)
        else:
            yield from operations.delete_notification(str(change.id), etag=change.etag)
    elif isinstance(change.item, ManifestConnection):
        yield from _make_connection(change, change.item, connections)
    elif isinstance(change.item, ManifestSegment):
        yield from _make_segment(change, change.item)
    elif isinstance(change.item, ManifestExport):
        return (yield from _make_export(change, change.item, connections))
    elif isinstance(change.item, ManifestNotification):
        yield from _make_notification(change, change.item)
    return False


def _make_connection(change: Change, item: ManifestConnection, connections: dict[str, str]) -> Flow[None]:
    if change.id is None:
        made = yield from operations.create_connection(
            models.NewConnection(
                display_name=item.name,
                access=item.access,
                secret_name=item.secret_name,
                consent=item.consent,
                profile_limit=item.profile_limit,
                export_users=item.export_users,
                consent_feed=item.consent_feed,
            )
        )
        connections[item.name] = made.id
        return
    changed = {name: getattr(item, name) for name in _changed_fields(change)}
    yield from operations.change_connection(change.id, models.ConnectionChange(**changed), etag=change.etag)


def _make_segment(change: Change, item: ManifestSegment) -> Flow[None]:
    if change.id is None:
        new = models.NewDefinition(name=item.name, description=item.description, rule=item.rule)
        yield from operations.create_definition(new)
        return
    changed = {name: getattr(item, name) for name in _changed_fields(change)}
    yield from operations.change_definition(change.id, models.DefinitionChange(**changed), etag=change.etag)


def _make_export(change: Change, item: ManifestExport, connections: Mapping[str, str]) -> Flow[bool]:
    if change.id is None:
        given = {name: getattr(item, name) for name in models.ExportSettings.model_fields}
        new = models.NewExport(**given, connection_id=connections[str(item.connection)])
        made = yield from operations.create_export(new)
        return made.pending_change is not None
    fields = _changed_fields(change)
    etag = change.etag
    if "connection" in fields and item.connection is None:
        detached = yield from operations.detach_export(change.id, etag=etag)
        etag = detached.etag
    changed = {name: getattr(item, name) for name in fields if name != "connection"}
    if "connection" in fields and item.connection is not None:
        changed["connection_id"] = connections[item.connection]
    if not changed:
        return False
    answer = yield from operations.change_export(change.id, models.ExportChange(**changed), etag=etag)
    return answer.pending_change is not None


def _make_notification(change: Change, item: ManifestNotification) -> Flow[None]:
    if change.id is None:
        given = item.model_dump() | {"url": SecretStr(item.url)}
        yield from operations.create_notification(models.NewNotification(**given))
        return
    changed = {name: getattr(item, name) for name in _changed_fields(change)}
    yield from operations.change_notification(change.id, models.NotificationChange(**changed), etag=change.etag)


def _changed_fields(change: Change) -> list[str]:
    """Return the fields of the first level that differ."""
    return list(dict.fromkeys(difference.path.partition(".")[0] for difference in change.differences))
