"""The blocking and the asynchronous client.

Both have the methods of `_operations`, under the same names, with the same arguments. They differ only in how a flow's
requests and pauses are carried out.
"""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any, Concatenate, TypeVar
from urllib.parse import urlsplit

import httpx
from typing_extensions import ParamSpec, Self

from segments_to_klaviyo import _operations as operations
from segments_to_klaviyo._flow import Flow, Paged, Pause, Request
from segments_to_klaviyo._version import __version__
from segments_to_klaviyo.auth import FunctionKeyAuth

P = ParamSpec("P")
T = TypeVar("T")

REQUEST_SECONDS = 90.0
"""The app answers within 60 s."""

LOOPBACK = ("localhost", "127.0.0.1", "::1")


class _Base:
    def __init__(self, app_url: str, auth: httpx.Auth | None) -> None:
        parts = urlsplit(app_url)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise ValueError(f"The app's address begins with https://; this one does not: {app_url}")
        self._app_url = f"{parts.scheme}://{parts.netloc}"
        self._uses_key = isinstance(auth, FunctionKeyAuth)
        self._options: dict[str, Any] = {
            "base_url": self._app_url,
            "auth": auth,
            "timeout": REQUEST_SECONDS,
            "headers": {"User-Agent": f"segments-to-klaviyo-client/{__version__}"},
            # No proxy stands between a program and its own machine.
            "trust_env": parts.hostname not in LOOPBACK,
        }

    @property
    def app_url(self) -> str:
        """The app's address, without a path."""
        return self._app_url

    def _arguments(self, request: Request) -> dict[str, Any]:
        path = request.key_path if self._uses_key and request.key_path else request.path
        given: dict[str, Any] = {"method": request.method, "url": path, "headers": dict(request.headers)}
        if request.params:
            given["params"] = dict(request.params)
        if request.json is not None:
            given["json"] = request.json
        return given


def _blocking(operation: Callable[P, Flow[T]]) -> Callable[Concatenate[Client, P], T]:
    @functools.wraps(operation)
    def method(self: Client, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self.drive(operation(*args, **kwargs))

    return method


def _blocking_pages(operation: Callable[P, Paged[T]]) -> Callable[Concatenate[Client, P], Iterator[T]]:
    @functools.wraps(operation)
    def method(self: Client, /, *args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        pages = operation(*args, **kwargs)
        cursor: str | None = None
        while True:
            page = self.drive(pages.read_page(cursor))
            yield from page.items
            cursor = page.next_cursor
            if cursor is None:
                return

    return method


def _awaited(operation: Callable[P, Flow[T]]) -> Callable[Concatenate[AsyncClient, P], Coroutine[Any, Any, T]]:
    @functools.wraps(operation)
    async def method(self: AsyncClient, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.drive(operation(*args, **kwargs))

    return method


def _awaited_pages(operation: Callable[P, Paged[T]]) -> Callable[Concatenate[AsyncClient, P], AsyncIterator[T]]:
    @functools.wraps(operation)
    async def method(self: AsyncClient, /, *args: P.args, **kwargs: P.kwargs) -> AsyncIterator[T]:
        pages = operation(*args, **kwargs)
        cursor: str | None = None
        while True:
            page = await self.drive(pages.read_page(cursor))
            for item in page.items:
                yield item
            cursor = page.next_cursor
            if cursor is None:
                return

    return method


class Client(_Base):
    """A blocking client of the app at `app_url`.

    `auth` is TokenAuth, FunctionKeyAuth or HeaderAuth. `transport` replaces the network in tests.
    """

    def __init__(
        self, app_url: str, auth: httpx.Auth | None = None, *, transport: httpx.BaseTransport | None = None
    ) -> None:
        super().__init__(app_url, auth)
        self._http = httpx.Client(**self._options, transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def drive(self, flow: Flow[T]) -> T:
        """Carry out a flow and return its value."""
        try:
            step = next(flow)
            while True:
                try:
                    answer = self._carry_out(step)
                except BaseException as error:  # noqa: BLE001  the flow decides what an interrupt means
                    step = flow.throw(error)
                else:
                    step = flow.send(answer)
        except StopIteration as end:
            value: T = end.value
            return value
        finally:
            flow.close()

    def _carry_out(self, step: Request | Pause) -> httpx.Response | None:
        if isinstance(step, Pause):
            time.sleep(step.seconds)
            return None
        return self._http.request(**self._arguments(step))

    me = _blocking(operations.me)
    read_overview = _blocking(operations.read_overview)
    document = _blocking(operations.document)
    list_segments = _blocking_pages(operations.list_segments)
    read_segment = _blocking(operations.read_segment)
    list_tables = _blocking_pages(operations.list_tables)
    read_table = _blocking(operations.read_table)
    list_definitions = _blocking_pages(operations.list_definitions)
    create_definition = _blocking(operations.create_definition)
    read_definition = _blocking(operations.read_definition)
    change_definition = _blocking(operations.change_definition)
    delete_definition = _blocking(operations.delete_definition)
    suggest_definitions = _blocking(operations.suggest_definitions)
    preview_definition = _blocking(operations.preview_definition)
    read_format = _blocking(operations.read_format)
    change_format = _blocking(operations.change_format)
    list_connections = _blocking_pages(operations.list_connections)
    create_connection = _blocking(operations.create_connection)
    read_connection = _blocking(operations.read_connection)
    change_connection = _blocking(operations.change_connection)
    delete_connection = _blocking(operations.delete_connection)
    verify_connection = _blocking(operations.verify_connection)
    begin_sign_in = _blocking(operations.begin_sign_in)
    complete_sign_in = _blocking(operations.complete_sign_in)
    list_changes = _blocking_pages(operations.list_changes)
    approve_change = _blocking(operations.approve_change)
    reject_change = _blocking(operations.reject_change)
    connection_lists = _blocking_pages(operations.connection_lists)
    create_list = _blocking(operations.create_list)
    list_exports = _blocking_pages(operations.list_exports)
    create_export = _blocking(operations.create_export)
    check_export = _blocking(operations.check_export)
    read_export = _blocking(operations.read_export)
    change_export = _blocking(operations.change_export)
    delete_export = _blocking(operations.delete_export)
    duplicate_export = _blocking(operations.duplicate_export)
    detach_export = _blocking(operations.detach_export)
    preview_export = _blocking(operations.preview_export)
    preview_unsaved = _blocking(operations.preview_unsaved)
    read_preview = _blocking(operations.read_preview)
    check_list = _blocking(operations.check_list)
    list_checks_of_export = _blocking_pages(operations.list_checks_of_export)
    read_list_check = _blocking(operations.read_list_check)
    read_differences = _blocking(operations.read_differences)
    repair_list = _blocking(operations.repair_list)
    preview_and_wait = _blocking(operations.preview_and_wait)
    start_export = _blocking(operations.start_export)
    list_runs = _blocking_pages(operations.list_runs)
    read_run = _blocking(operations.read_run)
    cancel_run = _blocking(operations.cancel_run)
    retry_run = _blocking(operations.retry_run)
    confirm_removal = _blocking(operations.confirm_removal)
    confirm_run = _blocking(operations.confirm_run)
    read_undo = _blocking(operations.read_undo)
    undo_run = _blocking(operations.undo_run)
    run_all = _blocking(operations.run_all)
    list_rejects = _blocking_pages(operations.list_rejects)
    search_rejects = _blocking_pages(operations.search_rejects)
    read_rejects = _blocking(operations.read_rejects)
    download_rejects = _blocking(operations.download_rejects)
    read_source_row = _blocking(operations.read_source_row)
    list_import_jobs = _blocking_pages(operations.list_import_jobs)
    list_held_removals = _blocking_pages(operations.list_held_removals)
    search_held_removals = _blocking_pages(operations.search_held_removals)
    read_held_removals = _blocking(operations.read_held_removals)
    read_shared = _blocking(operations.read_shared)
    read_not_subscribed = _blocking(operations.read_not_subscribed)
    wait_for_run = _blocking(operations.wait_for_run)
    run_and_wait = _blocking(operations.run_and_wait)
    read_schedules = _blocking(operations.read_schedules)
    change_schedules = _blocking(operations.change_schedules)
    list_notifications = _blocking_pages(operations.list_notifications)
    create_notification = _blocking(operations.create_notification)
    read_notification = _blocking(operations.read_notification)
    change_notification = _blocking(operations.change_notification)
    delete_notification = _blocking(operations.delete_notification)
    test_notification = _blocking(operations.test_notification)
    look_up_person = _blocking(operations.look_up_person)
    read_person_lookup = _blocking(operations.read_person_lookup)
    look_up_and_wait = _blocking(operations.look_up_and_wait)
    erase_person = _blocking(operations.erase_person)
    read_erasure = _blocking(operations.read_erasure)
    erase_and_wait = _blocking(operations.erase_and_wait)
    search_users = _blocking(operations.search_users)
    list_audit = _blocking_pages(operations.list_audit)


class AsyncClient(_Base):
    """An asynchronous client of the app at `app_url`; all else as for Client."""

    def __init__(
        self, app_url: str, auth: httpx.Auth | None = None, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        super().__init__(app_url, auth)
        self._http = httpx.AsyncClient(**self._options, transport=transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def drive(self, flow: Flow[T]) -> T:
        """Carry out a flow and return its value."""
        try:
            step = next(flow)
            while True:
                try:
                    answer = await self._carry_out(step)
                except BaseException as error:  # noqa: BLE001  the flow decides what a cancellation means
                    step = flow.throw(error)
                else:
                    step = flow.send(answer)
        except StopIteration as end:
            value: T = end.value
            return value
        finally:
            flow.close()

    async def _carry_out(self, step: Request | Pause) -> httpx.Response | None:
        if isinstance(step, Pause):
            await asyncio.sleep(step.seconds)
            return None
        return await self._http.request(**self._arguments(step))

    me = _awaited(operations.me)
    read_overview = _awaited(operations.read_overview)
    document = _awaited(operations.document)
    list_segments = _awaited_pages(operations.list_segments)
    read_segment = _awaited(operations.read_segment)
    list_tables = _awaited_pages(operations.list_tables)
    read_table = _awaited(operations.read_table)
    list_definitions = _awaited_pages(operations.list_definitions)
    create_definition = _awaited(operations.create_definition)
    read_definition = _awaited(operations.read_definition)
    change_definition = _awaited(operations.change_definition)
    delete_definition = _awaited(operations.delete_definition)
    suggest_definitions = _awaited(operations.suggest_definitions)
    preview_definition = _awaited(operations.preview_definition)
    read_format = _awaited(operations.read_format)
    change_format = _awaited(operations.change_format)
    list_connections = _awaited_pages(operations.list_connections)
    create_connection = _awaited(operations.create_connection)
    read_connection = _awaited(operations.read_connection)
    change_connection = _awaited(operations.change_connection)
    delete_connection = _awaited(operations.delete_connection)
    verify_connection = _awaited(operations.verify_connection)
    begin_sign_in = _awaited(operations.begin_sign_in)
    complete_sign_in = _awaited(operations.complete_sign_in)
    list_changes = _awaited_pages(operations.list_changes)
    approve_change = _awaited(operations.approve_change)
    reject_change = _awaited(operations.reject_change)
    connection_lists = _awaited_pages(operations.connection_lists)
    create_list = _awaited(operations.create_list)
    list_exports = _awaited_pages(operations.list_exports)
    create_export = _awaited(operations.create_export)
    check_export = _awaited(operations.check_export)
    read_export = _awaited(operations.read_export)
    change_export = _awaited(operations.change_export)
    delete_export = _awaited(operations.delete_export)
    duplicate_export = _awaited(operations.duplicate_export)
    detach_export = _awaited(operations.detach_export)
    preview_export = _awaited(operations.preview_export)
    preview_unsaved = _awaited(operations.preview_unsaved)
    read_preview = _awaited(operations.read_preview)
    check_list = _awaited(operations.check_list)
    list_checks_of_export = _awaited_pages(operations.list_checks_of_export)
    read_list_check = _awaited(operations.read_list_check)
    read_differences = _awaited(operations.read_differences)
    repair_list = _awaited(operations.repair_list)
    preview_and_wait = _awaited(operations.preview_and_wait)
    start_export = _awaited(operations.start_export)
    list_runs = _awaited_pages(operations.list_runs)
    read_run = _awaited(operations.read_run)
    cancel_run = _awaited(operations.cancel_run)
    retry_run = _awaited(operations.retry_run)
    confirm_removal = _awaited(operations.confirm_removal)
    confirm_run = _awaited(operations.confirm_run)
    read_undo = _awaited(operations.read_undo)
    undo_run = _awaited(operations.undo_run)
    run_all = _awaited(operations.run_all)
    list_rejects = _awaited_pages(operations.list_rejects)
    search_rejects = _awaited_pages(operations.search_rejects)
    read_rejects = _awaited(operations.read_rejects)
    download_rejects = _awaited(operations.download_rejects)
    read_source_row = _awaited(operations.read_source_row)
    list_import_jobs = _awaited_pages(operations.list_import_jobs)
    list_held_removals = _awaited_pages(operations.list_held_removals)
    search_held_removals = _awaited_pages(operations.search_held_removals)
    read_held_removals = _awaited(operations.read_held_removals)
    read_shared = _awaited(operations.read_shared)
    read_not_subscribed = _awaited(operations.read_not_subscribed)
    wait_for_run = _awaited(operations.wait_for_run)
    run_and_wait = _awaited(operations.run_and_wait)
    read_schedules = _awaited(operations.read_schedules)
    change_schedules = _awaited(operations.change_schedules)
    list_notifications = _awaited_pages(operations.list_notifications)
    create_notification = _awaited(operations.create_notification)
    read_notification = _awaited(operations.read_notification)
    change_notification = _awaited(operations.change_notification)
    delete_notification = _awaited(operations.delete_notification)
    test_notification = _awaited(operations.test_notification)
    look_up_person = _awaited(operations.look_up_person)
    read_person_lookup = _awaited(operations.read_person_lookup)
    look_up_and_wait = _awaited(operations.look_up_and_wait)
    erase_person = _awaited(operations.erase_person)
    read_erasure = _awaited(operations.read_erasure)
    erase_and_wait = _awaited(operations.erase_and_wait)
    search_users = _awaited(operations.search_users)
    list_audit = _awaited_pages(operations.list_audit)
