"""Routes, keys, users and answers through the whole host."""

import base64
import io
import json

import pytest
from aiohttp import ClientSession

from local.stack import Stack

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_request_reaches_the_function_whole(stack: Stack, http: ClientSession) -> None:
    async with http.post("/api/echo/a%2Fb/c?x=1&x=2&y=%20", data=b"\x00" * 10, headers={"X-Mine": "m"}) as answer:
        assert answer.status == 201
        assert answer.headers["X-Echo"] == "yes"
        assert answer.content_type == "application/json"
        seen = await answer.json()
    assert seen["method"] == "POST"
    assert seen["url"] == f"{stack.app}/api/echo/a%2Fb/c?x=1&x=2&y=%20"
    assert seen["params"] == {"id": "a/b", "part": "c"}
    assert seen["query"] == {"x": "1,2", "y": " "}
    assert seen["size"] == 10
    assert seen["headers"]["x-mine"] == "m"
    assert not [name for name in seen["headers"] if name.startswith("x-local")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/api/echo/literal", "literal"),
        ("/API/Echo/Literal/", "literal"),
        ("/", "rest:"),
        ("/some/where.html", "rest:some/where.html"),
        ("/api/echo/a/b/c", "rest:api/echo/a/b/c"),
    ],
)
async def test_most_exact_route_wins(http: ClientSession, path: str, text: str) -> None:
    async with http.get(path) as answer:
        assert await answer.text() == text


async def test_method_nobody_has(http: ClientSession) -> None:
    async with http.delete("/api/keyed") as answer:
        assert answer.status == 405
        assert answer.headers["Allow"] == "GET, POST"


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
