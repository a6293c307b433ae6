"""What the app has, as a manifest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

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
)
from segments_to_klaviyo.plan import require_whole


def read_all() -> Flow[Manifest]:
    """Return what the app has as a manifest. Needs the role Administrator.

    Addresses of webhooks are not readable: each becomes a variable. Raises ManifestError where names are not unique.
    """
    connections = yield from everything(operations.list_connections())
    exports = yield from everything(operations.list_exports())
    notifications = yield from everything(operations.list_notifications())
    definitions = yield from everything(operations.list_definitions())
    names = {connection.id: connection.display_name for connection in connections}
    errors = [
        f"{kind}s: {count} have the name {name!r}. Rename them first: names tell them apart in the file."
        for kind, items in (
            ("connection", [one.display_name for one in connections]),
            ("export", [one.name for one in exports]),
            ("notification", [one.name for one in notifications]),
        )
        for name, count in Counter(items).items()
        if count > 1
    ]
    if errors:
        raise ManifestError(errors)
    return Manifest(
        version=1,
        connections=[
            ManifestConnection(
                name=one.display_name,
                secret_name=require_whole(one).secret_name or "",
                consent=True,
                access=one.access or "administrators",
                profile_limit=one.profile_limit,
                export_users=one.export_users,
                consent_feed=models.ConsentFeed(schedule=one.consent_feed.schedule) if one.consent_feed else None,
            )
            for one in connections
            # A sign-in to Klaviyo is a user's act, which a file cannot repeat.
            if one.auth != "oauth"
        ],
        segments=[ManifestSegment(name=one.name, description=one.description, rule=one.rule) for one in definitions]
        or None,
        exports=[_manifest_export(one, names) for one in exports],
        # Its variable is no address that the model takes.
        notifications=[
            ManifestNotification.model_construct(
                name=one.name,
                url=variable,
                format=one.format,
                language=one.language,
                events=list(one.events),
                enabled=one.enabled,
            )
            for one, variable in zip(notifications, _url_variables(notifications), strict=True)
        ],
    )


def _manifest_export(export: models.Export, names: Mapping[str, str]) -> ManifestExport:
    settings = {name: getattr(export, name) for name in models.ExportSettings.model_fields}
    connection = None if export.connection_id is None else names.get(export.connection_id, export.connection_id)
    return ManifestExport(**settings, connection=connection)


def _url_variables(notifications: Iterable[models.Notification]) -> list[str]:
    names: list[str] = []
    for one in notifications:
        name = "WEBHOOK_URL_" + re.sub(r"[^A-Z0-9]+", "_", one.name.upper()).strip("_")
        number = sum(1 for other in names if other == name or re.fullmatch(rf"{re.escape(name)}_\d+", other))
        names.append(f"{name}_{number + 1}" if number else name)
    return [f"${{{name}}}" for name in names]
