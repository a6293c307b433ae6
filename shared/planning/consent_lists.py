"""Who says yes or no to marketing, channel by channel: what a run does about it, and what the snapshot keeps of it.

    consent.parquet    people who say something else than what was sent for them: identity, channel, said (true, false;
                       NULL: neither), address (email address or phone number; NULL: the row has none), since

One row of a person counts, the last, so a run never subscribes and unsubscribes the same person on a channel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from shared.domain.findings import Findings
from shared.domain.subscription import Channel
from shared.planning.identity_sql import IdentitySql
from shared.planning.value_sql import quoted
from shared.texts import Text, text


def write_consent(db: Any, who: IdentitySql, channels: Sequence[Channel], path: Path) -> None:
    """Write consent.parquet. `db` has the view `staged` and the tables of resolve.py and snapshot_compare.py."""
    # An identifier that several people share, and that is left out of them, is no one's; so is a bad address.
    email = f"CASE WHEN NOT coalesce(o.email, false) THEN {who.staged_address} END"
    phone = "CASE WHEN NOT coalesce(o.phone, false) THEN coalesce(s.e164, p.e164) END"
    addresses = {"email": email, "phone_number": phone}
    changed = [
        f"""
        SELECT s.identity, '{channel}' AS channel, s.said_{channel} AS said,
               {addresses[channel.identifier]} AS address, s.since_{channel} AS since
        FROM rows_that_count s LEFT JOIN phones p ON p.text = s.phone LEFT JOIN omitted o ON o.row = s.row
        WHERE CASE WHEN said_{channel} THEN sent & {channel.yes_bit} = 0
                   WHEN NOT said_{channel} THEN sent & {channel.no_bit} = 0
                   ELSE sent & {channel.yes_bit | channel.no_bit} <> 0 END
        """
        for channel in channels
    ]
    columns = ", ".join(f"said_{channel}, since_{channel}" for channel in channels)
    db.execute(f"""
        COPY (
            WITH rows_that_count AS (
                SELECT s.*, coalesce(c.consented, 0) AS sent
                FROM (SELECT file_row_number AS row, identity, email, e164, phone, {columns} FROM staged
                      WHERE identity IS NOT NULL) s
                LEFT JOIN (SELECT row, consented FROM compared WHERE consented <> 0) c ON c.row = s.row
                ANTI JOIN (SELECT row FROM excluded WHERE reason <> 'unchanged') d ON d.row = s.row
            )
            {" UNION ALL ".join(changed)}
        ) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)
    """)


def consent_problems(db: Any, channels: Sequence[Channel], consent: Path) -> dict[str, Any]:
    """Return the numbers `contradictory` and `unreachable` of shared.domain.findings.Findings."""
    differs = " OR ".join(f"earlier.said_{channel} <> later.said_{channel}" for channel in channels)
    contradictory = db.execute(f"""
        SELECT count(DISTINCT later.identity)
        FROM (SELECT row, detail::BIGINT AS last FROM excluded WHERE reason = 'duplicate') d
        JOIN staged AS earlier ON earlier.file_row_number = d.row
        JOIN staged AS later ON later.file_row_number = d.last
        WHERE {differs}
    """).fetchall()[0][0]
    unreachable = db.execute(f"""
        SELECT channel, count(*) FROM read_parquet({quoted(str(consent))}) WHERE said AND address IS NULL
        GROUP BY channel ORDER BY channel
    """).fetchall()
    return {"contradictory": contradictory, "unreachable": dict(unreachable)}


def consent_warnings(found: Findings) -> list[Text]:
    """Return warnings about people whose rows contradict each other, and about those whom a channel cannot reach."""
    contradictory = [text("consent-contradictory", count=found.contradictory)] if found.contradictory else []
    return contradictory + [
        text("consent-unreachable", count=count, channel=channel, field=Channel(channel).identifier)
        for channel, count in found.unreachable.items()
    ]


class Settled:
    """What a run settled about consent: the bits of a snapshot's `consented` to clear and to set.

    `consent` is consent.parquet; `subscribed` and `revoked` are relations (identity, channel) of people for whom that
    was done. What a person says again replaces what was sent for them before, and it is due until it is done.
    """

    def __init__(self, consent: Path | None, subscribed: Sequence[str], revoked: Sequence[str]) -> None:
        yes, no = ({one: one.yes_bit for one in Channel}, {one: one.no_bit for one in Channel})
        both = {one: one.yes_bit | one.no_bit for one in Channel}
        self._parts = [(f"read_parquet({quoted(str(consent))})", _bits(both), "0")] if consent else []
        self._parts += [(relation, "0", _bits(yes)) for relation in subscribed]
        self._parts += [(relation, "0", _bits(no)) for relation in revoked]

    def query(self, within: str) -> str:
        """Return the query of the people `within` a condition (a WHERE clause): identity, to_clear, to_set."""
        parts = [f"SELECT identity, {clear}, {set_} FROM {relation} {within}" for relation, clear, set_ in self._parts]
        all_parts = " UNION ALL ".join(["SELECT NULL::VARCHAR AS identity, 0 AS to_clear, 0 AS to_set", *parts])
        return (
            "SELECT identity, bit_or(to_clear)::UINTEGER AS to_clear, bit_or(to_set)::UINTEGER AS to_set "
            f"FROM ({all_parts}) WHERE identity IS NOT NULL GROUP BY identity"
        )


def _bits(bits: Mapping[Channel, int]) -> str:
    return f"CASE channel {' '.join(f"WHEN '{channel}' THEN {bit}" for channel, bit in bits.items())} END"
