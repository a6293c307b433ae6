"""What is asked of Klaviyo, and errors sorted by what is to be done about them."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

import httpx
import pytest

from shared.domain.identity import Identity
from shared.domain.subscription import Channel
from shared.errors import AppError, BodyRefused, KeyRefused, ListNotFound, RateLimited, Unavailable
from shared.klaviyo import Budget, Endpoint, Klaviyo
from shared.storage.stored_body import StoredBody, pack_body
from tests.fakes.klaviyo_fake import KEY, Answer, Clock, Keys, Script, Store, error, klaviyo, ok, problem

JOB = {"id": "job1", "type": "profile-bulk-import-job", "attributes": {"status": "queued"}}
PROFILE = "/data/attributes/profiles/data"


async def test_a_body_is_posted_as_it_is() -> None:
    script = Script(ok({"data": JOB}, 202))
    assert await klaviyo(script).start_import(b'{"as": "it lies"}') == "job1"
    [request] = script.requests
    assert (request.method, str(request.url)) == ("POST", "https://klaviyo.example/api/profile-bulk-import-jobs")
    assert request.content == b'{"as": "it lies"}'
    assert request.headers["authorization"] == f"Klaviyo-API-Key {KEY}"
    assert request.headers["revision"] == "2026-10-15"
    assert request.headers["accept"] == request.headers["content-type"] == "application/vnd.api+json"


async def test_a_packed_body_is_posted_unpacked_with_its_length_also_a_second_time() -> None:
    body = b'{"as": "%s"}' % (b"it lies" * 200_000)
    script = Script(problem(401), ok({"data": JOB}, 202))
    assert await klaviyo(script, Keys("old", KEY)).start_import(StoredBody(pack_body([body], len(body)))) == "job1"
    assert [request.content for request in script.requests] == [body, body]
    assert {request.headers["content-length"] for request in script.requests} == {str(len(body))}
    assert not any("transfer-encoding" in request.headers for request in script.requests)


OWN = b'{"errors": [{"id": "1", "code": "%s", "title": "t", "detail": "because"}]}'


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (400, "invalid", BodyRefused),
        (401, "not_authenticated", KeyRefused),
        (401, "authentication_failed", KeyRefused),
        (401, "something_new", Unavailable),
        (403, "permission_denied", KeyRefused),
        (403, "something_new", Unavailable),
        (404, "not_found", ListNotFound),
        (409, "duplicate_profile", BodyRefused),
        (413, "payload_too_large", BodyRefused),
        (422, "invalid", BodyRefused),
        (429, "throttled", RateLimited),
        (500, "error", Unavailable),
        (502, "error", Unavailable),
        (503, "unavailable", Unavailable),
        (301, "error", Unavailable),
    ],
)
async def test_status_and_code_of_klaviyos_own_errors_decide(status: int, code: str, expected: type[AppError]) -> None:
    with pytest.raises(AppError, match="because") as caught:
        await klaviyo(Script(httpx.Response(status, content=OWN % code.encode()))).start_import(b"{}")
    assert type(caught.value) is expected


OTHERS = [
    (b"<html>Just a moment...</html>", {"content-type": "text/html"}),
    (OWN % b"permission_denied", {"cf-mitigated": "challenge"}),
    (OWN % b"not_found", {"content-type": "text/html; charset=UTF-8"}),
    (b'{"message": "Forbidden"}', {"content-type": "application/json"}),
    (b'{"errors": [{"message": "no JSON:API"}]}', {}),
    (b'{"errors": {}}', {}),
    (b'{"errors": []}', {}),
    (b'{"errors": [1, null]}', {}),
    (b"[]", {}),
    (b"null", {}),
    (b"[" * 100_000, {}),
    ((OWN % b"not_found")[:-9], {}),
    (b"\xff\xfe", {}),
    (b"", {}),
]
"""What a content delivery network, a gateway or a cut connection answers."""


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 405, 409, 410, 413, 421, 422, 451, 500, 503])
@pytest.mark.parametrize(("body", "headers"), OTHERS)
async def test_an_error_that_is_not_klaviyos_own_says_nothing_for_good(
    status: int, body: bytes, headers: dict[str, str]
) -> None:
    answer = httpx.Response(status, content=body, headers=headers)
    for call in CALLS:
        with pytest.raises(Unavailable):
            await call(klaviyo(Script(answer)))


@pytest.mark.parametrize("status", [200, 201, 202, 204])
@pytest.mark.parametrize("body", [*(body for body, _ in OTHERS), b'{"data": {"id": null}}', b'{"data": [{"id": 5}]}'])
async def test_a_success_of_another_shape_says_nothing(status: int, body: bytes) -> None:
    for call in CALLS:
        client = klaviyo(Script(httpx.Response(status, content=body)))
        try:
            result = await call(client)
        except Unavailable:
            continue
        if call in LISTING:
            assert b'"data": [' in body
        else:
            # The calls whose answer needs no content.
            assert result is None
            assert status in (202, 204)
            assert body == b"" or b'"data"' in body


CALLS: list[Callable[[Klaviyo], Awaitable[object]]] = [
    lambda k: k.account(),
    lambda k: k.get_list("LIST01"),
    lambda k: k.get_lists(),
    lambda k: k.create_list("name"),
    lambda k: k.start_import(b"{}"),
    lambda k: k.recent_jobs(since=datetime(2026, 1, 1, tzinfo=UTC)),
    lambda k: k.job("job1"),
    lambda k: k.import_failures("job1"),
    lambda k: k.members("LIST01", Identity.EMAIL, ["a@example.com"]),
    lambda k: k.remove_members("LIST01", ["1"]),
    lambda k: k.clear_fields(Identity.EMAIL, "a@example.com", ["title"]),
    lambda k: k.subscribe("LIST01", Channel.EMAIL, [("a@example.com", None)], historical=False, source=None),
    lambda k: k.request_deletion(Identity.EMAIL, "a@example.com"),
]


LISTING = (CALLS[5], CALLS[7])
"""Jobs of others may be unreadable; an import error of another shape is one all the same."""


@pytest.mark.parametrize(("status", "code", "allowed"), [(403, "permission_denied", False), (400, "invalid", True)])
async def test_a_scope_is_missing_only_by_klaviyos_own_word(status: int, code: str, *, allowed: bool) -> None:
    own = klaviyo(Script(httpx.Response(status, content=OWN % code.encode())))
    assert await own.is_permitted("POST", "/api/lists", Endpoint.LISTS, b"{}") is allowed
    for body, headers in OTHERS:
        other = klaviyo(Script(httpx.Response(status, content=body, headers=headers)))
        with pytest.raises(Unavailable):
            await other.is_permitted("POST", "/api/lists", Endpoint.LISTS, b"{}")


async def test_a_whole_call_ends_in_time_however_slowly_the_answer_comes() -> None:
    """A byte now and then: no single read takes long."""

    async def trickle(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 202 Accepted\r\ncontent-length: 1000\r\n\r\n")
        with suppress(OSError):
            for _sent in range(1000):
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0.02)
        writer.close()

    async with (
        await asyncio.start_server(trickle, "127.0.0.1", 0) as server,
        httpx.AsyncClient(trust_env=False) as http,
    ):
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        client = Klaviyo(http, url, "2026-10-15", Keys(KEY), Budget(Store(), None), timeout_seconds=0.3)
        with pytest.raises(Unavailable, match=r"within 0\.3 seconds"):
            await asyncio.wait_for(client.start_import(b"{}"), 60)


async def test_a_key_that_comes_slowly_counts_in_the_calls_time() -> None:
    async def slow_vault(*, refused: str | None = None) -> str:
        await asyncio.sleep(30)
        return KEY

    async with httpx.AsyncClient(transport=httpx.MockTransport(Script(ok({"data": JOB}, 202)))) as http:
        client = Klaviyo(
            http, "https://k.example", "2026-10-15", slow_vault, Budget(Store(), None), timeout_seconds=0.2
        )
        with pytest.raises(Unavailable, match="within"):
            await asyncio.wait_for(client.start_import(b"{}"), 60)


@pytest.mark.parametrize(
    "failure",
    [httpx.ConnectError("x"), httpx.ReadTimeout("x"), httpx.WriteError("x"), httpx.RemoteProtocolError("x")],
)
async def test_no_answer_is_unavailable(failure: Exception) -> None:
    with pytest.raises(Unavailable, match=type(failure).__name__):
        await klaviyo(Script(failure)).start_import(b"{}")


async def test_success_that_is_no_json_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="is not a valid answer to this call"):
        await klaviyo(Script(httpx.Response(200, content=b"<html>"))).account()


async def test_pointers_name_the_offenders() -> None:
    refusal = problem(
        400,
        error("bad email", f"{PROFILE}/17/attributes/email"),
        error("bad phone", f"{PROFILE}/17/attributes/phone_number"),
        error("bad phone", f"{PROFILE}/3/attributes/phone_number"),
        error("whole", f"{PROFILE}/9"),
        error("elsewhere", "/data/attributes/profiles/data"),
        error("none", None),
        {"code": "invalid", "detail": "no source"},
        {"code": "invalid", "detail": "null source", "source": None},
        {"code": "invalid", "detail": "odd source", "source": "/data"},
        error("beyond", f"{PROFILE}/{'9' * 5000}"),
    )
    with pytest.raises(BodyRefused) as caught:
        await klaviyo(Script(refusal)).start_import(b"{}")
    assert caught.value.offenders == {17: "bad email", 3: "bad phone", 9: "whole"}
    assert caught.value.status == 400


async def test_a_400_that_points_at_the_list_is_a_missing_list() -> None:
    refusal = problem(400, error("no such list", "/data/relationships/lists/data/0/id"))
    with pytest.raises(ListNotFound, match="no such list"):
        await klaviyo(Script(refusal)).start_import(b"{}")
    with pytest.raises(ListNotFound, match="'LIST01'"):
        await klaviyo(Script(problem(404, error("x")))).get_list("LIST01")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        ("0", 1),
        ("67608", 67608),
        ("99999999", 7 * 24 * 3600),
        ("inf", 10),
        ("nan", 10),
        ("soon", 10),
        (None, 10),
    ],
)
async def test_retry_after(header: str | None, seconds: float) -> None:
    headers = {} if header is None else {"retry-after": header}
    with pytest.raises(RateLimited) as caught:
        await klaviyo(Script(problem(429, **headers))).start_import(b"{}")
    assert caught.value.retry_after == seconds


ACCOUNT = {"data": [{"id": "ACC", "attributes": {"contact_information": {"organization_name": "Contoso"}}}]}


async def test_a_rotated_key_is_read_anew_once() -> None:
    keys = Keys("pk_old", "pk_new")
    script = Script(problem(401, error("wrong key", code="authentication_failed")), ok(ACCOUNT))
    assert (await klaviyo(script, keys).account()).name == "Contoso"
    assert [r.headers["authorization"] for r in script.requests] == [
        "Klaviyo-API-Key pk_old",
        "Klaviyo-API-Key pk_new",
    ]
    assert keys.asked == [False, True]


async def test_a_key_that_stays_wrong_is_refused_after_one_look() -> None:
    keys = Keys("pk_old", "pk_new", "pk_newer")
    script = Script(problem(401, error("wrong key", code="authentication_failed")))
    with pytest.raises(KeyRefused, match="wrong key"):
        await klaviyo(script, keys).account()
    assert len(script.requests) <= 2
    assert keys.asked == [False, True]


async def test_a_403_asks_for_no_other_key() -> None:
    keys = Keys("pk_old", "pk_new")
    with pytest.raises(KeyRefused, match="scopes"):
        await klaviyo(Script(problem(403, error("missing scopes", code="permission_denied"))), keys).account()
    assert keys.asked == [False]


@pytest.mark.parametrize("key", ["pk_line\nbreak", "pk_nön_ascii", "pk_\x00null", "pk_trailing\n"])
async def test_a_key_that_fits_no_header_is_refused_and_not_shown(key: str) -> None:
    """Through httpx's own transport, which checks headers; nobody listens at the port."""

    async def nobody(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(nobody, "127.0.0.1", 0) as server, httpx.AsyncClient(trust_env=False) as http:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        with pytest.raises(KeyRefused) as caught:
            await Klaviyo(http, url, "2026-10-15", Keys(key), Budget(Store(), None), timeout_seconds=5).account()
    assert "pk_" not in str(caught.value)


async def test_no_error_shows_the_key() -> None:
    answers = [problem(status, error("because")) for status in (400, 401, 403, 404, 429, 500)]
    failures = [httpx.ConnectError(f"x {KEY}"), ValueError(f"header {KEY}"), httpx.InvalidURL(f"url {KEY}")]
    given: list[Answer] = [*answers, *failures]
    for answer in given:
        for call in (CALLS[0], CALLS[1], CALLS[4]):
            with pytest.raises(AppError) as caught:
                await call(klaviyo(Script(answer)))
            chain: BaseException | None = caught.value
            found: list[str] = []
            while chain is not None:
                found.append(f"{chain!r} {chain}")
                chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)
            assert KEY not in "".join(found)


# Pages.


def page(*ids: str, following: str | None = None) -> httpx.Response:
    data = [
        {
            "id": one,
            "attributes": {"name": f"List {one}", "status": "queued", "created_at": f"2026-01-0{one}T00:00:00Z"},
        }
        for one in ids
    ]
    return ok({"data": data, "links": {"next": following}})


async def test_only_the_cursor_is_taken_from_a_link() -> None:
    evil = "https://evil.example/api/steal?page%5Bcursor%5D=abc&page%5Bsize%5D=1&filter=x"
    script = Script(page("2", "1", following=evil), page("3"))
    assert [one.id for one in await klaviyo(script).get_lists()] == ["1", "2", "3"]
    second = script.requests[1].url
    assert (second.host, second.path) == ("klaviyo.example", "/api/lists")
    assert dict(second.params) == {"sort": "name", "page[cursor]": "abc"}


async def test_a_next_link_without_a_cursor_ends_the_pages() -> None:
    script = Script(page("1", following="https://klaviyo.example/api/lists?sort=name"))
    assert [one.id for one in await klaviyo(script).get_lists()] == ["1"]
    assert len(script.requests) == 1


async def test_jobs_are_read_back_to_a_time_and_no_further() -> None:
    link = "https://klaviyo.example/api/profile-bulk-import-jobs?page%5Bcursor%5D=n"
    script = Script(page("9", "8", following=link), page("7", "5", following=link), page("4"))
    jobs = await klaviyo(script).recent_jobs(since=datetime(2026, 1, 6, tzinfo=UTC))
    assert [job.id for job in jobs] == ["9", "8", "7", "5"]
    assert dict(script.requests[0].url.params) == {"sort": "-created_at", "page[size]": "100"}


async def test_import_errors_are_read_to_the_last_page() -> None:
    def failure(pointer: str | None, payload: object) -> dict[str, object]:
        return {"attributes": {"detail": "no", "source": {"pointer": pointer}, "original_payload": payload}}

    link = "https://klaviyo.example/x?page%5Bcursor%5D=n"
    first = {"data": [failure(f"{PROFILE}/5", {"email": "a@example.com"})], "links": {"next": link}}
    bare = [failure(None, {"type": "profile", "attributes": {"email": "b@example.com"}}), {"attributes": {}}]
    found = await klaviyo(Script(ok(first), ok({"data": bare, "links": {}}))).import_failures("job1")
    assert [(one.index, one.email) for one in found] == [(5, "a@example.com"), (None, "b@example.com"), (None, None)]
    assert found[2].detail == ""


async def test_a_job() -> None:
    attributes = {"status": "complete", "total_count": 9, "completed_count": 7, "failed_count": 2}
    job = await klaviyo(Script(ok({"data": {"id": "j", "attributes": attributes}}))).job("j")
    assert job is not None
    assert (job.ended, job.total, job.completed, job.failed, job.created_at) == (True, 9, 7, 2, None)
    assert await klaviyo(Script(problem(404, error("gone")))).job("j") is None
    for status, ended in (("queued", False), ("processing", False), ("cancelled", True), ("something new", True)):
        job = await klaviyo(Script(ok({"data": {"id": "j", "attributes": {"status": status}}}))).job("j")
        assert job is not None
        assert job.ended is ended


async def test_the_budget_is_asked_before_and_told_after() -> None:
    budget = Budget(Store(), "ACC", Clock())
    script = Script(problem(429, **{"retry-after": "30"}))
    with pytest.raises(RateLimited):
        await klaviyo(script, budget=budget).start_import(b"{}")
    with pytest.raises(RateLimited) as caught:
        await klaviyo(script, budget=budget).start_import(b"{}")
    assert caught.value.retry_after == 30
    assert len(script.requests) == 1, "the second was not sent at all"


@pytest.mark.parametrize("status", [400, 409, 413, 422])
async def test_a_refused_look_at_a_job_is_tried_again(status: int) -> None:
    """The request holds nothing that could be refused, and a step that polls expects no BodyRefused."""
    refused = Script(httpx.Response(status, content=OWN % b"invalid"))
    for look in (klaviyo(refused).job("j"), klaviyo(refused).recent_jobs(since=datetime(2026, 1, 1, tzinfo=UTC))):
        with pytest.raises(Unavailable):
            await look
    with pytest.raises(Unavailable):
        await klaviyo(refused).import_failures("j")


def found(**attributes: str) -> dict[str, object]:
    return {"type": "profile", "id": f"of {attributes}", "attributes": attributes}


async def test_nobody_is_removed_or_forgotten_whose_identifier_is_not_exactly_the_one_asked_for() -> None:
    """How Klaviyo compares external ids is not documented."""
    right, wrong = found(external_id="A1"), found(external_id="a1")
    script = Script(ok({"data": [wrong, right]}))
    assert await klaviyo(script).members("LIST01", Identity.EXTERNAL_ID, ["A1", 'q"']) == [right["id"]]
    [request] = script.requests
    assert request.url.path == "/api/profiles", "the profiles of a list have no filter by external id"
    assert request.url.params["filter"] == r'any(external_id,["A1","q\""])'
    script = Script(ok({"data": [wrong]}))
    await klaviyo(script).request_deletion(Identity.EXTERNAL_ID, "A1")
    assert [request.method for request in script.requests] == ["GET"]
    script = Script(ok({"data": [found(phone_number="+12065550101")]}))
    assert await klaviyo(script).members("LIST01", Identity.PHONE_NUMBER, ["+12065550100"]) == []
    assert script.requests[0].url.path == "/api/lists/LIST01/profiles"
