"""Routes, keys, users and answers through the whole host."""

import asyncio
import base64
import io
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession
from yarl import URL

from local.host.server import MAX_BODY
from local.stack import Stack

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_request_reaches_the_function_whole(stack: Stack, http: ClientSession) -> None:
    url = URL(f"{stack.app}/api/echo/a%2Fb/c?x=1&X=2&y=%20&z=&%C3%A9=%FF", encoded=True)
    headers = {"X-Mine": "m", "Keep-Alive": "5"}
    async with http.post(url, data=b"\x00" * 10, headers=headers) as answer:
        assert answer.status == 201
        assert answer.headers["X-Echo"] == "yes"
        assert answer.content_type == "application/json"
        assert answer.headers["Transfer-Encoding"] == "chunked"
        seen = await answer.json()
    assert seen["method"] == "POST"
    assert seen["url"] == str(url)
    assert seen["params"] == {"id": "a%2Fb", "part": "c"}
    assert seen["query"] == {"x": "1,2", "y": " ", "é": "%FF"}
    assert seen["size"] == 10
    assert seen["headers"]["x-mine"] == "m"
    assert seen["headers"]["keep-alive"] == "5"
    assert seen["headers"]["content-length"] == "10"
    assert not [name for name in seen["headers"] if name.startswith("x-local")]


async def test_chunked_body_arrives_empty(http: ClientSession) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        yield b"hello"

    async with http.post("/api/echo/1", data=chunks()) as answer:
        seen = await answer.json()
    assert seen["size"] == 0
    assert seen["headers"]["transfer-encoding"] == "chunked"


async def test_body_above_the_limit_is_refused_before_it_is_read(stack: Stack) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(stack.app.rpartition(":")[2]))
    for path, status in (("/api/echo/1", 500), ("/api/keyed", 401), ("/api/nowhere", 404)):
        writer.write(f"POST {path} HTTP/1.1\r\nHost: h\r\nContent-Length: {MAX_BODY + 1}\r\n\r\n".encode())
        assert int((await reader.readuntil(b"\r\n\r\n")).split()[1]) == status
        writer.close()
        reader, writer = await asyncio.open_connection("127.0.0.1", int(stack.app.rpartition(":")[2]))
    writer.close()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/API/Anything/", "rest:API/Anything/"),
        ("/", "rest:"),
        ("/some/where.html", "rest:some/where.html"),
        ("/api/echo/a/b/c", "rest:api/echo/a/b/c"),
        ("/api//echo/a", "rest:api//echo/a"),
        ("/admin/nothing", "rest:admin/nothing"),
    ],
)
async def test_rest_of_the_addresses(http: ClientSession, path: str, text: str) -> None:
    async with http.get(path) as answer:
        assert await answer.text() == text


async def test_method_that_no_route_takes_is_404(http: ClientSession) -> None:
    for method, path in (("DELETE", "/api/keyed"), ("OPTIONS", "/api/keyed"), ("POST", "/api//keyed")):
        async with http.request(method, path) as answer:
            assert (answer.status, await answer.read(), answer.headers.get("Allow")) == (404, b"", None)


async def test_home_page_is_not_shown_where_a_function_takes_the_root(http: ClientSession) -> None:
    async with http.post("/") as answer:
        assert answer.status == 200
        assert "up and running" in await answer.text()


@pytest.mark.parametrize(
    ("key", "status"),
    [("", 401), ("wrong", 401), ("blob_key", 401), ("function_key", 200), ("master_key", 200)],
)
async def test_function_keys(stack: Stack, http: ClientSession, key: str, status: int) -> None:
    value = getattr(stack, key, key)
    async with http.post("/api/keyed", data=b"body", headers={"x-functions-key": value}) as answer:
        assert answer.status == status
    async with http.post("/api/keyed", data=b"body", params={"code": value}) as answer:
        assert answer.status == status
        assert await answer.read() == (b"body" if status == 200 else b"")
        assert "WWW-Authenticate" not in answer.headers


async def test_header_counts_before_code_even_when_empty(stack: Stack, http: ClientSession) -> None:
    code = {"code": stack.function_key}
    for header in ("", "wrong"):
        async with http.post("/api/keyed", params=code, headers={"x-functions-key": header}) as answer:
            assert answer.status == 401
    async with http.post("/api/keyed", params={"CODE": stack.function_key}) as answer:
        assert answer.status == 200


async def test_admin_asks_for_the_master_key(stack: Stack, http: ClientSession) -> None:
    for key, status in (("", 401), ("wrong", 401), (stack.function_key, 403), (stack.master_key, 200)):
        for path in ("/admin/host/status", "/Admin/Functions", "/admin/host/systemkeys/_master"):
            async with http.get(path, headers={"x-functions-key": key}) as answer:
                assert answer.status == status
                assert ("WWW-Authenticate" in answer.headers) == (status == 401)
    async with http.get("/admin/host/ping") as answer:
        assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store,no-cache")


async def test_keys_are_made_and_removed(stack: Stack, http: ClientSession) -> None:
    master = {"x-functions-key": stack.master_key}
    path, value = "/admin/functions/keyed/keys/mine", "a-value-of-my-own"
    async with http.put(path, json={"name": "mine", "value": value}, headers=master) as answer:
        assert (answer.status, answer.headers["Location"]) == (201, stack.app + path)
    for expected in (200, 401):
        async with http.post("/api/keyed", headers={"x-functions-key": value}) as answer:
            assert answer.status == expected
        async with http.delete(path, headers=master) as answer:
            assert answer.status == (204 if expected == 200 else 404)


async def test_what_is_not_well_formed_is_refused(stack: Stack) -> None:
    for head, status in (
        ("GET /api/echo/%00 HTTP/1.1\r\nHost: h", 400),
        ("GET http://other.example/ HTTP/1.1\r\nHost: h", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: b", 400),
        ("GET / HTTP/1.1\r\nX: y", 400),
        (f"GET /{'a' * 8192} HTTP/1.1\r\nHost: h", 414),
        (f"GET / HTTP/1.1\r\nHost: h\r\nX: {'a' * 33_000}", 431),
        ("GET / HTTP/1.1\r\nHost: h" + "".join(f"\r\nX{number}: 1" for number in range(100)), 431),
    ):
        reader, writer = await asyncio.open_connection("127.0.0.1", int(stack.app.rpartition(":")[2]))
        writer.write(head.encode() + b"\r\n\r\n")
        assert int((await reader.readuntil(b"\r\n\r\n")).split()[1]) == status, head[:60]
        writer.close()


async def test_big_body_and_compressed_body_go_through_untouched(stack: Stack, http: ClientSession) -> None:
    headers = {"x-functions-key": stack.function_key, "Content-Encoding": "gzip"}
    body = b"not gzip at all" * 1_000_000
    async with http.post("/api/keyed", data=io.BytesIO(body), headers=headers) as answer:
        assert await answer.read() == body


async def test_exception_is_500_and_tells_nothing(http: ClientSession) -> None:
    async with http.get("/api/mistake") as answer:
        assert answer.status == 500
        assert await answer.text() == ""


async def test_forged_principal_is_dropped(http: ClientSession) -> None:
    forged = {
        "X-MS-CLIENT-PRINCIPAL": "e30=",
        "x-ms-client-principal-NAME": "root",
        "X-Ms-Client-Principal-Idp": "aad",
    }
    async with http.get("/api/echo/1", headers=forged) as answer:
        seen = (await answer.json())["headers"]
    assert not [name for name in seen if "principal" in name]


@pytest.mark.parametrize(
    ("user", "roles"),
    [
        ("administrator", ["Administrator"]),
        ("contributor", ["Contributor"]),
        ("viewer", ["Viewer"]),
        ("stranger", []),
    ],
)
async def test_users(stack: Stack, http: ClientSession, user: str, roles: list[str]) -> None:
    headers = {**stack.users[user], "X-MS-CLIENT-PRINCIPAL-ID": "forged"}
    async with http.get("/api/echo/1", headers=headers) as answer:
        seen = (await answer.json())["headers"]
    principal = json.loads(base64.b64decode(seen["x-ms-client-principal"]))
    assert principal["auth_typ"] == seen["x-ms-client-principal-idp"] == "aad"
    assert [claim["val"] for claim in principal["claims"] if claim["typ"] == principal["role_typ"]] == roles
    claims = {claim["typ"]: claim["val"] for claim in principal["claims"]}
    assert claims["preferred_username"] == seen["x-ms-client-principal-name"] == f"{user}@contoso.example"
    assert claims["http://schemas.microsoft.com/identity/claims/objectidentifier"] == seen["x-ms-client-principal-id"]


async def test_sign_in_by_cookie(stack: Stack) -> None:
    async with ClientSession(stack.app) as browser:
        # aiohttp's jar keeps cookies of IP addresses only when told to; so hand it on ourselves.
        target = "/api/echo/1"
        async with browser.get(
            f"/.auth/login/local?user=viewer&post_login_redirect_uri={target}", allow_redirects=False
        ) as answer:
            assert (answer.status, answer.headers["Location"]) == (302, target)
            cookie = {"local-user": answer.cookies["local-user"].value}
        async with browser.get("/.auth/me", cookies=cookie) as answer:
            assert (await answer.json())[0]["user_id"] == "viewer@contoso.example"
        async with browser.get(target, cookies=cookie) as answer:
            assert "x-ms-client-principal" in (await answer.json())["headers"]
        async with browser.get("/.auth/logout", allow_redirects=False) as answer:
            assert answer.cookies["local-user"].value == ""
        async with browser.get("/.auth/me") as answer:
            assert answer.status == 401


async def test_sign_in_does_not_lead_elsewhere(http: ClientSession) -> None:
    for target in ("https://evil.example/", "//evil.example/"):
        query = {"user": "viewer", "post_login_redirect_uri": target}
        async with http.get("/.auth/login/local", params=query, allow_redirects=False) as answer:
            assert answer.headers["Location"] == "/"
