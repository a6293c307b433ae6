"""A run as a state machine: messages in any order and number, deaths at any write, Klaviyo in any mood.

Whatever happens between, once things are calm the run ends, and every row is accounted for.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from shared.domain import Chunk, Connection, Consent, Export, Mapping, Source, Trigger
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.messages import Queue, UploadChunk
from shared.domain.notice import Event
from shared.domain.notification import Notification
from shared.domain.run import new_run
from shared.domain.run_values import Prepared
from shared.errors import BodyRefused, Conflict, KeyRefused, RateLimited, Unavailable
from shared.klaviyo import ImportFailure, Job
from shared.klaviyo.bodies import import_envelope
from shared.planning.rejects import HEADER
from shared.runs.cancel import cancel
from shared.runs.dispatch import work_on_message
from shared.runs.finish import clean
from shared.runs.recovery import handle_poison, resume_run
from shared.storage import records
from shared.storage.caches import TtlCache
from shared.storage.records import snapshots
from shared.storage.run_store import Runs
from shared.storage.stored_body import StoredBody
from shared.storage.stored_files import RunFiles, SnapshotFiles
from shared.storage.work_items import Batches, Chunks, Pieces
from shared.texts import Text, text
from tests.fakes.memory import Died, Fate, MemoryBlobs, MemoryQueues, MemoryTables
from tests.fakes.waiting import rounds

MOODS = ["well", "well", "well", "503", "429", "no room", "lost", "names", "unidentifiable", "413", "refuses the key"]

INDEX_COLUMNS = """
    file USMALLINT, row BIGINT, identity VARCHAR, fingerprint UBIGINT, fields UINTEGER, known BOOLEAN,
    old_fields UINTEGER
"""

ENDS = ["complete", "complete", "complete", "processing", "cancelled", "failures", "gone"]


class MoodyKlaviyo:
    """Takes bodies as it pleases. `sent` is who it has ever taken, `bodies` which body each job had."""

    def __init__(self) -> None:
        self.mood = "well"
        self.job_ends = "complete"
        self.sent: set[str] = set()
        self.bodies: dict[str, bytes] = {}
        self.failing: dict[str, set[int]] = {}
        self.never: set[str] = set()

    def import_wait(self) -> float:
        return 1 if self.mood == "no room" else 0

    async def start_import(self, stored: StoredBody) -> str:
        body = b"".join([piece async for piece in stored])
        assert len(body) == stored.size
        people = [p["attributes"]["email"] for p in json.loads(body)["data"]["attributes"]["profiles"]["data"]]
        named = {index: "not to our liking" for index, email in enumerate(people) if email in self.never}
        match self.mood:
            case "503":
                raise Unavailable(Text(code="503"))
            case "429":
                raise RateLimited(Text(code="429"), retry_after=1)
            case "refuses the key":
                raise KeyRefused(text("key-characters"))
            case "413" if len(people) > 1:
                raise BodyRefused(Text(code="413"), status=413)
            case "unidentifiable" if named:
                raise BodyRefused(Text(code="400"), status=400)
        if named:
            raise BodyRefused(Text(code="400"), status=400, offenders=named)
        job = f"job{len(self.bodies)}"
        self.bodies[job] = body
        self.sent |= set(people)
        if self.mood == "lost":
            raise Unavailable(Text(code="no-answer"))
        return job

    async def recent_jobs(self, *, since: datetime) -> list[Job]:
        return [job for name in self.bodies if (job := await self.job(name))]

    async def job(self, name: str) -> Job | None:
        if self.job_ends == "gone":
            return None
        failed = self.failing.setdefault(name, {0} if self.job_ends == "failures" else set())
        status = self.job_ends if self.job_ends in ("processing", "cancelled") else "complete"
        return Job(name, status, 0, 0, len(failed) if status == "complete" else 0, now())

    async def import_failures(self, name: str) -> list[ImportFailure]:
        people = json.loads(self.bodies[name])["data"]["attributes"]["profiles"]["data"]
        return [
            ImportFailure("could not be imported", None, people[index]["attributes"]["email"])
            for index in self.failing[name]
        ]


class RunMachine(RuleBasedStateMachine):
    """Rules are what can happen to a run that was prepared; `teardown` is the calm after."""

    @initialize(people=st.integers(1, 24), size=st.integers(1, 8), never=st.sets(st.integers(0, 23), max_size=4))
    def prepared(self, people: int, size: int, never: set[int]) -> None:
        self.loop = asyncio.new_event_loop()
        self.people = people
        self.fate = Fate()
        tables = MemoryTables(self.fate)
        self.klaviyo: Any = self.make_klaviyo()
        self.klaviyo.never = {f"p{n}@example.com" for n in never if n < people}

        async def connected(_: Any) -> Any:
            return self.klaviyo

        files = MemoryBlobs(self.fate)
        self.context: Any = SimpleNamespace(
            runs=Runs(tables),
            chunks=Chunks(tables),
            batches=Batches(tables),
            pieces=Pieces(tables),
            snapshots=snapshots(tables),
            list_removals=records.list_removals(tables),
            files=files,
            run_files=lambda run_id: RunFiles(files, run_id),
            snapshot_files=SnapshotFiles(files),
            queues=MemoryQueues(self.fate),
            recent_runs=TtlCache(0),
            klaviyo=connected,
            connections=records.connections(tables),
            notifications=records.notifications(tables),
            event_grid=None,
            notification_states=records.notification_states(tables),
            settings=SimpleNamespace(
                notification_cooldown_seconds=3600,
                claim_seconds=0, missing_after_seconds=0,
                lease_seconds=0, klaviyo_timeout_seconds=5, stalled_after_seconds=-1, chunk_attempts=4,
                cancel_grace_seconds=-1, import_job_timeout_seconds=3600, keep_chunks=False,
                prepare_memory_mb=64, prepare_threads=1, temp_dir=None,
                prepare_disk_mb=None,
                history_days=400, undo_days=30,
            ),
        )  # fmt: skip
        self.told: dict[str, str] = {}
        self.loop.run_until_complete(self._prepare(size))

    def make_klaviyo(self) -> Any:
        return MoodyKlaviyo()

    async def _prepare(self, size: int) -> None:
        moment = datetime(2026, 1, 1, tzinfo=UTC)
        export = Export(
            id="exp_1", name="E", connection_id="con_1", list_id="LIST01", segments=["People"],
            mapping=Mapping(email="email"), created_at=moment, updated_at=moment, scheduled_at=moment,
        )  # fmt: skip
        at = now()
        found = Prepared(read=self.people, rejected=0, duplicates=0, kept=self.people)
        run = new_run(export, Trigger.ON_DEMAND, "a test").claimed("a worker", at, at)
        run = run.pinned([Source(segment="People", blob="People.csv", etag="1", size=1)])
        run = run.prepared_with(found, at).cut_completed(-(-self.people // size), at)
        self.run_id = run.id
        await self.context.runs.begin(run)
        consent = Consent(by="a test", at=moment)
        connection = Connection(
            id="con_1", display_name="C", secret_name="s", account_id="a", account_name="A", consent=consent,
            created_at=moment, updated_at=moment,
        )  # fmt: skip
        await self.context.connections.insert(connection.id, connection)
        webhook = Notification(
            id="ntf_1", name="N", host="h", events=list(Event), secret_name="s", created_at=moment, updated_at=moment
        )
        await self.context.notifications.insert(webhook.id, webhook)
        before, after = import_envelope("LIST01")
        for number, first in enumerate(range(0, self.people, size)):
            last = min(first + size, self.people)
            profiles = [{"type": "profile", "attributes": {"email": f"p{n}@example.com"}} for n in range(first, last)]
            body = before + json.dumps(profiles, separators=(",", ":"))[1:-1].encode() + after
            chunk = Chunk(
                run_id=run.id,
                name=f"{number:05d}",
                first=first,
                last=last,
                profiles=last - first,
                bytes=len(body),
            )
            await self.context.run_files(run.id).write_body(chunk, body)
            await self.context.chunks.create(chunk)
            self.context.queues.messages.append((Queue.UPLOAD, UploadChunk(run_id=run.id, chunk=chunk.name)))
        with tempfile.TemporaryDirectory() as folder, duckdb.connect() as db:
            path = Path(folder) / "index.parquet"
            db.execute(f"CREATE TABLE kept ({INDEX_COLUMNS})")
            db.execute(f"""
                INSERT INTO kept SELECT 0, i, concat('p', i, '@example.com'), hash(i), 1, false, NULL
                FROM range({self.people}) t(i)
            """)
            db.execute(f"COPY kept TO '{path}' (FORMAT parquet)")
            await self.context.run_files(run.id).upload(layout.INDEX, path)
        lines = {"blobs": ["People.csv"], "starts": [0], "lines": [{"starts": [0], "offsets": [2]}]}
        await self.context.run_files(run.id).write_json(layout.ROW_LOCATIONS, lines)

    def _do(self, work: Any) -> bool:
        """Whether it got through; a death, or an error that a queue would answer by another delivery, does not."""
        try:
            self.loop.run_until_complete(work)
        except (Died, Unavailable):
            return False
        finally:
            self.fate.left = None
        return True

    async def _handle(self, queue: Queue, message: Any) -> None:
        if queue is Queue.NOTIFY:
            self.told[message.notice.id] = message.notice.kind
        else:
            await work_on_message(self.context, message)

    @rule(
        mood=st.sampled_from(MOODS),
        job_ends=st.sampled_from(["complete"] * 3 + ["processing", "cancelled", "failures", "gone"]),
    )
    def klaviyo_changes_its_mood(self, mood: str, job_ends: str) -> None:
        self.klaviyo.mood, self.klaviyo.job_ends = mood, job_ends

    @rule(which=st.integers(0, 200), twice=st.booleans(), dies=st.none() | st.integers(1, 6), after=st.booleans())
    def a_message_is_delivered(self, which: int, *, twice: bool, dies: int | None, after: bool) -> None:
        messages = self.context.queues.messages
        if not messages:
            return
        queue, message = messages.pop(which % len(messages))
        self.fate.left, self.fate.after = dies, after
        if not self._do(self._handle(queue, message)) or twice:
            messages.append((queue, message))

    @rule(dies=st.none() | st.integers(1, 4), after=st.booleans())
    def the_sweep_comes(self, *, dies: int | None, after: bool) -> None:
        self.fate.left, self.fate.after = dies, after
        self._do(self._sweep())

    async def _sweep(self) -> None:
        for run_id in await self.context.runs.active():
            found = await self.context.runs.get(run_id)
            await resume_run(self.context, found.value)
        for found in await self.context.runs.unclean():
            await clean(self.context, found.value.id)

    @rule(chance=st.integers(0, 9))
    def user_cancels(self, chance: int) -> None:
        if chance == 0:
            try:
                self._do(cancel(self.context, self.run_id, "a test"))
            except Conflict:
                return

    @rule(which=st.integers(0, 200), chance=st.integers(0, 5))
    def a_message_turns_to_poison(self, which: int, chance: int) -> None:
        messages = self.context.queues.messages
        if messages and chance == 0:
            queue, message = messages.pop(which % len(messages))
            if queue is Queue.NOTIFY:
                messages.append((queue, message))
                return
            self._do(handle_poison(self.context, queue, message.model_dump_json()))

    def teardown(self) -> None:
        if not hasattr(self, "loop"):
            return
        try:
            self._ends_well()
        finally:
            self.loop.close()

    def _ends_well(self) -> None:
        self.klaviyo.mood, self.klaviyo.job_ends = "well", "complete"
        for _ in rounds():
            self._do(self._sweep())
            messages = self.context.queues.messages
            for _ in range(len(messages)):
                queue, message = messages.pop(0)
                if not self._do(self._handle(queue, message)):
                    messages.append((queue, message))
            run = self.loop.run_until_complete(self.context.runs.get(self.run_id)).value
            if run.state.final and run.cleaned and not messages:
                break
        assert run.state.final, run
        assert run.counts.balanced, run.counts
        assert run.counts.read == self.people
        expected = {
            "successful": ["run.succeeded"],
            "failed": ["run.failed"],
            "completed_with_warnings": ["run.completed_with_warnings"],
        }.get(run.state, [])
        expected += ["connection.key_problem"] if run.error and run.error.type == "key-refused" else []
        sent = sorted(kind for kind in self.told.values() if kind != "run.started")
        assert sent == sorted(expected), "a notification was not sent, or was sent twice"
        blobs = self.context.files.blobs
        assert not [name for name in blobs if "/chunks/" in name or "/staging/" in name]
        if any("rejects file could not be written" in str(warning) for warning in run.warnings):
            # Following failed to the last, twice: the run was ended from its records alone.
            return
        text = blobs.get(f"runs/{run.id}/rejects.csv", HEADER.encode()).decode()
        rejects = list(csv.DictReader(io.StringIO(text, newline="")))
        assert len(rejects) == run.counts.rejected + run.counts.failed
        lines = [int(row["line"]) for row in rejects]
        assert len(set(lines)) == len(lines)
        accepted = {f"p{n}@example.com" for n in range(self.people) if n + 2 not in lines}
        assert len(accepted) == run.counts.accepted
        assert accepted <= self.klaviyo.sent, "counted as accepted, but never sent"
        assert not accepted & self.klaviyo.never
        assert not self.loop.run_until_complete(self.context.runs.active()), "the export would never run again"
        assert (run.counts.added, run.counts.updated) == (run.counts.accepted, 0)
        self._snapshot_holds(accepted)

    def _snapshot_holds(self, accepted: set[str]) -> None:
        """Whom Klaviyo accepted, with a fingerprint; all others may stand in it without."""
        found = self.loop.run_until_complete(self.context.snapshots.get("exp_1")).value
        with tempfile.TemporaryDirectory() as folder, duckdb.connect() as db:
            path = Path(folder) / "snapshot.parquet"
            path.write_bytes(self.context.files.blobs[found.file])
            rows = db.execute(f"SELECT identity, fingerprint FROM '{path}'").fetchall()
        assert len({email for email, _ in rows}) == len(rows)
        surely = {email for email, fingerprint in rows if fingerprint is not None}
        assert surely <= accepted
        assert surely <= self.klaviyo.sent
        assert accepted <= {email for email, _ in rows}, "accepted, and nobody knows"
