"""plan, apply and export against the app's own API in this process."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from inprocess import InProcess, app_in_process, client_of
from manifests import LISTS, manifests
from shared.domain import Auth

from segments_to_klaviyo import AsyncClient, InvalidRequest, ManifestError, NotAllowed, StaleVersion, models
from segments_to_klaviyo.apply import apply_plan
from segments_to_klaviyo.manifest import Manifest, read_manifest, write_manifest
from segments_to_klaviyo.plan import Plan, make_plan
from segments_to_klaviyo.plan_report import as_json, describe
from segments_to_klaviyo.read_all import read_all

BASE: dict[str, Any] = {
    "version": 1,
    "connections": [{"name": "Main", "secret_name": "main-key", "consent": True}],
    "exports": [
        {"name": "Loyal", "connection": "Main", "list_id": "LIST0", "segments": ["Loyal"],
         "mapping": {"email": "Email", "properties": {"Points": "P"}}},
        {"name": "New", "connection": "Main", "list_id": "LIST1", "segments": ["New"], "mapping": {"email": "Email"}},
    ],
    "notifications": [{"name": "On call", "url": "https://Hooks.example.com/x?secret", "events": ["run.failed"]}],
}  # fmt: skip


CITY = {"column": "City", "operator": "is_any_of"}


def manifest(**changes: Any) -> Manifest:
    return Manifest.model_validate(BASE | changes)


def export(number: int, **changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = BASE["exports"][number] | changes
    return found


async def emptied(app: InProcess) -> AsyncClient:
    """A client of an app that has nothing but four lists at Klaviyo."""
    for list_id in LISTS:
        await app.small.sim("POST", "/lists", {"id": list_id, "name": list_id})
    client = client_of(app)
    await client.delete_connection("con_1")
    return client


async def planned(client: AsyncClient, wanted: Manifest, *, prune: bool = False) -> Plan:
    return await client.drive(make_plan(wanted, prune=prune))


async def applied(client: AsyncClient, wanted: Manifest, *, prune: bool = False) -> Plan:
    plan = await planned(client, wanted, prune=prune)
    await client.drive(apply_plan(plan))
    return plan


async def test_apply_makes_everything_once_and_export_gives_it_back() -> None:
    async with app_in_process() as app, await emptied(app) as client:
        plan = await applied(client, manifest())
        assert plan.count == {"create": 4, "change": 0, "delete": 0}
        again = await planned(client, manifest())
        assert (again.changes, describe(again)) == ((), "No differences.")
        before = len(app.requests)
        await applied(client, manifest())
        assert {method for method, _ in app.requests[before:]} == {"GET"}
        text = write_manifest(await client.drive(read_all()))
        assert "url: ${WEBHOOK_URL_ON_CALL}" in text
        back = read_manifest(text, {"WEBHOOK_URL_ON_CALL": "https://Hooks.example.com/x?secret"})
        assert back == manifest()


async def test_the_plan_names_every_field_that_differs() -> None:
    async with app_in_process() as app, await emptied(app) as client:
        await applied(client, manifest())
        changed = export(0, enabled=False, mapping={"email": "EMail", "first_name": "First", "properties": {}})
        wanted = manifest(
            connections=[BASE["connections"][0] | {"access": "contributors"}],
            exports=[changed, export(1) | {"name": "Newer", "list_id": "LIST2"}],
            notifications=[
                BASE["notifications"][0]
                | {"url": "https://other.example.com/", "events": ["run.failed", "connection.key_problem"]}
            ],
        )
        plan = await planned(client, wanted, prune=True)
        assert describe(plan).splitlines() == [
            '~ connection "Main"',
            '    access: "administrators" → "contributors"',
            '- export "New"',
            '~ export "Loyal"',
            "    enabled: true → false",
            '    mapping.email: "Email" → "EMail"',
            '    mapping.first_name: "First"',
            '    mapping.properties.Points: "P" → (none)',
            '+ export "Newer"',
            '    connection: "Main"',
            '    list_id: "LIST2"',
            '    segments: ["New"]',
            '    mode: "upsert"',
            '    schedule: {"kind": "manual"}',
            "    enabled: true",
            "    respect_suppressions: true",
            "    confirm_ignoring_suppressions: false",
            '    shared_identifiers: "leave_out"',
            "    alerts: []",
            '    mapping.email: "Email"',
            '~ notification "On call"',
            '    url: "https://hooks.example.com/…" → "https://other.example.com/…"',
            '    events: ["run.failed"] → ["run.failed", "connection.key_problem"]',
            "1 to create, 3 to change, 1 to delete.",
        ]
        first = as_json(plan)["changes"][2]["differences"][1]
        assert first == {"path": "mapping.email", "before": "Email", "after": "EMail"}
        await client.drive(apply_plan(plan))
        assert (await planned(client, wanted, prune=True)).changes == ()


async def test_nothing_is_deleted_without_prune() -> None:
    async with app_in_process() as app, await emptied(app) as client:
        await applied(client, manifest())
        less = manifest(exports=[export(0)], notifications=[])
        plan = await applied(client, less)
        assert plan.changes == ()
        assert plan.kept == (("export", "New"), ("notification", "On call"))
        assert 'export "New" is only in the app: kept (--prune deletes it)' in describe(plan)
        # A section that the file does not have is not managed.
        assert (await planned(client, Manifest(version=1), prune=True)).changes == ()
        await applied(client, less, prune=True)
        assert [one.name async for one in client.list_exports()] == ["Loyal"]
        assert [one.name async for one in client.list_notifications()] == []


async def test_a_connection_that_signed_in_is_not_pruned() -> None:
    """No file can describe it, so that its absence says nothing."""
    async with app_in_process() as app, await emptied(app) as client:
        await applied(client, manifest())
        [found] = [one async for one in client.list_connections()]
        stored = await app.context.connections.get(found.id)
        signed_in = stored.value.model_copy(update={"id": "con_2", "display_name": "Signed in", "auth": Auth.OAUTH})
        await app.context.connections.insert("con_2", signed_in)
        for prune in (False, True):
            plan = await applied(client, manifest(), prune=prune)
            assert (plan.changes, plan.kept) == ((), ())
        assert {one.display_name async for one in client.list_connections()} == {"Main", "Signed in"}


async def test_what_exports_use_is_not_pruned() -> None:
    async with app_in_process() as app, await emptied(app) as client:
        app.small.segment("Email,City\n", "People")
        rule = {"kind": "conditions", "table": "People", "conditions": CITY | {"values": ["Tartu"]}}
        other = BASE["connections"][0] | {"name": "Other", "secret_name": "other-key"}
        uses = [export(0, segments=["Locals"]), export(1, connection="Other")]
        wanted = manifest(
            connections=[BASE["connections"][0], other], segments=[{"name": "Locals", "rule": rule}], exports=uses
        )
        await applied(client, wanted)
        with pytest.raises(ManifestError) as caught:
            await planned(client, manifest(segments=[], exports=uses), prune=True)
        assert caught.value.errors == [
            "export 'Loyal': it uses the segment 'Locals', which --prune deletes. Add it to the file.",
            "export 'New': it uses the connection 'Other', which --prune deletes. Add it to the file.",
        ]
        assert (await planned(client, manifest(connections=None, exports=uses), prune=True)).changes == ()


async def test_the_address_of_a_webhook_is_compared_as_the_app_shows_it() -> None:
    async with app_in_process() as app, await emptied(app) as client:
        for url in ("https://[2606:4700::1111]/x", "https://hooks.example.com:8443/x", "https://hooks.example.com:/x"):
            wanted = manifest(notifications=[BASE["notifications"][0] | {"url": url}])
            await applied(client, wanted)
            assert (await planned(client, wanted)).changes == ()


async def test_a_change_in_between_is_never_overwritten() -> None:
    async with app_in_process() as app, await emptied(app) as client:
        await applied(client, manifest())
        wanted = manifest(exports=[export(0, enabled=False)])
        plans = [await planned(client, wanted), await planned(client, wanted, prune=True)]
        assert [[change.action for change in plan.changes] for plan in plans] == [["change"], ["delete", "change"]]
        for one in [one async for one in client.list_exports()]:
            await client.change_export(one.id, models.ExportChange(profile_limit=7))
        for plan in plans:
            with pytest.raises(StaleVersion):
                await client.drive(apply_plan(plan))
        found = {one.name: one async for one in client.list_exports()}
        assert found.keys() == {"Loyal", "New"}
        assert found["Loyal"].enabled


async def test_a_change_that_needs_approval_is_requested_once() -> None:
    async with app_in_process(REQUIRE_APPROVAL="true") as app, await emptied(app) as client:
        await applied(client, manifest())
        wanted = manifest(exports=[export(0, mode="mirror", mapping={"email": "EMail"}, enabled=False), export(1)])
        plan = await planned(client, wanted)
        assert await client.drive(apply_plan(plan)) == ["Loyal"]
        again = await planned(client, wanted)
        assert (again.changes, again.waiting) == ((), ("Loyal",))
        assert 'export "Loyal" waits for the approval' in describe(again)
        assert len([change async for change in client.list_changes()]) == 1


async def test_an_export_can_take_the_list_of_one_that_is_pruned() -> None:
    async with app_in_process() as app, await emptied(app) as client:
        await applied(client, manifest())
        await applied(client, manifest(exports=[export(0, name="Loyal 2"), export(1)]), prune=True)
        assert {one.name async for one in client.list_exports()} == {"Loyal 2", "New"}


async def test_what_cannot_be_done_is_told_before_anything_is_changed() -> None:
    async with app_in_process() as app, await emptied(app) as client:
        await applied(client, manifest())
        wanted = manifest(
            connections=[BASE["connections"][0] | {"secret_name": "other-key"}],
            exports=[export(0, connection="Nobody"), export(1, name="X", connection=None)],
        )
        with pytest.raises(ManifestError) as caught:
            await planned(client, wanted)
        assert [error.partition(":")[0] for error in caught.value.errors] == [
            "connection 'Main'", "export 'Loyal'", "export 'X'",
        ]  # fmt: skip
        twin = await client.create_export(
            models.NewExport(connection_id=next(iter([one.id async for one in client.list_connections()])), **{
                name: value for name, value in export(0, list_id="LIST3").items() if name != "connection"
            })
        )  # fmt: skip
        with pytest.raises(ManifestError, match="export 'Loyal': 2 have this name"):
            await planned(client, manifest())
        with pytest.raises(ManifestError, match="2 have the name 'Loyal'"):
            await client.drive(read_all())
        assert twin.list_id == "LIST3"


async def test_an_export_is_detached_and_given_another_connection() -> None:
    async with app_in_process() as app, await emptied(app) as client:
        await applied(client, manifest())
        detached = manifest(exports=[export(0, connection=None, enabled=False), export(1)])
        await applied(client, detached)
        found = {one.name: one async for one in client.list_exports()}
        assert (found["Loyal"].connection_id, found["Loyal"].enabled) == (None, False)
        assert (await planned(client, detached)).changes == ()
        await applied(client, manifest())
        assert {one.connection_id is None async for one in client.list_exports()} == {False}


async def test_a_contributor_manages_exports_and_leaves_the_rest_out() -> None:
    async with app_in_process() as app, await emptied(app) as client:
        await applied(client, manifest(connections=[BASE["connections"][0] | {"access": "contributors"}]))
        async with client_of(app, "Contributor") as contributor:
            mine = manifest(connections=None, notifications=None, exports=[export(0, enabled=False), export(1)])
            await applied(contributor, mine)
            assert not next(iter([one async for one in client.list_exports("Loyal")])).enabled
            with pytest.raises(ManifestError, match="only administrators"):
                await planned(contributor, manifest())
            with pytest.raises(NotAllowed):
                await planned(contributor, manifest(connections=None))


@given(manifests(), manifests())
@settings(max_examples=25, deadline=None)
def test_round_trip(first: Manifest, second: Manifest) -> None:
    """Whatever the app had, after apply it has what the file says, and export writes a file that says the same."""

    async def work() -> None:
        async with app_in_process() as app, await emptied(app) as client:
            for wanted in (first, second):
                await applied(client, wanted, prune=True)
                assert (await planned(client, wanted, prune=True)).changes == ()
                text = write_manifest(await client.drive(read_all()))
                urls = {one.name: one.url for one in wanted.notifications or ()}
                found = read_manifest(text, _Urls(next(iter(urls.values()), "")))
                assert by_name(found) == by_name(wanted)

    asyncio.run(work())


class _Urls(dict[str, str]):
    """Every variable is the same address."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> str:
        return self._url


def by_name(found: Manifest) -> dict[str, Any]:
    """Order counts in no section."""
    return {
        section: {one["name"]: one for one in items or ()}
        for section, items in found.model_dump(mode="json").items()
        if section != "version"
    }


async def test_defined_segments_are_made_before_exports_and_pruned_after_them() -> None:
    async with app_in_process() as app, await emptied(app) as client:
        app.small.segment("Email,City\n", "People")
        rule = {"kind": "conditions", "table": "People", "conditions": {"all": [CITY | {"values": ["Tartu"]}]}}
        named = [{"name": "Locals", "rule": rule}, {"name": "Others", "description": "All", "rule": rule}]
        wanted = manifest(segments=named, exports=[export(0, segments=["Locals"])])
        assert [change.name for change in (await applied(client, wanted)).changes][:3] == ["Main", "Locals", "Others"]
        assert (await planned(client, wanted)).changes == ()
        text = write_manifest(await client.drive(read_all()))
        back = read_manifest(text, {"WEBHOOK_URL_ON_CALL": "https://hooks.example.com/x?secret"})
        assert back.segments == wanted.segments
        changed = [named[0] | {"rule": rule | {"conditions": CITY | {"values": ["Narva"]}}}]
        plan = await applied(client, manifest(segments=changed, exports=[]), prune=True)
        assert [(change.action, change.kind, change.name) for change in plan.changes] == [
            ("change", "segment", "Locals"),
            ("delete", "export", "Loyal"),
            ("delete", "segment", "Others"),
        ]
        assert "Narva" in describe(plan)
        mine = (await client.read_definition("Locals")).rule
        assert mine.kind == "conditions"
        assert mine.conditions == models.Condition(column="City", operator="is_any_of", values=["Narva"])
        with pytest.raises(InvalidRequest, match="reads no table"):
            await applied(client, manifest(segments=[named[0] | {"rule": {"kind": "select", "sql": "SELECT 1"}}]))
