"""Temporary folders: one for each process; those of dead processes are deleted.

A worker that is killed (function timeout, out of memory) cannot delete its temporary files, and an instance has 0.8 GB
of temporary disk (learn.microsoft.com/azure/azure-functions/functions-scale, 2026-09): the next worker deletes them.
"""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

PREFIX = "segments-to-klaviyo-"


def make_process_folder(base: str | None) -> Path:
    """Create the folder below `base` (the system's temporary folder if None) and delete those of dead processes.

    Call once for the process: an existing folder with the id of this process belonged to an earlier one.
    """
    parent = Path(base or tempfile.gettempdir())
    for folder in parent.glob(f"{PREFIX}*"):
        owner = folder.name.removeprefix(PREFIX)
        if owner.isdigit() and (int(owner) == os.getpid() or not _is_alive(int(owner))):
            log.warning("temporary files of process %s deleted: it ended without deleting them", owner)
            shutil.rmtree(folder, ignore_errors=True)
    own = parent / f"{PREFIX}{os.getpid()}"
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    return own


def _is_alive(process: int) -> bool:
    with suppress(ProcessLookupError):
        try:
            os.kill(process, 0)
        except PermissionError:
            return True
        return True
    return False
