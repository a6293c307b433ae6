"""Retries, paging, waiting and interrupts of both clients, on a scripted transport."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any

import httpx
import pytest
from answers import ANSWERS
from typer.testing import CliRunner

from segments_to_klaviyo import (
    AppUnavailable,
    AppUnreachable,
    AsyncClient,
    Client,
    FunctionKeyAuth,
    HeaderAuth,
    InvalidId,
    InvalidRequest,
    NotAllowed,
    RunActive,
    RunNotSuccessful,
    SignInFailed,
    SignInRequired,
    StaleVersion,
    TokenAuth,
    UnexpectedAnswer,
    WaitTimeout,
    models,
)
from segments_to_klaviyo._flow import retry_after
from segments_to_klaviyo.cli.root import app

URL = "https://app.example"
RUN: dict[str, Any] = dict(ANSWERS["Run"])
Answer = httpx.Response | Exception | type[BaseException]


class Script:
    """Answers in order; the last one again and again. Pauses take no time."""

    def __init__(self, *answers: Answer | Callable[[httpx.Request], Answer]) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []
        self.pauses: list[float] = []
        self.now = 1000.0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        found = answer(request) if callable(answer) and not isinstance(answer, type) else answer
        if not isinstance(found, httpx.Response):
            raise found
        # A response is used once.
        return httpx.Response(found.status_code, headers=found.headers, content=found.content, request=request)

    @property
    def seen(self) -> list[str]:
        return [f"{one.method} {one.url.raw_path.decode()}" for one in self.requests]


@pytest.fixture(params=["blocking", "asynchronous"])
def call(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Return a function that calls an operation of either client: `call(script, "read_run", "id")`."""

    def clock(script: Script) -> None:
        def pause(seconds: float) -> None:
            script.pauses.append(seconds)
            script.now += seconds

        async def pause_async(seconds: float) -> None:
            pause(seconds)

        monkeypatch.setattr("segments_to_klaviyo.client.time.sleep", pause)
        monkeypatch.setattr("segments_to_klaviyo.client.asyncio.sleep", pause_async)
        monkeypatch.setattr("segments_to_klaviyo._flow.time.monotonic", lambda: script.now)

    def blocking(script: Script, name: str, *args: Any, auth: httpx.Auth | None = None, **kwargs: Any) -> Any:
        clock(script)
        with Client(URL, auth, transport=httpx.MockTransport(script)) as client:
            found = getattr(client, name)(*args, **kwargs)
            return list(found) if inspect.isgenerator(found) else found

    def asynchronous(script: Script, name: str, *args: Any, auth: httpx.Auth | None = None, **kwargs: Any) -> Any:
        async def work() -> Any:
            async with AsyncClient(URL, auth, transport=httpx.MockTransport(script)) as client:
                found = getattr(client, name)(*args, **kwargs)
                return [one async for one in found] if inspect.isasyncgen(found) else await found

        # asyncio itself sleeps and looks at the clock, so only the client's are replaced.
        clock(script)
        with asyncio.Runner() as runner:
            return runner.run(work())

    return blocking if request.param == "blocking" else asynchronous


def ok(body: Any, status: int = 200, **headers: str) -> httpx.Response:
    return httpx.Response(status, json=body, headers={name.replace("_", "-"): value for name, value in headers.items()})


def problem(status: int, kind: str = "x", **headers: str) -> httpx.Response:
    return ok({"type": kind, "title": "Title", "status": status, "detail": "Detail."}, status, **headers)


def run(state: str = "successful", **changes: Any) -> dict[str, Any]:
    return RUN | {"state": state} | changes


def test_an_answer_is_a_model_with_its_version(call: Callable[..., Any]) -> None:
    script = Script(ok(ANSWERS["Export"], ETag='"1"'))
    export = call(script, "read_export", "exp_1")
    assert (export.name, export.etag) == ("Loyal customers to newsletter", '"1"')
    assert script.requests[0].headers["user-agent"].startswith("segments-to-klaviyo-client/")


@pytest.mark.parametrize(
    ("status", "kind", "error"),
    [
        (400, "invalid-request", InvalidRequest),
        (401, "sign-in-required", SignInRequired),
        (403, "not-allowed", NotAllowed),
        (409, "run-active", RunActive),
        (412, "stale-version", StaleVersion),
        (422, "idempotency-key-reused", InvalidRequest),
    ],
)
def test_a_refusal_is_an_error_of_its_kind_and_not_repeated(
    call: Callable[..., Any], status: int, kind: str, error: type[Exception]
) -> None:
    script = Script(problem(status, kind))
    with pytest.raises(error, match=r"Title\. Detail\.") as caught:
        call(script, "read_run", "a")
    assert (caught.value.status, caught.value.type) == (status, kind)  # type: ignore[attr-defined]
    assert len(script.requests) == 1


def test_a_read_is_repeated_after_the_pause_that_the_app_names(call: Callable[..., Any]) -> None:
    script = Script(problem(503, Retry_After="7"), httpx.ReadTimeout("slow"), problem(429, Retry_After="3"), ok(run()))
    assert call(script, "read_run", "a").state == "successful"
    assert script.pauses[0] == 7
    assert 0 < script.pauses[1] <= 1
    assert script.pauses[2] == 3


def test_an_app_that_names_no_pause_is_not_asked_without_one(call: Callable[..., Any]) -> None:
    script = Script(problem(503, Retry_After="0"))
    with pytest.raises(AppUnavailable):
        call(script, "read_run", "a")
    assert all(script.pauses)


def test_repeating_ends_with_the_last_error(call: Callable[..., Any]) -> None:
    script = Script(problem(503, Retry_After="50"))
    with pytest.raises(AppUnavailable):
        call(script, "read_run", "a")
    assert script.pauses == [50, 50]
    script = Script(httpx.ConnectError("refused"))
    with pytest.raises(AppUnreachable, match="refused"):
        call(script, "read_run", "a")
    assert sum(script.pauses) < 120


def test_a_change_whose_outcome_is_unknown_is_not_repeated(call: Callable[..., Any]) -> None:
    change = models.ExportChange(enabled=False)
    for answer in (httpx.ReadTimeout("slow"), problem(503, Retry_After="1")):
        script = Script(answer)
        with pytest.raises((AppUnreachable, AppUnavailable)):
            call(script, "change_export", "exp_1", change, etag='"1"')
        assert len(script.requests) == 1
    # The app has not seen it, or has refused it at once.
    script = Script(httpx.ConnectError("refused"), problem(429), ok(ANSWERS["Export"]))
    call(script, "change_export", "exp_1", change, etag='"1"')
    assert [one.headers["if-match"] for one in script.requests] == ['"1"'] * 3
    assert script.requests[0].content == b'{"enabled":false}'


def test_a_start_is_repeated_with_the_same_key(call: Callable[..., Any]) -> None:
    script = Script(httpx.ReadTimeout("slow"), ok(run("queued"), 202))
    call(script, "start_export", "exp_1")
    keys = {one.headers["idempotency-key"] for one in script.requests}
    assert len(script.requests) == 2
    assert len(keys) == 1


@pytest.mark.parametrize(
    ("name", "field", "path"),
    [("list_rejects", "rejects", "rejects/search"), ("list_held_removals", "people", "held-removals/search")],
)
def test_a_search_for_a_person_is_in_the_body_of_each_page(
    call: Callable[..., Any], name: str, field: str, path: str
) -> None:
    pages: list[dict[str, Any]] = [{field: [], "next_cursor": cursor, "reasons": None} for cursor in ("c2", None)]
    script = Script(*(httpx.Response(200, json=page) for page in pages))
    assert call(script, name, "r", search="ann@example.com") == []
    assert script.seen == [f"POST /api/runs/r/{path}"] * 2
    bodies = [json.loads(one.content) for one in script.requests]
    assert [(one["search"], one["cursor"]) for one in bodies] == [("ann@example.com", None), ("ann@example.com", "c2")]


def test_a_file_of_found_rejects_is_read(call: Callable[..., Any]) -> None:
    script = Script(httpx.Response(200, content=b"blob,line\r\n"))
    assert call(script, "download_rejects", "r", "ann@example.com", reason="duplicate") == b"blob,line\r\n"
    assert script.seen == ["POST /api/runs/r/rejects/download"]
    assert json.loads(script.requests[0].content) == {"search": "ann@example.com", "reason": "duplicate"}


def test_pages_are_read_one_after_the_other(call: Callable[..., Any]) -> None:
    first, second = run(id="a"), run(id="b")
    script = Script(ok({"runs": [first], "next_cursor": "c=="}), ok({"runs": [second], "next_cursor": None}))
    found = call(script, "list_runs", state="failed", since=datetime(2026, 11, 26, tzinfo=timezone.utc))
    assert [one.id for one in found] == ["a", "b"]
    assert dict(script.requests[1].url.params) == {
        "state": "failed", "from": "2026-11-26T00:00:00+00:00", "limit": "200", "cursor": "c==",
    }  # fmt: skip


def test_run_and_wait_follows_the_location_at_the_pace_that_the_app_names(call: Callable[..., Any]) -> None:
    script = Script(
        ok(run("queued"), 202, Location="https://elsewhere.example/api/exports/exp_1/runs/r?x=1", Retry_After="1"),
        ok(run("uploading"), 202, Retry_After="9"),
        ok(run("importing")),
        ok(run("completed_with_warnings")),
    )
    states: list[str] = []
    ended = call(script, "run_and_wait", "exp_1", on_progress=lambda one: states.append(one.state))
    assert ended.state == "completed_with_warnings"
    assert script.pauses == [9, 2]
    assert states == ["uploading", "importing", "completed_with_warnings"]
    # The credential goes to the app's own host, whatever the header says.
    assert {one.url.host for one in script.requests} == {"app.example"}
    assert script.seen == ["POST /api/exports/exp_1/runs", *["GET /api/exports/exp_1/runs/r?x=1"] * 3]


def test_a_function_key_uses_the_routes_for_machines(call: Callable[..., Any]) -> None:
    script = Script(ok(run("queued"), 202, Location="/api/exports/exp_1/run/r"), ok(run()))
    call(script, "run_and_wait", "exp_1", full=True, auth=FunctionKeyAuth("k"))
    assert script.seen == ["POST /api/exports/exp_1/run", "GET /api/exports/exp_1/run/r"]
    assert script.requests[0].content == b'{"full":true}'
    assert {one.headers["x-functions-key"] for one in script.requests} == {"k"}
    script = Script(ok(run()))
    call(script, "read_run", "r", export_id="exp_1", auth=FunctionKeyAuth("k"))
    call(script, "read_run", "r", export_id="exp_1")
    assert script.seen == ["GET /api/exports/exp_1/run/r", "GET /api/runs/r"]


@pytest.mark.parametrize("state", ["failed", "skipped", "canceled"])
def test_a_bad_end_is_an_error_that_has_the_run(call: Callable[..., Any], state: str) -> None:
    failure = {"type": "key-refused", "title": "Klaviyo refused the key", "detail": "Renew it."}
    script = Script(ok(run("queued"), 202), ok(run(state, error=failure)))
    with pytest.raises(RunNotSuccessful, match=r"Renew it\.") as caught:
        call(script, "run_and_wait", "exp_1")
    assert caught.value.run.state == state
    assert call(Script(ok(run("queued"), 202), ok(run(state))), "run_and_wait", "e", raise_on_failure=False)


def test_a_timeout_lets_the_run_continue_unless_told_otherwise(call: Callable[..., Any]) -> None:
    for cancel in (False, True):
        script = Script(ok(run("queued"), 202), ok(run("importing")))
        with pytest.raises(WaitTimeout, match="did not end within 5 s"):
            call(script, "run_and_wait", "exp_1", timeout=5, cancel_on_timeout=cancel)
        assert sum(script.pauses) == 5
        assert any("/cancel" in one for one in script.seen) is cancel


def test_a_wait_without_a_timeout_has_no_end_of_its_own(call: Callable[..., Any]) -> None:
    for name, waiting, argument in (
        ("preview_and_wait", ANSWERS["Preview"] | {"state": "preparing"}, "exp_1"),
        ("look_up_and_wait", ANSWERS["PersonLookup"] | {"state": "queued"}, "ann@example.com"),
        ("erase_and_wait", ANSWERS["Erasure"] | {"state": "queued"}, "ann@example.com"),
    ):
        script = Script(ok(waiting, 202), *[ok(waiting)] * 400, ok(waiting | {"state": "failed", "next_cursor": None}))
        assert call(script, name, argument, timeout=None).state == "failed"
        assert sum(script.pauses) > 600


@pytest.mark.parametrize("cancel", [True, False])
def test_an_interrupt_cancels_the_run_and_goes_on(call: Callable[..., Any], *, cancel: bool) -> None:
    script = Script(ok(run("queued"), 202), KeyboardInterrupt, ok(run("importing"), 202))
    with pytest.raises(KeyboardInterrupt):
        call(script, "run_and_wait", "exp_1", cancel_on_interrupt=cancel)
    assert (script.seen[-1] == f"POST /api/runs/{RUN['id']}/cancel") is cancel


async def test_cancelling_the_task_cancels_the_run() -> None:
    waiting = asyncio.Event()

    def look(_: httpx.Request) -> httpx.Response:
        waiting.set()
        return ok(run("importing"))

    script = Script(ok(run("queued"), 202), look, ok(run("canceled"), 202))
    async with AsyncClient(URL, transport=httpx.MockTransport(script)) as client:
        task = asyncio.create_task(client.run_and_wait("exp_1"))
        await waiting.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert script.seen[-1] == f"POST /api/runs/{RUN['id']}/cancel"


def test_an_app_that_restarts_is_waited_for(call: Callable[..., Any]) -> None:
    script = Script(ok(run("queued"), 202), httpx.ConnectError("down"), httpx.Response(502, text="<html>"), ok(run()))
    assert call(script, "run_and_wait", "exp_1").state == "successful"


def test_what_is_no_answer_of_the_app_is_told(call: Callable[..., Any]) -> None:
    with pytest.raises(UnexpectedAnswer, match="not a Run"):
        call(Script(httpx.Response(200, text="<html>Welcome</html>")), "read_run", "a")
    with pytest.raises(UnexpectedAnswer, match="redirects to https://login"):
        call(Script(httpx.Response(302, headers={"Location": "https://login.example"})), "read_run", "a")


def test_ids_cannot_lead_to_other_paths(call: Callable[..., Any]) -> None:
    script = Script(ok(run()))
    call(script, "read_run", "a/../b?c")
    assert script.seen == ["GET /api/runs/a%2F..%2Fb%3Fc"]
    with pytest.raises(InvalidId, match="cannot be an id"):
        call(script, "read_run", "..")


def test_an_empty_id_is_wrong_usage_of_the_command() -> None:
    """A script may have an empty variable where the id should be."""
    done = CliRunner().invoke(app, ["--app", URL, "--header", "a:b", "runs", "watch", ""])
    assert (done.exit_code, done.exception.__class__) == (64, SystemExit)


def test_credentials_are_sent_over_https_only() -> None:
    with pytest.raises(ValueError, match="https://"):
        Client("http://app.example", HeaderAuth({"a": "b"}))
    Client("http://127.0.0.1:7071").close()


class Token:
    def __init__(self, token: str, expires_on: int) -> None:
        self.token, self.expires_on = token, expires_on


class Issuer:
    def __init__(self, *tokens: Token | Exception) -> None:
        self.tokens = list(tokens)
        self.scopes: list[str] = []

    def get_token(self, *scopes: str) -> Token:
        self.scopes += scopes
        token = self.tokens.pop(0)
        if isinstance(token, Exception):
            raise token
        return token


def test_a_token_is_renewed_before_its_end(call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("segments_to_klaviyo.auth.time.time", lambda: 1000)
    issuer = Issuer(Token("one", 1200), Token("two", 9000))
    auth = TokenAuth("client", issuer)
    script = Script(ok(ANSWERS["Me"]))
    for _ in range(3):
        call(script, "me", auth=auth)
    assert [one.headers["authorization"] for one in script.requests] == ["Bearer one", "Bearer two", "Bearer two"]
    assert set(issuer.scopes) == {"api://client/.default"}


def test_a_failed_sign_in_names_the_cause(call: Callable[..., Any]) -> None:
    from azure.core.exceptions import ClientAuthenticationError

    auth = TokenAuth("client", Issuer(ClientAuthenticationError("Please run az login\nDetails")))
    with pytest.raises(SignInFailed, match="Please run az login"):
        call(Script(ok({})), "me", auth=auth)


def test_retry_after_takes_seconds_and_dates() -> None:
    now = datetime(2026, 11, 26, tzinfo=timezone.utc)
    assert retry_after({"retry-after": "12"}) == 12
    assert retry_after({"retry-after": format_datetime(now + timedelta(seconds=90), usegmt=True)}, now) == 90
    assert retry_after({"retry-after": "soon"}) is None
    assert retry_after({}) is None
