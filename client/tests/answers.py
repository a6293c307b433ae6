"""Examples of what the app answers, from its OpenAPI document."""

from __future__ import annotations

from typing import Any

from shared.api.openapi import document, example
from shared.api.routes import MACHINE_ROUTES, ROUTES

DOCUMENT: dict[str, Any] = document((*ROUTES, *MACHINE_ROUTES))
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
NAMES = ("Me", "Export", "Run", "Preview", "PersonLookup", "Erasure")
ANSWERS: dict[str, Any] = {name: example(SCHEMAS[name], SCHEMAS) for name in NAMES}
