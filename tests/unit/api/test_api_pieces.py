"""Paging, ETags, audit entries, versions of a segment: functions of the API without I/O."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.api.http import Request, json_response, problem_response
from shared.api.operations import IfMatch, etag
from shared.api.paging import HistoryQuery, NameQuery, cursor_text, page_by_name
from shared.api.permissions import Principal, Role, find_connection, find_export
from shared.api.runs import Start, find_run
from shared.api.schedules import SchedulesChange
from shared.domain import Export, Mapping, SegmentUpdated
from shared.domain.audit_record import MAX_VALUE_CHARACTERS, Change, entry_id, id_prefix
from shared.domain.schedule import SeenVersion
from shared.errors import Conflict, Invalid, NotFound, PreconditionFailed
from shared.runs.segment_updates import Version
from shared.segments.catalog import may_update
from shared.texts import text

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def export(**changes: Any) -> Export:
    values: dict[str, Any] = {
        "id": "exp_1", "name": "One", "connection_id": "con_1", "list_id": "L1", "segments": ["A"],
        "mapping": Mapping(email="E"), "created_at": NOON, "updated_at": NOON, "scheduled_at": NOON,
    }  # fmt: skip
    return Export(**(values | changes))


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "201"}, "limit"),
        ({"limit": "²"}, "limit"),
        ({"limit": "9" * 5000}, "limit"),
        ({"cursor": "x"}, "cursor"),
        ({"cursor": "bnVsbA=="}, "cursor"),
        ({"cursor": "eyJhIjogImIifQ=="}, "cursor"),
        ({"cursor": base64.b64encode(b'{"RowKey": "\\ud800"}').decode()}, "cursor"),
        ({"cursor": base64.b64encode(b'{"PartitionKey": "a\\udfffb", "RowKey": "1"}').decode()}, "cursor"),
        ({"cursor": base64.b64encode(b"[" * 100_000).decode()}, "cursor"),
        ({"cursor": base64.b64encode(json.dumps({"RowKey": "x" * 10_000}).encode()).decode()}, "cursor"),
        ({"from": "yesterday"}, "from"),
        ({"to": "0001-01-01"}, "to"),
        ({"to": "9999-12-31T23:59:59+14:00"}, "to"),
    ],
)
def test_wrong_paging_names_the_parameter(query: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        Request("GET", "/api/runs", query).parameters(HistoryQuery)
    assert caught.value.field == field


def test_paging_accepts_its_own_cursor() -> None:
    following = {"PartitionKey": "run", "RowKey": "79"}
    query = {"limit": "7", "cursor": str(cursor_text(following)), "from": "2026-11-21T13:00+01:00"}
    page = Request("GET", "/", query).parameters(HistoryQuery)
    assert (page.limit, page.cursor, page.since, page.until) == (7, following, NOON, None)


def test_lists_are_searched_and_paged_by_name() -> None:
    things = [("b", "2"), ("A", "9"), ("B", "1"), ("Ab", "3"), ("Straße", "4")]

    def ask(**query: str) -> tuple[list[str], str | None]:
        parameters = Request("GET", "/", query).parameters(NameQuery)
        page = page_by_name(parameters, things, lambda thing: thing[0], lambda thing: thing[1])
        return [key for _, key in page.items], page.next_cursor

    assert ask() == (["9", "3", "1", "2", "4"], None)
    assert ask(name="B") == (["3", "1", "2"], None)
    assert ask(name="STRASSE") == (["4"], None)
    seen, cursor = ask(limit="2")
    while cursor:
        more, cursor = ask(limit="2", cursor=cursor)
        seen += more
    assert seen == ask()[0]
    with pytest.raises(Invalid):
        ask(limit="0")


@pytest.mark.parametrize("wrong", [0, "true", "false", [], {}])
def test_values_of_bodies_are_not_converted(wrong: Any) -> None:
    with pytest.raises(Invalid) as caught:
        Request("PATCH", "/", body=json.dumps({"enabled": wrong}).encode()).json(SchedulesChange)
    assert caught.value.field == "enabled"


def test_a_problem_lists_a_hundred_errors_and_counts_the_others() -> None:
    body = json.dumps({f"unknown{number}": 0 for number in range(30_000)}).encode()
    with pytest.raises(Invalid) as caught:
        Request("POST", "/", body=body).json(Start)
    answer = problem_response(caught.value)
    told = json.loads(answer.body)
    assert (len(told["errors"]), told["more_errors"]) == (100, 29_900)
    assert told["errors"][0]["code"] == "field-unknown"
    assert told["parameters"] == {"field": "unknown0", "problem": text("field-unknown").model_dump()}
    assert len(answer.body) < 20_000
    in_use = problem_response(
        Conflict(text("key-of-other-account"), errors=[{"id": f"exp_{number}"} for number in range(103)])
    )
    told = json.loads(in_use.body)
    assert (len(told["errors"]), told["more_errors"], told["detail"]) == (
        100,
        3,
        str(text("key-of-other-account")),
    )


@pytest.mark.parametrize(
    "body",
    [{"x" * 900_000: 1}, {"schedule": {"kind": "x" * 900_000}}, {"exports": ["x" * 900_000]}],
)
def test_a_problem_does_not_repeat_long_values(body: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as caught:
        Request("PATCH", "/", body=json.dumps(body).encode()).json(SchedulesChange)
    assert len(problem_response(caught.value).body) < 2_000


def test_half_a_surrogate_pair_in_a_value_is_answered() -> None:
    """A value of a segment may hold one: JSON can escape it."""
    assert json.loads(json_response({"examples": ["a\ud800b"]}).body) == {"examples": ["a?b"]}
    assert (
        json.loads(problem_response(Invalid(text("no-table", table="\ud800"))).body)["detail"] == "There is no table ?."
    )


WRONG_RUN_IDS = (
    "20261121-223210456-k3f9x2\n",
    "\u0662" * 8 + "-223210456-k3f9x2",
    "x20261121-223210456-k3f9x2",
    "",
    "x" * 9000,
)


@pytest.mark.parametrize("identifier", WRONG_RUN_IDS)
async def test_storage_is_not_read_for_an_invalid_run_id(identifier: str) -> None:
    without_storage: Any = None
    with pytest.raises(NotFound) as caught:
        await find_run(without_storage, identifier)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("identifier", ["con_1\n", "\ncon_1", "con_1/x", "con_\u0661", "", "x" * 9000])
async def test_storage_is_not_read_for_an_invalid_id(identifier: str) -> None:
    admin = Principal("1", "Ann", Role.ADMINISTRATOR)
    without_storage: Any = None
    for ask in (find_connection(without_storage, admin, identifier), find_export(without_storage, identifier)):
        with pytest.raises(NotFound):
            await ask


def test_an_etag_changes_when_users_change_the_object() -> None:
    plain = export()
    assert etag(plain) == etag(export())
    assert etag(plain) != etag(export(enabled=False))
    for header in (None, "*", etag(plain), f'"other", {etag(plain)}'):
        IfMatch(header).check(plain)
    with pytest.raises(PreconditionFailed):
        IfMatch('"other"').check(plain)


def test_audit_entries_keep_the_fields_that_differ() -> None:
    before, after = {"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}
    assert Change("exp_1", before, after).differing() == Change("exp_1", {"b": 2}, {"b": 3, "c": 4})
    assert Change("exp_1", None, {"a": 1}).differing() == Change("exp_1", None, {"a": 1})
    bounded = Change("exp_1", None, {"long": "x" * 50_000, "short": 1}).differing().after
    assert bounded == {"(left out)": "Further values are too long for the audit record.", "short": 1}
    many = {str(n): "x" * 100 for n in range(1000)}
    assert len(json.dumps(Change("exp_1", None, many).differing().after)) < 2 * MAX_VALUE_CHARACTERS


def test_audit_ids_sort_newest_first() -> None:
    assert entry_id(NOON) > entry_id(NOON + timedelta(milliseconds=1)) > id_prefix(NOON + timedelta(milliseconds=1))
    assert id_prefix(NOON) <= entry_id(NOON) < id_prefix(NOON) + "."


@pytest.mark.parametrize(
    ("blob", "segment", "expected"),
    [
        ("A/model.json", "A", True),
        ("x/A/model.json", "A", True),
        ("x/A/model.json", "A.Customers", True),
        ("x/A/default.manifest.cdm.json", "A", True),
        ("A/_delta_log/00000000000000000003.json", "A", True),
        ("A/_delta_log/_last_checkpoint", "A", False),
        ("model.json", "Customers", True),
        ("A/part-1.csv", "A", True),
        ("A.parquet", "A", True),
        ("A.csv", "A.Customers", False),
        ("AB/model.json", "A", False),
        ("A/_SUCCESS", "A", False),
    ],
)
def test_which_segment_a_blob_is_about(blob: str, segment: str, *, expected: bool) -> None:
    assert may_update(blob, segment) is expected


def test_a_version_is_new_once_and_complete_when_it_is_quiet() -> None:
    def written(at: datetime, digest: str, *, parts: bool = True, marked: bool = False) -> Version:
        return Version(SeenVersion(at=at, digest=digest), parts=parts, marked=marked)

    first = written(NOON, "one")
    assert not first.is_newer(first.seen)
    assert written(NOON, "two").is_newer(first.seen)
    assert written(NOON + timedelta(seconds=1), "one").is_newer(first.seen)
    assert not written(NOON - timedelta(seconds=9), "parts went away").is_newer(first.seen)
    assert not first.is_complete(SegmentUpdated(), NOON + timedelta(seconds=29))
    assert first.is_complete(SegmentUpdated(), NOON + timedelta(seconds=30))
    assert first.is_complete(SegmentUpdated(quiet_seconds=5), NOON + timedelta(seconds=5))
    assert written(NOON, "one", marked=True).is_complete(SegmentUpdated(quiet_seconds=500), NOON)
    assert written(NOON, "one", parts=False).is_complete(SegmentUpdated(), NOON)
