"""A data matching suggested from column names."""

from pathlib import Path

import pytest

from shared.domain.suggested_mapping import suggest

SHARED = Path(__file__).resolve().parents[4] / "shared"


def suggested(columns: str) -> dict[str, object] | None:
    found = suggest([column.strip() for column in columns.split(",")])
    return None if found is None else found.model_dump(mode="json", exclude_none=True, exclude_defaults=True)


@pytest.mark.parametrize(
    "columns",
    [
        "email, first_name, last_name, phone_number, city",
        "Email, FirstName, LastName, PhoneNumber, City",
        "E-Mail, First Name, Last Name, Phone Number, City",
        "eMail, firstName, lastName, phoneNumber, city",
        "EMAIL, FIRSTNAME, LASTNAME, PHONENUMBER, CITY",
        "Customer_Email, customer.firstName, Contact Last Name, ContactPhoneNumber, Primary City",
        "emailaddress1, firstname, lastname, mobilephone, address1_city",
    ],
)
def test_ways_of_writing_a_name(columns: str) -> None:
    email, first, last, phone, city = (column.strip() for column in columns.split(","))
    assert suggested(columns) == {
        "email": email,
        "first_name": first,
        "last_name": last,
        "phone_number": phone,
        "location.city": city,
    }


def test_the_contact_table_of_dynamics() -> None:
    assert suggested(
        "contactid, emailaddress1, emailaddress2, telephone1, mobilephone, jobtitle, parentcustomeridname, "
        "address1_line1, address1_line2, address1_stateorprovince, address1_postalcode, address1_country, "
        "address1_latitude, address1_longitude, entityimage_url"
    ) == {
        "email": "emailaddress1",
        "phone_number": "mobilephone",
        "external_id": "contactid",
        "organization": "parentcustomeridname",
        "title": "jobtitle",
        "image": "entityimage_url",
        "location.address1": "address1_line1",
        "location.address2": "address1_line2",
        "location.country": "address1_country",
        "location.latitude": "address1_latitude",
        "location.longitude": "address1_longitude",
        "location.region": "address1_stateorprovince",
        "location.zip": "address1_postalcode",
    }


def test_the_contoso_contacts() -> None:
    file = SHARED / "data" / "contoso-contacts.csv"
    if not file.exists():
        pytest.skip("the Contoso contacts are not there")
    assert suggested(file.read_text("utf-8").splitlines()[0]) == {
        "email": "EMail",
        "phone_number": "Telephone",
        "external_id": "ContactId",
        "first_name": "FirstName",
        "last_name": "LastName",
        "location.address1": "StreetAddress",
        "location.city": "City",
        "location.country": "Country",
        "location.region": "State",
        "location.zip": "PostCode",
    }


SYSTEMS = {
    "Salesforce, Data Loader": (
        ("Id, IsDeleted, AccountId, LastName, FirstName, Salutation, Name, OtherStreet, OtherCity, OtherState, "
        "OtherPostalCode, OtherCountry, MailingStreet, MailingCity, MailingState, MailingPostalCode, MailingCountry, "
        "MailingLatitude, MailingLongitude, MailingGeocodeAccuracy, Phone, Fax, MobilePhone, HomePhone, OtherPhone, "
        "AssistantPhone, ReportsToId, Email, Title, Department, AssistantName, LeadSource, Birthdate, Description, "
        "OwnerId, HasOptedOutOfEmail, CreatedDate, EmailBouncedReason, PhotoUrl"),
        {
            "email": "Email", "phone_number": "MobilePhone", "first_name": "FirstName", "last_name": "LastName",
            "title": "Title", "image": "PhotoUrl", "location.address1": "MailingStreet",
            "location.city": "MailingCity", "location.region": "MailingState", "location.zip": "MailingPostalCode",
            "location.country": "MailingCountry", "location.latitude": "MailingLatitude",
            "location.longitude": "MailingLongitude",
        },
    ),
    "Salesforce, report": (
        ("Contact ID, First Name, Last Name, Title, Account Name, Mailing Street, Mailing City, "
            "Mailing State/Province, "
        "Mailing Zip/Postal Code, Mailing Country, Phone, Mobile, Email, Account Owner, Email Opt Out"),
        {
            "email": "Email", "phone_number": "Mobile", "external_id": "Contact ID", "first_name": "First Name",
            "last_name": "Last Name", "title": "Title", "organization": "Account Name",
            "location.address1": "Mailing Street", "location.city": "Mailing City",
            "location.region": "Mailing State/Province", "location.zip": "Mailing Zip/Postal Code",
            "location.country": "Mailing Country",
        },
    ),
    "Shopify, admin": (
        ("Customer ID, First Name, Last Name, Email, Accepts Email Marketing, Default Address Company, "
        "Default Address Address1, Default Address Address2, Default Address City, Default Address Province Code, "
        "Default Address Country Code, Default Address Zip, Default Address Phone, Phone, Accepts SMS Marketing, "
        "Total Spent, Total Orders, Note, Tax Exempt, Tags"),
        {
            "email": "Email", "phone_number": "Phone", "external_id": "Customer ID", "first_name": "First Name",
            "last_name": "Last Name", "organization": "Default Address Company",
            "location.address1": "Default Address Address1", "location.address2": "Default Address Address2",
            "location.city": "Default Address City", "location.region": "Default Address Province Code",
            "location.country": "Default Address Country Code", "location.zip": "Default Address Zip",
        },
    ),
    "Shopify, API": (
        ("id, email, accepts_marketing, created_at, updated_at, first_name, last_name, orders_count, state, "
            "total_spent, "
        "last_order_id, note, verified_email, multipass_identifier, tax_exempt, phone, tags, currency"),
        {"email": "email", "phone_number": "phone", "first_name": "first_name", "last_name": "last_name"},
    ),
    "Shopify, API with address": (
        ("id, email, first_name, last_name, state, phone, default_address_address1, default_address_city, "
        "default_address_province, default_address_country, default_address_zip, default_address_country_code"),
        {
            "email": "email", "phone_number": "phone", "first_name": "first_name", "last_name": "last_name",
            "location.address1": "default_address_address1", "location.city": "default_address_city",
            "location.region": "default_address_province", "location.country": "default_address_country",
            "location.zip": "default_address_zip",
        },
    ),
    "WooCommerce": (
        ("customer_id, user_login, user_email, role, billing_first_name, billing_last_name, billing_company, "
        "billing_email, billing_phone, billing_address_1, billing_address_2, billing_postcode, billing_city, "
        "billing_state, billing_country, shipping_first_name, shipping_last_name, shipping_company, shipping_phone, "
        "shipping_address_1, shipping_address_2, shipping_postcode, shipping_city, shipping_state, shipping_country"),
        {
            "email": "user_email", "phone_number": "billing_phone", "external_id": "customer_id",
            "first_name": "billing_first_name", "last_name": "billing_last_name", "organization": "billing_company",
            "location.address1": "billing_address_1", "location.address2": "billing_address_2",
            "location.zip": "billing_postcode", "location.city": "billing_city", "location.region": "billing_state",
            "location.country": "billing_country",
        },
    ),
    "WooCommerce, orders": (
        ("Order Number, Status, Billing Email, Billing First Name, Billing Last Name, Billing Address 1, Billing City, "
        "Billing State, Billing Postcode, Billing Country, Shipping City"),
        {
            "email": "Billing Email", "first_name": "Billing First Name", "last_name": "Billing Last Name",
            "location.address1": "Billing Address 1", "location.city": "Billing City",
            "location.region": "Billing State", "location.zip": "Billing Postcode",
            "location.country": "Billing Country",
        },
    ),
    "HubSpot, export": (
        ("Record ID, First Name, Last Name, Email, Phone Number, Mobile Phone Number, Contact owner, Lead Status, "
        "Associated Company, Job Title, Street Address, City, State/Region, Postal Code, Country/Region, "
        "Preferred language, Time Zone, IP City, IP Country, IP State/Region, Last Activity Date, Create Date"),
        {
            "email": "Email", "phone_number": "Mobile Phone Number", "external_id": "Record ID",
            "first_name": "First Name", "last_name": "Last Name", "organization": "Associated Company",
            "title": "Job Title", "locale": "Preferred language", "location.address1": "Street Address",
            "location.city": "City", "location.region": "State/Region", "location.zip": "Postal Code",
            "location.country": "Country/Region", "location.timezone": "Time Zone",
        },
    ),
    "HubSpot, API": (
        ("id, property_email, property_firstname, property_lastname, property_phone, property_mobilephone, "
        "property_company, property_jobtitle, property_address, property_city, property_state, property_zip, "
        "property_country, property_hs_language, property_hs_timezone, property_lifecyclestage"),
        {
            "email": "property_email", "phone_number": "property_mobilephone", "first_name": "property_firstname",
            "last_name": "property_lastname", "organization": "property_company", "title": "property_jobtitle",
            "locale": "property_hs_language", "location.address1": "property_address",
            "location.city": "property_city", "location.region": "property_state", "location.zip": "property_zip",
            "location.country": "property_country", "location.timezone": "property_hs_timezone",
        },
    ),
    "Google": (
        ("First Name, Middle Name, Last Name, Phonetic First Name, Name Prefix, Nickname, File As, Organization Name, "
        "Organization Title, Organization Department, Birthday, Notes, Photo, Labels, E-mail 1 - Label, "
        "E-mail 1 - Value, E-mail 2 - Label, E-mail 2 - Value, Phone 1 - Label, Phone 1 - Value, Address 1 - Label, "
        "Address 1 - Formatted, Address 1 - Street, Address 1 - City, Address 1 - PO Box, Address 1 - Region, "
        "Address 1 - Postal Code, Address 1 - Country, Address 1 - Extended Address, Website 1 - Value"),
        {
            "email": "E-mail 1 - Value", "phone_number": "Phone 1 - Value", "first_name": "First Name",
            "last_name": "Last Name", "organization": "Organization Name", "title": "Organization Title",
            "image": "Photo", "location.address1": "Address 1 - Street",
            "location.address2": "Address 1 - Extended Address", "location.city": "Address 1 - City",
            "location.region": "Address 1 - Region", "location.zip": "Address 1 - Postal Code",
            "location.country": "Address 1 - Country",
        },
    ),
    "Google, older": (
        ("Name, Given Name, Additional Name, Family Name, Birthday, E-mail 1 - Type, E-mail 1 - Value, Phone 1 - Type, "
        "Phone 1 - Value, Organization 1 - Type, Organization 1 - Name, Organization 1 - Title"),
        {
            "email": "E-mail 1 - Value", "phone_number": "Phone 1 - Value", "first_name": "Given Name",
            "last_name": "Family Name", "organization": "Organization 1 - Name", "title": "Organization 1 - Title",
        },
    ),
    "Outlook": (
        ("First Name, Middle Name, Last Name, Title, Suffix, Nickname, E-mail Address, E-mail 2 Address, Home Phone, "
        "Business Phone, Mobile Phone, Car Phone, Other Phone, Primary Phone, Pager, Business Fax, Home Fax, "
        "Company Main Phone, Job Title, Department, Company, Office Location, Manager's Name, Assistant's Name, "
        "Assistant's Phone, Home Street, Home City, Home State, Home Postal Code, Home Country/Region, "
        "Business Street, Business City, Business State, Business Postal Code, Business Country/Region, Other Street, "
        "Other City, Personal Web Page, Location, Birthday, Notes"),
        {
            "email": "E-mail Address", "phone_number": "Mobile Phone", "first_name": "First Name",
            "last_name": "Last Name", "organization": "Company", "title": "Job Title",
            "location.address1": "Home Street", "location.city": "Home City", "location.region": "Home State",
            "location.zip": "Home Postal Code", "location.country": "Home Country/Region",
        },
    ),
    "Stripe, dashboard": (
        ("id, Description, Email, Name, Created (UTC), Delinquent, Card ID, Card Last4, Card Brand, Card Funding, "
        "Card Exp Month, Card Exp Year, Card Name, Card Address Line1, Card Address Line2, Card Address City, "
        "Card Address State, Card Address Country, Card Address Zip, Card Issue Country, Card Fingerprint, Plan, "
        "Status, Account Balance, Currency, Total Spend, Payment Count"),
        {
            "email": "Email", "location.address1": "Card Address Line1", "location.address2": "Card Address Line2",
            "location.city": "Card Address City", "location.region": "Card Address State",
            "location.country": "Card Address Country", "location.zip": "Card Address Zip",
        },
    ),
    "Stripe, API": (
        ("id, email, name, phone, address_line1, address_line2, address_city, address_state, address_postal_code, "
        "address_country, shipping_address_line1, shipping_address_city, description, delinquent"),
        {
            "email": "email", "phone_number": "phone", "location.address1": "address_line1",
            "location.address2": "address_line2", "location.city": "address_city", "location.region": "address_state",
            "location.zip": "address_postal_code", "location.country": "address_country",
        },
    ),
    "Klaviyo": (
        ("Email, Klaviyo ID, First Name, Last Name, Organization, Title, Phone Number, Address, Address 2, City, "
        "State / Region, Country, Zip Code, Latitude, Longitude, Timezone, Locale, External ID, Source, Date Added"),
        {
            "email": "Email", "phone_number": "Phone Number", "external_id": "External ID",
            "first_name": "First Name", "last_name": "Last Name", "organization": "Organization", "title": "Title",
            "locale": "Locale", "location.address1": "Address", "location.address2": "Address 2",
            "location.city": "City", "location.region": "State / Region", "location.country": "Country",
            "location.zip": "Zip Code", "location.latitude": "Latitude", "location.longitude": "Longitude",
            "location.timezone": "Timezone",
        },
    ),
    "Klaviyo, properties": (
        ("$email, $first_name, $last_name, $phone_number, $organization, $title, $address1, $city, $region, $zip, "
        "$country, $timezone, $id, $source"),
        {
            "email": "$email", "phone_number": "$phone_number", "first_name": "$first_name",
            "last_name": "$last_name", "organization": "$organization", "title": "$title",
            "location.address1": "$address1", "location.city": "$city", "location.region": "$region",
            "location.zip": "$zip", "location.country": "$country", "location.timezone": "$timezone",
        },
    ),
}  # fmt: skip
"""Whole headers of exports, with the fields that their columns fill."""


@pytest.mark.parametrize("system", SYSTEMS)
def test_exports_of_common_systems(system: str) -> None:
    header, fields = SYSTEMS[system]
    assert suggested(header) == fields


def test_a_state_alone_is_no_region() -> None:
    assert suggested("email, state") == {"email": "email"}
    assert suggested("email, city, state") == {"email": "email", "location.city": "city", "location.region": "state"}


def test_values_tell_addresses_and_states_apart() -> None:
    columns = ["email", "contact", "city", "state"]
    examples = {"email": ["yes", "no"], "contact": ["ann@example.com", " Bob@Example.com"], "state": ["enabled"]}
    found = suggest(columns, examples)
    assert found is not None
    assert found.model_dump(exclude_none=True, exclude_defaults=True) == {"email": "contact", "location.city": "city"}


def test_columns_of_addresses_are_found_without_a_name() -> None:
    found = suggest(["Kunde", "Anschrift"], {"Kunde": ["7", "8"], "Anschrift": ["ann@example.com", "bob@example.com"]})
    assert found is not None
    assert found.email_column == "Anschrift"
    assert suggest(["Kunde", "Anschrift"], {"Kunde": ["ann@example.com", "8"]}) is None


def test_a_name_counts_where_there_is_no_value() -> None:
    found = suggest(["Email", "Other"], {"Other": ["ann@example.com"]})
    assert found is not None
    assert found.email_column == "Email"


def test_the_likeliest_name_wins_whatever_the_order() -> None:
    assert suggested("Work Email, Email, Telephone, Mobile Phone") == {"email": "Email", "phone_number": "Mobile Phone"}


def test_a_column_is_used_once_and_what_is_not_known_is_left() -> None:
    assert suggested("email, address, Occupation, Emailing, EmailSubscriber") == {
        "email": "email",
        "location.address1": "address",
    }


def test_without_an_address_nothing_is_suggested() -> None:
    assert suggested("FirstName, LastName") is None
    assert suggest([]) is None
    assert suggest(["", " ", "_", "\u6771\u4eac"]) is None


@pytest.mark.parametrize(
    "columns",
    [
        "E-Mail-Adresse, Telefon, Vorname, Nachname, Straße, PLZ, Ort, Land",
        "Meil, Telefon, Eesnimi, Perekonnanimi, Aadress, Postiindeks, Linn, Riik",
        "Surel, Nomor Telepon, Nama Depan, Nama Belakang, Alamat, Kode Pos, Kota, Negara",
        "電子郵件, 電話號碼, 名字, 姓氏, 地址, 郵遞區號, 城市, 國家",
        "Adresa e-pošte, Broj telefona, Ime, Prezime, Ulica, Poštanski broj, Grad, Država",
        "Adres e-mail, Numer telefonu, Imię, Nazwisko, Ulica, Kod pocztowy, Miasto, Kraj",
    ],
)
def test_names_in_the_languages_of_the_console(columns: str) -> None:
    fields = (
        "email, phone_number, first_name, last_name, location.address1, location.zip, location.city, location.country"
    )
    assert suggested(columns) == dict(zip(fields.split(", "), columns.split(", "), strict=True))
