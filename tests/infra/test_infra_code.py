"""Every name that the code and host.json use exists in infra/, and infra/ creates none that is not used."""

import json
import re
from typing import Any

import pytest
from azurefunctions.extensions.bindings.blob import utils as blob_extension

from local.stack import REQUEST_BODY_LIMIT, identity_settings
from shared.api.http import MAX_BODY_BYTES
from shared.domain.messages import Queue
from shared.settings import Settings
from tests.infra.infra_bicep import INFRA, ROOT, module, parsed, resources, value, variable
from tests.infra.infra_code import TRIGGERS, source_files

MAIN, APP, EVENTS = INFRA / "main.bicep", INFRA / "modules/app.bicep", INFRA / "events.bicep"
SETTINGS: dict[str, Any] = variable(APP, "settings")

PLATFORM = {
    "AzureWebJobsStorage__accountName": "the host's own storage",
    "AzureWebJobsStorage__credential": "the host's own storage",
    "AzureWebJobsStorage__clientId": "the host's own storage",
    "AzureWebJobsDisableHomepage": "the address / is the console's",
    "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT": "large bodies are refused before they are read",
    "PYTHON_ENABLE_OPENTELEMETRY": "traces across host and worker",
    "APPLICATIONINSIGHTS_AUTHENTICATION_STRING": "telemetry with the app's identity",
    "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID": "sign-in with the app's identity instead of a secret",
}
"""Settings that the platform reads, not our code."""

LEFT_TO_DEFAULTS = {
    "key_vault_ca_file": "of a local vault only",
    "telemetry_dir": "of the local stack only",
    "key_cache_seconds": "tuning",
    "removal_limit_percent": "a default that each export can change",
    "undo_days": "at most PERSONAL_DATA_DAYS, which is set",
    "klaviyo_url": "of the simulator only",
    "klaviyo_authorize_url": "of the simulator only",
    "klaviyo_revision": "goes with the code",
    "klaviyo_timeout_seconds": "tuning",
    "temp_dir": "the instance's own",
    "max_segment_rows": "tuning",
    "select_seconds": "tuning",
    "max_segment_bytes": "tuning",
    "chunk_profiles": "tuning",
    "chunk_bytes": "tuning",
    "lease_seconds": "tuning",
    "stalled_after_seconds": "tuning",
    "chunk_attempts": "tuning",
    "cancel_grace_seconds": "tuning",
    "import_job_timeout_seconds": "tuning",
    "missing_after_seconds": "tuning",
    "keep_chunks": "for looking into a problem",
    "notification_cooldown_seconds": "tuning",
    "key_expiry_days": "tuning",
    "require_approval": "a choice of the team",
    "webhooks_to_loopback": "of the local stack only",
    "app_url": "for a domain of one's own",
    "website_hostname": "set by Azure",
}
"""Fields of Settings that a deployment leaves alone (extraSettings can still set them)."""

DEPRECATED = {
    *(
        "ENABLE_ORYX_BUILD",
        "FUNCTIONS_EXTENSION_VERSION",
        "FUNCTIONS_WORKER_RUNTIME",
        "FUNCTIONS_WORKER_RUNTIME_VERSION",
    ),
    *(
        "FUNCTIONS_MAX_HTTP_CONCURRENCY",
        "FUNCTIONS_WORKER_PROCESS_COUNT",
        "FUNCTIONS_WORKER_DYNAMIC_CONCURRENCY_ENABLED",
    ),
    *("SCM_DO_BUILD_DURING_DEPLOYMENT", "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_CONTENTOVERVNET"),
    *(
        "WEBSITE_CONTENTSHARE",
        "WEBSITE_DNS_SERVER",
        "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT",
        "WEBSITE_NODE_DEFAULT_VERSION",
    ),
    *(
        "WEBSITE_RUN_FROM_PACKAGE",
        "WEBSITE_SKIP_CONTENTSHARE_VALIDATION",
        "WEBSITE_VNET_ROUTE_ALL",
        "WEBSITE_TIME_ZONE",
    ),
    *(
        "WEBSITE_USE_PLACEHOLDER",
        "WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED",
        "AzureWebJobsStorage",
        "AzureWebJobsDashboard",
    ),
    *("APPINSIGHTS_INSTRUMENTATIONKEY",),
}
"""Not allowed on Flex Consumption, or replaced by identity. learn.microsoft.com/azure/azure-functions/
flex-consumption-plan#deprecated-properties-and-settings"""

DEPRECATED_SITE = {
    "ftpsState",
    *("alwaysOn", "appSettings", "functionAppScaleLimit", "functionsRuntimeScaleMonitoringEnabled", "linuxFxVersion"),
    *(
        "minimumElasticInstanceCount",
        "preWarmedInstanceCount",
        "pythonVersion",
        "vnetRouteAllEnabled",
        "windowsFxVersion",
    ),
    *("use32BitWorkerProcess", "netFrameworkVersion", "javaVersion", "nodeVersion", "powerShellVersion"),
}


def test_the_code_was_read() -> None:
    assert len(TRIGGERS) >= 11
    assert {each["kind"] for each in TRIGGERS.values()} == {"timer_trigger", "blob_trigger", "queue_trigger", "route"}


def test_queues() -> None:
    used = {each["queue_name"] for each in TRIGGERS.values() if "queue_name" in each}
    assert {queue.value for queue in Queue} <= used
    assert {f"{queue.value}-poison" for queue in Queue} <= used
    made = value(MAIN, module(MAIN, "exportsAccount")["queues"])
    assert sorted(made) == sorted(used)


def test_tables() -> None:
    pattern = re.compile(r"(?:\.table\(|(?:Records|__init__)\(\s*tables,\s*)\"(\w+)\"")
    used = {name for file in source_files() for name in pattern.findall(file.read_text())}
    made = value(MAIN, module(MAIN, "exportsAccount")["tables"])
    assert sorted(made) == sorted(used)


def test_containers() -> None:
    exports = value(MAIN, module(MAIN, "exportsAccount")["containers"])
    segments = value(MAIN, module(MAIN, "segmentsAccount")["containers"])
    host = value(MAIN, module(MAIN, "hostAccount")["containers"])
    fields = Settings.model_fields
    assert exports[0] == fields["exports_container"].default
    assert segments == [fields["segments_container"].default]
    app = module(MAIN, "app")
    assert value(MAIN, app["exportsContainer"]) == exports[0]
    assert value(MAIN, app["segmentsContainer"]) == segments[0]
    assert [value(MAIN, app["packageContainer"])] == host
    # The second container is Event Grid's, and reaches events.bicep as an output.
    assert exports[1:] == [value(MAIN, variable(MAIN, "deadLetterContainer"))]
    assert "DEAD_LETTER_CONTAINER" in parsed(MAIN)["outputs"]


def test_settings_named_in_bindings_are_set() -> None:
    named = set(re.findall(r"%(\w+)%", (ROOT / "function_app.py").read_text() + (ROOT / "host.json").read_text()))
    assert {"TIMER_SCHEDULE", "SWEEP_SCHEDULE", "SEGMENTS_CONTAINER"} <= named
    assert named <= set(SETTINGS)


def test_every_setting_has_a_reader() -> None:
    own = {field.upper() for field in Settings.model_fields}
    named = set(re.findall(r"%(\w+)%", (ROOT / "function_app.py").read_text()))
    connections = {name for name in SETTINGS if name.startswith(("SegmentsStorage__", "ExportsStorage__"))}
    assert set(SETTINGS) - own - named - connections == set(PLATFORM)


def test_the_host_reads_no_body_that_the_app_refuses() -> None:
    """Above the app's own limit, so that it can still answer 413; the host's default is 100 MB a request."""
    limit = int(SETTINGS["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"])
    assert MAX_BODY_BYTES < limit <= 4 * MAX_BODY_BYTES
    # An event of Event Grid comes through the same host (learn.microsoft.com/azure/event-grid: at most 1 MB a batch).
    assert limit > 1024 * 1024
    assert SETTINGS["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"] == REQUEST_BODY_LIMIT


def test_every_field_of_settings_is_set_or_left_for_a_reason() -> None:
    own = {field for field in Settings.model_fields if field.upper() in SETTINGS}
    storages = {"segments_storage", "exports_storage"}
    assert set(Settings.model_fields) - own - storages == set(LEFT_TO_DEFAULTS)
    assert not own & set(LEFT_TO_DEFAULTS)


def test_settings_read_what_is_deployed() -> None:
    """The app starts with these settings: each expression is replaced by a value of its kind."""
    environ = {name: str(text) for name, text in SETTINGS.items()}
    for account in ("Segments", "Exports"):
        for part in ("blob", "queue", "table"):
            environ[f"{account}Storage__{part}ServiceUri"] = f"https://account.{part}.core.windows.net"
    environ |= {
        "KEY_VAULT_URL": "https://kv.vault.azure.net/",
        "HISTORY_DAYS": "400",
        "PERSONAL_DATA_DAYS": "30",
        "ROW_LOG_DAYS": "30",
    }
    environ |= {"PREPARE_MEMORY_MB": "96", "PREPARE_THREADS": "1", "EVENT_GRID_TOPIC_URL": ""}
    for name in ("refreshSchedule", "refreshTimeZone"):
        environ[re.sub("([A-Z])", r"_\1", name).upper()] = parsed(MAIN)["parameters"][name]["default"]
    settings = Settings.read(environ)
    assert settings.exports_storage.queue_uri == "https://account.queue.core.windows.net"
    assert settings.segments_storage.client_id == "identityClientId"


@pytest.mark.parametrize("name", ["HISTORY_DAYS", "PERSONAL_DATA_DAYS", "ROW_LOG_DAYS"])
def test_defaults_are_the_same_as_in_the_code(name: str) -> None:
    parameter = re.sub("_(.)", lambda found: found[1].upper(), name.lower())
    assert parsed(MAIN)["parameters"][parameter]["default"] == Settings.model_fields[name.lower()].default


def test_prepare_settings_are_the_measured_defaults() -> None:
    fields = Settings.model_fields
    for name in ("PREPARE_MEMORY_MB", "PREPARE_THREADS"):
        operands = SETTINGS[name]["operator"]["operands"]
        assert operands["false_value"] == str(fields[name.lower()].default)


def test_identity_based_connections_are_complete() -> None:
    connections = {each["connection"] for each in TRIGGERS.values() if "connection" in each}
    assert connections == {"SegmentsStorage", "ExportsStorage"}
    needed = {"SegmentsStorage": ("blob", "queue"), "ExportsStorage": ("blob", "queue", "table")}
    for connection, services in needed.items():
        assert connection not in SETTINGS
        given = {name.partition("__")[2] for name in SETTINGS if name.startswith(f"{connection}__")}
        assert given == {f"{service}ServiceUri" for service in services} | {"credential", "clientId"}
        assert SETTINGS[f"{connection}__credential"] == "managedidentity"
        for service in services:
            assert SETTINGS[f"{connection}__{service}ServiceUri"].startswith("https://${")
            assert f".{service}.${{storage}}" in SETTINGS[f"{connection}__{service}ServiceUri"]


def test_the_local_stack_with_identity_has_the_settings_that_are_deployed() -> None:
    """But for the host's own storage: an account name alone always means an address in Azure."""
    local = set(identity_settings({"blob": "", "queue": "", "table": ""}))
    deployed = {name for name in SETTINGS if "__" in name} | {"MANAGED_IDENTITY_CLIENT_ID"}
    addresses = {f"AzureWebJobsStorage__{service}ServiceUri" for service in ("blob", "queue", "table")}
    assert local - deployed == addresses
    assert deployed - local == {"AzureWebJobsStorage__accountName"}


def test_the_blob_extension_takes_the_connection_for_a_user_assigned_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, expression in SETTINGS.items():
        if name.startswith("SegmentsStorage__"):
            monkeypatch.setenv(name, str(expression))
    assert blob_extension.get_connection_string("SegmentsStorage") == SETTINGS["SegmentsStorage__blobServiceUri"]
    assert blob_extension.using_user_managed_identity("SegmentsStorage")


def test_no_setting_that_flex_consumption_does_not_take() -> None:
    assert set(SETTINGS) & DEPRECATED == set()
    site = next(each for each in resources(APP) if each.type == "Microsoft.Web/sites")
    assert set(site.config["properties"]["siteConfig"]) & DEPRECATED_SITE == set()


def test_no_setting_looks_like_a_secret() -> None:
    assert not [
        name for name in SETTINGS if re.search(r"(?i)secret|password|accountkey|pk_", f"{name}={SETTINGS[name]}")
    ]


def test_the_runtime_is_that_of_the_project() -> None:
    site = next(each for each in resources(APP) if each.type == "Microsoft.Web/sites")
    runtime = site.config["properties"]["functionAppConfig"]["runtime"]
    assert runtime["name"] == "python"
    project = (ROOT / "pyproject.toml").read_text()
    assert f'requires-python = ">={runtime["version"]},' in project


def test_scale_groups_are_of_functions_that_exist() -> None:
    site = next(each for each in resources(APP) if each.type == "Microsoft.Web/sites")
    ready = site.config["properties"]["functionAppConfig"]["scaleAndConcurrency"]["alwaysReady"]
    group = ready["operator"]["operands"]["true_value"][0]["name"]
    kind, _, name = group.partition(":")
    assert kind == "function"
    assert name in TRIGGERS


def test_events_go_to_the_blob_function() -> None:
    blob = [name for name, each in TRIGGERS.items() if each["kind"] == "blob_trigger"]
    assert [variable(EVENTS, "blobFunction")] == blob
    text = (ROOT / "function_app.py").read_text()
    assert "source=func.BlobSource.EVENT_GRID" in text
    assert 'path="%SEGMENTS_CONTAINER%/{name}"' in text
    assert "functionName=Host.Functions.${blobFunction}" in variable(EVENTS, "endpoint")


def test_requests_without_sign_in_reach_the_webhook() -> None:
    auth = next(each for each in resources(APP) if each.config["name"] == "authsettingsV2").config["properties"]
    # Event Grid and machines come with a key. Excluded paths have no effect beside AllowAnonymous.
    assert auth["globalValidation"] == {
        "requireAuthentication": False,
        "unauthenticatedClientAction": "AllowAnonymous",
    }
    assert "https://${app.properties.defaultHostName}/runtime/webhooks/blobs" in variable(EVENTS, "endpoint")


def test_sign_in_knows_the_roles_of_the_app() -> None:
    from shared.api.permissions import Role

    roles = json.loads((INFRA / "hooks/app-roles.json").read_text())
    assert {role["value"] for role in roles} == {role.name.title() for role in Role}
    assert len({role["id"] for role in roles}) == len(roles)
    # Service principals and managed identities get the same roles as users.
    assert all(role["allowedMemberTypes"] == ["User", "Application"] for role in roles)
    administrator = next(role["id"] for role in roles if role["value"] == "Administrator")
    assert administrator in (INFRA / "hooks/postprovision.sh").read_text()


def test_telemetry_is_open_telemetry_in_host_and_worker() -> None:
    host = json.loads((ROOT / "host.json").read_text())
    assert host["telemetryMode"] == "OpenTelemetry"
    assert "applicationInsights" not in host["logging"], "does not apply in this mode"
    assert SETTINGS["PYTHON_ENABLE_OPENTELEMETRY"] == "true"
