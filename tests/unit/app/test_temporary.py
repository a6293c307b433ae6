"""Each process has a folder of its own for temporary files; those of dead processes are deleted at the next start."""

import os
import subprocess
import sys
from pathlib import Path

from shared.temporary import PREFIX, make_process_folder


def test_what_a_dead_process_left_is_deleted(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    alive = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        for owner in (dead.pid, alive.pid, os.getpid()):
            (tmp_path / f"{PREFIX}{owner}" / "run-x").mkdir(parents=True)
            (tmp_path / f"{PREFIX}{owner}" / "run-x" / "staged.parquet").write_bytes(b"x")
        (tmp_path / f"{PREFIX}other").mkdir()
        (tmp_path / "another-program").mkdir()
        own = make_process_folder(str(tmp_path))
    finally:
        alive.communicate()
    assert own == tmp_path / f"{PREFIX}{os.getpid()}"
    assert list(own.iterdir()) == []
    assert own.stat().st_mode & 0o777 == 0o700
    assert {folder.name for folder in tmp_path.iterdir()} == {
        own.name,
        f"{PREFIX}{alive.pid}",
        f"{PREFIX}other",
        "another-program",
    }
    assert (tmp_path / f"{PREFIX}{alive.pid}" / "run-x" / "staged.parquet").exists()


PROGRAM = """
import asyncio, tempfile
from shared import bootstrap

async def main() -> None:
    context = await bootstrap.context()
    print(context.settings.temp_dir)
    print(tempfile.mkdtemp())
    await context.close()

asyncio.run(main())
"""


def test_every_temporary_file_of_the_app_is_in_the_process_folder(tmp_path: Path) -> None:
    storage = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=http://127.0.0.1:1/a;"
    storage += "QueueEndpoint=http://127.0.0.1:1/a;TableEndpoint=http://127.0.0.1:1/a"
    environ = {"SegmentsStorage": storage, "ExportsStorage": storage, "KEY_VAULT_URL": "https://127.0.0.1:1/"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environ | {"TEMP_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    settings_folder, made = done.stdout.split()
    assert Path(settings_folder).parent == tmp_path
    assert Path(made).parent == Path(settings_folder)
    assert list(tmp_path.iterdir()) == [], "deleted when the process ends"
