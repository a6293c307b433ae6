"""Where notifications may go, and what a receiver can do: real servers on this machine."""

from __future__ import annotations

import asyncio
import ipaddress
import ssl
from collections.abc import AsyncIterator

import httpx
import pytest
import trustme
from aiohttp import web

from shared.errors import Invalid, WebhookFailed
from shared.notifications.webhook import WebhookClient, check_url, is_public

ALLOWED = [
    "93.184.215.14",
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
    "2a00:1450:4001:81b::200e",
    "::ffff:93.184.215.14",
]
REFUSED = [
    "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.1.1",
    "168.63.129.16", "::1", "::", "fe80::1", "fd00::1", "ff0e::1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
    "64:ff9b::a00:1", "2002:a00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    # Ranges that mean something else than a host on the internet, several of them with an IPv4 address inside.
    "fec0::1", "feff::1", "::10.0.0.1", "::93.184.215.14", "::ffff:0:10.0.0.1", "64:ff9b::5db8:d70e",
    "64:ff9b:1::a00:1", "64:ff9b:1:ffff::1", "2002:5db8:d70e::1", "2001:1::1", "2001:20::1", "2001:db8::1", "3fff::1",
    "100::1", "100:0:0:1::1", "5f00::1", "4000::1", "fc00::1", "fe80::1%eth0", "ff02::1", "192.0.0.9", "192.0.0.170",
    "192.88.99.1", "198.18.0.1", "203.0.113.1", "240.0.0.1", "255.255.255.255", "::ffff:168.63.129.16",
]  # fmt: skip


@pytest.mark.parametrize("text", ALLOWED + REFUSED)
def test_only_public_addresses(text: str) -> None:
    assert is_public(ipaddress.ip_address(text)) is (text in ALLOWED)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "ftp://example.com/",
        "https://",
        "https:///path",
        "https://user:secret@example.com/",
        "https://example.com:99999/",
        "https://exam ple.com/",
        "https://example.com/\r\nHost: other",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/metadata",
        "https://[/",
        "http://127.0.0.1/",
        "https://" + "a" * 70 + ".example/",
    ],
)
def test_addresses_that_are_never_sent_to(url: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_url(url, loopback=False)
    assert caught.value.field == "url"
    assert "secret" not in str(caught.value)


def test_the_host_is_what_is_shown() -> None:
    assert check_url("https://hooks.example.com:8443/T0/B0/secret?sig=x", loopback=False) == "hooks.example.com:8443"
    assert check_url("http://localhost:99/x", loopback=True) == "localhost:99"
    with pytest.raises(Invalid):
        check_url("http://example.com/", loopback=True)


class Receiver:
    """Answers `status`; `seen` is what it got."""

    def __init__(self) -> None:
        self.status, self.delay, self.answer = 204, 0.0, b""
        self.headers: dict[str, str] = {}
        self.seen: list[tuple[str, bytes]] = []
        self.url = self.secure = ""

    async def handle(self, request: web.Request) -> web.Response:
        self.seen.append((request.host, await request.read()))
        await asyncio.sleep(self.delay)
        return web.Response(status=self.status, headers=self.headers, body=self.answer)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
async def receiver(authority: trustme.CA) -> AsyncIterator[Receiver]:
    made = Receiver()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", made.handle)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    for tls in (None, context):
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
    plain, secure = (address[1] for address in runner.addresses)
    made.url, made.secure = f"http://127.0.0.1:{plain}/hook", f"https://localhost:{secure}/hook"
    yield made
    await runner.cleanup()


@pytest.fixture
async def local(authority: trustme.CA) -> AsyncIterator[WebhookClient]:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    async with httpx.AsyncClient(verify=context, trust_env=False) as http:
        yield WebhookClient(http, loopback=True)


async def test_what_is_sent_arrives(receiver: Receiver, local: WebhookClient) -> None:
    await local.post(receiver.url, b"{}", {"webhook-id": "msg_1"})
    assert receiver.seen == [(receiver.url.split("/")[2], b"{}")]


async def test_a_name_that_leads_inside_is_refused_before_anything_is_sent(receiver: Receiver) -> None:
    async with httpx.AsyncClient(trust_env=False) as http:
        with pytest.raises(WebhookFailed, match="not public"):
            await WebhookClient(http).post(receiver.secure, b"{}", {})
    assert not receiver.seen


async def test_the_certificate_must_be_of_the_name(receiver: Receiver, local: WebhookClient) -> None:
    await local.post(receiver.secure, b"{}", {})
    assert receiver.seen[0][0].startswith("localhost:")
    with pytest.raises(WebhookFailed, match="could not be reached"):
        await local.post(receiver.secure.replace("localhost", "127.0.0.1"), b"{}", {})


@pytest.mark.parametrize("status", [301, 307, 400, 404, 410, 429, 500])
async def test_anything_but_success_is_a_failure(receiver: Receiver, local: WebhookClient, status: int) -> None:
    receiver.status, receiver.headers = status, {"Location": receiver.url + "/other", "Retry-After": "7"}
    with pytest.raises(WebhookFailed) as caught:
        await local.post(receiver.url + "?sig=secret", b"{}", {})
    assert caught.value.gone == (status == 410)
    assert caught.value.retry_after == 7
    assert str(status) in str(caught.value)
    assert "secret" not in str(caught.value)
    assert len(receiver.seen) == 1, "a redirect was followed"


async def test_a_long_answer_is_not_read(receiver: Receiver, local: WebhookClient) -> None:
    receiver.status, receiver.answer = 200, b"x" * 50_000_000
    await local.post(receiver.url, b"{}", {})


async def test_nobody_waits_for_a_slow_receiver(receiver: Receiver) -> None:
    receiver.delay = 2
    async with httpx.AsyncClient(trust_env=False) as http:
        with pytest.raises(WebhookFailed, match="in time"):
            await WebhookClient(http, loopback=True, seconds=0.3).post(receiver.url, b"{}", {})


async def test_nobody_there(local: WebhookClient) -> None:
    with pytest.raises(WebhookFailed, match="could not be reached"):
        await local.post("http://127.0.0.1:1/", b"{}", {})
