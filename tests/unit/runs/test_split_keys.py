"""Tables of changes and segments by conditions, prepared in pieces: the same as in one piece, person by person."""

from __future__ import annotations

import random
from typing import Any

import pytest

from shared.domain import Mode, Run, RunState
from shared.domain.split import Stage
from tests.fakes.customer_insights import (
    BY_SEGMENT,
    PROFILE,
    PROFILE_COLUMNS,
    define,
    membership,
    profile,
    store,
)
from tests.fakes.effort import examples
from tests.fakes.large_segment import LITTLE_DISK, PADDING
from tests.fakes.small_app import SmallApp, error_of, small_app

MAPPING = {"email": "emailaddress1", "first_name": "firstname", "external_id": "msdynci_customerid"}
COLUMNS = (*PROFILE_COLUMNS[:-2], ("padding", "string"), *PROFILE_COLUMNS[-2:])
PADDED = [profile(9_999, 1, padding=PADDING, IsDelete="True")] * 600
"""Rows that make the table large: changes of a profile that is deleted."""
IN_GERMANY = {"column": "country", "operator": "is_any_of", "values": ["DE"]}
RULES: list[dict[str, Any] | None] = [
    # The changes alone; conditions; members; both.
    None,
    {"kind": "conditions", "table": PROFILE, "conditions": IN_GERMANY},
    BY_SEGMENT,
    BY_SEGMENT | {"conditions": IN_GERMANY, "columns": ["emailaddress1", "firstname", "msdynci_customerid"]},
]


def random_changes(rng: random.Random, people: int, changes: int) -> tuple[list[list[Any]], list[list[Any]]]:
    """Return changes of profiles and of memberships, in three partitions each: newer, older, deleted, without a key."""
    profiles: list[list[Any]] = [[], [], []]
    members: list[list[Any]] = [[], [], []]
    for _ in range(changes):
        number, version = rng.randrange(people), rng.choice(["", *map(str, range(5))])
        common = {
            "versionnumber": version,
            "SinkModifiedOn": rng.choice(["", "2026-11-01T08:00:00Z", "2026-11-02T08:00:00Z"]),
            "IsDelete": rng.choice(["", "", "", "True"]),
        } | ({"Id": ""} if rng.random() < 0.1 else {})
        if rng.random() < 0.6:
            row = profile(number, 0, **common, country=rng.choice(["DE", "DE", "AT"]), firstname=rng.choice("ab"))
            # Several profiles of one person, profiles without a person, and without the key of members.
            row |= rng.choice([{}, {}, {"emailaddress1": "c1@example.com"}, {"emailaddress1": ""}])
            profiles[rng.randrange(3)].append(row | rng.choice([{}, {}, {}, {"msdynci_customerid": ""}]))
        else:
            segments = rng.choice([["Loyal"], ["Loyal"], ["New", "Loyal"], ["New"]])
            members[rng.randrange(3)].append(membership(number, 0, *segments, **common))
    return profiles, members


async def story(app: SmallApp, rule: dict[str, Any] | None, versions: list[Any], *, split: bool) -> list[Any]:
    """Run a mirror of several versions of the tables. Return what a user sees."""
    seen: list[Any] = []
    if rule is not None:
        await define(app.context, rule)
    segment = "Defined" if rule else PROFILE
    await app.export(segment=segment, mapping=MAPPING, mode=Mode.MIRROR, removal_limit_percent=100)
    for profiles, members in versions:
        store(app.memory.segments, [*profiles, PADDED], members, columns=COLUMNS)
        run = await app.run()
        assert (run.split is not None) == split
        rejects = app.context.files.blobs.get(f"runs/{run.id}/rejects.csv", b"").decode()
        seen += [run.counts, run.state, run.error, run.warnings, sorted(rejects.splitlines()), await app.members()]
        if run.split:
            assert (Stage.MATCH in run.split.stages) == bool(rule and "members" in rule)
    assert not [name for name in app.context.files.blobs if "/staging/" in name or "/chunks/" in name]
    return seen


@pytest.mark.parametrize("seed", range(examples(1)))
async def test_the_same_as_in_one_piece(seed: int) -> None:
    rng = random.Random(seed)
    for rule in RULES if seed else RULES[-1:]:
        versions = [random_changes(rng, 15, 80) for _ in range(2)]
        async with small_app() as app:
            whole = await story(app, rule, versions, split=False)
        async with small_app(**LITTLE_DISK) as app:
            pieces = await story(app, rule, versions, split=True)
        assert whole[0].accepted
        assert without_times(pieces) == without_times(whole)


def without_times(seen: list[Any]) -> list[Any]:
    """Leave out what no two accounts have in common."""
    return [
        {email: one["first_name"] for email, one in value.items()} if isinstance(value, dict) else value
        for value in seen
    ]


async def test_messages_twice_and_deaths_at_any_operation_change_nothing() -> None:
    rng = random.Random(5)
    profiles, members = random_changes(rng, 12, 60)
    async with small_app() as app:
        [expected, *_] = await story(app, BY_SEGMENT, [(profiles, members)], split=False)
        people = set(await app.members())
    async with small_app(**LITTLE_DISK) as app:
        await define(app.context, BY_SEGMENT)
        await app.export(segment="Defined", mapping=MAPPING)
        store(app.memory.segments, [*profiles, PADDED], members, columns=COLUMNS)
        run_id = await app.start()

        def is_keyed(run: Run) -> bool:
            return run.split is not None and run.split.stage in (Stage.READ, Stage.COMPACT, Stage.MATCH)

        run = await app.ended_with_deaths(run_id, rng, 8, at=is_keyed)
        assert (run.counts, run.error) == (expected, None)
        assert set(await app.members()) == people


async def test_what_a_run_says_of_tables_that_it_cannot_use() -> None:
    rule = BY_SEGMENT | {"members": BY_SEGMENT["members"] | {"table": "Members", "key": "Person", "conditions": None}}
    async with small_app(**LITTLE_DISK) as app:
        await define(app.context, rule)
        await app.export(segment="Defined", mapping=MAPPING)
        store(app.memory.segments, [[profile(1, 1)], PADDED], [], columns=COLUMNS)
        app.memory.segments.put("Members.csv", 'Person,Other\r\ncustomer-1,a\r\ncustomer-2,"b"\r\ncustomer-3,a,b,c\r\n')
        run = await app.run()
        assert run.split
        assert error_of(run).type == "segment-unreadable"
        assert "Members.csv" in error_of(run).detail
        assert "4" in error_of(run).detail
        # The member is not in the table of profiles: no one is left.
        app.memory.segments.put("Members.csv", "Person\r\ncustomer-2\r\n")
        empty = await app.run()
        assert (empty.state, error_of(empty).type) == (RunState.FAILED, "segment-empty")
