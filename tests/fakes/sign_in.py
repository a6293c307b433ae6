"""Headers of signed-in users, as Easy Auth adds them."""

import base64
import json
from typing import Any

PRINCIPAL = "x-ms-client-principal"


def header(*claims: tuple[str, str], **more: Any) -> str:
    """Return the value of the header for a user with these claims."""
    data = {"auth_typ": "aad", "role_typ": "roles", "claims": [{"typ": t, "val": v} for t, v in claims]} | more
    return base64.b64encode(json.dumps(data).encode()).decode()


ADMINISTRATOR = header(("oid", "1"), ("preferred_username", "alex@contoso.example"), ("roles", "Administrator"))
VIEWER = header(("oid", "2"), ("name", "Vic"), ("roles", "Viewer"))
