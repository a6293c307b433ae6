"""/api/segments/{name}/format: how the files of a segment are read, and a choice for what is detected wrongly."""

from __future__ import annotations

from dataclasses import replace

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.api.models import Change
from shared.api.operations import Answer, Call, IfMatch, save
from shared.api.permissions import check_can_manage
from shared.context import Context
from shared.domain.base import now
from shared.domain.segment_format import ChosenFormat, SegmentFormat, format_key
from shared.errors import (
    Forbidden,
    Invalid,
    NotFound,
    PreconditionFailed,
    SegmentNotFound,
    SegmentUnreadable,
    StateConflict,
)
from shared.segments.catalog import Segment, find_any
from shared.segments.part_schema import Csv, Form, TextForm, Workbook
from shared.segments.summary import summarize
from shared.segments.tables.declarations import declare_choice
from shared.storage.records import Versioned
from shared.texts import Text, text


class FormatChange(Change, SegmentFormat):
    """A change of a segment's format: fields that are left out do not change; null: declared or detected."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"encoding": "windows-1250"}, {"sheet": "Customers"}]})


class FormatOfSegment(BaseModel):
    """How the first file of a segment is read."""

    used: SegmentFormat | None = Field(
        description="Null if this does not apply to the file (Parquet), or if it cannot be read."
    )
    chosen: SegmentFormat
    sheets: list[str] = Field(description="Of a workbook: its sheets, in order.", examples=[["Customers", "Orders"]])
    changed_by: str | None = Field(description="Who chose it.", examples=["alex@contoso.example"])
    changed_at: AwareDatetime | None
    problems: list[Text] = Field(examples=[[]])


async def read_format(call: Call, name: str) -> Answer[FormatOfSegment]:
    """Read how the files of a segment are read: what is used, and what was chosen."""
    segment = await _find(call.context, name)
    found = await _chosen(call.context, name)
    return Answer(await _shown(call.context, segment, found.value), found.value)


async def change_format(call: Call, name: str, body: FormatChange, if_match: IfMatch) -> Answer[FormatOfSegment]:
    """Choose how the files of a segment are read, for all exports of it. The answer says how they are read now."""
    context = call.context
    segment = await _find(context, name)
    await _check_may_change(call, name)
    found = await _chosen(context, name)
    before = found.value
    if_match.check(before)
    chosen = SegmentFormat.model_validate(before.format.model_dump() | body.given())
    try:
        declare_choice(chosen)
    except SegmentUnreadable as error:
        raise Invalid(error.cause) from None
    changed = before.changed(chosen, call.caller.name, now())
    if found.etag:
        await save(context.segment_formats, format_key(name), found, changed)
    else:
        try:
            await context.segment_formats.insert(format_key(name), changed)
        except StateConflict:
            raise PreconditionFailed(text("changed-at-same-time")) from None
    call.changed(name, before=before.format.model_dump(), after=chosen.model_dump())
    return Answer(await _shown(context, segment, changed), changed)


async def _find(context: Context, name: str) -> Segment:
    if not name.isprintable():
        raise NotFound(text("no-segment-name"))
    try:
        return await find_any(context.segments, name)
    except SegmentNotFound as error:
        raise NotFound(error.cause) from None


async def _chosen(context: Context, name: str) -> Versioned[ChosenFormat]:
    """Return the record; a new one, without an ETag, if there is none."""
    return await context.segment_formats.get(format_key(name)) or Versioned(ChosenFormat(segment=name), "")


async def _check_may_change(call: Call, name: str) -> None:
    """Raise Forbidden where an export reads the segment that the caller may not change."""
    definitions = [found.value for found in await call.context.definitions.all()]
    names = {name, *(definition.name for definition in definitions if name in definition.tables)}
    for export in await call.context.exports.listed():
        if names & set(export.segments):
            try:
                await check_can_manage(call.context, call.caller, export.read())
            except Forbidden:
                raise Forbidden(text("format-closed-connection")) from None


async def _shown(context: Context, segment: Segment, chosen: ChosenFormat) -> FormatOfSegment:
    found = await summarize(context.segments, replace(segment, format=chosen.format))
    return FormatOfSegment(
        used=_used(found.form),
        chosen=chosen.format,
        sheets=list(found.form.sheets) if isinstance(found.form, Workbook) else [],
        changed_by=chosen.changed_by,
        changed_at=chosen.changed_at,
        problems=list(found.problems),
    )


def _used(form: Form | None) -> SegmentFormat | None:
    match form:
        case Csv():
            dialect = form.dialect
            return SegmentFormat(
                encoding=form.encoding,
                delimiter=dialect.delimiter,
                quote=dialect.quote,
                escape=dialect.escape,
                header=dialect.header,
            )
        case TextForm():
            return SegmentFormat(encoding=form.encoding)
        case Workbook():
            return SegmentFormat(sheet=form.sheet, header=form.has_header)
        case _:
            return None
