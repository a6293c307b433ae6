"""One person is taken out of kept files: exactly that person, with all of their values."""

import json
from pathlib import Path

import pytest

from shared.domain.identity import Identity, Person
from shared.planning.erase_rows import forget_in_csv, names_person
from shared.planning.rejects import HEADER, SHARED_HEADER, Reject, klaviyo_says, rejects_csv
from shared.texts import text

ANN = "ann@example.com"
PERSON = Person.of(email=ANN)
OTHERS = ["joann@example.com", "ann@example.com.au", "x.ann@example.com", "ann@example.co", "'ann@example.com"]


def test_a_persons_number_goes_with_their_address(tmp_path: Path) -> None:
    lines = [
        f"People.csv,{line},phone_number,'+12065550100,left_out,{name}@example.com\r\n"
        for line, name in enumerate(("ann", "ben"), 2)
    ]
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    before.write_bytes("".join([SHARED_HEADER, *lines]).encode())
    assert forget_in_csv(before, after, PERSON)
    assert after.read_text().splitlines()[1:] == [
        "People.csv,2,phone_number,(erased),left_out,(erased),,",
        "People.csv,3,phone_number,'+12065550100,left_out,ben@example.com,,",
    ]


def forgotten(folder: Path, rows: list[Reject]) -> list[str] | None:
    """The lines of the rejects file without Ann; None where nothing was changed."""
    before, after = folder / "before.csv", folder / "after.csv"
    before.write_bytes(HEADER.encode() + rejects_csv(rows))
    return after.read_text("utf-8").splitlines()[1:] if forget_in_csv(before, after, PERSON) else None


def test_people_whose_addresses_contain_the_erased_one_stay(tmp_path: Path) -> None:
    rows: list[Reject] = [("A.csv", 2, "duplicate", "duplicate", None, email) for email in OTHERS]
    rows += [
        ("A.csv", 3, "failed", "import_failed", klaviyo_says(f"{email} is suppressed."), email) for email in OTHERS
    ]
    assert forgotten(tmp_path, rows) is None
    lines = forgotten(tmp_path, [*rows, ("A.csv", 9, "duplicate", "duplicate", None, ANN)])
    assert lines is not None
    assert "\r\n".join([*lines[:-1], ""]).encode() == rejects_csv(rows)
    assert lines[-1].endswith(",(erased),,,,")


@pytest.mark.parametrize("spelling", [ANN, "ANN@Example.COM", "  Ann@example.com\t", ANN + "\u200b"])
def test_every_spelling_of_the_person_goes(tmp_path: Path, spelling: str) -> None:
    lines = forgotten(tmp_path, [("A.csv", 2, "duplicate", "duplicate", None, spelling)])
    assert lines == ["A.csv,2,duplicate,duplicate,The same person is in a later row; the last row counts.,(erased),,,,"]


def test_what_is_said_of_the_person_goes_and_the_rest_of_a_text_stays(tmp_path: Path) -> None:
    lines = forgotten(
        tmp_path,
        [
            ("A.csv", 2, "failed", "import_failed", klaviyo_says("+12065550100 belongs to another one."), ANN),
            (
                "A.csv",
                3,
                "failed",
                "import_failed",
                klaviyo_says(f"Merged with '{ANN}', not jo{ANN}."),
                "ben@example.com",
            ),
            ("A.csv", 4, "rejected", "email_malformed", None, f"jo{ANN}; {ANN}"),
        ],
    )
    assert lines == [
        "A.csv,2,failed,import_failed,(erased),(erased),,,,",
        (
            'A.csv,3,failed,import_failed,"Klaviyo says: Merged with (erased), not joann@example.com.",'
            'ben@example.com,,,row-klaviyo,"{""answer"": ""Merged with (erased), not joann@example.com.""}"'
        ),
        "A.csv,4,rejected,email_malformed,The email address is not well-formed.,joann@example.com; (erased),,,,",
    ]


def test_a_preview_names_a_person_by_any_of_its_texts() -> None:
    preview = {"counts": {"read": 1}, "profiles": [{"email": "x", "properties": {"Other": " ANN@example.com "}}]}
    assert names_person(preview, PERSON)
    assert names_person({"rejects": [{"detail": f"<{ANN}>"}]}, PERSON)
    assert not names_person({"profiles": [{"email": email} for email in OTHERS]}, PERSON)
    assert not names_person(json.loads(json.dumps({"unused_columns": None, "chunks": 1})), PERSON)


def test_a_person_is_found_by_the_identity_of_the_file_and_a_word_is_no_external_id(tmp_path: Path) -> None:
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    rows: list[Reject] = [
        ("A.csv", 2, "duplicate", "duplicate", text("row-duplicate", line="7", blob="A.csv"), "7"),
        ("A.csv", 3, "failed", "import_failed", klaviyo_says("External id 7 belongs to another one."), "77"),
        ("A.csv", 4, "duplicate", "duplicate", text("row-duplicate", line="7", blob="A.csv"), "A7"),
    ]
    before.write_bytes(HEADER.encode() + rejects_csv(rows, Identity.EXTERNAL_ID))
    assert not forget_in_csv(before, after, Person.of(phone_number="+12065550107", email=ANN))
    assert forget_in_csv(before, after, Person.of(external_id="7"))
    assert after.read_text().splitlines()[1:] == [
        "A.csv,2,duplicate,duplicate,(erased),,,(erased),,",
        (
            "A.csv,3,failed,import_failed,Klaviyo says: External id (erased) belongs to another one.,,,77,row-klaviyo,"
            '"{""answer"": ""External id (erased) belongs to another one.""}"'
        ),
        (
            'A.csv,4,duplicate,duplicate,"The same person is in a later row, at line 7 of A.csv; that row counts.",,,'
            'A7,row-duplicate,"{""line"": ""7"", ""blob"": ""A.csv""}"'
        ),
    ]


def test_a_shared_address_goes_by_address_and_by_its_owner(tmp_path: Path) -> None:
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    lines = ["A.csv,2,email,ann@example.com,left_out,,,1\r\n", "A.csv,3,email,ann@example.com,left_out,,,2\r\n"]
    before.write_bytes("".join([SHARED_HEADER, *lines]).encode())
    assert forget_in_csv(before, after, Person.of(external_id="1"))
    assert after.read_text().splitlines()[1:] == [
        "A.csv,2,email,(erased),left_out,,,(erased)",
        "A.csv,3,email,ann@example.com,left_out,,,2",
    ]
    assert forget_in_csv(before, after, PERSON)
    assert "ann@" not in after.read_text()
