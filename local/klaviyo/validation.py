"""Klaviyo's synchronous checks of a profile.

Sources: schema ProfileUpsertQueryResourceObject for names and types; email, E.164 and the 255 characters of
external_id from Klaviyo's API errors and guides. Klaviyo does not publish its email pattern: this one takes
ASCII dot-atoms with a top-level domain, which is what it is known to accept.
"""

from __future__ import annotations

import re
from typing import Any

import orjson

from local.klaviyo.attributes import NESTED, holds_null, packed
from local.klaviyo.errors import Problem, invalid
from local.klaviyo.profile import Change

PROFILE_BYTES = 100_000
EXTERNAL_ID_CHARACTERS = 255

_EMAIL = re.compile(
    r"(?=.{3,254}\Z)(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])\Z"
)
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}\Z")
_TEXTS = frozenset({"first_name", "image", "last_name", "locale", "organization", "title", "_kx"})
_NAMES = _TEXTS | frozenset(NESTED)
_LOCATION_TEXTS = frozenset({"address1", "address2", "city", "country", "ip", "region", "timezone", "zip"})
_COORDINATES = frozenset({"latitude", "longitude"})
_PLAIN = frozenset({str})
_PLAIN_OR_NESTED = frozenset({str, dict})

type Place = int | str
"""Where a profile stands in the body: its index in a bulk import, else a JSON pointer."""


def is_email(value: object) -> bool:
    return isinstance(value, str) and _EMAIL.match(value) is not None


def is_phone(value: object) -> bool:
    return isinstance(value, str) and _PHONE.match(value) is not None


def pointer(place: Place, suffix: str = "") -> str:
    return (f"/data/attributes/profiles/data/{place}" if isinstance(place, int) else place) + suffix


def read_profile(resource: Any, place: Place, problems: list[Problem]) -> Change | None:
    """Return the change that a profile resource asks for; None, and problems appended, where it is malformed."""
    before = len(problems)
    if not isinstance(resource, dict) or resource.get("type") != "profile":
        problems.append(invalid("'type' must be 'profile'.", pointer=pointer(place, "/type")))
        return None
    attributes = resource.get("attributes")
    if not isinstance(attributes, dict):
        problems.append(invalid("The field 'attributes' is required.", pointer=pointer(place, "/attributes")))
        return None
    # Identifiers are kept apart. `...` tells what is not there from null.
    email = attributes.pop("email", ...)
    phone = attributes.pop("phone_number", ...)
    external_id = attributes.pop("external_id", ...)
    clears: tuple[str, ...] = ()
    if email is None or phone is None or external_id is None:
        given = {"email": email, "phone_number": phone, "external_id": external_id}
        clears = tuple(name for name, value in given.items() if value is None)
    email = None if email is ... else email
    phone = None if phone is ... else phone
    external_id = None if external_id is ... else external_id
    identifier = resource.get("id")
    _check_identifiers(email, phone, external_id, place, problems)
    if email is None and phone is None and external_id is None and identifier is None:
        detail = "One of the identifiers 'email', 'phone_number' or 'external_id' is required."
        problems.append(invalid(detail, pointer=pointer(place, "/attributes")))
    plain = _plain(attributes)
    if not plain:
        _check_names(attributes, place, problems)
    patch = _read_patch(resource["meta"], place, problems) if "meta" in resource else None
    if len(problems) > before:
        return None
    stored = packed(attributes)
    if len(stored) > PROFILE_BYTES - 1000 and _size(resource, email, phone, external_id) > PROFILE_BYTES:
        problems.append(invalid("A profile must not exceed 100 KB.", pointer=pointer(place)))
        return None
    has_null = not plain and holds_null(attributes)
    return Change(email, phone, external_id, stored, has_null, identifier, patch, clears)


def _check_identifiers(email: Any, phone: Any, external_id: Any, place: Place, problems: list[Problem]) -> None:
    if email is not None and not is_email(email):
        problems.append(invalid("Invalid email address.", pointer=pointer(place, "/attributes/email")))
    if phone is not None and not is_phone(phone):
        detail = "Invalid phone number format. Must be E.164."
        problems.append(invalid(detail, pointer=pointer(place, "/attributes/phone_number")))
    if external_id is not None and not (
        isinstance(external_id, str) and 0 < len(external_id) <= EXTERNAL_ID_CHARACTERS
    ):
        detail = f"external_id must be a string of 1 to {EXTERNAL_ID_CHARACTERS} characters."
        problems.append(invalid(detail, pointer=pointer(place, "/attributes/external_id")))


def _size(resource: dict[str, Any], email: Any, phone: Any, external_id: Any) -> int:
    """Return the size of the whole resource in bytes, with the identifiers that were taken out of it."""
    return len(orjson.dumps(resource)) + len(orjson.dumps([email, phone, external_id]))


def _plain(attributes: dict[str, Any]) -> bool:
    """Return whether only known names with texts are given, no null: the usual case, checked fast."""
    if not (attributes.keys() <= _NAMES and _PLAIN_OR_NESTED.issuperset(map(type, attributes.values()))):
        return False
    for name, value in attributes.items():
        if type(value) is dict:
            if not _PLAIN.issuperset(map(type, value.values())):
                return False
            if name != "properties" and not (name == "location" and value.keys() <= _LOCATION_TEXTS):
                return False
        elif name not in _TEXTS:
            return False
    return True


def _check_names(attributes: dict[str, Any], place: Place, problems: list[Problem]) -> None:
    for name, value in attributes.items():
        if name in _TEXTS:
            if value is not None and not isinstance(value, str):
                problems.append(invalid("Not a valid string.", pointer=pointer(place, f"/attributes/{name}")))
        elif name not in _NAMES:
            detail = f"'{name}' is not a valid field for the resource 'profile'."
            problems.append(invalid(detail, pointer=pointer(place, f"/attributes/{name}")))
        elif value is not None and not isinstance(value, dict):
            problems.append(invalid("Not a valid object.", pointer=pointer(place, f"/attributes/{name}")))
        elif name == "location" and value:
            _check_location(value, place, problems)


def _check_location(location: dict[str, Any], place: Place, problems: list[Problem]) -> None:
    for name, value in location.items():
        if name in _LOCATION_TEXTS:
            right = value is None or isinstance(value, str)
        elif name in _COORDINATES:
            right = value is None or (isinstance(value, (str, int, float)) and not isinstance(value, bool))
        else:
            right = False
        if not right:
            detail = f"'{name}' is no field of a location, or its value is of the wrong type."
            problems.append(invalid(detail, pointer=pointer(place, f"/attributes/location/{name}")))


def _read_patch(meta: Any, place: Place, problems: list[Problem]) -> dict[str, Any] | None:
    if meta is None:
        return None
    patch = meta.get("patch_properties") if isinstance(meta, dict) else meta
    if patch is None:
        return None
    where = pointer(place, "/meta/patch_properties")
    if not isinstance(patch, dict) or not patch.keys() <= {"append", "unappend", "unset"}:
        problems.append(invalid("patch_properties takes append, unappend and unset.", pointer=where))
        return None
    problems.extend(
        invalid("Not a valid object.", pointer=f"{where}/{name}")
        for name in ("append", "unappend")
        if not isinstance(patch.get(name) or {}, dict)
    )
    unset = patch.get("unset") or []
    names = [unset] if isinstance(unset, str) else unset
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
        problems.append(invalid("unset takes a name or a list of names.", pointer=f"{where}/unset"))
    return patch
