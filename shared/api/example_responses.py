"""Examples of answers for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from shared.api.examples import EXPORT

AT, LATER, MORNING = "2026-11-21T22:32:10.456Z", "2026-11-21T22:33:40.120Z", "2026-11-22T02:00:00Z"
CON, EXP, NTF, PRE = "con_k3f9x27m4t2c", "exp_k3f9x27m4t2c", "ntf_p8d2m3x9c5vb", "pre_m4t2ck3f9x27"
RUN_ID = "20261121-223210456-k3f9x2"
NAME = "Loyal customers to newsletter"

_RUN = {
    "id": RUN_ID, "export_id": EXP, "export_name": NAME, "trigger": "on_demand", "started_by": "alex@contoso.example",
    "retry_of": None, "state": "completed_with_warnings",
    "counts": {
        "read": 50_000, "accepted": 1_200, "added": 200, "updated": 1_000, "unchanged": 48_700, "duplicates": 60,
        "rejected": 38, "failed": 2, "removed": 0, "cleared": 0, "subscribed": 0,
    },
    "chunks": {"total": 1, "uploaded": 1, "imported": 1, "failed": 1},
    "warnings": ["38 rows were rejected before sending."], "notes": [], "removal": None, "error": None,
    "queued_at": AT, "started_at": AT, "ended_at": LATER, "cancel_requested_at": None,
}  # fmt: skip
_EXPORT = EXPORT | {
    "id": EXP, "enabled": True, "profile_limit": None, "default_country": None, "removal_limit_percent": None,
    "subscribe": None, "shared_identifiers": "leave_out", "created_by": "alex@contoso.example", "created_at": AT,
    "updated_at": AT, "next_runs": [MORNING],
}  # fmt: skip
_CONNECTION = {
    "id": CON, "display_name": "Klaviyo", "type": "klaviyo", "access": "contributors",
    "secret_name": "klaviyo-con-k3f9x27m4t2c", "account_id": "AbC123", "account_name": "Contoso Retail",
    "consent": {"by": "alex@contoso.example", "at": AT, "text_version": "2026-11"}, "profile_limit": None,
    "created_at": AT, "updated_at": AT, "last_used_at": LATER, "exports": [{"id": EXP, "name": NAME}],
}  # fmt: skip
_NOTIFICATION = {
    "id": NTF, "name": "On call", "url": "https://hooks.example.com/…", "format": "json",
    "events": ["run.failed", "connection.key_problem"],
    "enabled": True, "created_at": AT, "updated_at": AT,
    "health": {
        "failures": 0, "last_success_at": LATER, "last_failure_at": None, "last_problem": None, "dead_since": None,
    },
}  # fmt: skip
_SEGMENT = {
    "name": "LoyalCustomers", "kind": "csv", "parts": 1, "size": 7_340_032, "updated": AT, "rows": 50_000,
    "rows_exact": True, "columns": [{"name": "EMail", "type": "string", "examples": []}], "problems": [],
}  # fmt: skip
_REFUSAL = {
    "export_id": "exp_p8d2m3x9c5vb", "type": "run-active", "title": "The export is running already",
    "detail": f"Run {RUN_ID} of this export is still going on. Wait for its end, or cancel it.",
}  # fmt: skip
_REJECT = {
    "blob": "LoyalCustomers.csv", "line": 17, "outcome": "rejected", "reason": "email_malformed",
    "detail": "There must be something after the @-sign.", "email": "ann@",
}  # fmt: skip
_PREVIEW = {
    "id": PRE, "export_id": EXP, "state": "ready", "created_at": AT, "ended_at": LATER, "error": None,
    "counts": {
        "read": 50_000, "to_send": 1_202, "added": 200, "updated": 1_002, "unchanged": 48_700, "removed": 0,
        "duplicates": 60, "rejected": 38,
    },
    "reasons": [
        {"reason": "email_malformed", "outcome": "rejected", "count": 38, "message": "The address is malformed."}
    ],
    "warnings": [], "profiles": [{"email": "ann@example.com", "first_name": "Ann"}], "rejects": [_REJECT],
    "unused_columns": ["CustomerId"], "chunks": 1, "api_calls": 3, "min_seconds": 0.3,
}  # fmt: skip
_ENTRY = {
    "id": "8236243469543-k3f9x2", "at": AT, "who_id": "11112222-3333-4444-5555-666677778888",
    "who": "alex@contoso.example", "role": "administrator", "action": "PATCH /api/exports/{id}", "target": EXP,
    "result": "changed", "status": 200, "before": {"enabled": True}, "after": {"enabled": False},
}  # fmt: skip
_SCHEDULE = {"id": EXP, "name": NAME, "schedule": {"kind": "refresh"}, "enabled": True, "next_runs": [MORNING]}
_END = {"next_cursor": None}

ANSWERS: dict[str, dict[str, Any]] = {
    "Me": {"id": "11112222-3333-4444-5555-666677778888", "name": "alex@contoso.example", "role": "administrator",
           "version": "0.1.0"},
    "Segments": {"segments": [_SEGMENT], **_END},
    "SegmentDetails": _SEGMENT
    | {
        "columns": [{"name": "EMail", "type": "string", "examples": ["ann@example.com"]}],
        "sample": [{"EMail": "ann@example.com"}],
        "suggestion": {"email": "EMail"},
    },
    "Connection": _CONNECTION,
    "Connections": {"connections": [_CONNECTION], **_END},
    "Verified": {
        "verified": False, "account_id": "AbC123", "account_name": "Contoso Retail", "missing_scopes": ["lists:write"],
        "missing_optional_scopes": ["data-privacy:write"],
        "problem": "The key lacks the scopes lists:write. Make a key that has them, then renew it here.",
    },
    "List": {"id": "Y6nRLr", "name": "Loyal customers"},
    "Lists": {"lists": [{"id": "Y6nRLr", "name": "Loyal customers"}], **_END},
    "Export": _EXPORT,
    "Exports": {"exports": [_EXPORT], **_END},
    "Schedules": {
        "refresh": {"expressions": ["0 2 * * *"], "time_zone": "UTC", "next_runs": [MORNING]},
        "exports": [_SCHEDULE],
        **_END,
    },
    "SchedulesChanged": {"changed": [EXP], "refused": []},
    "Run": _RUN,
    "Runs": {"runs": [_RUN], **_END},
    "RunAll": {"runs": [_RUN], "refused": [_REFUSAL]},
    "Preview": _PREVIEW,
    "Rejects": {"rejects": [_REJECT], "reasons": [{"reason": "email_malformed", "count": 38}], **_END},
    "Notification": _NOTIFICATION,
    "Notifications": {"notifications": [_NOTIFICATION], **_END},
    "Tested": {"delivered": False, "problem": "The receiver answered 500."},
    "Erased": {"snapshots": 1, "files": 2, "requested": ["Contoso Retail"], "refused": {}},
    "Audit": {"entries": [_ENTRY], **_END},
}  # fmt: skip
"""An answer by the name of its model."""
