"""Excel workbooks: values as text, the sheet that is read, and workbooks that must not be read."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Book
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from shared.errors import AppError, SegmentTooLarge, SegmentUnreadable
from shared.segments.catalog import find
from shared.segments.formats import workbook_limits
from shared.segments.formats.workbook_limits import END_OF_ROWS, ROW, BoundedXml, Unusual
from shared.segments.inspect_parts import inspect_all
from shared.segments.part_schema import Workbook
from shared.segments.summary import summarize
from tests.fakes.effort import examples
from tests.fakes.memory import MemoryBlobs
from tests.fakes.staged_segment import Staged, staged, staged_from

MAPPING = {"email": "Email", "properties": {"*": "*"}}
SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"


def saved(book: Book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows: Any, title: str = "Customers", formats: dict[str, str] | None = None) -> bytes:
    """A workbook with one sheet; `formats` of numbers by cell."""
    book = Book()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for cell, code in (formats or {}).items():
        book.active[cell].number_format = code
    return saved(book)


def changed(data: bytes, change: Callable[[str, bytes], bytes | None], *more: tuple[str, bytes]) -> bytes:
    """The workbook with other parts: `change` returns a part's new bytes, or None to leave it out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (part := change(name, old.read(name))) is not None:
                new.writestr(name, part)
        for name, part in more:
            new.writestr(name, part)
    return out.getvalue()


def with_sheet(xml: bytes) -> bytes:
    """A workbook with this XML of its sheet."""
    return changed(workbook(["Email"]), lambda name, part: xml if name == SHEET else part)


def with_texts(texts: str, cells: str = '<c t="s"><v>0</v></c>') -> bytes:
    """A workbook whose cells share these texts."""
    sst = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{texts}</sst>'.encode()
    declared = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument'
        b'.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    return changed(
        with_sheet(rows_xml(f"<row>{cells}</row>")),
        lambda name, part: part.replace(b"</Types>", declared) if name.startswith("[") else part,
        (TEXTS, sst),
    )


def stating(data: bytes, part: str, size: int) -> bytes:
    """The workbook, with another size of a part in its directory."""
    forged = bytearray(data)
    struct.pack_into("<L", forged, data.rindex(part.encode()) - 46 + 24, size)
    return bytes(forged)


def rows_xml(rows: str, before: str = "", after: str = "") -> bytes:
    return (
        f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{before}<sheetData>{rows}'
        f"</sheetData>{after}</worksheet>"
    ).encode()


def inline(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def read(data: bytes, mapping: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    with staged(data, mapping=mapping or MAPPING, suffix=".xlsx") as segment:
        return segment.profiles()


def refusal(data: bytes) -> str:
    with pytest.raises((SegmentUnreadable, SegmentTooLarge)) as error, staged(data, mapping=MAPPING, suffix=".xlsx"):
        pass
    message = str(error.value)
    assert message.startswith("People.xlsx")
    assert "ave" in message or "hoose" in message, "it says what to do"
    return message


VALUES: dict[str, tuple[Any, str, Any]] = {
    "text": ("Ann", "General", "Ann"),
    "text of digits": ("00123", "@", "00123"),
    "whole number": (7, "General", 7),
    "a float that is whole": (120.0, "0.00", 120),
    "15 digits": (123456789012345, "General", 123456789012345),
    "decimals": (12.5, "General", 12.5),
    "zeros by format": (123, "00000", "00123"),
    "boolean": (True, "General", True),
    "date": (date(2024, 2, 29), "yyyy-mm-dd", "2024-02-29"),
    "date in another order": (date(2024, 2, 29), "dd.mm.yyyy", "2024-02-29"),
    "moment": (datetime(2024, 2, 29, 13, 5), "yyyy-mm-dd hh:mm", "2024-02-29T13:05:00"),
    "midnight": (datetime(2024, 2, 29), "yyyy-mm-dd hh:mm", "2024-02-29T00:00:00"),
    "time": (time(13, 5), "hh:mm", "13:05:00"),
    "duration": (timedelta(hours=30, minutes=5), "[h]:mm", "30:05:00"),
    "line break": ("a\nb", "General", "a\nb"),
    "line break of Windows": ("a_x000D_\nb", "General", "a\nb"),
    "not a formula": ("'=1+1", "General", "'=1+1"),
}


@pytest.mark.parametrize("case", VALUES)
def test_values(case: str) -> None:
    value, code, expected = VALUES[case]
    (profile,) = read(workbook(["Email", "V"], ["a@example.com", value], formats={"B2": code}))
    assert profile["properties"] == {"V": expected}


def test_texts_that_cells_share() -> None:
    texts = "<si><t>Email</t></si><si><t>Name</t></si><si><r><t>An</t></r><r><rPr><b/></rPr><t>n</t></r></si>"
    one = "".join(f'<c t="s"><v>{number}</v></c>' for number in (0, 1))
    assert read(with_texts(texts, f'{one}</row><row>{inline("a@example.com")}<c t="s"><v>2</v></c>')) == [
        {"email": "a@example.com", "properties": {"Name": "Ann"}}
    ]


def test_errors_are_blank_and_results_of_formulas_are_those_that_were_saved() -> None:
    cells = inline("a@example.com") + '<c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>1+1</f><v>2</v></c><c><f>2+2</f></c>'
    header = "".join(map(inline, ("Email", "Error", "Saved", "Not saved")))
    (profile,) = read(with_sheet(rows_xml(f"<row>{header}</row><row>{cells}</row>")))
    assert profile["properties"] == {"Saved": 2}


def test_a_number_that_excel_may_have_rounded_has_an_exponent() -> None:
    cells = inline("a@example.com") + "<c><v>1.23456789012345E+18</v></c>"
    with staged(
        with_sheet(rows_xml(f"<row>{inline('Email')}{inline('Id')}</row><row>{cells}</row>")),
        mapping=MAPPING,
        suffix=".xlsx",
    ) as segment:
        assert segment.texts()[0]["Id"] == "1.23456789012345e+18"


def test_dates_of_macs() -> None:
    book = Book()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["Email", "V"])
    book.active.append(["a@example.com", date(2024, 2, 29)])
    assert read(saved(book))[0]["properties"] == {"V": "2024-02-29"}


def test_rejects_name_sheet_and_row() -> None:
    rows = [["Email", "Name"], ["a@example.com", "Ann"], [None, None], [None, "Bob"], ["a@example.com", "Anna"]]
    with staged(workbook(*rows, title="Q1 (new)"), mapping=MAPPING, suffix=".xlsx") as segment:
        assert segment.counts == (3, 1, 1)
        assert segment.reasons() == [
            ("People.xlsx, sheet Q1 (new)", 2, "duplicate"),
            ("People.xlsx, sheet Q1 (new)", 4, "email_missing"),
        ]
        assert segment.profiles() == [{"email": "a@example.com", "properties": {"Name": "Anna"}}]


def test_a_title_above_the_header_is_not_read() -> None:
    rows = [["Customers of 2024"], [], ["Email", None, "Name"], ["a@example.com", "x", "Ann", "beyond"]]
    assert read(workbook(*rows)) == [{"email": "a@example.com", "properties": {"column 2": "x", "Name": "Ann"}}]
    # One column, with a note next to a row.
    rows = [["Email"], ["a@example.com"], ["b@example.com", "called"], ["c@example.com"]]
    assert [profile["email"] for profile in read(workbook(*rows))] == [f"{name}@example.com" for name in "abc"]


def test_without_header() -> None:
    rows = [["a@example.com", "Ann"], ["b@example.com", "Bob", 5]]
    found = read(workbook(*rows), {"email": "column 1", "properties": {"*": "*"}})
    assert [profile["email"] for profile in found] == ["a@example.com", "b@example.com"]
    assert found[1]["properties"] == {"column 2": "Bob", "column 3": 5}


def three_sheets() -> bytes:
    book = Book()
    book.active.title = "Old"
    book.active.sheet_state = "hidden"
    book.create_chartsheet("Chart")
    for name in ("People", "Others"):
        sheet = book.create_sheet(name)
        sheet.append(["Email"])
        sheet.append([f"{name.lower()}@example.com"])
    return saved(book)


@pytest.mark.parametrize(("sheet", "expected"), [(None, "people"), ("others", "others"), ("People", "people")])
def test_the_first_visible_sheet_or_a_declared_one_is_read(sheet: str | None, expected: str) -> None:
    container = MemoryBlobs()
    container.put("People.xlsx", three_sheets())
    if sheet:
        container.put("People.schema.json", json.dumps({"sheet": sheet}))
    with staged_from(container, "People", {"email": "Email"}) as segment:
        assert segment.emails() == [f"{expected}@example.com"]


async def test_a_sheet_that_does_not_exist() -> None:
    container = MemoryBlobs()
    container.put("People.xlsx", three_sheets())
    container.put("People.schema.json", '{"sheet": "Q2"}')
    with pytest.raises(SegmentUnreadable, match=r"no sheet 'Q2'\. It has: Old, People, Others"):
        await inspect_all(container, (await find(container, "People")).sources)


async def test_summary() -> None:
    container = MemoryBlobs()
    container.put("People.xlsx", workbook(["Email", "Points"], *([f"p{n}@example.com", n] for n in range(100))))
    segment = await find(container, "People")
    found = await summarize(container, segment)
    assert [(column.name, column.kind) for column in found.columns] == [("Email", "string"), ("Points", "number")]
    assert (segment.kind, found.rows, found.rows_exact) == ("xlsx", 100, True)
    container.put("People.xlsx", workbook(["Email", "Points"], *([f"p{n}@example.com", n] for n in range(5_000))))
    found = await summarize(container, await find(container, "People"))
    assert found.rows is not None, found.problems
    assert 3_000 < found.rows < 7_000
    assert not found.rows_exact


async def test_an_empty_sheet() -> None:
    container = MemoryBlobs()
    container.put("People.xlsx", workbook())
    assert await inspect_all(container, (await find(container, "People")).sources) == []


def test_workbooks_in_parts_and_folders() -> None:
    container = MemoryBlobs()
    for day in (1, 2):
        container.put(f"People/day={day}/part.xlsx", workbook(["Email"], [f"p{day}@example.com"]))
    with staged_from(container, "People", MAPPING) as segment:
        assert segment.profiles() == [
            {"email": f"p{day}@example.com", "properties": {"day": str(day)}} for day in (1, 2)
        ]


# Workbooks as an attack.


def bomb(size: int) -> str:
    return f"<row>{inline('Email')}</row><row>{inline('a@example.com' + ' ' * size)}</row>"


HOSTILE: dict[str, Callable[[], bytes]] = {
    "not a ZIP archive": lambda: b"Email\na@example.com\n",
    "no bytes of a workbook": lambda: b"PK\x03\x04" + bytes(2000),
    "half of it": lambda: (data := workbook(["Email"], ["a@example.com"]))[: len(data) // 2],
    "encrypted": lambda: workbook_limits.ENCRYPTED + bytes(2000),
    "a document in Word": lambda: changed(workbook(["Email"]), lambda name, part: part.replace(b"sheet.main", b"x")),
    "no sheet": lambda: changed(workbook(["Email"]), lambda name, part: None if name == SHEET else part),
    "no manifest": lambda: changed(workbook(["Email"]), lambda name, part: None if name.startswith("[") else part),
    "half a row": lambda: with_sheet(rows_xml(f"<row>{inline('Email')}</row><row>")[:-30]),
    "a text that does not exist": lambda: with_sheet(rows_xml('<row><c t="s"><v>7</v></c></row>')),
    "a style that is none": lambda: with_sheet(rows_xml('<row><c s="x"><v>7</v></c></row>')),
    "a row of 3 MB": lambda: with_sheet(rows_xml(bomb(3_000_000))),
    "3 MB before the rows": lambda: with_sheet(rows_xml("", before="<a/>" * 750_000)),
    "entities": lambda: with_sheet(
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + rows_xml(f"<row>{inline('&b;')}</row>")
    ),
    "entities in the manifest": lambda: changed(
        workbook(["Email"]),
        lambda name, part: b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + part if name.startswith("[") else part,
    ),
    "CDATA": lambda: with_sheet(rows_xml(f"<row>{inline('<![CDATA[<row >]]>')}</row>")),
    "a text of 3 MB": lambda: with_texts("<si><t>" + "a" * 3_000_000 + "</t></si>"),
    "60 MB of texts": lambda: stating(with_texts("<si><t>Email</t></si>"), TEXTS, 60_000_000),
    "a manifest of 60 MB": lambda: stating(workbook(["Email"]), "[Content_Types].xml", 60_000_000),
    "large styles": lambda: changed(
        workbook(["Email"]), lambda name, part: part + b" " * 9_000_000 if name == "xl/styles.xml" else part
    ),
    "6,000 parts": lambda: changed(
        workbook(["Email"]), lambda name, part: part, *((f"xl/media/{n}", b"") for n in range(6_000))
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_workbooks_are_refused(case: str) -> None:
    refusal(HOSTILE[case]())


def test_a_directory_of_unusual_size_is_not_read() -> None:
    data = bytearray(workbook(["Email"], ["a@example.com"]))
    at = data.rindex(b"PK\x05\x06")
    size, offset = struct.unpack_from("<LL", data, at + 12)
    padding = bytes(9_000_000)
    data[at:at] = padding
    struct.pack_into("<LL", data, at + len(padding) + 12, size + len(padding), offset)
    refusal(bytes(data))


def test_a_size_that_the_directory_understates_is_not_exceeded() -> None:
    refusal(stating(with_sheet(rows_xml(bomb(1_000_000))), SHEET, 400))


@pytest.mark.parametrize("piece", [1, 3, 7, 1000])
def test_rows_are_counted_however_the_bytes_come_in(piece: int) -> None:
    xml = b'<x:worksheet><x:sheetData><x:row r="1"/><x:row></x:row ><x:row/></x:sheetData ><x:row/></x:worksheet>'

    def read_all(most: int) -> bytes:
        source = BoundedXml(io.BytesIO(xml), ROW, most, END_OF_ROWS)
        return b"".join(iter(lambda: source.read(piece), b""))

    assert read_all(3) == xml.partition(b"<x:row/></x:worksheet>")[0]
    with pytest.raises(Unusual):
        read_all(2)


def test_a_row_of_texts_that_are_shared_often_is_rejected() -> None:
    """Two thousand cells of one text of 32,000 characters: 64 MB, in some KB."""
    header = "".join(inline(f"c{n}") for n in range(2_000))
    cells = inline("Email") + header + "</row><row>" + '<c t="s"><v>0</v></c>' * 2_000
    data = with_texts("<si><t>" + "x" * 32_000 + "</t></si>", cells)
    with staged(data, mapping={"email": "Email"}, suffix=".xlsx") as segment:
        assert segment.reasons() == [("People.xlsx, sheet Customers", 2, "malformed_row")]


def test_what_the_sheet_unpacks_to_is_limited() -> None:
    data = workbook(["Email"], *([f"p{n}@example.com"] for n in range(2_000)))
    with (
        pytest.raises(SegmentTooLarge, match="MAX_SEGMENT_BYTES"),
        staged(data, mapping=MAPPING, suffix=".xlsx", max_bytes=50_000),
    ):
        pass


def test_a_large_file_is_refused_by_its_size() -> None:
    container = MemoryBlobs()
    data = workbook(["Email"], ["a@example.com"])
    container.put("People.xlsx", bytes(workbook_limits.MAX_WORKBOOK_BYTES) + data)
    with pytest.raises(SegmentTooLarge, match="at most 67,108,864"), staged_from(container, "People", MAPPING):
        pass


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 4)),
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=12)
    # openpyxl would write a formula.
    .filter(lambda text: not text.startswith("=")),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(lambda value: value.replace(microsecond=0)),
)


def expected(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


@settings(max_examples=examples(10), deadline=None)
@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8))
def test_random_cells(rows: list[tuple[Any, ...]]) -> None:
    data = workbook(["Email", "A", "B", "C"], *([f"p{n}@example.com", *row] for n, row in enumerate(rows)))
    with staged(data, mapping=MAPPING, suffix=".xlsx") as segment:
        found = texts_of(segment)
    assert found == [[f"p{n}@example.com", *map(expected, row)] for n, row in enumerate(rows)]


def texts_of(segment: Staged) -> list[list[str]]:
    return [[row[name] or "" for name in ("Email", "A", "B", "C")] for row in segment.texts()]


WHOLE = workbook(["Email", "A"], ["a@example.com", 1], ["b@example.com", "x"])


@settings(max_examples=examples(12), deadline=None)
@given(st.binary(min_size=1, max_size=4), st.floats(0, 1))
def test_damaged_workbooks(damage: bytes, place: float) -> None:
    """Some bytes of the file are others: it is read, or an error says why not."""
    at = round(place * (len(WHOLE) - len(damage)))
    whole = WHOLE[:at] + damage + WHOLE[at + len(damage) :]
    with suppress(AppError), staged(whole, mapping={"email": "Email"}, suffix=".xlsx") as segment:
        read_, rejected, duplicates = segment.counts
        assert read_ == len(segment.profiles()) + rejected + duplicates


async def test_the_form() -> None:
    container = MemoryBlobs()
    container.put("People.xlsx", workbook(["Title"], ["Email", "Points"], ["a@example.com", 1]))
    (part,) = await inspect_all(container, (await find(container, "People")).sources)
    assert isinstance(part.form, Workbook)
    assert (part.form.sheet, part.form.first_row) == ("Customers", 3)
