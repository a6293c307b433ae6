"""Erasing a person: snapshots, kept files, Klaviyo, and the audit record without the address."""

import json

import pytest

from shared.api.audit import record
from shared.api.auth import Principal, Role
from shared.api.http import Request
from shared.api.people import erase_named_person, erase_person
from shared.domain import Mode
from shared.errors import Invalid, RunActive
from tests.unit.small_app import small_app

ADMIN = Principal("1", "Alex", Role.ADMINISTRATOR)


async def test_a_person_is_erased_everywhere() -> None:
    async with small_app(KEEP_CHUNKS="true") as app:
        await app.export(mode=Mode.MIRROR, removal_limit_percent=100)
        await app.export("exp_2", list_id="SIMVIP")
        app.segment([{"Email": f"p{n}@example.com"} for n in range(5)] + [{"Email": "P3@Example.com", "Name": "Again"}])
        await app.run()
        await app.run("exp_2")
        files = app.context.files.blobs
        assert any(b"p3@example.com" in data.lower() for name, data in files.items() if name.endswith("rejects.csv"))
        body = json.dumps({"email": " P3@example.com", "klaviyo": True}).encode()
        request = Request("POST", "/api/people/erase", body=body)
        answer = json.loads((await erase_named_person(app.context, request, ADMIN)).body)
        assert answer == {"snapshots": 2, "files": 2, "requested": ["SIMCON"], "refused": {}}
        for export in ("exp_1", "exp_2"):
            assert (await app.snapshot(export)).keys() == {f"p{n}@example.com" for n in (0, 1, 2, 4)}
        assert not [name for name, data in files.items() if b"p3@example.com" in data.lower()]
        assert len([name for name in files if name.startswith("snapshots/")]) == 2
        lines = next(data for name, data in files.items() if name.endswith("rejects.csv")).decode().splitlines()
        assert len(lines) == 2, "the line stays, so that counts and lines agree"
        assert lines[1].endswith(",(erased)")
        (change,) = request.trail.changes
        assert "p3" not in str(change)
        # The rest goes on as before.
        app.segment([{"Email": f"p{n}@example.com"} for n in (0, 1, 2)])
        assert (await app.run()).counts.removed == 1


async def test_the_query_works_and_says_what_is_wrong() -> None:
    async with small_app() as app:
        await app.export()
        app.segment([{"Email": "a@example.com"}])
        await app.run()

        async def ask(**query: str) -> dict[str, object]:
            request = Request("DELETE", "/api/people", query)
            return json.loads((await erase_person(app.context, request, ADMIN)).body)

        assert (await ask(email="nobody@example.com"))["snapshots"] == 0
        for wrong in ({}, {"email": "no address"}, {"email": "a@example.com", "klaviyo": "perhaps"}):
            with pytest.raises(Invalid):
                await ask(**wrong)
        await app.start()
        with pytest.raises(RunActive):
            await ask(email="a@example.com")
        assert await app.snapshot()


async def test_the_audit_record_holds_no_address() -> None:
    kept = []

    class Audit:
        async def add(self, entry: object) -> None:
            kept.append(entry)

    async with small_app() as app:
        request = Request("DELETE", "/api/people", {"email": "ann@example.com"})
        await erase_person(app.context, request, ADMIN)
        object.__setattr__(app.context, "audit", Audit())
        await record(app.context, request, ADMIN, "DELETE /api/people", None, 200)
        assert kept[0].target.startswith("person:")
        assert "ann" not in kept[0].model_dump_json()
