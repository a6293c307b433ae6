"""How attributes of a profile change.

Bulk import: what is given overwrites, null changes nothing. Profile import: null clears. Both: `location` and
`properties` change key by key, and `meta.patch_properties` appends to, takes from and unsets properties
(schema ProfileMetaPatchProperties).
"""

from __future__ import annotations

from typing import Any

import orjson

NESTED = ("location", "properties")


def packed(attributes: dict[str, Any]) -> bytes:
    """Attributes as JSON, in as many bytes as they need."""
    # orjson's bytes keep the buffer they were written to (measured: 4 KB for 230 bytes); a copy does not.
    return bytes(memoryview(orjson.dumps(attributes)))


def merged(stored: bytes, given: bytes, *, nulls_clear: bool) -> bytes:
    """Both are JSON objects of attributes without identifiers, and so is the result."""
    result: dict[str, Any] = orjson.loads(stored)
    for name, value in orjson.loads(given).items():
        if name in NESTED and isinstance(value, dict):
            part = result.get(name) or {}
            _overlay(part, value, nulls_clear=nulls_clear)
            result[name] = part
        else:
            _overlay(result, {name: value}, nulls_clear=nulls_clear)
    return packed(result)


def _overlay(target: dict[str, Any], given: dict[str, Any], *, nulls_clear: bool) -> None:
    for name, value in given.items():
        if value is not None:
            target[name] = value
        elif nulls_clear:
            target.pop(name, None)


def patched(stored: bytes, patch: dict[str, Any]) -> bytes:
    """Apply `patch_properties`: `append` and `unappend` are objects, `unset` a name or a list of names."""
    result: dict[str, Any] = orjson.loads(stored)
    properties: dict[str, Any] = result.get("properties") or {}
    for name, value in (patch.get("append") or {}).items():
        properties[name] = [*_as_list(properties.get(name)), *_as_list(value)]
    for name, value in (patch.get("unappend") or {}).items():
        taken = _as_list(value)
        properties[name] = [kept for kept in _as_list(properties.get(name)) if kept not in taken]
    for name in _as_list(patch.get("unset")):
        properties.pop(name, None)
    result["properties"] = properties
    return packed(result)


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def holds_null(attributes: dict[str, Any]) -> bool:
    if None in attributes.values():
        return True
    for name in NESTED:
        part = attributes.get(name)
        if part and None in part.values():
            return True
    return False
