"""What every stage of a piece works with: its local directory, its files in storage, and those of other pieces."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.split import Piece, PieceFiles, Split, Stage
from shared.storage.stored_files import RunFiles

UPLOADS_AT_ONCE = 8


class PieceFolder:
    """The local directory of a piece, which the caller deletes, and what its run has in storage."""

    def __init__(self, context: Context, run: Run, piece: Piece, directory: Path) -> None:
        # Imported here: only preparing needs DuckDB, and loading it takes its time.
        from shared.planning.temp_disk import TempDisk

        assert run.split is not None
        settings = context.settings
        self.context = context
        self.run = run
        self.split: Split = run.split
        self.piece = piece
        self.directory = directory
        self.files: RunFiles = context.run_files(run.id)
        self.disk = TempDisk(directory, settings.prepare_disk_mb)
        self.options: dict[str, Any] = {
            "memory_mb": settings.prepare_memory_mb,
            "threads": settings.prepare_threads,
            "disk_mb": self.disk.limit_mb,
        }

    async def pieces(self, stage: Stage) -> list[Piece]:
        """Return the pieces of a stage, in order."""
        return [found.value for found in await self.context.pieces.of_stage(self.run.id, self.split.key, stage)]

    async def download(self, files: PieceFiles, stage: Stage) -> list[tuple[Piece, list[Path]]]:
        """Download what the pieces of a stage wrote for this one; of a stage that the run does not need, nothing.

        Returns the pieces with such files, in order.
        """
        found = []
        for one in await self.pieces(stage):
            names = {
                part: name_of(files, part, self.piece.number) for part in one.result.wrote(self.piece.number, files)
            }
            paths = [self.directory / f"{one.name}-{name}" for name in names.values()]
            for path, name in zip(paths, names.values(), strict=True):
                await self.files.download_piece(one.name, name, path)
            if paths:
                found.append((one, paths))
        return found

    async def upload(self, files: Mapping[str, Path]) -> None:
        """Write files of the piece, by name."""
        at_once = asyncio.Semaphore(UPLOADS_AT_ONCE)

        async def one(name: str, path: Path) -> None:
            async with at_once:
                await self.files.upload(layout.PIECE_FILE, path, piece=self.piece.name, file=name)

        async with asyncio.TaskGroup() as tasks:
            for name, path in files.items():
                tasks.create_task(one(name, path))

    async def write_json(self, name: str, value: Any) -> None:
        """Write a file of the piece."""
        await self.files.write_json(layout.PIECE_FILE, value, piece=self.piece.name, file=name)


def name_of(files: PieceFiles, part: int, number: int) -> str:
    """Return the name of a file that a piece writes for a bucket or group; `part` is its place in the result."""
    return f"{files}-{part}-{number}.parquet"
