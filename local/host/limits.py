"""What an instance of Flex Consumption has, for a worker on this machine.

    temporary disk    0.8 GB: a tmpfs of that size, mounted where only this host and its workers see it, so that it goes
                      with them. Where mounting is refused, a watcher takes away the worker's right to write to files
                      (RLIMIT_FSIZE) while its folder holds more: it may be exceeded by what is written in 0.2 s
    memory            2,048 MB: a watcher ends a worker that holds more, as the platform does. Files of the tmpfs do not
                      count. A peak shorter than 0.2 s may stay unseen
    processor         one core: the worker's affinity

Sizes: learn.microsoft.com/azure/azure-functions/functions-scale ("Service limits") and …/flex-consumption-plan
("Instance sizes").
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import logging
import os
import resource
import signal
import sys
from pathlib import Path

DISK_BYTES = 800_000_000
MEMORY_BYTES = 2048 * 1024 * 1024
CHECK_SECONDS = 0.2

MS_NOSUID, MS_NODEV, MS_REC, MS_PRIVATE = 2, 4, 16384, 1 << 18
"""mount(2), Linux."""

log = logging.getLogger("local.host.limits")


def own_mounts() -> bool:
    """Give this process mounts of its own, so that what it mounts is no one else's; return whether that is permitted.

    To be called before the process has threads.
    """
    if sys.platform != "linux":
        return False
    user, group = os.getuid(), os.getgid()
    try:
        os.unshare(os.CLONE_NEWNS | (0 if user == 0 else os.CLONE_NEWUSER))
        if user:
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
        _mount("none", Path("/"), None, MS_REC | MS_PRIVATE, None)
    except OSError:
        return False
    return True


def mount_disk(folder: Path, size: int = DISK_BYTES) -> bool:
    """Mount a disk of that size at the folder; return whether that is permitted. Call `own_mounts` before."""
    try:
        _mount("tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV, f"size={size},mode=0700")
    except OSError:
        return False
    return True


def _mount(source: str, target: Path, kind: str | None, flags: int, data: str | None) -> None:
    texts = [text.encode() if text else None for text in (source, str(target), kind, data)]
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(texts[0], texts[1], texts[2], ctypes.c_ulong(flags), texts[3]):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


async def watch(
    name: str, pid: int, folder: Path | None, *, disk: int = DISK_BYTES, memory: int = MEMORY_BYTES
) -> None:
    """Hold the worker `pid` to its limits until cancelled. `folder` has its temporary files, where no mount limits
    them.
    """
    while True:
        await asyncio.sleep(CHECK_SECONDS)
        with contextlib.suppress(ProcessLookupError, FileNotFoundError):
            if (held := memory_of(pid)) > memory:
                log.error("%s holds %d MB of memory, and an instance has %d: it ends", name, held >> 20, memory >> 20)
                os.kill(pid, signal.SIGKILL)
            if folder is not None:
                used = await asyncio.to_thread(_size, folder)
                # Sockets and pipes go on; a write to a file fails with EFBIG.
                limit = 0 if used > disk else resource.RLIM_INFINITY
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))


def memory_of(pid: int) -> int:
    """Return the resident bytes of a process without files of a tmpfs. Raises FileNotFoundError where it has ended."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(("RssAnon:", "RssFile:")))


def _size(folder: Path) -> int:
    total = 0
    for file in folder.rglob("*"):
        with contextlib.suppress(FileNotFoundError):
            total += file.stat().st_blocks * 512 if file.is_file() else 0
    return total
