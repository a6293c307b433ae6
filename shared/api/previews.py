"""/api/previews: what a run would do. A preview has personal data: only who manages the export may see it."""

from __future__ import annotations

from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.api.exports import NewExport
from shared.api.operations import Accepted, Call
from shared.api.permissions import IDENTIFIER, check_can_manage, find_connection, find_managed_export
from shared.api.rejects import Reject
from shared.domain import Export, Failure
from shared.domain.base import now
from shared.domain.impact import Impact
from shared.domain.preview import Preview as StoredPreview
from shared.domain.preview import PreviewState, preview_id
from shared.errors import NotFound
from shared.runs.preview import read_result, request_preview
from shared.texts import Parameter, Text, text


class PreviewCounts(BaseModel):
    """Rows of the segment; `removed`: people whom mode mirror would remove from the list."""

    read: int
    to_send: int
    added: int
    updated: int
    unchanged: int
    removed: int
    duplicates: int
    rejected: int


class PreviewReason(BaseModel):
    """How many rows would not be sent for a reason."""

    reason: str = Field(examples=["email_malformed"])
    outcome: str = Field(examples=["rejected"])
    count: int = Field(examples=[38])
    code: str | None = Field(
        None, description="What `message` says (docs/texts.md).", examples=["reject-email-malformed"]
    )
    parameters: dict[str, Parameter] = Field(default_factory=dict, examples=[{}])
    message: str = Field(examples=["The email address is not well-formed."])


class PreviewReject(Reject):
    """A row that would not be sent."""

    outcome: str = Field(examples=["rejected"])  # type: ignore[assignment]
    email: str | None = Field(None, examples=["ann@"])  # type: ignore[assignment]
    phone_number: str | None = Field(None)  # type: ignore[assignment]
    external_id: str | None = Field(None)  # type: ignore[assignment]


class SegmentSample(BaseModel):
    """What a defined segment has now. `unreadable`: rows of its profile table that cannot be read."""

    rows: int = Field(examples=[1_202])
    unreadable: int = Field(examples=[0])
    sample: list[dict[str, str | None]] = Field(
        description="The first 20 rows.", examples=[[{"EMail": "ann@example.com"}]]
    )


class Preview(BaseModel):
    """What a run would do, or of a defined segment what it has. The results are null until the state is `ready`."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    id: str = Field(examples=["pre_m4t2ck3f9x27"])
    export_id: str | None = Field(
        description="null where no saved export was previewed.", examples=["exp_k3f9x27m4t2c"]
    )
    state: PreviewState = Field(examples=["ready"])
    created_at: AwareDatetime
    ended_at: AwareDatetime | None
    error: Failure | None
    counts: PreviewCounts | None = Field(
        None,
        examples=[
            PreviewCounts(
                read=50_000,
                to_send=1_202,
                added=200,
                updated=1_002,
                unchanged=48_700,
                removed=0,
                duplicates=60,
                rejected=38,
            ).model_dump()
        ],
    )
    impact: Impact | None = Field(
        None, description="What a run would change at Klaviyo; null where there is no connection, or Klaviyo fails."
    )
    reasons: list[PreviewReason] | None = None
    warnings: list[Text] | None = Field(None, examples=[[]])
    profiles: list[dict[str, Any]] | None = Field(
        None, description="The first 20, as they would be sent.", examples=[[{"email": "ann@example.com"}]]
    )
    rejects: list[PreviewReject] | None = Field(None, description="At most 20.")
    unused_columns: list[str] | None = Field(None, examples=[["CustomerId"]])
    chunks: int | None = Field(None, examples=[1])
    api_calls: int | None = Field(
        None, description="Requests to Klaviyo at the least; more where jobs take long or have errors.", examples=[3]
    )
    min_seconds: float | None = Field(None, description="The time that Klaviyo's limits require.", examples=[0.3])
    segment: SegmentSample | None = Field(None, description="For the preview of a defined segment.", examples=[None])


async def preview_export(call: Call, export_id: str) -> Accepted[Preview]:
    """Find out what a run of an export would do. Nothing is sent. Each user can have one preview made at a time."""
    export = (await find_managed_export(call.context, call.caller, export_id)).value
    return requested(call, await request_preview(call.context, export, export_id, call.caller.id))


async def preview_unsaved(call: Call, body: NewExport) -> Accepted[Preview]:
    """Find out what a run of an export would do that is not saved. Nothing is sent."""
    await find_connection(call.context, call.caller, body.connection_id)
    at = now()
    export = Export(**dict(body), id=preview_id(), created_at=at, updated_at=at, scheduled_at=at)
    return requested(call, await request_preview(call.context, export, None, call.caller.id))


async def read_preview(call: Call, preview_id: str) -> Preview:
    """Read a preview as it is now. It is kept for a day."""
    found = await call.context.previews.get(preview_id) if IDENTIFIER.fullmatch(preview_id) else None
    if found is None:
        raise NotFound(text("no-preview"))
    if found.value.export is not None:
        await check_can_manage(call.context, call.caller, found.value.export)
    return _shown(found.value, await read_result(call.context, found.value))


def requested(call: Call, preview: StoredPreview) -> Accepted[Preview]:
    """Return the answer to a request for a preview."""
    call.changed(preview.export_id or preview.id, after={"preview_id": preview.id})
    return Accepted(_shown(preview, {}), location=f"/api/previews/{preview.id}")


def _shown(stored: StoredPreview, results: dict[str, Any]) -> Preview:
    values = stored.model_dump(include={"id", "export_id", "state", "created_at", "ended_at", "error"})
    return Preview(**values | results)
