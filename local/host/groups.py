"""Which functions share an instance: all of them, or as in Azure's Flex Consumption.

There, the HTTP triggers share their instances, the blob triggers by Event Grid share others, and each other function
has instances of its own (learn.microsoft.com/azure/azure-functions/flex-consumption-plan, on scaling by function).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from local.host.functions import BLOB, HTTP, AppError, Function

HTTP_GROUP, BLOB_GROUP = "http", "blob"


@dataclass(frozen=True, slots=True)
class Group:
    """Functions that are scaled together."""

    name: str
    functions: frozenset[str]
    instances: int


def flex_groups(functions: Iterable[Function], scale: Mapping[str, int]) -> list[Group]:
    """Return the groups, HTTP first; `scale` gives the instances of those that have more than one.

    Raises AppError for a group that the app does not have.
    """
    names: dict[str, set[str]] = {HTTP_GROUP: set()}
    for function in functions:
        shared = {HTTP: HTTP_GROUP, BLOB: BLOB_GROUP}.get(function.kind)
        names.setdefault(shared or function.name, set()).add(function.name)
    if unknown := scale.keys() - names.keys():
        raise AppError(f"there is no function group {', '.join(sorted(unknown))}: the app has {', '.join(names)}")
    return [Group(name, frozenset(members), scale.get(name, 1)) for name, members in names.items()]
