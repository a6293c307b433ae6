"""Preview a run: read, check and count as preparing does, send nothing. The result is kept for a day.

Where its worker died, the sweep resumes a preview; it fails after a few attempts.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
from itertools import islice
from pathlib import Path
from typing import Any

from shared.context import Context
from shared.domain import Export, Mode, Run, Trigger
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.impact import LOOKED_UP_AT_MOST, Impact
from shared.domain.mapping import can_be_property
from shared.domain.preview import Preview, PreviewState, new_preview, new_segment_preview
from shared.domain.rate_limits import min_api_calls, min_duration_seconds
from shared.domain.run import new_run
from shared.domain.segment_definition import SegmentDefinition
from shared.errors import RunError, SourceChanged, TempDiskFull, Transient, Unavailable
from shared.klaviyo.bodies import read_profiles
from shared.klaviyo.budget import LIMITS, Endpoint
from shared.klaviyo.consent_calls import PAGE
from shared.planning.rejects import REASONS
from shared.post_import.other_exports import find_list_removals
from shared.runs.baseline import load_baseline
from shared.runs.claims import Claim
from shared.runs.defined_parts import read_members, run_selects, sample_definition
from shared.runs.impact import find_impact
from shared.runs.partitions import segment_parts
from shared.runs.sources import parts_of, sent_values, sources_of, sources_of_tables
from shared.runs.staged_run import StagedRun, in_thread
from shared.runs.work import work_on
from shared.runs.work_kinds import PreviewWork
from shared.segments.part_schema import Part
from shared.texts import Text, text

log = logging.getLogger(__name__)

SHOWN = 20
UPDATE_ONLY = text("preview-update-only")


async def request_preview(context: Context, export: Export, export_id: str | None, who: str) -> Preview:
    """Record a preview of an export, saved or not, and ask for its making.

    Raises PreviewActive while another preview of this person is made.
    """
    preview = new_preview(export, export_id, who, now())
    await context.previews.begin(preview)
    await PreviewWork(context).request(preview)
    return preview


async def request_segment_preview(context: Context, definition: SegmentDefinition, who: str) -> Preview:
    """Record a preview of a defined segment, saved or not, and ask for its making. Raises PreviewActive."""
    preview = new_segment_preview(definition, who, now())
    await context.previews.begin(preview)
    await PreviewWork(context).request(preview)
    return preview


async def read_result(context: Context, preview: Preview) -> dict[str, Any]:
    """Return the result; empty while the preview is not ready."""
    if preview.state is not PreviewState.READY:
        return {}
    return dict(await context.stored_files.read_json(layout.PREVIEW, preview=preview.id) or {})


async def make_preview(context: Context, preview_id: str) -> None:
    """Make the preview unless it is made, or another worker makes it."""
    found = await context.previews.get(preview_id)
    await work_on(PreviewWork(context), found, lambda claimed: _make(context, claimed))


async def _make(context: Context, claimed: Claim[Preview]) -> None:
    preview = claimed.item
    directory = Path(tempfile.mkdtemp(prefix="preview-", dir=context.settings.temp_dir))
    try:
        if preview.export is not None:
            result = await _find_result(context, preview, preview.export, directory)
        else:
            result = await _sample_segment(context, preview, directory)
    except SourceChanged as error:
        raise Unavailable(error.cause) from error
    finally:
        await asyncio.to_thread(shutil.rmtree, directory, ignore_errors=True)
    await context.stored_files.write_json(layout.PREVIEW, result, preview=preview.id)
    await claimed.change(lambda preview: preview.completed(now()))


async def _sample_segment(context: Context, preview: Preview, directory: Path) -> dict[str, Any]:
    assert preview.definition is not None
    name = preview.definition.name
    parts = await parts_of(context, await sources_of_tables(context, name, preview.tables))
    found = await sample_definition(context, parts, preview.definition, directory, SHOWN)
    return {"segment": {"rows": found.rows, "unreadable": found.unreadable, "sample": found.first}}


async def _find_result(context: Context, preview: Preview, export: Export, directory: Path) -> dict[str, Any]:
    connection = await context.connections.get(export.connection_id) if export.connection_id else None
    account_id = connection.value.account_id if connection else ""
    held = await context.snapshots.get(preview.export_id) if preview.export_id else None
    snapshot = held.value if held else None
    list_removals = await find_list_removals(context, account_id, export.list_id, snapshot)
    run = new_run(export, Trigger.ON_DEMAND, "preview").pinned(*await sources_of(context, export))
    run = run.compared_with(snapshot, list_removals, account_id)
    parts = await run_selects(context, await segment_parts(context, run), run.definitions, directory)
    _require_fit(context, run, parts, directory)
    parts = await read_members(context, parts, directory)
    baseline, note = await load_baseline(context, run, directory)
    staged = StagedRun(context, run, parts, directory, None, baseline)
    try:
        result = await in_thread(lambda: _result(context, staged, export), interrupt=staged.interrupt)
        impact = await _impact(context, run, staged) if connection else None
    finally:
        staged.close()
    if impact is not None:
        result["impact"] = impact.model_dump(mode="json")
    over = export.exceeded_limit(result["counts"]["to_send"], connection.value.profile_limit if connection else None)
    result["warnings"] += [text("preview-over-limit", limit=over).model_dump()] if over else []
    result["warnings"] += [note.model_dump()] if note and held else []
    result["warnings"] += [UPDATE_ONLY.model_dump()] if export.mode is Mode.UPDATE else []
    return result


def _require_fit(context: Context, run: Run, parts: list[Part], directory: Path) -> None:
    """Raise TempDiskFull where a run would be prepared in pieces: a preview is made in one."""
    from shared.planning.fit import divide
    from shared.planning.temp_disk import TempDisk

    limit = TempDisk(directory, context.settings.prepare_disk_mb).limit_mb
    sent = sent_values(run.export, parts)
    if divide(parts, sent, people=run.people_to_compare, disk_mb=limit) is not None:
        raise TempDiskFull(text("preview-disk", limit=limit))


async def _impact(context: Context, run: Run, staged: StagedRun) -> Impact | None:
    """Return what a run would change at Klaviyo; None where Klaviyo does not tell, which fails no preview."""
    try:
        klaviyo = await context.klaviyo(run)
        figures, people = staged.against_snapshot(), await asyncio.to_thread(staged.sample_of_added, LOOKED_UP_AT_MOST)
        impact = await find_impact(klaviyo, run.export, figures, people)
        return impact.checked(run.export.hold_when, None)
    except (RunError, Transient) as error:
        log.info("preview: the impact could not be determined (%s)", error.type)
        return None


def _detail_of(detail: Any, reason: str) -> dict[str, Any]:
    if isinstance(detail, Text):
        return {"detail": detail.message, **detail.model_dump(mode="json", include={"code", "parameters"})}
    return {"detail": str(REASONS[reason]), "standard": True}


def _result(context: Context, staged: StagedRun, export: Export) -> dict[str, Any]:
    settings = context.settings
    lines = staged.read()
    read, rejected, duplicates, unchanged = staged.counts()
    added, updated, removed = staged.against_snapshot()
    chunks = 0
    profiles: list[dict[str, Any]] = []
    for body in staged.bodies(export.list_id, settings.chunk_profiles, settings.chunk_bytes):
        if len(profiles) < SHOWN:
            profiles += read_profiles(body.data)[: SHOWN - len(profiles)]
        chunks += 1
    counts = {
        "read": read, "to_send": read - rejected - duplicates - unchanged, "added": added, "updated": updated,
        "unchanged": unchanged, "removed": removed, "duplicates": duplicates, "rejected": rejected,
    }  # fmt: skip
    lookups = 0 if staged.adds_profiles else -(-counts["to_send"] // PAGE)
    names = ("blob", "line", "outcome", "reason", "detail", str(export.mapping.identity))
    rejects = (dict(zip(names, reject, strict=True)) for reject in islice(staged.lists(lines).rejects(), SHOWN))
    return {
        "counts": counts,
        "reasons": [
            {"reason": reason, "outcome": outcome, "count": count, **REASONS[reason].model_dump()}
            for reason, outcome, count in staged.reasons()
        ],
        "warnings": [warning.model_dump() for warning in staged.warnings],
        "profiles": profiles,
        "rejects": [one | _detail_of(one["detail"], str(one["reason"])) for one in rejects],
        "unused_columns": [
            column
            for column in export.mapping.unmapped(staged.columns)
            if not (export.mapping.maps_all_others and can_be_property(column))
        ],
        "chunks": chunks,
        "api_calls": min_api_calls(chunks) + lookups,
        "min_seconds": max(
            round(min_duration_seconds(chunks, LIMITS[Endpoint.START_IMPORT]), 1),
            round(60 * lookups / LIMITS[Endpoint.FIND_PROFILES].steady, 1),
        ),
    }
