"""The context of a process: settings, stores and clients, created by shared.bootstrap."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from shared.domain import Connection, LastUse, Run, Source
from shared.domain.approval import PendingChange
from shared.domain.erasure_job import ErasureJob
from shared.domain.export import TargetReservation
from shared.domain.list_check import ListCheck
from shared.domain.maintenance import NotedSecret, Retention
from shared.domain.notification import Health, Notification, NotificationState
from shared.domain.person_lookup import PersonLookup
from shared.domain.removal import ListRemoval
from shared.domain.schedule import ScheduleState
from shared.domain.segment_definition import SegmentDefinition, definition_key
from shared.domain.segment_format import ChosenFormat
from shared.domain.sign_in import SignIn, TokenLease
from shared.domain.snapshot import Snapshot
from shared.errors import ConnectionMissing
from shared.klaviyo import Klaviyo
from shared.klaviyo.access_tokens import AccessTokens
from shared.klaviyo.oauth import OAuthApp
from shared.segments.catalog import Container, Segment
from shared.segments.part_schema import Span
from shared.settings import Settings
from shared.storage.audit_table import Audit
from shared.storage.caches import Aged, TtlCache
from shared.storage.export_store import Exports
from shared.storage.idempotency_keys import IdempotencyKeys
from shared.storage.ports import FileContainer, MessageQueues, SecretStore
from shared.storage.records import Records, Versioned
from shared.storage.run_store import Runs
from shared.storage.stored_files import RunFiles, SnapshotFiles, StoredFiles
from shared.storage.work_items import Batches, Chunks, Erasures, FeedLooks, Jobs, Pieces, Previews
from shared.texts import text


class OpenFiles(Protocol):
    """Opens pinned blobs, or ranges of their bytes, as a file system for DuckDB."""

    def __call__(self, sources: list[Source], spans: Sequence[Span | None] | None = None) -> Any: ...


class WebhookSender(Protocol):
    """Posts a notification to an address that a user gave."""

    async def post(self, url: str, body: bytes, headers: dict[str, str]) -> None:
        """Raise WebhookFailed where the receiver does not accept it."""


class EventPublisher(Protocol):
    """Publishes events to the configured Event Grid topic."""

    async def publish(self, event: dict[str, Any]) -> None:
        """Raise WebhookFailed where the topic does not accept the event."""


@dataclass(frozen=True)
class Context:
    """Settings, stores and clients, passed to every use case."""

    settings: Settings
    connections: Records[Connection]
    exports: Exports
    runs: Runs
    chunks: Chunks
    batches: Batches
    pieces: Pieces
    last_uses: Records[LastUse]
    starts: IdempotencyKeys
    audit: Audit
    retention: Records[Retention]
    target_reservations: Records[TargetReservation]
    notifications: Records[Notification]
    healths: Records[Health]
    notification_states: Records[NotificationState]
    snapshots: Records[Snapshot]
    list_removals: Records[ListRemoval]
    previews: Previews
    list_checks: Jobs[ListCheck]
    schedule_states: Records[ScheduleState]
    pending_changes: Records[PendingChange]
    sign_ins: Records[SignIn]
    noted_secrets: Records[NotedSecret]
    segment_formats: Records[ChosenFormat]
    token_leases: Records[TokenLease]
    definitions: Records[SegmentDefinition]
    erasures: Erasures
    feed_looks: FeedLooks
    erasure_jobs: Jobs[ErasureJob]
    person_lookups: Jobs[PersonLookup]
    queues: MessageQueues
    segments: Container
    files: FileContainer
    vault: SecretStore
    sender: WebhookSender
    open_files: OpenFiles
    klaviyo_for: Callable[[Connection], Klaviyo]
    """Return a client with the key of a connection, inside the rate budget of its account."""
    klaviyo_with: Callable[[str], Klaviyo]
    """Return a client for a key that is not stored yet."""
    klaviyo_signed_in: Callable[[str], Klaviyo]
    """Return a client for an access token of a sign-in that is not stored yet."""

    access_tokens: AccessTokens
    """Of connections that signed in to Klaviyo."""
    oauth_app: OAuthApp | None = None
    """None: no app in Klaviyo is configured; connections are by key."""

    event_grid: EventPublisher | None = None
    """None: no topic is configured."""

    closers: tuple[Callable[[], Awaitable[None]], ...] = ()
    """Close the connections. Only tests and tools use them: a process of the app keeps its connections."""

    recent_runs: TtlCache[Versioned[Run] | None] = field(default_factory=lambda: TtlCache(1))
    recent_connections: TtlCache[Versioned[Connection] | None] = field(default_factory=lambda: TtlCache(5))
    listed_segments: Aged[list[Segment]] = field(default_factory=Aged)
    recent_expiries: TtlCache[datetime | None] = field(default_factory=lambda: TtlCache(3600))

    async def close(self) -> None:
        """Close all connections."""
        for close in self.closers:
            await close()

    def run_files(self, run_id: str) -> RunFiles:
        """Return the files of a run."""
        return RunFiles(self.files, run_id)

    @property
    def snapshot_files(self) -> SnapshotFiles:
        """The files of snapshots and removals."""
        return SnapshotFiles(self.files)

    @property
    def stored_files(self) -> StoredFiles:
        """The files that belong to no run."""
        return StoredFiles(self.files)

    async def definition(self, segment: str) -> SegmentDefinition | None:
        """Return the definition of a segment; None where it is not defined in the app. Raises NewerVersion."""
        found = await self.definitions.get(definition_key(segment))
        if found is None:
            return None
        found.value.require_supported_schema()
        return found.value

    async def klaviyo(self, run: Run) -> Klaviyo:
        """Return a client for the run's connection, cached for 5 s. Raise ConnectionMissing if it was deleted."""
        return self.klaviyo_for(await self.connection(run))

    async def connection(self, run: Run) -> Connection:
        """Return the run's connection, cached for 5 s. Raise ConnectionMissing if it was deleted, NewerVersion."""
        identifier = run.export.connection_id
        found = await self.recent_connections.get(identifier, lambda: self.connections.get(identifier))
        if found is None:
            raise ConnectionMissing(text("connection-removed"))
        found.value.require_supported_schema()
        return found.value
