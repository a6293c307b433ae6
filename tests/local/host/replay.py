"""Sends the recorded requests of traces/http.json to a host and says what its answers differ in."""

import asyncio
import base64
import json
import re
from typing import Any

COMPARED_IN_WORKER = ("function", "method", "url", "query", "route", "body_len", "body")
IGNORED_HEADERS = ("date", "server", "connection", "content-length", "transfer-encoding")
MAX_TEXT = 800
KEY = re.compile(r"[\w-]{54}==")
HIDDEN = (
    (re.compile(r"/admin/vfs/[^\"]*"), "/admin/vfs/<path>"),
    (re.compile(r'"functionDirectory":"[^"]*"'), '"functionDirectory":"<app>"'),
    (re.compile(r'"id":"[^"]*","state"'), '"id":"<host id>","state"'),
    (re.compile(r'"processUptime":\d+'), '"processUptime":0'),
    (re.compile(r"(127\.0\.0\.1|localhost):\d+"), "<host>"),
)


class Replay:
    def __init__(self, port: int, keys: dict[str, str]) -> None:
        self._port = port
        self._keys = keys

    async def differences(self, case: dict[str, Any]) -> list[str]:
        """Send the request of a case; return what is not as recorded."""
        return compare(case, await self._observe(case["request"]))

    def _expand(self, text: str) -> bytes:
        text = re.sub(r"<(.)\*(\d+)>", lambda match: match[1] * int(match[2]), text)
        text = re.sub(r"<key:(\w+)>", lambda match: self._keys.get(match[1], "missing-" + match[1]), text)
        return text.replace("<host>", f"127.0.0.1:{self._port}").encode("latin-1")

    def _hide(self, text: str) -> str:
        for name, key in self._keys.items():
            text = text.replace(key, f"<key:{name}>")
        text = KEY.sub("<key>", text)
        for pattern, instead in HIDDEN:
            text = pattern.sub(instead, text)
        return text

    def _build(self, request: dict[str, Any]) -> tuple[bytes, bytes | None]:
        """Return the bytes to send at once, and those to send after a 100 answer."""
        version = request.get("version", "HTTP/1.1")
        head = [self._expand(f"{request['method']} {request['target']} {version}")]
        if request.get("host", True):
            head.append(b"Host: " + self._expand(request.get("host", "<host>")))
        headers = [self._expand(text) for text in request.get("headers", [])]
        body, payload, late = request.get("body"), b"", None
        if isinstance(body, dict) and "chunks" in body:
            chunks = [self._expand(text) for text in body["chunks"]]
            headers.append(b"Transfer-Encoding: chunked")
            payload = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"
        elif isinstance(body, dict) and "after_100" in body:
            late = self._expand(body["after_100"])
            headers += [b"Content-Length: %d" % len(late), b"Expect: 100-continue"]
        elif body is not None:
            payload = base64.b64decode(body["base64"]) if isinstance(body, dict) else body.encode()
            if not request.get("no_length"):
                headers.append(b"Content-Length: %d" % len(payload))
        if not request.get("keep_alive"):
            headers.append(b"Connection: close")
        return b"\r\n".join([*head, *headers]) + b"\r\n\r\n" + payload, late

    async def _observe(self, request: dict[str, Any]) -> dict[str, Any]:
        data, late = self._build(request)
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 26)
        try:
            async with asyncio.timeout(30):
                writer.write(data)
                head = await reader.readuntil(b"\r\n\r\n")
                interim = None
                if late is not None and b" 100 " in head:
                    interim = head.split(b"\r\n")[0].decode()
                    writer.write(late)
                    head = await reader.readuntil(b"\r\n\r\n")
                body = await _read_body(reader, head, request["method"])
        finally:
            writer.close()
        return self._described(head, body, interim)

    def _described(self, head: bytes, body: bytes, interim: str | None) -> dict[str, Any]:
        lines = head.decode("latin-1").split("\r\n")
        headers = [
            [name, self._hide(value.strip())] for name, _, value in (line.partition(":") for line in lines[1:] if line)
        ]
        response: dict[str, Any] = {"status": int(lines[0].split(" ")[1]), "headers": headers}
        result: dict[str, Any] = {"response": response}
        if interim:
            result["interim"] = interim
        try:
            seen = json.loads(body)
        except ValueError:
            seen = None
        if isinstance(seen, dict) and "route" in seen:
            seen["headers"] = {name: shorten(self._hide(value)) for name, value in seen["headers"].items()}
            seen["query"] = {name: shorten(self._hide(value)) for name, value in seen["query"].items()}
            seen["url"] = shorten(self._hide(seen["url"]))
            if not seen["body_len"]:
                del seen["body"]
            result["worker_saw"] = seen
        elif body:
            try:
                response["body"] = shorten(self._hide(body.decode()))
            except UnicodeDecodeError:
                response["body"] = {"base64": base64.b64encode(body[:64]).decode(), "length": len(body)}
        return result


async def _read_body(reader: asyncio.StreamReader, head: bytes, method: str) -> bytes:
    if method == "HEAD" or head.split(b" ", 2)[1] in (b"204", b"304"):
        return b""
    if match := re.search(rb"\r\ncontent-length: *(\d+)", head.lower()):
        return await reader.readexactly(int(match[1]))
    body = b""
    while size := int((await reader.readline()).split(b";")[0], 16):
        body += await reader.readexactly(size)
        await reader.readline()
    return body


def shorten(text: str) -> str:
    return text if len(text) <= MAX_TEXT else f"{text[:200]}… ({len(text)} characters)"


def compare(expected: dict[str, Any], actual: dict[str, Any]) -> list[str]:
    found = []

    def check(name: str, left: Any, right: Any) -> None:
        if left != right:
            found.append(f"{name}: recorded {left!r}, here {right!r}")

    def named(response: dict[str, Any]) -> dict[str, str]:
        pairs = ((name.lower(), value) for name, value in response.get("headers", []))
        return {name: value for name, value in pairs if name not in IGNORED_HEADERS}

    left, right = expected["response"], actual["response"]
    check("status", left["status"], right["status"])
    check("headers", named(left), named(right))
    check("interim", expected.get("interim"), actual.get("interim"))
    if "worker_saw" in expected:
        saw, sees = expected["worker_saw"], actual.get("worker_saw", {})
        for part in COMPARED_IN_WORKER:
            check(f"worker saw {part}", saw.get(part), sees.get(part))
        check("worker saw headers", saw["headers"], sees.get("headers"))
    else:
        check("body", left.get("body"), right.get("body"))
    return found
