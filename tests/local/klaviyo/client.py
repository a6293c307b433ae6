"""A client of the simulator that speaks JSON:API, and a clock by hand."""

import json
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

import aiohttp
from multidict import CIMultiDictProxy

from local.klaviyo import MAIN_KEY
from tests.klaviyo_openapi import MEDIA, Schemas

type Answer = tuple[int, Any, CIMultiDictProxy[str]]
"""Status, document, headers."""


class Clock:
    """Seconds that pass only when told to; starts within a minute's window."""

    def __init__(self) -> None:
        self.now = 600.0

    def __call__(self) -> float:
        return self.now


class Client:
    """Answers are `(status, document, headers)`; every one is checked against the schemas."""

    def __init__(self, url: str, session: aiohttp.ClientSession, schemas: Schemas | None) -> None:
        self.url = url
        self._session = session
        self._schemas = schemas
        self.headers = {
            "Authorization": f"Klaviyo-API-Key {MAIN_KEY}",
            "revision": "2026-07-15",
            "accept": MEDIA,
            "content-type": MEDIA,
        }

    async def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str | None] | None = None,
    ) -> Answer:
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        sent = {name: value for name, value in {**self.headers, **(headers or {})}.items() if value is not None}
        async with self._session.request(
            method,
            self.url + path,
            data=BytesIO(raw) if raw else None,
            params=params,
            headers=sent,
            skip_auto_headers=["content-type"],
        ) as response:
            raw = await response.read()
            answer = json.loads(raw) if raw else None
            if self._schemas is not None:
                self._schemas.check(method, response.url.path, response.status, answer)
            return response.status, answer, response.headers

    async def sim(self, method: str, path: str, body: Any = None) -> Any:
        async with self._session.request(method, f"{self.url}/_sim{path}", json=body) as response:
            raw = await response.read()
            assert response.status < 300, raw
            return json.loads(raw) if raw else None

    async def pages(self, path: str, **params: str | int) -> list[Any]:
        """Return all items of a collection, following links.next."""
        found: list[Any] = []
        status, answer, _ = await self.call("GET", path, params=params)
        while True:
            assert status == 200
            found += answer["data"]
            following = answer["links"].get("next")
            if not following:
                return found
            async with self._session.get(following, headers=self.headers) as response:
                status, answer = response.status, await response.json(content_type=None)

    async def bulk(self, *profiles: dict[str, Any], lists: Iterable[str] = ("SIMLST",), meta: Any = None) -> Answer:
        """POST an import job of profiles given by their attributes."""
        items = [{"type": "profile", "attributes": one} | ({"meta": meta} if meta else {}) for one in profiles]
        body = {
            "data": {
                "type": "profile-bulk-import-job",
                "attributes": {"profiles": {"data": items}},
                "relationships": {"lists": {"data": [{"type": "list", "id": one} for one in lists]}},
            }
        }
        return await self.call("POST", "/api/profile-bulk-import-jobs", body)

    async def imported(self, *profiles: dict[str, Any], **options: Any) -> dict[str, Any]:
        """Import and wait for the end; return the job's attributes and id."""
        status, answer, _ = await self.bulk(*profiles, **options)
        assert status == 202, answer
        return await self.finished(answer["data"]["id"])

    async def finished(self, job_id: str) -> dict[str, Any]:
        while True:
            jobs: dict[str, dict[str, Any]] = {one["id"]: one for one in await self.sim("GET", "/jobs")}
            if jobs[job_id]["status"] in ("complete", "cancelled"):
                return jobs[job_id]

    async def profile(self, email: str) -> dict[str, Any]:
        found: dict[str, Any] = await self.sim("GET", f"/profiles/by-email?email={email}")
        return found
