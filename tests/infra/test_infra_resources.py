"""Properties are real, storage and vault are closed, roles are the least: what a security review looks for."""

import json
import re
import typing
from enum import Enum
from types import ModuleType
from typing import Any

import azure.mgmt.keyvault.types as vault_types
import azure.mgmt.storage.types as storage_types
import azure.mgmt.web.types as web_types
import pytest
import typing_extensions
from azure.mgmt.keyvault import models as vault_models
from azure.mgmt.storage import models as storage_models
from azure.mgmt.web import models as web_models
from pycep.models import BicepElement

from tests.infra.infra_bicep import FILES, INFRA, Resource, operator_of, parsed, resources, value, variable, walk

SDK: dict[str, tuple[ModuleType, str]] = {
    "Microsoft.KeyVault/vaults": (vault_types, "VaultCreateOrUpdateParameters"),
    "Microsoft.Storage/storageAccounts": (storage_types, "StorageAccountCreateParameters"),
    "Microsoft.Storage/storageAccounts/blobServices": (storage_types, "BlobServiceProperties"),
    "Microsoft.Storage/storageAccounts/blobServices/containers": (storage_types, "BlobContainer"),
    "Microsoft.Storage/storageAccounts/managementPolicies": (storage_types, "ManagementPolicy"),
    "Microsoft.Storage/storageAccounts/queueServices": (storage_types, "QueueServiceProperties"),
    "Microsoft.Storage/storageAccounts/queueServices/queues": (storage_types, "StorageQueue"),
    "Microsoft.Storage/storageAccounts/tableServices": (storage_types, "TableServiceProperties"),
    "Microsoft.Storage/storageAccounts/tableServices/tables": (storage_types, "Table"),
    "Microsoft.Web/serverfarms": (web_types, "AppServicePlan"),
    "Microsoft.Web/sites": (web_types, "Site"),
    "Microsoft.Web/sites/basicPublishingCredentialsPolicies": (web_types, "CsmPublishingCredentialsPoliciesEntity"),
    "authsettingsV2": (web_types, "SiteAuthSettingsV2"),
    "appsettings": (web_types, "StringDictionary"),
}
"""Resource types and the type of the management SDK that describes them; `sites/config` goes by its name."""

MODELS = {vault_types: vault_models, storage_types: storage_models, web_types: web_models}

BY_HAND: dict[str, set[str]] = {
    "Microsoft.Authorization/locks": {"level", "notes"},
    "Microsoft.Authorization/roleAssignments": {"principalId", "principalType", "roleDefinitionId"},
    "Microsoft.Consumption/budgets": {"category", "amount", "timeGrain", "timePeriod", "notifications"},
    "Microsoft.EventGrid/systemTopics": {"source", "topicType"},
    "Microsoft.EventGrid/topics": {"inputSchema", "disableLocalAuth", "publicNetworkAccess"},
    "Microsoft.EventGrid/systemTopics/eventSubscriptions": {
        *("eventDeliverySchema", "destination", "filter", "retryPolicy", "deadLetterWithResourceIdentity"),
    },
    "Microsoft.Insights/actionGroups": {"groupShortName", "enabled", "emailReceivers"},
    "Microsoft.Insights/components": {"Application_Type", "WorkspaceResourceId", "DisableLocalAuth", "IngestionMode"},
    "Microsoft.Insights/diagnosticSettings": {"workspaceId", "logs", "metrics"},
    "Microsoft.Insights/metricAlerts": {
        *("description", "severity", "enabled", "scopes", "evaluationFrequency", "windowSize", "criteria", "actions"),
    },
    "Microsoft.Insights/scheduledQueryRules": {
        *("displayName", "description", "severity", "enabled", "scopes", "evaluationFrequency", "windowSize"),
        *("autoMitigate", "criteria", "actions"),
    },
    "Microsoft.Insights/workbooks": {"displayName", "category", "sourceId", "serializedData"},
    "Microsoft.ManagedIdentity/userAssignedIdentities": set(),
    "Microsoft.Network/natGateways": {"publicIpAddresses"},
    "Microsoft.Network/networkSecurityGroups": set(),
    "Microsoft.Network/privateDnsZones": set(),
    "Microsoft.Network/privateDnsZones/virtualNetworkLinks": {"registrationEnabled", "virtualNetwork"},
    "Microsoft.Network/privateEndpoints": {"subnet", "privateLinkServiceConnections"},
    "Microsoft.Network/privateEndpoints/privateDnsZoneGroups": {"privateDnsZoneConfigs"},
    "Microsoft.Network/publicIPAddresses": {"publicIPAllocationMethod"},
    "Microsoft.Network/virtualNetworks": {"addressSpace", "subnets"},
    "Microsoft.OperationalInsights/workspaces": {"sku", "retentionInDays", "features"},
    "Microsoft.Resources/resourceGroups": set(),
}
"""Resource types without an installed SDK: the properties that we use, looked up by hand in Microsoft's reference."""

UNTAGGED = {
    *(
        "Microsoft.Authorization/locks",
        "Microsoft.Authorization/roleAssignments",
        "Microsoft.Consumption/budgets",
        "Microsoft.Insights/diagnosticSettings",
    ),
    *("Microsoft.EventGrid/systemTopics/eventSubscriptions", "Microsoft.Network/privateEndpoints/privateDnsZoneGroups"),
}
"""Types that take no tags, beside what lies within a storage account or a site."""

ROLE_IDS = {
    "Storage Blob Data Owner": "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
    "Storage Blob Data Contributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
    "Storage Blob Data Reader": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
    "Storage Queue Data Contributor": "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
    "Storage Table Data Contributor": "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
    "EventGrid Data Sender": "d5a91429-5739-47e2-a06b-3470a27159e7",
    "Key Vault Secrets Officer": "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
    "Monitoring Metrics Publisher": "3913510d-42f4-4e42-8a64-420c390055eb",
}
"""learn.microsoft.com/azure/role-based-access-control/built-in-roles"""

NARROW = {
    "modules/access.bicep": {"hostAccount", "exportsAccount", "container", "vault", "insights"},
    "modules/segments-access.bicep": {"container", "queue"},
    "modules/topic.bicep": {"topic"},
    "events.bicep": {"container"},
}
"""Scopes of role assignments, by file. None is a resource group or the subscription."""

EVERY = resources()


def one(type_: str, file: str | None = None) -> Resource:
    found = [each for each in EVERY if each.type == type_ and (file is None or each.file == INFRA / file)]
    assert len(found) == 1, found
    return found[0]


def described(resource: Resource) -> tuple[ModuleType, str] | None:
    return SDK.get(resource.type) or SDK.get(str(resource.config["name"]))


@pytest.mark.parametrize("resource", EVERY, ids=lambda r: f"{r.file.stem}.{r.symbol}")
def test_properties_exist(resource: Resource) -> None:
    known = described(resource)
    if known:
        types, name = known
        sent = {
            key: part for key, part in resource.config.items() if key not in ("parent", "scope", "dependsOn", "name")
        }
        wrong = list(mismatches(types, getattr(types, name), sent, resource.symbol))
        assert wrong == []
    else:
        assert set(resource.config.get("properties", {})) <= BY_HAND[resource.type]


def mismatches(types: ModuleType, expected: Any, given: Any, path: str) -> typing.Iterator[str]:
    """Yield where `given` has a property or a value that the SDK's type does not have."""
    expected = resolved(types, expected)
    arguments = typing.get_args(expected)
    if isinstance(given, BicepElement):
        return
    if isinstance(given, dict) and set(given) <= {"operator", "function", "loop_type", "condition", "config"}:
        for branch in branches(given):
            yield from mismatches(types, expected, branch, path)
    elif typing_extensions.is_typeddict(expected):
        yield from wrong_properties(types, expected, given, path)
    elif typing.get_origin(expected) is list and isinstance(given, list):
        for item in given:
            yield from mismatches(types, arguments[0], item, f"{path}[]")
    elif typing.get_origin(expected) is typing.Union and isinstance(given, str) and "${" not in given:
        words = allowed(types, arguments)
        if words and given not in words:
            yield f"{path}: {given!r} is none of {sorted(words)}"
    elif expected in (bool, int) and type(given) is not expected:
        yield f"{path}: {given!r} is no {expected.__name__}"


def resolved(types: ModuleType, expected: Any) -> Any:
    """Return the type that an annotation of the SDK names."""
    if typing.get_origin(expected) in (typing.Required, typing_extensions.Required):
        expected = typing.get_args(expected)[0]
    if isinstance(expected, typing.ForwardRef):
        expected = expected.__forward_arg__
    if isinstance(expected, str):
        expected = getattr(types, expected, None) or getattr(MODELS[types], expected)
    return expected


def wrong_properties(types: ModuleType, expected: Any, given: Any, path: str) -> typing.Iterator[str]:
    fields = {
        key: part for base in reversed(expected.__mro__) for key, part in getattr(base, "__annotations__", {}).items()
    }
    for base in getattr(expected, "__orig_bases__", ()):
        fields |= inherited(base)
    if not isinstance(given, dict):
        yield f"{path}: {given!r} is no {expected.__name__}"
        return
    for key, part in given.items():
        if key not in fields:
            yield f"{path}.{key}: {expected.__name__} has no such property"
        else:
            yield from mismatches(types, fields[key], part, f"{path}.{key}")


def inherited(base: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if typing_extensions.is_typeddict(base):
        for above in getattr(base, "__orig_bases__", ()):
            found |= inherited(above)
        found |= base.__annotations__
    return found


def branches(given: dict[str, Any]) -> list[Any]:
    """The values that an expression can have, as far as they are written down."""
    if "loop_type" in given:
        return [[given["config"]]]
    operator = operator_of(given)
    if operator and operator["type"] == "conditional":
        return [
            operator["operands"][key] for key in ("true_value", "false_value") if operator["operands"][key] is not None
        ]
    return []


def allowed(types: ModuleType, arguments: tuple[Any, ...]) -> set[str]:
    words: set[str] = set()
    for argument in arguments:
        name = argument.__forward_arg__ if isinstance(argument, typing.ForwardRef) else argument
        found = getattr(MODELS[types], name, None) if isinstance(name, str) else name
        if isinstance(found, type) and issubclass(found, Enum):
            words |= {member.value for member in found}
    return words


def test_mismatches_are_found() -> None:
    sent = {"properties": {"minimumTlsVersion": "TLS2", "allowSharedKeyAcces": False, "isHnsEnabled": "no"}}
    wrong = list(mismatches(storage_types, storage_types.StorageAccountCreateParameters, sent, "x"))
    assert [text.partition(":")[0] for text in wrong] == [
        "x.properties.minimumTlsVersion",
        "x.properties.allowSharedKeyAcces",
        "x.properties.isHnsEnabled",
    ]


def test_everything_that_can_be_is_tagged() -> None:
    inner = ("Microsoft.Storage/storageAccounts/", "Microsoft.Web/sites/")
    for resource in EVERY:
        if resource.type not in UNTAGGED and not resource.type.startswith(inner):
            assert "tags" in resource.config, resource.symbol


def test_storage_accounts_are_closed() -> None:
    properties = one("Microsoft.Storage/storageAccounts").config["properties"]
    assert properties["allowSharedKeyAccess"] is False
    assert properties["allowBlobPublicAccess"] is False
    assert properties["allowCrossTenantReplication"] is False
    assert properties["isLocalUserEnabled"] is False
    assert properties["minimumTlsVersion"] == "TLS1_2"
    assert properties["supportsHttpsTrafficOnly"] is True
    assert (
        one("Microsoft.Storage/storageAccounts/blobServices/containers").config["properties"]["publicAccess"] == "None"
    )


def test_host_and_data_lie_apart() -> None:
    main = INFRA / "main.bicep"
    assert len({variable(main, name) for name in ("hostName", "exportsName")}) == 2


def test_the_vault_keeps_what_it_has() -> None:
    properties = one("Microsoft.KeyVault/vaults").config["properties"]
    assert properties["enableRbacAuthorization"] is True
    assert properties["enablePurgeProtection"] is True
    assert properties["enableSoftDelete"] is True
    assert "accessPolicies" not in properties


def test_telemetry_takes_identities_only() -> None:
    assert one("Microsoft.Insights/components").config["properties"]["DisableLocalAuth"] is True
    assert one("Microsoft.OperationalInsights/workspaces").config["properties"]["features"]["disableLocalAuth"] is True


def test_the_site_is_closed() -> None:
    site = one("Microsoft.Web/sites").config["properties"]
    assert site["httpsOnly"] is True
    assert site["siteConfig"]["minTlsVersion"] == "1.2"
    policies = [each for each in EVERY if each.type.endswith("basicPublishingCredentialsPolicies")]
    assert {each.config["name"]: each.config["properties"]["allow"] for each in policies} == {
        "ftp": False,
        "scm": False,
    }


def test_nobody_is_trusted_by_a_secret() -> None:
    for file in FILES:
        text = file.read_text()
        assert "listAccountSas" not in text
        keys = re.findall(r"listKeys\('\$\{(\w+)\.id\}", text)
        assert keys == (["app"] if file.name == "events.bicep" else [])
        outputs = parsed(file).get("outputs", {})
        assert not [each for each in walk(outputs) if isinstance(each, str) and "listKeys" in each]


def test_roles_are_known_and_have_reasons() -> None:
    roles = json.loads((INFRA / "roles.json").read_text())
    assert {role["name"]: role["id"] for role in roles.values()} == ROLE_IDS
    assert all(len(role["reason"]) > 40 for role in roles.values())
    text = "".join(file.read_text() for file in FILES)
    for name in roles:
        assert f"roles.{name}.id" in text, f"{name} is given to nobody"
    assert set(re.findall(r"roles\.(\w+)\.id", text)) == set(roles)
    assert not re.findall(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", text), "a role id outside roles.json"


def test_roles_are_given_at_narrow_scopes() -> None:
    found: dict[str, set[str]] = {}
    for each in EVERY:
        if each.type == "Microsoft.Authorization/roleAssignments":
            assert each.config["properties"]["principalType"] == "ServicePrincipal"
            found.setdefault(str(each.file.relative_to(INFRA)), set()).add(str(each.config["scope"]))
    assert found == NARROW


def test_files_with_personal_data_do_not_outlive_the_app() -> None:
    main = INFRA / "main.bicep"
    rules = {rule["name"]: rule for rule in variable(main, "exportsLifecycle")}
    assert rules["runs"]["prefix"] == "${exportsContainer}/runs/"
    text = (main).read_text()
    assert "days: personalDataDays + 7" in text
    modules = parsed(main)["modules"]
    assert modules["exportsAccount"]["config"]["params"]["blobSoftDeleteDays"] == 0
    assert value(main, variable(main, "deadLetterContainer")) in value(main, rules["deadletters"]["prefix"]).replace(
        "${deadLetterContainer}", "deadletters"
    )


def test_customer_insights_can_write_the_segments() -> None:
    """Its export fails while blob soft delete is on, and without write access to the container."""
    main = INFRA / "main.bicep"
    assert parsed(main)["parameters"]["segmentsWriter"]["default"] == "customerInsights"
    days = parsed(main)["modules"]["segmentsAccount"]["config"]["config"]["params"]["blobSoftDeleteDays"]
    operands = days["operator"]["operands"]
    assert (operands["true_value"], operands["false_value"]) == (0, 7)
    text = main.read_text()
    assert "blobSoftDeleteDays: (segmentsWriter == 'customerInsights') ? 0 : 7" in text
    assert "isVersioningEnabled" not in (INFRA / "modules/account.bicep").read_text()
    write = next(each for each in EVERY if each.symbol == "writeSegments")
    assert write.config["scope"] == "container"
    assert write.config["properties"]["principalId"] == "writerPrincipalId"
    assert "if (!empty(writerPrincipalId))" in (INFRA / "modules/segments-access.bicep").read_text()


def test_the_account_with_the_records_is_locked() -> None:
    lock = one("Microsoft.Authorization/locks")
    assert lock.config["properties"]["level"] == "CanNotDelete"
    locked = [
        name for name, item in parsed(INFRA / "main.bicep")["modules"].items() if "lock" in str(item.get("config"))
    ]
    assert locked == ["exportsAccount"]
    assert f"name=='{lock.config['name']}'" in (INFRA / "hooks/predown.sh").read_text()


def test_locations_are_known_at_the_start() -> None:
    """BCP120: a location that comes from another resource stops the deployment."""
    for each in EVERY:
        if "location" in each.config and each.config["location"] != "global":
            assert each.config["location"] in parsed(each.file)["parameters"], each.symbol


def test_what_cannot_be_delivered_is_kept_and_told() -> None:
    delivery = one("Microsoft.EventGrid/systemTopics/eventSubscriptions").config["properties"]
    dead = delivery["deadLetterWithResourceIdentity"]
    assert dead["deadLetterDestination"]["properties"]["resourceId"]
    assert dead["identity"]["type"] == "SystemAssigned"
    assert delivery["destination"]["endpointType"] == "WebHook"
    assert {loss["metric"] for loss in variable(INFRA / "events.bicep", "losses")} == {
        "DeadLetteredCount",
        "DroppedEventCount",
    }
    for alert in (each for each in EVERY if each.type.endswith(("metricAlerts", "scheduledQueryRules"))):
        assert alert.config["properties"]["actions"], alert.symbol


def test_a_private_network_closes_storage_and_vault() -> None:
    for type_ in ("Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults"):
        access = one(type_).config["properties"]["publicNetworkAccess"]["operator"]["operands"]
        assert access == {"condition": "privateNetwork", "true_value": "Disabled", "false_value": "Enabled"}
    endpoints = variable(INFRA / "main.bicep", "endpoints")
    assert {(str(each["target"]), each["part"]) for each in endpoints} == {
        *(("hostName", part) for part in ("blob", "queue", "table")),
        *(("exportsName", part) for part in ("blob", "queue", "table")),
        *(("segmentsName", part) for part in ("blob", "queue")),
        ("vaultName", "vault"),
    }
    subnets = one("Microsoft.Network/virtualNetworks").config["properties"]["subnets"]
    assert subnets[0]["properties"]["delegations"][0]["properties"]["serviceName"] == "Microsoft.App/environments"
