"""Three exports on one list, with people at random: whatever they sent, an undo leaves exactly whom it must."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.domain import Mode, Run
from shared.domain.subscription import Channel
from shared.runs.undo import undo
from tests.fakes.effort import examples
from tests.fakes.small_app import SmallApp, small_app

FOREIGN = -1
WORLDS = 3


@dataclass(frozen=True)
class World:
    """A list with people of its own, three exports that send these segments, and then one of them another segment.

    `undone` is the place of the run that is undone at the end.
    """

    foreign: frozenset[int]
    segments: tuple[frozenset[int], frozenset[int], frozenset[int]]
    mirrors: tuple[bool, bool, bool]
    again: tuple[int, frozenset[int]]
    undone: int


def random_world(rng: random.Random) -> World:
    def people(most: int) -> frozenset[int]:
        return frozenset(rng.sample(range(10), rng.randint(1, most)))

    return World(
        foreign=people(4),
        segments=(people(8), people(8), people(8)),
        mirrors=(rng.random() < 0.5, rng.random() < 0.5, rng.random() < 0.5),
        again=(rng.randrange(3), people(8)),
        undone=rng.randrange(4),
    )


@dataclass
class Expected:
    """Who is on the list, since which run, and whom each export has on it."""

    world: World
    joined: dict[int, int] = field(default_factory=dict)
    managed: list[set[int]] = field(default_factory=lambda: [set(), set(), set()])
    added: list[set[int]] = field(default_factory=list)

    def run(self, export: int, segment: frozenset[int]) -> None:
        place = len(self.added)
        self.added.append(set(segment - self.managed[export]))
        for person in segment:
            self.joined.setdefault(person, place)
        if self.world.mirrors[export]:
            for person in self.managed[export] - segment - self.held_by_others(export):
                self.joined.pop(person, None)
            self.managed[export] = set(segment)
        else:
            self.managed[export] |= segment

    def undo(self, place: int, export: int) -> int:
        leaving = {one for one in self.added[place] - self.held_by_others(export) if self.joined.get(one) == place}
        for person in leaving:
            del self.joined[person]
        return len(leaving)

    def held_by_others(self, export: int) -> set[int]:
        return set().union(*(people for other, people in enumerate(self.managed) if other != export))


async def next_second() -> None:
    """Klaviyo tells to the second when a person joined a list."""
    await asyncio.sleep(1.01 - datetime.now(UTC).microsecond / 1_000_000)


def email(number: int, person: int) -> str:
    return f"w{number}p{person}@example.com"


async def lists_after_undo(app: SmallApp, worlds: list[World]) -> None:
    lists = [str((await app.sim("POST", "/lists", {"name": f"L{number}"}))["id"]) for number in range(len(worlds))]
    klaviyo = await app.client()
    for number, world in enumerate(worlds):
        people = [(email(number, one), None) for one in sorted(world.foreign)]
        if people:
            await klaviyo.subscribe(lists[number], Channel.EMAIL, people, historical=False, source=None)
        for place, mirror in enumerate(world.mirrors):
            mode = Mode.MIRROR if mirror else Mode.UPSERT
            name = f"exp_{number}{place}"
            await app.export(name, name, list_id=lists[number], mode=mode, removal_limit_percent=100)
    expected = [Expected(world, dict.fromkeys(world.foreign, FOREIGN)) for world in worlds]
    runs: list[list[Run]] = [[] for _ in worlds]
    for turn in range(4):
        await next_second()
        started = []
        for number, world in enumerate(worlds):
            export, segment = (turn, world.segments[turn]) if turn < 3 else world.again
            app.segment([{"Email": email(number, one)} for one in sorted(segment)], f"exp_{number}{export}")
            started.append(await app.start(f"exp_{number}{export}"))
            expected[number].run(export, segment)
        for number, run_id in enumerate(started):
            runs[number].append(await app.ended(run_id))
    await next_second()
    for number, world in enumerate(worlds):
        run = runs[number][world.undone]
        removed = expected[number].undo(world.undone, int(run.export_id[-1]))
        if run.added and run.added.people:
            export = (await app.context.exports.get(run.export_id)).value
            started_undo = await undo(app.context, run, export, "a test", pause_export=False, key=None)
            undone = await app.ended(started_undo.id)
            assert (undone.counts.removed, undone.warnings) == (removed, []), world
        members = (await app.members(lists[number])).keys()
        assert members == {email(number, one) for one in expected[number].joined}, world


@settings(max_examples=examples(1), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 1_000_000))
def test_an_undo_leaves_exactly_whom_it_must(seed: int) -> None:
    rng = random.Random(seed)
    worlds = [random_world(rng) for _ in range(WORLDS)]

    async def check() -> None:
        async with small_app() as app:
            await lists_after_undo(app, worlds)

    asyncio.run(check())
