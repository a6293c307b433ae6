"""Encoding, dialect and columns of CSV from its first bytes."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import SegmentUnreadable
from shared.segments.formats import json_lines
from shared.segments.formats.csv_files import inspect_csv
from shared.segments.formats.dialect import Dialect
from shared.segments.formats.encodings import find_encoding
from shared.segments.part_schema import HEAD_BYTES, Column, Csv


def look(head: bytes, *, compressed: bool = False) -> Csv | None:
    return inspect_csv(head, "People.csv", "gzip" if compressed else "none")


def form(names: tuple[str, ...], delimiter: str = ",", skip: int = 0, *, packed: bool = False) -> Csv:
    columns = tuple(Column(name) for name in names)
    return Csv(columns, dialect=Dialect(delimiter, skip), compression="gzip" if packed else "none")


@pytest.mark.parametrize(
    ("head", "columns", "delimiter", "skip"),
    [
        (b"a,b\n1,2\n", ("a", "b"), ",", 0),
        (b"\xef\xbb\xbfa,b\n", ("a", "b"), ",", 0),
        (b"a;b;c,d\n", ("a", "b", "c,d"), ";", 0),
        (b"a\tb\n", ("a", "b"), "\t", 0),
        (b"a|b\r\n1|2\r\n", ("a", "b"), "|", 0),
        (b"email\nann@example.com\n", ("email",), ",", 0),
        (b"email", ("email",), ",", 0),
        (b'"a;x;y;z",b\n', ("a;x;y;z", "b"), ",", 0),
        (b'"say ""hi""",b\n', ('say "hi"', "b"), ",", 0),
        (b'"two\nlines",b,c\n1,2,3\n', ("two\nlines", "b", "c"), ",", 0),
        (b'"two\nlines";b;c\n1;2;3\n', ("two\nlines", "b", "c"), ";", 0),
        (b"\n\r\n\na,b\n", ("a", "b"), ",", 3),
        (b"\xef\xbb\xbf\na,b\n", ("a", "b"), ",", 1),
        (" a ,Größe\n".encode(), ("a", "Größe"), ",", 0),
        (b"a,,a,\n", ("a", "column 2", "a (2)", "column 4"), ",", 0),
        (b"a,A\n", ("a", "A"), ",", 0),
    ],
)
def test_columns_delimiter_and_empty_lines(head: bytes, columns: tuple[str, ...], delimiter: str, skip: int) -> None:
    assert look(head) == form(columns, delimiter, skip)
    assert look(gzip.compress(head), compressed=True) == form(columns, delimiter, skip, packed=True)


@pytest.mark.parametrize("head", [b"", b"\n\r\n", b"\xef\xbb\xbf", b"  \t "])
def test_empty_is_none(head: bytes) -> None:
    assert look(head) is None
    assert look(gzip.compress(head), compressed=True) is None


@given(st.lists(st.sampled_from(["a", "a (2)", "a (3)", "b", "", "column 2", "column 3"]), min_size=1, max_size=8))
def test_column_names_are_unique_for_any_header(names: list[str]) -> None:
    layout = look((",".join(names) + ",end\n").encode())
    assert layout is not None
    assert len(set(layout.names)) == len(names) + 1


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_encodings_are_found(encoding: str, mark: str) -> None:
    mark = "" if encoding == "cp1252" else mark
    found = look((mark + "email;größe\nann@example.com;ä\n").encode(encoding))
    assert found == Csv(
        (Column("email"), Column("größe")), dialect=Dialect(";"), encoding=encoding, guessed=encoding == "cp1252"
    )


def test_some_utf_8_makes_it_utf_8() -> None:
    found = look("email,größe\nann@example.com,".encode() + b"\xe4\n")
    assert found is not None
    assert (found.encoding, found.names) == ("utf-8", ("email", "größe"))


def test_a_first_row_with_an_address_is_not_a_header() -> None:
    found = look(b"Ann,ann@example.com,7\n")
    assert found == Csv((Column("column 1"), Column("column 2"), Column("column 3")), dialect=Dialect(header=False))


def test_a_header_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(SegmentUnreadable, match=r"byte 10 of its header is 0xf6"):
        look("naïve,x".encode() + b"x\xf6" + b"x" * 9)


def test_an_invalid_byte_after_the_header_is_allowed() -> None:
    assert look(b"a,b\n\xc3\xb6,\xff\n") == form(("a", "b"))


def test_a_head_that_ends_in_the_middle_of_a_character() -> None:
    whole = "a,b\n1,€".encode()
    for cut in (1, 2):
        assert look(whole[:-cut]) == form(("a", "b"))
    with pytest.raises(SegmentUnreadable, match="UTF-8"):
        look("email,Größe".encode()[:-4])


def test_gzip_of_several_members_is_one_file() -> None:
    members = gzip.compress(b"") + gzip.compress(b"a,") + gzip.compress(b"b\n1,2\n")
    assert look(members, compressed=True) == form(("a", "b"), packed=True)


def test_the_header_of_incomplete_gzip_is_read() -> None:
    rows = b"".join(b"%d,person%d@example.com\n" % (n, n * 7919) for n in range(200_000))
    head = gzip.compress(b"id,email\n" + rows)[:HEAD_BYTES]
    assert look(head, compressed=True) == form(("id", "email"), packed=True)


def test_a_file_named_gz_that_is_not_gzip() -> None:
    with pytest.raises(SegmentUnreadable, match=r"People\.csv.*gzip"):
        look(b"a,b\n1,2\n", compressed=True)


def test_too_many_columns() -> None:
    with pytest.raises(SegmentUnreadable, match="20,001"):
        look((",".join(f"c{n}" for n in range(20_001)) + "\n").encode())


@pytest.mark.parametrize(
    ("text", "names", "delimiter"),
    [
        ("Email;Name;Interests (a, b, c, d, e)\nann@example.com;Ann;tea\n", 3, ";"),
        ("Email\tName\tA;B;C;D;E\nann@example.com\tAnn\tx\n", 3, "\t"),
        ("Email|Name|Likes (a,b,c,d)\nann@example.com|Ann|x\n", 3, "|"),
        ("Email;Price, net\nann@example.com;1,5\nbob@example.com;2,5\n", 2, ";"),
        ("Name, first;Email\nDoe, Ann;ann@example.com\nRoe, Bob;bob@example.com\n", 2, ";"),
        ('Email,Note\nann@example.com,"a;b;c;d"\nbob@example.com,"e;f;g;h"\n', 2, ","),
        ("Email,A,B,C\nann@example.com,1\nbob@example.com,1,2\ncem@example.com,1,2,3\n", 4, ","),
        ("Email;A|B|C|D\nann@example.com;x\nbob@example.com\n", 2, ";"),
        ('Email, Note\nann@example.com, "a; b; c"\n', 2, ","),
        ("Ann;ann@example.com;1,5\nBob;bob@example.com;2,5\n", 3, ";"),
        ("Email\nann@example.com\n", 1, ","),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_delimiter_is_that_of_most_rows(text: str, names: int, delimiter: str, encoding: str) -> None:
    found = look(text.encode(encoding))
    assert found is not None
    assert (len(found.names), found.dialect.delimiter) == (names, delimiter)


@pytest.mark.parametrize(
    ("first", "delimiter"),
    [
        ("sep=;", ";"),
        ('"sep=;"', ";"),
        ("SEP=,", ","),
        ("sep=\t", "\t"),
        ("sep=\\t", "\t"),
        ("sep=#", "#"),
        ("sep=; ", ";"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_first_line_names_the_delimiter(first: str, delimiter: str, end: str, encoding: str) -> None:
    text = end.join([first, f"Email{delimiter}First Name", f"ann@example.com{delimiter}Ann", ""])
    found = look(text.encode(encoding))
    assert found is not None
    assert (found.names, found.dialect) == (("Email", "First Name"), Dialect(delimiter, 1))


def test_a_file_with_only_that_line_is_empty() -> None:
    assert look(b"sep=;\r\n") is None


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Łucja Żółć", "cp1250"),
        ("Анна Иванова", "cp1251"),
        ("Γιώργος", "cp1253"),
        ("佐藤,太郎", "cp932"),
        ("王小明", "gbk"),
        ("김철수", "cp949"),
        ("Müller", "cp850"),
        ("Müller", "mac_roman"),
    ],
)
def test_text_that_does_not_look_like_windows_1252_is_refused(text: str, encoding: str) -> None:
    data = f"Email,Name\nann@example.com,{text}\n".encode(encoding)
    with pytest.raises(SegmentUnreadable, match=r"People\.csv is not UTF-8.*Choose the encoding.*schema"):
        look(data)
    with pytest.raises(SegmentUnreadable, match="Choose the encoding"):
        json_lines.inspect_json_lines(
            b'{"Email":"ann@example.com","Name":"' + text.encode(encoding) + b'"}\n', "People.jsonl"
        )


@pytest.mark.parametrize(
    "text",
    ["åäö", "Müller,Größe", "“quoted” – it’s 5 € … ½ m²", "¿Qué? ¡Hola!", "«Bonjour» l’été créée", "Œuvre", "20°C £5"],
)
def test_text_of_western_europe_is_read_as_windows_1252(text: str) -> None:
    found = look(f"Email,Name\nann@example.com,{text}\n".encode("cp1252"))
    assert found is not None
    assert (found.encoding, found.guessed) == ("cp1252", True)


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("windows-1250", "cp1250"),
        ("Windows-1251", "cp1251"),
        ("1252", "cp1252"),
        ("Shift-JIS", "cp932"),
        ("ISO-8859-2", "iso8859-2"),
        ("EUC-JP", "euc_jp"),
        ("UTF-16", "utf-16-le"),
        ("utf-32", "utf-32-le"),
        ("UTF8", "utf-8"),
        ("rot13", None),
        ("base64", None),
        ("utf-7", None),
        ("unicode_escape", None),
        ("nonsense", None),
        (None, None),
    ],
)
def test_encodings_by_name(name: str | None, codec: str | None) -> None:
    assert find_encoding(name) == codec


@pytest.mark.parametrize(
    "text",
    [
        'Email,"Name,Tier\nann@example.com,Ann,Gold\nbob@example.com,Bob,Gold\n',
        'Email,"Name,Tier\nann@example.com,Ann,"Gold\nbob@example.com,Bob,Gold\n',
        'Email,"5"" pipes,Tier\r\n123,Ann,Gold\r\n124,Bob,Gold\r\n',
        '"Email\rann@example.com\r',
    ],
)
def test_rows_do_not_become_part_of_a_column_name(text: str) -> None:
    with pytest.raises(SegmentUnreadable, match=r"header of People\.csv .* quote missing") as error:
        look(text.encode())
    assert "Ann" not in str(error.value)
    assert "@" not in str(error.value)
