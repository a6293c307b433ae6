"""The sweep: resume what stalled, clean up after what ended, start what was missed. No run depends on one message."""

from __future__ import annotations

from shared import telemetry
from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.maintenance.retention import purge_old
from shared.maintenance.unused_secrets import LEFT_ALONE, remove_unused_secrets
from shared.notifications.delivery import check_keys, check_missed_runs
from shared.runs import metrics
from shared.runs.consent_feed import begin_due_looks
from shared.runs.erasure import clean_up_erasures
from shared.runs.finish import clean
from shared.runs.list_check import look_after_list_checks
from shared.runs.recovery import resume_erasure, resume_lookup, resume_preview, resume_run
from shared.runs.remove_export import finish_export_removals
from shared.runs.start import start_missed
from shared.telemetry.guard import guarded


async def sweep(context: Context) -> None:
    """Do every duty once. A duty that fails, or one run of many, does not keep the others from being done."""
    active: list[Run] = []
    with guarded("resume runs"):
        for run_id in await context.runs.active():
            with guarded("resume runs", run_id):
                if found := await context.runs.get(run_id):
                    active.append(found.value)
                    with telemetry.within(found.value.traceparent):
                        await resume_run(context, found.value)
    with guarded("clean up runs"):
        for found in await context.runs.unclean():
            with guarded("clean up runs", found.value.id):
                if found.value.schema_supported:
                    await clean(context, found.value.id)
    with guarded("metrics"):
        await metrics.record_state(context, active)
    with guarded("start by segment"):
        await start_missed(context)
    with guarded("read opt-outs"):
        await begin_due_looks(context)
    with guarded("check keys"):
        await check_keys(context)
    with guarded("check missed runs"):
        await check_missed_runs(context)
    with guarded("clean up previews"):
        await clean_up_previews(context)
    with guarded("continue erasures"):
        await continue_erasures(context)
    with guarded("maintain lookups"):
        await look_after_lookups(context)
    with guarded("maintain list checks"):
        await look_after_list_checks(context)
    with guarded("clean up sign-ins"):
        await clean_up_sign_ins(context)
    with guarded("remove unused secrets"):
        await remove_unused_secrets(context)
    with guarded("remove exports"):
        await finish_export_removals(context)
    with guarded("list runs"):
        await context.runs.lists.complete()
    with guarded("delete old data"):
        await purge_old(context)


async def clean_up_previews(context: Context) -> None:
    """Delete previews that are too old, and resume those that no worker makes."""
    at = now()
    for found in await context.previews.all():
        with guarded("clean up previews", found.value.id):
            if found.value.is_expired(at):
                await context.stored_files.delete(layout.PREVIEW, preview=found.value.id)
                await context.previews.remove(found.value)
            else:
                await resume_preview(context, found.value, at)


async def continue_erasures(context: Context) -> None:
    """Resume erasures that no worker does, and delete what is left of those that have ended."""
    at = now()
    for job in await context.erasure_jobs.all():
        with guarded("continue erasures", job.id):
            await resume_erasure(context, job, at)
    await clean_up_erasures(context, at)


async def look_after_lookups(context: Context) -> None:
    """Resume lookups of people that no worker does, and delete those that are older than a day."""
    at = now()
    for lookup in await context.person_lookups.all():
        with guarded("maintain lookups", lookup.id):
            if lookup.is_expired(at):
                await context.stored_files.delete(layout.PERSON_LOOKUP, lookup=lookup.id)
                await context.person_lookups.delete(lookup.id)
            else:
                await resume_lookup(context, lookup, at)


async def clean_up_sign_ins(context: Context) -> None:
    """Delete sign-ins that expired, with the secrets that no connection uses."""
    # A request that began in time may still be adding the connection.
    at = now() - LEFT_ALONE
    expired = [found.value for found in await context.sign_ins.all() if found.value.expires_at < at]
    if not expired:
        return
    used = {connection.secret_name.lower() for connection in await context.connections.every()}
    for sign_in in expired:
        with guarded("clean up sign-ins", sign_in.id):
            for name in filter(None, (sign_in.secret_name, sign_in.replaced_secret)):
                if name.lower() not in used:
                    await context.vault.remove(name)
                    await context.token_leases.delete(name)
            await context.sign_ins.delete(sign_in.id)
