"""Access keys, as Azure makes them for a function app, kept in a file.

The master key opens everything, /admin too; a host key every function of level `function`; a function's key that
function; the system key `blobs_extension` the webhook of the blob triggers
(learn.microsoft.com/azure/azure-functions/function-keys-how-to). The header alone counts where there is one, even
an empty one; without it the first `?code=`.
"""

from __future__ import annotations

import base64
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
DEFAULT = "default"
BLOBS = "blobs_extension"
KEY_BYTES = 40


def _new() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _new_default() -> dict[str, str]:
    return {DEFAULT: _new()}


@dataclass(slots=True)
class Keys:
    file: Path | None = None
    master: str = field(default_factory=_new)
    hosts: dict[str, str] = field(default_factory=_new_default)
    """By name, as all below."""
    systems: dict[str, str] = field(default_factory=lambda: {BLOBS: _new()})
    functions: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def load(cls, file: Path, functions: Iterable[str]) -> Self:
        """Read the file, add what is missing, write it back."""
        keys = cls(file, **json.loads(file.read_text("utf-8"))) if file.exists() else cls(file)
        for name in functions:
            keys.functions.setdefault(name, _new_default())
        keys.save()
        return keys

    def save(self) -> None:
        if self.file is not None:
            values = asdict(self)
            del values["file"]
            self.file.touch(mode=0o600)
            self.file.write_text(json.dumps(values, indent=1), "utf-8")

    @property
    def host(self) -> str:
        return self.hosts[DEFAULT]

    @property
    def blobs_extension(self) -> str:
        return self.systems[BLOBS]

    def is_known(self, given: str) -> bool:
        """Whether it is any key of the app."""
        named = (self.hosts, self.systems, *self.functions.values())
        return _is_one_of(given, self.master, *(key for keys in named for key in keys.values()))

    def is_master(self, given: str) -> bool:
        return _is_one_of(given, self.master)

    def opens_function(self, given: str, function: Function) -> bool:
        """Whether the key may call an HTTP function."""
        level = function.option("authLevel", "function").lower()
        if level == "anonymous":
            return True
        if level == "admin":
            return self.is_master(given)
        return _is_one_of(given, self.master, *self.hosts.values(), *self.functions[function.name].values())

    def opens_webhooks(self, given: str) -> bool:
        return _is_one_of(given, self.master, *self.systems.values())


def given_key(request: web.BaseRequest) -> str:
    """Return the key that the request brings, or an empty text."""
    if HEADER in request.headers:
        return request.headers[HEADER]
    return next((value for name, value in request.query.items() if name.lower() == QUERY), "")


def _is_one_of(given: str, *keys: str) -> bool:
    return any(hmac.compare_digest(given.encode(errors="replace"), key.encode()) for key in keys)
