"""Defined segments over the API: tables, definitions, previews, and who may."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from shared.api.http import Request
from shared.api.routes import handle
from shared.domain import Mapping
from shared.domain.messages import MakePreview, Queue
from shared.runs.dispatch import handle_message
from tests.fakes.customer_insights import BY_SEGMENT, MEMBERSHIP, PROFILE, membership, profile, store
from tests.fakes.small_app import SmallApp, small_app

SELECT = {"kind": "select", "sql": f'SELECT emailaddress1 AS "Email", 1 AS points FROM "{PROFILE}"'}


class Api:
    """Requests to the app as a user of some role."""

    def __init__(self, app: SmallApp) -> None:
        self.app = app

    async def __call__(
        self, method: str, path: str, body: Any = None, role: str = "Administrator", **headers: str
    ) -> tuple[int, Any]:
        claims = [
            {"typ": "http://schemas.microsoft.com/identity/claims/objectidentifier", "val": f"id-{role}"},
            {"typ": "name", "val": role},
            {"typ": "roles", "val": role},
        ]
        principal = base64.b64encode(json.dumps({"auth_typ": "aad", "claims": claims}).encode()).decode()
        path, _, query = path.partition("?")
        request = Request(
            method,
            path,
            dict(pair.split("=", 1) for pair in query.split("&") if pair),
            {"x-ms-client-principal": principal, **{name.replace("_", "-"): text for name, text in headers.items()}},
            json.dumps(body).encode() if body is not None else b"",
        )
        answer = await handle(self.app.context, request, auth_enabled=True)
        self.headers = answer.headers
        return answer.status, json.loads(answer.body) if answer.body else None

    async def define(self, rule: dict[str, Any], name: str = "Defined", **options: Any) -> tuple[int, Any]:
        return await self("POST", "/api/segment-definitions", {"name": name, "rule": rule}, **options)

    async def preview(self, rule: dict[str, Any]) -> Any:
        status, answer = await self("POST", "/api/segment-preview", {"rule": rule})
        assert status == 202, answer
        message = MakePreview(preview_id=answer["id"]).model_dump_json()
        await handle_message(self.app.context, Queue.PREPARE, message)
        return (await self("GET", f"/api/previews/{answer['id']}"))[1]


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with small_app() as app:
        store(
            app.memory.segments,
            [[profile(1, 1, country="DE"), profile(2, 2, country="AT"), profile(3, 3, IsDelete="True")]],
            [[membership(1, 1, "Loyal"), membership(2, 2, "New")]],
        )
        yield Api(app)


async def test_tables_are_listed_with_their_columns(api: Api) -> None:
    status, answer = await api("GET", "/api/tables", role="Viewer")
    assert (status, [table["name"] for table in answer["tables"]]) == (200, [PROFILE, MEMBERSHIP])
    status, table = await api("GET", f"/api/tables/{PROFILE}", role="Viewer")
    assert {column["name"]: column["type"] for column in table["columns"]}["lastpurchase"] == "datetime"
    assert (await api("GET", "/api/tables/gone", role="Viewer"))[0] == 404


async def test_a_definition_is_made_listed_changed_and_removed(api: Api) -> None:
    status, made = await api.define(BY_SEGMENT, role="Contributor")
    assert (status, made["tables"]) == (201, [PROFILE, MEMBERSHIP])
    assert made["rule"]["members"]["conditions"]["values"] == ["Loyal"]
    etag = api.headers["ETag"]
    assert (await api("GET", "/api/segment-definitions", role="Viewer"))[1]["definitions"] == [made]
    listed = (await api("GET", "/api/segments", role="Viewer"))[1]["segments"]
    [found] = [segment for segment in listed if segment["kind"] == "defined"]
    assert (found["name"], found["parts"], found["problems"]) == ("Defined", 2, [])
    assert "emailaddress1" in [column["name"] for column in found["columns"]]
    details = (await api("GET", "/api/segments/Defined"))[1]
    assert (details["sample"], details["suggestion"]["email"]) == ([], "emailaddress1")
    path = "/api/segment-definitions/Defined"
    assert (await api("PATCH", path, {"description": "Ours"}, if_match='"other"'))[0] == 412
    status, changed = await api("PATCH", path, {"description": "Ours"}, if_match=etag)
    assert (status, changed["description"], changed["rule"]) == (200, "Ours", made["rule"])
    assert (await api("DELETE", path))[0] == 204
    assert (await api("GET", path))[0] == 404
    written = [json.loads(put.body) for put, _ in (await api.app.memory.tables.table("audit")).rows.values()]
    actions = [entry["action"].partition(" ")[0] for entry in written if "action" in entry]
    assert actions == ["POST", "PATCH", "DELETE"]


async def test_segments_are_listed_by_status(api: Api) -> None:
    blobs = api.app.memory.segments
    for name, text in {"Ready": "email\na@example.com\n", "No rows": "email\n", "Blank": "", "Zip.zip": "x"}.items():
        blobs.put(name if "." in name else f"{name}.csv", text)
    assert (await api.define(BY_SEGMENT, name="Defined"))[0] == 201
    assert (await api.define({"kind": "select", "sql": f'SELECT 1 AS n FROM "{PROFILE}"'}, name="Of a lost table"))[
        0
    ] == 201
    for name in [name for name in blobs.blobs if name.startswith(f"{PROFILE}/")]:
        del blobs.blobs[name]

    async def listed(query: str) -> list[str]:
        found: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            status, page = await api("GET", f"/api/segments?{query}&limit=1{cursor}", role="Viewer")
            assert status == 200, page
            found += [one["name"] for one in page["segments"]]
            assert page["total"] >= len(found)
            cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
        return found

    assert await listed("status=empty") == ["Blank", "No rows"]
    assert await listed("status=empty&name=row") == ["No rows"]
    assert "Ready" in await listed("status=ready")
    assert {"Defined", "Of a lost table", "Zip.zip"} <= set(await listed("status=problems"))
    by_status = [name for status in ("ready", "empty", "problems") for name in await listed(f"status={status}")]
    assert sorted(by_status) == sorted(await listed("name="))
    assert (await api("GET", "/api/segments?status=other"))[1]["field"] == "status"


async def test_what_cannot_be_defined(api: Api) -> None:
    assert (await api.define(BY_SEGMENT))[0] == 201
    assert (await api.define(BY_SEGMENT))[1]["type"] == "conflict"
    assert (await api.define(BY_SEGMENT, name=PROFILE))[1]["type"] == "conflict"
    for rule, text in (
        (BY_SEGMENT | {"table": "gone"}, "There is no table gone"),
        (BY_SEGMENT | {"columns": ["shoe"]}, "no column shoe"),
        ({"kind": "select", "sql": "SELECT 1"}, "reads no table"),
        ({"kind": "select", "sql": "SELECT * FROM gone"}, "There is no table gone"),
        ({"kind": "select", "sql": f"SELECT shoe FROM {PROFILE}"}, "shoe"),
        ({"kind": "select", "sql": "COPY x TO 'y'"}, "Only one SELECT"),
    ):
        status, problem = await api.define(rule, name="Other")
        assert (status, problem["type"]) == (400, "definition-invalid")
        assert text in problem["detail"]
    status, problem = await api.define(
        {"kind": "conditions", "table": PROFILE, "conditions": {"all": []}}, name="Other"
    )
    assert (status, problem["type"]) == (400, "invalid-request")


async def test_who_may_define_segments(api: Api) -> None:
    assert (await api.define(BY_SEGMENT, role="Operator"))[0] == 403
    assert (await api.define(SELECT, role="Contributor"))[0] == 403
    assert (await api.define(SELECT))[0] == 201
    path = "/api/segment-definitions/Defined"
    assert (await api("PATCH", path, {"rule": BY_SEGMENT}, role="Contributor"))[0] == 403
    assert (await api("DELETE", path, role="Contributor"))[0] == 403
    assert (await api("POST", "/api/segment-preview", {"rule": SELECT}, role="Contributor"))[0] == 403


async def test_a_segment_of_an_export_that_the_caller_may_not_change(api: Api) -> None:
    """A contributor who changed it would change what an export sends on a connection for administrators."""
    assert (await api.define(BY_SEGMENT, role="Contributor"))[0] == 201
    await api.app.export(segment="Defined", mapping=Mapping.model_validate({"email": "emailaddress1"}))
    path = "/api/segment-definitions/Defined"
    assert (await api("PATCH", path, {"description": "x"}, role="Contributor"))[0] == 403
    assert (await api("PATCH", path, {"description": "x"}))[0] == 200
    status, problem = await api("DELETE", path)
    assert (status, problem["type"], problem["errors"]) == (409, "segment-in-use", [{"id": "exp_1", "name": "exp_1"}])


async def test_previews_count_and_show_rows(api: Api) -> None:
    found = await api.preview(BY_SEGMENT | {"columns": ["emailaddress1"]})
    assert (found["state"], found["segment"]) == (
        "ready",
        {"rows": 1, "unreadable": 0, "sample": [{"emailaddress1": "c1@example.com"}]},
    )
    found = await api.preview(SELECT)
    assert found["segment"]["rows"] == 2
    assert found["segment"]["sample"][0] == {"Email": "c1@example.com", "points": "1"}


async def test_a_vanished_table_or_column_is_a_problem_of_the_segment_before_the_run(api: Api) -> None:
    assert (await api.define(BY_SEGMENT | {"columns": ["emailaddress1", "country"]}))[0] == 201
    assert (await api.define(SELECT, name="Selected"))[0] == 201

    async def problems() -> list[str]:
        listed = (await api("GET", "/api/segments"))[1]["segments"]
        found = [segment["problems"] for segment in listed if segment["kind"] == "defined"]
        return [" ".join(one["message"] for one in problems) for problems in found]

    assert await problems() == ["", ""]
    blobs = api.app.memory.segments
    blobs.put(
        "model.json", blobs.blobs["model.json"].replace(b'"country"', b'"land"').replace(b"emailaddress1", b"mail")
    )
    assert "has no column emailaddress1" in (await problems())[0]
    assert "country" in (await problems())[0]
    assert "emailaddress1" in (await problems())[1]
    await blobs.delete_by_prefix("")
    assert await problems() == [
        f"There is no table {PROFILE}. There is no table {MEMBERSHIP}.",
        f"There is no table {PROFILE}.",
    ]


async def test_segments_of_customer_insights_are_offered_by_their_display_names(api: Api) -> None:
    blobs = api.app.memory.segments
    metadata = "mscipriv_segmentmetadata.csv"
    blobs.put(metadata, "mscipriv_name,mscipriv_friendlyname\r\nLoyal,Loyal customers\r\nOld,Gone\r\n")
    status, answer = await api("GET", "/api/segment-suggestions", role="Contributor")
    [found] = answer["suggestions"]
    assert (status, found["profiles"], found["memberships"], found["complete"]) == (200, PROFILE, MEMBERSHIP, True)
    offered = {segment["name"]: segment for segment in found["segments"]}
    assert {name: segment["display_name"] for name, segment in offered.items()} == {
        "Loyal": "Loyal customers",
        "New": "New",
    }
    assert (await api.define(offered["Loyal"]["rule"]))[0] == 201
    assert (await api.preview(offered["Loyal"]["rule"]))["segment"]["rows"] == 1
    await blobs.delete_by_prefix(MEMBERSHIP)
    assert (await api("GET", "/api/segment-suggestions"))[0] == 200
