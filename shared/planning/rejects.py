"""The rejects file: one line for each source row that was not accepted, with its location and the reason.

CSV, UTF-8, with the columns blob, line, outcome (`rejected`, `duplicate`, `failed`), reason, detail, and one for each
identifier, of which only that of the export's identity is filled; then `code` and `parameters` (JSON) of the detail,
which are empty where the detail only repeats the reason. Texts that a spreadsheet would read as a formula get an
apostrophe before them (OWASP, CSV Injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from shared.domain.identity import Identity
from shared.texts import Text, text

HEADER = f"blob,line,outcome,reason,detail,{','.join(Identity)},code,parameters\r\n"

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
    "email_missing": text("reject-email-missing"),
    "email_malformed": text("reject-email-malformed"),
    "phone_number_missing": text("reject-phone-number-missing"),
    "phone_number_malformed": text("reject-phone-number-malformed"),
    "external_id_missing": text("reject-external-id-missing"),
    "external_id_malformed": text("reject-external-id-malformed"),
    "profile_too_large": text("reject-profile-too-large"),
    "malformed_row": text("reject-malformed-row"),
    "duplicate": text("reject-duplicate"),
    "refused_by_klaviyo": text("reject-refused-by-klaviyo"),
    "not_found": text("reject-not-found"),
    "import_failed": text("reject-import-failed"),
    "chunk_failed": text("reject-chunk-failed"),
    "not_sent": text("reject-not-sent"),
    "unconfirmed": text("reject-unconfirmed"),
}
"""Reason codes and their explanation."""

MAX_QUOTED = 900
"""Characters of a message of Klaviyo: fewer than MAX_CELL, so that `detail` has all words that `parameters` has."""

Reject = tuple[str, int, str, str, Text | None, str | None]
"""Blob, line, outcome, reason, detail (None: the text of the reason), identity."""


def klaviyo_says(message: str) -> Text | None:
    """Return Klaviyo's own words about a row; None where there are none."""
    return text("row-klaviyo", answer=message[:MAX_QUOTED]) if message else None


def cells(detail: Text) -> tuple[str, str, str]:
    """Return what files show of a text: English, the code, and the parameters as JSON."""
    return detail.message, detail.code, detail.packed_parameters()


class Why(NamedTuple):
    """Why a row was not accepted, as in the rejects file. If not `listed`, only a retry uses it."""

    outcome: str
    reason: str
    detail: Text | None = None
    listed: bool = True


def rejects_csv(rejects: Iterable[Reject], kind: Identity = Identity.EMAIL) -> bytes:
    """Return lines of the rejects file, without its header. listed_rows.py renders the same in SQL."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for blob, line, outcome, reason, detail, identity in rejects:
        message, code, parameters = cells(detail) if detail else (str(REASONS[reason]), "", "")
        shown = [_harmless(identity or "") if one is kind else "" for one in Identity]
        writer.writerow([_harmless(blob), line, outcome, reason, _harmless(message), *shown, code, parameters])
    return out.getvalue().encode("utf-8", "replace")


def people_csv(people: Iterable[Sequence[str | None]]) -> bytes:
    """Return lines of a file of people, without its header: texts, None for what is not known."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_harmless(cell or "") for cell in person] for person in people)
    return out.getvalue().encode("utf-8", "replace")


def without_guard(cell: str) -> str:
    """Return a cell of these files as pages show it: without the apostrophe that keeps spreadsheets from reading it."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip().startswith(FORMULA_STARTS) else cell


def _harmless(cell: str) -> str:
    shown = cell[:MAX_CELL]
    if not shown.isprintable():
        shown = "".join(ch if ch.isprintable() else " " for ch in shown)
    return "'" + shown if shown.lstrip().startswith(FORMULA_STARTS) else shown
