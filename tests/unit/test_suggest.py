"""A data matching suggested from column names."""

from pathlib import Path

import pytest

from shared.domain.suggest import suggest

SHARED = Path(__file__).resolve().parents[3] / "shared"


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
