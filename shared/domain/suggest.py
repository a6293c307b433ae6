"""A data matching suggested from column names: English ones, those of Dynamics 365 and of its Contoso samples."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shared.domain.mapping import Mapping

NAMES = {
    "email": "email, emailaddress, emailaddress1, mail, mailaddress, primaryemail, workemail, businessemail, "
    "personalemail, emailid, useremail",
    "phone_number": "mobilephone, mobile, cellphone, mobilenumber, phonenumber, phone, telephone, telephone1, "
    "primaryphone, telephonenumber, tel, homephone, workphone, businessphone, address1telephone1",
    "external_id": "externalid, customernumber, accountnumber, memberid, loyaltyid, customerid, contactid, userid, "
    "profileid, clientid",
    "first_name": "firstname, givenname, forename, fname, first",
    "last_name": "lastname, surname, familyname, lname, last",
    "organization": "organization, organisation, company, companyname, employer, organizationname, accountname, "
    "parentcustomeridname",
    "locale": "locale, languagecode, preferredlanguage, language",
    "title": "jobtitle, position, title",
    "image": "image, imageurl, photo, photourl, pictureurl, avatar, avatarurl, entityimageurl",
    "location.address1": "address1line1, addressline1, address1, streetaddress, street, street1, address",
    "location.address2": "address1line2, addressline2, address2, street2, apartment, suite",
    "location.city": "address1city, city, town, cityname",
    "location.country": "address1country, country, countryname, countryregion, countryorregion, countrycode",
    "location.region": "address1stateorprovince, state, region, province, stateorprovince, stateprovince, county",
    "location.zip": "address1postalcode, postalcode, zip, zipcode, postcode",
    "location.timezone": "timezone, timezonename, ianatimezone",
    "location.latitude": "address1latitude, latitude, lat",
    "location.longitude": "address1longitude, longitude, lon, lng, long",
    "location.ip": "ip, ipaddress, lastip",
}
"""Names by field, the likeliest first, as `_plain` writes them.

`emailaddress1`, `telephone1`, `address1_city` and the like: the contact table of Dynamics 365. `EMail`, `Telephone`,
`PostCode`, `StreetAddress`, `State`: Microsoft's Contoso contacts.
"""

PREFIXES = ("customer", "contact", "profile", "person", "user", "member", "primary", "main", "default", "unified")
"""Words before a name that do not change what it is: `Customer_Email`, `contact.firstName`."""


def suggest(columns: Sequence[str]) -> Mapping | None:
    """The standard fields that these columns seem to fill; None where none looks like an e-mail address.

    A column is used once. Properties are left to whoever knows which data should leave the house.
    """
    plain: dict[str, str] = {}
    for column in columns:
        for name in _readings(column):
            plain.setdefault(name, column)
    found: dict[str, str] = {}
    for field, names in NAMES.items():
        for name in names.split(", "):
            seen = plain.get(name)
            if seen is not None and seen not in found.values():
                found[field] = seen
                break
    return Mapping.model_validate(found) if "email" in found else None


def _readings(column: str) -> list[str]:
    """The name without case and separators, and again without the words that may stand before it."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+|[0-9]+", column)
    words = [word.casefold() for word in words]
    readings = ["".join(words)]
    while len(words) > 1 and words[0] in PREFIXES:
        words = words[1:]
        readings.append("".join(words))
    return readings
