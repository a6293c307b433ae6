"""/api/me: who is signed in."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from shared import __version__
from shared.api.operations import Call
from shared.api.permissions import Permission


class Me(BaseModel):
    """The user who is signed in."""

    id: str = Field(examples=["11112222-3333-4444-5555-666677778888"])
    name: str = Field(examples=["alex@contoso.example"])
    role: Literal["viewer", "operator", "contributor", "administrator"]
    permissions: list[Permission] = Field(examples=[["view"]])
    version: str = Field(description="The version of the app.", examples=["0.1.0"])
    klaviyo_sign_in: bool = Field(description="Whether connections can be made by signing in to Klaviyo.")


async def me(call: Call) -> Me:
    """Read who is signed in, with role and permissions."""
    caller = call.caller
    return Me(
        id=caller.id,
        name=caller.name,
        role=caller.role_name,
        permissions=caller.permissions,
        version=__version__,
        klaviyo_sign_in=call.context.oauth_app is not None,
    )
