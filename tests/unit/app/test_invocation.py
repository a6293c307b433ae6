"""A failure of a function is seen in the telemetry: a wrong setting, an exception in a step."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from shared import bootstrap

STORAGE = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=http://127.0.0.1:1/a"
SETTINGS = {"SegmentsStorage": STORAGE, "ExportsStorage": STORAGE, "KEY_VAULT_URL": "https://127.0.0.1:1/"}

PROGRAM = """
import asyncio, sys
from shared import bootstrap

async def main() -> None:
    for _ in range(2):
        try:
            async with bootstrap.invocation("upload"):
                raise RuntimeError("row 7: " + "@".join(("ann", "example.com")))
        except Exception as error:
            print(type(error).__name__)

asyncio.run(main())
"""


def invoke(folder: Path, program: str = PROGRAM, **settings: str) -> tuple[list[str], list[dict[str, Any]]]:
    """The errors that two invocations of `upload` raise, and the lines that the process wrote."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        # A temporary folder of its own: in the shared one there may be files of dead processes, which it would report.
        env={"TELEMETRY_DIR": str(folder), "TMPDIR": str(folder), **settings},
        capture_output=True,
        text=True,
        check=True,
    )
    files = folder.glob("*.logs.jsonl")
    return done.stdout.split(), [json.loads(line) for file in files for line in file.read_text().splitlines()]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [({"ExportsStorage": ""}, "ExportsStorage"), ({"LEASE_SECONDS": "soon"}, "LEASE_SECONDS")],
)
def test_a_wrong_setting_is_logged_by_name_before_settings_are_read(
    tmp_path: Path, wrong: dict[str, str], named: str
) -> None:
    raised, lines = invoke(tmp_path, **SETTINGS | wrong)
    assert raised == ["ConfigurationError"] * 2
    assert len(lines) == 2
    for line in lines:
        assert line["body"].startswith("work failed: upload: ConfigurationError: ")
        assert named in line["body"]
        assert line["severity_text"] == "ERROR"


def test_an_exception_in_a_function_is_logged_with_its_stack_and_without_its_text(tmp_path: Path) -> None:
    raised, lines = invoke(tmp_path, **SETTINGS)
    assert raised == ["RuntimeError"] * 2
    assert [line["body"] for line in lines] == ["work failed: upload: RuntimeError"] * 2
    for line in lines:
        assert 'File "<string>"' in line["attributes"]["error.stack"]
        assert "ann@example.com" not in json.dumps(line)


SLOW = """
import asyncio
from shared import bootstrap

bootstrap.INVOCATION_SECONDS = 0.2

async def main() -> None:
    try:
        async with bootstrap.invocation("prepare"):
            try:
                await asyncio.sleep(60)
            finally:
                print("released")
    except Exception as error:
        print(type(error).__name__)

asyncio.run(main())
"""


def test_an_invocation_that_takes_too_long_is_cancelled_and_logged(tmp_path: Path) -> None:
    raised, lines = invoke(tmp_path, SLOW, **SETTINGS)
    assert raised == ["released", "TimeoutError"]
    assert [line["body"] for line in lines] == ["work failed: prepare: TimeoutError"]


def test_invocations_end_before_the_host_ends_the_process() -> None:
    host = json.loads((Path(__file__).parents[3] / "host.json").read_text())
    hours, minutes, seconds = (int(part) for part in host["functionTimeout"].split(":"))
    assert hours * 3600 + minutes * 60 + seconds - 120 >= bootstrap.INVOCATION_SECONDS
