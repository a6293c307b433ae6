"""Access keys, as Azure makes them for a function app, kept in a file.

The master key opens everything, /admin too; the host key every function of level `function`; a
function's key that function; the system key `blobs_extension` the webhook of the blob triggers
(learn.microsoft.com/azure/azure-functions/function-keys-how-to).
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

from aiohttp import web

from local.host.functions import Function

HEADER = "x-functions-key"
QUERY = "code"


@dataclass(slots=True)
class Keys:
    master: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    host: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    blobs_extension: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    functions: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, file: Path, functions: Iterable[str]) -> Self:
        """Reads the file, adds what is missing, writes it back."""
        keys = cls(**json.loads(file.read_text("utf-8"))) if file.exists() else cls()
        for name in functions:
            keys.functions.setdefault(name, secrets.token_urlsafe(32))
        file.touch(mode=0o600)
        file.write_text(json.dumps(asdict(keys), indent=1), "utf-8")
        return keys

    def open_function(self, function: Function, request: web.Request) -> bool:
        """Whether the request may call an HTTP function."""
        level = function.option("authLevel", "function").lower()
        if level == "anonymous":
            return True
        if level == "admin":
            return self.open_admin(request)
        return _is_one_of(given_key(request), self.master, self.host, self.functions[function.name])

    def open_admin(self, request: web.Request) -> bool:
        return _is_one_of(given_key(request), self.master)

    def open_blob_webhook(self, request: web.Request) -> bool:
        return _is_one_of(given_key(request), self.master, self.blobs_extension)


def given_key(request: web.Request) -> str:
    return request.headers.get(HEADER) or request.query.get(QUERY, "")


def _is_one_of(given: str, *keys: str) -> bool:
    return any(hmac.compare_digest(given.encode(), key.encode()) for key in keys)
