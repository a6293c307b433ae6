"""The gate between preparing and sending: limits, warnings and files, then the record that lets the run send.

A run passes it once, with the findings of all its rows, whether one worker prepared it or many pieces did.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from shared.context import Context
from shared.domain import Mode, Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.findings import Findings
from shared.domain.run_values import Prepared
from shared.errors import HeldForConfirmation, NondeterministicPreparation, OverLimit
from shared.klaviyo import Klaviyo
from shared.runs.baseline import tracks_departures
from shared.runs.claims import Claim
from shared.runs.impact import find_impact
from shared.texts import Text, text


@dataclass(frozen=True)
class Preparation:
    """What preparing found. `columns` are those of the segments; `sample` returns some people who are new to the list.

    `write_files` writes what later steps read.
    """

    prepared: Prepared
    found: Findings
    columns: Sequence[str]
    sample: Callable[[], Awaitable[list[str]]]
    write_files: Callable[[Prepared], Awaitable[None]]


async def pass_gate(context: Context, claimed: Claim[Run], klaviyo: Klaviyo, preparation: Preparation) -> None:
    """Check the limits and record what preparing found; the files are written by the first attempt that gets here.

    Raises OverLimit, HeldForConfirmation, and NondeterministicPreparation where an earlier attempt found something
    else.
    """
    prepared, columns = preparation.prepared, preparation.columns
    await _check_limits(context, claimed.item, prepared.kept)
    run = await _check_impact(claimed, klaviyo, preparation)
    if run.prepared is None:
        prepared = prepared.with_warnings(await _warn_of_missing_columns(context, run, columns))
        await preparation.write_files(prepared)
    elif prepared.produces_same_chunks(run.prepared):
        prepared = run.prepared
    else:
        # Before any file of the earlier attempt is overwritten.
        raise NondeterministicPreparation(text("preparation-differs", profiles=prepared.kept, before=run.prepared.kept))
    await claimed.change(lambda run: run.prepared_with(prepared, now()))
    # Only now: until the warnings are on the run, another attempt must find the columns of the last run.
    await context.stored_files.write_json(layout.COLUMNS, list(columns), export=run.export_id)


async def _check_limits(context: Context, run: Run, kept: int) -> None:
    """Raise OverLimit where the run would send more profiles than its export or its connection allows."""
    connection = await context.connection(run)
    if (exceeded := run.export.exceeded_limit(kept, connection.profile_limit)) is not None:
        raise OverLimit(text("run-over-limit", limit=exceeded))


async def _check_impact(claimed: Claim[Run], klaviyo: Klaviyo, preparation: Preparation) -> Run:
    """Record what the run would change at Klaviyo. Raise HeldForConfirmation where a user must confirm it first."""
    run, found = claimed.item, preparation.found
    hold_when = run.export.hold_when
    if hold_when is None or run.prepared is not None:
        return run
    removed = found.departed if run.export.mode is Mode.MIRROR and tracks_departures(run) else 0
    figures = (found.added, found.updated, removed)
    impact = await find_impact(klaviyo, run.export, figures, await preparation.sample())
    impact = impact.checked(hold_when, run.approved_new_profiles)
    run = await claimed.change(lambda run: run.impact_found(impact))
    if impact.held:
        raise HeldForConfirmation(text("run-held", reasons=impact.held))
    return run


async def _warn_of_missing_columns(context: Context, run: Run, columns: Sequence[str]) -> list[Text]:
    """Return a warning about columns of the last run that no longer exist and were sent as properties by the wildcard.

    (A missing column that the mapping names ends the run.)
    """
    before = await context.stored_files.read_json(layout.COLUMNS, export=run.export_id)
    gone = sorted(set(before) - set(columns)) if before and run.export.mapping.maps_all_others else []
    if not gone:
        return []
    return [text("columns-gone", count=len(gone), columns=[column[:100] for column in gone[:20]])]
