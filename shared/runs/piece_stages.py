"""What a piece does at each stage of a preparation that is split: between files in storage and a local database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from shared.context import Context
from shared.domain import Run, SharedIdentifiers
from shared.domain import storage_layout as layout
from shared.domain.findings import Findings
from shared.domain.impact import LOOKED_UP_AT_MOST
from shared.domain.split import Bucket, Piece, PieceFiles, PieceResult, Stage, as_bits
from shared.klaviyo.bodies import ImportBody
from shared.runs.baseline import load_baseline
from shared.runs.cut import cut_chunks
from shared.runs.piece_folder import PieceFolder, name_of
from shared.runs.read_partition import read_partition
from shared.runs.row_log import upload_prepared_rows
from shared.runs.split_run import SAMPLE, SHARED
from shared.runs.staged_run import cut_staged, in_thread, stream
from shared.runs.unsent_rows import load_rows_of_retry
from shared.segments.formats.line_map import LineMap

if TYPE_CHECKING:
    from shared.planning.buckets import BucketStaging

STATE = "state.duckdb"
"""The file of a piece that resolved or compared: the tables about its rows, for the next stage of the bucket."""
DATABASE = "staging.duckdb"


class PieceStages:
    """The stages of one piece, in a local directory that the caller deletes."""

    def __init__(self, context: Context, run: Run, piece: Piece, directory: Path) -> None:
        folder = PieceFolder(context, run, piece, directory)
        self._folder = folder
        self._context = context
        self._run = run
        self._split = folder.split
        self._piece = piece
        self._directory = directory
        self._files = folder.files
        self._disk = folder.disk
        self._options = folder.options

    async def work(self) -> PieceResult:
        """Do the piece. Raises the errors of reading a segment, TempDiskFull, StagingLost."""
        match self._piece.stage:
            case Stage.READ:
                return await read_partition(self._folder)
            case Stage.COMPACT:
                return await self._compact()
            case Stage.MATCH:
                return await self._match()
            case Stage.RESOLVE:
                return await self._resolve()
            case Stage.SHARE:
                return await self._share()
            case Stage.COMPARE:
                return await self._compare()
            case Stage.CUT:
                return await self._cut()

    async def _compact(self) -> PieceResult:
        from shared.planning.row_keys import compact_changes

        keys = await self._download_keys(PieceFiles.CHANGES)

        def compact() -> dict[PieceFiles, dict[int, Path]]:
            with self._disk.watch(lambda: None):
                return compact_changes(keys, self._directory, groups=self._split.buckets, **self._options)

        found = await asyncio.to_thread(compact)
        await self._folder.upload(_named(found))
        return PieceResult(written=[as_bits(found[PieceFiles.ROWS])], members=[as_bits(found[PieceFiles.MEMBERS])])

    async def _match(self) -> PieceResult:
        from shared.planning.row_keys import match_members

        keys = await self._download_keys(PieceFiles.MEMBERS)
        latest = await self._folder.download(PieceFiles.MEMBERS, Stage.COMPACT)
        keys += [(0, paths) for _, paths in latest]

        def match() -> dict[int, Path]:
            with self._disk.watch(lambda: None):
                return match_members(keys, self._directory, **self._options)

        found = await asyncio.to_thread(match)
        await self._folder.upload(_named({PieceFiles.ROWS: found}))
        return PieceResult(written=[as_bits(found)])

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
        await self._folder.upload(_named({PieceFiles.ROWS: files}) | {STATE: self._database})
        return PieceResult(written=[as_bits(files)])

    async def _share(self) -> PieceResult:
        from shared.planning.buckets import write_shared

        found = await self._folder.download(PieceFiles.ROWS, Stage.RESOLVE)
        identifiers = [(one.number, path) for one, paths in found for path in paths]

        def share() -> tuple[dict[int, Path], Findings]:
            with self._disk.watch(lambda: None):
                return write_shared(identifiers, self._directory, send_last=self._send_last, **self._options)

        files, findings = await asyncio.to_thread(share)
        await self._folder.upload(_named({PieceFiles.ROWS: files}))
        return PieceResult(written=[as_bits(files)], findings=findings)

    async def _compare(self) -> PieceResult:
        run, bucket = self._run, Bucket(self._piece.number, self._split.buckets)
        resolved = Stage.RESOLVE in self._split.stages
        found_shared = await self._folder.download(PieceFiles.ROWS, Stage.SHARE)
        shared = [path for _, paths in found_shared for path in paths]
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
                await self._folder.write_json(
                    SAMPLE, await asyncio.to_thread(staging.sample_of_added, LOOKED_UP_AT_MOST)
                )
        finally:
            staging.close()
        await self._folder.upload({STATE: self._database})
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
            before = (await self._folder.pieces(state_of))[self._piece.number]
            await self._files.download_piece(before.name, STATE, self._database)
        first_rows = await self._first_rows()
        read = await self._folder.download(PieceFiles.ROWS, Stage.READ)
        files = [(path, first_rows[one.number]) for one, paths in read for path in paths]
        outside = [
            path
            for stage in (Stage.COMPACT, Stage.MATCH)
            for _, paths in await self._folder.download(PieceFiles.ROWS, stage)
            for path in paths
        ]
        results = [one.result for one in await self._folder.pieces(Stage.READ)]
        records = [count for result in results if not result.of_members for count in result.records]
        columns = self._directory / "columns.parquet"
        await self._download_any(columns)
        staging = BucketStaging(self._directory, subscription=self._run.export.subscribe, **self._options)

        def load() -> None:
            with self._disk.watch(staging.interrupt):
                staging.load(files, records, columns, self._run.export.mapping.identity, outside)

        try:
            await in_thread(load, interrupt=staging.interrupt)
        except BaseException:
            staging.close()
            raise
        return staging

    async def _download_any(self, path: Path) -> None:
        """Download a file of staged rows of any bucket: it has the columns."""
        first = (await self._folder.pieces(Stage.READ))[0]
        bucket = next(bucket for bucket in range(self._split.buckets) if 0 in first.result.wrote(bucket))
        await self._files.download_piece(first.name, name_of(PieceFiles.ROWS, 0, bucket), path)

    async def _download_keys(self, kind: PieceFiles) -> list[tuple[int, list[Path]]]:
        """Download the piece's group of keys that were read, with the number of the first row of each partition."""
        first_rows = await self._first_rows()
        return [(first_rows[one.number], paths) for one, paths in await self._folder.download(kind, Stage.READ)]

    async def _first_rows(self) -> list[int]:
        """Return the number among all rows of the first row of each partition."""
        rows = [sum(one.result.records) for one in await self._folder.pieces(Stage.READ)]
        return list(accumulate(rows, initial=0))

    async def _places(self) -> tuple[list[str], list[LineMap]]:
        """Return the blobs of all parts, and the lines of their records."""
        where = await self._files.read_needed(layout.ROW_LOCATIONS)
        return where["blobs"], [LineMap.of(one["starts"], one["offsets"]) for one in where["lines"]]

    @property
    def _database(self) -> Path:
        return self._directory / DATABASE

    @property
    def _send_last(self) -> bool:
        return self._run.export.shared_identifiers is SharedIdentifiers.SEND_LAST


def _named(files: Mapping[PieceFiles, Mapping[int, Path]]) -> dict[str, Path]:
    return {name_of(kind, 0, number): path for kind, paths in files.items() for number, path in paths.items()}
