"""The doubtful values, settled by libraries made for it: e-mail addresses and phone numbers."""

from __future__ import annotations

from functools import cache
from typing import Any


def email_problem(address: str) -> str | None:
    """Why an address is none; None where it is one (email-validator's syntax rules, no look-up)."""
    validate, error_type = _email_validator()
    if not address.isascii() and any(ord(ch) < 32 for ch in address):
        return "It holds control characters."
    try:
        validate(address, check_deliverability=False, test_environment=True, strict=True)
    except error_type as error:
        return str(error)
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


@cache
def _phonenumbers() -> Any:
    # Imported late: its metadata takes a fifth of a second, and clear numbers never need it.
    import phonenumbers

    return phonenumbers


@cache
def _email_validator() -> tuple[Any, Any]:
    from email_validator import EmailNotValidError, validate_email

    return validate_email, EmailNotValidError
