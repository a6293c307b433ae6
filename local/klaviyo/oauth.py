"""Klaviyo as an OAuth server: the page that asks a user, and the token endpoint.

    GET  /oauth/authorize      the page; `decide=allow&account=ID` or `decide=deny` on top of the same query decides
    POST /oauth/token          authorization_code (with PKCE), refresh_token; the client by Basic header
    POST /oauth/revoke         ends what a token belongs to

Sources: Klaviyo's guides "Make API calls using OAuth" and "Troubleshoot OAuth errors", RFC 6749, RFC 7636. Klaviyo does
not document whether it gives a new refresh token each time: here it does unless `rotate_tokens` is off, and the old one
is void at once, which is harder for a client. Codes last 5 minutes and are used once; an access token lasts
`token_seconds` and outlives the next refresh; a user who allows the app again gets a further grant.
"""

from __future__ import annotations

import base64
import hashlib
import html
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import orjson
from aiohttp import web

from local.klaviyo.account import Account
from local.klaviyo.keys import ALL_SCOPES, Key

CLIENT_ID = "simulated-app"
CLIENT_SECRET = "sim_client_secret_0123456789abcdef"
TOKEN_PATH, REVOKE_PATH, AUTHORIZE_PATH = "/oauth/token", "/oauth/revoke", "/oauth/authorize"
LOOPBACK = ("127.0.0.1", "localhost")
_CODE_SECONDS = 300
_NEEDED = ("response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method")
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Allow access - Klaviyo (simulated)</title>
<style>body{{font:16px/1.5 sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem}}
button{{font:inherit;padding:.5rem 1rem}}</style>
<h1>Klaviyo (simulated)</h1><p>The app <strong>{client}</strong> asks for access to your account:</p>
<ul>{scopes}</ul>
<form action="{path}">{hidden}<p><label>Account <select name="account">{accounts}</select></label></p>
<p><button name="decide" value="allow">Allow</button> <button name="decide" value="deny">Deny</button></p>
</form></html>"""


@dataclass
class Grant:
    """What a user allowed. `refresh` is the token that is valid."""

    account: str
    client: str
    scopes: frozenset[str]
    refresh: str
    access: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Code:
    account: str
    scopes: frozenset[str]
    challenge: str
    redirect_uri: str
    until: float


class _Wrong(Exception):  # an answer, not a failure of ours
    def __init__(self, code: str, detail: str, status: int = 400) -> None:
        super().__init__(detail)
        self.code, self.status = code, status


class OAuthServer:
    """Apps, grants and tokens. `keys` are the credentials that the API accepts; access tokens are put among them."""

    def __init__(self, accounts: Mapping[str, Account], keys: dict[str, Key]) -> None:
        self.clients = {CLIENT_ID: CLIENT_SECRET}
        self.scopes = ALL_SCOPES
        """Those that the app has in Klaviyo."""
        self.grants: list[Grant] = []
        self.refreshes = 0
        self._accounts = accounts
        self._keys = keys
        self._codes: dict[str, _Code] = {}

    def authorize(self, query: Mapping[str, str], now: float) -> web.Response:
        """The page, or where it sends the browser."""
        redirect = query.get("redirect_uri", "")
        if query.get("client_id") not in self.clients or urlsplit(redirect).hostname not in LOOPBACK:
            return web.Response(status=400, text="Unknown client_id, or a redirect_uri that the app does not have.")
        scopes = frozenset(query.get("scope", "").split())
        if any(not query.get(name) for name in _NEEDED) or query["code_challenge_method"] != "S256":
            return _back(redirect, query, error="invalid_request")
        if not scopes <= self.scopes:
            return _back(redirect, query, error="invalid_scope")
        match query.get("decide"):
            case "deny":
                return _back(redirect, query, error="access_denied")
            case "allow" if query.get("account") in self._accounts:
                code = secrets.token_urlsafe(24)
                until = now + _CODE_SECONDS
                self._codes[code] = _Code(query["account"], scopes, query["code_challenge"], redirect, until)
                return _back(redirect, query, code=code)
        return self._page(query, scopes)

    def _page(self, query: Mapping[str, str], scopes: frozenset[str]) -> web.Response:
        escape = html.escape
        hidden = "".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(query[name])}">' for name in _NEEDED
        )
        accounts = "".join(f'<option value="{one.id}">{escape(one.name)}</option>' for one in self._accounts.values())
        listed = "".join(f"<li>{escape(one)}</li>" for one in sorted(scopes))
        page = _PAGE.format(
            client=escape(query["client_id"]), scopes=listed, path=AUTHORIZE_PATH, hidden=hidden, accounts=accounts
        )
        return web.Response(text=page, content_type="text/html")

    def answer(self, request: web.Request, body: bytes, *, now: float, seconds: float, rotate: bool) -> web.Response:
        """Answer POST /oauth/token and /oauth/revoke."""
        try:
            client = self._client(request.headers.get("Authorization", ""))
            form = _form(request, body)
            if request.path == REVOKE_PATH:
                self._revoke(form.get("token", ""))
                return web.Response()
            grant = self._grant(client, form, now, rotate=rotate)
        except _Wrong as wrong:
            document = {"error": wrong.code, "error_description": str(wrong)}
            return web.Response(status=wrong.status, body=orjson.dumps(document), content_type="application/json")
        access = f"at_sim_{secrets.token_urlsafe(24)}"
        grant.access.add(access)
        self._keys[access] = Key(grant.account, grant.scopes, client=client, until=now + seconds)
        tokens: dict[str, Any] = {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": round(seconds),
            "refresh_token": grant.refresh,
            "scope": " ".join(sorted(grant.scopes)),
        }
        return web.Response(body=orjson.dumps(tokens), content_type="application/json")

    def revoke(self, account: str | None = None) -> int:
        """End all grants of an account, or all, as a user who removes the app; return how many."""
        ended = [one for one in self.grants if account in (None, one.account)]
        for grant in ended:
            self.grants.remove(grant)
            for token in grant.access:
                self._keys.pop(token, None)
        return len(ended)

    def _client(self, header: str) -> str:
        scheme, _, encoded = header.partition(" ")
        try:
            client, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
        except ValueError:
            client, secret = "", ""
        if scheme.lower() != "basic" or self.clients.get(client) != secret:
            raise _Wrong("invalid_client", "Unknown client, or a wrong secret.", 401)
        return client

    def _grant(self, client: str, form: Mapping[str, str], now: float, *, rotate: bool) -> Grant:
        match form.get("grant_type"):
            case "authorization_code":
                return self._granted(client, form, now)
            case "refresh_token":
                return self._refreshed(client, form, rotate=rotate)
        raise _Wrong("unsupported_grant_type", "Unknown grant_type.")

    def _granted(self, client: str, form: Mapping[str, str], now: float) -> Grant:
        code = self._codes.pop(form.get("code", ""), None)
        if code is None or code.until < now or code.redirect_uri != form.get("redirect_uri"):
            raise _Wrong("invalid_grant", "The code is unknown, used or expired, or of another redirect_uri.")
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != code.challenge:
            raise _Wrong("invalid_grant", "Code challenge failed.")
        grant = Grant(code.account, client, code.scopes, _refresh_token())
        self.grants.append(grant)
        return grant

    def _refreshed(self, client: str, form: Mapping[str, str], *, rotate: bool) -> Grant:
        given = form.get("refresh_token", "")
        grant = next((one for one in self.grants if one.refresh == given and one.client == client), None)
        if grant is None:
            raise _Wrong("invalid_grant", "The refresh token is invalid, expired or revoked.")
        self.refreshes += 1
        if rotate:
            grant.refresh = _refresh_token()
        return grant

    def _revoke(self, token: str) -> None:
        for grant in [one for one in self.grants if token == one.refresh or token in one.access]:
            self.grants.remove(grant)
            for access in grant.access:
                self._keys.pop(access, None)


def _form(request: web.Request, body: bytes) -> dict[str, str]:
    if request.content_type != "application/x-www-form-urlencoded":
        raise _Wrong("invalid_request", "The body must be a form.")
    return dict(parse_qsl(body.decode()))


def _refresh_token() -> str:
    return f"rt_sim_{secrets.token_urlsafe(32)}"


def _back(redirect: str, query: Mapping[str, str], **answer: str) -> web.Response:
    joined = urlencode(answer | {"state": query.get("state", "")})
    return web.Response(status=302, headers={"Location": f"{redirect}{'&' if '?' in redirect else '?'}{joined}"})
