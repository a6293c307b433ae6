"""The fields of a Klaviyo profile and the rules for their values, as far as a rule needs only the value.

Names and kinds: ProfileUpsertQueryResourceObject and ProfileLocation of Klaviyo's OpenAPI file. A value that breaks its
rule is omitted with a warning: the profile is sent without it. Email addresses and phone numbers are checked by
libraries (shared/planning/value_checks.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from shared.texts import Text, text

STANDARD_FIELDS = (
    "email", "phone_number", "external_id", "first_name", "last_name", "organization", "locale", "title", "image",
)  # fmt: skip
"""Attributes of a profile."""

LOCATION_FIELDS = (
    "address1", "address2", "city", "country", "latitude", "longitude", "region", "zip", "timezone", "ip",
)  # fmt: skip
"""Attributes of a profile's location."""


@dataclass(frozen=True)
class Rule:
    """What a field accepts.

    `description` is used in warnings and in docs/checks.md. `pattern` must match the whole trimmed text (a regular
    expression with the same meaning in Python and RE2). `minimum` and `maximum` bound its number, `max_length` its
    characters. `is_time_zone`: the text is the name of an IANA time zone.
    """

    description: Text
    pattern: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    max_length: int | None = None
    is_time_zone: bool = False


NUMBER = r"-?[0-9]{1,3}(\.[0-9]{1,30})?"

RULES = {
    "external_id": Rule(text("takes-external-id"), max_length=255),
    "locale": Rule(
        text("takes-locale"),
        r"[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?",
    ),
    "image": Rule(text("takes-image"), r"https?://[^\s/?#]+[^\s]*", max_length=2000),
    "location.country": Rule(text("takes-country"), r"[^0-9\s]([^0-9]*[^0-9\s])?", max_length=100),
    "location.latitude": Rule(text("takes-latitude"), NUMBER, minimum=-90, maximum=90),
    "location.longitude": Rule(text("takes-longitude"), NUMBER, minimum=-180, maximum=180),
    "location.timezone": Rule(text("takes-time-zone"), is_time_zone=True),
    "location.ip": Rule(
        text("takes-ip"),
        r"([0-9]{1,3}\.){3}[0-9]{1,3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*(([0-9]{1,3}\.){3}[0-9]{1,3})?",
        max_length=45,
    ),
}
"""Rules by field name in the mapping. A field without a rule accepts any text.

255 characters: Klaviyo's API (`external_id`). Locale: "IETF BCP 47 … (ISO 639-1/2)-(ISO 3166 alpha-2)", time zone: "We
recommend using time zones from the IANA Time Zone Database", in Klaviyo's OpenAPI file. The others are
described there only by their meaning ("URL pointing to …", "Country name", "Latitude coordinate", "IP Address"): the
rules refuse values that cannot have that meaning.
"""


def fits(field: str, text: str) -> bool:
    """Return whether a field accepts the text."""
    rule = RULES.get(field)
    if rule is None:
        return True
    text = text.strip()
    if rule.max_length is not None and len(text) > rule.max_length:
        return False
    if rule.pattern is not None and not re.fullmatch(rule.pattern, text):
        return False
    if rule.minimum is not None and rule.maximum is not None and not rule.minimum <= float(text) <= rule.maximum:
        return False
    return not rule.is_time_zone or text in zones()


def zones() -> frozenset[str]:
    """Return the names of the IANA time zones."""
    # Imported late: only where a time zone is mapped.
    from zoneinfo import available_timezones

    return frozenset(available_timezones()) - {"localtime", "Factory", "posixrules"}
