"""The encoding of a text: by its byte order mark, by a document, else by its bytes."""

from __future__ import annotations

import codecs
import re

from shared.errors import SegmentUnreadable
from shared.segments.formats.text_streams import BOM, DAMAGE, MARK_DAMAGE
from shared.segments.part_schema import Encoding
from shared.texts import text

ALIASES = {
    "utf8": "utf-8", "ascii": "utf-8", "us-ascii": "utf-8", "utf-8-sig": "utf-8", "65001": "utf-8",
    "utf16": "utf-16-le", "utf-16": "utf-16-le", "utf-16le": "utf-16-le", "unicode": "utf-16-le", "ucs-2": "utf-16-le",
    "utf-16be": "utf-16-be", "bigendianunicode": "utf-16-be", "utf-32": "utf-32-le", "utf32": "utf-32-le",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ansi": "cp1252", "x-sjis": "cp932",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "windows-31j": "cp932", "ms932": "cp932",
    "ks_c_5601-1987": "cp949", "gb2312": "gb18030", "gbk": "gb18030", "macintosh": "mac-roman",
}  # fmt: skip
"""Names that Python does not know, or knows for another codec than browsers and Windows do."""

NOT_ENCODINGS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7"})
"""Codecs of Python that are not encodings of files."""

CODE_PAGE = re.compile(r"(?:windows|cp|ibm|x-cp|code ?page)?[-_ ]?(\d{3,4})")
LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ffŠšŽžŒœŸ"
STRANGE = re.compile(
    # A symbol inside a word or directly before one; a capital letter in the middle of a word; four letters that are not
    # ASCII in succession, which no word of Western Europe has.
    rf"[{LETTERS}][\u00a1-\u00a9\u00ab\u00ac\u00ae\u00af\u00b1-\u00b3\u00b5\u00b6\u00b8\u00b9\u00bb-\u00bf\u00d7\u00f7ƒ†‡ˆ‰‹›•˜™…„‚“”][{LETTERS}]"
    rf"|[£¥¦¨¬¯±²³µ¶¸¹×÷ƒ†‡ˆ‰˜][{LETTERS}]|[A-Za-z][ŸŽŠŒ][a-z]|[^\x00-\x7f]{{4}}"
)
LINE_END = re.compile(r"[\r\n]")
REPEATED = re.compile(r"([^\x00-\x7f\w])\1+")


def find_encoding(name: object) -> Encoding | None:
    """Return the codec of that name; None if no text codec has it."""
    if isinstance(name, int):
        name = str(name)
    if not isinstance(name, str):
        return None
    wanted = name.strip().lower()
    wanted = ALIASES.get(wanted, wanted)
    if page := CODE_PAGE.fullmatch(wanted):
        wanted = f"cp{page[1]}"
    try:
        found = codecs.lookup(wanted)
        # A codec that is not a text encoding (base64, rot13) raises LookupError here.
        b"A".decode(wanted, "ignore")
    except (LookupError, ValueError):
        return None
    if found.incrementaldecoder is None or found.name.replace("-", "_") in NOT_ENCODINGS:
        return None
    return ALIASES.get(found.name, found.name)


def choose_encoding(head: bytes, blob: str, declared: Encoding | None = None) -> tuple[Encoding, bool]:
    """Return the encoding, and whether it is a guess. A byte order mark takes precedence over a declaration.

    Without either, text with a NUL in every second byte is UTF-16 (Latin letters in it have one). Text in which no byte
    above 0x7F is valid UTF-8 is Windows-1252, if it looks like text of Western Europe; if many are, it is UTF-8 with
    damaged rows. Raises SegmentUnreadable if the encoding cannot be determined.
    """
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (BOM, "utf-8")):
        if head.startswith(mark):
            return encoding, False
    if declared:
        return declared, False
    start = head[:512]
    evens, odds = start[::2].count(0), start[1::2].count(0)
    if odds > len(start) / 4 and 10 * evens < odds:
        return "utf-16-le", False
    if evens > len(start) / 4 and 10 * odds < evens:
        return "utf-16-be", False
    # An incremental decoder: the head may end in the middle of a character.
    decoded = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    damaged = decoded.count("\ufffd")
    valid = sum(1 for ch in decoded if ch > "\x7f" and ch != "\ufffd") if damaged else 0
    if damaged > 3 * valid and not _is_binary(head):
        if valid or not looks_western(head):
            raise SegmentUnreadable(text("unknown-encoding", blob=blob))
        return "cp1252", True
    return "utf-8", False


def looks_western(head: bytes) -> bool:
    """Tell whether the bytes are likely to be Windows-1252, the encoding of Western Europe."""
    decoded = head.decode("cp1252", MARK_DAMAGE)
    if DAMAGE in decoded:
        return False
    words = re.findall(r"[^\s,;|\"]*[^\x00-\x7f][^\s,;|\"]*", decoded)
    strange = sum(1 for word in words if STRANGE.search(REPEATED.sub(r"\1", word)))
    return 5 * strange < len(words)


def decode(data: bytes, encoding: Encoding, blob: str) -> str:
    """Return the text of a file's first bytes, without a byte order mark.

    Raises SegmentUnreadable if its first line is not decoded. A damaged byte further down affects only its row.
    """
    # The head may end in the middle of a character, but not if it ends in the first line.
    decoded = codecs.getincrementaldecoder(encoding)(MARK_DAMAGE).decode(data)
    if not LINE_END.search(decoded.lstrip("\r\n")):
        decoded = data.decode(encoding, MARK_DAMAGE)
    decoded = decoded.removeprefix("\ufeff")
    first = LINE_END.split(decoded.lstrip("\r\n"), maxsplit=1)[0]
    if _is_binary(data) if encoding == "utf-8" else "\x00" in first:
        raise SegmentUnreadable(text("nul-bytes", blob=blob))
    if DAMAGE in first:
        at = _first_damage(data, encoding)
        raise SegmentUnreadable(
            text("not-in-encoding", blob=blob, encoding=encoding.upper(), byte=at + 1, value=f"{data[at]:#04x}")
        )
    return decoded


def _first_damage(data: bytes, encoding: Encoding) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _is_binary(data: bytes) -> bool:
    """Tell whether there are NULs in the first line, or many after it. A single NUL affects only its row."""
    start = data[:512]
    first = re.split(b"[\r\n]", start.lstrip(b"\r\n"), maxsplit=1)[0]
    return b"\x00" in first or 20 * start.count(0) > len(start) + 100
