"""Export users of a connection: users and groups who may use it although it is for administrators."""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from shared.api.auth import read_identity, require_role
from shared.api.connections import change_connection, create_connection, list_connections
from shared.api.exports import change_export, create_export, delete_export
from shared.api.operations import Call, etag
from shared.api.permissions import Principal, Role
from shared.api.runs import start_export
from shared.domain import ExportUser
from shared.errors import Forbidden, Invalid
from tests.fakes.api_calls import answer
from tests.fakes.sign_in import PRINCIPAL, header
from tests.fakes.small_app import SmallApp, small_app

ANN, BEN = "aaaaaaaa-0000-4000-8000-00000000000a", "bbbbbbbb-0000-4000-8000-00000000000b"
TEAM, OTHERS = "cccccccc-0000-4000-8000-00000000000c", "dddddddd-0000-4000-8000-00000000000d"
BODY = {
    "name": "A",
    "connection_id": "con_1",
    "list_id": "SIMLST",
    "segments": ["People"],
    "mapping": {"email": "Email"},
}


def caller(*claims: tuple[str, str], role: str = "Contributor", oid: str = ANN) -> Principal:
    """Return the caller whom the sign-in header names."""
    who = header(("oid", oid), ("name", "Ann"), ("roles", role), *claims)
    return require_role(read_identity({PRINCIPAL: who}, trusted=True))


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as made:
        yield made


async def allow(app: SmallApp, *users: ExportUser) -> None:
    found = await app.context.connections.get("con_1")
    await app.context.connections.replace(
        "con_1", found.value.changed({"export_users": users}, found.value.updated_at), found.etag
    )


async def uses(app: SmallApp, who: Principal) -> bool:
    """Return whether the caller can add, change, run and remove an export on the connection: all of it, or nothing."""
    app.segment([{"Email": "a@example.com"}])
    await app.export("exp_2", segment="Others")
    body = BODY | {"name": str(who.id)}
    done = 0
    for handler, arguments, sent in (
        (create_export, (), body),
        (change_export, ("exp_2",), {"name": "Other"}),
        (start_export, ("exp_2",), {}),
        (delete_export, ("exp_3",), None),
    ):
        await app.export("exp_3", segment="More")
        try:
            await answer(app.context, handler, *arguments, body=sent, caller=who)
        except Forbidden:
            continue
        done += 1
    assert done in (0, 4)
    return done == 4


async def test_who_is_listed_uses_a_connection_for_administrators(app: SmallApp) -> None:
    assert not await uses(app, caller())
    await allow(app, ExportUser(id=ANN, name="Ann"))
    assert await uses(app, caller())
    assert not await uses(app, caller(oid=BEN))
    shown = json.loads((await answer(app.context, list_connections, caller=caller())).body)["connections"]
    assert [one.keys() for one in shown] == [{"id", "display_name", "type"}]
    assert not json.loads((await answer(app.context, list_connections, caller=caller(oid=BEN))).body)["connections"]


async def test_a_group_counts_by_its_claim_and_a_user_id_is_no_group(app: SmallApp) -> None:
    await allow(app, ExportUser(id=TEAM, name="Team", kind="group"))
    assert await uses(app, caller(("groups", OTHERS), ("groups", TEAM.upper())))
    assert not await uses(app, caller(("groups", OTHERS)))
    assert not await uses(app, caller(oid=TEAM))
    await allow(app, ExportUser(id=TEAM, name="Team"))
    assert not await uses(app, caller(("groups", TEAM)))


@pytest.mark.parametrize("claim", [("hasgroups", "true"), ("_claim_names", '{"groups":"src1"}')])
async def test_a_sign_in_with_too_many_groups_is_explained(app: SmallApp, claim: tuple[str, str]) -> None:
    await allow(app, ExportUser(id=TEAM, name="Team", kind="group"))
    with pytest.raises(Forbidden, match="does not name your groups"):
        await answer(app.context, create_export, body=BODY, caller=caller(claim))
    await allow(app, ExportUser(id=TEAM, name="Team", kind="group"), ExportUser(id=ANN, name="Ann"))
    assert await uses(app, caller(claim))


async def test_the_list_gives_no_role(app: SmallApp) -> None:
    await allow(app, ExportUser(id=ANN, name="Ann"))
    viewer = caller(role="Viewer")
    assert viewer.role is Role.VIEWER
    assert [str(one) for one in viewer.permissions] == ["view"]


async def test_export_users_are_added_changed_and_audited(app: SmallApp) -> None:
    new = {"display_name": "B", "api_key": "pk_sim_0123456789abcdef0123456789abcdef01", "consent": True}
    user = {"id": ANN.upper(), "name": "Ann"}
    call = Call(app.context, caller(role="Administrator"))
    made = json.loads(
        (await answer(app.context, create_connection, body=new | {"export_users": [user]}, call=call)).body
    )
    assert made["export_users"] == [{"id": ANN, "name": "Ann", "kind": "user"}]
    assert call.changes[-1].after is not None
    assert call.changes[-1].after["export_users"] == made["export_users"]
    group = {"id": TEAM, "name": "Team", "kind": "group"}
    stored = (await app.context.connections.get(made["id"])).value
    changed = await answer(
        app.context,
        change_connection,
        made["id"],
        body={"export_users": [group]},
        headers={"if-match": etag(stored)},
        call=call,
    )
    assert json.loads(changed.body)["export_users"] == [group]
    assert (call.changes[-1].before or {})["export_users"] == made["export_users"]
    for wrong in ([user, user], [{"id": "ann", "name": "Ann"}], [user | {"kind": "team"}]):
        with pytest.raises(Invalid):
            await answer(app.context, change_connection, made["id"], body={"export_users": wrong})
