"""Email addresses and phone numbers that need review: libraries for them decide."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from shared.domain.fields import RULES
from shared.domain.placeholders import is_float, whole_number
from shared.planning.value_sql import TAKES, Problem
from shared.texts import Text, text

_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]")
_DOMAIN = re.compile(r"[A-Za-z0-9.-]|[^\x00-\x7f]")
"""Characters before and after the @-sign (RFC 5322, atext; RFC 5890)."""
MAX_LOCAL = 64
MAX_ADDRESS = 254
"""Characters (RFC 5321, 4.5.3.1)."""
_TOP_LEVEL = re.compile(r"\.[a-z][a-z0-9-]*[a-z0-9]\Z", re.IGNORECASE)


def email_problem(address: str) -> Text | None:
    """Why an address is none that Klaviyo takes; None where it is one (email-validator's syntax rules, no look-up).

    Klaviyo publishes no rule for addresses. One refused address costs a whole request, so only what is certain is
    sent: ASCII. A mailbox with other letters needs SMTPUTF8 (RFC 6531); a domain with them has an ASCII form.
    """
    validate, error_type = _email_validator()
    if not address.isascii() and any(ord(ch) < 32 for ch in address):
        return text("row-email-control")
    try:
        found = validate(address, check_deliverability=False, test_environment=True, strict=True, allow_smtputf8=False)
    except error_type:
        return _why_malformed(address)
    if not address.isascii():
        return text("row-email-domain-letters", domain=str(found.ascii_domain))
    if not _TOP_LEVEL.search(address):
        return text("row-email-top-level")
    return None


def _why_malformed(address: str) -> Text:
    """Return what is wrong with an address that was refused: the library says it in English only."""
    before, at, after = address.rpartition("@")
    if not at:
        return text("row-email-no-at")
    if "@" in before and not before.startswith('"'):
        return text("row-email-several-at")
    if not before:
        return text("row-email-nothing-before")
    if not after:
        return text("row-email-nothing-after")
    return _why_part_malformed(before, after)


def _why_part_malformed(before: str, after: str) -> Text:
    if any(one.isspace() for one in before + after):
        return text("row-email-spaces")
    if foreign := _distinct(before, _is_foreign):
        return text("row-email-letters-before", characters=foreign)
    wrong = _distinct(before, lambda one: not _LOCAL.match(one))
    if wrong := wrong + _distinct(after, lambda one: not _DOMAIN.match(one)):
        return text("row-email-characters", characters=wrong)
    if any(part.startswith(".") or part.endswith(".") or ".." in part for part in (before, after)):
        return text("row-email-dots")
    if len(before) > MAX_LOCAL or len(before) + len(after) >= MAX_ADDRESS:
        return text("row-email-too-long")
    return text("row-email-other") if "." in after else text("row-email-top-level")


def _is_foreign(character: str) -> bool:
    return not character.isascii()


def _distinct(part: str, is_wrong: Callable[[str], bool]) -> list[str]:
    return sorted({one for one in part if is_wrong(one)})


class PhoneProblem(StrEnum):
    """Why no phone number is sent."""

    INVALID = "invalid"
    EXTENSION = "extension"
    LETTERS = "letters"
    LOST_DIGITS = "lost_digits"


PHONE_PROBLEMS = {
    PhoneProblem.INVALID: text("row-phone-invalid"),
    PhoneProblem.EXTENSION: text("row-phone-extension"),
    PhoneProblem.LETTERS: text("row-phone-letters"),
    PhoneProblem.LOST_DIGITS: text("row-phone-lost-digits"),
}
"""The problems of one number, for the rejects file."""


class PhoneReading(NamedTuple):
    """A phone number in E.164, or the problem it has."""

    e164: str | None
    problem: PhoneProblem | None


LETTER_COUNTRIES = (1, 61, 64)
"""Country codes in which numbers are given as words (1-800-FLOWERS): North America, Australia, New Zealand.

libphonenumber turns letters into digits for every country, and drops single ones: elsewhere that makes another number.
"""

_EXTENSION = re.compile(
    r"[0-9)][\s,;/.(-]*(?:;ext=|ext(?:ension|n)?|x|\#|доб|durchwahl|dw|nebenstelle|nst|klappe|poste|interno|int|anexo|wew"
    r"|toestel)[\s.:#]*[0-9]{1,7}\W*\Z",
    re.IGNORECASE,
)
_END_OF_FLOAT = re.compile(r"(?<=[0-9]{7})[.,]00?(?=[^0-9]*\Z)|(?<=[0-9]{7})[.,]0+\Z")
_GROUPS = re.compile(r"\+?[0-9]{1,6}[.,]0{3,}")
"""A number written in two groups, such as 2222.0000."""

_TENTHS = re.compile(r"\+?[0-9]{7,}[.,][1-9]")


def read_phone(text: str, country: str | None) -> PhoneReading:
    """Read a trimmed phone number as one of `country` (ISO 3166) where it names none.

    An extension cannot be kept in E.164: without it, the number is the switchboard's, not the person's, and Klaviyo
    would make one profile of all who share it.
    """
    if is_float(text) and not _GROUPS.fullmatch(text):
        whole = whole_number(text)
        if whole is None:
            return PhoneReading(None, PhoneProblem.LOST_DIGITS)
        text = whole
    elif _TENTHS.fullmatch(text):
        return PhoneReading(None, PhoneProblem.LOST_DIGITS)
    text = _END_OF_FLOAT.sub("", text)
    if _EXTENSION.search(text):
        return PhoneReading(None, PhoneProblem.EXTENSION)
    phonenumbers = _phonenumbers()
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return PhoneReading(None, PhoneProblem.INVALID)
    if number.extension:
        return PhoneReading(None, PhoneProblem.EXTENSION)
    if _has_letters(text) and number.country_code not in LETTER_COUNTRIES:
        return PhoneReading(None, PhoneProblem.LETTERS)
    if not phonenumbers.is_valid_number(number):
        return PhoneReading(None, PhoneProblem.INVALID)
    return PhoneReading(str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)), None)


def _has_letters(text: str) -> bool:
    """Tell whether there are letters after the first digit; those before it (`tel:`) are not part of the number."""
    first = next((place for place, one in enumerate(text) if one.isdigit()), 0)
    return any(one.isalpha() for one in text[first:])


def phone_warning(problem: PhoneProblem, count: int, country: str | None) -> Text:
    """Return the warning that phone numbers with a problem were left out."""
    match problem:
        case PhoneProblem.INVALID:
            if country is None:
                return text("phones-unreadable-no-country", count=count)
            return text("phones-unreadable", count=count, country=country)
        case PhoneProblem.EXTENSION:
            return text("phones-extension", count=count)
        case PhoneProblem.LETTERS:
            return text("phones-letters", count=count)
        case PhoneProblem.LOST_DIGITS:
            return text("phones-lost-digits", count=count)


def value_warning(
    problem: Problem, count: int, column: str, field: str, takes: Callable[[str], Text], placeholders: Sequence[str]
) -> Text:
    """Return the warning about values of a column; `takes` says what a field takes."""
    shown = [repr(one) for one in placeholders]
    match problem:
        case Problem.INVALID:
            return text("values-invalid", count=count, column=column, field=field, takes=takes(field))
        case Problem.LOST_DIGITS:
            return text("values-lost-digits", count=count, column=column)
        case Problem.PLACEHOLDER:
            return text("values-placeholder", count=count, column=column, field=field, placeholders=shown)
        case Problem.FORMULA:
            return text("values-formula", count=count, column=column)
        case Problem.PLACEHOLDER_NAME:
            return text("values-placeholder-name", count=count, column=column, placeholders=shown)


def table() -> list[tuple[str, str, str]]:
    """Every check before sending, for docs/checks.md: what, what it takes, what becomes of what does not fit."""
    leave = "leave the field out and warn"
    rows = [
        (
            "row",
            "the form of its part: the columns of the header, valid text, at most 2 MiB",
            "reject: `malformed_row`",
        ),
        ("`email`", "not blank; white space around it is trimmed", "reject: `email_missing`"),
        (
            "`email`",
            "well-formed, ASCII: by a pattern where that decides, else by `email-validator` (syntax, no look-up)",
            "reject: `email_malformed`",
        ),
        (
            "`phone_number` or `external_id` as the identity",
            "as below: present and valid; an invalid `email` is then left out with a warning",
            "reject: `phone_number_missing`, `phone_number_malformed`, `external_id_missing`, `external_id_malformed`",
        ),
        (
            "person",
            "one row per identity (addresses without letter case): the last one counts",
            "leave the row out: `duplicate`",
        ),
        ("profile", "at most 100 KB as JSON", "reject: `profile_too_large`"),
        (
            "`phone_number`",
            "E.164, or what `phonenumbers` reads as a number of the default country, without extension and letters",
            leave,
        ),
        (
            "`phone_number`, `external_id`",
            "a value: `NULL`, `\\N`, `None`, `N/A`, `#REF!`, `-`, `0`, an all-zero GUID and the like stand for none",
            "take it as blank and warn",
        ),
        (
            "`phone_number`, `external_id`, names, texts of the location",
            "text; of `1001.0` the whole number is sent, `4.93E+11` has lost digits",
            leave,
        ),
        (
            "`external_id`, names, texts of the location",
            'text without a formula (`="00123"`, as spreadsheets keep zeros)',
            "send the text alone (`00123`) and warn",
        ),
        ("`first_name`, `last_name`", "a name", "send `NULL`, `N/A`, `-` and the like all the same, and warn"),
        (
            "`phone_number`, `external_id`, `email`, except the identity",
            "belongs to one person only",
            "leave the field out of all (or of all but the last) and warn",
        ),
    ]
    rows += [(f"`{field}`", str(rule.description), leave) for field, rule in RULES.items()]
    rows += [(f"property of type `{kind}`", str(takes), leave) for kind, takes in TAKES.items()]
    rows.append(
        (
            "property by the wildcard",
            "a name of at most 255 characters that does not begin with `$`",
            "leave it out and warn",
        )
    )
    rows.append(("any other field", "any text; a blank is not sent", "leave the field out, silently"))
    return rows


@cache
def _phonenumbers() -> Any:
    # Imported late: its metadata takes a fifth of a second to load, and numbers in E.164 do not need it.
    import phonenumbers

    return phonenumbers


@cache
def _email_validator() -> tuple[Any, Any]:
    from email_validator import EmailNotValidError, validate_email

    return validate_email, EmailNotValidError
