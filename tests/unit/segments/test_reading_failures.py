"""Blobs that cannot be read: which error it is, and that other segments are not affected."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from azure.core.exceptions import (
    AzureError,
    ClientAuthenticationError,
    HttpResponseError,
    ResourceModifiedError,
    ResourceNotFoundError,
    ServiceRequestError,
)

from shared.domain import Source
from shared.errors import AppError, SegmentInaccessible, SegmentUnreadable, SourceChanged, Unavailable
from shared.runs.staged_run import in_thread
from shared.segments.catalog import find
from shared.storage.azure_clients import reading_failure
from shared.storage.pinned_files import PinnedFiles
from shared.texts import text
from tests.fakes.app import Memory
from tests.fakes.memory import MemoryBlobs


def answered(kind: type[HttpResponseError], status: int, code: str) -> HttpResponseError:
    error = kind(message="a message of storage")
    error.status_code = status
    error.error_code = code  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("error", "meaning", "words"),
    [
        (answered(ResourceModifiedError, 412, "ConditionNotMet"), SourceChanged, "overwritten or deleted"),
        (answered(ResourceNotFoundError, 404, "BlobNotFound"), SourceChanged, "overwritten or deleted"),
        (answered(HttpResponseError, 416, "InvalidRange"), SourceChanged, "overwritten or deleted"),
        (answered(HttpResponseError, 409, "BlobArchived"), SegmentInaccessible, "Rehydrate it"),
        (answered(HttpResponseError, 409, "BlobBeingRehydrated"), SegmentInaccessible, "Rehydrate it"),
        (answered(HttpResponseError, 403, "AuthorizationPermissionMismatch"), SegmentInaccessible, "Data Reader"),
        (answered(HttpResponseError, 412, "LeaseIdMissing"), SegmentInaccessible, "LeaseIdMissing"),
        (answered(HttpResponseError, 409, "BlobUsesCustomerSpecifiedEncryption"), SegmentInaccessible, "Encryption"),
        (answered(HttpResponseError, 503, "ServerBusy"), Unavailable, "could not be read"),
        (answered(ClientAuthenticationError, 401, "InvalidAuthenticationInfo"), Unavailable, "could not be read"),
        (ServiceRequestError("no connection"), Unavailable, "could not be read"),
        (ClientAuthenticationError("no token"), Unavailable, "could not be read"),
        (ResourceModifiedError(), SourceChanged, "overwritten"),
    ],
)
def test_errors_of_storage_become_errors_of_the_app(error: AzureError, meaning: type[AppError], words: str) -> None:
    found = reading_failure(error, "People.csv")
    assert type(found) is meaning
    assert words in str(found)
    assert "People.csv" in str(found)
    assert "a message of storage" not in str(found)


class Refusing(MemoryBlobs):
    """Storage that refuses to return the blobs in `refused`."""

    refused: dict[str, Exception]

    async def read_range(self, name: str, offset: int, length: int, etag_: str) -> bytes:
        if name in self.refused:
            raise self.refused[name]
        return await super().read_range(name, offset, length, etag_)


DENIED = text("storage-denies", blob="the file", answer="403")


def refusing() -> Refusing:
    container = Refusing()
    for name in ("Denied.csv", "Away.csv", "Odd.csv", "Good.csv"):
        container.put(name, "email\nann@example.com\n")
    container.put("Model/model.json", "{}")
    container.put("AwayModel/model.json", "{}")
    container.put("OddModel/model.json", "{}")
    container.refused = {
        "Denied.csv": SegmentInaccessible(DENIED),
        "Away.csv": Unavailable(text("vault-unavailable")),
        "Odd.csv": ValueError("ann@example.com"),
        "Model/model.json": SegmentInaccessible(DENIED),
        "AwayModel/model.json": Unavailable(text("vault-unavailable")),
        "OddModel/model.json": ValueError("ann@example.com"),
    }
    return container


async def test_a_segment_that_cannot_be_read_does_not_affect_others(caplog: pytest.LogCaptureFixture) -> None:
    app = Memory(segments=refusing())
    found = {segment.name: description for segment, description in await app.list_segments()}
    assert {name: tuple(map(str, one.problems)) for name, one in found.items()} == {
        "Denied": (str(DENIED),),
        "Away": ("The vault is not available.",),
        "Odd": ("Odd could not be read (ValueError). Write it again, in a simpler form if it was unusual.",),
        "Good": (),
        "Model": (str(DENIED),),
        "AwayModel": ("The vault is not available.",),
        "OddModel": (
            "OddModel/model.json could not be read (ValueError). Write it again, in a simpler form if it was unusual.",
        ),
    }
    assert "ann@example.com" not in caplog.text
    assert "ann@example.com" not in str(found)


async def test_a_temporary_problem_is_not_cached() -> None:
    container = refusing()
    app = Memory(segments=container)
    await app.list_segments()
    assert set(container.refused) & {"Denied.csv", "Away.csv"}
    container.refused = {"Model/model.json": container.refused["Model/model.json"]}
    found = {segment.name: description.problems for segment, description in await app.list_segments()}
    assert (found["Denied"], found["Away"]) == ((), ())
    assert found["Model"] == (DENIED,)
    assert b"storage-denies" not in app.files.blobs["segment-details.json"]


async def test_an_archived_part_is_reported_without_reading_it() -> None:
    class Archive(MemoryBlobs):
        async def list(self, prefix: str = "") -> Any:
            async for blob in super().list(prefix):
                yield replace(blob, archived=blob.name.endswith("2.csv"))

    container = Archive()
    container.put("P/1.csv", "email\nann@example.com\n")
    container.put("P/2.csv", "email\nann@example.com\n")
    [(_, found)] = await Memory(segments=container).list_segments()
    assert "P/2.csv is in the archive tier" in str(found.problems[0])


async def test_a_run_is_retried_only_if_that_may_help() -> None:
    container = refusing()
    for name, kind in (("Model", SegmentInaccessible), ("AwayModel", Unavailable), ("OddModel", SegmentUnreadable)):
        with pytest.raises(kind):
            await find(container, name)


def files_that_return(data: bytes, size: int) -> PinnedFiles:
    def download_blob(**options: Any) -> Any:
        assert options["decompress"] is False
        return SimpleNamespace(readall=lambda: data)

    container: Any = SimpleNamespace(get_blob_client=lambda _: SimpleNamespace(download_blob=download_blob))
    return PinnedFiles(container, [Source(segment="P", blob="P.csv", etag="1", size=size)])


@pytest.mark.parametrize("data", [b"", b"half", b"more than there is"])
def test_an_answer_of_another_length_is_an_error(data: bytes) -> None:
    files = files_that_return(data, 10)
    for path in ("pinned://0", "pinned://0.parquet"):
        with files.open(path) as file, pytest.raises(Unavailable, match=f"returned {len(data)} of 10 bytes"):
            file.read()
    files.shutdown()


def test_reading_that_was_stopped_fails_at_the_next_read() -> None:
    files = files_that_return(b"x" * 10, 10)
    with files.open("pinned://0") as file:
        files.stop()
        with pytest.raises(OSError, match="stopped"):
            file.read()
    files.shutdown()


async def test_work_that_misses_the_first_interruption_is_interrupted_again() -> None:
    """Between two queries a database has nothing to interrupt."""
    begun, over = threading.Event(), threading.Event()
    times = 0

    def interrupt() -> None:
        nonlocal times
        times += 1
        if times > 1:
            over.set()

    def work() -> None:
        begun.set()
        assert over.wait(30)

    task = asyncio.create_task(in_thread(work, interrupt=interrupt))
    await asyncio.to_thread(begun.wait, 30)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert times > 1
