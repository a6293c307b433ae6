"""Managed identity as App Service gives it: GET IDENTITY_ENDPOINT with X-IDENTITY-HEADER → a token.

learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from pathlib import Path
from typing import Self

from aiohttp import web

PATH = "/msi/token"
API_VERSION = "2019-08-01"
LIFETIME = 24 * 3600
"""Seconds a token holds, as in Azure."""
CLIENT_ID = "00000000-0000-4000-8000-000000000001"


class Tokens:
    """Makes and knows tokens: claims and their HMAC, so that they hold across a restart."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def load(cls, file: Path) -> Self:
        if not file.exists():
            file.touch(mode=0o600)
            file.write_bytes(secrets.token_bytes(32))
        return cls(file.read_bytes())

    def issue(self, audience: str) -> tuple[str, int]:
        """A token and when it ends, in seconds since 1970."""
        expires = int(time.time()) + LIFETIME
        claims = json.dumps({"aud": audience.rstrip("/"), "exp": expires}).encode()
        payload = base64.urlsafe_b64encode(claims).decode()
        return f"{payload}.{self._sign(payload)}", expires

    def accepts(self, token: str, audience: str) -> bool:
        payload, _, signature = token.partition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(payload).encode()):
            return False
        claims = json.loads(base64.urlsafe_b64decode(payload))
        return bool(claims["aud"] == audience.rstrip("/") and claims["exp"] > time.time())

    def _sign(self, payload: str) -> str:
        return hmac.new(self._key, payload.encode(), hashlib.sha256).hexdigest()


class IdentityEndpoint:
    def __init__(self, tokens: Tokens, header: str) -> None:
        self._tokens = tokens
        self._header = header

    async def __call__(self, request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get("X-IDENTITY-HEADER", "").encode(), self._header.encode()):
            return _refusal(401, "the header X-IDENTITY-HEADER is missing or wrong")
        resource = request.query.get("resource", "")
        if request.query.get("api-version") != API_VERSION or not resource:
            return _refusal(400, f"api-version is {API_VERSION}, and resource is wanted")
        token, expires = self._tokens.issue(resource)
        return web.json_response(
            {
                "access_token": token,
                "expires_on": str(expires),
                "resource": resource,
                "token_type": "Bearer",
                "client_id": request.query.get("client_id", CLIENT_ID),
            }
        )


def _refusal(status: int, message: str) -> web.Response:
    return web.json_response({"statusCode": status, "message": message}, status=status)
