"""Blob events, by upload and by hand, and timers."""

import json
import time
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from azure.storage.blob.aio import BlobServiceClient

from local.stack import Stack
from tests.local.host.support import Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")
WEBHOOK = "/runtime/webhooks/blobs"
NOTIFICATION = {"aeg-event-type": "Notification"}


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


@pytest.mark.usefixtures("stack")
async def test_upload_is_an_event_and_overwriting_another(seen: Seen, blobs: Any) -> None:
    blob = blobs.get_blob_client("watched", "a folder/ä.csv")
    await blob.upload_blob(b"123")
    [entry] = await seen.wait("uploaded", name="a folder/ä.csv")
    assert (entry["container"], entry["size"]) == ("watched", 3)
    await blob.upload_blob(b"12345", overwrite=True)
    entries = await seen.wait("uploaded", times=2, name="a folder/ä.csv")
    assert entries[1]["size"] == 5


@pytest.mark.usefixtures("stack")
async def test_input_stream_gets_the_content(seen: Seen, blobs: Any) -> None:
    await blobs.get_blob_client("read", "x.txt").upload_blob(b"content", overwrite=True)
    [entry] = await seen.wait("loaded")
    assert (entry["name"], entry["text"]) == ("read/x.txt", "content")


async def test_posted_duplicates_reach_the_function_and_gone_blobs_do_not(
    stack: Stack, seen: Seen, blobs: Any, http: ClientSession
) -> None:
    await blobs.get_blob_client("other", "twice").upload_blob(b"1", overwrite=True)
    query = {"functionName": "Host.Functions.uploaded", "code": stack.blob_key}
    events = [event(stack, "other", name) for name in ("gone", "twice", "twice")]
    async with http.post(WEBHOOK, params=query, json=events, headers=NOTIFICATION) as answer:
        assert answer.status == 202
    await seen.wait("uploaded", times=2, name="twice")
    assert not seen.all("uploaded", name="gone")


async def test_webhook_asks_for_its_key(stack: Stack, http: ClientSession) -> None:
    for key, status in ((None, 401), ("wrong", 401), (stack.function_key, 403), (stack.blob_key, 202)):
        query = {"functionName": "Host.Functions.uploaded"} | ({"code": key} if key else {})
        async with http.post(WEBHOOK, params=query, json=[], headers=NOTIFICATION) as answer:
            assert answer.status == status


async def test_webhook_takes_what_it_can_read_and_checks_nothing(stack: Stack, http: ClientSession) -> None:
    good = event(stack, "other", "x")
    for name, headers, body, status in (
        ("Host.Functions.nobody", NOTIFICATION, [good], 202),
        ("uploaded", NOTIFICATION, [good], 202),
        ("Host.Functions.uploaded", NOTIFICATION, good, 202),
        ("Host.Functions.uploaded", {"aeg-event-type": "Unsubscribe"}, [good], 202),
        ("Host.Functions.uploaded", {}, [good], 400),
        ("Host.Functions.uploaded", {"aeg-event-type": "Else"}, [good], 400),
        ("Host.Functions.uploaded", NOTIFICATION, [{}], 500),
        ("Host.Functions.uploaded", NOTIFICATION, "text", 500),
        ("Host.Functions.uploaded", NOTIFICATION, [{"data": {"url": good["data"]["url"]}}], 500),
    ):
        query = {"functionName": name, "code": stack.blob_key}
        async with http.post(WEBHOOK, params=query, json=body, headers=headers) as answer:
            assert answer.status == status, (name, headers, body)
    query = {"code": stack.blob_key}
    async with http.options(WEBHOOK, params=query, headers={"WebHook-Request-Origin": "eventgrid.azure.net"}) as answer:
        assert (answer.status, answer.headers["Webhook-Allowed-Origin"]) == (200, "eventgrid.azure.net")


async def test_events_before_a_bad_one_are_delivered(stack: Stack, seen: Seen, blobs: Any, http: ClientSession) -> None:
    await blobs.get_blob_client("other", "before").upload_blob(b"1", overwrite=True)
    query = {"functionName": "Host.Functions.uploaded", "code": stack.blob_key}
    body = [event(stack, "other", "before"), {"data": {}}]
    async with http.post(WEBHOOK, params=query, json=body, headers=NOTIFICATION) as answer:
        assert answer.status == 500
    await seen.wait("uploaded", name="before")


async def test_subscription_is_validated(stack: Stack, http: ClientSession) -> None:
    body = [{"eventType": "Microsoft.EventGrid.SubscriptionValidationEvent", "data": {"validationCode": "abc"}}]
    query = {"functionName": "Host.Functions.uploaded", "code": stack.blob_key}
    headers = {"aeg-event-type": "SubscriptionValidation"}
    async with http.post(WEBHOOK, params=query, json=body, headers=headers) as answer:
        assert (answer.status, answer.content_type) == (200, "text/plain")
        assert json.loads(await answer.text()) == {"validationResponse": "abc"}
    async with http.post(WEBHOOK, params=query, json=body) as answer:
        assert answer.status == 400


@pytest.mark.usefixtures("stack")
async def test_each_tick_goes_to_one_worker(seen: Seen) -> None:
    before, began = len(seen.all("tick")), time.time()
    ticks = await seen.wait("tick", times=before + 6)
    # One in each second that began, and those that were on their way.
    assert len(ticks) - before <= int(time.time()) - int(began) + 2
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
    for name, body, status in (("nobody", {"input": ""}, 404), ("yearly", {"input": {}}, 400), ("yearly", {}, 202)):
        async with http.post(f"/admin/functions/{name}", json=body, headers=headers) as answer:
            assert answer.status == status
    async with http.post("/admin/functions/yearly", data=b"{}", headers=headers) as answer:
        assert answer.status == 415
