"""Rows of CSV files in which quotes are missing, rows are short, or characters are damaged: no row is lost."""

from __future__ import annotations

import gzip
import random
import time
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from shared.domain import Mode, RunState
from shared.errors import SegmentUnreadable
from shared.segments.formats.csv_records import NUL, RUNS_ON, STRAY_END, TOO_LONG, Row, read_rows
from shared.segments.formats.dialect import MAX_LINE_BYTES, Dialect
from shared.segments.formats.text_streams import split_lines
from shared.segments.part_schema import Column, Csv
from tests.fakes.memory import MemoryBlobs
from tests.fakes.small_app import small_app
from tests.fakes.staged_segment import staged, staged_from

MAPPING = {"email": "Email", "properties": {"*": "*"}}


def rows_of(count: int, change: Callable[[int], str | None] = lambda _: None) -> str:
    """A header and so many rows, of which `change` replaces some."""
    return "Email,Note,Tier\n" + "".join((change(n) or f"u{n:03d}@example.com,n{n},Gold") + "\n" for n in range(count))


def addresses(*left_out: int, count: int = 300) -> list[str]:
    return [f"u{n:03d}@example.com" for n in range(count) if n not in left_out]


BROKEN: dict[str, tuple[dict[int, str], list[int]]] = {
    "never ends, first column": ({49: '"u049@example.com,n,Gold'}, [51]),
    "never ends, middle column": ({49: 'u049@example.com,"open,Gold'}, [51]),
    "never ends, last column": ({49: 'u049@example.com,n,"Gold'}, [51]),
    "an inch": ({49: 'u049@example.com,"5"" pipe,Gold'}, [51]),
    "not doubled": ({49: 'u049@example.com,""quoted"" word,Gold'}, [51]),
    "text after the quote": ({49: 'u049@example.com,"quoted" word,Gold'}, [51]),
    "two of them": ({49: 'u049@example.com,"open,Gold', 249: 'u249@example.com,"open,Gold'}, [51, 251]),
    "ends ten rows later": ({49: 'u049@example.com,"open,Gold', 59: 'u059@example.com,n59",Gold'}, [51, 61]),
    "ends in the next row": ({49: 'u049@example.com,"open,Gold', 50: 'u050@example.com,n50",Gold'}, [51, 52]),
    "in the last row": ({299: 'u299@example.com,"open,Gold'}, [301]),
}


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("case", BROKEN)
def test_broken_quotes_reject_only_their_rows(case: str, packed: bool, threads: int) -> None:
    changes, at = BROKEN[case]
    data = rows_of(300, changes.get).encode()
    suffix = ".csv.gz" if packed else ".csv"
    with staged(gzip.compress(data) if packed else data, mapping=MAPPING, suffix=suffix, threads=threads) as segment:
        assert segment.counts == (300, len(at), 0)
        assert segment.emails() == addresses(*(line - 2 for line in at))
        assert all("\n" not in str(profile) for profile in segment.profiles())
        found = segment.rejects()
    assert [(line, reason) for _, line, _, reason, _, _ in found] == [(line, "malformed_row") for line in at]
    assert all("quote" in str(detail) for _, _, _, _, detail, _ in found)
    assert [email for *_, email in found] == [f"u{line - 2:03d}@example.com" for line in at]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_breaks_within_quotes_are_read(end: str) -> None:
    """Also long texts with commas, addresses and quotes in them."""
    text = end.join(
        [
            "Note,Email,Tier",
            f'"Dear Ann,{end}we moved, to{end}1 Main St, Springfield, IL{end}{end}Yours, Bob",ann@example.com,Gold',
            f'"{end}","bob@example.com",""',
            f'"He said ""hi"",{end}write to{end}shop@example.com{end}""bye""",cem@example.com,"Gold{end}Plus"',
            'plain,dot@example.com,"a "" b"',
            "",
        ]
    )
    with staged(text, mapping=MAPPING) as segment:
        assert segment.emails() == [f"{name}@example.com" for name in ("ann", "bob", "cem", "dot")]
        assert segment.counts == (4, 0, 0)
        notes = [profile.get("properties", {}).get("Note") for profile in segment.profiles()]
    assert notes[0] == f"Dear Ann,{end}we moved, to{end}1 Main St, Springfield, IL{end}{end}Yours, Bob"
    assert notes[2] == f'He said "hi",{end}write to{end}shop@example.com{end}"bye"'


def test_rows_without_address_are_found_within_quotes_by_their_width() -> None:
    text = 'Email,A,B,C\nann@example.com,"1,2,3\n,1,2,3\n,4",5,6\nbob@example.com,1,2,3\n'
    with staged(text, mapping=MAPPING) as segment:
        assert segment.emails() == ["bob@example.com"]
        assert [(line, reason) for _, line, reason in segment.reasons()] == [
            (2, "malformed_row"), (3, "email_missing"), (4, "malformed_row"),
        ]  # fmt: skip


def test_a_file_with_only_addresses() -> None:
    with staged('Email\nann@example.com\n"bob@example.com\ncem@example.com\n', mapping={"email": "Email"}) as segment:
        assert segment.emails() == ["ann@example.com", "cem@example.com"]
        assert segment.counts == (3, 1, 0)


def test_quotes_within_values_are_characters() -> None:
    text = 'Email,Note,Tier\nann@example.com,5" pipe,x\nbob@example.com\ncem@example.com,a 7",x\n'
    with staged(text, mapping=MAPPING) as segment:
        assert [p.get("properties", {}).get("Note") for p in segment.profiles()] == ['5" pipe', None, 'a 7"']


def test_spaces_next_to_quotes() -> None:
    text = 'Email,Note,Tier\nann@example.com, "a, b" , x\nbob@example.com\n'
    with staged(text, mapping=MAPPING) as segment:
        assert [(p["email"], p.get("properties", {}).get("Note")) for p in segment.profiles()] == [
            ("ann@example.com", "a, b"), ("bob@example.com", None),
        ]  # fmt: skip


def test_short_rows_are_blank_at_their_end() -> None:
    text = "Email,Name,Tier,Note\nann@example.com,Ann,Gold,x\nbob@example.com,Bob\ncem@example.com,Cem,Silver\n,D\nx"
    with staged(text, mapping=MAPPING) as segment:
        assert [(p["email"], p["properties"]) for p in segment.profiles()] == [
            ("ann@example.com", {"Name": "Ann", "Tier": "Gold", "Note": "x"}),
            ("bob@example.com", {"Name": "Bob"}),
            ("cem@example.com", {"Name": "Cem", "Tier": "Silver"}),
        ]
        assert segment.counts == (5, 2, 0)
        assert [(line, reason) for _, line, reason in segment.reasons()] == [
            (5, "email_missing"),
            (6, "email_malformed"),
        ]


def test_lines_of_a_broken_value_are_not_short_rows() -> None:
    """The text of a note with broken quotes contains another person's address."""
    text = (
        'Email,Note,Tier\nann@example.com,"He said "hi" to\nbob@example.com\nand left",Gold\ncem@example.com,c,Gold\n'
    )
    with staged(text, mapping=MAPPING) as segment:
        assert segment.emails() == ["cem@example.com"]
        assert segment.counts == (4, 3, 0)


def test_longer_rows_are_rejected_with_the_number_of_their_fields() -> None:
    with staged("Email,Note\nann@example.com,a,b\nbob@example.com,c\n", mapping=MAPPING) as segment:
        assert segment.emails() == ["bob@example.com"]
        [(_, line, _, _, detail, email)] = segment.rejects()
    assert (line, email) == (2, "ann@example.com")
    assert str(detail) == "The row has more fields than the header: 3 instead of 2."


def test_a_nul_rejects_only_its_row() -> None:
    text = (
        "Email,Name,Tier\nann@example.com,A\x00,G\nb\x00@example.com,B,G\ncem@example.com,C,\x00\ndot@example.com,D,\n"
    )
    with staged(text, mapping=MAPPING) as segment:
        assert segment.emails() == ["dot@example.com"]
        assert [(line, detail) for _, line, _, _, detail, _ in segment.rejects()] == [(2, NUL), (3, NUL), (4, NUL)]


def test_a_nul_after_the_first_block() -> None:
    rows = [f"u{n}@example.com,{'x' * 90}" for n in range(12_000)]
    rows[11_000] = "u11000@example.com,a\x00b"
    with staged("Email,Note\n" + "\n".join(rows) + "\n", mapping=MAPPING) as segment:
        assert segment.counts == (12_000, 1, 0)
        assert segment.reasons() == [("People.csv", 11_002, "malformed_row")]


def test_half_a_character_in_json_rejects_only_its_line() -> None:
    text = (
        '{"Email":"ann@example.com","Name":"Ann \\ud83d"}\n{"Email":"bob@example.com","Name":"Bob \\ud83d\\ude00"}\n'
        '{"Email":"cem@example.com","Name":"\\udc00Cem"}\n{"Email":"dot@example.com","Name":"Dot"}\n'
    )
    with staged(text, mapping=MAPPING, suffix=".jsonl") as segment:
        assert segment.emails() == ["bob@example.com", "dot@example.com"]
        found = segment.rejects()
    assert [line for _, line, *_ in found] == [1, 3]
    assert all("one half of a character" in str(detail) for _, _, _, _, detail, _ in found)


def test_some_parts_are_checked_and_others_not() -> None:
    """The order of the rows is that of the parts, and lines are counted in each part."""
    parts = [
        "Email,Note\nann@example.com,a\n",
        'Email,Note\nbob@example.com,"open\ncem@example.com,c\n',
        'Email,Note\ndot@example.com,"d\nd"\neve@example.com,e\nann@example.com,z\n',
        "Note,Email\nf\ng,gus@example.com\n",
    ]
    with staged(*parts, mapping=MAPPING) as segment:
        assert segment.emails() == [f"{n}@example.com" for n in ("cem", "dot", "eve", "ann", "gus")]
        assert segment.counts == (8, 2, 1)
        assert segment.reasons() == [
            ("People/1.csv", 2, "duplicate"),
            ("People/2.csv", 2, "malformed_row"),
            ("People/4.csv", 2, "email_missing"),
        ]  # fmt: skip


@pytest.mark.parametrize("quote", ['u1000@example.com,"Bob,Silver', 'u1000@example.com,"Bob,Silver,,,,,'])
async def test_mirror_removes_nobody_because_of_a_quote(quote: str) -> None:
    async with small_app(CHUNK_PROFILES="1000") as app:
        await app.export(mode=Mode.MIRROR, mapping={"email": "Email", "first_name": "Name"})
        whole = "Email,Name,Tier\n" + "".join(f"u{n:03d}@example.com,Bob {n},Silver\n" for n in range(2000))
        app.segment(whole)
        assert (await app.run()).counts.added == 2000
        app.segment(whole.replace("u1000@example.com,Bob 1000,Silver", quote))
        run = await app.run()
        assert (run.counts.read, run.counts.rejected, run.counts.unchanged, run.counts.removed) == (2000, 1, 1999, 0)
        assert run.removal is None, "the broken row still shows whose it is"
        assert len(await app.members()) == 2000
        # Where it does not show that, the guard holds the removal.
        app.segment(whole.replace("u1000@example.com,Bob 1000,Silver", '"u1000,"x"y'))
        run = await app.run()
        assert run.removal is not None
        assert (run.state, run.removal.state, run.removal.planned) == (RunState.COMPLETED_WITH_WARNINGS, "held", 1)
        assert len(await app.members()) == 2000


FORM = Csv((Column("Email"), Column("Note"), Column("Tier")))


def rows_in(text: str, form: Csv = FORM) -> Iterator[Row]:
    return read_rows([text.encode()], form, 0, "People.csv")


def read(text: str, form: Csv = FORM) -> list[Row]:
    return list(rows_in(text, form))


def test_a_stray_end_is_found_once() -> None:
    text = rows_of(6, {1: 'u001@example.com,"open,Gold', 3: 'u003@example.com,n",Gold', 4: 'u004@example.com,5",x'}.get)
    assert [row.problem for row in read(text)] == [None, RUNS_ON, None, STRAY_END, None, None]


@pytest.mark.parametrize(
    "row",
    [
        "{address}, Ann, Gold",
        "  {address},Ann ,Gold ",
        '{address}, "Ann, B" , Gold',
        '{address},"Hello, ", x',
        "{address},'Ann, B'",
        "{address},Ann,Gold,",
        "{address},Ann,Gold,,",
        '{address},"Ann",Gold,""',
        '{address},"Ann,\nGold", x,',
        '{address},An"n, "A""n"',
        '{address}, "",',
    ],
)
@pytest.mark.parametrize("delimiter", [",", "|"])
def test_a_broken_row_changes_no_other_row(row: str, delimiter: str) -> None:
    """The other rows have the values that DuckDB reads from a file without the broken row."""
    rows = "".join(row.format(address=f"p{n}@example.com") + "\n" for n in range(3))
    broken = 'x@example.com,"open,Gold,\ny@example.com,Bob,Gold,\nz@example.com,end",Gold,\n'
    texts = [("Email,Name,Tier\n" + text).replace(",", delimiter) for text in (rows, rows + broken)]
    with staged(texts[0], mapping=MAPPING) as whole, staged(texts[1], mapping=MAPPING) as damaged:
        assert whole.counts == (3, 0, 0)
        assert damaged.profiles()[:3] == whole.profiles()
        assert damaged.emails() == [f"{name}@example.com" for name in ("p0", "p1", "p2", "y")]
        assert damaged.counts == (6, 2, 0)


@pytest.mark.parametrize("size", [MAX_LINE_BYTES + 1, 10_000_000])
@pytest.mark.parametrize("suffix", [".csv", ".csv.gz", ".jsonl", ".jsonl.gz"])
def test_only_the_row_that_is_too_long_is_rejected(suffix: str, size: int) -> None:
    """Also if the row is longer than DuckDB's buffer."""
    people = [("ann", "a"), ("bob", "x" * size), ("cem", "c")]
    if "csv" in suffix:
        text = "Email,Note,Tier\n" + "".join(f"{name}@example.com,{note},Gold\n" for name, note in people)
    else:
        text = "".join(f'{{"Email":"{name}@example.com","Note":"{note}"}}\n' for name, note in people)
    data = gzip.compress(text.encode()) if suffix.endswith("gz") else text.encode()
    with staged(data, mapping=MAPPING, suffix=suffix) as segment:
        assert segment.emails() == ["ann@example.com", "cem@example.com"]
        assert segment.counts == (3, 1, 0)
        ((_, line, _, reason, _, _),) = segment.rejects()
        assert line == (3 if "csv" in suffix else 2)
        # DuckDB reads lines of JSON that are little longer than they may be.
        assert reason in ("malformed_row", "profile_too_large")


def test_rows_longer_than_allowed() -> None:
    text = f"Email,Note,Tier\nann@example.com,{'x' * MAX_LINE_BYTES},a\nbob@example.com,b,c\n"
    assert [(row.line, row.problem) for row in read(text)] == [(2, TOO_LONG), (3, None)]
    text = 'Email,Note,Tier\nann@example.com,"' + "x\n" * MAX_LINE_BYTES
    assert next(rows_in(text)).problem == TOO_LONG


@pytest.mark.parametrize("opening", ['"', '"a "" b', 'a,"'])
def test_a_value_that_never_ends_before_many_lines_is_one_error_of_the_file(opening: str) -> None:
    text = f"Email,Note,Tier\nann@example.com,x,a\nbob@example.com,{opening}" + "x\n" * 300_000
    with pytest.raises(SegmentUnreadable, match=r"^People\.csv: a quoted value that begins in line 3 does not end"):
        read(text)
    with (
        pytest.raises(SegmentUnreadable, match=r"People\.csv: .* line 3 .* Correct the file"),
        staged(text, mapping=MAPPING),
    ):
        pass


def test_many_broken_rows_with_rows_between_them_are_rejects() -> None:
    text = "Email,Note,Tier\n" + 'ann@example.com,"x,a\nbob@example.com,x,a\n' * 2_000
    assert len([row for row in read(text) if row.problem]) == 2_000


def test_a_file_without_line_breaks_needs_little_memory() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"Email,Note,Tier\n"
        for _ in range(100):
            yield b"x" * 1_000_000
        yield b"\r"
        yield b"\nann@example.com,a,b\n"

    tracemalloc.start()
    assert [len(line) > MAX_LINE_BYTES for line in split_lines(pieces())] == [False, True, False]
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()


def test_time_is_proportional_to_the_rows() -> None:
    """Each second row opens a quote that does not end; no row is read many times."""

    def seconds(count: int) -> float:
        text = rows_of(count, lambda n: f'u{n}@example.com,"open,Gold' if n % 2 else None)
        begun = time.process_time()
        assert len(read(text)) == count
        return time.process_time() - begun

    small, large = seconds(2_000), seconds(20_000)
    assert large < 40 * small + 1


def test_every_line_belongs_to_exactly_one_row() -> None:
    for seed in range(300):
        rng = random.Random(seed)
        text = "Email,Note,Tier\n" + "".join(rng.choice(['"', ",", "a", "@b.c", "\n", "\r\n", '""']) for _ in range(80))
        rows = read(text)
        at = [row.line for row in rows]
        assert at == sorted(set(at)), seed
        assert all(len(row.fields) == 3 or row.problem for row in rows), seed


def test_bare_crs_do_not_count_as_line_feeds_of_values() -> None:
    """Here the line feeds in the value are as many as the lines would be."""
    container = MemoryBlobs()
    container.put("People.csv", b'sep=,\rEmail,Note,Tier\r\r,,"9\n\n9"\r')
    with staged_from(container, "People", {"email": "Email"}) as found:
        assert [(line, reason) for _, line, _, reason, *_ in found.rejects()] == [(4, "email_missing")]


@pytest.mark.parametrize(
    ("quote", "escape", "text", "expected"),
    [
        ('"', "\\", r'a@example.com,"the \"best\", C:\temp\\"', (2, ["a@example.com", 'the "best", C:\\temp\\'])),
        ('"', "\\", r"a@example.com,\N", (2, ["a@example.com", ""])),
        ('"', "\\", "a@example.com,one\\\ntwo\n\nb@example.com,\\\\", (5, ["b@example.com", "\\"])),
        ('"', "\\", "a@example.com,one\\\r\ntwo\\,\r\nb@example.com,x", (4, ["b@example.com", "x"])),
        ("'", "", "a@example.com,'it''s \"5\"\"'", (2, ["a@example.com", 'it\'s "5""'])),
        ("", "", 'a@example.com,"5', (2, ["a@example.com", '"5'])),
        ("", "^", "a@example.com,1^,5", (2, ["a@example.com", "1,5"])),
    ],
)
def test_quotes_and_escapes(quote: str, escape: str, text: str, expected: tuple[int, list[str]]) -> None:
    form = Csv((Column("Email"), Column("Note")), dialect=Dialect(quote=quote, escape=escape))
    *_, last = read_rows([b"Email,Note\n", text.encode()], form, 0)
    assert (last.line, last.fields) == expected


def test_a_quote_that_is_not_the_default_costs_its_row_alone() -> None:
    def change(n: int) -> str | None:
        return "u049@example.com,'open,Gold" if n == 49 else None

    form = Csv((Column("Email"), Column("Note"), Column("Tier")), dialect=Dialect(quote="'"))
    broken = [row for row in read_rows([rows_of(100, change).encode()], form, 0) if row.problem]
    assert [(row.line, row.problem, row.address) for row in broken] == [(51, RUNS_ON, "u049@example.com")]
