"""Exports as code: the file segments.yaml, read, checked and written.

Text values may contain `${VARIABLE}`; `$${` is a plain `${`. A variable's value is text; where a number or a boolean
is expected, it is read as one. YAML is read as version 1.2 defines it: only `true` and `false` are booleans, so that
`NO` is a country.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import yaml
from pydantic import AfterValidator, BaseModel, Field, StringConstraints, ValidationError

from segments_to_klaviyo import models
from segments_to_klaviyo.errors import ManifestError

VARIABLE = re.compile(r"\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
VARIABLE_PATTERN = r"\$\{[A-Za-z_][A-Za-z0-9_]*\}"
SCHEMA_FILE = "segments.schema.json"


def shown_address(url: str) -> str:
    """Return what the app shows of a webhook's URL: host and port. Raises ValueError for a URL that it refuses."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        # Its own text may have a part of the URL, which may be secret.
        raise ValueError("is not a valid address") from None
    if parts.username is not None or parts.password is not None:
        raise ValueError("must not contain a user name or password")
    return f"https://{host}:{port}/…" if port else f"https://{host}/…"


def _usable_url(url: str) -> str:
    shown_address(url)
    return url


WebhookUrl = Annotated[
    str,
    StringConstraints(pattern=r"^https://[A-Za-z0-9\[][!-~]*$", max_length=2000),
    AfterValidator(_usable_url),
]


class ManifestConnection(models.Body):
    """A Klaviyo account. Its API key is a secret in the Key Vault: this file has only the secret's name."""

    name: models.NonBlank
    secret_name: models.SecretName
    consent: Annotated[
        Literal[True], Field(description="Consent to data privacy and compliance: without it nothing is sent.")
    ]
    access: models.Access = "administrators"
    profile_limit: models.ProfileLimit | None = None
    export_users: models.ExportUsers = Field(default_factory=list)
    consent_feed: models.ConsentFeed | None = None


class ManifestSegment(models.Body):
    """A segment that is defined in the app, by conditions or by one SELECT."""

    name: models.SegmentName
    description: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000)] = ""
    rule: models.Rule


class ManifestExport(models.ExportSettings):
    """An export. Exports are told apart by their names: another name is another export."""

    connection: Annotated[
        models.NonBlank | None, Field(description="The connection's name; null for an export that is detached.")
    ]


class ManifestNotification(models.Body):
    """A webhook that is notified. Its URL may contain a secret: use a variable."""

    name: models.NonBlank
    url: WebhookUrl
    format: models.Format = "json"
    language: models.Language = "en"
    events: Annotated[list[models.Event], Field(min_length=1)]
    enabled: bool = True


def _distinct(items: Sequence[Any]) -> Sequence[Any]:
    twice = [name for name, count in Counter(item.name for item in items).items() if count > 1]
    if twice:
        raise ValueError(f"each name may be there once; twice: {', '.join(twice)}")
    return items


class Manifest(models.Body):
    """The content of segments.yaml. A section that is left out is not managed: nothing of it is changed or deleted."""

    version: Literal[1]
    connections: Annotated[list[ManifestConnection], AfterValidator(_distinct)] | None = None
    segments: Annotated[list[ManifestSegment], AfterValidator(_distinct)] | None = None
    exports: Annotated[list[ManifestExport], AfterValidator(_distinct)] | None = None
    notifications: Annotated[list[ManifestNotification], AfterValidator(_distinct)] | None = None


def read_manifest(text: str, variables: Mapping[str, str], *, file: str = "segments.yaml") -> Manifest:
    """Return the file's content with its variables replaced. Raises ManifestError, which names lines."""
    reader = _Reader(variables, file)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except RecursionError:
        raise ManifestError([f"{file}: lists or mappings are nested too deeply."]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{file}:{mark.line + 1}" if mark else file
        raise ManifestError([f"{where}: {getattr(error, 'problem', None) or error}"]) from None
    if node is None:
        raise ManifestError([f"{file}: the file is empty."])
    try:
        value = reader.value(node, ())
    except RecursionError:
        raise ManifestError([f"{file}: an anchor contains itself."]) from None
    if reader.errors:
        raise ManifestError(reader.errors)
    try:
        return Manifest.model_validate(value)
    except ValidationError as error:
        raise ManifestError(list(dict.fromkeys(reader.lines_of(error)))) from None


def write_manifest(manifest: Manifest) -> str:
    """Return the file of a manifest: what has its default value is left out."""
    content: dict[str, Any] = {"version": manifest.version}
    for section in ("connections", "segments", "exports", "notifications"):
        items: list[BaseModel] | None = getattr(manifest, section)
        if items is not None:
            content[section] = [_escaped(_written(item)) for item in items]
    body = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    return f"# yaml-language-server: $schema={SCHEMA_FILE}\n{body}"


def rule_of(rule: models.ByConditions | models.BySelect) -> dict[str, Any]:
    """Return a rule as JSON, without what has its default: what two rules are compared by."""
    return {"kind": rule.kind} | rule.model_dump(mode="json", exclude_defaults=True)


def settings_of(export: models.ExportSettings) -> dict[str, Any]:
    """Return what an export does as JSON, in one form for equal settings: what two exports are compared by."""
    shown = export.model_dump(mode="json", include=set(models.ExportSettings.model_fields), exclude={"mapping"})
    return shown | {"mapping": export.mapping.model_dump(mode="json", exclude_defaults=True)}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of segments.yaml for editors: as the models, but any value may come from a variable."""
    schema = Manifest.model_json_schema(by_alias=True, mode="validation")
    for definition in (schema, *schema["$defs"].values()):
        for name, value in definition.get("properties", {}).items():
            # What tells kinds of schedules apart, and the version, decide how all else is read.
            if name not in ("kind", "version"):
                definition["properties"][name] = _with_variables(value)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Exports as code of Segments to Klaviyo",
    } | {key: value for key, value in schema.items() if key != "title"}


def _with_variables(schema: dict[str, Any]) -> dict[str, Any]:
    found = dict(schema)
    if isinstance(found.get("items"), dict):
        found["items"] = _with_variables(found["items"])
    if isinstance(found.get("additionalProperties"), dict):
        found["additionalProperties"] = _with_variables(found["additionalProperties"])
    for key in ("anyOf", "oneOf"):
        if key in found:
            found[key] = [_with_variables(one) for one in found[key]]
    scalar = "const" in found or "enum" in found or found.get("type") in ("string", "integer", "number", "boolean")
    if not scalar:
        return found
    kept = {key: found.pop(key) for key in ("title", "description", "default") if key in found}
    return kept | {"anyOf": [found, {"type": "string", "pattern": VARIABLE_PATTERN}]}


class _Loader(yaml.SafeLoader):  # type: ignore[misc]  # PyYAML has no types
    """YAML 1.2's core schema, as far as it is needed: no dates, no `yes`, no sexagesimal numbers."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  as in the base class


for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("tag:yaml.org,2002:int", r"^[-+]?(?:0|[1-9][0-9]*)$", list("-+0123456789")),
    ("tag:yaml.org,2002:float", r"^[-+]?(?:0|[1-9][0-9]*)\.[0-9]*(?:[eE][-+][0-9]+)?$", list("-+0123456789")),
):
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), _first)


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]
    """Quotes whatever any version of YAML could take for something else than text."""

    def increase_indent(self, **options: Any) -> None:
        # Items of a list are indented, as most people write them.
        super().increase_indent(**options | {"indentless": False})


class _Reader:
    """Makes values of nodes and remembers the line of each."""

    def __init__(self, variables: Mapping[str, str], file: str) -> None:
        self.errors: list[str] = []
        self._variables = variables
        self._file = file
        self._lines: dict[tuple[int | str, ...], int] = {}

    def value(self, node: yaml.Node, path: tuple[int | str, ...]) -> Any:
        self._lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]
        kind = node.tag.rpartition(":")[2]
        text: str = node.value
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() == "true"
        if kind in ("int", "float"):
            try:
                return int(text) if kind == "int" else float(text)
            except ValueError:
                self._fail(node, path, "this is no number, or one with too many digits")
                return None
        return VARIABLE.sub(lambda match: self._variable(match, path), text)

    def lines_of(self, error: ValidationError) -> list[str]:
        """Return pydantic's errors with line and path, without the steps that name the branch of a union."""
        found = []
        for item in error.errors(include_url=False, include_input=False):
            path = tuple(step for step in item["loc"] if self._is_step(step, item["loc"]))
            known = path
            while known not in self._lines:
                known = known[:-1]
            message = item["msg"].removeprefix("Value error, ")
            found.append(f"{self._file}:{self._lines[known]}: {'.'.join(map(str, path)) or 'the file'}: {message}")
        return found

    def _is_step(self, step: int | str, path: tuple[int | str, ...]) -> bool:
        return isinstance(step, int) or any(step in known for known in self._lines) or step == path[-1]

    def _mapping(self, node: yaml.MappingNode, path: tuple[int | str, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fail(key, path, "a name is text")
                continue
            name = VARIABLE.sub(lambda match: "${" if match[1] is None else match[0], key.value)
            if name in found:
                self._fail(key, (*path, name), "is there twice")
            found[name] = self.value(value, (*path, name))
        return found

    def _variable(self, match: re.Match[str], path: tuple[int | str, ...]) -> str:
        name = match[1]
        if name is None:
            return "${"
        if name not in self._variables:
            self.errors.append(f"{self._file}:{self._lines[path]}: {_dotted(path)}: the variable {name} is not set.")
            return ""
        return self._variables[name]

    def _fail(self, node: yaml.Node, path: tuple[int | str, ...], problem: str) -> None:
        self.errors.append(f"{self._file}:{node.start_mark.line + 1}: {_dotted(path)}: {problem}.")


def _dotted(path: tuple[int | str, ...]) -> str:
    return ".".join(map(str, path)) or "the file"


def _written(item: BaseModel) -> dict[str, Any]:
    if isinstance(item, ManifestExport):
        shown = {"name": item.name, "connection": item.connection} | settings_of(item)
        defaults = {
            name: field.get_default(call_default_factory=True)
            for name, field in models.ExportSettings.model_fields.items()
            if not field.is_required()
        }
        schedule = models.Manual().model_dump()
        return {
            name: value
            for name, value in shown.items()
            if name not in defaults or (value != schedule if name == "schedule" else value != defaults[name])
        }
    if isinstance(item, ManifestSegment):
        described = {"description": item.description} if item.description else {}
        return {"name": item.name} | described | {"rule": rule_of(item.rule)}
    always = {name for name, field in type(item).model_fields.items() if field.is_required()}
    shown = item.model_dump(mode="json")
    return {name: value for name, value in shown.items() if name in always or value != _default(item, name)}


def _default(item: BaseModel, name: str) -> Any:
    return type(item).model_fields[name].get_default(call_default_factory=True)


def _escaped(value: Any, key: str = "") -> Any:
    """Return a value as it is written: text that has `${` is no variable."""
    if isinstance(value, str):
        # What is a variable and nothing else was put there by `read_all`: no webhook's address looks like it.
        return value if key == "url" and re.fullmatch(VARIABLE_PATTERN, value) else value.replace("${", "$${")
    if isinstance(value, list):
        return [_escaped(one) for one in value]
    if isinstance(value, dict):
        return {_escaped(name): _escaped(one, name) for name, one in value.items()}
    return value
