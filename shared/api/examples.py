"""Examples of bodies and problems for the OpenAPI document."""

from __future__ import annotations

from typing import Any

EXPORT = {
    "name": "Loyal customers to newsletter",
    "connection_id": "con_k3f9x27m4t2c",
    "list_id": "Y6nRLr",
    "segments": ["LoyalCustomers"],
    "mapping": {
        "email": "EMail",
        "first_name": "FirstName",
        "location.city": "City",
        "properties": {"Loyalty Tier": "LoyaltyTier"},
    },
    "mode": "upsert",
    "schedule": {"kind": "refresh"},
}

BODIES: dict[str, dict[str, Any]] = {
    "NewConnection": {
        "key": {"display_name": "Klaviyo", "access": "contributors", "api_key": "pk_0000", "consent": True},
        "secret in the vault": {"display_name": "Klaviyo", "secret_name": "klaviyo-key", "consent": True},
    },
    "ConnectionChange": {
        "open it to contributors": {"access": "contributors"},
        "renew the key": {"api_key": "pk_0000"},
    },
    "NewList": {"list": {"name": "Loyal customers"}},
    "NewExport": {
        "with the system refresh": EXPORT,
        "weekly": EXPORT | {"schedule": {"kind": "cron", "expression": "0 6 * * 1", "time_zone": "Europe/Berlin"}},
        "when the segment is written": EXPORT | {"schedule": {"kind": "segment_updated", "quiet_seconds": 120}},
    },
    "ExportChange": {
        "disable": {"enabled": False},
        "another list": {"list_id": "Xw2pQt"},
    },
    "NewNotification": {
        "a Teams workflow": {
            "name": "Marketing in Teams",
            "url": "https://prod-00.westeurope.logic.azure.com/workflows/0000/triggers/manual/paths/invoke?sig=0000",
            "format": "teams",
            "events": ["run.failed", "run.recovered", "connection.key_problem"],
        },
        "a program": {
            "name": "On call",
            "url": "https://hooks.example.com/klaviyo",
            "events": ["run.failed", "connection.key_problem"],
        },
    },
    "NotificationChange": {
        "pause": {"enabled": False},
        "renew the signing secret": {"renew_signing_secret": True},
    },
    "Start": {"what changed": {}, "everything again": {"full": True}},
    "Erasure": {"here and at Klaviyo": {"email": "ann@example.com", "klaviyo": True}},
    "SchedulesChange": {
        "all of them daily": {"schedule": {"kind": "cron", "expression": "30 5 * * *", "time_zone": "UTC"}},
        "disable two": {"exports": ["exp_k3f9x27m4t2c", "exp_p8d2m3x9c5vb"], "enabled": False},
    },
}
"""Bodies by model and title."""


def _problem(status: int, kind: str, title: str, detail: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "title": title, "status": status, "detail": detail, **more}


PROBLEMS = {
    400: _problem(
        400, "invalid-request", "The request cannot be carried out", "list_id: Field required.", field="list_id"
    ),
    401: _problem(401, "sign-in-required", "Sign in first", "Nobody is signed in."),
    403: _problem(403, "not-allowed", "You are not allowed to do this", "This needs the role Administrator."),
    404: _problem(404, "not-found", "Not found", "There is no export exp_k3f9x27m4t2c."),
    409: _problem(409, "run-active", "The export is running already", "Wait for its end, or cancel it."),
    411: _problem(
        411, "length-required", "The request needs the header Content-Length", "Send it again with Content-Length."
    ),
    412: _problem(412, "stale-version", "This was changed by another request", "Read it again."),
    413: _problem(413, "request-too-large", "The request is too large", "At most 1,000,000 bytes are taken."),
    422: _problem(
        422,
        "idempotency-key-reused",
        "The Idempotency-Key was used for another request",
        "Send that body again, or another key.",
        field="Idempotency-Key",
    ),
    500: _problem(500, "internal", "Something went wrong inside the app", "The app could not answer."),
    503: _problem(503, "unavailable", "A service is not available at the moment", "Klaviyo did not answer."),
}
"""A problem for each status."""
