"""Words that were replaced do not come back: codespell with the project's own dictionary."""

from pathlib import Path

import pytest

from tools.words import DICTIONARY, check

PLANTED = {
    "a word": "Return the nameless rows.",
    "a phrase": "# It lets go of the connection.",
    "a part of a name": "namelessRows = 1",
    "a part of a constant": "NAMELESS_ROWS = 1",
    "a part of a name with underscores": "count_nameless_rows = 1",
    "a whole name": "run.touched_at = at",
    "a setting": "JOB_PATIENCE_SECONDS=5",
    "an ordinary mistake": "They recieve it.",
}


@pytest.mark.parametrize("text", PLANTED.values(), ids=PLANTED.keys())
def test_a_replaced_word_is_found(text: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "example.py"
    file.write_text(f"{text}\n")
    assert check(str(file)) == 1
    assert "==>" in capfd.readouterr().out


def test_ordinary_text_passes(tmp_path: Path) -> None:
    file = tmp_path / "example.py"
    file.write_text('"""Return the rows that have no identifier."""\nheartbeat_at = last_progress_at\n')
    assert check(str(file)) == 0


def test_the_dictionary_is_sorted_and_in_lower_case() -> None:
    lines = DICTIONARY.read_text("utf-8").splitlines()
    assert lines == sorted(set(lines), key=lambda line: line.partition("->")[0])
    assert all(line.partition("->")[0].islower() for line in lines)
