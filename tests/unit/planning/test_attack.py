"""Input as an attack: whatever bytes a segment holds, an error says why, or every row is accounted for."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from contextlib import ExitStack
from itertools import islice
from typing import Any

import pytest
from backports import zstd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.domain import Mapping
from shared.errors import AppError, SegmentTooLarge
from shared.planning.rejects import HEADER, rejects_csv
from shared.segments.catalog import all_segments
from shared.segments.formats.csv_files import inspect_csv
from shared.segments.formats.text_streams import unpack
from tests.fakes.effort import examples
from tests.fakes.files import parquet
from tests.fakes.memory import MemoryBlobs
from tests.fakes.staged_segment import in_a_loop_of_its_own, staged, staged_from

PARQUET = parquet("SELECT 'p' || i || '@example.com' AS email, i AS n, [i] AS l FROM range(20) t(i)")

"""For each test. More find more: CONTRIBUTING.md says how."""

quick = settings(
    max_examples=examples(10),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

nasty = st.sampled_from(
    ['"', '""', ",", ";", "\t", "\n", "\r", "\r\n", "\x00", "\x1b[31m", "=1+1", "'", "\\", "é", "\ufeff", "\u2028",
     "🦊", "a@example.com", "A@EXAMPLE.COM", " b@example.com ", "+12065550100", "null", "{", "}", "]}}", "x" * 300]
)  # fmt: skip
fields = st.lists(nasty | st.text(max_size=8), max_size=3).map("".join)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[str]], bytes]:
    """Rows of a well-formed file, and its bytes."""
    width = draw(st.integers(1, 4))
    emails = (
        st.sampled_from(["", "a@example.com", "A@Example.com ", "b@example.com", "nobody", "ü@exämple.com"]) | fields
    )
    rows = draw(st.lists(st.tuples(emails, *[fields] * (width - 1)), min_size=1, max_size=12))
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator=draw(st.sampled_from(["\n", "\r\n"])))
    writer.writerow(["email", *[f"column {n}" for n in range(1, width)]])
    writer.writerows(rows)
    return [list(row) for row in rows], out.getvalue().encode("utf-8", "surrogatepass")


def explained(error: Exception) -> None:
    assert len(str(error)) > 10


def _everything_is_accounted_for(data: bytes, mapping: dict[str, Any], expected_rows: int | None) -> None:
    with ExitStack() as stack:
        try:
            if inspect_csv(data, "People.csv") is None:
                return
            result = stack.enter_context(staged(data, mapping=mapping))
        except AppError as error:
            explained(error)
            return
        read, rejected, duplicates, unchanged = result.run.counts()
        profiles = result.profiles()
        rejects = result.rejects()
        assert read == len(profiles) + rejected + duplicates + unchanged
        assert len(rejects) == rejected + duplicates
        if expected_rows is not None:
            assert read == expected_rows
        assert len({email.lower() for email in result.emails()}) == len(profiles)
        for _, line, _, reason, _, _ in rejects:
            assert line >= 1
            assert reason
        read_back = list(csv.DictReader(io.StringIO(HEADER + rejects_csv(rejects).decode(), newline="")))
        assert len(read_back) == len(rejects)
        assert not any((value or "").startswith(("=", "+", "-", "@")) for row in read_back for value in row.values())


@quick
@given(table=tables())
def test_well_formed_files_of_any_content_lose_no_row(table: tuple[list[list[str]], bytes]) -> None:
    rows, data = table
    mapping = {"email": "email", "properties": {"*": "*"}}
    # A row of one empty, quoted field is a row; the last of the same person counts.
    _everything_is_accounted_for(data, mapping, len(rows))


@quick
@given(data=st.binary(max_size=400) | st.lists(nasty, max_size=60).map(lambda parts: "".join(parts).encode()))
def test_any_bytes_give_an_error_with_a_message_or_account_for_every_row(data: bytes) -> None:
    _everything_is_accounted_for(b"email,first\n" + data, {"email": "email", "first_name": "first"}, None)


@quick
@given(data=st.binary(max_size=300))
def test_any_bytes_as_a_whole_file(data: bytes) -> None:
    _everything_is_accounted_for(data, {"email": "email"}, None)


def test_ten_thousand_columns() -> None:
    header = ["email", *[f"c{n}" for n in range(9_999)]]
    row = ["a@example.com", *["v"] * 9_999]
    data = (",".join(header) + "\n" + ",".join(row) + "\n").encode()
    with staged(data, mapping={"email": "email", "first_name": "c5", "properties": {"Last": "c9998"}}) as result:
        assert result.profiles() == [{"email": "a@example.com", "first_name": "v", "properties": {"Last": "v"}}]


def test_fields_of_a_hundred_kilobytes() -> None:
    lines = ["email,note", f"a@example.com,{'x' * 99_000}", f"b@example.com,{'y' * 100_001}", "c@example.com,z"]
    with staged("\n".join(lines).encode(), mapping={"email": "email", "properties": {"Note": "note"}}) as result:
        assert result.emails() == ["a@example.com", "c@example.com"]
        assert result.reasons() == [("People.csv", 3, "profile_too_large")]


def test_a_gzip_bomb_is_refused_by_a_limit_and_not_unpacked() -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    seen = 0
    pieces = unpack([bomb], "bomb.csv.gz", "gzip", 10_000_000)
    for piece in islice(pieces, 2):
        seen += len(piece)
    with pytest.raises(SegmentTooLarge, match="MAX_SEGMENT_BYTES"):
        list(pieces)
    assert 0 < seen <= 10_000_000


@quick
@given(mapping=st.dictionaries(fields, fields, max_size=4))
def test_any_mapping_is_refused_with_a_message_or_taken(mapping: dict[str, str]) -> None:
    try:
        Mapping.model_validate({"email": "email", "properties": mapping})
    except ValidationError as error:
        explained(error)
        return
    data = b"email,a\nx@example.com,1\n"
    _everything_is_accounted_for(data, {"email": "email", "properties": mapping}, None)


@quick
@given(names=st.dictionaries(st.text(min_size=1, max_size=20), st.just("a"), min_size=1, max_size=3))
def test_property_names_cannot_break_out_of_the_json(names: dict[str, str]) -> None:
    try:
        mapping = Mapping.model_validate({"email": "email", "properties": names})
    except ValidationError:
        return
    with staged(
        b'email,a\nx@example.com,"1""}]"\n', mapping=json.loads(mapping.model_dump_json(exclude_none=True))
    ) as result:
        assert result.profiles() == [{"email": "x@example.com", "properties": dict.fromkeys(names, '1"}]')}]


# Other forms than CSV.

few = settings(quick, max_examples=examples(4))


def _stored(container: MemoryBlobs, name: str) -> None:
    """Whatever lies there is listed; what can be read accounts for every row."""
    listed = in_a_loop_of_its_own(all_segments(container))
    assert all(segment.problem or segment.parts for segment in listed)
    try:
        with staged_from(container, name) as result:
            read, rejected, duplicates, unchanged = result.run.counts()
            assert read == len(result.profiles()) + rejected + duplicates + unchanged
            assert len(result.rejects()) == rejected + duplicates
    except AppError as error:
        explained(error)


@few
@given(
    data=st.binary(max_size=300) | st.lists(nasty, max_size=40).map("".join).map(str.encode),
    packed=st.sampled_from(["", ".gz", ".zst"]),
    honest=st.booleans(),
)
def test_any_json_lines(data: bytes, packed: str, *, honest: bool) -> None:
    text = b'{"email":"ann@example.com"}\n' + data + b'\n{"email":"bob@example.com"}\n'
    packs: dict[str, Callable[[bytes], bytes]] = {"": bytes, ".gz": gzip.compress, ".zst": zstd.compress}
    pack = packs[packed if honest else ""]
    container = MemoryBlobs()
    container.put(f"People.jsonl{packed}", pack(text))
    _stored(container, "People")


@few
@given(start=st.integers(0, 700), junk=st.binary(max_size=40))
def test_parquet_with_damage_anywhere(start: int, junk: bytes) -> None:
    data = bytearray(PARQUET)
    data[start : start + len(junk)] = junk
    container = MemoryBlobs()
    container.put("People.parquet", bytes(data))
    _stored(container, "People")


@few
@given(encoding=st.sampled_from(["utf-16", "utf-16-le", "utf-16-be", "cp1252"]), text=st.lists(nasty, max_size=20))
def test_any_text_in_any_encoding(encoding: str, text: list[str]) -> None:
    data = ("email,first\r\nann@example.com,Ann\r\n" + "".join(text)).encode(encoding, "replace")
    container = MemoryBlobs()
    container.put("People.csv", data)
    _stored(container, "People")


jsons = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(
        ["../x", "/segments/People/1.csv", "https://acme.blob.core.windows.net/exports/x", "true", "1.csv", "\x00", "é"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["entities", "tables", "name", "attributes", "dataType", "partitions", "location", "fileFormatSettings",
         "columnHeaders", "delimiter", "entityName", "entityPath", "dataPartitions", "dataPartitionPatterns",
         "rootLocation", "regularExpression", "globPattern", "subManifests", "definition", "exhibitsTraits",
         "traitReference", "arguments", "culture", "add", "remove", "path", "metaData", "schemaString", "protocol",
         "readerFeatures", "partitionValues", "configuration", "columns", "header", "encoding"]), inner, max_size=4),
    max_leaves=25,
)  # fmt: skip


@few
@given(
    document=jsons,
    name=st.sampled_from(
        ["model.json", "default.manifest.cdm.json", "_delta_log/00000000000000000000.json", "_schema.json"]
    ),
)
def test_any_document(document: object, name: str) -> None:
    container = MemoryBlobs()
    container.put(f"People/{name}", json.dumps(document))
    container.put("People/1.csv", "email\nann@example.com\n")
    _stored(container, "People")


def test_a_nul_in_a_json_value_rejects_its_row_as_in_csv() -> None:
    lines = [
        r'{"email": "a@example.com", "name": "A", "note": "x\u0000y"}',
        r'{"email": "b@example.com", "name": "B\u0000", "note": ""}',
        r'{"email": "c@example.com", "name": "C", "note": "\\u0000 is no NUL"}',
    ]
    mapping = {"email": "email", "first_name": "name", "properties": {"Note": "note"}}
    with staged("\n".join(lines), mapping=mapping, suffix=".jsonl") as segment:
        assert segment.profiles() == [
            {"email": "c@example.com", "first_name": "C", "properties": {"Note": r"\u0000 is no NUL"}}
        ]
        assert segment.reasons() == [("People.jsonl", 1, "malformed_row"), ("People.jsonl", 2, "malformed_row")]
        assert all("NUL" in str(detail) for _, _, _, _, detail, _ in segment.rejects())


def test_a_spreadsheet_formula_around_a_text_is_removed_with_a_warning() -> None:
    rows = 'email,id,zip,name\na@example.com,"=""00123""","=""02134""","=""Ada"""\nb@example.com,"=""0""",2134,Ben\n'
    mapping = {"email": "email", "external_id": "id", "location.zip": "zip", "first_name": "name"}
    with staged(rows, mapping=mapping) as segment:
        assert segment.profiles() == [
            {"email": "a@example.com", "external_id": "00123", "first_name": "Ada", "location": {"zip": "02134"}},
            {"email": "b@example.com", "first_name": "Ben", "location": {"zip": "2134"}},
        ]
        formulas = [warning for warning in segment.warnings if "formula" in warning]
        assert len(formulas) == 3, segment.warnings
        assert any("'id'" in warning and warning.startswith("1 value ") for warning in formulas)
        assert any("blank" in warning and "'id'" in warning for warning in segment.warnings)
