"""/api/segment-definitions: segments that are defined in the app."""

from __future__ import annotations

from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.api.models import every_field_optional, shared_fields
from shared.api.operations import Accepted, Answer, Call, Created, IfMatch, save
from shared.api.paging import CountedPage, NameQuery, page_by_name
from shared.api.permissions import Permission, check_can_manage, require
from shared.api.previews import Preview, requested
from shared.context import Context
from shared.domain.base import Value, now
from shared.domain.segment_definition import (
    ByConditions,
    BySelect,
    Rule,
    SegmentConfiguration,
    SegmentDefinition,
    definition_key,
)
from shared.errors import Conflict, DefinitionInvalid, NotFound, SegmentInUse, SegmentNotFound, StateConflict
from shared.runs.customer_insights import find_pairs
from shared.runs.definitions import summarize_definitions
from shared.runs.preview import request_segment_preview
from shared.runs.segment_formats import with_chosen_formats
from shared.segments.catalog import all_segments, find_any
from shared.storage.records import Versioned
from shared.texts import Text, text


class NewDefinition(SegmentConfiguration):
    """A segment to define."""


class _Changeable(Value):
    description: str = Field("", max_length=1_000)
    rule: Rule


class DefinitionChange(
    every_field_optional(_Changeable, [{"rule": {"kind": "select", "sql": 'FROM "Customers"'}}])  # type: ignore[misc]
):
    """A change of a definition: fields that are left out do not change."""


class SegmentPreviewRequest(Value):
    """A definition to preview, saved or not."""

    rule: Rule


class Definition(SegmentConfiguration):
    """A defined segment. `tables` are all that its rule reads."""

    # An answer has every field, also those that a request can leave out.
    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    tables: list[str] = Field(examples=[["dataverse.msdynci_customerprofile"]])
    created_by: str = Field(examples=["alex@contoso.example"])
    created_at: AwareDatetime
    updated_at: AwareDatetime

    @classmethod
    def of(cls, stored: SegmentDefinition) -> Definition:
        """Return a stored definition as the API answers it."""
        return cls(**shared_fields(stored, cls))


class SuggestedSegment(BaseModel):
    """A segment of Customer Insights, and the rule that defines it."""

    name: str = Field(examples=["LoyalCustomers"])
    display_name: str = Field(examples=["Loyal customers"])
    rule: ByConditions


class SegmentSuggestion(BaseModel):
    """Two Customer Insights tables that belong together, and the segments in them, by display name."""

    profiles: str = Field(examples=["dataverse.msdynci_customerprofile"])
    memberships: str = Field(examples=["dataverse.msdynci_segmentmembership"])
    segments: list[SuggestedSegment]
    complete: bool = Field(
        description="Whether all rows were read. If not, only the first 200,000 were, and segments may be missing."
    )
    problem: Text | None = Field(description="Why the names of segments cannot be read; null where they can.")


class SegmentSuggestions(BaseModel):
    """What can be defined by tables of Customer Insights."""

    suggestions: list[SegmentSuggestion]


class Definitions(CountedPage):
    """Defined segments by name."""

    definitions: list[Definition]


async def list_definitions(call: Call, query: NameQuery) -> Definitions:
    """List the defined segments, by name. What is wrong with them is in the list of segments."""
    every = [found.value for found in await call.context.definitions.all()]
    page = page_by_name(query, every, lambda one: one.name, lambda one: one.name)
    return Definitions(
        definitions=[Definition.of(one) for one in page.items], total=page.total, next_cursor=page.next_cursor
    )


async def create_definition(call: Call, body: NewDefinition) -> Created[Definition]:
    """Define a segment. Its tables and columns must exist; a SELECT requires the role Administrator."""
    _check_may_write(call, body.rule)
    context = call.context
    if await _exists_in_storage(context, body.name):
        raise Conflict(text("segment-name-in-storage", segment=body.name), field="name")
    at = now()
    definition = SegmentDefinition(
        name=body.name, description=body.description, rule=body.rule, tables=tables_of(body.rule),
        created_by=call.caller.name, created_at=at, updated_at=at,
    )  # fmt: skip
    await _check_fits(context, definition)
    try:
        await context.definitions.insert(definition_key(body.name), definition)
    except StateConflict:
        raise Conflict(text("segment-already-defined", segment=body.name), field="name") from None
    call.changed(body.name, after=_audited(definition))
    return Created(Definition.of(definition), definition, f"/api/segment-definitions/{body.name}")


async def read_definition(call: Call, name: str) -> Answer[Definition]:
    """Read one defined segment."""
    found = (await _find(call.context, name)).value
    return Answer(Definition.of(found), found)


async def change_definition(call: Call, name: str, body: DefinitionChange, if_match: IfMatch) -> Answer[Definition]:
    """Change a defined segment. Active runs keep the definition that they began with."""
    found = await _find_managed(call, name)
    if_match.check(found.value)
    values = body.given()
    rule = values.get("rule", found.value.rule)
    _check_may_write(call, rule)
    changed = found.value.changed(rule, tables_of(rule), values.get("description", found.value.description), now())
    if "rule" in values:
        await _check_fits(call.context, changed)
    saved = await save(call.context.definitions, definition_key(name), found, changed)
    call.changed(name, before=_audited(found.value), after=_audited(saved))
    return Answer(Definition.of(saved), saved)


async def delete_definition(call: Call, name: str, if_match: IfMatch) -> None:
    """Remove a defined segment. Refused (409) while exports use it."""
    found = await _find_managed(call, name)
    if_match.check(found.value)
    using = [one.value for one in await call.context.exports.all() if name in one.value.segments]
    if using:
        raise SegmentInUse(
            text("segment-used", exports=", ".join(one.name for one in using[:10])),
            errors=[{"id": one.id, "name": one.name} for one in using],
        )
    await call.context.definitions.delete(definition_key(name), found.etag)
    call.changed(name, before=_audited(found.value))


async def preview_definition(call: Call, body: SegmentPreviewRequest) -> Accepted[Preview]:
    """Count the people of a definition, saved or not, and read its first rows. Nothing is sent."""
    _check_may_write(call, body.rule)
    at = now()
    definition = SegmentDefinition(
        name="Preview", rule=body.rule, tables=tables_of(body.rule), created_at=at, updated_at=at
    )
    await _check_fits(call.context, definition)
    return requested(call, await request_segment_preview(call.context, definition, call.caller.id))


async def suggest_definitions(call: Call) -> SegmentSuggestions:
    """Find Customer Insights tables in storage, profiles and memberships, and list the segments that are in them."""
    pairs = await find_pairs(call.context, await all_segments(call.context.segments))
    return SegmentSuggestions.model_validate({"suggestions": pairs}, from_attributes=True)


def tables_of(rule: Rule) -> list[str]:
    """Return the tables that a rule reads. Raises DefinitionInvalid for a SELECT that is refused."""
    if not isinstance(rule, BySelect):
        return rule.tables
    # Imported late: it needs DuckDB, which takes its time to load.
    from shared.planning.select_sql import parse_select

    return sorted(parse_select(rule.sql).tables)


def _check_may_write(call: Call, rule: Rule) -> None:
    if isinstance(rule, BySelect):
        require(Permission.WRITE_SELECTS, call.caller)


async def _check_fits(context: Context, definition: SegmentDefinition) -> None:
    """Raise DefinitionInvalid where a table or column does not exist."""
    every = await with_chosen_formats(context, await all_segments(context.segments))
    [found] = await summarize_definitions(context, every, [definition])
    if found.summary.problems:
        raise DefinitionInvalid(text("definition-problems", problems=found.summary.problems[:5]))
    if not definition.tables:
        raise DefinitionInvalid(text("select-reads-no-table"))


async def _exists_in_storage(context: Context, name: str) -> bool:
    try:
        await find_any(context.segments, name)
    except SegmentNotFound:
        return False
    return True


async def _find(context: Context, name: str) -> Versioned[SegmentDefinition]:
    found = await context.definitions.get(definition_key(name))
    if found is None:
        raise NotFound(text("no-definition", segment=name[:100]))
    return found


async def _find_managed(call: Call, name: str) -> Versioned[SegmentDefinition]:
    """Return a definition that the caller may change: of a SELECT, and of exports that use it, too."""
    found = await _find(call.context, name)
    _check_may_write(call, found.value.rule)
    for export in await call.context.exports.all():
        if name in export.value.segments:
            await check_can_manage(call.context, call.caller, export.value)
    return found


def _audited(definition: SegmentDefinition) -> dict[str, Any]:
    return definition.model_dump(mode="json", include={"name", "description", "rule"})
