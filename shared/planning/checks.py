"""The doubtful values, settled by libraries made for it: e-mail addresses and phone numbers."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from shared.domain.fields import RULES
from shared.planning.values import TAKES

_TOP_LEVEL = re.compile(r"\.[a-z][a-z0-9-]*[a-z0-9]\Z", re.IGNORECASE)


def email_problem(address: str) -> str | None:
    """Why an address is none that Klaviyo takes; None where it is one (email-validator's syntax rules, no look-up).

    Klaviyo publishes no rule for addresses. One that it refuses costs a whole request, so only what is certain goes:
    ASCII. A mailbox with other letters needs SMTPUTF8 (RFC 6531); a domain with them has an ASCII form of its own.
    """
    validate, error_type = _email_validator()
    if not address.isascii() and any(ord(ch) < 32 for ch in address):
        return "It holds control characters."
    try:
        found = validate(address, check_deliverability=False, test_environment=True, strict=True, allow_smtputf8=False)
    except error_type as error:
        return str(error)
    if not address.isascii():
        return f"Its domain has letters beyond ASCII; write {found.ascii_domain} instead."
    if not _TOP_LEVEL.search(address):
        return "The domain does not end with a top-level domain."
    return None


def phone_e164(text: str, country: str | None) -> str | None:
    """The number in E.164, read as one of `country` (ISO 3166) where it names none; None where it is not valid."""
    phonenumbers = _phonenumbers()
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if number.extension or not phonenumbers.is_valid_number(number):
        # An extension cannot be kept in E.164: without it, the number is the switchboard's, not the person's.
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


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
            "well-formed, ASCII: by a pattern where it is clear, else by `email-validator` (syntax, no look-up)",
            "reject: `email_malformed`",
        ),
        ("person", "one row an address, whatever its case: the last one counts", "leave the row out: `duplicate`"),
        ("profile", "at most 100 KB as JSON", "reject: `profile_too_large`"),
        (
            "`phone_number`",
            "E.164, or what `phonenumbers` reads as a number of the default country; no extension",
            leave,
        ),
        (
            "`phone_number`, `external_id`",
            "of one person alone",
            "leave the field out of all (or of all but the last) and warn",
        ),
    ]
    rows += [(f"`{field}`", rule.says, leave) for field, rule in RULES.items()]
    rows += [(f"property of type `{kind}`", takes, leave) for kind, takes in TAKES.items()]
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
    # Imported late: its metadata takes a fifth of a second, and clear numbers never need it.
    import phonenumbers

    return phonenumbers


@cache
def _email_validator() -> tuple[Any, Any]:
    from email_validator import EmailNotValidError, validate_email

    return validate_email, EmailNotValidError
