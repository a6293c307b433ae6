"""The identity of a person: the normalized form of an e-mail address.

Every comparison of addresses uses this rule: deduplication, snapshots, mirror runs, erasure, import errors, audit. Only
the letters A to Z are converted to lower case. The lower case of some other letters is an ASCII letter (the Kelvin sign
becomes `k`, the dotted capital I becomes `i`): converting those would confuse two people. The checks refuse addresses
with such letters. `identity_sql` in shared/planning/value_sql.py is the same rule in SQL.
"""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase

BLANKS = " \t\r\n\u00a0\u200b\ufeff"
"""Characters that are trimmed from both ends of a value."""

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


def identity_of(address: str) -> str:
    """Return the address without surrounding blanks, A to Z in lower case."""
    return address.strip(BLANKS).translate(_LOWER)
