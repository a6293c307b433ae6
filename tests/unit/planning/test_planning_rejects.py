"""Which rows are not sent, and where each stands: on the real DuckDB, blob and line as a person would count."""

import csv
import gzip
import io
import json

import pytest

from shared.errors import SegmentEmpty, SegmentTooLarge, SegmentUnreadable
from shared.planning.rejects import HEADER, REASONS, klaviyo_says, rejects_csv
from tests.fakes.staged_segment import staged

PERSON = {"email": "email", "first_name": "first"}


@pytest.mark.parametrize(
    "address",
    [
        "no address",
        "two@@example.com",
        "someone@",
        "@example.com",
        "a..b@example.com",
        ".a@example.com",
        "a@example",
        "a@-example.com",
        "a@exa mple.com",
        "a@example.com, b@example.com",
        "x" * 65 + "@example.com",
        "x@" + ".".join(["y" * 60] * 5) + ".com",
        "a@example.com\x01",
    ],
)
def test_addresses_that_are_none(address: str) -> None:
    with staged(f'email\n"{address}"\nann@example.com\n') as segment:
        assert segment.emails() == ["ann@example.com"]
        assert segment.counts == (2, 1, 0)
        [(blob, line, outcome, reason, detail, email)] = segment.rejects()
    assert (blob, line, outcome, reason) == ("People.csv", 2, "rejected", "email_malformed")
    assert detail
    assert email == address.strip().lower()


@pytest.mark.parametrize(
    "address",
    ["o'neil@example.com", "a+b@example.com", "Ann.Lee@EXAMPLE.com", "a@xn--bro-hoa.de", "a_b-c@sub.example.co.uk"],
)
def test_addresses_that_are_ones(address: str) -> None:
    with staged(f"email\n{address}\n") as segment:
        assert segment.emails() == [address], "sent as it was written"


def test_without_an_address() -> None:
    with staged('email,first\n,Ann\n" ",Bob\n"\u00a0",Cem\n', mapping=PERSON) as segment:
        assert segment.counts == (3, 3, 0)
        assert segment.profiles() == []
        assert segment.reasons() == [("People.csv", n, "email_missing") for n in (2, 3, 4)]


def test_the_last_row_of_a_person_wins_whatever_the_case() -> None:
    rows = "ann@example.com,1\nbob@example.com,1\nANN@example.com ,2\nAnn@Example.com,3\n"
    with staged("email,first\n" + rows, mapping=PERSON) as segment:
        assert segment.profiles() == [
            {"email": "bob@example.com", "first_name": "1"},
            {"email": "Ann@Example.com", "first_name": "3"},
        ]
        assert segment.counts == (4, 0, 2)
        found = segment.rejects()
    assert [(line, outcome, reason) for _, line, outcome, reason, _, _ in found] == [
        (2, "duplicate", "duplicate"),
        (4, "duplicate", "duplicate"),
    ]
    assert str(found[0][4]) == "The same person is in a later row, at line 5 of People.csv; that row counts."


def test_a_bad_row_further_down_does_not_take_a_good_ones_place() -> None:
    big = "x" * 100_001
    rows = f"ann@example.com,good\nann@example.com,{big}\nno one,1\nno one,2\n,\n,\n"
    with staged("email,first\n" + rows, mapping=PERSON) as segment:
        assert segment.profiles() == [{"email": "ann@example.com", "first_name": "good"}]
        assert segment.counts == (6, 5, 0)
        assert segment.reasons() == [
            ("People.csv", 3, "profile_too_large"),
            ("People.csv", 4, "email_malformed"),
            ("People.csv", 5, "email_malformed"),
            ("People.csv", 6, "email_missing"),
            ("People.csv", 7, "email_missing"),
        ]


@pytest.mark.parametrize(("size", "sent"), [(99_800, True), (100_000, False), (1_500_000, False)])
def test_a_profile_over_100_kb_is_rejected(size: int, sent: bool) -> None:
    with staged(f"email,first\nann@example.com,{'x' * size}\nbob@example.com,B\n", mapping=PERSON) as segment:
        assert segment.emails() == [*(["ann@example.com"] if sent else []), "bob@example.com"]
        assert segment.reasons() == ([] if sent else [("People.csv", 2, "profile_too_large")])


def test_bytes_count_not_characters() -> None:
    with staged(f"email,first\nann@example.com,{'ä' * 50_001}\nbob@example.com,B\n", mapping=PERSON) as segment:
        assert segment.emails() == ["bob@example.com"]


def test_malformed_rows_and_their_lines() -> None:
    text = (
        "email,first\n"  # 1
        "ann@example.com,Ann\n"  # 2
        "three,fields,here\n"  # 3
        'bob@example.com,"B\no\nb"\n'  # 4 to 6
        "lonely\n"  # 7
        'cem@example.com,"C" x\n'  # 8
        "\n"  # 9
        "no address,D\n"  # 10
        "eve@example.com,Eve\n"  # 11
        "four,fields,are,here\n"  # 12
        "eve@example.com,Eve\n"  # 13
    )
    with staged(text, mapping=PERSON) as segment:
        assert segment.emails() == ["ann@example.com", "bob@example.com", "eve@example.com"]
        assert segment.counts == (9, 5, 1)
        assert sorted(segment.reasons()) == [
            ("People.csv", 3, "malformed_row"),
            ("People.csv", 7, "email_malformed"),
            ("People.csv", 8, "malformed_row"),
            ("People.csv", 10, "email_malformed"),
            ("People.csv", 11, "duplicate"),
            ("People.csv", 12, "malformed_row"),
        ]


def test_the_same_with_crlf_bom_and_empty_lines_before() -> None:
    text = '\ufeff\r\n\r\nemail,first\r\nann@example.com,"A\r\nnn"\r\n\r\nx,y,z\r\nno one,B\r\n'
    with staged(text, mapping=PERSON) as segment:
        assert segment.emails() == ["ann@example.com"]
        assert sorted(segment.reasons()) == [("People.csv", 7, "malformed_row"), ("People.csv", 8, "email_malformed")]


def test_bytes_that_are_no_utf_8_reject_their_row_alone() -> None:
    with staged(
        b"email,first\nann@example.com,\xff\xfe\nno one,B\nbob@example.com,B\xc3\xb6b\n", mapping=PERSON
    ) as segment:
        assert segment.emails() == ["bob@example.com"]
        assert sorted(segment.reasons()) == [("People.csv", 2, "malformed_row"), ("People.csv", 3, "email_malformed")]


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz"])
def test_several_parts(suffix: str) -> None:
    parts = [
        'email,first\nann@example.com,"A\nA"\nno one,B\n',
        "email,first\n",
        "email,first\nx,y,z\nbob@example.com,B\nann@example.com,C\n,D",
    ]
    packed = [gzip.compress(part.encode()) if suffix == ".csv.gz" else part for part in parts]
    with staged(*packed, mapping=PERSON, suffix=suffix) as segment:
        assert segment.profiles() == [
            {"email": "bob@example.com", "first_name": "B"},
            {"email": "ann@example.com", "first_name": "C"},
        ]
        assert segment.counts == (6, 3, 1)
        found = segment.rejects()
    one, three = f"People/1{suffix}", f"People/3{suffix}"
    assert sorted((blob, line, reason) for blob, line, _, reason, _, _ in found) == [
        (one, 2, "duplicate"),
        (one, 4, "email_malformed"),
        (three, 2, "malformed_row"),
        (three, 5, "email_missing"),
    ]
    [detail] = [detail for _, _, _, reason, detail, _ in found if reason == "duplicate"]
    assert str(detail) == f"The same person is in a later row, at line 4 of {three}; that row counts."


def test_many_rows_and_threads_keep_their_lines() -> None:
    """Large enough that DuckDB reads it in several pieces at once (8 MB each)."""
    out, expected = io.StringIO(newline=""), []
    out.write("email,first\n")
    line = 2
    for n in range(150_000):
        if n % 30_011 == 7:
            out.write("x,y,z\n")
            expected.append((line, "malformed_row"))
        elif n % 20_011 == 5:
            out.write(f"no one,{'y' * 100}\n")
            expected.append((line, "email_malformed"))
        elif n % 10_007 == 3:
            out.write(f'p{n}@example.com,"{"z" * 50}\n{n}"\n')
            line += 1
        else:
            out.write(f"p{n}@example.com,{'x' * 100}\n")
        line += 1
    assert len(out.getvalue()) > 17_000_000
    with staged(out.getvalue(), mapping=PERSON, memory_mb=192) as segment:
        assert sorted((line, reason) for _, line, reason in segment.reasons()) == expected
        assert segment.counts == (150_000, len(expected), 0)


@pytest.mark.parametrize("rejected", [0.5, 0.97])
def test_order_is_kept_where_most_rows_are_left_out(rejected: float) -> None:
    rows = [f"p{n}@example.com" if (n * 7919 % 1000) / 1000 >= rejected else f"bad {n}" for n in range(30_000)]
    with staged("email\n" + "\n".join(rows)) as segment:
        assert segment.emails() == [row for row in rows if "@" in row]


def test_nothing_to_send() -> None:
    with pytest.raises(SegmentEmpty), staged("email,first\n", mapping=PERSON):
        pass


def test_more_rows_than_allowed() -> None:
    rows = "".join(f"p{n}@example.com\n" for n in range(11))
    with pytest.raises(SegmentTooLarge, match="more than 10 rows"), staged("email\n" + rows, max_rows=10):
        pass
    with staged("email\n" + rows, max_rows=11) as segment:
        assert segment.counts == (11, 0, 0)


def test_a_gzip_file_that_unpacks_to_too_much() -> None:
    bomb = gzip.compress(b"email\n" + b"\n" * 10_000_000)
    with pytest.raises(SegmentTooLarge, match="MAX_SEGMENT_BYTES"), staged(bomb, suffix=".csv.gz", max_bytes=10**6):
        pass


def test_a_gzip_file_that_was_cut_off() -> None:
    whole = gzip.compress(b"email\n" + "".join(f"p{n}@example.com\n" for n in range(5000)).encode())
    with pytest.raises(SegmentUnreadable, match=r"People\.csv\.gz is damaged"), staged(whole[:-300], suffix=".csv.gz"):
        pass


def test_mixed_line_endings_are_read_and_lines_are_counted_as_an_editor_counts() -> None:
    text = 'email,first\r\nann@example.com,A\nno one,"x\r\ny"\rtoo,many,fields\n\r\nbob@example.com,"B\nB"\r\nnobody,\n'
    with staged(text, mapping=PERSON) as segment:
        assert [(p["email"], p["first_name"]) for p in segment.profiles()] == [
            ("ann@example.com", "A"),
            ("bob@example.com", "B\nB"),
        ]
        assert sorted(segment.reasons()) == [
            ("People.csv", 3, "email_malformed"),
            ("People.csv", 5, "malformed_row"),
            ("People.csv", 9, "email_malformed"),
        ]


# The file.


def test_the_file_is_csv_with_its_header() -> None:
    data = HEADER.encode() + rejects_csv(
        [
            ("People/1.csv", 7, "rejected", "email_missing", None, None),
            ("People/1.csv", 8, "failed", "import_failed", klaviyo_says('"no", twice'), "ann@example.com"),
        ]
    )
    assert list(csv.DictReader(io.StringIO(data.decode(), newline=""))) == [
        {
            "blob": "People/1.csv",
            "line": "7",
            "outcome": "rejected",
            "reason": "email_missing",
            "detail": str(REASONS["email_missing"]),
            "email": "",
            "phone_number": "",
            "external_id": "",
            "code": "",
            "parameters": "",
        },
        {
            "blob": "People/1.csv",
            "line": "8",
            "outcome": "failed",
            "reason": "import_failed",
            "detail": 'Klaviyo says: "no", twice',
            "email": "ann@example.com",
            "phone_number": "",
            "external_id": "",
            "code": "row-klaviyo",
            "parameters": r'{"answer": "\"no\", twice"}',
        },
    ]


@pytest.mark.parametrize("text", ["=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1"])
def test_no_text_is_a_formula(text: str) -> None:
    reject = (text, 1, "rejected", "refused_by_klaviyo", klaviyo_says(text), text)
    [row] = csv.reader(io.StringIO(rejects_csv([reject]).decode(), newline=""))
    for cell in (row[0], row[5]):
        assert cell.startswith("'"), f"{cell!r} begins like {text!r}"
    assert (row[4][:9], row[-1][:1]) == ("Klaviyo s", "{")


def test_control_characters_and_lone_surrogates_do_no_harm() -> None:
    [row] = csv.reader(
        io.StringIO(
            rejects_csv(
                [("b", 1, "rejected", "duplicate", klaviyo_says("a\x00b\r\nc\x1b[31m\u202ed"), "x\udc80")]
            ).decode()
        )
    )
    assert row[4] == "Klaviyo says: a b  c [31m d"
    assert json.loads(row[-1]) == {"answer": "a\x00b\r\nc\x1b[31m\u202ed"}
    assert row[-1].isprintable()
    assert row[5] in ("x ", "x?")


def test_long_texts_are_cut() -> None:
    assert len(rejects_csv([("b", 1, "rejected", "duplicate", klaviyo_says("x" * 10**6), "y" * 10**6)])) < 4000
