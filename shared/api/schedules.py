"""/api/schedules: when exports run, and changes of many schedules at once."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from shared.api.exports import Export, save_changes
from shared.api.models import SHOWN_TIMES, Change, Named, Refusal, required_fields, shared_fields
from shared.api.operations import Call
from shared.api.paging import CountedPage, NameQuery, page_by_name
from shared.api.permissions import find_managed_export
from shared.api.runs import managed_exports
from shared.domain import Schedule
from shared.domain.base import now
from shared.errors import InvalidValue
from shared.texts import text

ExportId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]


class SystemRefresh(BaseModel):
    """The system refresh, as the app's settings define it."""

    expressions: list[str] = Field(examples=[["0 2 * * *"]])
    time_zone: str = Field(examples=["UTC"])
    next_runs: list[AwareDatetime] = Field(examples=[["2026-11-22T02:00:00Z"]])


class ExportSchedule(Named):
    """When an export runs."""

    schedule: Schedule = Field(examples=[{"kind": "refresh"}])
    enabled: bool = Field(examples=[True])
    next_runs: list[AwareDatetime] = Field(examples=[["2026-11-22T02:00:00Z"]])


class Schedules(CountedPage):
    """The system refresh, and exports by name with their schedules."""

    refresh: SystemRefresh
    exports: list[ExportSchedule]


class SchedulesChange(Change):
    """A change of many exports: fields that are left out do not change."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [required_fields("schedule"), required_fields("enabled")],
            "examples": [
                {"schedule": {"kind": "cron", "expression": "30 5 * * *", "time_zone": "UTC"}},
                {"exports": ["exp_k3f9x27m4t2c", "exp_p8d2m3x9c5vb"], "enabled": False},
            ],
        }
    )

    exports: list[ExportId] | None = Field(
        None, max_length=1000, description="Left out: all exports that the caller manages."
    )
    schedule: Schedule | None = None
    enabled: bool | None = None

    @model_validator(mode="after")
    def _check_something_changes(self) -> SchedulesChange:
        if self.schedule is None and self.enabled is None:
            raise InvalidValue(text("field-schedule-or-enabled"))
        return self


class SchedulesChanged(BaseModel):
    """The exports that were changed, and those that were not."""

    changed: list[str] = Field(examples=[["exp_k3f9x27m4t2c"]])
    refused: list[Refusal]


async def list_schedules(call: Call, query: NameQuery) -> Schedules:
    """List the system refresh and the exports, by name, each with its next five times."""
    settings = call.context.settings
    every = await call.context.exports.listed()
    page = page_by_name(query, every, lambda export: export.name, lambda export: export.id)
    exports = [Export.of(export.read(), settings) for export in page.items]
    return Schedules(
        refresh=SystemRefresh(
            expressions=list(settings.refresh.expressions),
            time_zone=settings.refresh.time_zone,
            next_runs=settings.refresh.following(now(), SHOWN_TIMES),
        ),
        exports=[ExportSchedule(**shared_fields(export, ExportSchedule)) for export in exports],
        total=page.total,
        next_cursor=page.next_cursor,
    )


async def change_schedules(call: Call, body: SchedulesChange) -> SchedulesChanged:
    """Give many exports the same schedule, or enable or disable them. `refused` says which were not changed."""
    values = {name: value for name, value in body.given().items() if value is not None and name != "exports"}
    answer = SchedulesChanged(changed=[], refused=[])
    for export_id in body.exports if body.exports is not None else await managed_exports(call):
        try:
            found = await find_managed_export(call.context, call.caller, export_id)
            await save_changes(call, found, values, now())
        except Exception as error:  # noqa: BLE001 - raised again unless the app or storage refused
            answer.refused.append(Refusal.of_failure(export_id, error))
        else:
            answer.changed.append(export_id)
    return answer
