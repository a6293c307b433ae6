"""Changes that a page of another site makes a browser send are refused; programs are not concerned."""

import pytest

from shared.api.auth import check_same_site
from shared.errors import CrossSite

HOST = {"host": "exports.contoso.example"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin", "origin": "https://exports.contoso.example"},
        {"sec-fetch-site": "none"},
        {"origin": "https://exports.contoso.example"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_own_pages_and_programs_may(method: str, headers: dict[str, str]) -> None:
    check_same_site(method, HOST | headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "https://exports.contoso.example"},
        {"origin": "https://evil.example"},
        {"origin": "https://exports.contoso.example:8443"},
        {"origin": "null"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_other_sites_may_not(method: str, headers: dict[str, str]) -> None:
    with pytest.raises(CrossSite):
        check_same_site(method, HOST | headers)
    check_same_site("GET", HOST | headers)
