"""The rejects file: one line for each source row that was not accepted, with its location and the reason.

CSV, UTF-8, with the columns blob, line, outcome (`rejected`, `duplicate`, `failed`), reason, detail, and one for each
identifier, of which only that of the export's identity is filled. Texts that a spreadsheet would read as a formula get
an apostrophe before them (OWASP, CSV Injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from shared.domain.identity import Identity

HEADER = f"blob,line,outcome,reason,detail,{','.join(Identity)}\r\n"

SHARED_HEADER = f"blob,line,field,value,outcome,{','.join(Identity)}\r\n"
"""The header of shared-identifiers.csv: a line for each person; outcome is `left_out` or `sent`."""

HELD_REMOVALS_HEADER = f"{','.join(Identity)}\r\n"
NOT_SUBSCRIBED_HEADER = "email,channel,reason,opted_out_at,consented_at,phone_number,external_id\r\n"
"""The header of not-subscribed.csv: a line for each channel of a person who says yes, but opted out at Klaviyo."""

FORMULA_STARTS = ("=", "+", "-", "@")
"""What begins a formula of a spreadsheet."""
MAX_CELL = 1000
"""Characters of a text that are shown."""

REASONS = {
    "email_missing": "The row has no e-mail address.",
    "email_malformed": "The e-mail address is not well-formed.",
    "phone_number_missing": "The row has no phone number, which is the identity.",
    "phone_number_malformed": "No valid phone number, which is the identity, can be read.",
    "external_id_missing": "The row has no external id, which is the identity.",
    "external_id_malformed": "The external id, which is the identity, is too long or has lost digits (as 4.93E+11).",
    "profile_too_large": "The profile is larger than 100 KB, Klaviyo's limit.",
    "malformed_row": "The row cannot be read.",
    "duplicate": "The same person is in a later row; the last row counts.",
    "refused_by_klaviyo": "Klaviyo refused the profile.",
    "not_found": "Klaviyo has no profile with this identity, and the mode is update.",
    "import_failed": "Klaviyo could not import the profile.",
    "chunk_failed": "The chunk could not be sent.",
    "not_sent": "The run ended before the row was sent.",
    "unconfirmed": "The row was sent to Klaviyo, but the result is not known.",
}
"""Reason codes and their explanation."""

Reject = tuple[str, int, str, str, str | None, str | None]
"""Blob, line, outcome, reason, detail (None: the text of the reason), identity."""


class Why(NamedTuple):
    """Why a row was not accepted, as in the rejects file. If not `listed`, only a retry uses it."""

    outcome: str
    reason: str
    detail: str | None = None
    listed: bool = True


def rejects_csv(rejects: Iterable[Reject], kind: Identity = Identity.EMAIL) -> bytes:
    """Return lines of the rejects file, without its header. listed_rows.py renders the same in SQL."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for blob, line, outcome, reason, detail, identity in rejects:
        shown = [_harmless(identity or "") if one is kind else "" for one in Identity]
        writer.writerow([_harmless(blob), line, outcome, reason, _harmless(detail or REASONS[reason]), *shown])
    return text.getvalue().encode("utf-8", "replace")


def people_csv(people: Iterable[Sequence[str | None]]) -> bytes:
    """Return lines of a file of people, without its header: texts, None for what is not known."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_harmless(cell or "") for cell in person] for person in people)
    return text.getvalue().encode("utf-8", "replace")


def _harmless(text: str) -> str:
    shown = text[:MAX_CELL]
    if not shown.isprintable():
        shown = "".join(ch if ch.isprintable() else " " for ch in shown)
    return "'" + shown if shown.lstrip().startswith(FORMULA_STARTS) else shown
