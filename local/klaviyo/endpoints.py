"""Which calls there are, their rates and scopes: `x-klaviyo-ratelimit` and `x-klaviyo-scopes` of the OpenAPI
file (the daily limit on creating lists is left out).
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from local.klaviyo import api_consent, api_imports, api_lists, api_profiles
from local.klaviyo.call import Answer, Call
from local.klaviyo.errors import of_status
from local.klaviyo.limits import Rate

_XS, _S, _M, _L = Rate(1, 15), Rate(3, 60), Rate(10, 150), Rate(75, 750)


class Endpoint(NamedTuple):
    """`name` is the operation id of the OpenAPI file; limits are counted by it."""

    method: str
    template: str
    name: str
    rate: Rate
    scopes: frozenset[str]
    handler: Callable[[Call], Awaitable[Answer]]


def _endpoint(  # a table reads best without names
    method: str,
    template: str,
    name: str,
    rate: Rate,
    scopes: str,
    handler: Callable[[Call], Awaitable[Answer]],
) -> Endpoint:
    return Endpoint(method, template, name, rate, frozenset(scopes.split()), handler)


_JOBS = "/api/profile-bulk-import-jobs"
_MEMBERS = "/api/lists/{id}/relationships/profiles"
_READ = "lists:read profiles:read"
_WRITE = "lists:write profiles:write"

ENDPOINTS: tuple[Endpoint, ...] = (
    _endpoint("GET", "/api/accounts", "get_accounts", _XS, "accounts:read", api_lists.get_accounts),
    _endpoint("GET", "/api/accounts/{id}", "get_account", _XS, "accounts:read", api_lists.get_account),
    _endpoint("GET", "/api/lists", "get_lists", _L, "lists:read", api_lists.get_lists),
    _endpoint("POST", "/api/lists", "create_list", _M, "lists:write", api_lists.create_list),
    _endpoint("GET", "/api/lists/{id}", "get_list", _L, "lists:read", api_lists.get_list),
    _endpoint("GET", "/api/lists/{id}/profiles", "get_profiles_for_list", _L, _READ, api_lists.get_list_profiles),
    _endpoint("GET", _MEMBERS, "get_profile_ids_for_list", _L, _READ, api_lists.get_list_profile_ids),
    _endpoint("POST", _MEMBERS, "add_profiles_to_list", _M, _WRITE, api_lists.add_profiles),
    _endpoint("DELETE", _MEMBERS, "remove_profiles_from_list", _M, _WRITE, api_lists.remove_profiles),
    _endpoint("GET", _JOBS, "get_bulk_import_profiles_jobs", _M, _READ, api_imports.get_jobs),
    _endpoint("POST", _JOBS, "bulk_import_profiles", _M, _WRITE, api_imports.create_job),
    _endpoint("GET", _JOBS + "/{id}", "get_bulk_import_profiles_job", _M, _READ, api_imports.get_job),
    _endpoint(
        "GET",
        _JOBS + "/{id}/import-errors",
        "get_errors_for_bulk_import_profiles_job",
        _M,
        "profiles:read",
        api_imports.get_job_errors,
    ),
    _endpoint(
        "GET",
        _JOBS + "/{id}/lists",
        "get_list_for_bulk_import_profiles_job",
        _M,
        "lists:read",
        api_imports.get_job_lists,
    ),
    _endpoint(
        "GET",
        _JOBS + "/{id}/profiles",
        "get_profiles_for_bulk_import_profiles_job",
        _M,
        "profiles:read",
        api_imports.get_job_profiles,
    ),
    _endpoint("GET", "/api/profiles", "get_profiles", _L, "profiles:read", api_profiles.get_profiles),
    _endpoint("GET", "/api/profiles/{id}", "get_profile", _L, "profiles:read", api_profiles.get_profile),
    _endpoint(
        "POST",
        "/api/profile-import",
        "create_or_update_profile",
        _L,
        "profiles:write",
        api_profiles.import_profile,
    ),
    _endpoint(
        "POST",
        "/api/profile-subscription-bulk-create-jobs",
        "bulk_subscribe_profiles",
        _L,
        "lists:write profiles:write subscriptions:write",
        api_consent.subscribe,
    ),
    _endpoint(
        "POST",
        "/api/profile-suppression-bulk-delete-jobs",
        "bulk_unsuppress_profiles",
        _L,
        "subscriptions:write",
        api_consent.unsuppress,
    ),
    _endpoint(
        "POST",
        "/api/data-privacy-deletion-jobs",
        "request_profile_deletion",
        _S,
        "data-privacy:write",
        api_profiles.request_deletion,
    ),
)

_PATTERNS = [(one, re.compile(one.template.replace("{id}", "(?P<id>[^/]+)") + "/?")) for one in ENDPOINTS]


def resolve(method: str, path: str, query: dict[str, str]) -> tuple[Endpoint, dict[str, str]]:
    """The endpoint and the parameters in its path; raises Refused (404, 405)."""
    known = False
    for endpoint, pattern in _PATTERNS:
        match = pattern.fullmatch(path)
        if match is None:
            continue
        known = True
        if endpoint.method == method:
            if endpoint.name == "get_list" and query.get("additional-fields[list]"):
                # Counting a list's profiles is dear: the OpenAPI file gives it a rate of its own.
                return endpoint._replace(name="get_list with profile_count", rate=_XS), match.groupdict()
            return endpoint, match.groupdict()
    raise of_status(405 if known else 404)
