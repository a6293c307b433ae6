"""Request bodies of Klaviyo's API: built, cut from profiles, split, and read.

    POST /api/profile-bulk-import-jobs                import_envelope, cut_bodies, select_profiles, read_profiles
    POST /api/lists                                   list_body
    DELETE /api/lists/{id}/relationships/profiles     removal_body
    POST /api/profile-import                          clearing_body
    POST /api/profile-subscription-bulk-create-jobs   subscription_body
    POST /api/profile-subscription-bulk-delete-jobs   unsubscription_body
    POST /api/profile-suppression-bulk-create-jobs    suppression_body
    POST /api/data-privacy-deletion-jobs              deletion_body

Schemas: Klaviyo's OpenAPI file, revision 2026-07-15.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from shared.domain.identity import Identity
from shared.domain.subscription import Channel

_BEFORE_PROFILES = '{"data":{"type":"profile-bulk-import-job","attributes":{"profiles":{"data":['


@dataclass(frozen=True)
class ImportBody:
    """The body of an import job that holds the profiles with the ordinals [first, last): `size` bytes in `pieces`.

    Most pieces are views of the batches that the body was cut from, which stay in memory as long as the body.
    """

    first: int
    last: int
    size: int
    pieces: Sequence[memoryview | bytes] = field(compare=False)

    @property
    def data(self) -> bytes:
        """The whole body, copied."""
        return b"".join(self.pieces)

    def after(self, profiles: int) -> ImportBody:
        """Return the body as one that follows so many other profiles."""
        return replace(self, first=self.first + profiles, last=self.last + profiles)


def import_envelope(list_id: str) -> tuple[bytes, bytes]:
    """Return what comes before and after the profiles in the body of an import job."""
    after = ']}},"relationships":{"lists":{"data":[{"type":"list","id":' + json.dumps(list_id) + "}]}}}}"
    return _BEFORE_PROFILES.encode(), after.encode()


def cut_bodies(
    batches: Iterable[tuple[memoryview, memoryview]], envelope: tuple[bytes, bytes], *, profiles: int, size: int
) -> Iterator[ImportBody]:
    """Yield bodies of at most `profiles` profiles and `size` bytes, envelope included.

    A batch is the int32 offsets and the bytes of an Arrow column, in which each profile ends with a comma. No Python
    object is created for a profile. The cuts depend on the profiles alone, not on how they are spread over batches.
    """
    before, after = envelope
    capacity = size - len(before) - len(after)
    pieces: list[memoryview | bytes] = []
    count = used = first = 0
    for offsets, data in batches:
        start, end = 0, len(offsets) - 1
        while start < end:
            limit = offsets[start] + capacity - used + 1
            # The last offset within the limit ends the last profile that fits (without its comma).
            stop = min(bisect_right(offsets, limit, start, min(end, start + profiles - count) + 1) - 1, end)
            if stop > start:
                pieces.append(data[offsets[start] : offsets[stop]])
                used += offsets[stop] - offsets[start]
                count += stop - start
                start = stop
            if start < end or count == profiles:
                yield _join(first, count, pieces, envelope)
                first += count
                pieces, count, used = [], 0, 0
        # Copy the rest, so that the batch's memory is free while the next batch is created.
        pieces = [b"".join(pieces)] if pieces else []
        del offsets, data
    if count:
        yield _join(first, count, pieces, envelope)


def _join(first: int, count: int, pieces: list[memoryview | bytes], envelope: tuple[bytes, bytes]) -> ImportBody:
    if not count:
        raise AssertionError("A profile does not fit into an empty body: the check of its size has failed.")
    before, after = envelope
    last = pieces[-1]
    whole = [before, *pieces[:-1], last[: len(last) - 1], after]
    return ImportBody(first, first + count, sum(len(piece) for piece in whole), whole)


def read_profiles(body: bytes) -> list[dict[str, Any]]:
    """Return the attributes of each profile of an import job's body, in order."""
    return [profile["attributes"] for profile in json.loads(body)["data"]["attributes"]["profiles"]["data"]]


def select_profiles(body: bytes, indexes: Container[int]) -> bytes:
    """Return an import job's body with only the profiles at these indexes, each unchanged to the byte."""
    before, profiles, after = _split(body)
    selected = ",".join(text for index, text in enumerate(profiles) if index in indexes)
    return f"{before}{selected}{after}".encode()


def _split(body: bytes) -> tuple[str, list[str], str]:
    """Return the text before the profiles, the text of each profile, and the text after them."""
    text = body.decode()
    if not text.startswith(_BEFORE_PROFILES):
        raise ValueError("not the body of an import job")
    read = json.JSONDecoder().raw_decode
    position = len(_BEFORE_PROFILES)
    profiles = []
    while text[position] != "]":
        _, end = read(text, position)
        profiles.append(text[position:end])
        position = end + (text[end] == ",")
    return _BEFORE_PROFILES, profiles, text[position:]


def list_body(name: str) -> bytes:
    """Return the body that creates a list."""
    return _encode("list", {"name": name})


def removal_body(profile_ids: Sequence[str]) -> bytes:
    """Return the body that removes profiles from a list: at most 1,000 profile ids."""
    return json.dumps({"data": [{"type": "profile", "id": one} for one in profile_ids]}).encode()


def clearing_body(identity: Identity, person: str, fields: Sequence[str]) -> bytes:
    """Return the body that clears standard fields of one profile by null; a field is `title` or `location.city`."""
    attributes: dict[str, Any] = {identity.value: person}
    for path in fields:
        group, dot, name = path.partition(".")
        if dot:
            attributes.setdefault(group, {})[name] = None
        else:
            attributes[group] = None
    return _encode("profile", attributes)


def subscription_body(
    list_id: str,
    channel: Channel,
    people: Sequence[tuple[str, str | None]],
    *,
    historical: bool,
    source: str | None,
) -> bytes:
    """Return the body that subscribes at most 1,000 people on a channel.

    `people` are email addresses or phone numbers (E.164), each with the time of consent (ISO 8601) or None.
    """
    profiles = []
    for address, consented_at in people:
        marketing = {"consent": "SUBSCRIBED"} | ({"consented_at": consented_at} if consented_at else {})
        profiles.append(_consenting(channel, address, marketing))
    attributes: dict[str, Any] = {"profiles": {"data": profiles}, "historical_import": historical}
    if source:
        attributes["custom_source"] = source
    return _encode("profile-subscription-bulk-create-job", attributes, _of_list(list_id))


def unsubscription_body(list_id: str | None, channel: Channel, addresses: Sequence[str]) -> bytes:
    """Return the body that revokes the consent of at most 100 people: for a list, or (None) for the whole account."""
    profiles = [_consenting(channel, address, {"consent": "UNSUBSCRIBED"}) for address in addresses]
    relationships = _of_list(list_id) if list_id else None
    return _encode("profile-subscription-bulk-delete-job", {"profiles": {"data": profiles}}, relationships)


def suppression_body(emails: Sequence[str]) -> bytes:
    """Return the body that suppresses at most 100 email addresses in the whole account."""
    profiles = [{"type": "profile", "attributes": {"email": email}} for email in emails]
    return _encode("profile-suppression-bulk-create-job", {"profiles": {"data": profiles}})


def _consenting(channel: Channel, address: str, marketing: dict[str, Any]) -> dict[str, Any]:
    subscriptions = {channel.value: {"marketing": marketing}}
    return {"type": "profile", "attributes": {channel.identifier: address, "subscriptions": subscriptions}}


def _of_list(list_id: str) -> dict[str, Any]:
    return {"list": {"data": {"type": "list", "id": list_id}}}


def deletion_body(identity: Identity | None, person: str) -> bytes:
    """Return the body that requests the deletion of the profile with this address, number or (None) profile id."""
    profile: dict[str, Any] = {"data": {"type": "profile", "attributes": {identity.value: person} if identity else {}}}
    if identity is None:
        profile["data"]["id"] = person
    return _encode("data-privacy-deletion-job", {"profile": profile})


def _encode(type_: str, attributes: dict[str, Any], relationships: dict[str, Any] | None = None) -> bytes:
    data: dict[str, Any] = {"type": type_, "attributes": attributes}
    if relationships:
        data["relationships"] = relationships
    return json.dumps({"data": data}).encode()
