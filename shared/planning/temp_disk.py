"""Temporary disk and memory: how much a preparation may use, and the errors when that is not enough for any work.

DuckDB limits what it spills (`max_temp_directory_size`), but not the files that it writes: a thread checks the size of
the whole directory while a query runs, and interrupts the query. No error contains a path of this machine.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import duckdb

from shared.errors import AppError, SegmentTooLarge, TempDiskFull
from shared.texts import Text, text

MEGABYTE = 1_000_000
SHARE_OF_FREE = 0.9
CHECK_SECONDS = 0.1
FULL = ("No space left on device", "Disk quota exceeded")


class Work(NamedTuple):
    """What needs disk and memory: its name, and what to do where either is not enough."""

    name: Text
    advice: Text


PREPARING = Work(text("work-preparing"), text("advice-smaller-segment"))
_LATER = text("advice-more-resources")
COUNTING = Work(text("work-counting"), _LATER)
LISTING = Work(text("work-listing"), _LATER)
FINDING_PEOPLE = Work(text("work-finding-people"), _LATER)
COMPARING_LIST = Work(text("work-comparing-list"), _LATER)
LOOKING_UP = Work(text("work-looking-up"), _LATER)
UNDOING = Work(text("work-undoing"), _LATER)
ERASING = Work(text("work-erasing"), text("advice-erase-again"))


class TempDisk:
    """The directory of one preparation. `limit_mb` is the setting; None is most of what is free at the beginning."""

    def __init__(self, directory: Path, limit_mb: int | None) -> None:
        self._directory = directory
        self.limit_mb = limit_mb or max(1, int(shutil.disk_usage(directory).free * SHARE_OF_FREE) // MEGABYTE)

    @contextmanager
    def watch(self, interrupt: Callable[[], None]) -> Iterator[None]:
        """Interrupt the body's work when the directory outgrows its limit. Raises TempDiskFull for that."""
        over, ended = threading.Event(), threading.Event()

        def check() -> None:
            while not ended.wait(CHECK_SECONDS):
                if over.is_set() or _size(self._directory) > self.limit_mb * MEGABYTE:
                    over.set()
                    # Repeatedly: between two queries there is nothing to interrupt.
                    interrupt()

        watcher = threading.Thread(target=check, name="temp-disk", daemon=True)
        watcher.start()
        too_much = TempDiskFull(text("disk-limit-preparing", limit=self.limit_mb, advice=PREPARING.advice))
        try:
            yield
        except Exception as error:
            if over.is_set():
                raise too_much from None
            if isinstance(error, AppError) or (failure := resource_failure(error)) is None:
                raise
            raise failure from None
        else:
            if over.is_set() or _size(self._directory) > self.limit_mb * MEGABYTE:
                raise too_much
        finally:
            ended.set()
            watcher.join()


@contextmanager
def resource_errors(work: Work = PREPARING) -> Iterator[None]:
    """Raise TempDiskFull or SegmentTooLarge for an error of the body that a full disk or memory limit caused."""
    try:
        yield
    except (duckdb.Error, MemoryError, OSError) as error:
        if (failure := resource_failure(error, work)) is None:
            raise
        raise failure from None


def resource_failure(error: Exception, work: Work = PREPARING) -> TempDiskFull | SegmentTooLarge | None:
    """Return the app's error for an error that a full disk or memory limit caused; None for any other."""
    if (full := disk_failure(error, work)) is not None:
        return full
    if not isinstance(error, duckdb.OutOfMemoryException | MemoryError):
        return None
    return SegmentTooLarge(text("memory-exceeded", work=work.name, advice=work.advice))


def disk_failure(error: Exception, work: Work = PREPARING) -> TempDiskFull | None:
    """Return the app's error for an error that a full disk caused; None for any other."""
    said = str(error)
    if "max_temp_directory_size" in said:
        return TempDiskFull(text("disk-limit", work=work.name, advice=work.advice))
    if not any(full in said for full in FULL):
        return None
    return TempDiskFull(text("disk-full", work=work.name, advice=work.advice))


def _size(directory: Path) -> int:
    total = 0
    for file in directory.rglob("*"):
        try:
            total += file.stat().st_blocks * 512 if file.is_file() else 0
        except FileNotFoundError:
            # It was deleted meanwhile.
            continue
    return total
