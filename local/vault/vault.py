"""The REST surface of Key Vault secrets (learn.microsoft.com/rest/api/keyvault/secrets).

Without a token of our managed identity the answer is 401 with the challenge the SDK waits for
(learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses).
"""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from local.vault.faults import PREFIX as CONTROL_PREFIX
from local.vault.faults import Control
from local.vault.identity import TENANT_ID, Tokens
from local.vault.store import RETENTION_DAYS, Secret, Store, VaultError, Version

RESOURCE = "https://vault.azure.net"
CHALLENGE = f'Bearer authorization="https://login.microsoftonline.com/{TENANT_ID}", resource="{RESOURCE}"'
NAME = re.compile(r"[0-9a-zA-Z-]{1,127}")
SECONDS_A_DAY = 86400
RECOVERY_LEVEL = "Recoverable+Purgeable"


class Vault:
    def __init__(self, store: Store, tokens: Tokens, control: Control) -> None:
        self._store = store
        self._tokens = tokens
        self._control = control
        self.url = ""
        """Set as soon as the port is known: a secret's id begins with it."""

    def application(self) -> web.Application:
        app = web.Application(middlewares=[self._control.middleware(), self._guard()])
        app.add_routes(self._control.routes())
        app.add_routes(
            [
                web.get("/secrets", self._list),
                web.put("/secrets/{name}", self._set),
                web.get("/secrets/{name}/versions", self._list_versions),
                web.get("/secrets/{name}{slash:/?}", self._get),
                web.get("/secrets/{name}/{version}", self._get),
                web.patch("/secrets/{name}{slash:/?}", self._update),
                web.patch("/secrets/{name}/{version}", self._update),
                web.delete("/secrets/{name}", self._delete),
                web.get("/deletedsecrets", self._list_deleted),
                web.get("/deletedsecrets/{name}", self._get_deleted),
                web.delete("/deletedsecrets/{name}", self._purge),
                web.post("/deletedsecrets/{name}/recover", self._recover),
            ]
        )
        return app

    def _guard(self) -> Any:
        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.path.startswith(CONTROL_PREFIX):
                return await handler(request)
            scheme, _, token = request.headers.get("Authorization", "").partition(" ")
            if scheme.lower() != "bearer" or not self._tokens.accepts(token, RESOURCE):
                message = "AKV10000: Request is missing a Bearer or PoP token."
                return _error(401, "Unauthorized", message, headers={"WWW-Authenticate": CHALLENGE})
            if "api-version" not in request.query:
                return _error(400, "BadParameter", "The api-version query parameter is required.")
            name = request.match_info.get("name")
            if name is not None and not NAME.fullmatch(name):
                return _error(400, "BadParameter", f"The name {name!r} does not match {NAME.pattern}.")
            try:
                await self._control.faults.strike()
                return await handler(request)
            except VaultError as error:
                return _error(error.status, error.code, str(error), inner=error.inner)
            except web.HTTPNotFound:
                return _error(404, "NotFound", "No such address.")

        return guard

    async def _set(self, request: web.Request) -> web.Response:
        body = _object(await request.text())
        return self._answer(*self._store.set(request.match_info["name"], body))

    async def _get(self, request: web.Request) -> web.Response:
        found = self._store.get(request.match_info["name"], request.match_info.get("version", ""))
        return self._answer(*found)

    async def _update(self, request: web.Request) -> web.Response:
        secret, version = self._store.update(
            request.match_info["name"],
            request.match_info.get("version", ""),
            _object(await request.text()),
        )
        return web.json_response(self._item(secret, version, with_version=True))

    async def _list(self, _request: web.Request) -> web.Response:
        return _page([self._item(secret, secret.versions[-1]) for secret in self._store.list()])

    async def _list_versions(self, request: web.Request) -> web.Response:
        secret, _ = self._store.find(request.match_info["name"])
        return _page([self._item(secret, version, with_version=True) for version in secret.versions])

    async def _delete(self, request: web.Request) -> web.Response:
        return web.json_response(self._deleted_item(self._store.delete(request.match_info["name"])))

    async def _list_deleted(self, _request: web.Request) -> web.Response:
        return _page([self._deleted_item(secret) for secret in self._store.list(deleted=True)])

    async def _get_deleted(self, request: web.Request) -> web.Response:
        return web.json_response(self._deleted_item(self._store.deleted(request.match_info["name"])))

    async def _purge(self, request: web.Request) -> web.Response:
        self._store.purge(request.match_info["name"])
        return web.Response(status=204)

    async def _recover(self, request: web.Request) -> web.Response:
        secret = self._store.recover(request.match_info["name"])
        return web.json_response(self._item(secret, secret.versions[-1], with_version=True))

    def _answer(self, secret: Secret, version: Version) -> web.Response:
        item = self._item(secret, version, with_version=True)
        return web.json_response({"value": version.value, **item})

    def _item(self, secret: Secret, version: Version, *, with_version: bool = False) -> dict[str, Any]:
        attributes: dict[str, Any] = {
            "enabled": version.enabled,
            "created": version.created,
            "updated": version.updated,
            "recoveryLevel": RECOVERY_LEVEL,
            "recoverableDays": RETENTION_DAYS,
        }
        if version.exp is not None:
            attributes["exp"] = version.exp
        if version.nbf is not None:
            attributes["nbf"] = version.nbf
        identifier = f"{self.url}/secrets/{secret.name}"
        item: dict[str, Any] = {
            "id": f"{identifier}/{version.id}" if with_version else identifier,
            "attributes": attributes,
        }
        if version.content_type is not None:
            item["contentType"] = version.content_type
        if version.tags is not None:
            item["tags"] = version.tags
        return item

    def _deleted_item(self, secret: Secret) -> dict[str, Any]:
        deleted = secret.deleted or 0
        return {
            **self._item(secret, secret.versions[-1], with_version=True),
            "recoveryId": f"{self.url}/deletedsecrets/{secret.name}",
            "deletedDate": deleted,
            "scheduledPurgeDate": deleted + RETENTION_DAYS * SECONDS_A_DAY,
        }


def _page(items: list[dict[str, Any]]) -> web.Response:
    return web.json_response({"value": items, "nextLink": None})


def _object(text: str) -> dict[str, Any]:
    try:
        body = json.loads(text)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise VaultError(HTTPStatus.BAD_REQUEST, "BadParameter", "The body is no JSON object.")
    return body


def _error(
    status: int,
    code: str,
    message: str,
    *,
    inner: str | None = None,
    headers: dict[str, str] | None = None,
) -> web.Response:
    error: dict[str, Any] = {"code": code, "message": message}
    if inner:
        error["innererror"] = {"code": inner}
    return web.json_response({"error": error}, status=status, headers=headers)
