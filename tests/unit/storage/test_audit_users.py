"""Users of the audit record: noted about once a day, found by id, forgotten with the entries."""

from datetime import UTC, datetime, timedelta

from shared.domain.audit_record import KnownUser
from shared.storage.audit_table import Audit
from tests.fakes.memory import MemoryTables

AT = datetime(2026, 1, 1, tzinfo=UTC)


async def test_users_are_noted_once_a_day_and_with_a_new_name() -> None:
    tables = MemoryTables()
    one, other = Audit(tables), Audit(tables)

    async def see(audit: Audit, name: str, *, hours: int = 0, user: str = "u/1#") -> None:
        await audit.see_user(KnownUser(id=user, name=name, seen_at=AT + timedelta(hours=hours)))

    async def seen() -> list[tuple[str, int]]:
        return [(user.name, (user.seen_at - AT) // timedelta(hours=1)) for user in await other.users()]

    await see(one, "Zoe")
    await see(one, "Zoe", hours=23)
    await see(other, "Zoe", hours=23)
    assert await seen() == [("Zoe", 0)]
    await see(other, "Zoe", hours=25)
    await see(other, "ann", hours=25, user="u2")
    assert await seen() == [("ann", 25), ("Zoe", 25)]
    await see(other, "Zoe B", hours=26)
    assert await seen() == [("ann", 25), ("Zoe B", 26)]
    found = await one.user("u/1#")
    assert found is not None
    assert found.name == "Zoe B"
    await one.purge(AT + timedelta(hours=26))
    assert await seen() == [("Zoe B", 26)]
