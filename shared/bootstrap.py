"""Composition root: creates all clients and wires them together, once for each process.

Imports are inside the functions: function_app imports this module at every cold start.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from shared.texts import text

if TYPE_CHECKING:
    import httpx
    from azure.core.credentials_async import AsyncTokenCredential

    from shared.context import Context, OpenFiles
    from shared.domain import Connection, Source
    from shared.klaviyo import Klaviyo
    from shared.klaviyo.budget import UsageStore
    from shared.klaviyo.transport import KeySource, Scheme
    from shared.segments.catalog import Container
    from shared.segments.part_schema import Span
    from shared.settings import Settings, Storage
    from shared.storage.ports import DocumentTables, FileContainer, MessageQueues, SecretStore

INVOCATION_SECONDS = 25 * 60
"""Less than functionTimeout in host.json, at which the host ends the worker process with every other invocation in it
(measured: docs/azure-differences.md). HTTP requests end after 60 s by themselves (shared/api/http.py)."""

_context: Context | None = None
_lock = asyncio.Lock()
_telemetry_configured = False


async def context() -> Context:
    """Return the context of the process, created by the first call."""
    global _context  # noqa: PLW0603
    async with _lock:
        if _context is None:
            import tempfile

            from shared.settings import Settings
            from shared.telemetry.libraries import quiet_libraries
            from shared.temporary import make_process_folder

            quiet_libraries()
            # Before the settings are read, so that a wrong setting appears in the telemetry.
            _configure_telemetry(os.environ)
            settings = Settings.read(os.environ)
            folder = make_process_folder(settings.temp_dir)
            # For all temporary files of the process, including those of libraries.
            tempfile.tempdir = str(folder)
            _context = build(settings.with_temp_dir(str(folder)))
    return _context


@asynccontextmanager
async def invocation(function: str) -> AsyncIterator[Context]:
    """Yield the context of the process for one invocation of a function.

    An exception, also one about a wrong setting, is logged with its stack, counted and raised. An invocation that takes
    longer than INVOCATION_SECONDS is canceled: it releases its claim, and the message is delivered again.
    """
    from shared.telemetry.guard import reported

    with reported(function):
        async with asyncio.timeout(INVOCATION_SECONDS):
            yield await context()


@dataclass(frozen=True)
class Services:
    """The services outside the process that the app works with. Tests pass their own to `build`."""

    tables: DocumentTables
    queues: MessageQueues
    segments: Container
    files: FileContainer
    vault: SecretStore
    usage: UsageStore
    """Where the request counts of the rate budgets are kept."""
    http: httpx.AsyncClient
    """For Klaviyo and for webhooks."""
    event_grid_token: Callable[[], Awaitable[str]]
    """Return a token of the app's identity for Event Grid. Raises Unavailable."""
    open_files: OpenFiles
    closers: tuple[Callable[[], Awaitable[None]], ...] = ()


def connect(settings: Settings) -> Services:
    """Create the clients of Azure's services and of Klaviyo. Sends no request."""
    import httpx
    from azure.core.exceptions import ClientAuthenticationError

    from shared.errors import Unavailable
    from shared.notifications.event_grid import SCOPE
    from shared.storage.blobs import BlobStorage
    from shared.storage.queues import Queues
    from shared.storage.records import UsageTable
    from shared.storage.tables import Tables
    from shared.storage.vault import Vault

    tables = Tables(settings.exports_storage, _storage_credential(settings.exports_storage))
    identity = _credential(settings.managed_identity_client_id)
    vault = Vault(
        settings.key_vault_url,
        identity,
        cache_seconds=settings.key_cache_seconds,
        ca_file=settings.key_vault_ca_file,
    )
    http = httpx.AsyncClient(
        timeout=httpx.Timeout(settings.klaviyo_timeout_seconds, connect=10),
        follow_redirects=False,
        limits=httpx.Limits(max_connections=50, max_keepalive_connections=20),
    )
    segments = BlobStorage(settings.segments_storage, _storage_credential(settings.segments_storage))
    exports = BlobStorage(settings.exports_storage, _storage_credential(settings.exports_storage))
    queues = Queues(settings.exports_storage, _storage_credential(settings.exports_storage))

    async def event_grid_token() -> str:
        try:
            return (await identity.get_token(SCOPE)).token
        except ClientAuthenticationError as error:
            raise Unavailable(text("event-grid-no-token")) from error

    return Services(
        tables=tables,
        queues=queues,
        segments=segments.container(settings.segments_container),
        files=exports.container(settings.exports_container),
        vault=vault,
        usage=UsageTable(tables),
        http=http,
        event_grid_token=event_grid_token,
        open_files=partial(_open_files, settings),
        closers=(http.aclose, tables.close, queues.close, segments.close, exports.close, vault.close, identity.close),
    )


def build(settings: Settings, services: Services | None = None) -> Context:
    """Create the context from `services`, or else from those of Azure. Needs a running event loop; sends no request."""
    from shared.context import Context
    from shared.domain import Auth
    from shared.klaviyo import Budget, Klaviyo
    from shared.klaviyo.access_tokens import AccessTokens
    from shared.klaviyo.oauth import CLIENT_SECRET_NAME, OAuthApp
    from shared.klaviyo.transport import BY_KEY, BY_SIGN_IN
    from shared.notifications.event_grid import EventGridTopic
    from shared.notifications.webhook import WebhookClient
    from shared.storage import records, run_store, work_items
    from shared.storage.audit_table import Audit
    from shared.storage.export_store import Exports
    from shared.storage.idempotency_keys import IdempotencyKeys

    services = services or connect(settings)
    tables, vault, usage, http = services.tables, services.vault, services.usage, services.http
    leases = records.token_leases(tables)
    oauth_app = (
        OAuthApp(
            http,
            client_id=settings.klaviyo_client_id,
            secret=partial(vault.key, CLIENT_SECRET_NAME),
            authorize_url=settings.klaviyo_authorize_url,
            base_url=settings.klaviyo_url,
        )
        if settings.klaviyo_client_id
        else None
    )
    tokens = AccessTokens(oauth_app, vault, leases)
    budgets: dict[str, Budget] = {}
    timeout = settings.klaviyo_timeout_seconds

    def client(key: KeySource, budget: Budget, scheme: Scheme) -> Klaviyo:
        url, revision = settings.klaviyo_url, settings.klaviyo_revision
        return Klaviyo(http, url, revision, key, budget, timeout_seconds=timeout, scheme=scheme)

    def klaviyo_for(connection: Connection) -> Klaviyo:
        budget = budgets.setdefault(connection.budget_name, Budget(usage, connection.budget_name))
        if connection.auth is Auth.OAUTH:
            return client(tokens.of(connection), budget, BY_SIGN_IN)

        async def key(*, refused: str | None = None) -> str:
            return await vault.key(connection.secret_name, fresh=refused is not None)

        return client(key, budget, BY_KEY)

    def with_given(scheme: Scheme, given: str) -> Klaviyo:
        async def key(*, refused: str | None = None) -> str:  # noqa: ARG001 - there is no other
            return given

        return client(key, Budget(usage, None), scheme)

    return Context(
        settings=settings,
        connections=records.connections(tables),
        exports=Exports(tables),
        runs=run_store.Runs(tables),
        chunks=work_items.Chunks(tables),
        batches=work_items.Batches(tables),
        pieces=work_items.Pieces(tables),
        last_uses=records.last_uses(tables),
        starts=IdempotencyKeys(tables),
        audit=Audit(tables),
        retention=records.retention(tables),
        target_reservations=records.target_reservations(tables),
        notifications=records.notifications(tables),
        healths=records.healths(tables),
        notification_states=records.notification_states(tables),
        snapshots=records.snapshots(tables),
        list_removals=records.list_removals(tables),
        previews=work_items.Previews(tables),
        list_checks=work_items.list_checks(tables),
        schedule_states=records.schedule_states(tables),
        pending_changes=records.pending_changes(tables),
        sign_ins=records.sign_ins(tables),
        noted_secrets=records.noted_secrets(tables),
        segment_formats=records.segment_formats(tables),
        token_leases=leases,
        definitions=records.definitions(tables),
        erasures=work_items.Erasures(tables),
        feed_looks=work_items.FeedLooks(tables),
        erasure_jobs=work_items.erasure_jobs(tables),
        person_lookups=work_items.person_lookups(tables),
        queues=services.queues,
        segments=services.segments,
        files=services.files,
        vault=vault,
        sender=WebhookClient(http, loopback=settings.webhooks_to_loopback),
        event_grid=EventGridTopic(http, settings.event_grid_topic_url, services.event_grid_token)
        if settings.event_grid_topic_url
        else None,
        open_files=services.open_files,
        klaviyo_for=klaviyo_for,
        klaviyo_with=partial(with_given, BY_KEY),
        klaviyo_signed_in=partial(with_given, BY_SIGN_IN),
        oauth_app=oauth_app,
        access_tokens=tokens,
        closers=services.closers,
    )


def _configure_telemetry(environ: Mapping[str, str]) -> None:
    """Configure telemetry once, whether or not the settings are valid."""
    global _telemetry_configured  # noqa: PLW0603
    connection_string = environ.get("APPLICATIONINSIGHTS_CONNECTION_STRING")
    folder = environ.get("TELEMETRY_DIR")
    if _telemetry_configured or not (connection_string or folder):
        return
    from shared.telemetry.export import configure

    configure(
        connection_string=connection_string,
        client_id=environ.get("MANAGED_IDENTITY_CLIENT_ID"),
        folder=folder,
    )
    _telemetry_configured = True


def _open_files(settings: Settings, sources: list[Source], spans: Sequence[Span | None] | None = None) -> object:
    # Only preparing needs fsspec and the synchronous clients.
    from azure.identity import ManagedIdentityCredential

    from shared.storage.pinned_files import PinnedFiles, container_client

    storage = settings.segments_storage
    credential = None if storage.connection_string else ManagedIdentityCredential(client_id=storage.client_id)
    return PinnedFiles(container_client(storage, settings.segments_container, credential), sources, spans)


def _storage_credential(storage: Storage) -> AsyncTokenCredential | None:
    return None if storage.connection_string else _credential(storage.client_id)


def _credential(client_id: str | None) -> AsyncTokenCredential:
    from azure.identity.aio import ManagedIdentityCredential

    return ManagedIdentityCredential(client_id=client_id)
