"""Runs of exports whose segments are defined in the app, over tables as Synapse Link and delta-rs write them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import pytest

from shared.domain import Mode, Run, RunState
from shared.runs.retry import retry
from tests.fakes.customer_insights import (
    BY_SEGMENT,
    MEMBERSHIP,
    PROFILE,
    PROFILE_COLUMNS,
    csv_text,
    define,
    membership,
    profile,
    store,
)
from tests.fakes.small_app import SmallApp, error_of, small_app

MAPPING = {"email": "emailaddress1", "first_name": "firstname"}


@pytest.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as found:
        yield found


async def run_of(app: SmallApp, rule: Mapping[str, Any], tables: Sequence[str] = (), **changes: Any) -> Run:
    await define(app.context, rule, tables=tables)
    await app.export(segment="Defined", **({"mapping": MAPPING} | changes))
    return await app.run()


async def people(app: SmallApp) -> list[str]:
    return sorted(email.partition("@")[0] for email in await app.members())


def by_conditions(conditions: Any = None, **more: Any) -> dict[str, Any]:
    return {"kind": "conditions", "table": PROFILE, "conditions": conditions} | more


def is_in(column: str, *values: str) -> dict[str, Any]:
    return {"column": column, "operator": "is_any_of", "values": list(values)}


async def test_the_latest_profiles_of_the_present_members_are_sent(app: SmallApp) -> None:
    store(
        app.memory.segments,
        [
            [profile(1, 1, firstname="Old"), profile(2, 2), profile(3, 3), profile(4, 4)],
            [profile(1, 5, firstname="New"), profile(3, 6, IsDelete="True")],
        ],
        [
            [
                membership(1, 1, "Loyal", "Other"),
                membership(2, 2, "Loyal"),
                membership(3, 3, "Loyal"),
                membership(4, 4),
            ],
            [membership(2, 5, "Other"), membership(4, 6, "Loyal", IsDelete="True"), membership(5, 7, "Loyal")],
        ],
    )
    run = await run_of(app, BY_SEGMENT)
    assert (run.state, run.counts.read, run.counts.accepted) == (RunState.SUCCESSFUL, 1, 1)
    assert {email: one["first_name"] for email, one in (await app.members()).items()} == {"c1@example.com": "New"}


async def test_people_who_leave_the_segment_leave_the_list(app: SmallApp) -> None:
    profiles = [[profile(number, number) for number in range(1, 5)]]
    store(app.memory.segments, profiles, [[membership(number, number, "Loyal") for number in range(1, 5)]])
    await run_of(app, BY_SEGMENT, mode=Mode.MIRROR, removal_limit_percent=100)
    assert await people(app) == ["c1", "c2", "c3", "c4"]
    late = [membership(2, 9, "Other"), membership(3, 9, "Loyal", IsDelete="True")]
    store(app.memory.segments, profiles, [[membership(number, number, "Loyal") for number in range(1, 5)], late])
    run = await app.run()
    assert (run.counts.read, run.counts.unchanged, run.counts.removed) == (2, 2, 2)
    assert await people(app) == ["c1", "c4"]


async def test_conditions_are_about_the_latest_row_and_rejects_name_file_and_line(app: SmallApp) -> None:
    store(
        app.memory.segments,
        [
            [profile(1, 1, country="DE"), profile(2, 2, country="DE", emailaddress1="no address")],
            [profile(1, 3, country="AT"), profile(3, 4, country="AT"), profile(4, 5, country="DE")],
        ],
        [],
    )
    run = await run_of(app, by_conditions(is_in("country", "de")))
    assert (run.counts.read, run.counts.accepted, run.counts.rejected) == (2, 1, 1)
    assert await people(app) == ["c4"]
    rejects = app.memory.files.blobs[f"runs/{run.id}/rejects.csv"].decode()
    assert f"{PROFILE}/2026-01.csv,2," in rejects


async def test_columns_that_came_later_and_columns_that_are_chosen(app: SmallApp) -> None:
    newer = (*PROFILE_COLUMNS, ("loyalty", "string"))
    blobs = app.memory.segments
    store(blobs, [[profile(1, 1)], [profile(2, 2, loyalty="gold"), profile(3, 3, loyalty="blue")]], [], columns=newer)
    # Microsoft's description of append-only tables: rows that are older than a column are shorter.
    blobs.put(f"{PROFILE}/2026-01.csv", csv_text(PROFILE_COLUMNS, [profile(1, 1)]))
    mapping = {"email": "emailaddress1", "properties": {"*": "*"}}
    rule = by_conditions(
        {"any": [is_in("loyalty", "gold"), {"column": "loyalty", "operator": "is_blank"}]},
        columns=["emailaddress1", "loyalty"],
    )
    await run_of(app, rule, mapping=mapping)
    assert {email: one["properties"] for email, one in (await app.members()).items()} == {
        "c1@example.com": {},
        "c2@example.com": {"loyalty": "gold"},
    }


async def test_two_incremental_folders(app: SmallApp) -> None:
    blobs = app.memory.segments
    store(blobs, [[profile(1, 1), profile(2, 2)]], [[membership(1, 1, "Loyal"), membership(2, 2, "Loyal")]],
          "Dataverse/2026-11-01T08.00.00Z/")  # fmt: skip
    store(blobs, [[profile(2, 3, firstname="Bo")]], [[membership(1, 3, "Other")]], "Dataverse/2026-11-02T08.00.00Z/")
    members = BY_SEGMENT["members"] | {"table": f"Dataverse.{MEMBERSHIP}"}
    await run_of(app, BY_SEGMENT | {"table": f"Dataverse.{PROFILE}", "members": members})
    assert {email: one["first_name"] for email, one in (await app.members()).items()} == {"c2@example.com": "Bo"}


async def test_a_select(app: SmallApp) -> None:
    store(
        app.memory.segments,
        [[profile(1, 1, lastpurchase="2026-11-20"), profile(2, 2), profile(3, 3, lastpurchase="2020-01-01")],
         [profile(1, 4, country="DE", lastpurchase="2099-11-21", firstname="O'Neil")]],
        [[membership(1, 1, "Loyal"), membership(3, 3, "Loyal"), membership(2, 2, "Loyal", IsDelete="True")]],
    )  # fmt: skip
    sql = f"""
        WITH members AS (SELECT msdynci_customerid AS id FROM "{MEMBERSHIP}" WHERE msdynci_segments LIKE '%Loyal%')
        SELECT p.emailaddress1, p.firstname, 1.50 AS factor, $today AS day
        FROM "{PROFILE}" p JOIN members m ON m.id = p.msdynci_customerid
        WHERE TRY_CAST(p.lastpurchase AS TIMESTAMP) > $now - INTERVAL 30 DAY; -- with a comment
    """
    run = await run_of(
        app, {"kind": "select", "sql": sql}, [PROFILE, MEMBERSHIP], mapping=MAPPING | {"properties": {"*": "*"}}
    )
    assert (run.state, run.counts.read) == (RunState.SUCCESSFUL, 1)
    [one] = (await app.members()).values()
    assert (one["first_name"], one["properties"]["factor"]) == ("O'Neil", 1.5)


async def test_a_select_and_a_file_in_one_export(app: SmallApp) -> None:
    store(app.memory.segments, [[profile(1, 1), profile(2, 2, emailaddress1="x")]], [])
    app.memory.segments.put("Plain.csv", "emailaddress1,firstname\r\np@example.com,Pia\r\n")
    await define(app.context, {"kind": "select", "sql": f'FROM "{PROFILE}"'}, tables=[PROFILE])
    await app.export(segments=["Plain", "Defined"], mapping=MAPPING)
    run = await app.run()
    assert (run.counts.read, run.counts.accepted, run.counts.rejected) == (3, 2, 1)
    assert await people(app) == ["c1", "p"]
    rejects = app.memory.files.blobs[f"runs/{run.id}/rejects.csv"].decode()
    assert "\nDefined,2," in rejects.replace("\r", "")


@pytest.mark.parametrize(
    ("rule", "tables", "text"),
    [
        (by_conditions(table="gone"), ["gone"], "the table gone, which no longer exists"),
        (by_conditions(is_in("Country", "DE")), (), "has no column Country (did you mean country?)"),
        (by_conditions(columns=["emailaddress1", "shoe"]), (), "has no column shoe"),
        (BY_SEGMENT | {"members": BY_SEGMENT["members"] | {"key": "contact"}}, (), "has no column contact"),
        ({"kind": "select", "sql": f"SELECT shoe FROM {PROFILE}"}, [PROFILE], 'Referenced column "shoe" not found'),
        ({"kind": "select", "sql": f"SELECT emailaddress1::INT FROM {PROFILE}"}, [PROFILE], "failed on a value"),
    ],
)  # fmt: skip
async def test_a_definition_that_does_not_fit_its_tables(
    app: SmallApp, rule: dict[str, Any], tables: Sequence[str], text: str
) -> None:
    store(app.memory.segments, [[profile(1, 1)]], [[membership(1, 1, "Loyal")]])
    error = error_of(await run_of(app, rule, tables))
    assert error.type == "definition-invalid"
    assert text in error.detail
    assert "example.com" not in error.detail


async def test_a_broken_row_of_profiles_is_rejected_and_one_of_members_stops_the_run(app: SmallApp) -> None:
    blobs = app.memory.segments
    store(blobs, [[profile(1, 1), profile(2, 2)]], [[membership(1, 1, "Loyal")]])
    blobs.put(f"{PROFILE}/2026-01.csv", blobs.blobs[f"{PROFILE}/2026-01.csv"] + b'"broken"quote","x"\r\n')
    run = await run_of(app, BY_SEGMENT)
    assert (run.counts.read, run.counts.accepted, run.counts.rejected) == (2, 1, 1)
    blobs.put(f"{MEMBERSHIP}/2026-01.csv", blobs.blobs[f"{MEMBERSHIP}/2026-01.csv"] + b'"broken"quote","x"\r\n')
    error = error_of(await app.run())
    assert error.type == "segment-unreadable"
    assert f"{MEMBERSHIP}/2026-01.csv, line 2: " in error.detail


async def test_a_run_keeps_the_definition_that_it_began_with(app: SmallApp) -> None:
    store(app.memory.segments, [[profile(1, 1, country="DE"), profile(2, 2, country="AT")]], [])
    await define(app.context, by_conditions(is_in("country", "DE")))
    await app.export(segment="Defined", mapping=MAPPING)
    run_id = await app.start()
    run = await app.ended(run_id)
    assert [one.name for one in run.definitions] == ["Defined"]
    await define(app.context, by_conditions(is_in("country", "AT")))
    assert (await app.context.runs.get(run_id)).value.definitions[0].rule.conditions.values == ["DE"]
    await app.run()
    assert await people(app) == ["c1", "c2"]


async def test_a_retry_reads_the_definition_and_the_day_of_the_run_that_it_repeats(app: SmallApp) -> None:
    store(app.memory.segments, [[profile(1, 1, country="DE"), profile(2, 2, country="AT")]], [])
    await app.sim("POST", "/jobs", {"fail_emails": ["c1@example.com"]})
    run = await run_of(app, by_conditions(is_in("country", "DE")))
    assert run.counts.failed == 1, "the test needs a profile that was not accepted"
    await app.sim("POST", "/jobs", {})
    await define(app.context, by_conditions(is_in("country", "AT")))
    again = await app.ended((await retry(app.context, run.id, "a test")).id)
    assert (again.definitions, again.counts.read) == (run.definitions, 1)
