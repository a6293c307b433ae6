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

MEGABYTE = 1_000_000
SHARE_OF_FREE = 0.9
CHECK_SECONDS = 0.1
FULL = ("No space left on device", "Disk quota exceeded")


class Work(NamedTuple):
    """What needs disk and memory: its name, and what to do where either is not enough."""

    name: str
    advice: str


PREPARING = Work(
    "Preparing the segment",
    "Nothing was sent. Split the segment, leave out columns, or give the app more disk or memory and raise the "
    "setting.",
)
_LATER = "Give the app more disk or memory and raise the setting."
COUNTING = Work("Counting what Klaviyo accepted", _LATER)
LISTING = Work("Listing the rows that were not accepted", _LATER)
FINDING_PEOPLE = Work("Finding the people to remove, clear or subscribe", _LATER)
COMPARING_LIST = Work("Comparing the list with what was sent", _LATER)
LOOKING_UP = Work("Looking up the person", _LATER)
UNDOING = Work("Taking the people of an undone run out of the snapshot", _LATER)
ERASING = Work("Erasing the person", f"{_LATER} Then erase the person again.")


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
        too_much = TempDiskFull(
            f"Preparing the segment needs more than the {self.limit_mb:,} MB of temporary disk that it may use "
            f"(setting PREPARE_DISK_MB). {PREPARING.advice}"
        )
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
    return SegmentTooLarge(f"{work.name} needs more memory than it may use (setting PREPARE_MEMORY_MB). {work.advice}")


def disk_failure(error: Exception, work: Work = PREPARING) -> TempDiskFull | None:
    """Return the app's error for an error that a full disk caused; None for any other."""
    text = str(error)
    if "max_temp_directory_size" in text:
        return TempDiskFull(
            f"{work.name} needs more temporary disk than it may use (setting PREPARE_DISK_MB). {work.advice}"
        )
    if not any(full in text for full in FULL):
        return None
    return TempDiskFull(
        f"{work.name} filled the temporary disk of the instance (TEMP_DIR). {work.advice} "
        "With PREPARE_DISK_MB each run stays below what there is."
    )


def _size(directory: Path) -> int:
    total = 0
    for file in directory.rglob("*"):
        try:
            total += file.stat().st_blocks * 512 if file.is_file() else 0
        except FileNotFoundError:
            # It was deleted meanwhile.
            continue
    return total
