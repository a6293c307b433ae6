r"""Placeholders for missing values, and whole numbers that were converted to floats, as source systems write them.

Spreadsheets, data frames and databases write placeholders (`NULL`, `\N`, `#N/A`, an all-zero GUID) where a value is
missing, and `493012345678.0` or `4.93E+11` where a column of whole numbers became a column of floats. The patterns are
regular expressions with the same meaning in Python and RE2.
"""

from __future__ import annotations

import re

_SIGNS = "\\x01-/:-@\\[-`{-\\x7f\u00a0\u2010-\u2015\ufeff\u200b"
"""Characters that are neither letters nor digits, for use inside a character class."""

PLACEHOLDER = (
    rf"(?i)[{_SIGNS}]*(null|none|nil|nan|nat|na|n/a|n/a n/a|n\.a|undefined|unknown|missing|empty|blank|void|not set"
    rf"|not available|not applicable|inf|infinity|object object)?[{_SIGNS}]*"
    rf"|[0{_SIGNS}]*|\\n|-1|-?1\.#[a-z]+|#[a-z]+[!?]|#div/0!|\{{?f{{8}}-?(f{{4}}-?){{3}}f{{12}}\}}?"
)
"""Values that mean "no identifier": a word such as null, a spreadsheet error, only zeros and signs, -1 (the unknown
member of a data warehouse), the highest GUID."""

NAME_PLACEHOLDER = (
    r"NULL|null|\(null\)|<null>|<NULL>|None|NONE|none|NaN|nan|NAN|NaT|NA|<NA>|N/A|n/a|#N/A|#NULL!|#REF!|#VALUE!|#NAME\?"
    r"|\\N|undefined|-|--|\.|\?|0"
)
"""Values that mean "no name". Null, Nan and Na in this capitalization are names of people."""

MAX_EXACT = 2**53 - 1
"""The largest whole number that a double represents exactly and unambiguously."""

WHOLE_FLOAT = r"[+-]?([0-9]+[.,](00?|0000+)|[0-9]{4,}[.,]000)"
"""A whole number with decimals of zeros. `1.000` and `12,000` do not match: they may be groups of thousands."""

SCIENTIFIC = r"[+-]?([0-9]+[.,][0-9]+[eE][+-]?|[0-9]+[eE]\+)[0-9]{1,3}"
"""A number with an exponent, as floats are written. `12E5` does not match: codes have that form."""


def is_float(text: str) -> bool:
    """Return whether the trimmed text is a whole number in float notation."""
    return re.fullmatch(f"{WHOLE_FLOAT}|{SCIENTIFIC}", text) is not None


def whole_number(text: str) -> str | None:
    """Return the whole number of a trimmed text for which `is_float` is true; None if digits may be lost.

    `4.93E+11` has three of twelve digits: the other nine are unknown. `4.93012345678E11` has all of them.
    """
    if re.fullmatch(WHOLE_FLOAT, text):
        whole = re.split("[.,]", text)[0]
    else:
        mantissa, exponent = re.split("[eE]", text)
        whole, _, decimals = mantissa.replace(",", ".").partition(".")
        if not decimals or len(decimals) != int(exponent):
            return None
        whole += decimals
    return whole if abs(int(whole)) <= MAX_EXACT else None
