"""Profiles in the order in which they came, to be paged through while they come and go.

A page starts behind a position, not at an offset: removing members while paging skips no member.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from local.klaviyo.profile import Profile


class Member(NamedTuple):
    """`joined` is seconds since 1970."""

    profile: Profile
    joined: float


class Roll:
    """Some 60 bytes a member: the profiles themselves are shared."""

    __slots__ = ("_entries", "_position", "_times")

    def __init__(self) -> None:
        self._position: dict[str, int] = {}
        self._entries: list[Profile | None] = []
        self._times = array("d")

    def __len__(self) -> int:
        return len(self._position)

    def __contains__(self, profile_id: str) -> bool:
        return profile_id in self._position

    def __iter__(self) -> Iterator[Profile]:
        return (profile for profile in self._entries if profile is not None)

    def add(self, profile: Profile, now: float) -> bool:
        """False if it was there already; it then keeps its place and time."""
        if profile.id in self._position:
            return False
        self._position[profile.id] = len(self._entries)
        self._entries.append(profile)
        self._times.append(now)
        return True

    def remove(self, profile_id: str) -> bool:
        position = self._position.pop(profile_id, None)
        if position is None:
            return False
        self._entries[position] = None
        return True

    def get(self, profile_id: str) -> Profile | None:
        position = self._position.get(profile_id)
        return None if position is None else self._entries[position]

    def joined(self, profile_id: str) -> float:
        return self._times[self._position[profile_id]]

    def page(self, after: int | None, size: int, *, backwards: bool) -> tuple[list[Member], int | None]:
        """Members behind a position, and the position to go on from (None at the end)."""
        if backwards:
            positions = range((len(self._entries) if after is None else after) - 1, -1, -1)
        else:
            positions = range(0 if after is None else after + 1, len(self._entries))
        members: list[Member] = []
        last: int | None = None
        for position in positions:
            profile = self._entries[position]
            if profile is None:
                continue
            if len(members) == size:
                return members, last
            members.append(Member(profile, self._times[position]))
            last = position
        return members, None


class MadeUpRoll(Roll):
    """Members made up as they are paged through, so that a list of any size takes no memory. None leaves it.

    Their addresses are member0@example.com, member1@example.com, …
    """

    __slots__ = ("_count", "_now")

    def __init__(self, count: int, now: float) -> None:
        super().__init__()
        self._count = count
        self._now = now

    def __len__(self) -> int:
        return self._count + super().__len__()

    def page(self, after: int | None, size: int, *, backwards: bool) -> tuple[list[Member], int | None]:  # noqa: ARG002
        """Members behind a position, and the position to go on from; in one order, whatever is asked."""
        first = 0 if after is None else after + 1
        last = min(first + size, self._count)
        members = [Member(self._member(number), self._now) for number in range(first, last)]
        return members, last - 1 if last < self._count else None

    def _member(self, number: int) -> Profile:
        profile = Profile(f"MADEUP{number:020d}", self._now)
        profile.email = f"member{number}@example.com"
        return profile
