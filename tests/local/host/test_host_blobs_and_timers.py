"""Blob events, by upload and by hand, and timers."""

import asyncio
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from azure.storage.blob.aio import BlobServiceClient

from local.stack import Stack
from tests.local.host.support import Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")
WEBHOOK = "/runtime/webhooks/blobs"


@pytest_asyncio.fixture(loop_scope="session")
async def blobs(stack: Stack) -> Any:
    async with BlobServiceClient.from_connection_string(stack.storage) as service:
        for name in ("watched", "read", "other"):
            if not await service.get_container_client(name).exists():
                await service.create_container(name)
        yield service


def event(stack: Stack, container: str, name: str) -> dict[str, Any]:
    blobs = stack.storage.partition("BlobEndpoint=")[2].partition(";")[0]
    return {
        "eventType": "Microsoft.Storage.BlobCreated",
        "data": {"eTag": "0x1", "blobType": "BlockBlob", "url": f"{blobs}/{container}/{name}"},
    }


async def test_upload_is_an_event_and_overwriting_another(stack: Stack, seen: Seen, blobs: Any) -> None:
    blob = blobs.get_blob_client("watched", "a folder/ä.csv")
    await blob.upload_blob(b"123")
    [entry] = await seen.wait("uploaded", name="a folder/ä.csv")
    assert (entry["container"], entry["size"]) == ("watched", 3)
    await blob.upload_blob(b"12345", overwrite=True)
    entries = await seen.wait("uploaded", times=2, name="a folder/ä.csv")
    assert entries[1]["size"] == 5


async def test_input_stream_gets_the_content(stack: Stack, seen: Seen, blobs: Any) -> None:
    await blobs.get_blob_client("read", "x.txt").upload_blob(b"content", overwrite=True)
    [entry] = await seen.wait("loaded")
    assert (entry["name"], entry["text"]) == ("read/x.txt", "content")


async def test_posted_duplicates_reach_the_function_and_gone_blobs_do_not(
    stack: Stack, seen: Seen, blobs: Any, http: ClientSession
) -> None:
    await blobs.get_blob_client("other", "twice").upload_blob(b"1", overwrite=True)
    query = {"functionName": "Host.Functions.uploaded", "code": stack.blob_key}
    events = [event(stack, "other", name) for name in ("gone", "twice", "twice")]
    async with http.post(WEBHOOK, params=query, json=events) as answer:
        assert answer.status == 202
    await seen.wait("uploaded", times=2, name="twice")
    assert not seen.all("uploaded", name="gone")


async def test_webhook_wants_its_key_a_function_and_events(stack: Stack, http: ClientSession) -> None:
    name, body = "Host.Functions.uploaded", [event(stack, "other", "x")]
    for query, status in (
        ({"functionName": name}, 401),
        ({"functionName": name, "code": stack.function_key}, 401),
        ({"functionName": "Host.Functions.nobody", "code": stack.blob_key}, 404),
    ):
        async with http.post(WEBHOOK, params=query, json=body) as answer:
            assert answer.status == status
    async with http.post(WEBHOOK, params={"functionName": name, "code": stack.blob_key}, data=b"[{}]") as answer:
        assert answer.status == 400


async def test_subscription_is_validated(stack: Stack, http: ClientSession) -> None:
    body = [{"eventType": "Microsoft.EventGrid.SubscriptionValidationEvent", "data": {"validationCode": "abc"}}]
    query = {"functionName": "Host.Functions.uploaded", "code": stack.blob_key}
    headers = {"aeg-event-type": "SubscriptionValidation"}
    async with http.post(WEBHOOK, params=query, json=body, headers=headers) as answer:
        assert (answer.status, await answer.json()) == (200, {"validationResponse": "abc"})


async def test_each_tick_goes_to_one_worker(stack: Stack, seen: Seen) -> None:
    before = len(seen.all("tick"))
    await asyncio.sleep(3)
    assert 2 <= len(seen.all("tick")) - before <= 4
    assert {entry["past_due"] for entry in seen.all("tick")} == {False}


async def test_admin_fires_a_timer_and_lists(stack: Stack, seen: Seen, http: ClientSession) -> None:
    await stack.fire("yearly")
    [entry] = await seen.wait("yearly")
    assert entry["past_due"] is False
    headers = {"x-functions-key": stack.master_key}
    async with http.get("/admin/functions", headers=headers) as answer:
        assert {"yearly", "work", "uploaded"} <= {function["name"] for function in await answer.json()}
    async with http.get("/admin/host/status", headers=headers) as answer:
        assert (await answer.json())["state"] == "Running"
    async with http.post("/admin/functions/nobody", headers=headers) as answer:
        assert answer.status == 404
