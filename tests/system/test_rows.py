"""Rows that are not sent, over several parts and packed: right blob, right line; and what lies in segments."""

import gzip

import pytest

from shared.planning.rejects import HEADER
from tests.system.system import System, balanced, people

pytestmark = pytest.mark.asyncio(loop_scope="session")

MAPPING = {"email": "email", "phone_number": "phone", "properties": {"Note": "note"}}
PARTS = {
    "one": (
        "email,phone,note\r\n"  # 1
        'ann@example.com,206 555 0100,"two\r\nlines"\r\n'  # 2 and 3
        "no address,,x\r\n"  # 4
        '"bob@example.com",nonsense,"a\r\n\r\nb"\r\n'  # 5 to 7
        ",,y\r\n"  # 8
    ),
    "two": (
        "email,phone,note\n"  # 1
        "too,many,fields,here\n"  # 2
        "\n"  # 3
        'cem@example.com,+12065550101,"q ""uoted""\n"\n'  # 4 and 5
        "ANN@example.com,,later\n"  # 6
        "=cmd()@x,,z"  # 7
    ),
}


@pytest.mark.parametrize("suffix", ["csv", "csv.gz"])
async def test_rejects_name_blob_and_line(system: System, suffix: str) -> None:
    name = "Parts" + suffix.removeprefix("csv").replace(".", "").title()
    for part, text in PARTS.items():
        data = text.encode()
        await system.upload(f"{name}/{part}.{suffix}", gzip.compress(data) if suffix == "csv.gz" else data)
    await system.upload(f"{name}/_SUCCESS", b"")
    list_id = await system.new_list()
    run = await system.run(await system.export(name, list_id, mapping=MAPPING, default_country="US"))
    assert run["state"] == "completed_with_warnings"
    assert balanced(run)
    counts = run["counts"]
    assert {key: counts[key] for key in ("read", "accepted", "duplicates", "rejected", "failed")} == {
        "read": 8,
        "accepted": 3,
        "duplicates": 1,
        "rejected": 4,
        "failed": 0,
    }
    assert "1 phone number was left out" in str(run["warnings"])
    one, two = f"{name}/one.{suffix}", f"{name}/two.{suffix}"
    rejects = await system.rejects(run)
    assert sorted((r["blob"], int(r["line"]), r["outcome"], r["reason"]) for r in rejects) == [
        (one, 2, "duplicate", "duplicate"),
        (one, 4, "rejected", "email_malformed"),
        (one, 8, "rejected", "email_missing"),
        (two, 2, "rejected", "malformed_row"),
        (two, 7, "rejected", "email_malformed"),
    ]
    assert all(row["detail"] for row in rejects)
    assert [row["email"] for row in rejects if row["blob"] == two and row["line"] == "7"] == ["'=cmd()@x"]
    members = await system.members(list_id)
    assert {email: one.get("phone_number") for email, one in members.items()} == {
        "ann@example.com": None,
        "bob@example.com": None,
        "cem@example.com": "+12065550101",
    }
    assert members["ann@example.com"]["properties"] == {"Note": "later"}
    assert members["cem@example.com"]["properties"] == {"Note": 'q "uoted"\n'}


async def test_rejects_as_a_download(system: System) -> None:
    await system.upload("Download.csv", "email\nno address\nann@example.com\n")
    export = await system.export("Download")
    run = await system.run(export)
    path = f"/api/runs/{run['id']}/rejects.csv"
    response = await system.ask("GET", path)
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == f'attachment; filename="rejects-{run["id"]}.csv"'
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.text.splitlines()[0] == HEADER.strip()
    assert (await system.files("exports", f"runs/{run['id']}/rejects.csv")).popitem()[1] == response.content
    assert (await system.call("GET", path, who="viewer"))[0] == 403
    assert (await system.call("GET", path, who=None))[0] == 401
    assert (await system.call("GET", "/api/runs/20260101-000000000-abcdef/rejects.csv"))[0] == 404


async def test_what_klaviyo_could_not_import_is_failed_and_named(system: System) -> None:
    await system.upload("Unimported.csv", people("unimported", 250))
    bad = [f"unimported{n}@example.com" for n in range(0, 250, 2)]
    await system.sim("POST", "/jobs", {"fail_emails": bad})
    try:
        run = await system.run(await system.export("Unimported"))
    finally:
        await system.sim("POST", "/jobs", {})
    assert run["state"] == "completed_with_warnings"
    assert (run["counts"]["accepted"], run["counts"]["failed"]) == (125, 125)
    assert balanced(run)
    rejects = await system.rejects(run)
    assert [(int(r["line"]), r["outcome"], r["reason"]) for r in rejects] == [
        (n + 2, "failed", "import_failed") for n in range(0, 250, 2)
    ]


async def test_segments_as_they_lie_in_storage(system: System) -> None:
    await system.upload("Shown.csv", "\ufeffemail;Größe\n" + "".join(f"p{n}@example.com;{n}\n" for n in range(12)))
    await system.upload("ShownParts/1.csv.gz", gzip.compress(people("shown", 1000).encode()))
    await system.upload("ShownParts/2.csv.gz", gzip.compress(people("shown2", 1000).encode()))
    await system.upload("readme.pdf", "no segment")
    await system.upload("ShownEmpty.csv", b"")
    status, found = await system.call("GET", "/api/segments", who="viewer")
    assert status == 200
    names = [segment["name"] for segment in found["segments"]]
    assert names == sorted(names, key=str.casefold)
    assert "readme" not in names
    assert "readme.pdf" in names
    by_name = {segment["name"]: segment for segment in found["segments"]}
    assert by_name["Shown"].keys() == {
        *("name", "kind", "parts", "size", "updated", "rows", "rows_exact", "columns", "problems", "status")
    }
    assert (by_name["ShownParts"]["parts"], by_name["ShownParts"]["kind"]) == (2, "csv.gz")
    assert by_name["Shown"]["columns"] == [
        {"name": "email", "type": "string", "examples": []},
        {"name": "Größe", "type": "number", "examples": []},
    ], "no values in the list: viewers see it"
    assert "p0@example.com" not in str(await system.files("exports", "segment-details.json"))

    status, shown = await system.call("GET", "/api/segments/Shown")
    assert status == 200
    assert [(c["name"], c["examples"][0]) for c in shown["columns"]] == [("email", "p0@example.com"), ("Größe", "0")]
    assert (shown["rows"], shown["rows_exact"], shown["problems"]) == (12, True, [])
    assert shown["sample"][0] == {"email": "p0@example.com", "Größe": "0"}
    assert len(shown["sample"]) == 12

    status, shown = await system.call("GET", "/api/segments/ShownParts")
    assert [column["name"] for column in shown["columns"]] == ["email", "name"]
    assert shown["rows_exact"] is False
    assert 1500 <= shown["rows"] <= 2500, "an estimate"

    status, shown = await system.call("GET", "/api/segments/ShownEmpty")
    assert (status, shown["rows"], shown["columns"]) == (200, 0, [])
    assert shown["problems"]
    for name in ("Nowhere", "..", "%2e%2e%2fexports", "a%2fb"):
        assert (await system.call("GET", f"/api/segments/{name}"))[0] == 404, name


async def test_changing_and_deleting(system: System) -> None:
    """ETags, and what is in use stays."""
    await system.upload("Changed.csv", people("changed", 3))
    export = await system.export("Changed")
    path = f"/api/exports/{export['id']}"
    first = await system.ask("GET", path)
    assert first.json() == {**export, **first.json()}
    etag = first.headers["etag"]
    changed = await system.ask("PATCH", path, {"name": "Renamed", "default_country": "DE"}, if_match=etag)
    assert changed.status_code == 200
    assert (changed.json()["name"], changed.json()["default_country"]) == ("Renamed", "DE")
    assert changed.json()["mapping"] == export["mapping"]
    assert changed.headers["etag"] != etag
    status, problem = await system.call("PATCH", path, {"name": "Late"}, if_match=etag)
    assert (status, problem["type"]) == (412, "stale-version")
    assert (await system.call("DELETE", path, if_match=etag))[0] == 412
    status, problem = await system.call("PATCH", path, {"list_id": "NOLIST"})
    assert (status, problem["type"]) == (400, "list-not-found")
    status, problem = await system.call("PATCH", path, {"mapping": None})
    assert (status, problem["type"]) == (400, "invalid-request")
    assert (await system.call("GET", path))[1]["name"] == "Renamed"

    status, problem = await system.call("DELETE", f"/api/connections/{system.connection}")
    assert status == 409
    assert "Renamed" in problem["detail"]

    run = await system.start(export)
    status, problem = await system.call("DELETE", path)
    assert (status, problem["type"]) == (409, "run-active")
    assert (await system.ended(run["id"]))["state"] == "successful"
    assert (await system.call("DELETE", path, if_match=changed.headers["etag"]))[0] == 204
    assert (await system.call("GET", path))[0] == 404
    assert (await system.call("GET", f"/api/runs/{run['id']}"))[0] == 200, "its runs stay in the history"
