"""The app: exports customer segments from Azure Blob Storage to Klaviyo lists."""

__version__ = "0.1.0"
"""The one place: pyproject.toml, the API, requests to Klaviyo and telemetry take it from here."""
