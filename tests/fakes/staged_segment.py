"""A segment staged from text, as preparing a run does it, without any storage."""

import asyncio
import csv
import io
import json
import tempfile
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from shared.domain import Export, Mapping, Run, SharedIdentifiers, Source, Trigger
from shared.domain.canary import Canary
from shared.domain.run import new_run
from shared.klaviyo.bodies import ImportBody
from shared.planning.rejects import Reject
from shared.planning.snapshot_compare import Baseline
from shared.runs.staged_run import StagedRun
from shared.segments.catalog import find
from shared.segments.formats.line_map import LineMap
from shared.segments.inspect_parts import inspect_all
from shared.segments.part_schema import Part
from shared.segments.tables.table_files import ContainerAddress
from tests.fakes.local_files import LocalFiles
from tests.fakes.memory import MemoryBlobs

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
EMAIL = {"email": "email"}


@dataclass
class Staged:
    """What became of a segment."""

    run: StagedRun
    lines: list[LineMap]

    @property
    def counts(self) -> tuple[int, ...]:
        """Rows read, rejected, duplicates."""
        return tuple(self.run.counts())[:3]

    @property
    def warnings(self) -> list[str]:
        return [str(warning) for warning in self.run.warnings]

    def bodies(self, profiles: int = 10_000, size: int = 5_000_000) -> list[ImportBody]:
        return list(self.run.bodies("LIST01", profiles, size))

    def profiles(self) -> list[dict[str, Any]]:
        """The attributes of every profile that is sent."""
        found = []
        for body in self.bodies():
            data = json.loads(body.data)["data"]
            assert data["relationships"]["lists"]["data"] == [{"type": "list", "id": "LIST01"}]
            for profile in data["attributes"]["profiles"]["data"]:
                assert profile.keys() == {"type", "attributes"}
                assert profile["type"] == "profile"
                found.append(profile["attributes"])
        return found

    def texts(self) -> list[dict[str, Any]]:
        """The rows as the relation gives them: column → text."""
        names = [column.name for column in self.run._reading.columns]
        rows = self.run._staging._db.execute(f"SELECT * FROM ({self.run._reading.relation()})").fetchall()
        return [dict(zip(names, row, strict=False)) for row in rows]

    def emails(self) -> list[str]:
        return [profile["email"] for profile in self.profiles()]

    def rejects(self) -> list[Reject]:
        return list(self.run.lists(self.lines).rejects())

    def shared(self) -> list[list[str]]:
        """The lines of shared-identifiers.csv: blob, line, field, value, outcome, email address."""
        data = b"".join(self.run.lists(self.lines).shared_csv())
        return list(csv.reader(io.StringIO(data.decode(), newline="")))

    def reasons(self) -> list[tuple[str, int, str]]:
        """Blob, line and reason of every row that is not sent."""
        return [(blob, line, reason) for blob, line, _, reason, _, _ in self.rejects()]


class LocalRanges:
    """Files as the storage that inspecting reads."""

    address = ContainerAddress("acme", "segments")

    def __init__(self, files: dict[str, Path]) -> None:
        self._files = files

    async def read_range(self, name: str, offset: int, length: int, etag: str) -> bytes:
        return self._files[name].read_bytes()[offset : offset + length]


@contextmanager
def staged(  # noqa: PLR0913 - the settings of preparing, each with a default
    *parts: str | bytes,
    mapping: dict[str, Any] | None = None,
    country: str | None = None,
    shared_identifiers: str = "leave_out",
    suffix: str = ".csv",
    memory_mb: int = 128,
    threads: int = 2,
    max_rows: int = 10**6,
    max_bytes: int = 10**9,
    disk_mb: int | None = None,
    baseline: Baseline | None = None,
    canary: Canary | None = None,
) -> Iterator[Staged]:
    """The parts lie as `People/1.csv`, `People/2.csv`, …; a single one as `People.csv`."""
    with tempfile.TemporaryDirectory(prefix="staged-") as folder:
        files = []
        for number, part in enumerate(parts):
            file = Path(folder) / f"{number}{suffix}"
            file.write_bytes(part.encode() if isinstance(part, str) else part)
            files.append(file)
        names = [f"People{suffix}"] if len(parts) == 1 else [f"People/{n + 1}{suffix}" for n in range(len(parts))]
        sources = [
            Source(segment="People", blob=name, etag="1", size=file.stat().st_size)
            for name, file in zip(names, files, strict=True)
        ]
        inspected = in_a_loop_of_its_own(inspect_all(LocalRanges(dict(zip(names, files, strict=True))), sources))
        assert inspected
        settings = SimpleNamespace(
            max_segment_rows=max_rows,
            max_segment_bytes=max_bytes,
            prepare_memory_mb=memory_mb,
            prepare_threads=threads,
            prepare_disk_mb=disk_mb,
        )

        def open_files(wanted: list[Source]) -> LocalFiles:
            return LocalFiles([file for file, one in zip(files, sources, strict=True) if one in wanted])

        context: Any = SimpleNamespace(settings=settings, open_files=open_files)
        wanted = run_of(mapping or EMAIL, country, sources, shared_identifiers, canary)
        run = StagedRun(context, wanted, inspected, Path(folder), None, baseline)
        try:
            yield Staged(run, run.read())
        finally:
            run.close()


@contextmanager
def staged_from(container: MemoryBlobs, name: str, mapping: dict[str, Any] | None = None) -> Iterator[Staged]:
    """A segment of a container in memory."""

    async def look() -> list[Part]:
        return await inspect_all(container, (await find(container, name)).sources)

    parts = in_a_loop_of_its_own(look())
    with tempfile.TemporaryDirectory(prefix="staged-") as folder:
        files = []
        for number, part in enumerate(parts):
            files.append(Path(folder) / f"part-{number}")
            files[-1].write_bytes(container.blobs[part.source.blob])
        settings = SimpleNamespace(
            max_segment_rows=10**6,
            max_segment_bytes=10**9,
            prepare_memory_mb=128,
            prepare_threads=2,
            prepare_disk_mb=None,
        )
        context: Any = SimpleNamespace(settings=settings, open_files=lambda _: LocalFiles(files))
        run = StagedRun(context, run_of(mapping or EMAIL, None, [p.source for p in parts]), parts, Path(folder), None)
        try:
            yield Staged(run, run.read())
        finally:
            run.close()


def in_a_loop_of_its_own[T](work: Coroutine[Any, Any, T]) -> T:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def run_of(
    mapping: dict[str, Any],
    country: str | None,
    sources: list[Source],
    shared_identifiers: str = "leave_out",
    canary: Canary | None = None,
) -> Run:
    export = Export(
        id="exp_1",
        name="People",
        connection_id="con_1",
        list_id="LIST01",
        segments=["People"],
        mapping=Mapping.model_validate(mapping),
        default_country=country,
        shared_identifiers=SharedIdentifiers(shared_identifiers),
        canary=canary,
        created_at=MOMENT,
        updated_at=MOMENT,
        scheduled_at=MOMENT,
    )
    return new_run(export, Trigger.ON_DEMAND, "a test").model_copy(update={"sources": sources})
