"""Every operation of the API as a flow, named as in the OpenAPI document.

Each is written once. `client.py` makes the blocking and the asynchronous methods of them.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Literal, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, SecretStr

from segments_to_klaviyo import models
from segments_to_klaviyo._flow import Flow, Page, Paged, Pause, Request, parse, read, retry_after, same_address, send
from segments_to_klaviyo.errors import InvalidId, RunNotSuccessful, WaitTimeout

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

PAGE_SIZE = 200
POLL_SECONDS = 2.0
"""Between two looks at a run, where the app names no time."""


def me() -> Flow[models.Me]:
    """Return the caller and their role."""
    return read(_get("/api/me"), models.Me)


def read_overview() -> Flow[models.Overview]:
    """Return what needs attention, what is running, and what runs within a day."""
    return read(_get("/api/overview"), models.Overview)


def document() -> Flow[dict[str, Any]]:
    """Return the app's OpenAPI document."""
    response = yield from send(_get("/api/openapi.json"))
    found: dict[str, Any] = response.json()
    return found


# Segments.


def list_segments(
    name: str | None = None, *, status: Literal["ready", "empty", "problems"] | None = None
) -> Paged[models.Segment]:
    """Iterate over the segments by name; `name` keeps those whose name contains it."""
    return _paged("/api/segments", models.Segments, lambda page: page.segments, name=name, status=status)


def read_segment(name: str) -> Flow[models.SegmentDetails]:
    """Return a segment with sample rows and a suggested mapping."""
    return read(_get(f"/api/segments/{_part(name)}"), models.SegmentDetails)


def list_tables(name: str | None = None) -> Paged[models.Segment]:
    """Iterate over the tables that segments can be defined by, by name."""
    return _paged("/api/tables", models.Tables, lambda page: page.tables, name=name)


def read_table(name: str) -> Flow[models.Segment]:
    """Return a table with its columns."""
    return read(_get(f"/api/tables/{_part(name)}"), models.Segment)


def list_definitions(name: str | None = None) -> Paged[models.Definition]:
    """Iterate over the defined segments, by name."""
    return _paged("/api/segment-definitions", models.Definitions, lambda page: page.definitions, name=name)


def create_definition(definition: models.NewDefinition) -> Flow[models.Definition]:
    """Define a segment."""
    return read(_post("/api/segment-definitions", definition), models.Definition)


def read_definition(name: str) -> Flow[models.Definition]:
    """Return a defined segment, with its version in `etag`."""
    return read(_get(f"/api/segment-definitions/{_part(name)}"), models.Definition)


def change_definition(
    name: str, change: models.DefinitionChange, *, etag: str | None = None
) -> Flow[models.Definition]:
    """Change what is set in `change`. With `etag`, raises StaleVersion where it was changed since it was read."""
    return read(_patch(f"/api/segment-definitions/{_part(name)}", change, etag), models.Definition)


def delete_definition(name: str, *, etag: str | None = None) -> Flow[None]:
    """Remove a defined segment. Refused while exports use it."""
    return _done(_delete(f"/api/segment-definitions/{_part(name)}", etag))


def suggest_definitions() -> Flow[models.SegmentSuggestions]:
    """Return what can be defined by the tables of Customer Insights in storage."""
    return read(_get("/api/segment-suggestions"), models.SegmentSuggestions)


def preview_definition(rule: models.ByConditions | models.BySelect) -> Flow[models.Preview]:
    """Start a preview of a definition, saved or not: its number of rows, and the first of them."""
    return read(_post("/api/segment-preview", models.SegmentPreviewRequest(rule=rule)), models.Preview)


def read_format(name: str) -> Flow[models.FormatOfSegment]:
    """Return how the files of a segment are read, with the version of the choice in `etag`."""
    return read(_get(f"/api/segments/{_part(name)}/format"), models.FormatOfSegment)


def change_format(name: str, change: models.FormatChange, *, etag: str | None = None) -> Flow[models.FormatOfSegment]:
    """Choose how the files of a segment are read: what is not set stays, None is detected."""
    return read(_patch(f"/api/segments/{_part(name)}/format", change, etag), models.FormatOfSegment)


# Connections.


def list_connections(name: str | None = None) -> Paged[models.Connection]:
    """Iterate over the connections that the caller may use, by name; `name` keeps those whose name contains it."""
    return _paged("/api/connections", models.Connections, lambda page: page.connections, name=name)


def create_connection(connection: models.NewConnection) -> Flow[models.Connection]:
    """Make a connection. The app verifies the key with Klaviyo first."""
    return read(_post("/api/connections", connection), models.Connection)


def read_connection(connection_id: str) -> Flow[models.Connection]:
    """Return a connection, with its version in `etag`."""
    return read(_get(f"/api/connections/{_part(connection_id)}"), models.Connection)


def change_connection(
    connection_id: str, change: models.ConnectionChange, *, etag: str | None = None
) -> Flow[models.Connection]:
    """Change what is set in `change`. With `etag`, raises StaleVersion where it was changed since it was read."""
    return read(_patch(f"/api/connections/{_part(connection_id)}", change, etag), models.Connection)


def delete_connection(
    connection_id: str, *, exports: Literal["remove", "detach"] | None = None, etag: str | None = None
) -> Flow[None]:
    """Delete a connection. `exports` says what becomes of the exports that use it; without it they forbid it."""
    params = {"exports": exports} if exports else {}
    return _done(_delete(f"/api/connections/{_part(connection_id)}", etag, params))


def verify_connection(connection_id: str) -> Flow[models.Verified]:
    """Ask Klaviyo whether the connection's key is good and which scopes it lacks."""
    return read(_post(f"/api/connections/{_part(connection_id)}/verify", repeatable=True), models.Verified)


def begin_sign_in(connection_id: str | None = None) -> Flow[models.SignIn]:
    """Begin to sign in to Klaviyo: for a new connection, or for this one again."""
    return read(_post("/api/klaviyo-sign-ins", models.NewSignIn(connection_id=connection_id)), models.SignIn)


def complete_sign_in(answer: models.SignInAnswer) -> Flow[models.SignedIn]:
    """Complete a sign-in with what Klaviyo's page sent back."""
    return read(_post("/api/klaviyo-sign-ins/complete", answer), models.SignedIn)


def connection_lists(connection_id: str, name: str | None = None) -> Paged[models.List]:
    """Iterate over the Klaviyo lists of the connection's account, by name."""
    path = f"/api/connections/{_part(connection_id)}/lists"
    return _paged(path, models.Lists, lambda page: page.lists, name=name)


def create_list(connection_id: str, name: str) -> Flow[models.List]:
    """Make a list in the connection's Klaviyo account."""
    return read(_post(f"/api/connections/{_part(connection_id)}/lists", models.NewList(name=name)), models.List)


# Exports.


def list_exports(
    name: str | None = None,
    *,
    search: str | None = None,
    segment: str | None = None,
    list_id: str | None = None,
    connection_id: str | None = None,
    last_state: models.RunState | None = None,
    attention: bool = False,
) -> Paged[models.Export]:
    """Iterate over the exports by name; `name` keeps those whose name contains it.

    `search` looks in names, segments and list IDs. `attention` keeps those that a person should look at.
    """
    return _paged(
        "/api/exports",
        models.Exports,
        lambda page: page.exports,
        name=name,
        search=search,
        segment=segment,
        list_id=list_id,
        connection_id=connection_id,
        last_state=last_state,
        attention="true" if attention else None,
    )


def create_export(export: models.NewExport, *, run: bool = False) -> Flow[models.Export]:
    """Make an export. `run` also runs it."""
    return read(_post("/api/exports", export, params=_run_param(run=run)), models.Export)


def check_export(check: models.ExportCheck) -> Flow[models.CheckedExport]:
    """Return what saving such an export, or its first run, would refuse. Saves nothing."""
    return read(_post("/api/exports/check", check), models.CheckedExport)


def read_export(export_id: str) -> Flow[models.Export]:
    """Return an export, with its version in `etag`."""
    return read(_get(f"/api/exports/{_part(export_id)}"), models.Export)


def change_export(
    export_id: str, change: models.ExportChange, *, etag: str | None = None, run: bool = False
) -> Flow[models.Export]:
    """Change what is set in `change`. With `etag`, raises StaleVersion where it was changed since it was read."""
    return read(_patch(f"/api/exports/{_part(export_id)}", change, etag, _run_param(run=run)), models.Export)


def delete_export(export_id: str, *, etag: str | None = None) -> Flow[None]:
    """Delete an export and its snapshot. Its runs stay in the history."""
    return _done(_delete(f"/api/exports/{_part(export_id)}", etag))


def duplicate_export(export_id: str, change: models.ExportChange, *, run: bool = False) -> Flow[models.Export]:
    """Make a copy with what `change` sets: at least another list or segment."""
    path = f"/api/exports/{_part(export_id)}/duplicate"
    return read(_post(path, change, params=_run_param(run=run)), models.Export)


def detach_export(export_id: str, *, etag: str | None = None) -> Flow[models.Export]:
    """Remove the connection from an export: it does not run until it gets another."""
    headers = {"If-Match": etag} if etag else {}
    return read(Request("POST", f"/api/exports/{_part(export_id)}/detach", headers=headers), models.Export)


def preview_export(export_id: str) -> Flow[models.Preview]:
    """Start a preview: what a run would do. Nothing is sent to Klaviyo."""
    return read(_post(f"/api/exports/{_part(export_id)}/preview"), models.Preview)


def preview_unsaved(export: models.NewExport) -> Flow[models.Preview]:
    """Start a preview of an export that is not saved."""
    return read(_post("/api/preview", export), models.Preview)


def read_preview(preview_id: str) -> Flow[models.Preview]:
    """Return a preview."""
    return read(_get(f"/api/previews/{_part(preview_id)}"), models.Preview)


def preview_and_wait(export_id: str, *, timeout: float | None = 600) -> Flow[models.Preview]:
    """Start a preview and return it when it is ready or failed. Raises WaitTimeout after `timeout` seconds."""
    deadline = _deadline(timeout)
    found = yield from preview_export(export_id)
    while found.state == "preparing":
        yield _pause(POLL_SECONDS, deadline, f"Preview {found.id} was not ready within {timeout or 0:g} s.")
        found = yield from read_preview(found.id)
    return found


# List checks.


def check_list(export_id: str) -> Flow[models.ListCheck]:
    """Have the export's list read back and compared with what was sent. No one is added or removed."""
    return read(_post(f"/api/exports/{_part(export_id)}/list-checks"), models.ListCheck)


def list_checks_of_export(export_id: str) -> Paged[models.ListCheck]:
    """Iterate over the checks of an export's list, newest first."""
    path = f"/api/exports/{_part(export_id)}/list-checks"
    return _paged(path, models.ListChecks, lambda page: page.list_checks)


def read_list_check(check_id: str) -> Flow[models.ListCheck]:
    """Return a check as it is now."""
    return read(_get(f"/api/list-checks/{_part(check_id)}"), models.ListCheck)


def read_differences(check_id: str) -> Flow[bytes]:
    """Return who is missing, suppressed or foreign on the list: CSV with personal data."""
    return _content(_get(f"/api/list-checks/{_part(check_id)}/differences.csv"))


def repair_list(check_id: str) -> Flow[models.Run]:
    """Start a run that sends again who is missing on the list."""
    return read(_post(f"/api/list-checks/{_part(check_id)}/repair"), models.Run)


# Runs.


def start_export(export_id: str, *, full: bool = False, idempotency_key: str | None = None) -> Flow[models.Run]:
    """Start a run and return it as it was queued.

    The same `idempotency_key` within a day returns the run that the first call started, also after its end. Without
    one a random key is used, so that a repeated request starts one run. Raises RunActive.
    """
    path = f"/api/exports/{_part(export_id)}"
    return _start(f"{path}/runs", idempotency_key, models.Start(full=full), key_path=f"{path}/run")


def list_changes(name: str | None = None) -> Paged[models.PendingChange]:
    """Iterate over the changes that wait for approval, by the name of the user who requested them."""
    return _paged("/api/changes", models.PendingChanges, lambda page: page.changes, name=name)


def approve_change(change_id: str) -> Flow[models.ApprovalResult]:
    """Approve a change of another administrator, which takes effect at once."""
    return read(_post(f"/api/changes/{_part(change_id)}/approve"), models.ApprovalResult)


def reject_change(change_id: str) -> Flow[models.ApprovalResult]:
    """Reject a change, which then never takes effect."""
    return read(_post(f"/api/changes/{_part(change_id)}/reject"), models.ApprovalResult)


def list_runs(  # noqa: PLR0913  the filters of the list
    *,
    export_id: str | None = None,
    segment: str | None = None,
    list_id: str | None = None,
    connection_id: str | None = None,
    state: models.RunState | None = None,
    trigger: models.Trigger | None = None,
    who: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Paged[models.Run]:
    """Iterate over runs, newest first. `who` is the id of a user (`search_users`), or `timer`, `storage event`, ….

    `segment`, `list_id` and `connection_id` are those of the export when the run started.
    """
    return _paged(
        "/api/runs",
        models.Runs,
        lambda page: page.runs,
        export_id=export_id,
        segment=segment,
        list_id=list_id,
        connection_id=connection_id,
        state=state,
        trigger=trigger,
        who=who,
        **{"from": models.as_time(since) if since else None, "to": models.as_time(until) if until else None},
    )


def read_run(run_id: str, *, export_id: str | None = None) -> Flow[models.Run]:
    """Return a run. A caller with a function key gives its `export_id` too."""
    path = f"/api/runs/{_part(run_id)}"
    key_path = f"/api/exports/{_part(export_id)}/run/{_part(run_id)}" if export_id else None
    return read(Request("GET", path, key_path, repeatable=True), models.Run)


def cancel_run(run_id: str) -> Flow[models.Run]:
    """Cancel a run. It ends within seconds; what was sent stays sent."""
    return read(_post(f"/api/runs/{_part(run_id)}/cancel", repeatable=True), models.Run)


def retry_run(run_id: str, *, idempotency_key: str | None = None) -> Flow[models.Run]:
    """Start a run that sends what this one could not send."""
    return _start(f"/api/runs/{_part(run_id)}/retry", idempotency_key)


def confirm_removal(run_id: str, *, idempotency_key: str | None = None) -> Flow[models.Run]:
    """Start a run that removes the people whose removal this one held back."""
    return _start(f"/api/runs/{_part(run_id)}/confirm-removal", idempotency_key)


def confirm_run(run_id: str, *, idempotency_key: str | None = None) -> Flow[models.Run]:
    """Start a run that does what this one was held by before it sent anything.

    A run whose first portion is sent, and whose others wait, goes on itself and is returned.
    """
    return _start(f"/api/runs/{_part(run_id)}/confirm", idempotency_key)


def read_undo(run_id: str) -> Flow[models.Undo]:
    """Return what undoing a run would do, or why it cannot be undone."""
    return read(Request("GET", f"/api/runs/{_part(run_id)}/undo", repeatable=True), models.Undo)


def undo_run(run_id: str, *, pause_export: bool = True, idempotency_key: str | None = None) -> Flow[models.Run]:
    """Start a run that takes off the list whom this one added.

    The export is disabled first, unless `pause_export` is false: its next run would add these people again.
    """
    body = models.StartUndo(pause_export=pause_export)
    return _start(f"/api/runs/{_part(run_id)}/undo", idempotency_key, body)


def run_all(*, idempotency_key: str | None = None) -> Flow[models.RunAll]:
    """Start every enabled export that the caller manages."""
    headers = {"Idempotency-Key": idempotency_key or uuid.uuid4().hex}
    return read(Request("POST", "/api/run-all", headers=headers, repeatable=True), models.RunAll)


def list_rejects(run_id: str, *, reason: str | None = None, search: str | None = None) -> Paged[models.Reject]:
    """Iterate over the rows that a run did not send, in the order of the file.

    `reason` keeps those of one reason, `search` those that `search_rejects` finds.
    """
    if search:
        return search_rejects(run_id, search, reason=reason)
    path = f"/api/runs/{_part(run_id)}/rejects"
    return _paged(path, models.Rejects, lambda page: page.rejects, reason=reason)


def search_rejects(run_id: str, search: str, *, reason: str | None = None) -> Paged[models.Reject]:
    """Iterate over the rows of a line, or of people whose identifier contains a text. The text is in no URL."""

    def body(cursor: str | None) -> models.RejectPageSearch:
        return models.RejectPageSearch(search=search, reason=reason, limit=PAGE_SIZE, cursor=cursor)

    path = f"/api/runs/{_part(run_id)}/rejects/search"
    return _searched(path, models.Rejects, lambda page: page.rejects, body)


def read_rejects(run_id: str, *, reason: str | None = None) -> Flow[bytes]:
    """Return the rejects file, or its rows of one reason: CSV with personal data."""
    params = {"reason": reason} if reason else {}
    return _content(_get(f"/api/runs/{_part(run_id)}/rejects.csv", params))


def download_rejects(run_id: str, search: str, *, reason: str | None = None) -> Flow[bytes]:
    """Return the rows of the rejects file that `search_rejects` finds: CSV with personal data."""
    body = models.RejectSearch(search=search, reason=reason)
    return _content(_post(f"/api/runs/{_part(run_id)}/rejects/download", body, repeatable=True))


def read_source_row(run_id: str, blob: str, line: int) -> Flow[models.SourceRow]:
    """Return a row of the segment as the run read it; refused (409) where the segment was written again since then."""
    body = models.SourceRowQuery(blob=blob, line=line)
    return read(_post(f"/api/runs/{_part(run_id)}/source-row", body, repeatable=True), models.SourceRow)


def list_import_jobs(run_id: str) -> Paged[models.ImportJob]:
    """Iterate over the import jobs of a run at Klaviyo, in the order of its profiles."""
    return _paged(f"/api/runs/{_part(run_id)}/import-jobs", models.ImportJobs, lambda page: page.jobs)


def list_held_removals(run_id: str, *, search: str | None = None) -> Paged[models.HeldPerson]:
    """Iterate over the people whose removal a run held back; `search` keeps those whom `search_held_removals` finds."""
    if search:
        return search_held_removals(run_id, search)
    path = f"/api/runs/{_part(run_id)}/held-removals"
    return _paged(path, models.HeldPeople, lambda page: page.people)


def search_held_removals(run_id: str, search: str) -> Paged[models.HeldPerson]:
    """Iterate over those of the held removals whose identifier contains a text. The text is in no URL."""

    def body(cursor: str | None) -> models.PeopleSearch:
        return models.PeopleSearch(search=search, limit=PAGE_SIZE, cursor=cursor)

    path = f"/api/runs/{_part(run_id)}/held-removals/search"
    return _searched(path, models.HeldPeople, lambda page: page.people, body)


def read_held_removals(run_id: str) -> Flow[bytes]:
    """Return the people whose removal a run held back: CSV with personal data."""
    return _content(_get(f"/api/runs/{_part(run_id)}/held-removals.csv"))


def read_shared(run_id: str) -> Flow[bytes]:
    """Return the file of identifiers that several people share: CSV with personal data."""
    return _content(_get(f"/api/runs/{_part(run_id)}/shared-identifiers.csv"))


def read_not_subscribed(run_id: str) -> Flow[bytes]:
    """Return the file of people who opted out at Klaviyo and were not subscribed: CSV with personal data."""
    return _content(_get(f"/api/runs/{_part(run_id)}/not-subscribed.csv"))


def wait_for_run(
    run: models.Run | str,
    *,
    timeout: float | None = None,
    poll_seconds: float | None = None,
    on_progress: Callable[[models.Run], object] | None = None,
) -> Flow[models.Run]:
    """Return a run when it has ended. `on_progress` is called with each state that is read.

    Waits as long as `Retry-After` says, else `poll_seconds` (2) between two requests. An app that restarts meanwhile
    is waited for. Raises WaitTimeout after `timeout` seconds: the run continues.
    """
    path = run.status_path if isinstance(run, models.Run) else f"/api/runs/{_part(run)}"
    deadline = _deadline(timeout)
    while True:
        response = yield from send(_get(path))
        found = parse(response, models.Run)
        found.follow_at(path)
        if on_progress:
            on_progress(found)
        if found.final:
            return found
        seconds = poll_seconds or retry_after(response.headers) or POLL_SECONDS
        yield _pause(seconds, deadline, f"Run {found.id} did not end within {timeout or 0:g} s. It continues.")


def run_and_wait(
    export_id: str,
    *,
    full: bool = False,
    idempotency_key: str | None = None,
    timeout: float | None = None,
    cancel_on_interrupt: bool = True,
    cancel_on_timeout: bool = False,
    raise_on_failure: bool = True,
    on_progress: Callable[[models.Run], object] | None = None,
) -> Flow[models.Run]:
    """Start a run and return it when it has ended.

    An interrupt (KeyboardInterrupt, or the task's cancellation) cancels the run, unless `cancel_on_interrupt` is off;
    a timeout only does with `cancel_on_timeout`. A caller with a function key cannot cancel: the run continues.
    Raises RunActive, WaitTimeout, and RunNotSuccessful where the run ended as failed, skipped or canceled, unless
    `raise_on_failure` is off.
    """
    run = yield from start_export(export_id, full=full, idempotency_key=idempotency_key)
    try:
        ended = yield from wait_for_run(run, timeout=timeout, on_progress=on_progress)
    except WaitTimeout:
        if cancel_on_timeout:
            yield from _cancel(run)
        raise
    except GeneratorExit:
        raise
    except Exception:
        # An error of the API or of `on_progress`: the run may be doing well.
        raise
    except BaseException:
        if cancel_on_interrupt:
            yield from _cancel(run)
        raise
    if raise_on_failure and not ended.successful:
        raise RunNotSuccessful(ended)
    return ended


# Schedules, notifications, people, audit.


def read_schedules() -> Flow[models.Schedules]:
    """Return the times of the system refresh and of every export."""
    return read(_get("/api/schedules"), models.Schedules)


def change_schedules(change: models.SchedulesChange) -> Flow[models.SchedulesChanged]:
    """Give several exports one schedule, or enable or disable them."""
    return read(_patch("/api/schedules", change), models.SchedulesChanged)


def list_notifications(name: str | None = None) -> Paged[models.Notification]:
    """Iterate over the notifications by name."""
    return _paged("/api/notifications", models.Notifications, lambda page: page.notifications, name=name)


def create_notification(notification: models.NewNotification) -> Flow[models.Notification]:
    """Make a notification. Only this answer holds its signing secret."""
    return read(_post("/api/notifications", notification), models.Notification)


def read_notification(notification_id: str) -> Flow[models.Notification]:
    """Return a notification, with its version in `etag`."""
    return read(_get(f"/api/notifications/{_part(notification_id)}"), models.Notification)


def change_notification(
    notification_id: str, change: models.NotificationChange, *, etag: str | None = None
) -> Flow[models.Notification]:
    """Change what is set in `change`. With `etag`, raises StaleVersion where it was changed since it was read."""
    return read(_patch(f"/api/notifications/{_part(notification_id)}", change, etag), models.Notification)


def delete_notification(notification_id: str, *, etag: str | None = None) -> Flow[None]:
    """Delete a notification."""
    return _done(_delete(f"/api/notifications/{_part(notification_id)}", etag))


def test_notification(notification_id: str) -> Flow[models.Tested]:
    """Send a test notification once and return how that went."""
    return read(_post(f"/api/notifications/{_part(notification_id)}/test"), models.Tested)


def look_up_person(
    email: str | None = None,
    *,
    phone_number: str | None = None,
    external_id: str | None = None,
    days: int = 30,
) -> Flow[models.PersonLookup]:
    """Ask what happened to a person in the runs of the last days. `read_person_lookup` returns the result."""
    body = models.NewPersonLookup(email=email, phone_number=phone_number, external_id=external_id, days=days)
    return read(_post("/api/people/lookup", body), models.PersonLookup)


def read_person_lookup(lookup_id: str, *, cursor: str | None = None) -> Flow[models.PersonLookup]:
    """Return a lookup with a page of its events, newest first; `cursor` is `next_cursor` of the page before."""
    params = {"limit": str(PAGE_SIZE)} | ({"cursor": cursor} if cursor else {})
    return read(_get(f"/api/people/lookups/{_part(lookup_id)}", params), models.PersonLookup)


def look_up_and_wait(
    email: str | None = None,
    *,
    phone_number: str | None = None,
    external_id: str | None = None,
    days: int = 30,
    timeout: float | None = 600,
) -> Flow[models.PersonLookup]:
    """Look up a person and return all events when that is done or failed. Raises WaitTimeout after `timeout` s."""
    deadline = _deadline(timeout)
    found = yield from look_up_person(email, phone_number=phone_number, external_id=external_id, days=days)
    while found.state == "queued":
        yield _pause(POLL_SECONDS, deadline, f"Lookup {found.id} was not done within {timeout or 0:g} s.")
        found = yield from read_person_lookup(found.id)
    events, cursor = list(found.events), found.next_cursor
    while cursor:
        page = yield from read_person_lookup(found.id, cursor=cursor)
        events, cursor = events + page.events, page.next_cursor
    return found.model_copy(update={"events": events, "next_cursor": None})


def erase_person(
    email: str | None = None,
    *,
    phone_number: str | None = None,
    external_id: str | None = None,
    klaviyo: bool = False,
) -> Flow[models.Erasure]:
    """Ask for the erasure of a person from what the app keeps; with `klaviyo`, of the profile at Klaviyo too.

    Give each identifier by which exports name the person. `read_erasure` tells how far it came.
    """
    body = models.NewErasure(email=email, phone_number=phone_number, external_id=external_id, klaviyo=klaviyo)
    return read(_post("/api/people/erasures", body), models.Erasure)


def read_erasure(erasure_id: str) -> Flow[models.Erasure]:
    """Return an erasure."""
    return read(_get(f"/api/people/erasures/{_part(erasure_id)}"), models.Erasure)


def erase_and_wait(
    email: str | None = None,
    *,
    phone_number: str | None = None,
    external_id: str | None = None,
    klaviyo: bool = False,
    timeout: float | None = 600,
) -> Flow[models.Erasure]:
    """Erase a person and return when that is done or failed. Raises WaitTimeout after `timeout` seconds."""
    deadline = _deadline(timeout)
    found = yield from erase_person(email, phone_number=phone_number, external_id=external_id, klaviyo=klaviyo)
    while found.state == "queued":
        yield _pause(POLL_SECONDS, deadline, f"Erasure {found.id} was not done within {timeout or 0:g} s.")
        found = yield from read_erasure(found.id)
    return found


def search_users(search: str) -> Flow[list[models.User]]:
    """Return up to 20 users whose name contains a text: their ids are the values of `who`. The text is in no URL."""
    found = yield from read(_post("/api/users/search", models.UserSearch(search=search), repeatable=True), models.Users)
    return found.users


def list_audit(
    *,
    action: str | None = None,
    target: str | None = None,
    result: Literal["changed", "denied"] | None = None,
    who: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Paged[models.AuditEntry]:
    """Iterate over the audit record, newest first. `who` is the id of a user (`search_users`)."""
    return _paged(
        "/api/audit",
        models.Audit,
        lambda page: page.entries,
        action=action,
        target=target,
        result=result,
        who=who,
        **{"from": models.as_time(since) if since else None, "to": models.as_time(until) if until else None},
    )


# Parts.


def _get(path: str, params: Mapping[str, str] | None = None) -> Request:
    return Request("GET", path, params=params or {}, repeatable=True)


def _post(
    path: str, body: BaseModel | None = None, *, params: Mapping[str, str] | None = None, repeatable: bool = False
) -> Request:
    return Request("POST", path, params=params or {}, json=_json(body), repeatable=repeatable)


def _patch(path: str, body: BaseModel, etag: str | None = None, params: Mapping[str, str] | None = None) -> Request:
    headers = {"If-Match": etag} if etag else {}
    return Request("PATCH", path, params=params or {}, json=_json(body), headers=headers)


def _delete(path: str, etag: str | None, params: Mapping[str, str] | None = None) -> Request:
    return Request("DELETE", path, params=params or {}, headers={"If-Match": etag} if etag else {})


def _json(body: BaseModel | None) -> Any:
    """Return a body with what is set in it. Mapping fields without an entry are left out: null is no entry."""
    if body is None:
        return None
    given = body.model_dump(mode="json", exclude_unset=True)
    for name in type(body).model_fields:
        value = getattr(body, name)
        if isinstance(value, SecretStr):
            given[name] = value.get_secret_value()
        elif isinstance(value, models.Mapping):
            given[name] = value.model_dump(mode="json", exclude_defaults=True)
        elif isinstance(value, BaseModel) and name in given:
            # With the fields that tell one kind from another, which may be defaults.
            given[name] = value.model_dump(mode="json")
    return given


def _done(request: Request) -> Flow[None]:
    yield from send(request)


def _content(request: Request) -> Flow[bytes]:
    response = yield from send(request)
    return bytes(response.content)


def _start(
    path: str, idempotency_key: str | None, body: BaseModel | None = None, *, key_path: str | None = None
) -> Flow[models.Run]:
    headers = {"Idempotency-Key": idempotency_key or uuid.uuid4().hex}
    request = Request("POST", path, key_path, json=_json(body), headers=headers, repeatable=True)
    response = yield from send(request)
    run = parse(response, models.Run)
    run.follow_at(same_address(response.headers.get("location"), f"/api/runs/{run.id}"))
    return run


def _cancel(run: models.Run) -> Flow[None]:
    # Once, and briefly: the caller wants to stop.
    yield from send(_post(f"/api/runs/{_part(run.id)}/cancel"), seconds=5)


def _run_param(*, run: bool) -> dict[str, str]:
    return {"run": "true"} if run else {}


def _part(text: str) -> str:
    """Return a step of a path. Raises InvalidId for what would be another path."""
    if not text or text in (".", ".."):
        raise InvalidId(f"This cannot be an id or name: {text!r}.")
    return quote(text, safe="")


def _paged(path: str, model: type[M], items: Callable[[M], list[T]], **filters: str | None) -> Paged[T]:
    params = {name: value for name, value in filters.items() if value is not None} | {"limit": str(PAGE_SIZE)}
    return _pages(lambda cursor: _get(path, params | ({"cursor": cursor} if cursor else {})), model, items)


def _searched(
    path: str, model: type[M], items: Callable[[M], list[T]], body: Callable[[str | None], BaseModel]
) -> Paged[T]:
    """Return a list that is found by a search. `body` makes the body of a page's request from its cursor."""
    return _pages(lambda cursor: _post(path, body(cursor), repeatable=True), model, items)


def _pages(request: Callable[[str | None], Request], model: type[M], items: Callable[[M], list[T]]) -> Paged[T]:
    def read_page(cursor: str | None) -> Flow[Page[T]]:
        page = yield from read(request(cursor), model)
        following: str | None = getattr(page, "next_cursor", None)
        return Page(items(page), following)

    return Paged(read_page)


def _deadline(timeout: float | None) -> float | None:
    return None if timeout is None else time.monotonic() + timeout


def _pause(seconds: float, deadline: float | None, too_late: str) -> Pause:
    if deadline is None:
        return Pause(seconds)
    left = deadline - time.monotonic()
    if left <= 0:
        raise WaitTimeout(too_late)
    return Pause(min(seconds, left))
