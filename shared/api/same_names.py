"""What tells exports and connections of the same name apart: names are free, so that scripts can choose them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from shared.domain import Connection
from shared.storage.export_store import ListedExport


def distinctions(exports: Iterable[ListedExport], connections: Iterable[Connection]) -> dict[str, str]:
    """Return, by id, what tells apart those that have the name of another one.

    Of an export: what it sends where, with its ID if that is also the same. Of a connection: its ID.
    """
    every = list(exports)
    names = Counter(export.name.casefold() for export in every)
    twins = [export for export in every if names[export.name.casefold()] > 1]
    targets = Counter((export.name.casefold(), export.target) for export in twins)
    found = {
        export.id: export.target
        if targets[export.name.casefold(), export.target] == 1
        else f"{export.target} ({export.id})"
        for export in twins
    }
    named = list(connections)
    same = Counter(connection.display_name.casefold() for connection in named)
    return found | {one.id: one.id for one in named if same[one.display_name.casefold()] > 1}
