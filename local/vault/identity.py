"""Managed identity as App Service gives it: GET IDENTITY_ENDPOINT with X-IDENTITY-HEADER → a token.

learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
"""

from __future__ import annotations

import hmac
import secrets
import time
from pathlib import Path
from typing import Self

import jwt
from aiohttp import web

PATH = "/msi/token"
API_VERSION = "2019-08-01"
LIFETIME = 24 * 3600
"""Seconds a token holds, as in Azure."""
CLIENT_ID = "00000000-0000-4000-8000-000000000001"
TENANT_ID = "00000000-0000-4000-8000-00000000000a"
ISSUER = f"https://sts.windows.net/{TENANT_ID}/"
ALGORITHM = "HS256"
"""Entra ID signs with RS256; here issuer and vault are one process and share the key."""


class Tokens:
    """Issues and checks tokens (JWT). They stay valid across a restart, since the key is kept."""

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
        now = int(time.time())
        claims = {
            "aud": audience.rstrip("/"),
            "iss": ISSUER,
            "iat": now,
            "nbf": now,
            "exp": now + LIFETIME,
            "appid": CLIENT_ID,
            "tid": TENANT_ID,
        }
        return jwt.encode(claims, self._key, ALGORITHM), now + LIFETIME

    def accepts(self, token: str, audience: str) -> bool:
        try:
            jwt.decode(token, self._key, [ALGORITHM], audience=audience.rstrip("/"), issuer=ISSUER)
        except jwt.InvalidTokenError:
            return False
        return True


class IdentityEndpoint:
    def __init__(self, tokens: Tokens, header: str) -> None:
        self._tokens = tokens
        self._header = header

    async def __call__(self, request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get("X-IDENTITY-HEADER", "").encode(), self._header.encode()):
            return _refusal(401, "the header X-IDENTITY-HEADER is missing or wrong")
        resource = request.query.get("resource", "")
        if request.query.get("api-version") != API_VERSION or not resource:
            return _refusal(400, f"api-version must be {API_VERSION}, and resource is required")
        if request.query.get("client_id", CLIENT_ID) != CLIENT_ID:
            return _refusal(400, "No User Assigned or Delegated Managed Identity found for specified ClientId")
        token, expires = self._tokens.issue(resource)
        return web.json_response(
            {
                "access_token": token,
                "expires_on": str(expires),
                "resource": resource,
                "token_type": "Bearer",
                "client_id": CLIENT_ID,
            }
        )


def _refusal(status: int, message: str) -> web.Response:
    return web.json_response({"statusCode": status, "message": message}, status=status)
