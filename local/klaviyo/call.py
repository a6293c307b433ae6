"""One authenticated request, as the endpoints see it, and their answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from local.klaviyo.account import Account, MailingList
from local.klaviyo.errors import bad_request, not_found
from local.klaviyo.paging import Paging
from local.klaviyo.profile import Profile

if TYPE_CHECKING:
    from local.klaviyo.world import World


class Answer(NamedTuple):
    """`document` None is an empty body."""

    status: int
    document: dict[str, Any] | None = None


@dataclass(slots=True)
class Call:
    """`origin` is scheme and host; `params` are parts of the path; `profiles` counts what came (journal)."""

    world: World
    account: Account
    params: dict[str, str]
    query: dict[str, str]
    body: bytes
    body_sha256: str
    origin: str
    path: str
    profiles: int | None = None

    def data(self, resource_type: str) -> dict[str, Any]:
        """The resource in the body, its attributes an object; raises Refused (400)."""
        data = self._data()
        if not isinstance(data, dict):
            raise bad_request("The field 'data' is required.", pointer="/data")
        if data.get("type") != resource_type:
            raise bad_request(f"'type' must be '{resource_type}'.", pointer="/data/type")
        if not isinstance(data.get("attributes"), dict):
            raise bad_request("The field 'attributes' is required.", pointer="/data/attributes")
        return data

    def identifiers(self, maximum: int) -> list[str]:
        """Profile ids in the body; raises Refused (400)."""
        data = self._data()
        if not isinstance(data, list):
            raise bad_request("The field 'data' must be a list.", pointer="/data")
        if len(data) > maximum:
            raise bad_request(f"At most {maximum} profiles are accepted.", pointer="/data")
        self.profiles = len(data)
        found: list[str] = []
        for index, one in enumerate(data):
            if not isinstance(one, dict) or one.get("type") != "profile" or not isinstance(one.get("id"), str):
                raise bad_request("A resource identifier with type and id is required.", pointer=f"/data/{index}")
            found.append(one["id"])
        return found

    def mailing_list(self) -> MailingList:
        """The list in the path; raises Refused (404)."""
        found = self.account.lists.get(self.params["id"])
        if found is None:
            raise not_found("list", self.params["id"])
        return found

    def included(self, *allowed: str) -> list[str]:
        """What `include` asks for; raises Refused (400, parameter `include`)."""
        names = [name for name in self.query.get("include", "").split(",") if name]
        for name in names:
            if name not in allowed:
                raise bad_request(f"Invalid include: {name}", parameter="include")
        return names

    def profile(self) -> Profile:
        """The profile in the path; raises Refused (404)."""
        found = self.account.profiles.find("id", self.params["id"])
        if found is None:
            raise not_found("profile", self.params["id"])
        return found

    def check_id(self, data: dict[str, Any]) -> None:
        """Raises Refused (400) where the body is about another resource than the path."""
        if data.get("id") != self.params["id"]:
            raise bad_request("'id' must be the one in the path.", pointer="/data/id")

    def paging(self, *, default: int = 20, maximum: int = 100) -> Paging:
        return Paging.of(self.query, self.origin + self.path, default=default, maximum=maximum)

    def links(self) -> dict[str, str]:
        return {"self": self.origin + self.path}

    def _data(self) -> Any:
        try:
            document = orjson.loads(self.body)
        except orjson.JSONDecodeError:
            raise bad_request("The payload provided in the request is not valid JSON.", pointer="/data") from None
        return document.get("data") if isinstance(document, dict) else None
