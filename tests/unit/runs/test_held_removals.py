"""Who would leave the list is written when a removal is held back, shown and downloaded, and erased with the person."""

from __future__ import annotations

import json
from typing import Any

from shared.api.held_removals import list_held_removals, read_held_removals, search_held_removals
from shared.domain import Mode
from shared.domain.identity import Person
from tests.fakes.api_calls import answer
from tests.fakes.small_app import SmallApp, removal_of, small_app


def people(*numbers: int) -> list[dict[str, str]]:
    return [{"Email": f"P{number:02}@example.com"} for number in numbers]


async def shown(app: SmallApp, run_id: str, **query: str) -> dict[str, Any]:
    return dict(json.loads((await answer(app.context, list_held_removals, run_id, query=query)).body))


async def test_who_would_leave_is_listed_and_downloaded() -> None:
    async with small_app() as app:
        await app.export(mode=Mode.MIRROR)
        app.segment(people(*range(20)))
        first = await app.run()
        assert (await shown(app, first.id))["people"] == []
        app.segment(people(*range(12)))
        run = await app.run()
        assert (removal_of(run).state, removal_of(run).planned) == ("held", 8)
        found = await shown(app, run.id, limit="5")
        rest = await shown(app, run.id, limit="5", cursor=found["next_cursor"])
        every = [person["email"] for person in found["people"] + rest["people"]]
        assert sorted(every) == [f"p{number:02}@example.com" for number in range(12, 20)]
        assert rest["next_cursor"] is None
        body = {"search": "P13", "limit": 1}
        named = json.loads((await answer(app.context, search_held_removals, run.id, body=body)).body)
        assert named == {
            "people": [{"email": "p13@example.com", "phone_number": "", "external_id": ""}],
            "next_cursor": None,
        }
        file = (await answer(app.context, read_held_removals, run.id)).body.decode()
        assert file.splitlines()[0] == "email,phone_number,external_id"
        assert sorted(line.partition(",")[0] for line in file.splitlines()[1:]) == sorted(every)

        await app.erase(Person.of(email="p13@example.com"))
        assert "p13@example.com" not in (await answer(app.context, read_held_removals, run.id)).body.decode()
