"""What Airflow reads of this provider."""

from __future__ import annotations

from typing import Any

from segments_to_klaviyo._version import __version__

PACKAGE = "segments_to_klaviyo.airflow"


def get_provider_info() -> dict[str, Any]:
    """Return the provider's description: its connection type and modules."""
    name = "Segments to Klaviyo"
    return {
        "package-name": "segments-to-klaviyo-client",
        "name": name,
        "description": "Runs exports of customer segments to Klaviyo and waits for them.",
        "versions": [__version__],
        "hooks": [{"integration-name": name, "python-modules": [f"{PACKAGE}.hooks"]}],
        "operators": [{"integration-name": name, "python-modules": [f"{PACKAGE}.operators"]}],
        "sensors": [{"integration-name": name, "python-modules": [f"{PACKAGE}.sensors"]}],
        "triggers": [{"integration-name": name, "python-modules": [f"{PACKAGE}.triggers"]}],
        "integrations": [
            {"integration-name": name, "external-doc-url": "https://www.klaviyo.com/", "tags": ["service"]}
        ],
        "connection-types": [
            {
                "connection-type": "segments_to_klaviyo",
                "hook-class-name": f"{PACKAGE}.hooks.SegmentsToKlaviyoHook",
                "hook-name": name,
            }
        ],
    }
