"""Excel workbooks (.xlsx): their sheets, and the cells of one sheet, row by row, in bounded memory.

openpyxl parses the XML (docs/adr/0026-excel-workbooks-by-openpyxl.md), within the limits of workbook_limits.py. Only
the chosen sheet is read, up to the end of its rows: what follows (links, formats) is not needed.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any, NamedTuple
from xml.etree.ElementTree import ParseError

from shared.errors import SegmentTooLarge, SegmentUnreadable
from shared.segments.formats.workbook_limits import (
    END_OF_ROWS,
    MAX_DESCRIPTION_BYTES,
    MAX_PARTS,
    MAX_ROWS,
    MAX_TEXTS,
    MAX_TEXTS_BYTES,
    MAX_WORKBOOK_BYTES,
    ROW,
    TEXT,
    BoundedFile,
    BoundedXml,
    Explained,
    Unusual,
    check_beginning,
    check_part,
)
from shared.texts import text


class SheetName(NamedTuple):
    """A sheet with cells, and the part of the archive in which it is."""

    name: str
    part: str
    hidden: bool


class Cell(NamedTuple):
    """A cell with a value. `column` from 1; `style` is an index into the workbook's styles."""

    column: int
    value: Any
    is_error: bool
    style: int


@dataclass
class OpenWorkbook:
    """An open workbook: its sheets in order, and for each style the format of numbers."""

    blob: str
    sheets: list[SheetName]
    number_formats: list[str]
    _reader: Any
    _limit: int
    _texts: list[str] | None = field(default=None)
    consumed: int = 0
    """How many bytes of a sheet `rows` has read."""

    def rows(self, sheet: SheetName) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the rows of a sheet with their numbers, from 1. Cells without a value are left out.

        Raises SegmentTooLarge if the sheet and its texts unpack to more than the limit, and SegmentUnreadable.
        """
        from openpyxl.worksheet._reader import WorkSheetParser

        book, archive = self._reader.wb, self._reader.archive
        with Explained(self.blob):
            check_part(archive, sheet.part, self._limit, "setting MAX_SEGMENT_BYTES", self.blob)
            texts = self._read_texts()
            with archive.open(sheet.part) as part:
                source = BoundedXml(part, ROW, MAX_ROWS, END_OF_ROWS)
                parser = WorkSheetParser(
                    source,
                    texts,
                    data_only=True,
                    epoch=book.epoch,
                    date_formats=book._date_formats,  # noqa: SLF001
                    timedelta_formats=book._timedelta_formats,  # noqa: SLF001
                )
                try:
                    for number, cells in parser.parse():
                        parser.row_dimensions.clear()
                        self.consumed = source.consumed
                        yield (
                            number,
                            [
                                Cell(cell["column"], cell["value"], cell["data_type"] == "e", cell["style_id"])
                                for cell in cells
                                if cell["value"] is not None
                            ],
                        )
                except ParseError:
                    # The text ends where the rows end.
                    if not source.ended:
                        raise

    def size(self, sheet: SheetName) -> int:
        """Return the bytes to which a sheet unpacks."""
        return int(self._reader.archive.getinfo(sheet.part).file_size)

    def _read_texts(self) -> list[str]:
        """Return the texts that cells share."""
        from openpyxl.reader.strings import read_string_table
        from openpyxl.xml.constants import SHARED_STRINGS

        part = self._reader.package.find(SHARED_STRINGS)
        if self._texts is None and part is not None:
            name, archive = part.PartName.removeprefix("/"), self._reader.archive
            check_part(archive, name, MAX_TEXTS_BYTES, "texts, which are held in memory", self.blob)
            with archive.open(name) as source:
                self._texts = read_string_table(BoundedXml(source, TEXT, MAX_TEXTS))
        return self._texts or []


def open_workbook(file: IO[bytes], blob: str, size: int, limit: int) -> OpenWorkbook:
    """Open a workbook of `size` bytes, of which a sheet may unpack to `limit` bytes.

    Raises SegmentTooLarge, and SegmentUnreadable if it is no workbook that can be read.
    """
    # Imported late: it takes 0.2 s to load, and few segments are workbooks.
    from openpyxl.packaging.relationship import get_rels_path
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet
    from openpyxl.xml.constants import ARC_CONTENT_TYPES, ARC_STYLE, XLSX

    if size > MAX_WORKBOOK_BYTES:
        raise SegmentTooLarge(text("workbook-too-large", blob=blob, size=size, limit=MAX_WORKBOOK_BYTES))
    # It warns of what it leaves out, with values.
    warnings.filterwarnings("ignore", module="openpyxl")
    with Explained(blob):
        check_beginning(file, blob)
        reader = ExcelReader(BoundedFile(file), read_only=True, data_only=True, keep_links=False)
        if len(reader.valid_files) > MAX_PARTS:
            raise Unusual
        check_part(reader.archive, ARC_CONTENT_TYPES, MAX_DESCRIPTION_BYTES, "descriptions", blob)
        reader.read_manifest()
        main = reader.package.find(XLSX)
        if main is None:
            raise Unusual
        name = main.PartName.removeprefix("/")
        for part in (name, get_rels_path(name), ARC_STYLE):
            if part in reader.valid_files:
                check_part(reader.archive, part, MAX_DESCRIPTION_BYTES, "descriptions", blob)
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)
        return OpenWorkbook(blob, list(_sheets(reader)), _number_formats(reader.wb), reader, limit)


def choose_sheet(book: OpenWorkbook, wanted: str | None) -> SheetName:
    """Return the sheet of that name, by default the first one that is not hidden. Raises SegmentUnreadable."""
    names = ", ".join(sheet.name for sheet in book.sheets[:20])
    if wanted is not None:
        found = next((sheet for sheet in book.sheets if sheet.name.casefold() == wanted.casefold()), None)
        if found is None:
            raise SegmentUnreadable(text("workbook-no-sheet", blob=book.blob, sheet=wanted, sheets=names))
        return found
    found = next((sheet for sheet in book.sheets if not sheet.hidden), None)
    if found is None:
        raise SegmentUnreadable(text("workbook-nothing-visible", blob=book.blob, sheets=names or "–"))
    return found


def _sheets(reader: Any) -> Iterator[SheetName]:
    for sheet, relation in reader.parser.find_sheets():
        if relation.Type.endswith("/worksheet") and relation.target in reader.valid_files:
            yield SheetName(sheet.name, relation.target, sheet.state != "visible")


def _number_formats(book: Any) -> list[str]:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    own = list(book._number_formats)  # noqa: SLF001
    known = dict(enumerate(own, start=BUILTIN_FORMATS_MAX_SIZE)) | BUILTIN_FORMATS
    return [known.get(style.numFmtId, "General") for style in book._cell_styles]  # noqa: SLF001
