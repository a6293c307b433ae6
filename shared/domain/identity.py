"""The identity of a person: what two spellings of one e-mail address share.

Every comparison of addresses uses this rule: deduplication, snapshots, mirror runs, erasure, import errors, audit. Only
the letters A to Z fold. Unicode has letters whose lower case is another letter of ASCII (the Kelvin sign becomes `k`,
the dotted capital I becomes `i`): folding those would put one person in another's place. Addresses that hold any are
refused by the checks, under their own spelling. `identity_sql` in shared/planning/value_sql.py is the same rule in SQL.
"""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase

BLANKS = " \t\r\n\u00a0\u200b\ufeff"
"""The characters that are trimmed from both ends of a value."""

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


def identity_of(address: str) -> str:
    """Return the identity of the person with this e-mail address: no outer blanks, A to Z in lower case."""
    return address.strip(BLANKS).translate(_LOWER)
