"""What an error answer means, and what to do about it: one table.

Only Klaviyo's own error document says something about the key, the list, the job or the profiles. What stands before
the API (a content delivery network, a gateway) answers 4xx too, with a page of its own: that passes.

Sources: responses ClientError and ServerError of Klaviyo's OpenAPI file (revision 2026-07-15); klaviyo-api-python
issue 84 (403 with `cf-mitigated: challenge`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any

import httpx

PROFILE_POINTER = re.compile(r"^/data/attributes/profiles/data/(\d{1,9})(?:/|$)")
LISTS_POINTER = "/data/relationships/lists"
KEY_CODES = frozenset({"permission_denied", "not_authenticated", "authentication_failed"})
DEFAULT_WAIT_SECONDS = 10.0
MAX_WAIT_SECONDS = 7 * 24 * 3600.0
"""As long as a queue message can wait."""


class Action(StrEnum):
    """What to do about an answer that is no success."""

    RETRY = "retry"
    """It says nothing for good: ask again later."""
    WAIT = "wait"
    """A window is used up: ask again when it says so; no failed attempt."""
    REFUSE_KEY = "refuse_key"
    """The key is wrong, or lacks a scope."""
    NOT_FOUND = "not_found"
    """The job or the list does not exist; believed when a later look says the same."""
    REFUSE_BODY = "refuse_body"
    """Profiles of the body are wrong; the pointers name them."""
    SPLIT_BODY = "split_body"
    """The body is too large."""


@dataclass(frozen=True)
class Rule:
    """Answers with one of `statuses`, and an error that has one of `codes` and a pointer below `pointer`."""

    statuses: frozenset[int]
    action: Action
    codes: frozenset[str] = frozenset()
    pointer: str = ""
    needs_document: bool = True

    def applies(self, status: int, errors: list[dict[str, Any]]) -> bool:
        """Return whether the rule is about this answer. `errors` is empty where it is not Klaviyo's own document."""
        if status not in self.statuses:
            return False
        if not self.needs_document:
            return True
        return any(
            (not self.codes or error["code"] in self.codes) and pointer_of(error).startswith(self.pointer)
            for error in errors
        )


RULES = (
    Rule(frozenset({429}), Action.WAIT, needs_document=False),
    Rule(frozenset({401, 403}), Action.REFUSE_KEY, codes=KEY_CODES),
    Rule(frozenset({400, 404, 409, 422}), Action.NOT_FOUND, pointer=LISTS_POINTER),
    Rule(frozenset({404}), Action.NOT_FOUND),
    Rule(frozenset({400, 409, 422}), Action.REFUSE_BODY),
    Rule(frozenset({413}), Action.SPLIT_BODY),
)
"""The first rule that applies; RETRY where none does."""


@dataclass(frozen=True)
class Refusal:
    """An answer that is no success. `offenders` maps a profile's place in the body to Klaviyo's words about it."""

    action: Action
    status: int
    message: str
    retry_after: float | None = None
    offenders: dict[int, str] = field(default_factory=dict)


def read_refusal(response: httpx.Response) -> Refusal:
    """Return what an answer that is no success means."""
    status, errors = response.status_code, own_errors(response)
    action = next((rule.action for rule in RULES if rule.applies(status, errors)), Action.RETRY)
    offenders: dict[int, str] = {}
    if action is Action.REFUSE_BODY:
        for error in errors:
            if match := PROFILE_POINTER.match(pointer_of(error)):
                offenders.setdefault(int(match[1]), _message(error))
    message = "; ".join(_message(error) for error in errors[:3]) or response.reason_phrase or "no reason given"
    return Refusal(action, status, message, retry_after(response.headers), offenders)


def own_errors(response: httpx.Response) -> list[dict[str, Any]]:
    """Return the errors of Klaviyo's own error document; none where the answer is something else."""
    if "cf-mitigated" in response.headers or "html" in response.headers.get("content-type", ""):
        return []
    try:
        errors = response.json()["errors"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return []
    if not isinstance(errors, list):
        return []
    return [error for error in errors if isinstance(error, dict) and isinstance(error.get("code"), str)]


def pointer_of(error: Mapping[str, Any]) -> str:
    """Return where in the body an error says it is; empty where it does not say."""
    source = error.get("source")
    pointer = source.get("pointer") if isinstance(source, dict) else None
    return pointer if isinstance(pointer, str) else ""


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of Retry-After: at least one, at most seven days; None where it names no time."""
    text = headers.get("retry-after", "")
    try:
        seconds = float(text)
    except ValueError:
        try:
            at = parsedate_to_datetime(text)
            seconds = (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
        except (ValueError, OverflowError):
            return None
    return min(max(seconds, 1.0), MAX_WAIT_SECONDS) if math.isfinite(seconds) else None


def _message(error: Mapping[str, Any]) -> str:
    return str(error.get("detail") or error.get("title") or error.get("code"))[:500]
