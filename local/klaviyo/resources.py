"""What is stored, as JSON:API resources (shapes: Klaviyo's OpenAPI file). `origin` is scheme and host."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from local.klaviyo.account import Account, Flow, MailingList, SuppressionJob
from local.klaviyo.jobs import SECONDS_KEPT, Failure, ImportJob, original_payload
from local.klaviyo.paging import sparse
from local.klaviyo.profile import Consent, Profile
from local.klaviyo.profiles import timestamp

PROFILE_RELATIONS = ("lists", "segments", "push-tokens", "conversations")
ADDITIONAL_PROFILE_FIELDS = ("subscriptions", "predictive_analytics")
_PREDICTIONS = (
    "historic_clv", "predicted_clv", "total_clv", "historic_number_of_orders", "predicted_number_of_orders",
    "average_days_between_orders", "average_order_value", "churn_probability", "expected_date_of_next_order",
    "ranked_channel_affinity",
)  # fmt: skip
_TEXTS = ("first_name", "last_name", "organization", "locale", "title", "image")
_PLACES = (
    "address1",
    "address2",
    "city",
    "country",
    "latitude",
    "longitude",
    "region",
    "zip",
    "timezone",
    "ip",
)
_NO_SUPPRESSION_OF_MAIL = ("SUBSCRIBED", "NEVER_SUBSCRIBED")


def _relation(origin: str, path: str, name: str) -> dict[str, Any]:
    return {
        "links": {"self": f"{origin}{path}/relationships/{name}", "related": f"{origin}{path}/{name}"},
    }


def account(item: Account, origin: str) -> dict[str, Any]:
    return {
        "type": "account",
        "id": item.id,
        "attributes": {
            "test_account": True,
            "contact_information": {
                "default_sender_name": item.name,
                "default_sender_email": f"hello@{item.id.lower()}.example",
                "website_url": f"https://{item.id.lower()}.example",
                "organization_name": item.name,
                "street_address": {
                    "address1": "1 Simulation Way",
                    "address2": "",
                    "city": "Boston",
                    "region": "MA",
                    "country": "US",
                    "zip": "02110",
                },
            },
            "industry": "Retail",
            "timezone": "US/Eastern",
            "preferred_currency": "USD",
            "public_api_key": item.id,
            "locale": "en-US",
        },
        "links": {"self": f"{origin}/api/accounts/{item.id}"},
    }


def mailing_list(item: MailingList, origin: str, query: Mapping[str, str]) -> dict[str, Any]:
    path = f"/api/lists/{item.id}"
    attributes: dict[str, Any] = {
        "name": item.name,
        "created": timestamp(item.created),
        "updated": timestamp(item.updated),
        "opt_in_process": item.opt_in_process,
    }
    if "profile_count" in query.get("additional-fields[list]", ""):
        attributes["profile_count"] = len(item.members)
    return {
        "type": "list",
        "id": item.id,
        "attributes": sparse(attributes, query.get("fields[list]")),
        "relationships": {name: _relation(origin, path, name) for name in ("profiles", "tags", "flow-triggers")},
        "links": {"self": origin + path},
    }


def flow(item: Flow, origin: str, query: Mapping[str, str]) -> dict[str, Any]:
    path = f"/api/flows/{item.id}"
    attributes = {
        "name": item.name,
        "status": item.status,
        "archived": False,
        "created": timestamp(item.created),
        "updated": timestamp(item.created),
        "trigger_type": "Added to List",
    }
    return {
        "type": "flow",
        "id": item.id,
        "attributes": sparse(attributes, query.get("fields[flow]")),
        "relationships": {name: _relation(origin, path, name) for name in ("flow-actions", "tags")},
        "links": {"self": origin + path},
    }


def profile(item: Profile, origin: str, query: Mapping[str, str], joined: float | None = None) -> dict[str, Any]:
    """`joined` is given for members of a list."""
    path = f"/api/profiles/{item.id}"
    attributes = all_attributes(item)
    if joined is not None:
        attributes["joined_group_at"] = timestamp(joined)
    more = query.get("additional-fields[profile]", "").split(",")
    if "subscriptions" in more:
        attributes["subscriptions"] = subscriptions(item.consent or Consent())
    if "predictive_analytics" in more:
        # The simulator has no purchases.
        attributes["predictive_analytics"] = dict.fromkeys(_PREDICTIONS)
    return {
        "type": "profile",
        "id": item.id,
        "attributes": sparse(attributes, query.get("fields[profile]")),
        "relationships": {name: _relation(origin, path, name) for name in PROFILE_RELATIONS},
        "links": {"self": origin + path},
    }


def all_attributes(item: Profile) -> dict[str, Any]:
    stored: dict[str, Any] = orjson.loads(item.attributes)
    place = stored.get("location") or {}
    return {
        "email": item.email,
        "phone_number": item.phone_number,
        "external_id": item.external_id,
        **{name: stored.get(name) for name in _TEXTS},
        "created": timestamp(item.created),
        "updated": timestamp(item.updated),
        "last_event_date": None,
        "location": {name: place.get(name) for name in _PLACES},
        "properties": stored.get("properties") or {},
    }


def subscriptions(consent: Consent) -> dict[str, Any]:
    """Schema Subscriptions. Of WhatsApp only marketing."""
    suppressed = bool(consent.suppressions)
    return {
        "email": {
            "marketing": {
                "can_receive_email_marketing": not suppressed and consent.email in _NO_SUPPRESSION_OF_MAIL,
                "consent": consent.email,
                "consent_timestamp": consent.email_at,
                "last_updated": consent.email_at,
                "method": None,
                "method_detail": "",
                "custom_method_detail": None,
                "double_optin": False,
                "suppression": consent.suppressions,
                "list_suppressions": consent.list_suppressions,
            }
        },
        "sms": {
            "marketing": {
                "can_receive_sms_marketing": consent.sms == "SUBSCRIBED",
                "consent": consent.sms,
                "consent_timestamp": consent.sms_at,
                "method": None,
                "method_detail": "",
                "last_updated": consent.sms_at,
            }
        },
        "mobile_push": {
            "marketing": {
                "can_receive_push_marketing": consent.push == "SUBSCRIBED",
                "consent": consent.push,
                "consent_timestamp": consent.push_at,
            }
        },
        "whatsapp": {
            "marketing": {
                "can_receive": consent.whatsapp == "SUBSCRIBED",
                "consent": consent.whatsapp,
                "consent_timestamp": consent.whatsapp_at,
                "last_updated": consent.whatsapp_at,
            }
        },
    }


def job(item: ImportJob, origin: str, query: Mapping[str, str]) -> dict[str, Any]:
    path = f"/api/profile-bulk-import-jobs/{item.id}"
    attributes: dict[str, Any] = {
        "status": item.status,
        "created_at": timestamp(item.created_at),
        "total_count": item.total,
        "completed_count": item.completed,
        "failed_count": len(item.failures),
        "completed_at": None if item.completed_at is None else timestamp(item.completed_at),
        "expires_at": timestamp(item.created_at + SECONDS_KEPT),
        "started_at": None if item.started_at is None else timestamp(item.started_at),
    }
    return {
        "type": "profile-bulk-import-job",
        "id": item.id,
        "attributes": sparse(attributes, query.get("fields[profile-bulk-import-job]")),
        "relationships": {
            "lists": {
                "data": [{"type": "list", "id": one} for one in item.list_ids],
                **_relation(origin, path, "lists"),
            },
            "profiles": _relation(origin, path, "profiles"),
            "import-errors": {"links": {"related": f"{origin}{path}/import-errors"}},
        },
        "links": {"self": origin + path},
    }


def suppression_job(item: SuppressionJob, origin: str, query: Mapping[str, str]) -> dict[str, Any]:
    path = f"/api/{item.type}s/{item.id}"
    moment = timestamp(item.at)
    attributes: dict[str, Any] = {
        "status": "complete",
        "created_at": moment,
        "completed_at": moment,
        "total_count": item.completed + item.skipped,
        "completed_count": item.completed,
        "skipped_count": item.skipped,
    }
    lists = [{"type": "list", "id": item.list_id}] if item.list_id else []
    return {
        "type": item.type,
        "id": item.id,
        "attributes": sparse(attributes, query.get(f"fields[{item.type}]")),
        "relationships": {"lists": {"data": lists}, "segments": {"data": []}},
        "links": {"self": origin + path},
    }


def import_error(item: Failure, query: Mapping[str, str]) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "code": "invalid",
        "title": "Invalid input.",
        "detail": "The profile could not be imported (simulated).",
        "source": {"pointer": f"/data/attributes/profiles/data/{item.position}"},
        "original_payload": original_payload(item.change),
    }
    if item.duplicate_of is not None:
        detail = "A profile already exists with one of these identifiers."
        attributes |= {"code": "duplicate_profile", "title": "Conflict.", "detail": detail}
    match item.form:
        case "wrong_pointer":
            attributes["source"] = {"pointer": f"/data/attributes/profiles/data/{max(0, item.position - 1)}"}
        case "own_pointer":
            attributes["source"] = {"pointer": "/data/attributes/email"}
        case "first_pointer":
            attributes["source"] = {"pointer": "/data/attributes/profiles/data/0"}
        case "json_text":
            attributes["original_payload"] = orjson.dumps(attributes["original_payload"]).decode()
        case "wrapped":
            attributes["original_payload"] = {"profile": {"data": attributes["original_payload"]}}
        case "unknown":
            attributes |= {"original_payload": [1, {"record": None}], "source": "profile"}
        case _:
            pass
    return {
        "type": "import-error",
        "id": item.id,
        "attributes": sparse(attributes, query.get("fields[import-error]")),
    }
