r"""How source systems write what is not there, and whole numbers that passed through a float.

Spreadsheets, data frames and databases write placeholders (`NULL`, `\N`, `#N/A`, an all-zero GUID) where a value is
missing, and `493012345678.0` or `4.93E+11` where a column of whole numbers became a column of floats. The patterns are
regular expressions that Python and RE2 read alike.
"""

from __future__ import annotations

import re

from shared.domain.identity import BLANKS

_SIGNS = "\\x01-/:-@\\[-`{-\\x7f\u00a0\u2010-\u2015\ufeff\u200b"
"""What is neither letter nor digit, as the inside of a character class."""

PLACEHOLDER = (
    rf"(?i)[{_SIGNS}]*(null|none|nil|nan|nat|na|n/a|n/a n/a|n\.a|undefined|unknown|missing|empty|blank|void|not set"
    rf"|not available|not applicable|inf|infinity|object object)?[{_SIGNS}]*"
    rf"|[0{_SIGNS}]*|\\n|-1|-?1\.#[a-z]+|#[a-z]+[!?]|#div/0!|\{{?f{{8}}-?(f{{4}}-?){{3}}f{{12}}\}}?"
)
"""What an identifier holds where there is none: a word for nothing, an error of a spreadsheet, only zeros and signs,
-1 (the unknown member of a data warehouse), the highest GUID."""

NAME_PLACEHOLDER = (
    r"NULL|null|\(null\)|<null>|<NULL>|None|NONE|none|NaN|nan|NAN|NaT|NA|<NA>|N/A|n/a|#N/A|#NULL!|#REF!|#VALUE!|#NAME\?"
    r"|\\N|undefined|-|--|\.|\?|0"
)
"""What a name holds where there is none. Null, Nan and Na are names of people."""

MAX_EXACT = 2**53 - 1
"""The largest whole number that a double holds and that no other whole number is rounded to."""

WHOLE_FLOAT = r"[+-]?([0-9]+[.,](00?|0000+)|[0-9]{4,}[.,]000)"
"""A whole number with decimals of zeros. `1.000` and `12,000` may as well be groups of thousands and are not meant."""

SCIENTIFIC = r"[+-]?([0-9]+[.,][0-9]+[eE][+-]?|[0-9]+[eE]\+)[0-9]{1,3}"
"""A number with an exponent, as floats are written. `12E5` is not meant: codes look like that."""


def padded(pattern: str) -> str:
    """Return the pattern with white space allowed on both sides."""
    flags, pattern = ("(?i)", pattern[4:]) if pattern.startswith("(?i)") else ("", pattern)
    return f"{flags}[{BLANKS}]*({pattern})[{BLANKS}]*"


def is_float(text: str) -> bool:
    """Return whether the trimmed text is written as a float that is meant to be a whole number."""
    return re.fullmatch(f"{WHOLE_FLOAT}|{SCIENTIFIC}", text) is not None


def whole_number(text: str) -> str | None:
    """Return the whole number of a trimmed text that `is_float`; None where its digits may be lost.

    `4.93E+11` has three of twelve digits: any of a thousand million numbers may be meant. `4.93012345678E11` has all.
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
