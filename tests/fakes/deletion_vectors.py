"""Deletion vectors of Delta tables, as the Delta protocol describes them (PROTOCOL.md, "Deletion Vector Format")."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
MAGIC = 1681511377
NO_RUN_CONTAINERS = 12346
LARGEST_LIST = 4096


def z85(data: bytes) -> str:
    """The text of bytes in Base85, as ZeroMQ has it."""
    text = ""
    padded = data + bytes(-len(data) % 4)
    for start in range(0, len(padded), 4):
        value, group = int.from_bytes(padded[start : start + 4], "big"), ""
        for _ in range(5):
            value, digit = divmod(value, 85)
            group = ALPHABET[digit] + group
        text += group
    return text


def bitmap(rows: Iterable[int]) -> bytes:
    """Row numbers (from 0) as an array of one roaring bitmap."""
    containers: dict[int, list[int]] = {}
    for row in sorted(rows):
        containers.setdefault(row >> 16, []).append(row & 0xFFFF)
    head = struct.pack("<II", NO_RUN_CONTAINERS, len(containers))
    head += b"".join(struct.pack("<HH", key, len(values) - 1) for key, values in containers.items())
    bodies = [_container(values) for values in containers.values()]
    start = len(head) + 4 * len(bodies)
    starts = [start + sum(map(len, bodies[:number])) for number in range(len(bodies))]
    offsets = b"".join(struct.pack("<I", offset) for offset in starts)
    return struct.pack("<IQI", MAGIC, 1, 0) + head + offsets + b"".join(bodies)


def _container(values: list[int]) -> bytes:
    if len(values) <= LARGEST_LIST:
        return b"".join(struct.pack("<H", value) for value in values)
    bits = bytearray(1 << 13)
    for value in values:
        bits[value >> 3] |= 1 << (value & 7)
    return bytes(bits)


def inline_vector(rows: Iterable[int]) -> dict[str, Any]:
    """A deletion vector within the log."""
    data = bitmap(rows)
    return {
        "storageType": "i",
        "pathOrInlineDv": z85(data),
        "sizeInBytes": len(data),
        "cardinality": len(list(rows)),
    }


def stored_vector(rows: Iterable[int], name: UUID, prefix: str = "") -> tuple[dict[str, Any], str, bytes]:
    """A deletion vector in a file of its own: what the log has, the file's path from the table's folder, its bytes."""
    data = bitmap(rows)
    described = {
        "storageType": "u",
        "pathOrInlineDv": prefix + z85(name.bytes),
        "offset": 1,
        "sizeInBytes": len(data),
        "cardinality": len(list(rows)),
    }
    file = b"\x01" + struct.pack(">I", len(data)) + data + struct.pack(">I", zlib.crc32(data))
    return described, f"{prefix}{'/' if prefix else ''}deletion_vector_{name}.bin", file
