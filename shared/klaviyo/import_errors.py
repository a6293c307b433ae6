"""Read the errors of an import job and match each with the profile of the body that it is about.

What the pointer of an import error counts from, the job or the single profile, is not documented, and the original
payload is "an object". So the payload's identity decides whom an error is about: the export's own first, then another
identifier. A pointer only chooses between profiles that share that identifier.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.domain.identity import Identity, identity_of
from shared.klaviyo.bodies import read_profiles
from shared.klaviyo.error_rules import PROFILE_POINTER, pointer_of

WRAPPERS = ("data", "profile", "attributes", "original_payload", "payload")
MAX_DEPTH = 6


@dataclass(frozen=True)
class ImportFailure:
    """One error of an import job. `index` is the place in the body that its pointer names, if it names one."""

    detail: str
    index: int | None = None
    email: str | None = None
    external_id: str | None = None
    phone_number: str | None = None


def read_failure(item: Any) -> ImportFailure:
    """Return what an import error says; an error of another shape says little, and is one all the same."""
    attributes = item.get("attributes") if isinstance(item, dict) else None
    if not isinstance(attributes, dict):
        attributes = item if isinstance(item, dict) else {}
    match = PROFILE_POINTER.match(pointer_of(attributes))
    identifiers = _find_identifiers(attributes.get("original_payload"))
    return ImportFailure(
        detail=str(attributes.get("detail") or attributes.get("title") or "")[:1000],
        index=int(match[1]) if match else None,
        **identifiers,
    )


@dataclass(frozen=True)
class MatchedFailures:
    """Klaviyo's messages by the index of the profile in the body, and how many failures concern no profile of it."""

    messages: dict[int, str]
    unmatched: int


def match_failures(
    failures: Iterable[ImportFailure], body: bytes, identity: Identity = Identity.EMAIL
) -> MatchedFailures:
    """Return whom of the body the failures are about. `identity` tells its people apart."""
    places = _places(read_profiles(body))
    order = sorted(Identity, key=lambda kind: (kind is not identity, kind))
    messages: dict[int, str] = {}
    unmatched = 0
    for failure in failures:
        if (index := _place(failure, places, order)) is not None:
            messages.setdefault(index, failure.detail)
        else:
            unmatched += 1
    return MatchedFailures(messages, unmatched)


def _places(profiles: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], list[int]]:
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for kind in Identity:
            if isinstance(value := profile.get(kind), str):
                places[kind, identity_of(value, kind)].append(index)
    return places


def _place(
    failure: ImportFailure, places: Mapping[tuple[str, str], list[int]], order: Sequence[Identity]
) -> int | None:
    for kind in order:
        value = getattr(failure, kind)
        if value is None:
            continue
        # The first identifier decides. If no profile here has it, another one may belong to another person.
        meant = places.get((kind, identity_of(value, kind)), [])
        if len(meant) == 1:
            return meant[0]
        return failure.index if failure.index in meant else None
    return None


def _find_identifiers(payload: Any, depth: int = 0) -> dict[str, str]:
    """Return the identifiers of a profile that stands bare, in a resource, in a wrapper or as JSON text."""
    if depth > MAX_DEPTH:
        return {}
    if isinstance(payload, str):
        try:
            return _find_identifiers(json.loads(payload), depth + 1)
        except (ValueError, RecursionError):
            return {}
    if isinstance(payload, list):
        # One profile in a list is that profile; of several nothing says which.
        return _find_identifiers(payload[0], depth + 1) if len(payload) == 1 else {}
    if not isinstance(payload, dict):
        return {}
    found = {str(one): value for one in Identity if isinstance(value := payload.get(one), str) and value.strip()}
    for name in WRAPPERS:
        if found:
            break
        found = _find_identifiers(payload.get(name), depth + 1)
    return found
