"""Changes that a browser sends for a page of another site are refused; programs are not affected."""

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
def test_changes_of_own_pages_and_programs_are_accepted(method: str, headers: dict[str, str]) -> None:
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
def test_changes_of_other_sites_are_refused(method: str, headers: dict[str, str]) -> None:
    with pytest.raises(CrossSite):
        check_same_site(method, HOST | headers)
    check_same_site("GET", HOST | headers)
