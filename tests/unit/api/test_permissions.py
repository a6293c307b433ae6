"""One table of roles and permissions: what Entra ID, the documentation and the console hold is that of the code."""

import json
import re
from pathlib import Path

import pytest

from shared.api.permissions import PERMISSIONS, ROLES, Permission, Principal, Role
from shared.api.routes import ROUTES

ROOT = Path(__file__).parents[3]
SCRIPTS = sorted((ROOT / "console/app").rglob("*.js"))


def test_entra_id_has_the_roles_with_their_descriptions() -> None:
    found = json.loads((ROOT / "infra/hooks/app-roles.json").read_text("utf-8"))
    assert {role["value"]: role["description"] for role in found} == {
        role.name.title(): description for role, description in ROLES.items()
    }
    assert all(role["displayName"] == role["value"] for role in found)


def test_the_documentation_has_the_table() -> None:
    text = (ROOT / "docs/security.md").read_text("utf-8").partition("## Roles and permissions")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+) \|$", text, re.MULTILINE)
    assert rows == [(name, grant.role.name.title(), grant.allows) for name, grant in PERMISSIONS.items()]


def test_every_permission_is_granted_and_required() -> None:
    assert PERMISSIONS.keys() == set(Permission)
    # What a definition is made of decides about the second permission that its routes require.
    assert {route.permission for route in ROUTES} | {Permission.WRITE_SELECTS} == set(Permission)


@pytest.mark.parametrize("role", Role)
def test_a_role_has_what_lower_roles_have(role: Role) -> None:
    permissions = set(Principal("1", "A", role).permissions)
    assert permissions == {permission for permission, grant in PERMISSIONS.items() if grant.role <= role}
    lower = [set(Principal("1", "A", other).permissions) for other in Role if other < role]
    assert all(one < permissions for one in lower)


def test_the_console_asks_for_permissions_of_the_table_and_not_for_roles() -> None:
    assert len(SCRIPTS) > 20
    text = "".join(script.read_text("utf-8") for script in SCRIPTS)
    named = set(re.findall(r"\b(?:may|permitted)\(\"(\w+)\"\)", text))
    assert named
    assert named <= set(Permission)
    assert not re.search(r"[=!]== \"(viewer|contributor|administrator)\"|\b(viewer|contributor|administrator): ", text)
