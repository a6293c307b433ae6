"""Who may what, beyond the least role that the table of routes asks for.

Administrators may all. Contributors manage and run the exports whose connection is open to contributors; of
connections they see id, display name and type. Closing a connection to them keeps its exports, which from then on
are the administrators'. An export without a connection is the administrators' too.
"""

from __future__ import annotations

import re

from shared.api.auth import Principal, Role
from shared.context import Context
from shared.domain import Access, Connection, Export
from shared.errors import Forbidden, NotFound
from shared.storage.records import Versioned

IDENTIFIER = re.compile(r"[a-z]{3}_[a-z0-9]{1,40}")


def usable(connection: Connection, who: Principal) -> bool:
    """Whether exports of this person may use the connection."""
    return who.role is Role.ADMINISTRATOR or connection.access is Access.CONTRIBUTORS


async def find_connection(context: Context, who: Principal, identifier: str) -> Versioned[Connection]:
    """Raises NotFound, Forbidden."""
    found = await context.connections.get(identifier) if IDENTIFIER.fullmatch(identifier) else None
    if found is None:
        raise NotFound(f"There is no connection {identifier[:100]}.")
    if not usable(found.value, who):
        raise Forbidden("This connection is for administrators. Ask one to open it to contributors.")
    return found


async def find_export(context: Context, identifier: str) -> Versioned[Export]:
    """Raises NotFound."""
    found = await context.exports.get(identifier) if IDENTIFIER.fullmatch(identifier) else None
    if found is None:
        raise NotFound(f"There is no export {identifier[:100]}.")
    return found


async def check_may_manage(context: Context, export: Export, who: Principal) -> None:
    """Raises Forbidden."""
    if who.role is Role.ADMINISTRATOR:
        return
    if export.detached:
        raise Forbidden("The export has no connection; an administrator has to give it one.")
    try:
        await find_connection(context, who, export.connection_id)
    except NotFound:
        raise Forbidden("The export's connection was removed; an administrator has to give it another.") from None


async def find_managed(context: Context, identifier: str, who: Principal) -> Versioned[Export]:
    """An export that the caller may change and run. Raises NotFound, Forbidden."""
    found = await find_export(context, identifier)
    await check_may_manage(context, found.value, who)
    return found
