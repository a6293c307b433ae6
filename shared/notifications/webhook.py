"""POST to a URL that a user configured, without giving access to private networks (server-side request forgery).

Only https. The host is resolved once, every address must be public, and the connection uses a checked address. No
redirect is followed; time and response size are bounded.

Deliveries are signed after Standard Webhooks (github.com/standard-webhooks/standard-webhooks): `webhook-signature:
v1,<base64 of HMAC-SHA256 over "<id>.<timestamp>.<body>">`; the key is the base64 text after `whsec_`.
docs/notifications.md shows how a receiver verifies it.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import ipaddress
import secrets
import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from shared.errors import Invalid, WebhookFailed
from shared.texts import text

SECONDS = 10
PLATFORM = ipaddress.ip_address("168.63.129.16")
"""In a public range, but a service of Azure inside every virtual network
(learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16)."""
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
"""The only IPv6 addresses of the public internet (IANA, Internet Protocol Version 6 Address Space)."""
NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments: some are devices of the local network
        "192.88.99.0/24",  # relays of 6to4
        "2001::/23",  # protocol assignments, with Teredo, which carries an IPv4 address
        "2002::/16",  # 6to4, which carries an IPv4 address
        "3fff::/20",  # documentation
    )
)
"""Special-purpose networks that `is_global` of Python 3.13 may accept (IANA, special-purpose address registries)."""

KEY_PREFIX = "whsec_"

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def new_secret() -> str:
    """Return a new signing secret: `whsec_` and 32 random bytes in base64."""
    return KEY_PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signed_headers(secret: str, identifier: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Return the three headers of a delivery; `timestamp` in seconds since 1970."""
    key = base64.b64decode(secret.removeprefix(KEY_PREFIX))
    digest = hmac.new(key, f"{identifier}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": identifier,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": "v1," + base64.b64encode(digest).decode(),
    }


def check_url(url: str, *, loopback: bool) -> str:
    """Return the host, which may be shown. Raise Invalid for a URL that is never used."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host.encode("idna")
    except ValueError:
        raise Invalid(text("url-invalid"), field="url") from None
    local = loopback and host in ("127.0.0.1", "localhost", "::1")
    if parts.scheme != "https" and not (local and parts.scheme == "http"):
        raise Invalid(text("url-not-https"), field="url")
    if not host or not url.isascii() or not url.isprintable() or " " in url:
        raise Invalid(text("url-characters"), field="url")
    if parts.username is not None or parts.password is not None:
        raise Invalid(text("url-with-password"), field="url")
    if not local and (literal := _literal(host)) and not is_public(literal):
        raise Invalid(text("url-not-public"), field="url")
    return f"{host}:{port}" if port else host


def is_public(address: Address) -> bool:
    """Return whether the address is reachable on the public internet."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address not in GLOBAL_UNICAST:
            return False
    if any(address in network for network in NOT_PUBLIC):
        return False
    return address.is_global and not address.is_multicast and address != PLATFORM


class WebhookClient:
    """Sends webhooks. `loopback` allows http to this machine, only for the local stack."""

    def __init__(self, http: httpx.AsyncClient, *, loopback: bool = False, seconds: float = SECONDS) -> None:
        self._http = http
        self._loopback = loopback
        self._seconds = seconds

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Send the body. Raise WebhookFailed, without any part of the URL, unless the receiver answers 2xx."""
        try:
            check_url(url, loopback=self._loopback)
            async with asyncio.timeout(self._seconds):
                await self._post(httpx.URL(url), body, headers)
        except Invalid as error:
            raise WebhookFailed(error.cause, gone=False) from None
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise WebhookFailed(text("receiver-timeout"), gone=False) from None
            raise WebhookFailed(text("receiver-unreachable", error=type(error).__name__), gone=False) from None

    async def _post(self, url: httpx.URL, body: bytes, headers: Mapping[str, str]) -> None:
        addresses = await self._resolve(url)
        for number, address in enumerate(addresses, start=1):
            try:
                response = await self._send(url, address, body, headers)
            except httpx.ConnectError:
                if number == len(addresses):
                    raise
            else:
                break
        # Only the status matters: the body of the response is not read.
        await response.aclose()
        if not response.is_success:
            raise WebhookFailed(
                text("receiver-answered", status=str(response.status_code)),
                gone=response.status_code == 410,
                retry_after=_seconds(response.headers.get("retry-after")),
            )

    async def _send(self, url: httpx.URL, address: Address, body: bytes, headers: Mapping[str, str]) -> httpx.Response:
        request = self._http.build_request(
            "POST",
            url.copy_with(host=str(address)),
            content=body,
            headers={"Content-Type": "application/json", **headers, "Host": url.netloc.decode()},
            # The certificate must match the host name although the connection uses an IP address.
            extensions={"sni_hostname": url.host, "timeout": httpx.Timeout(self._seconds).as_dict()},
        )
        return await self._http.send(request, stream=True, follow_redirects=False)

    async def _resolve(self, url: httpx.URL) -> list[Address]:
        port = url.port or (443 if url.scheme == "https" else 80)
        found = await asyncio.get_running_loop().getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
        addresses = [ipaddress.ip_address(info[4][0]) for info in found]
        for address in addresses:
            if not (is_public(address) or (self._loopback and address.is_loopback)):
                raise WebhookFailed(text("receiver-not-public"), gone=False)
        return addresses


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _seconds(text: str | None) -> float:
    return float(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0
