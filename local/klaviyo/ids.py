"""Identifiers in Klaviyo's shapes (examples in its OpenAPI file): lists `Y6nRLr`, profiles
`01GDDKASAP8TKDDA2GRZDSVP4H`, import errors a UUID; job ids are base64 text with `=` at the end, so that
clients that forget to quote paths are found out.
"""

from __future__ import annotations

import base64
import random
import time
import uuid

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# Two characters at a time halve the divisions of an id.
_PAIRS = [a + b for a in _CROCKFORD for b in _CROCKFORD]
_LIST_CHARACTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789"


class Ids:
    """Ids rise, as ULIDs do, and repeat with the same seed apart from their clock part, which stands still
    for up to a million ids: making one must be cheap.
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._count = rng.getrandbits(40)
        self._head = ""

    def ulid(self) -> str:
        self._count += 1
        low = self._count & 0xFFFFF
        if low == 0 or not self._head:
            self._head = _base32(int(time.time() * 1000), 10) + _base32(self._count >> 20, 12)
        return self._head + _PAIRS[low >> 10] + _PAIRS[low & 0x3FF]

    def list(self) -> str:
        return "".join(self._rng.choices(_LIST_CHARACTERS, k=6))

    def job(self) -> str:
        return base64.b64encode(f"simulation:{self.ulid()}".encode()).decode()

    def error(self) -> str:
        return str(uuid.UUID(int=self._rng.getrandbits(128), version=4))


def _base32(number: int, length: int) -> str:
    pairs = []
    for _ in range(length // 2):
        number, rest = divmod(number, 1024)
        pairs.append(_PAIRS[rest])
    return "".join(reversed(pairs))
