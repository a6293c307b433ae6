"""Random CSV and JSON Lines, written by this test and checked person by person.

Whatever the quotes, delimiters, encodings, line ends, names and damaged rows are: every row is counted once,
no person is missing, and no value comes from another row.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass, field

from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.effort import examples
from tests.fakes.memory import MemoryBlobs
from tests.fakes.staged_segment import Staged, staged_from

MAPPING = {"email": "Email", "properties": {"*": "*"}}
LETTERS = {
    "utf-8": "aZ9 ü€日😀", "utf-8-sig": "aZ9 ü€日😀", "utf-16": "aZ9 ü€日😀", "utf-16-le": "aZ9 ü€",
    "cp1250": "aZ9 łŻ€", "cp1251": "aZ9 яЖ", "shift_jis": "aZ9 日本ソ", "cp1252": "aZ9 üß€", "gb18030": "aZ9 中乗😀",
}  # fmt: skip
"""Encodings and characters that they have. Those of eight bits need a schema."""
NAMED = {
    "cp1250": "windows-1250", "cp1251": "Windows-1251", "shift_jis": "Shift-JIS", "cp1252": "latin1", "gb18030": "GBK",
}  # fmt: skip
QUOTES = [*[('"', "")] * 4, ("'", ""), ("", ""), ('"', "\\"), ("'", "\\"), ("", "\\"), ("", "^")]
"""Quotes with escapes; without an escape, quotes are doubled."""
SUFFIXES = [".csv", ".CSV", ".tsv", ".txt", ".csv.gz", ".Txt.GZ", ".csv.zst"]
DAMAGES = ["short", "long", "nul", "opened", "not doubled", "closed", "undecodable"]


@dataclass
class Line:
    """A row as it is written. `values` by column; `outcomes` are what may become of it."""

    number: int
    email: str
    values: dict[str, str]
    outcomes: set[str]


@dataclass
class Source:
    """A blob and what is in it."""

    name: str
    data: bytes
    lines: list[Line] = field(default_factory=list)
    schema: str = ""


@st.composite
def csv_sources(draw: st.DrawFn) -> Source:  # noqa: C901, PLR0912, PLR0915 - one draw after the other
    encoding = draw(st.sampled_from(list(LETTERS)))
    delimiter = draw(st.sampled_from(",;\t|"))
    quote, escape = draw(st.sampled_from(QUOTES))
    width = draw(st.integers(2, 5))
    columns = draw(st.permutations(["Email", *["Note", "Tier", "Likes (a,b; c)", "Last name"][: width - 1]]))
    if not quote and not escape:
        columns = [name.replace(delimiter, "") for name in columns]
    ends = draw(st.sampled_from([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"]]))
    quotes_all = draw(st.booleans())
    # A field of the file is text without outer blanks; one with line breaks and delimiters in it is quoted.
    markup = f'"{quote}{escape}' + (f"\n{delimiter}" if quote or escape else "")
    text = st.text(LETTERS[encoding] + markup, max_size=8).map(str.strip)
    out: list[bytes] = []
    count = 0
    codec = "utf-16-le" if encoding == "utf-16" else encoding.removesuffix("-sig")

    def write(line: str, raw: bytes = b"") -> int:
        """Write a line; the number of the line on which it begins."""
        nonlocal count
        end = draw(st.sampled_from(ends))
        begins = count + 1
        count += 1 + line.count("\n")
        out.append(line.encode(codec) + raw + end.encode(codec))
        return begins

    def written(value: str) -> str:
        needs_quotes = any(ch in value for ch in quote + "\n\r" + delimiter)
        if escape:
            value = re.sub(rf"[{re.escape(escape + quote + delimiter)}\n]", lambda found: escape + found[0], value)
        if quote and (quotes_all or needs_quotes):
            return quote + (value if escape else value.replace(quote, 2 * quote)) + quote
        return value

    if draw(st.booleans()):
        write(f"sep={delimiter}")
    write(delimiter.join(written(name) for name in columns))
    lines: list[Line] = []
    broken = False
    for n in range(draw(st.integers(1, 12))):
        if draw(st.integers(0, 9)) == 0:
            write("")
        email = draw(
            st.sampled_from([f"p{n}@example.com", f"p{n}@example.com", f"p{n}@example.com", "", "p0@example.com"])
        )
        row = {name: email if name == "Email" else draw(text) for name in columns}
        damage = draw(st.sampled_from([*DAMAGES, *[""] * 12]))
        outcomes, raw = {"read"}, b""
        if damage in ("opened", "not doubled", "closed"):
            # Its other lines would be rows, too.
            row = {name: value.replace("\n", "") for name, value in row.items()}
        fields = [written(value) for value in row.values()]
        at = draw(st.integers(0, width - 1))
        name = columns[at]
        if damage == "short":
            kept = draw(st.integers(1, width - 1))
            fields = fields[:kept]
            row |= dict.fromkeys(columns[kept:], "")
            # After a broken row, what is short may be a line of its value.
            outcomes = {"read", "rejected"} if broken else {"read"}
            if fields == [""]:
                damage = ""
                fields = [written(value) for value in row.values()]
        elif damage == "long":
            fields.append(written("more"))
            outcomes = {"rejected"}
        elif damage == "nul":
            row[name] = "a\0b"
            fields[at] = written("a\0b")
            outcomes = {"rejected"}
        elif not quote and damage in ("opened", "not doubled", "closed"):
            pass
        elif damage == "opened" and email and not quotes_all and quote not in "".join(fields):
            # Not in a row without an address: with the next stray quote it is one valid value, and no row of its own.
            fields[at] = quote + fields[at]
            outcomes = {"rejected"}
        elif damage == "not doubled":
            fields[at] = '"a "b" c"'.replace('"', quote)
            outcomes = {"rejected"}
        elif damage == "closed" and not quotes_all and name != "Email" and quote not in "".join(fields):
            # A quote at the end of a field is a character, or the end of what a row further up opened.
            fields[at] = row[name] = f"x{quote}"
            outcomes = {"read", "rejected"}
        elif damage == "undecodable" and encoding == "utf-8-sig":
            if quote and fields[-1].endswith(quote):
                fields[-1] = fields[-1][:-1]
                raw = b"\xff" + quote.encode()
            else:
                raw = b"\xff"
            outcomes = {"rejected"}
        broken = broken or outcomes == {"rejected"}
        begins = write(delimiter.join(fields), raw)
        lines.append(Line(begins, row["Email"], row, outcomes))
    data = b"".join(out)
    if draw(st.booleans()) and lines[-1].outcomes != {"rejected"}:
        last = max(ends, key=len).encode(codec)
        data = data.removesuffix(last)
    mark = {"utf-8-sig": b"\xef\xbb\xbf", "utf-16": b"\xff\xfe"}.get(encoding, b"")
    suffix = draw(st.sampled_from(SUFFIXES))
    declared = {"encoding": NAMED[encoding]} if encoding in NAMED else {}
    if (quote, escape) != ('"', ""):
        declared |= {"quote": quote, "escape": escape}
    schema = json.dumps(declared) if declared else ""
    return Source("People" + suffix, packed(mark + data, suffix), lines, schema)


@st.composite
def json_sources(draw: st.DrawFn) -> Source:
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    text = st.text('aZ9 ü€日😀"\n\\,{}', min_size=1, max_size=8).map(str.strip)
    out, lines, number = [], [], 1
    for n in range(draw(st.integers(1, 12))):
        if n and draw(st.integers(0, 9)) == 0:
            out.append("")
            number += 1
        email = draw(st.sampled_from([f"p{n}@example.com", f"p{n}@example.com", "", "p0@example.com"]))
        row = {"Email": email, "Note": draw(text), "Tier": draw(text)}
        line = json.dumps(row, ensure_ascii=draw(st.booleans()))
        damage = draw(st.sampled_from(["cut", "array", "half", "twice", *[""] * 8])) if n else ""
        if damage == "cut":
            line = line[:-1]
        elif damage == "array":
            line = f"[{line}]"
        elif damage == "half":
            line = line[:-2] + '\\ud83d"}'
        elif damage == "twice":
            line = line + line
        out.append(line)
        lines.append(Line(number, email, row, {"rejected"} if damage else {"read"}))
        number += 1
    suffix = draw(st.sampled_from([".jsonl", ".ndjson", ".json", ".JSON.gz", ".jsonl.zst"]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    data = (end.join(out) + (end if draw(st.booleans()) else "")).encode(encoding)
    return Source("People" + suffix, packed(data, suffix), lines)


def packed(data: bytes, suffix: str) -> bytes:
    suffix = suffix.lower()
    return gzip.compress(data) if suffix.endswith(".gz") else zstd.compress(data) if suffix.endswith(".zst") else data


@settings(max_examples=examples(12), deadline=None, report_multiple_bugs=False)
@given(csv_sources())
def test_random_csv(source: Source) -> None:
    judge(source)


@settings(max_examples=examples(8), deadline=None)
@given(json_sources())
def test_random_json_lines(source: Source) -> None:
    judge(source)


def judge(source: Source) -> None:
    container = MemoryBlobs()
    container.put(source.name, source.data)
    if source.schema:
        container.put("People.schema.json", source.schema)
    with staged_from(container, "People", MAPPING) as result:
        judge_rows(source, result)


def judge_rows(source: Source, result: Staged) -> None:
    read, rejected, duplicates = result.counts
    profiles = {profile["email"]: profile.get("properties", {}) for profile in result.profiles()}
    outcome: dict[int, str] = {}
    for _, line, what, *_ in result.rejects():
        assert line not in outcome, "a row has one outcome"
        outcome[line] = what
    assert read == len(source.lines) == len(profiles) + rejected + duplicates
    assert len(outcome) == rejected + duplicates
    last: dict[str, Line] = {}
    for row in source.lines:
        found = outcome.pop(row.number, "sent")
        if found == "rejected":
            assert "rejected" in row.outcomes or not row.email, f"line {row.number} is a person's row"
        else:
            assert "read" in row.outcomes, f"line {row.number} is no row"
            assert row.email
            last[row.email] = row
    assert not outcome, "a reject is on a line on which a row begins"
    assert profiles.keys() == last.keys()
    for email, row in last.items():
        expected = {name: value for name, value in row.values.items() if name != "Email" and value}
        assert profiles[email] == expected, f"line {row.number} has the values of another row"
