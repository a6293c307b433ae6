"""The fields of a Klaviyo profile and what may stand in them: the rules that need nothing but the value.

Names and kinds: ProfileUpsertQueryResourceObject and ProfileLocation of Klaviyo's OpenAPI file. A value that breaks its
rule is left out with a warning: the person is sent without it. E-mail addresses and phone numbers are not here:
libraries decide on those (shared/planning/value_checks.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    """`pattern` must match all of the trimmed text (a regular expression that Python and RE2 read alike).

    `low` and `high` bound its number; `most` its characters. `zone`: it names an IANA time zone. `says` is what the
    field takes, in the words of the warning and of docs/checks.md.
    """

    says: str
    pattern: str | None = None
    low: int | None = None
    high: int | None = None
    most: int | None = None
    zone: bool = False


NUMBER = r"-?[0-9]{1,3}(\.[0-9]{1,30})?"

RULES = {
    "external_id": Rule("at most 255 characters", most=255),
    "locale": Rule(
        "a BCP 47 tag of language and region: `en`, `en-US`, `zh-Hant-TW` (`en_US` is sent as `en-US`)",
        r"[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?",
    ),
    "image": Rule("an http or https URL of at most 2,000 characters", r"https?://[^\s/?#]+[^\s]*", most=2000),
    "location.country": Rule(
        "a name or a code: no digits, at most 100 characters", r"[^0-9\s]([^0-9]*[^0-9\s])?", most=100
    ),
    "location.latitude": Rule("a decimal number from -90 to 90", NUMBER, low=-90, high=90),
    "location.longitude": Rule("a decimal number from -180 to 180", NUMBER, low=-180, high=180),
    "location.timezone": Rule("a name of the IANA time zone database: `Europe/Berlin`", zone=True),
    "location.ip": Rule(
        "an IPv4 or IPv6 address",
        r"([0-9]{1,3}\.){3}[0-9]{1,3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*(([0-9]{1,3}\.){3}[0-9]{1,3})?",
        most=45,
    ),
}
"""Rules by field, as the mapping names it. Fields without one take any text.

255 characters: Klaviyo's API (`external_id`). Locale: "IETF BCP 47 … (ISO 639-1/2)-(ISO 3166 alpha-2)", time zone: "We
recommend using time zones from the IANA Time Zone Database", in Klaviyo's OpenAPI file. For the others it names the
meaning alone ("URL pointing to …", "Country name", "Latitude coordinate", "IP Address"): the rules keep out what
cannot be meant.
"""


def fits(field: str, text: str) -> bool:
    """Whether a text may stand in a field."""
    rule = RULES.get(field)
    if rule is None:
        return True
    text = text.strip()
    if rule.most is not None and len(text) > rule.most:
        return False
    if rule.pattern is not None and not re.fullmatch(rule.pattern, text):
        return False
    if rule.low is not None and rule.high is not None and not rule.low <= float(text) <= rule.high:
        return False
    return not rule.zone or text in zones()


def zones() -> frozenset[str]:
    """The names of the IANA time zones."""
    # Imported late: only where a time zone is mapped.
    from zoneinfo import available_timezones

    return frozenset(available_timezones()) - {"localtime", "Factory", "posixrules"}
