"""Blobs that storage hands over in another form, or not at all: one segment's problem, never another's."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import Any

import pytest
from azure.storage.blob import ContentSettings, StandardBlobTier

from tests.system.system import System, balanced, people

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def upload(system: System, blob: str, data: bytes, encoding: str) -> None:
    client = system.blobs.get_container_client("segments").get_blob_client(blob)
    await client.upload_blob(data, overwrite=True, content_settings=ContentSettings(content_encoding=encoding))


async def listed(system: System) -> dict[str, Any]:
    segments: dict[str, Any] = {}
    cursor = ""
    while True:
        status, found = await system.call("GET", f"/api/segments?limit=200{cursor}")
        assert status == 200, found
        segments |= {segment["name"]: segment for segment in found["segments"]}
        if not found["next_cursor"]:
            return segments
        cursor = f"&cursor={found['next_cursor']}"


@pytest.mark.parametrize(
    ("blob", "encoding", "pack"),
    [
        ("EncodedGzip.csv", "gzip", lambda data: gzip.compress(data, mtime=0)),
        ("EncodedDeflate.csv", "deflate", zlib.compress),
        ("EncodedPlain.csv", "gzip", lambda data: data),
        ("EncodedPlainDeflate.jsonl", "deflate", lambda data: b'{"email": "one@example.com"}\n' * len(data[:1])),
        ("EncodedTwice.csv.gz", "gzip", lambda data: gzip.compress(data, mtime=0)),
    ],
)
async def test_content_encoding_is_decided_by_the_bytes(system: System, blob: str, encoding: str, pack: Any) -> None:
    name = blob.partition(".")[0]
    await upload(system, blob, pack(people(name.lower(), 300).encode()), encoding)
    assert (await listed(system))[name]["problems"] == []
    status, shown = await system.call("GET", f"/api/segments/{name}")
    assert (status, shown["problems"], shown["columns"][0]["name"]) == (200, [], "email")
    run = await system.run(await system.export(name))
    assert (run["error"], run["counts"]["read"], balanced(run)) == (None, 1 if "jsonl" in blob else 300, True)


async def test_a_label_that_the_bytes_contradict_fails_that_segment_only(system: System) -> None:
    await upload(system, "Mislabelled.csv", b"\x8b\x00\x01" + bytes(range(256)) * 20, "gzip")
    await system.upload("Beside.csv", people("beside", 2))
    found = await listed(system)
    assert found["Mislabelled"]["problems"]
    assert found["Beside"]["problems"] == []
    run = await system.run(await system.export("Mislabelled"))
    assert (run["state"], run["error"]["type"]) == ("failed", "segment-unreadable")


async def test_an_archived_blob_is_a_problem_of_its_segment_until_it_is_rehydrated(system: System) -> None:
    await system.upload("Archived/1.csv", people("archived", 3))
    await system.upload("Archived/2.csv", people("archived", 3))
    await system.upload("Hot.csv", people("hot", 3))
    blob = system.blobs.get_container_client("segments").get_blob_client("Archived/2.csv")
    await blob.set_standard_blob_tier(StandardBlobTier.ARCHIVE)
    found = await listed(system)
    assert "Rehydrate it" in found["Archived"]["problems"][0]["message"]
    assert "Archived/2.csv" in found["Archived"]["problems"][0]["message"]
    assert (found["Hot"]["problems"], found["Hot"]["rows"]) == ([], 3)
    status, shown = await system.call("GET", "/api/segments/Archived")
    assert (status, "Rehydrate it" in shown["problems"][0]["message"]) == (200, True)
    export = await system.export("Archived")
    run = await system.run(export)
    assert (run["state"], run["error"]["type"]) == ("failed", "segment-inaccessible")
    assert "Archived/2.csv is in the archive tier" in run["error"]["detail"]
    # The version of the blob stays the same: what was found is not kept.
    await blob.set_standard_blob_tier(StandardBlobTier.HOT)
    assert (await listed(system))["Archived"]["problems"] == []
    assert (await system.run(export))["counts"]["read"] == 6


@pytest.mark.parametrize(("name", "quoted"), [("Odd#name", "Odd%23name"), ("Odd?name", "Odd%3Fname")])
async def test_a_name_that_cannot_be_exported_is_a_problem_in_words(system: System, name: str, quoted: str) -> None:
    await system.upload(f"{name}.csv", people("odd", 2))
    assert "Rename" in (await listed(system))[name]["problems"][0]["message"]
    status, shown = await system.call("GET", f"/api/segments/{quoted}")
    assert (status, shown["name"]) == (200, name)
    assert "Rename" in shown["problems"][0]["message"]
    status, refused = await system.call("POST", "/api/exports", system.export_of(name, await system.new_list()))
    assert status == 400
    assert "Rename the blob or folder" in str(refused)
    assert "0,199" not in str(refused)


async def test_a_model_at_the_container_s_root_describes_its_folders_only(system: System) -> None:
    """As Synapse Link writes it. Taken away again: the other tests' segments are no tables of it."""
    attributes = [{"name": "contactid", "dataType": "guid"}, {"name": "emailaddress1", "dataType": "string"}]
    location = "https://devstoreaccount1.dfs.core.windows.net/segments/contact/2026-01.csv"
    settings = {"columnHeaders": False}
    entity = {
        "name": "contact",
        "attributes": attributes,
        "partitions": [{"location": location, "fileFormatSettings": settings}],
    }
    row = "1,root@example.com\n"
    await system.upload("contact/2026-01.csv", row)
    await system.upload("contact/Snapshot/2026-01_1/2026-01.csv", row)
    await system.upload("BesideRoot.csv", people("beside", 1))
    await system.upload("model.json", json.dumps({"name": "cdm", "version": "1.0", "entities": [entity]}))
    try:
        found = await listed(system)
        assert [column["name"] for column in found["contact"]["columns"]] == ["contactid", "emailaddress1"]
        assert (found["contact"]["kind"], found["contact"]["parts"]) == ("cdm", 1)
        assert found["BesideRoot"]["problems"] == []
        run = await system.run(await system.export("contact", mapping={"email": "emailaddress1"}))
        assert (run["error"], run["counts"]["accepted"]) == (None, 1)
    finally:
        await system.blobs.get_container_client("segments").delete_blob("model.json")
