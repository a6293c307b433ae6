"""One person is taken out of the file of shared identifiers, value and all."""

from pathlib import Path

from shared.planning.forget import forget_in_csv
from shared.planning.rejects import SHARED_HEADER, shared_csv


def test_a_persons_number_goes_with_their_address(tmp_path: Path) -> None:
    rows = [
        ("People.csv", line, "phone_number", "+12065550100", False, f"{name}@example.com")
        for line, name in enumerate(("ann", "ben"), 2)
    ]
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    before.write_bytes(SHARED_HEADER.encode() + shared_csv(rows))
    assert forget_in_csv(before, after, "ann@example.com")
    assert after.read_text().splitlines()[1:] == [
        "People.csv,2,phone_number,(erased),left_out,(erased)",
        "People.csv,3,phone_number,'+12065550100,left_out,ben@example.com",
    ]
