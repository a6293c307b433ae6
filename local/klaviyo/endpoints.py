"""Which calls there are, their rates, scopes and parameters of the query: `x-klaviyo-ratelimit`, `x-klaviyo-scopes`
and `parameters` of the OpenAPI file (the daily limit on creating lists is left out).
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from local.klaviyo import (
    api_billing,
    api_consent,
    api_imports,
    api_lists,
    api_profiles,
    api_relations,
    api_suppressions,
)
from local.klaviyo.call import Answer, Call
from local.klaviyo.errors import of_status
from local.klaviyo.limits import Rate

_XS, _S, _M, _L = Rate(1, 15), Rate(3, 60), Rate(10, 150), Rate(75, 750)


class Endpoint(NamedTuple):
    """`name` is the operation id of the OpenAPI file; limits are counted by it. `query` are the parameters it takes."""

    method: str
    template: str
    name: str
    rate: Rate
    scopes: frozenset[str]
    handler: Callable[[Call], Awaitable[Answer]]
    query: frozenset[str]


def _endpoint(  # noqa: PLR0917 - a table reads best without names
    method: str,
    template: str,
    name: str,
    rate: Rate,
    scopes: str,
    handler: Callable[[Call], Awaitable[Answer]],
    query: str = "",
) -> Endpoint:
    return Endpoint(method, template, name, rate, frozenset(scopes.split()), handler, frozenset(query.split()))


_JOBS = "/api/profile-bulk-import-jobs"
_LIST = "/api/lists/{id}"
_MEMBERS = "/api/lists/{id}/relationships/profiles"
_PROFILE = "/api/profiles/{id}"
_SUPPRESS = "/api/profile-suppression-bulk-create-jobs"
_UNSUPPRESS = "/api/profile-suppression-bulk-delete-jobs"
_READ = "lists:read profiles:read"
_WRITE = "lists:write profiles:write"
_CONSENT = "lists:write profiles:write subscriptions:write"
_PAGE = "page[cursor] page[size]"
_PROFILE_FIELDS = "additional-fields[profile] fields[profile]"
_JOB_FIELDS = "fields[profile-bulk-import-job]"
_LIST_FIELDS = "fields[flow] fields[list] fields[tag] include"

# fmt: off
ENDPOINTS: tuple[Endpoint, ...] = (
    _endpoint("GET", "/api/accounts", "get_accounts", _XS, "accounts:read", api_lists.get_accounts, "fields[account]"),
    _endpoint("GET", "/api/accounts/{id}", "get_account", _XS, "accounts:read", api_lists.get_account,
              "fields[account]"),

    _endpoint("GET", "/api/billing-usage", "list_billing_usage", _M, "usage:read", api_billing.get_all,
              "fields[billing-usage]"),
    _endpoint("GET", "/api/billing-usage/{id}", "get_billing_usage", _M, "usage:read", api_billing.get_one,
              "fields[billing-usage]"),

    _endpoint("GET", "/api/lists", "get_lists", _L, "lists:read", api_lists.get_lists,
              f"{_LIST_FIELDS} filter {_PAGE} sort"),
    _endpoint("POST", "/api/lists", "create_list", _M, "lists:write", api_lists.create_list, "fields[list]"),
    _endpoint("GET", _LIST, "get_list", _L, "lists:read", api_lists.get_list,
              f"additional-fields[list] {_LIST_FIELDS}"),
    _endpoint("PATCH", _LIST, "update_list", _M, "lists:write", api_lists.update_list, "fields[list]"),
    _endpoint("DELETE", _LIST, "delete_list", _M, "lists:write", api_lists.delete_list),
    _endpoint("GET", _LIST + "/profiles", "get_profiles_for_list", _L, _READ, api_lists.get_list_profiles,
              f"{_PROFILE_FIELDS} filter {_PAGE} sort"),
    _endpoint("GET", _MEMBERS, "get_profile_ids_for_list", _L, _READ, api_lists.get_list_profile_ids,
              f"filter {_PAGE} sort"),
    _endpoint("POST", _MEMBERS, "add_profiles_to_list", _M, _WRITE, api_lists.add_profiles),
    _endpoint("DELETE", _MEMBERS, "remove_profiles_from_list", _M, _WRITE, api_lists.remove_profiles),
    _endpoint("GET", _LIST + "/tags", "get_tags_for_list", _S, "lists:read tags:read", api_relations.none_of_list,
              "fields[tag]"),
    _endpoint("GET", _LIST + "/relationships/tags", "get_tag_ids_for_list", _S, "lists:read tags:read",
              api_relations.none_of_list),
    _endpoint("GET", _LIST + "/flow-triggers", "get_flows_triggered_by_list", _S, "flows:read lists:read",
              api_relations.flows_of_list, "fields[flow]"),
    _endpoint("GET", _LIST + "/relationships/flow-triggers", "get_ids_for_flows_triggered_by_list", _S,
              "flows:read lists:read", api_relations.flow_ids_of_list),

    _endpoint("GET", "/api/profiles", "get_profiles", _L, "profiles:read", api_profiles.get_profiles,
              f"{_PROFILE_FIELDS} fields[conversation] fields[push-token] filter include {_PAGE} sort"),
    _endpoint("POST", "/api/profiles", "create_profile", _L, "profiles:write", api_profiles.create_profile,
              _PROFILE_FIELDS),
    _endpoint("GET", _PROFILE, "get_profile", _L, "profiles:read", api_profiles.get_profile,
              f"{_PROFILE_FIELDS} fields[conversation] fields[list] fields[push-token] fields[segment] include"),
    _endpoint("PATCH", _PROFILE, "update_profile", _L, "profiles:write", api_profiles.update_profile, _PROFILE_FIELDS),
    _endpoint("POST", "/api/profile-import", "create_or_update_profile", _L, "profiles:write",
              api_profiles.import_profile, _PROFILE_FIELDS),
    _endpoint("GET", _PROFILE + "/lists", "get_lists_for_profile", _S, _READ, api_relations.lists_of_profile,
              "fields[list]"),
    _endpoint("GET", _PROFILE + "/relationships/lists", "get_list_ids_for_profile", _S, _READ,
              api_relations.list_ids_of_profile),
    _endpoint("GET", _PROFILE + "/segments", "get_segments_for_profile", _S, "profiles:read segments:read",
              api_relations.none_of_profile, "fields[segment]"),
    _endpoint("GET", _PROFILE + "/relationships/segments", "get_segment_ids_for_profile", _S,
              "profiles:read segments:read", api_relations.none_of_profile),
    _endpoint("GET", _PROFILE + "/push-tokens", "get_push_tokens_for_profile", _M, "profiles:read",
              api_relations.none_of_profile, "fields[push-token]"),
    _endpoint("GET", _PROFILE + "/relationships/push-tokens", "get_push_token_ids_for_profile", _M, "profiles:read",
              api_relations.none_of_profile),
    _endpoint("GET", _PROFILE + "/conversations", "get_conversations_for_profile", _S,
              "conversations:read profiles:read", api_relations.none_of_profile, "fields[conversation]"),
    _endpoint("GET", _PROFILE + "/relationships/conversations", "get_conversation_ids_for_profile", _S,
              "conversations:read profiles:read", api_relations.none_of_profile),
    _endpoint("GET", _PROFILE + "/conversation", "get_conversation_for_profile", _S,
              "conversations:read profiles:read", api_relations.no_conversation, "fields[conversation]"),
    _endpoint("GET", _PROFILE + "/relationships/conversation", "get_conversation_id_for_profile", _S,
              "conversations:read profiles:read", api_relations.no_conversation),

    _endpoint("GET", _JOBS, "get_bulk_import_profiles_jobs", _M, _READ, api_imports.get_jobs,
              f"{_JOB_FIELDS} filter {_PAGE} sort"),
    _endpoint("POST", _JOBS, "bulk_import_profiles", _M, _WRITE, api_imports.create_job, _JOB_FIELDS),
    _endpoint("GET", _JOBS + "/{id}", "get_bulk_import_profiles_job", _M, _READ, api_imports.get_job,
              f"fields[list] {_JOB_FIELDS} include"),
    _endpoint("GET", _JOBS + "/{id}/import-errors", "get_errors_for_bulk_import_profiles_job", _M, "profiles:read",
              api_imports.get_job_errors, f"fields[import-error] {_PAGE}"),
    _endpoint("GET", _JOBS + "/{id}/lists", "get_list_for_bulk_import_profiles_job", _M, "lists:read",
              api_imports.get_job_lists, "fields[list]"),
    _endpoint("GET", _JOBS + "/{id}/relationships/lists", "get_list_ids_for_bulk_import_profiles_job", _M,
              "lists:read", api_imports.get_job_list_ids),
    _endpoint("GET", _JOBS + "/{id}/profiles", "get_profiles_for_bulk_import_profiles_job", _M, "profiles:read",
              api_imports.get_job_profiles, f"{_PROFILE_FIELDS} {_PAGE}"),
    _endpoint("GET", _JOBS + "/{id}/relationships/profiles", "get_profile_ids_for_bulk_import_profiles_job", _M,
              "profiles:read", api_imports.get_job_profile_ids, _PAGE),

    _endpoint("POST", "/api/profile-subscription-bulk-create-jobs", "bulk_subscribe_profiles", _L, _CONSENT,
              api_consent.subscribe),
    _endpoint("POST", "/api/profile-subscription-bulk-delete-jobs", "bulk_unsubscribe_profiles", _L, _CONSENT,
              api_consent.unsubscribe),
    _endpoint("GET", _SUPPRESS, "get_bulk_suppress_profiles_jobs", _L, "subscriptions:read",
              api_suppressions.get_jobs, f"fields[{api_suppressions.SUPPRESS}] filter page[cursor] sort"),
    _endpoint("POST", _SUPPRESS, "bulk_suppress_profiles", _L, "profiles:write subscriptions:write",
              api_suppressions.suppress, f"fields[{api_suppressions.SUPPRESS}]"),
    _endpoint("GET", _SUPPRESS + "/{id}", "get_bulk_suppress_profiles_job", _L, "subscriptions:read",
              api_suppressions.get_job, f"fields[{api_suppressions.SUPPRESS}]"),
    _endpoint("GET", _UNSUPPRESS, "get_bulk_unsuppress_profiles_jobs", _L, "subscriptions:read",
              api_suppressions.get_jobs, f"fields[{api_suppressions.UNSUPPRESS}] filter page[cursor] sort"),
    _endpoint("POST", _UNSUPPRESS, "bulk_unsuppress_profiles", _L, "subscriptions:write",
              api_suppressions.unsuppress, f"fields[{api_suppressions.UNSUPPRESS}]"),
    _endpoint("GET", _UNSUPPRESS + "/{id}", "get_bulk_unsuppress_profiles_job", _L, "subscriptions:read",
              api_suppressions.get_job, f"fields[{api_suppressions.UNSUPPRESS}]"),

    _endpoint("POST", "/api/data-privacy-deletion-jobs", "request_profile_deletion", _S, "data-privacy:write",
              api_profiles.request_deletion),
)
# fmt: on

_PATTERNS = [(one, re.compile(one.template.replace("{id}", "(?P<id>[^/]+)") + "/?")) for one in ENDPOINTS]

_DEARER: dict[str, list[tuple[str, str, Rate]]] = {
    "get_list": [("additional-fields[list]", "profile_count", _XS)],
    "get_profile": [("include", "lists", _XS), ("include", "segments", _XS)],
    "get_profiles": [("additional-fields[profile]", "predictive_analytics", _M)],
    "get_profiles_for_list": [("additional-fields[profile]", "predictive_analytics", _M)],
}
"""Parameters and values that give a call a rate of its own (descriptions in the OpenAPI file)."""


def resolve(method: str, path: str, query: dict[str, str]) -> tuple[Endpoint, dict[str, str]]:
    """The endpoint and the parameters in its path; raises Refused (404, 405)."""
    known = False
    for endpoint, pattern in _PATTERNS:
        match = pattern.fullmatch(path)
        if match is None:
            continue
        known = True
        if endpoint.method == method:
            for parameter, value, rate in _DEARER.get(endpoint.name, ()):
                if value in query.get(parameter, "").split(","):
                    return endpoint._replace(name=f"{endpoint.name} with {value}", rate=rate), match.groupdict()
            return endpoint, match.groupdict()
    raise of_status(405 if known else 404)
