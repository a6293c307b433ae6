"""Roles and permissions, in one table.

The checks of the API follow from it, and GET /api/me, from which the console decides what it shows. Tests hold
infra/hooks/app-roles.json and docs/security.md to it.

Beyond the permission, contributors and operators manage and run only exports whose connection is open to contributors,
or has them among its export users; of such a connection they see the id, the display name and the type. Only
administrators manage an export without a connection.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from shared.context import Context
from shared.domain import Access, Connection, Export, ExportUser
from shared.errors import Forbidden, NotFound
from shared.storage.records import Versioned
from shared.texts import text


class Role(IntEnum):
    """App roles of Entra ID, where their names begin with a capital. A role includes those of lower value."""

    VIEWER = 1
    OPERATOR = 2
    CONTRIBUTOR = 3
    ADMINISTRATOR = 4


ROLES = {
    Role.VIEWER: "Sees exports and runs.",
    Role.OPERATOR: "Sees exports and runs, and runs exports on connections that are open to contributors.",
    Role.CONTRIBUTOR: "Manages and runs exports on connections that are open to contributors.",
    Role.ADMINISTRATOR: "Manages connections, exports and runs, and reads the audit record.",
}
"""What Entra ID shows of each role."""


class Permission(StrEnum):
    """What a route requires."""

    VIEW = "view"
    VIEW_ROWS = "view_rows"
    MANAGE_EXPORTS = "manage_exports"
    MANAGE_SEGMENTS = "manage_segments"
    WRITE_SELECTS = "write_selects"
    RUN_EXPORTS = "run_exports"
    CONFIRM_REMOVALS = "confirm_removals"
    CONFIRM_RUNS = "confirm_runs"
    MANAGE_CONNECTIONS = "manage_connections"
    MANAGE_NOTIFICATIONS = "manage_notifications"
    APPROVE_CHANGES = "approve_changes"
    LOOK_UP_PEOPLE = "look_up_people"
    ERASE_PEOPLE = "erase_people"
    READ_AUDIT = "read_audit"


@dataclass(frozen=True)
class Grant:
    """The least role that has a permission, and what the permission allows."""

    role: Role
    allows: str


PERMISSIONS = {
    Permission.VIEW: Grant(
        Role.VIEWER, "See exports, schedules and runs, names and sizes of segments, names of open connections"
    ),
    Permission.VIEW_ROWS: Grant(Role.CONTRIBUTOR, "See rows of customers: segments, previews, rejects"),
    Permission.MANAGE_EXPORTS: Grant(
        Role.CONTRIBUTOR,
        "Add, change, schedule and remove exports; list and add Klaviyo lists",
    ),
    Permission.MANAGE_SEGMENTS: Grant(
        Role.CONTRIBUTOR,
        "Define, change and remove segments that no export uses, or only exports that they manage; "
        "choose how such segments are read",
    ),
    Permission.WRITE_SELECTS: Grant(Role.ADMINISTRATOR, "Define, change and remove segments by SELECT"),
    Permission.RUN_EXPORTS: Grant(Role.OPERATOR, "Start, cancel and retry runs"),
    Permission.CONFIRM_REMOVALS: Grant(Role.CONTRIBUTOR, "Confirm removals from a list, undo runs"),
    Permission.CONFIRM_RUNS: Grant(Role.CONTRIBUTOR, "Confirm runs that were held before sending"),
    Permission.MANAGE_CONNECTIONS: Grant(
        Role.ADMINISTRATOR, "Add, verify, change and remove connections, use those closed to contributors"
    ),
    Permission.MANAGE_NOTIFICATIONS: Grant(Role.ADMINISTRATOR, "Add, test, change and remove notifications"),
    Permission.APPROVE_CHANGES: Grant(
        Role.ADMINISTRATOR, "Approve changes of others that can remove or message people"
    ),
    Permission.LOOK_UP_PEOPLE: Grant(Role.ADMINISTRATOR, "Look up what happened to a person"),
    Permission.ERASE_PEOPLE: Grant(Role.ADMINISTRATOR, "Erase a person"),
    Permission.READ_AUDIT: Grant(Role.ADMINISTRATOR, "Read the audit record"),
}


@dataclass(frozen=True)
class Identity:
    """A caller who is signed in. `role` is None for a user who has no app role here.

    `groups` are object ids, in lower case. `groups_cut`: the caller has more groups than a sign-in can name, which then
    names none.
    """

    id: str
    name: str
    role: Role | None
    groups: frozenset[str] = field(default_factory=frozenset, kw_only=True)
    groups_cut: bool = field(default=False, kw_only=True)

    @property
    def role_name(self) -> str | None:
        """The role as the API writes it: `viewer`, `operator`, `contributor`, `administrator`."""
        return self.role.name.lower() if self.role is not None else None


@dataclass(frozen=True)
class Principal(Identity):
    """A caller with a role."""

    role: Role

    @property
    def permissions(self) -> list[Permission]:
        """All permissions of the role."""
        return [permission for permission in Permission if self.has(permission)]

    def has(self, permission: Permission) -> bool:
        """Return whether the role has a permission."""
        return self.role >= PERMISSIONS[permission].role

    def can_use(self, connection: Connection) -> bool:
        """Return whether exports of this caller may use the connection."""
        return (
            self.has(Permission.MANAGE_CONNECTIONS)
            or connection.access is Access.CONTRIBUTORS
            or any(self._is(user) for user in connection.export_users)
        )

    def _is(self, user: ExportUser) -> bool:
        return user.id in self.groups if user.kind == "group" else user.id == self.id.lower()


def require(permission: Permission, caller: Principal) -> None:
    """Raise Forbidden where the caller does not have a permission."""
    if not caller.has(permission):
        needed = PERMISSIONS[permission].role
        raise Forbidden(text("role-needed", needed=needed.name.lower(), role=caller.role.name.lower()))


IDENTIFIER = re.compile(r"[a-z]{3}_[a-z0-9]{1,40}")
"""Ids of connections, exports, notifications and previews. Storage is not read for any other text."""


async def find_connection(context: Context, caller: Principal, connection_id: str) -> Versioned[Connection]:
    """Return a connection that the caller may use. Raise NotFound, or Forbidden where it is for administrators."""
    found = await context.connections.get(connection_id) if IDENTIFIER.fullmatch(connection_id) else None
    if found is None:
        raise NotFound(text("no-connection", connection=connection_id[:100]))
    if not caller.can_use(found.value):
        if caller.groups_cut and any(one.kind == "group" for one in found.value.export_users):
            raise Forbidden(text("groups-unknown"))
        raise Forbidden(text("connection-for-administrators"))
    return found


async def find_export(context: Context, export_id: str) -> Versioned[Export]:
    """Return an export. Raise NotFound."""
    found = await context.exports.get(export_id) if IDENTIFIER.fullmatch(export_id) else None
    if found is None:
        raise NotFound(text("no-export", export=export_id[:100]))
    return found


async def find_managed_export(context: Context, caller: Principal, export_id: str) -> Versioned[Export]:
    """Return an export that the caller may change and run. Raise NotFound, Forbidden."""
    found = await find_export(context, export_id)
    await check_can_manage(context, caller, found.value)
    return found


async def check_can_manage(context: Context, caller: Principal, export: Export) -> None:
    """Raise Forbidden where the caller may not change and run the export."""
    if caller.has(Permission.MANAGE_CONNECTIONS):
        return
    if export.detached:
        raise Forbidden(text("export-without-connection"))
    try:
        await find_connection(context, caller, export.connection_id)
    except NotFound:
        raise Forbidden(text("export-connection-removed")) from None
