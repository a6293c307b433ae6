"""Suggested mappings, from the names of columns and from sample values.

English names, those in the console's languages, in Dynamics 365 and its Contoso samples, and in the exports of
common systems:
Salesforce, Shopify, WooCommerce, HubSpot, Google and Outlook contacts, Stripe, Klaviyo itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from typing import NamedTuple

from shared.domain.mapping import Mapping

NAMES = {
    "email": "email, emailaddress, emailaddress1, mail, mailaddress, primaryemail, workemail, businessemail, "
    "personalemail, emailid, useremail, email1value",
    "phone_number": "mobilephone, mobile, cellphone, mobilenumber, mobilephonenumber, phonenumber, phone, telephone, "
    "telephone1, primaryphone, telephonenumber, tel, homephone, workphone, businessphone, address1telephone1, "
    "phone1value",
    "external_id": "externalid, customernumber, accountnumber, memberid, loyaltyid, customerid, contactid, userid, "
    "profileid, clientid, recordid",
    "first_name": "firstname, givenname, forename, fname, first",
    "last_name": "lastname, surname, familyname, lname, last",
    "organization": "organization, organisation, company, companyname, employer, organizationname, organization1name, "
    "accountname, associatedcompany, parentcustomeridname",
    "locale": "locale, languagecode, preferredlanguage, language, hslanguage",
    "title": "jobtitle, position, title, organizationtitle, organization1title",
    "image": "image, imageurl, photo, photourl, pictureurl, avatar, avatarurl, entityimageurl",
    "location.address1": "address1line1, addressline1, address1, streetaddress, street, street1, address, "
    "address1street, line1",
    "location.address2": "address1line2, addressline2, address2, street2, apartment, suite, address1extendedaddress, "
    "line2",
    "location.city": "address1city, city, town, cityname",
    "location.country": "address1country, country, countryname, countryregion, countryorregion, countrycode, "
    "countrycodev2",
    "location.region": "address1stateorprovince, state, stateregion, region, province, stateorprovince, stateprovince, "
    "provincecode, statecode, county, address1region",
    "location.zip": "address1postalcode, postalcode, zip, zipcode, postcode, zippostalcode",
    "location.timezone": "timezone, timezonename, ianatimezone, hstimezone",
    "location.latitude": "address1latitude, latitude, lat",
    "location.longitude": "address1longitude, longitude, lon, lng, long",
    "location.ip": "ip, ipaddress, lastip",
}
"""Names by field, the most likely first, in the normalized form of `_readings`.

`emailaddress1`, `telephone1`, `address1_city` and the like: the contact table of Dynamics 365. `EMail`, `Telephone`,
`PostCode`, `StreetAddress`, `State`: Microsoft's Contoso contacts. `E-mail 1 - Value`: Google. `hs_language`: HubSpot.
"""

NAMES_IN_OTHER_LANGUAGES = {
    "email": "emailadresse, meil, meiliaadress, epost, epostiaadress, surel, alamatemail, alamatsurel, 電子郵件, "
    "電子郵件地址, 電郵, 電郵地址, epošta, eposta, adresaepošte, adresaeposte, adresemail",
    "phone_number": "telefon, telefonnummer, mobilnummer, handynummer, telefoninumber, mobiiltelefon, telepon, "
    "nomortelepon, ponsel, nomorponsel, 電話, 電話號碼, 手機, 手機號碼, 流動電話, mobitel, brojtelefona, brojmobitela, "
    "numertelefonu, telefonkomórkowy",
    "external_id": "kundennummer, kliendinumber, kliendiid, nomorpelanggan, idpelanggan, 客戶編號, brojkupca, "
    "idklijenta, numerklienta, idklienta",
    "first_name": "vorname, eesnimi, namadepan, 名字, ime, imię",
    "last_name": "nachname, familienname, perekonnanimi, perenimi, namabelakang, 姓氏, prezime, nazwisko",
    "organization": "firma, unternehmen, ettevõte, perusahaan, 公司, 公司名稱, tvrtka",
    "location.address1": "strasse, aadress, tänav, alamat, 地址, adresa, ulica, adres",
    "location.city": "stadt, ort, linn, kota, 城市, grad, miasto, miejscowość",
    "location.country": "land, riik, negara, 國家, 國家地區, država, drzava, kraj",
    "location.zip": "plz, postleitzahl, postiindeks, sihtnumber, kodepos, 郵遞區號, poštanskibroj, postanskibroj, "
    "kodpocztowy",
}
"""Names in German and in the languages of the console: lower case, without blanks and punctuation."""

PREFIXES = (
    "customer", "contact", "profile", "person", "user", "member", "primary", "main", "default", "unified", "property",
    "properties", "attributes",
)  # fmt: skip
"""Prefixes that do not change the meaning: `Customer_Email`, `contact.firstName`, `property_email`."""

ADDRESSES = ("", "address", "mailing", "billing", "home", "shipping", "business", "card", "other")
"""Prefixes of one of several addresses, the most likely first. "" is no prefix."""

_ADDRESS_PARTS = ("address1", "address2", "city", "country", "region", "zip", "latitude", "longitude")
_MAY_BE_A_STATUS = "state"
"""Also the state of an account (Shopify: enabled, disabled): a region only with another part of the same address."""

_STATUSES = ("enabled", "disabled", "invited", "declined", "active", "inactive", "pending", "deleted")

_EMAIL = re.compile(r"\s*[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+\s*")


class _Reading(NamedTuple):
    """A normalized name (lower case, no separators, no prefixes) and the address prefix."""

    address: str
    name: str


def suggest(columns: Sequence[str], examples: AnyMapping[str, Sequence[str]] | None = None) -> Mapping | None:
    """Return a mapping of standard fields; None if no column seems to contain email addresses.

    `examples` are sample values by column. If no column has a name for email addresses, or none with such a name
    contains any, the first column that contains only email addresses is used. A column is used once. Properties are
    not suggested: the user decides which data may be sent.
    """
    examples = examples or {}
    columns_by_reading: dict[_Reading, str] = {}
    for column in columns:
        if _is_status(examples.get(column, ())):
            continue
        for reading in _readings(column):
            columns_by_reading.setdefault(reading, column)
    found: dict[str, str] = {}
    for field in NAMES:
        if field.removeprefix("location.") not in _ADDRESS_PARTS:
            chosen = _named(field, ADDRESSES, columns_by_reading, found)
            if field == "email":
                chosen = _email(chosen, columns, examples)
                if chosen is None:
                    return None
            if chosen is not None:
                found[field] = chosen
    return Mapping.model_validate(found | _address(columns_by_reading, found))


def _email(named: str | None, columns: Sequence[str], examples: AnyMapping[str, Sequence[str]]) -> str | None:
    """Return the column named for email addresses if its values are, otherwise one with only email addresses."""
    if named is not None and (not examples.get(named) or any(map(_EMAIL.fullmatch, examples[named]))):
        return named
    by_values = (one for one in columns if examples.get(one) and all(map(_EMAIL.fullmatch, examples[one])))
    return next(by_values, named)


def _is_status(values: Sequence[str]) -> bool:
    """Return whether the values are states of an account and not regions."""
    return bool(values) and all(value.strip().lower() in _STATUSES for value in values)


def _named(
    field: str, addresses: Sequence[str], columns: AnyMapping[_Reading, str], found: AnyMapping[str, str]
) -> str | None:
    """Return the column with the most likely name for a field, among those without a field."""
    names = f"{NAMES[field]}, {NAMES_IN_OTHER_LANGUAGES.get(field, '')}".split(", ")
    readings = (_Reading(address, name) for address in addresses for name in names if name)
    return next((columns[one] for one in readings if one in columns and columns[one] not in found.values()), None)


def _address(columns: AnyMapping[_Reading, str], found: AnyMapping[str, str]) -> dict[str, str]:
    """Return the parts of the address with the most parts, completed by columns without an address prefix."""
    best: dict[str, str] = {}
    for address in ADDRESSES:
        parts = _parts(address, columns, found)
        best = parts if len(parts) > len(best) else best
    if list(best.values()) == [columns.get(_Reading("", _MAY_BE_A_STATUS))]:
        return {}
    others = {_Reading(*one): column for one, column in columns.items() if one.name != _MAY_BE_A_STATUS}
    return _parts("", others, dict(found) | best) | best


def _parts(address: str, columns: AnyMapping[_Reading, str], found: AnyMapping[str, str]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in _ADDRESS_PARTS:
        chosen = _named(f"location.{part}", (address,), columns, dict(found) | parts)
        if chosen is not None:
            parts[f"location.{part}"] = chosen
    return parts


def _readings(column: str) -> list[_Reading]:
    """Return the normalized name, and again without each of its prefixes."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+|[0-9]+", column)
    words = [word.lower() for word in words]
    address = ""
    readings = [_Reading(address, "".join(words))]
    while len(words) > 1 and (words[0] in PREFIXES or words[0] in ADDRESSES):
        address = address or (words[0] if words[0] in ADDRESSES else "")
        words = words[1:]
        readings.append(_Reading(address, "".join(words)))
    # As it is in languages with other letters.
    return [*readings, _Reading("", re.sub(r"[\W_]+", "", column).casefold())]
