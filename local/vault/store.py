"""Secrets with versions and soft delete, kept in one file.

Rules: learn.microsoft.com/rest/api/keyvault/secrets and …/key-vault/general/soft-delete-overview.
"""

from __future__ import annotations

import json
import os
import time
import uuid
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

RETENTION_DAYS = 90


class VaultError(Exception):
    """An answer of Key Vault's own: status, code and message."""

    def __init__(self, status: HTTPStatus, code: str, message: str, inner: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.inner = inner


@dataclass(slots=True)
class Version:
    id: str
    value: str = field(repr=False)
    content_type: str | None
    tags: dict[str, str] | None
    enabled: bool
    created: int
    """Seconds since 1970, as all times here."""
    updated: int
    exp: int | None = None
    nbf: int | None = None


@dataclass(slots=True)
class Secret:
    """Versions, oldest first. `deleted` is the time of the soft delete."""

    name: str
    versions: list[Version]
    deleted: int | None = None


class Store:
    """Names are compared without regard to case, as Key Vault does."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._secrets: dict[str, Secret] = {}
        if file is not None and file.exists():
            for values in json.loads(file.read_text("utf-8")):
                versions = [Version(**version) for version in values["versions"]]
                secret = Secret(values["name"], versions, values["deleted"])
                self._secrets[secret.name.lower()] = secret

    def __contains__(self, name: str) -> bool:
        """Whether there is, or was, a secret of this name."""
        return name.lower() in self._secrets

    def set(self, name: str, body: dict[str, Any]) -> tuple[Secret, Version]:
        """`body`: value, and perhaps contentType, tags, attributes {enabled, exp, nbf}."""
        if not isinstance(body.get("value"), str):
            raise VaultError(HTTPStatus.BAD_REQUEST, "BadParameter", "The property 'value' is required.")
        secret = self._secrets.get(name.lower())
        if secret is not None and secret.deleted is not None:
            raise VaultError(
                HTTPStatus.CONFLICT,
                "Conflict",
                f"Secret {name} is currently in a deleted but recoverable state, and its name cannot be "
                "reused; in this state, the secret can only be recovered or purged.",
                inner="ObjectIsDeletedButRecoverable",
            )
        now, attributes = int(time.time()), body.get("attributes") or {}
        version = Version(
            id=uuid.uuid4().hex,
            value=body["value"],
            content_type=body.get("contentType"),
            tags=body.get("tags"),
            enabled=attributes.get("enabled", True),
            created=now,
            updated=now,
            exp=attributes.get("exp"),
            nbf=attributes.get("nbf"),
        )
        if secret is None:
            secret = self._secrets[name.lower()] = Secret(name, [])
        secret.versions.append(version)
        self._save()
        return secret, version

    def get(self, name: str, version_id: str = "") -> tuple[Secret, Version]:
        secret, version = self.find(name, version_id)
        if not version.enabled:
            raise VaultError(
                HTTPStatus.FORBIDDEN,
                "Forbidden",
                "Operation get is not allowed on a disabled secret.",
                inner="SecretDisabled",
            )
        return secret, version

    def find(self, name: str, version_id: str = "") -> tuple[Secret, Version]:
        """As `get`, for disabled versions too."""
        secret = self._secrets.get(name.lower())
        if secret is not None and secret.deleted is None:
            for version in reversed(secret.versions):
                if version_id in ("", version.id):
                    return secret, version
        raise _not_found(name, version_id)

    def update(self, name: str, version_id: str, body: dict[str, Any]) -> tuple[Secret, Version]:
        secret, version = self.find(name, version_id)
        attributes = body.get("attributes") or {}
        version.enabled = attributes.get("enabled", version.enabled)
        version.exp = attributes.get("exp", version.exp)
        version.nbf = attributes.get("nbf", version.nbf)
        version.tags = body.get("tags", version.tags)
        version.content_type = body.get("contentType", version.content_type)
        version.updated = int(time.time())
        self._save()
        return secret, version

    def list(self, *, deleted: bool = False) -> list[Secret]:
        found = (secret for secret in self._secrets.values() if (secret.deleted is not None) == deleted)
        return sorted(found, key=lambda secret: secret.name)

    def delete(self, name: str) -> Secret:
        secret, _ = self.find(name)
        secret.deleted = int(time.time())
        self._save()
        return secret

    def deleted(self, name: str) -> Secret:
        secret = self._secrets.get(name.lower())
        if secret is None or secret.deleted is None:
            raise _not_found(name, "")
        return secret

    def recover(self, name: str) -> Secret:
        secret = self.deleted(name)
        secret.deleted = None
        self._save()
        return secret

    def purge(self, name: str) -> None:
        del self._secrets[self.deleted(name).name.lower()]
        self._save()

    def _save(self) -> None:
        if self._file is None:
            return
        new = self._file.with_suffix(".new")
        new.touch(mode=0o600)
        new.write_text(json.dumps([asdict(secret) for secret in self._secrets.values()]), "utf-8")
        os.replace(new, self._file)  # noqa: PTH105  whole or not at all


def _not_found(name: str, version_id: str) -> VaultError:
    which = f"{name}/{version_id}" if version_id else name
    return VaultError(
        HTTPStatus.NOT_FOUND,
        "SecretNotFound",
        f"A secret with (name/id) {which} was not found in this key vault. If you recently deleted this "
        "secret you may be able to recover it using the correct recovery command.",
    )
