"""Klaviyo's OpenAPI file, where it is: what may be asked, and what answers look like."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import jsonschema_rs

OPENAPI = Path(__file__).parents[2] / "shared/klaviyo/openapi-2026-07-15-profiles-lists.json"
MEDIA = "application/vnd.api+json"


def schemas() -> "Schemas | None":
    return Schemas(json.loads(OPENAPI.read_text())) if OPENAPI.exists() else None


class Schemas:
    """Checks requests and answers against the file."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._document = _nullable(document)
        self.checked: set[str] = set()
        """Operation ids of which a success was checked."""

    def check(self, method: str, path: str, status: int, answer: Any) -> None:
        found = self._operation(method.lower(), path.rstrip("/"))
        if found is None:
            return
        responses = found["responses"]
        response = responses.get(str(status)) or responses.get(f"{status // 100}XX")
        assert response is not None, f"{method} {path} may not answer {status}"
        if "$ref" in response:
            response = self._document["components"]["responses"][response["$ref"].rpartition("/")[2]]
        if "content" in response:
            self._validate(answer, response["content"][MEDIA]["schema"])
        else:
            assert answer is None
        if status < 300:
            self.checked.add(found["operationId"])

    def check_request(self, method: str, path: str, query: str, body: Any) -> str:
        """The id of the operation that this request is. Parameters of the query and the body fit it."""
        found = self._operation(method.lower(), path)
        assert found is not None, f"{method} {path} is not in the file"
        named = {one["name"]: one["schema"] for one in found.get("parameters", []) if one["in"] == "query"}
        for name, value in parse_qsl(query):
            assert name in named, (path, name)
            given: Any = int(value) if named[name].get("type") == "integer" else value
            self._validate(given.split(",") if named[name].get("type") == "array" else given, named[name])
        assert ("requestBody" in found) == (body is not None), f"{method} {path}: a body or none"
        if body is not None:
            self._validate(body, found["requestBody"]["content"][MEDIA]["schema"])
        return str(found["operationId"])

    def scopes(self, method: str, path: str) -> list[str]:
        """What a key needs for this call."""
        found = self._operation(method.lower(), path)
        assert found is not None, f"{method} {path} is not in the file"
        return [str(one) for one in found["x-klaviyo-scopes"]]

    def _validate(self, value: Any, schema: dict[str, Any]) -> None:
        whole = {**schema, "components": self._document["components"]}
        jsonschema_rs.validate(whole, value, validate_formats=True)

    def _operation(self, method: str, path: str) -> dict[str, Any] | None:
        for template, methods in self._document["paths"].items():
            if method in methods and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
                operation: dict[str, Any] = methods[method]
                return operation
        return None


def _nullable(node: Any) -> Any:
    """OpenAPI 3.0's `nullable` as JSON Schema."""
    if isinstance(node, list):
        return [_nullable(one) for one in node]
    if not isinstance(node, dict):
        return node
    schema = {name: _nullable(value) for name, value in node.items()}
    if schema.pop("nullable", False) is True:
        return {"anyOf": [{"type": "null"}, schema]}
    return schema
