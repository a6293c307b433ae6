"""What a piece does at each stage of a preparation that is split: between files in storage and a local database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.context import Context
from shared.domain import Run, SharedIdentifiers
from shared.domain import storage_layout as layout
from shared.domain.findings import Findings
from shared.domain.impact import LOOKED_UP_AT_MOST
from shared.domain.split import Bucket, Piece, PieceResult, Split, Stage, as_bits
from shared.klaviyo.bodies import ImportBody
from shared.runs.baseline import load_baseline
from shared.runs.cut import cut_chunks
from shared.runs.partitions import planned_parts
from shared.runs.row_log import upload_prepared_rows
from shared.runs.sources import parts_of
from shared.runs.split_run import LINES, SAMPLE, SHARED
from shared.runs.staged_run import cut_staged, in_thread, stream
from shared.runs.unsent_rows import load_rows_of_retry
from shared.segments.formats.line_map import LineMap
from shared.segments.part_schema import union

if TYPE_CHECKING:
    from shared.planning.buckets import BucketStaging

UPLOADS_AT_ONCE = 8
STATE = "state.duckdb"
"""The file of a piece that resolved or compared: the tables about its rows, for the next stage of the bucket."""
DATABASE = "staging.duckdb"


class PieceStages:
    """The stages of one piece, in a local directory that the caller deletes."""

    def __init__(self, context: Context, run: Run, piece: Piece, directory: Path) -> None:
        # Imported here: only preparing needs DuckDB, and loading it takes its time.
        from shared.planning.temp_disk import TempDisk

        assert run.split is not None
        settings = context.settings
        self._context = context
        self._run = run
        self._split: Split = run.split
        self._piece = piece
        self._directory = directory
        self._files = context.run_files(run.id)
        self._disk = TempDisk(directory, settings.prepare_disk_mb)
        self._options: dict[str, Any] = {
            "memory_mb": settings.prepare_memory_mb,
            "threads": settings.prepare_threads,
            "disk_mb": self._disk.limit_mb,
        }

    async def work(self) -> PieceResult:
        """Do the piece. Raises the errors of reading a segment, TempDiskFull, StagingLost."""
        match self._piece.stage:
            case Stage.READ:
                return await self._read()
            case Stage.RESOLVE:
                return await self._resolve()
            case Stage.SHARE:
                return await self._share()
            case Stage.COMPARE:
                return await self._compare()
            case Stage.CUT:
                return await self._cut()

    async def _read(self) -> PieceResult:
        from shared.planning.buckets import PartitionRows, PartitionStaging, SettledBuckets
        from shared.planning.source_sql import Reading

        run, piece, settings = self._run, self._piece, self._context.settings
        parts = await parts_of(self._context, run.sources)
        mine, columns = (await planned_parts(self._context, run, parts))[piece.first : piece.last], union(parts)
        reading = Reading(
            self._context.open_files([part.source for part in mine], [part.byte_span for part in mine]),
            mine,
            settings.max_segment_bytes,
            run.export.mapping.email_column,
            columns=columns,
        )
        written: dict[int, str] = {}
        loop = asyncio.get_running_loop()

        def deliver(number: int, files: dict[int, Path]) -> None:
            uploads = self._upload({f"{number}-{bucket}.parquet": path for bucket, path in files.items()})
            asyncio.run_coroutine_threadsafe(uploads, loop).result()
            written[number] = as_bits(files)

        def open_rows(db: Any) -> PartitionRows:
            settle = SettledBuckets(run.export.mapping.identity, run.export.default_country, self._split.buckets)
            return PartitionRows(db, self._directory, self._split, piece.first, settle, deliver)

        staging = PartitionStaging(self._directory, open_rows, subscription=run.export.subscribe, **self._options)

        def interrupt() -> None:
            reading.interrupt()
            staging.interrupt()

        def lines_of(number: int, records: int) -> dict[str, Any]:
            return reading.line_map(number, records).stored | {"ended": reading.count_lines(number)}

        def read() -> list[dict[str, Any]]:
            with self._disk.watch(staging.interrupt):
                staging.read(
                    reading,
                    run.export.mapping,
                    max_rows=settings.max_segment_rows,
                    row_bytes=20 * len(columns) + 100,
                    # Other partitions may have rows.
                    may_be_empty=True,
                )
                return [lines_of(number, records) for number, records in enumerate(staging.parsed)]

        try:
            lines = await in_thread(read, interrupt=interrupt)
        finally:
            staging.close()
            reading.close()
        await self._write_json(LINES, lines)
        # Slices of an attempt with more of them, before the segment was read in another way, do not count.
        return PieceResult(records=staging.parsed, written=[written[number] for number in range(staging.rows.slices)])

    async def _resolve(self) -> PieceResult:
        from shared.planning.buckets import write_identifiers

        staging = await self._open_bucket(None)
        try:

            def resolve() -> dict[int, Path]:
                with self._disk.watch(staging.interrupt):
                    staging.review(self._run.export.default_country)
                    return write_identifiers(staging, self._directory / "identifiers", self._split.groups)

            files = await in_thread(resolve, interrupt=staging.interrupt)
        finally:
            staging.close()
        await self._upload({f"{group}.parquet": path for group, path in files.items()} | {STATE: self._database})
        return PieceResult(written=[as_bits(files)])

    async def _share(self) -> PieceResult:
        from shared.planning.buckets import write_shared

        paths: list[tuple[int, Path]] = []
        for one in await self._pieces(Stage.RESOLVE):
            if one.result.wrote(self._piece.number):
                path = self._directory / f"{one.number}.parquet"
                await self._files.download_piece(one.name, f"{self._piece.number}.parquet", path)
                paths.append((one.number, path))

        def share() -> tuple[dict[int, Path], Findings]:
            with self._disk.watch(lambda: None):
                return write_shared(paths, self._directory, send_last=self._send_last, **self._options)

        files, found = await asyncio.to_thread(share)
        await self._upload({f"{bucket}.parquet": path for bucket, path in files.items()})
        return PieceResult(written=[as_bits(files)], findings=found)

    async def _compare(self) -> PieceResult:
        from shared.runs.split_run import shares_identifiers

        run, bucket = self._run, Bucket(self._piece.number, self._split.buckets)
        resolved = shares_identifiers(run)
        shared = await self._download_shared() if resolved else []
        baseline, note = await load_baseline(self._context, run, self._directory, bucket)
        only = await load_rows_of_retry(self._context, run, self._directory, bucket)
        staging = await self._open_bucket(Stage.RESOLVE if resolved else None)
        files = self._files.of(bucket)
        try:

            def compare() -> Findings:
                with self._disk.watch(staging.interrupt):
                    if not resolved:
                        staging.review(run.export.default_country)
                    staging.take_shared(shared)
                    staging.compare(only, baseline)
                    return staging.findings()

            found = await in_thread(compare, interrupt=staging.interrupt)
            lists = await asyncio.to_thread(staging.lists, *await self._places())
            if found.rejected or found.duplicates:
                await files.write(layout.PREPARED_REJECTS, stream(lists.rejects_csv()))
            if found.shared:
                lines = stream(lists.shared_csv())
                await self._files.write(layout.PIECE_FILE, lines, piece=self._piece.name, file=SHARED)
            await files.upload(layout.INDEX, staging.index_file)
            await files.upload(layout.DEPARTED, staging.departed_file)
            if run.export.row_log:
                await upload_prepared_rows(self._files, staging.prepared_rows(run.export.row_log, bucket.of), bucket)
            if run.export.subscribe:
                await files.upload(layout.CONSENT, staging.consent_file)
            if run.export.hold_when:
                await self._write_json(SAMPLE, await asyncio.to_thread(staging.sample_of_added, LOOKED_UP_AT_MOST))
        finally:
            staging.close()
        await self._upload({STATE: self._database})
        return PieceResult(findings=found.without_shared(), note=note)

    async def _cut(self) -> PieceResult:
        bucket = self._run.buckets[self._piece.number]
        staging = await self._open_bucket(Stage.COMPARE)

        def cut(list_id: str, profiles: int, size: int) -> Iterator[ImportBody]:
            return cut_staged(staging, list_id, profiles, size)

        try:
            await self._put_first(staging, bucket)
            return PieceResult(chunks=await cut_chunks(self._context, self._run, cut, bucket))
        finally:
            staging.close()

    async def _put_first(self, staging: BucketStaging, bucket: Bucket) -> None:
        """Put the first portion before the others where the bucket has people of both: known since the gate."""
        people = self._run.prepared.first_portion - bucket.first if self._run.prepared else 0
        if not 0 < people < bucket.last - bucket.first:
            return
        files = self._files.of(bucket)
        await files.download_needed(layout.INDEX, staging.index_file)

        def put_first() -> None:
            with self._disk.watch(staging.interrupt):
                staging.put_first(people)

        await in_thread(put_first, interrupt=staging.interrupt)
        await files.upload(layout.INDEX, staging.index_file)

    async def _open_bucket(self, state_of: Stage | None) -> BucketStaging:
        """Put the bucket's rows together, with the tables that an earlier stage left. The caller closes it."""
        from shared.planning.buckets import BucketStaging

        if state_of is not None:
            before = (await self._pieces(state_of))[self._piece.number]
            await self._files.download_piece(before.name, STATE, self._database)
        files: list[tuple[Path, int]] = []
        records: list[int] = []
        for one in await self._pieces(Stage.READ):
            for slice_ in one.result.wrote(self._piece.number):
                path = self._directory / f"{one.number}-{slice_}.parquet"
                await self._files.download_piece(one.name, f"{slice_}-{self._piece.number}.parquet", path)
                files.append((path, sum(records)))
            records += one.result.records
        columns = self._directory / "columns.parquet"
        await self._download_any(columns)
        staging = BucketStaging(self._directory, subscription=self._run.export.subscribe, **self._options)

        def load() -> None:
            with self._disk.watch(staging.interrupt):
                staging.load(files, records, columns, self._run.export.mapping.identity)

        try:
            await in_thread(load, interrupt=staging.interrupt)
        except BaseException:
            staging.close()
            raise
        return staging

    async def _download_any(self, path: Path) -> None:
        """Download a file of staged rows of any bucket: it has the columns."""
        first = (await self._pieces(Stage.READ))[0]
        bucket = next(bucket for bucket in range(self._split.buckets) if 0 in first.result.wrote(bucket))
        await self._files.download_piece(first.name, f"0-{bucket}.parquet", path)

    async def _download_shared(self) -> list[Path]:
        paths = []
        for one in await self._pieces(Stage.SHARE):
            if one.result.wrote(self._piece.number):
                paths.append(self._directory / f"shared-{one.number}.parquet")
                await self._files.download_piece(one.name, f"{self._piece.number}.parquet", paths[-1])
        return paths

    async def _places(self) -> tuple[list[str], list[LineMap]]:
        """Return the blobs of all parts, and the lines of their records."""
        where = await self._files.read_needed(layout.ROW_LOCATIONS)
        return where["blobs"], [LineMap.of(one["starts"], one["offsets"]) for one in where["lines"]]

    async def _pieces(self, stage: Stage) -> list[Piece]:
        return [found.value for found in await self._context.pieces.of_stage(self._run.id, self._split.key, stage)]

    async def _upload(self, files: dict[str, Path]) -> None:
        at_once = asyncio.Semaphore(UPLOADS_AT_ONCE)

        async def one(name: str, path: Path) -> None:
            async with at_once:
                await self._files.upload(layout.PIECE_FILE, path, piece=self._piece.name, file=name)

        async with asyncio.TaskGroup() as tasks:
            for name, path in files.items():
                tasks.create_task(one(name, path))

    async def _write_json(self, name: str, value: Any) -> None:
        await self._files.write_json(layout.PIECE_FILE, value, piece=self._piece.name, file=name)

    @property
    def _database(self) -> Path:
        return self._directory / DATABASE

    @property
    def _send_last(self) -> bool:
        return self._run.export.shared_identifiers is SharedIdentifiers.SEND_LAST
