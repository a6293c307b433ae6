"""Finding segments by name in a listing."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from shared.domain.export import SegmentName
from shared.errors import SegmentNotFound, SegmentUnreadable
from shared.segments.blob_names import segment_of
from shared.segments.catalog import all_segments, find
from shared.storage.ports import BlobInfo
from tests.fakes.memory import MOMENT, MemoryBlobs


def listed(name: str, size: int = 10, etag: str = "1", modified: datetime = MOMENT) -> BlobInfo:
    return BlobInfo(name, size, etag, modified)


class Container(MemoryBlobs):
    """A container with these blobs."""

    def __init__(self, *blobs: str | BlobInfo) -> None:
        super().__init__()
        found = [listed(blob) if isinstance(blob, str) else blob for blob in blobs]
        self._blobs = sorted(found, key=lambda blob: blob.name)

    async def list(self, prefix: str = "") -> AsyncIterator[BlobInfo]:
        for blob in self._blobs:
            if blob.name.startswith(prefix):
                yield blob


@pytest.mark.parametrize(
    ("blob", "segment"),
    [
        ("People.csv", "People"),
        ("People.csv.gz", "People"),
        ("People/1.csv", "People"),
        ("People/2026/11/part.csv.gz", "People"),
        ("Loyal customers.v2.csv", "Loyal customers.v2"),
        ("People/_SUCCESS.csv", None),
        ("People/_tmp/1.csv", None),
        ("People/.hidden.csv", None),
        ("People.CSV", "People"),
        ("People.Csv.GZ", "People"),
        ("PEOPLE/1.PARQUET", "PEOPLE"),
        ("People.tsv", "People"),
        ("People/1.txt.zst", "People"),
        ("People.ndjson", "People"),
        ("People.json.gz", "People"),
        ("People.pdf", None),
        ("People.schema.json", None),
        ("People/_schema.json", None),
        ("_schema.json", None),
        ("model.json", None),
        ("People/default.manifest.cdm.json", None),
        ("People/Customer.cdm.json", None),
        (".csv", None),
        (".csv.gz", None),
    ],
)
def test_segment_of_a_blob_by_its_name(blob: str, segment: str | None) -> None:
    assert segment_of(blob) == segment


async def test_names_with_the_same_beginning_are_different_segments() -> None:
    container = Container("People.csv", "People2.csv", "People2/1.csv", "Peopleware/1.csv", "_other.pdf")
    assert [part.blob for part in (await find(container, "People")).parts] == ["People.csv"]
    assert [one.name for one in await all_segments(container)] == ["People", "People2", "Peopleware"]


async def test_parts_are_pinned_in_the_order_of_their_names() -> None:
    late = datetime(2026, 2, 2, tzinfo=UTC)
    found = await find(Container(listed("P/2.csv", 5, "b", late), listed("P/1.csv", 7, "a"), "P/_SUCCESS"), "P")
    assert [(part.blob, part.etag, part.size) for part in found.parts] == [("P/1.csv", "a", 7), ("P/2.csv", "b", 5)]
    assert (found.size, found.updated, found.kind) == (12, late, "csv")


async def test_a_missing_segment_is_named_in_the_error() -> None:
    for container in (Container(), Container("People2.csv", "People.pdf", "People/_SUCCESS")):
        with pytest.raises(SegmentNotFound, match=r"People\.csv"):
            await find(container, "People")


@pytest.mark.parametrize(
    "blobs",
    [("P.csv", "P/1.csv"), ("P.csv", "P.csv.gz"), ("P/1.csv", "P/2.csv.gz")],
)
async def test_two_forms_of_one_segment_are_an_error(blobs: tuple[str, ...]) -> None:
    with pytest.raises(SegmentUnreadable, match="P"):
        await find(Container(*blobs), "P")


@pytest.mark.parametrize("kind", ["csv", "csv.gz", "csv.zst", "jsonl", "jsonl.gz", "jsonl.zst", "parquet"])
async def test_kinds(kind: str) -> None:
    assert (await find(Container(f"P/1.{kind}", f"P/2.{kind}"), "P")).kind == kind
    assert segment_of(f"P.x.{kind}") == "P.x"


@pytest.mark.parametrize(
    ("blob", "kind"),
    [
        ("P.CSV", "csv"),
        ("P.tsv", "csv"),
        ("P.TXT.gz", "csv.gz"),
        ("P.ndjson", "jsonl"),
        ("P.json", "jsonl"),
        ("P.ndjson.zst", "jsonl.zst"),
        ("P.PARQUET", "parquet"),
    ],
)
async def test_name_endings_of_the_same_kind(blob: str, kind: str) -> None:
    found = await find(Container(blob), "P")
    assert (found.kind, [part.blob for part in found.parts], found.problem) == (kind, [blob], None)


async def test_parts_may_have_different_endings_of_the_same_kind() -> None:
    found = await find(Container("P/1.csv", "P/2.CSV", "P/3.tsv", "P/4.txt"), "P")
    assert (found.kind, len(found.parts)) == ("csv", 4)


async def test_unknown_kinds_are_listed_with_their_problem() -> None:
    container = Container("Orders.xlsb", "Docs/a.pdf", "Docs/b.docx", "People.csv", "_tmp.bin", listed("Folder", 0))
    found = {one.name: one for one in await all_segments(container)}
    assert {name: one.kind for name, one in found.items()} == {
        "Orders.xlsb": "unknown",
        "Docs": "unknown",
        "People": "csv",
    }
    assert found["People"].problem is None
    assert "Orders.xlsb is of an unknown kind" in str(found["Orders.xlsb"].problem)
    with pytest.raises(SegmentUnreadable, match=r"Docs/a\.pdf is of an unknown kind: .*csv.*parquet"):
        await find(container, "Docs")


async def test_unknown_kind_among_parts_is_a_problem_of_the_segment() -> None:
    container = Container("P/1.csv", "P/2.xls", listed("P/3", 0), "P/_SUCCESS")
    with pytest.raises(SegmentUnreadable, match=r"P/2\.xls is of an unknown kind"):
        await find(container, "P")


@pytest.mark.parametrize("name", ["a#b", "what?", "back\\slash", "x" * 201])
async def test_an_invalid_name_is_a_problem_that_says_why(name: str) -> None:
    for blob in (f"{name}.csv", f"{name}/1.csv"):
        [segment] = await all_segments(Container(blob))
        assert "none of / \\ ? #" in str(segment.problem)
        assert "Rename" in str(segment.problem)
        with pytest.raises(SegmentUnreadable, match="Rename"):
            await find(Container(blob), name)
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(SegmentName).validate_python(name)
    assert "Rename" in str(raised.value)
    assert "0,199" not in str(raised.value)
