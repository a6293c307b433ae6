"""Parts of the models that several resources share."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, create_model

from shared.domain import Mapping, Schedule
from shared.domain.base import Value, now
from shared.domain.schedule import timetable
from shared.errors import AppError
from shared.settings import Settings
from shared.storage.azure_clients import as_app_error
from shared.texts import Parameter


class Named(BaseModel):
    """An object by id and name."""

    id: str = Field(examples=["exp_k3f9x27m4t2c"])
    name: str = Field(examples=["Loyal customers to newsletter"])


class Refusal(BaseModel):
    """Why an export was left as it is."""

    export_id: str = Field(examples=["exp_p8d2m3x9c5vb"])
    type: str = Field(examples=["run-active"])
    title: str = Field(examples=["The export is already running"])
    detail: str = Field(examples=["Run 20261121-223210456-k3f9x2 of this export is still active."])
    code: str = Field(description="What `detail` says (docs/texts.md).", examples=["run-still-active"])
    parameters: dict[str, Parameter] = Field(default_factory=dict)

    @classmethod
    def of(cls, export_id: str, error: AppError) -> Refusal:
        """Return an error as the refusal of an export."""
        cause = error.cause
        return cls(
            export_id=export_id,
            type=error.type,
            title=error.title.message,
            detail=cause.message,
            code=cause.code,
            parameters=cause.parameters,
        )

    @classmethod
    def of_failure(cls, export_id: str, error: Exception) -> Refusal:
        """Return a failure as the refusal of an export. Raise it again if neither the app nor storage refused."""
        refused = as_app_error(error)
        if refused is None:
            raise error
        return cls.of(export_id, refused)


CompactMapping = Annotated[
    Mapping,
    # Without an annotated result, so that the OpenAPI document keeps the model's own schema.
    PlainSerializer(lambda mapping: mapping.model_dump(mode="json", exclude_none=True, exclude_defaults=True)),
]
"""A mapping that is answered as it was sent: without what was left out."""


def is_none(value: object) -> bool:
    """Return whether the value is None: such a field is left out of an answer."""
    return value is None


def shared_fields(source: BaseModel, model: type[BaseModel]) -> dict[str, Any]:
    """Return the values of the fields that a record and a model have in common."""
    return {name: getattr(source, name) for name in model.model_fields.keys() & type(source).model_fields.keys()}


class Change(Value):
    """A change of an object: fields that are left out do not change."""

    def given(self) -> dict[str, Any]:
        """Return the values that were sent."""
        return {name: getattr(self, name) for name in self.model_fields_set}


def every_field_optional(model: type[BaseModel], examples: list[Any]) -> type[Change]:
    """Return a model of changes: the fields of `model`, each of which can be left out. Only those can be null that can
    be null there. `examples` are bodies for the OpenAPI document.
    """

    def describe(schema: dict[str, Any]) -> None:
        schema["examples"] = examples
        for field in schema["properties"].values():
            del field["default"]

    class Fields(Change):
        model_config = ConfigDict(json_schema_extra=describe)

    fields: dict[str, Any] = {
        name: (
            Annotated[field.annotation, *field.metadata, Field(json_schema_extra=field.json_schema_extra)],
            Field(None, description=field.description),
        )
        for name, field in model.model_fields.items()
    }
    return create_model("Fields", __base__=Fields, **fields)


def required_fields(*names: str) -> dict[str, Any]:
    """Return a schema for the OpenAPI document: these fields are present and not null."""
    return {"required": list(names), "properties": {name: {"not": {"type": "null"}} for name in names}}


SHOWN_TIMES = 5


def next_runs(schedule: Schedule, settings: Settings) -> list[datetime]:
    """Return the next five times of a schedule, in its time zone; none for the kinds that have no times."""
    times = timetable(schedule, settings.refresh)
    return times.following(now(), SHOWN_TIMES) if times else []
