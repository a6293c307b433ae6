"""A list read back from Klaviyo: missing, suppressed and foreign people, and the repair."""

import asyncio
import csv
import json
import random
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from local.klaviyo import MAIN_KEY
from shared.api.exports import read_export
from shared.api.list_checks import list_checks_of_export, read_differences
from shared.api.overview import read_overview
from shared.api.run_files import MAX_DOWNLOAD_BYTES
from shared.domain import Export
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.identity import Person
from shared.domain.list_check import ListCheck, ListCheckCounts
from shared.domain.messages import CheckList, Queue
from shared.errors import Conflict, TooLarge
from shared.planning.list_compare import ListCompare
from shared.planning.snapshot_compare import Baseline
from shared.runs.list_check import (
    check_list,
    look_after_list_checks,
    repair_list,
    request_list_check,
)
from shared.runs.recovery import handle_poison
from tests.fakes.api_calls import answer
from tests.fakes.small_app import LIST, SmallApp, small_app
from tests.fakes.waiting import rounds

HEADERS = {"Authorization": f"Klaviyo-API-Key {MAIN_KEY}", "revision": "2026-10-15"}


@pytest.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as made:
        yield made


def people(*numbers: int) -> list[dict[str, str]]:
    return [{"Email": f"P{n}@example.com", "Name": f"N{n}"} for n in numbers]


async def profile_ids(app: SmallApp, *emails: str) -> list[dict[str, str]]:
    members = await app.members()
    return [{"type": "profile", "id": members[email]["id"]} for email in emails]


async def leave(app: SmallApp, *emails: str) -> None:
    """Remove people from the list in Klaviyo, past the app."""
    body = {"data": await profile_ids(app, *emails)}
    path = f"/api/lists/{LIST}/relationships/profiles"
    assert (await app.http.request("DELETE", path, json=body, headers=HEADERS)).is_success


async def join(app: SmallApp, email: str) -> None:
    """Add a person to the list in Klaviyo, past the app."""
    attributes = {"profiles": {"data": [{"type": "profile", "attributes": {"email": email}}]}}
    relationships = {"lists": {"data": [{"type": "list", "id": LIST}]}}
    data = {"type": "profile-bulk-import-job", "attributes": attributes, "relationships": relationships}
    answer = await app.http.post("/api/profile-bulk-import-jobs", json={"data": data}, headers=HEADERS)
    assert answer.is_success, answer.text
    while email not in await app.members():
        await asyncio.sleep(0.01)


async def stored(app: SmallApp) -> Export:
    export: Export = (await app.context.exports.get("exp_1")).value
    return export


async def checked(app: SmallApp) -> ListCheck:
    check = await request_list_check(app.context, await stored(app), "ann")
    return await ended(app, check.id)


async def ended(app: SmallApp, check_id: str) -> ListCheck:
    for _ in rounds():
        await app.work()
        found: ListCheck = (await app.context.list_checks.get(check_id)).value
        if not found.is_open:
            break
        await asyncio.sleep(0.002)
    return found


async def shown(app: SmallApp) -> tuple[tuple[int, int, int, str | None], int]:
    """What the export's answer has of the last check: three counts, the repair. And what the overview counts."""
    export = json.loads((await answer(app.context, read_export, "exp_1")).body)
    overview = json.loads((await answer(app.context, read_overview)).body)
    assert [one["id"] for one in overview["missing"]] == ["exp_1"] * overview["counts"]["missing"]
    found = export["last_list_check"]
    return (found["missing"], found["suppressed"], found["foreign"], found["repaired_by"]), overview["counts"][
        "missing"
    ]


async def differences(app: SmallApp, check: ListCheck) -> dict[str, str]:
    data = await app.context.stored_files.read(layout.LIST_DIFFERENCES, check=check.id)
    assert data is not None
    return {row["identity"]: row["difference"] for row in csv.DictReader(data.decode().splitlines())}


async def test_each_difference_is_found_and_only_missing_people_are_sent_again(app: SmallApp) -> None:
    await app.export()
    app.segment(people(*range(20)))
    await app.run()
    await leave(app, "p3@example.com", "p4@example.com")
    await join(app, "stranger@example.com")
    await app.sim("POST", "/suppressions", {"email": "p5@example.com", "reason": "HARD_BOUNCE"})
    check = await checked(app)
    assert check.counts == ListCheckCounts(on_list=19, expected=20, missing=2, suppressed=1, foreign=1)
    assert await differences(app, check) == {
        "p3@example.com": "missing",
        "p4@example.com": "missing",
        "p5@example.com": "suppressed",
        "stranger@example.com": "foreign",
    }
    assert not [name for name in app.context.files.blobs if "/parts/" in name]
    assert await shown(app) == ((2, 1, 1, None), 1)

    before = len(await app.calls("bulk_import_profiles"))
    run = await app.ended((await repair_list(app.context, check, await stored(app), "ann")).id)
    assert (run.counts.accepted, run.counts.added, run.counts.unchanged) == (2, 2, 18)
    assert await shown(app) == ((2, 1, 1, run.id), 0)
    assert len(await app.calls("bulk_import_profiles")) == before + 1
    again = await checked(app)
    assert again.counts == ListCheckCounts(on_list=21, expected=20, suppressed=1, foreign=1)
    with pytest.raises(Conflict, match="already repairs the list"):
        await repair_list(app.context, (await app.context.list_checks.get(check.id)).value, await stored(app), "ann")


async def test_an_empty_list_has_everyone_missing(app: SmallApp) -> None:
    await app.export()
    app.segment(people(1, 2))
    await app.run()
    await leave(app, "p1@example.com", "p2@example.com")
    check = await checked(app)
    assert (check.parts, check.counts) == (0, ListCheckCounts(expected=2, missing=2))
    page = await answer(app.context, list_checks_of_export, "exp_1", query={"limit": "1"})
    assert [one["id"] for one in json.loads(page.body)["list_checks"]] == [check.id]


async def test_people_are_compared_by_the_identity_of_the_export(app: SmallApp) -> None:
    await app.export(mapping={"identity": "external_id", "external_id": "City", "email": "Email"})
    app.segment([{"Email": f"p{n}@example.com", "City": f"Id{n}"} for n in range(5)])
    await app.run()
    await leave(app, "p3@example.com")
    await join(app, "stranger@example.com")
    check = await checked(app)
    assert check.counts == ListCheckCounts(on_list=5, expected=5, missing=1, foreign=1)
    assert await differences(app, check) == {"Id3": "missing"}


async def test_people_with_any_identifier_are_listed_without_formulas_and_repaired(app: SmallApp) -> None:
    await app.export(mapping={"identity": "external_id", "external_id": "City", "email": "Email"})
    identifiers = ["'B'", "'B';\"1", "=1+1", "-2", "a,1"]
    app.segment([{"Email": f"p{n}@example.com", "City": one} for n, one in enumerate(["Id", *identifiers])])
    await app.run()
    await leave(app, *(f"p{n}@example.com" for n in range(1, 6)))
    check = await checked(app)
    assert (await differences(app, check)).keys() == {"'B'", "'B';\"1", "'=1+1", "'-2", "a,1"}
    run = await app.ended((await repair_list(app.context, check, await stored(app), "ann")).id)
    assert (run.counts.added, run.counts.unchanged) == (5, 1)
    app.context.files.blobs[f"list-checks/{check.id}/differences.csv"] = bytes(MAX_DOWNLOAD_BYTES + 1)
    with pytest.raises(TooLarge, match="Download it from storage"):
        await answer(app.context, read_differences, check.id)


async def test_reading_goes_on_where_it_stopped(app: SmallApp) -> None:
    await app.export()
    app.segment(people(*range(430)))
    await app.run()
    await app.sim("POST", "/faults", {"action": "status", "status": 429, "path": f"/lists/{LIST}/profiles", "skip": 2,
                                      "times": 1, "headers": {"Retry-After": "0"}})  # fmt: skip
    check = await checked(app)
    assert (check.parts, check.counts) == (2, ListCheckCounts(on_list=430, expected=430))
    # A page that was read before is not read again.
    assert len(await app.calls("get_profiles_for_list")) == 5


@pytest.mark.parametrize("after", [False, True])
async def test_a_death_at_any_place_loses_nothing(app: SmallApp, after: bool) -> None:
    await app.export()
    app.segment(people(*range(12)))
    await app.run()
    await leave(app, "p3@example.com")
    for operation in range(1, 12, 2):
        check = await request_list_check(app.context, await stored(app), "ann")
        app.fate.left, app.fate.after = operation, after
        await app.work()
        app.fate.left = None
        # Its claim has to run out; then the sweep's message, or the same one again.
        for _ in rounds():
            await asyncio.sleep(0.01)
            app.messages.append((Queue.UPLOAD, CheckList(check_id=check.id)))
            await app.work()
            found = (await app.context.list_checks.get(check.id)).value
            if not found.is_open:
                break
        app.messages.clear()
        assert found.counts == ListCheckCounts(on_list=11, expected=12, missing=1), operation


async def test_a_run_in_between_makes_the_result_worthless(app: SmallApp) -> None:
    await app.export()
    app.segment(people(*range(12)))
    await app.run()
    check = await request_list_check(app.context, await stored(app), "ann")
    with pytest.raises(Conflict, match="is being checked"):
        await request_list_check(app.context, await stored(app), "ann")
    waiting, app.messages[:] = list(app.messages), []
    app.segment(people(*range(13)))
    await app.run()
    app.messages.extend(waiting)
    found = await ended(app, check.id)
    assert found.error is not None
    assert (found.state, found.error.type) == ("failed", "list-check-outdated")

    check = await checked(app)
    await leave(app, "p3@example.com")
    check = await checked(app)
    app.segment(people(*range(14)))
    await app.run()
    with pytest.raises(Conflict, match="has run since"):
        await repair_list(app.context, check, await stored(app), "ann")


async def test_what_cannot_be_checked_is_refused(app: SmallApp) -> None:
    export = await app.export()
    with pytest.raises(Conflict, match="has not sent anyone"):
        await request_list_check(app.context, export, "ann")
    app.segment(people(1))
    await app.run()
    check = await checked(app)
    with pytest.raises(Conflict, match="No one is missing"):
        await repair_list(app.context, check, export, "ann")
    # The list is gone at Klaviyo.
    await app.sim("DELETE", f"/lists/{LIST}")
    found = await checked(app)
    assert found.error is not None
    assert (found.state, found.error.type) == ("failed", "list-not-found")


async def test_the_sweep_begins_checks_that_are_due_and_deletes_old_ones(app: SmallApp) -> None:
    await app.export(check_list_every_days=7, schedule={"kind": "refresh"})
    app.segment(people(1, 2))
    await app.run()
    await look_after_list_checks(app.context)
    [check] = await app.context.list_checks.all()
    assert (await ended(app, check.id)).counts.on_list == 2
    await look_after_list_checks(app.context)
    assert len(await app.context.list_checks.all()) == 1, "not due again"

    await look_after_list_checks(app.context, now() + timedelta(days=40))
    [new] = await app.context.list_checks.all()
    assert new.id != check.id
    assert not [name for name in app.context.files.blobs if check.id in name]


async def test_erasing_deletes_what_checks_found_and_poison_ends_a_check(app: SmallApp) -> None:
    await app.export()
    app.segment(people(1, 2))
    await app.run()
    check = await checked(app)
    await app.erase(Person.of(email="p1@example.com"))
    assert await app.context.stored_files.read(layout.LIST_DIFFERENCES, check=check.id) is None

    app.segment(people(1, 2, 3))
    await app.run()
    stuck = await request_list_check(app.context, await stored(app), "ann")
    app.messages.clear()
    await handle_poison(app.context, Queue.UPLOAD, CheckList(check_id=stuck.id).model_dump_json())
    await check_list(app.context, stuck.id)
    assert not [name for name in app.context.files.blobs if "/parts/" in name]
    assert not (await app.context.list_checks.get(stuck.id)).value.is_open


@pytest.mark.parametrize("seed", range(3))
def test_random_lists(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    universe = [f"u{n}@example.com" for n in range(400)]
    managed, departed = set(rng.sample(universe, 200)), set(rng.sample(universe, 60))
    on_list = {one: rng.random() < 0.2 for one in rng.sample(universe, 220)}
    snapshot = tmp_path / "snapshot.parquet"
    with duckdb.connect() as db:
        db.execute("CREATE TABLE s (identity VARCHAR, fingerprint UBIGINT, fields UINTEGER, consented UINTEGER, "
                   "managed BOOLEAN, departed_at DATE)")  # fmt: skip
        db.executemany(
            "INSERT INTO s VALUES (?, 1, 0, 0, ?, ?)",
            [(one, one in managed, "2026-01-01" if one in departed else None) for one in universe],
        )
        db.execute(f"COPY s TO '{snapshot}' (FORMAT parquet)")
    # Some are read twice: the list changed while its pages were read.
    lines = [f"{one},{int(bad)}" for one, bad in on_list.items()] + [f"{one},0" for one in rng.sample([*on_list], 30)]
    compare = ListCompare(tmp_path, threads=1)
    for number, start in enumerate(range(0, len(lines), 100)):
        part = tmp_path / f"{number}.csv"
        part.write_text("\n".join(lines[start : start + 100]) + "\n")
        compare.add(part)
    out = tmp_path / "out.csv"
    counts = compare.compare(Baseline((snapshot,), fingerprints=True, list=True), out)
    compare.close()
    found = {row["identity"]: row["difference"] for row in csv.DictReader(out.read_text().splitlines())}
    expected = {}
    for one in universe:
        here = managed - departed
        if one in here and one not in on_list:
            expected[one] = "missing"
        elif one in here and on_list[one]:
            expected[one] = "suppressed"
        elif one in on_list and one not in managed:
            expected[one] = "foreign"
    assert found == expected
    assert (counts.on_list, counts.expected) == (len(on_list), len(managed - departed))
