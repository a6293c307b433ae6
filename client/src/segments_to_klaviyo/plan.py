"""What has to change so that the app has what segments.yaml says.

A plan is made of what the app has now, with the version (ETag) of everything that is to change. Applying it changes
only these versions (`apply.py`): where another change came in between, StaleVersion is raised, and a new plan shows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from segments_to_klaviyo import _operations as operations
from segments_to_klaviyo import models
from segments_to_klaviyo._flow import Flow, everything
from segments_to_klaviyo.errors import ManifestError
from segments_to_klaviyo.manifest import (
    Manifest,
    ManifestConnection,
    ManifestExport,
    ManifestNotification,
    ManifestSegment,
    rule_of,
    settings_of,
    shown_address,
)

T = TypeVar("T")

Action = Literal["create", "change", "delete"]
Kind = Literal["connection", "segment", "export", "notification"]
Item = ManifestConnection | ManifestSegment | ManifestExport | ManifestNotification

ORDER: tuple[tuple[Action, Kind], ...] = (
    ("create", "connection"),
    ("change", "connection"),
    ("create", "segment"),  # before exports use them
    ("change", "segment"),
    ("delete", "export"),  # before others take its list
    ("change", "export"),
    ("create", "export"),
    ("delete", "segment"),
    ("delete", "connection"),
    ("create", "notification"),
    ("change", "notification"),
    ("delete", "notification"),
)


@dataclass(frozen=True)
class Difference:
    """One field: what the app has and what the file says. MISSING stands for neither."""

    path: str
    before: Any
    after: Any


MISSING = object()


@dataclass(frozen=True)
class Change:
    """One thing to create, change or delete. `etag` is the version that it was planned for."""

    action: Action
    kind: Kind
    name: str
    differences: tuple[Difference, ...] = ()
    item: Item | None = None
    id: str | None = None
    etag: str | None = None


@dataclass(frozen=True)
class Plan:
    """All changes in the order in which they are made.

    `kept` are things that only the app has and that are not deleted. `waiting` are exports whose differences were
    requested already and wait for the approval of another administrator. `connections` are the ids of connections by
    name.
    """

    changes: tuple[Change, ...]
    kept: tuple[tuple[Kind, str], ...] = ()
    waiting: tuple[str, ...] = ()
    connections: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> dict[Action, int]:
        """Return how many things are created, changed and deleted."""
        found = Counter(change.action for change in self.changes)
        return {"create": found["create"], "change": found["change"], "delete": found["delete"]}


def make_plan(manifest: Manifest, *, prune: bool = False) -> Flow[Plan]:
    """Compare the file with the app. With `prune`, what only the app has is deleted, in the sections that the file has.

    Raises ManifestError where the file asks for what cannot be done, before anything is changed.
    """
    found = yield from everything(operations.list_connections())
    planner = _Planner(prune=prune)
    if manifest.connections is not None:
        yield from planner.connections(manifest.connections, found)
    if manifest.segments is not None:
        yield from planner.segments(manifest.segments)
    if manifest.exports is not None:
        planner.names = _names_of(found)
        yield from planner.exports(manifest.exports, {one.name for one in manifest.connections or ()})
    if manifest.notifications is not None:
        yield from planner.notifications(manifest.notifications)
    if planner.errors:
        raise ManifestError(planner.errors)
    changes = sorted(planner.changes, key=lambda change: ORDER.index((change.action, change.kind)))
    ids = {name: ids[0] for name, ids in _names_of(found).items()}
    return Plan(tuple(changes), tuple(planner.kept), tuple(planner.waiting), ids)


class _Planner:
    def __init__(self, *, prune: bool) -> None:
        self.changes: list[Change] = []
        self.kept: list[tuple[Kind, str]] = []
        self.waiting: list[str] = []
        self.errors: list[str] = []
        self.names: dict[str, list[str]] = {}
        self._prune = prune

    def connections(self, wanted: list[ManifestConnection], found: list[models.Connection]) -> Flow[None]:
        by_name = _by_name(found, lambda one: one.display_name)
        for item in wanted:
            present = self._take("connection", item.name, by_name)
            if present is None:
                self._create("connection", item, _connection_fields(item))
                continue
            current = yield from operations.read_connection(present.id)
            if require_whole(current).auth == "oauth":
                self.errors.append(
                    f"connection {item.name!r}: it signed in to Klaviyo, so this file cannot manage it. Leave it out; "
                    "exports can still name it."
                )
            elif current.secret_name != item.secret_name:
                self.errors.append(
                    f"connection {item.name!r}: secret_name is {current.secret_name!r} in the app and cannot be "
                    "changed. Give the connection another name, which makes a new one."
                )
            after = _connection_fields(item)
            before = _connection_fields(current)
            self._change("connection", item, current.id, current.etag, _differences(before, after))
        # No file can describe a connection that signed in, so that its absence from this one says nothing.
        rest = {name: [one for one in several if one.auth != "oauth"] for name, several in by_name.items()}
        yield from self._rest("connection", rest, operations.read_connection)

    def segments(self, wanted: list[ManifestSegment]) -> Flow[None]:
        found = yield from everything(operations.list_definitions())
        by_name = _by_name(found, lambda one: one.name)
        for item in wanted:
            after = _segment_fields(item)
            if self._take("segment", item.name, by_name) is None:
                self._create("segment", item, after)
                continue
            current = yield from operations.read_definition(item.name)
            differences = _differences(_segment_fields(current), after)
            self._change("segment", item, item.name, current.etag, differences)
        yield from self._rest("segment", by_name, operations.read_definition)

    def exports(self, wanted: list[ManifestExport], to_come: set[str]) -> Flow[None]:
        found = yield from everything(operations.list_exports())
        by_name = _by_name(found, lambda one: one.name)
        name_of = {id_: name for name, ids in self.names.items() for id_ in ids}
        for item in wanted:
            self._check_connection(item, to_come)
            self._check_pruned(item)
            after = _export_fields(item, item.connection)
            present = self._take("export", item.name, by_name)
            if present is None:
                if item.connection is None:
                    self.errors.append(f"export {item.name!r}: a new export needs a connection.")
                self._create("export", item, {name: value for name, value in after.items() if value is not None})
                continue
            current = present
            before = _fields_of(current, name_of)
            if _differences(before, after):
                current = yield from operations.read_export(present.id)
                before = _fields_of(current, name_of)
            differences = _differences(before, after)
            approved = _approved(current)
            left = [one for one in differences if approved.get(one.path, MISSING) != one.after]
            if differences and not left:
                self.waiting.append(item.name)
            self._change("export", item, current.id, current.etag, left)
        yield from self._rest("export", by_name, operations.read_export)

    def notifications(self, wanted: list[ManifestNotification]) -> Flow[None]:
        found = yield from everything(operations.list_notifications())
        by_name = _by_name(found, lambda one: one.name)
        for item in wanted:
            after = _notification_fields(item)
            present = self._take("notification", item.name, by_name)
            if present is None:
                self._create("notification", item, after)
                continue
            current = yield from operations.read_notification(present.id)
            before = {name: getattr(current, name) for name in after}
            self._change("notification", item, current.id, current.etag, _differences(before, after))
        yield from self._rest("notification", by_name, operations.read_notification)

    def _check_connection(self, item: ManifestExport, to_come: set[str]) -> None:
        if item.connection is None or item.connection in to_come:
            return
        ids = self.names.get(item.connection, [])
        if not ids:
            self.errors.append(f"export {item.name!r}: there is no connection {item.connection!r}.")
        elif len(ids) > 1:
            self.errors.append(f"export {item.name!r}: {len(ids)} connections have the name {item.connection!r}.")

    def _check_pruned(self, item: ManifestExport) -> None:
        # The app refuses to delete them, but only after the changes before.
        deleted = {(change.kind, change.name) for change in self.changes if change.action == "delete"}
        for kind, name in (("connection", item.connection), *(("segment", segment) for segment in item.segments)):
            if (kind, name) in deleted:
                self.errors.append(
                    f"export {item.name!r}: it uses the {kind} {name!r}, which --prune deletes. Add it to the file."
                )

    def _take(self, kind: Kind, name: str, by_name: dict[str, list[T]]) -> T | None:
        """Take the thing of this name out of what the app has; None where there is none."""
        found = by_name.pop(name, [])
        if len(found) > 1:
            self.errors.append(f"{kind} {name!r}: {len(found)} have this name in the app. Rename them first.")
        return found[0] if found else None

    def _create(self, kind: Kind, item: Item, fields: dict[str, Any]) -> None:
        differences = tuple(Difference(path, MISSING, value) for path, value in _flat(fields).items())
        self.changes.append(Change("create", kind, item.name, differences, item))

    def _change(self, kind: Kind, item: Item, id_: str, etag: str | None, differences: list[Difference]) -> None:
        if differences:
            self.changes.append(Change("change", kind, item.name, tuple(differences), item, id_, etag))

    def _rest(
        self, kind: Kind, by_name: Mapping[str, list[Any]], read: Callable[[str], Flow[models.Resource]]
    ) -> Flow[None]:
        for name, one in ((name, one) for name, several in by_name.items() for one in several):
            if self._prune:
                # A defined segment is its name.
                id_ = name if kind == "segment" else one.id
                current = yield from read(id_)
                self.changes.append(Change("delete", kind, name, id=id_, etag=current.etag))
            else:
                self.kept.append((kind, name))


def _connection_fields(item: ManifestConnection | models.Connection) -> dict[str, Any]:
    users = sorted((user.model_dump() for user in item.export_users), key=lambda user: user["id"])
    feed = item.consent_feed and {"schedule": item.consent_feed.schedule.model_dump()}
    return {
        "access": item.access,
        "profile_limit": item.profile_limit,
        "export_users": users,
        "consent_feed": feed,
    }


def _segment_fields(item: ManifestSegment | models.Definition) -> dict[str, Any]:
    return {"description": item.description, "rule": rule_of(item.rule)}


def _export_fields(settings: models.ExportSettings, connection: str | None) -> dict[str, Any]:
    fields = settings_of(settings)
    del fields["name"]
    return {"connection": connection} | fields


def _fields_of(export: models.Export, name_of: Mapping[str, str]) -> dict[str, Any]:
    connection = None if export.connection_id is None else name_of.get(export.connection_id, export.connection_id)
    return _export_fields(_settings(export), connection)


def _settings(export: models.Export) -> models.ExportSettings:
    return models.ExportSettings(**{name: getattr(export, name) for name in models.ExportSettings.model_fields})


def _approved(export: models.Export) -> dict[str, Any]:
    """Return the settings by path that an export has when its pending change, if any, is approved."""
    settings = settings_of(_settings(export))
    if export.pending_change:
        requested = {name: value for name, value in export.pending_change.values.items() if name in settings}
        settings = settings_of(models.ExportSettings.model_validate(settings | requested))
    return _flat(settings)


def _notification_fields(item: ManifestNotification) -> dict[str, Any]:
    fields = item.model_dump()
    del fields["name"]
    # The app shows no more of an address than its host.
    return fields | {"url": shown_address(item.url)}


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    old, new = _flat(before), _flat(after)
    paths = dict.fromkeys([*new, *old])
    return [
        Difference(path, old.get(path, MISSING), new.get(path, MISSING))
        for path in paths
        if old.get(path, MISSING) != new.get(path, MISSING)
    ]


def _flat(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields by path. The mapping is taken apart: `mapping.email`, `mapping.properties.Points`."""
    flat: dict[str, Any] = {}
    for name, value in fields.items():
        if name != "mapping":
            flat[name] = value
            continue
        for field_name, entry in value.items():
            if field_name == "properties":
                flat |= {f"mapping.properties.{one}": each for one, each in entry.items()}
            else:
                flat[f"mapping.{field_name}"] = entry
    return flat


def _by_name(found: Iterable[T], name: Callable[[T], str]) -> dict[str, list[T]]:
    by_name: dict[str, list[T]] = {}
    for one in found:
        by_name.setdefault(name(one), []).append(one)
    return by_name


def _names_of(connections: Iterable[models.Connection]) -> dict[str, list[str]]:
    by_name = _by_name(connections, lambda one: one.display_name)
    return {name: [one.id for one in several] for name, several in by_name.items()}


def require_whole(connection: models.Connection) -> models.Connection:
    """Return a connection that the caller sees whole. Raises ManifestError for callers without that right."""
    if connection.secret_name is None:
        raise ManifestError(
            ["connections: only administrators see them whole. Leave the section out, or use an administrator's role."]
        )
    return connection
