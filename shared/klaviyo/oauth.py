"""Signing in to Klaviyo by OAuth: authorization code with PKCE, and the token endpoint.

The app that a user allows is the customer's own, made in Klaviyo: its client id is a setting, its client secret is in
the vault. The PKCE verifier is derived from client secret and state, so that it is stored nowhere. No error or log line
has a code, a token or a secret.

Sources: developers.klaviyo.com, "Make API calls using OAuth" (addresses, S256, client authentication by Basic header,
an hour for access tokens) and "Troubleshoot OAuth errors"; RFC 6749, RFC 7636. Klaviyo does not say whether refreshing
gives another refresh token: one that is given replaces the earlier one, else it stays.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode

import httpx

from shared.errors import Invalid, RateLimited, SignInRefused, Unavailable
from shared.klaviyo.error_rules import DEFAULT_WAIT_SECONDS, retry_after
from shared.texts import text

CLIENT_SECRET_NAME = "klaviyo-client-secret"  # noqa: S105 - the name of a secret
TOKEN_PATH = "/oauth/token"  # noqa: S105
TOKEN_SECONDS = 30.0
"""How long the token endpoint may take."""
DEFAULT_EXPIRY_SECONDS = 3600.0
GRANT_ERRORS = frozenset({"invalid_grant", "invalid_grant_type"})
"""The code or refresh token is wrong, used, revoked or expired. Klaviyo's troubleshooting page has the second too."""
CLIENT_ERRORS = frozenset({"invalid_client", "unauthorized_client"})


class SecretReader(Protocol):
    """Reads the client secret."""

    async def __call__(self, *, fresh: bool) -> str:
        """Return the secret; with `fresh` not from a cache. Raise KeyRefused, Unavailable."""


@dataclass(frozen=True)
class Tokens:
    """An answer of the token endpoint. `refresh` is None where it names none."""

    access: str = field(repr=False)
    refresh: str | None = field(repr=False)
    seconds: float


class GrantRefused(Exception):
    """Klaviyo does not accept the code or the refresh token."""


class OAuthApp:
    """The customer's app in Klaviyo."""

    def __init__(
        self, http: httpx.AsyncClient, *, client_id: str, secret: SecretReader, authorize_url: str, base_url: str
    ) -> None:
        self.client_id = client_id
        self._http = http
        self._secret = secret
        self._authorize_url = authorize_url
        self._token_url = base_url.rstrip("/") + TOKEN_PATH

    async def authorize_url(self, state: str, redirect_uri: str, scopes: str) -> str:
        """Return the address of Klaviyo's page that asks the user. Raises KeyRefused, Unavailable (of the vault)."""
        challenge = hashlib.sha256(_verifier(await self._secret(fresh=False), state).encode()).digest()
        query = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": redirect_uri,
            "scope": scopes,
            "state": state,
            "code_challenge_method": "S256",
            "code_challenge": _base64url(challenge),
        }
        return f"{self._authorize_url}?{urlencode(query)}"

    async def exchange(self, code: str, state: str, redirect_uri: str) -> Tokens:
        """Return the tokens for a code. Raises Invalid for a code that Klaviyo refuses, SignInRefused, Transient."""

        def form(secret: str) -> dict[str, str]:
            return {
                "grant_type": "authorization_code",
                "code": code,
                "code_verifier": _verifier(secret, state),
                "redirect_uri": redirect_uri,
            }

        try:
            tokens = await self._ask(form)
        except GrantRefused:
            raise Invalid(text("sign-in-not-accepted")) from None
        if tokens.refresh is None:
            raise Unavailable(text("sign-in-without-token"))
        return tokens

    async def refresh(self, refresh_token: str) -> Tokens:
        """Return new tokens. Raises GrantRefused, SignInRefused, Transient."""
        return await self._ask(lambda _: {"grant_type": "refresh_token", "refresh_token": refresh_token})

    async def _ask(self, form: Callable[[str], dict[str, str]]) -> Tokens:
        secret = await self._secret(fresh=False)
        response = await self._post(form(secret), secret)
        if _error_of(response) in CLIENT_ERRORS and (fresh := await self._secret(fresh=True)) != secret:
            # The secret was replaced in the vault after it was read.
            response = await self._post(form(fresh), fresh)
        return self._read(response)

    async def _post(self, form: dict[str, str], secret: str) -> httpx.Response:
        try:
            return await self._http.post(
                self._token_url,
                data=form,
                headers={"accept": "application/json"},
                auth=httpx.BasicAuth(self.client_id, secret),
                timeout=TOKEN_SECONDS,
            )
        except httpx.HTTPError as error:
            raise Unavailable(text("sign-in-no-answer", path=TOKEN_PATH, error=type(error).__name__)) from None

    def _read(self, response: httpx.Response) -> Tokens:
        code = _error_of(response)
        if code in GRANT_ERRORS:
            raise GrantRefused
        if code in CLIENT_ERRORS:
            raise SignInRefused(text("client-refused", client=self.client_id, secret=CLIENT_SECRET_NAME))
        if response.status_code == 429:
            pause = retry_after(response.headers) or DEFAULT_WAIT_SECONDS
            raise RateLimited(text("sign-in-rate-limited", path=TOKEN_PATH), retry_after=pause)
        try:
            return _tokens(response)
        except (ValueError, LookupError, TypeError, AttributeError):
            raise Unavailable(
                text("sign-in-invalid-answer", path=TOKEN_PATH, status=str(response.status_code)),
                retry_after=retry_after(response.headers),
            ) from None


def _tokens(response: httpx.Response) -> Tokens:
    """Raises ValueError, LookupError, TypeError or AttributeError where it is another answer."""
    if response.status_code != 200:
        raise ValueError("not a success")
    answer = response.json()
    refresh = answer.get("refresh_token")
    return Tokens(
        _token(answer["access_token"]),
        None if refresh is None else _token(refresh),
        float(answer.get("expires_in") or DEFAULT_EXPIRY_SECONDS),
    )


def _token(value: Any) -> str:
    # It is sent in a header, so: visible ASCII.
    if not (isinstance(value, str) and value and value.isascii() and value.isprintable() and " " not in value):
        raise ValueError("not a token")
    return value


def _error_of(response: httpx.Response) -> str | None:
    """Return the error code of the token endpoint's own answer (RFC 6749, 5.2); None for any other answer."""
    if response.status_code not in (400, 401):
        return None
    try:
        code = response.json()["error"]
    except (ValueError, LookupError, TypeError):
        return None
    return code if isinstance(code, str) else None


def _verifier(secret: str, state: str) -> str:
    """Return the PKCE verifier, 43 characters: it cannot be derived from the state alone."""
    return _base64url(hmac.digest(secret.encode(), f"pkce:{state}".encode(), "sha256"))


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
