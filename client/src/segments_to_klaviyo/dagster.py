"""Dagster: an asset that an export's run makes, with the run's figures as its metadata. docs/orchestrators.md."""

# No postponed annotations here: Dagster compares the types of a function's parameters.
from collections.abc import Sequence
from typing import Any

import httpx
from dagster import (
    AssetExecutionContext,
    AssetsDefinition,
    ConfigurableResource,
    Failure,
    MaterializeResult,
    MetadataValue,
    asset,
)

from segments_to_klaviyo import Client, FunctionKeyAuth, HeaderAuth, RunNotSuccessful, TokenAuth
from segments_to_klaviyo.models import Run
from segments_to_klaviyo.orchestration import figures_of, start_attempt, task_key


class SegmentsToKlaviyoResource(ConfigurableResource):  # type: ignore[misc]
    """The app, and one way to sign in: `client_id` (azure-identity's default chain), `function_key` or `headers`."""

    app_url: str
    client_id: str | None = None
    function_key: str | None = None
    headers: dict[str, str] = {}  # noqa: RUF012  a pydantic field

    def client(self) -> Client:
        """Return a client. The caller closes it."""
        return Client(self.app_url, self._auth())

    def _auth(self) -> httpx.Auth:
        if self.headers:
            return HeaderAuth(self.headers)
        if self.function_key:
            return FunctionKeyAuth(self.function_key)
        if self.client_id:
            return TokenAuth(self.client_id)
        raise ValueError("Give client_id, function_key or headers.")


def export_asset(
    *,
    name: str,
    export_id: str,
    deps: Sequence[Any] = (),
    full: bool = False,
    timeout: float | None = None,
    fail_on_warnings: bool = False,
    resource_key: str = "segments_to_klaviyo",
    **asset_options: Any,
) -> AssetsDefinition:
    """Return an asset that runs the export when it is materialized.

    Only a run that did its work makes the asset: one that failed, was skipped or canceled raises Failure, with the
    run's figures. A retry waits for the run of the attempt before it, if that one is still active. Terminating the
    Dagster run cancels the export's run. `timeout` is in seconds. `asset_options` go to `dagster.asset`.
    """

    @asset(
        name=name,
        deps=list(deps),
        required_resource_keys={resource_key},
        kinds={"klaviyo"},
        **asset_options,
    )
    def materialize(context: AssetExecutionContext) -> MaterializeResult:
        resource: SegmentsToKlaviyoResource = getattr(context.resources, resource_key)
        key = task_key("dagster", context.run.run_id, name)
        with resource.client() as client:
            run = client.drive(start_attempt(export_id, key=key, attempt=context.retry_number + 1, full=full))
            context.log.info(f"Run {run.id} of export {export_id}")
            try:
                ended = client.wait_for_run(run, timeout=timeout)
            except Exception:
                raise
            except BaseException:
                # Dagster interrupts a run that a user terminates.
                client.cancel_run(run.id)
                raise
        metadata = _metadata(ended, client.app_url)
        if not ended.successful or (fail_on_warnings and ended.state == "completed_with_warnings"):
            raise Failure(str(RunNotSuccessful(ended)), metadata=metadata)
        return MaterializeResult(metadata=metadata)

    return materialize


def _metadata(run: Run, app_url: str) -> dict[str, MetadataValue]:
    figures = figures_of(run, app_url)
    found: dict[str, MetadataValue] = {}
    for name, value in figures.items():
        if name.endswith("_url"):
            found[name] = MetadataValue.url(value)
        elif isinstance(value, float):
            found[name] = MetadataValue.float(value)
        elif isinstance(value, int):
            found[name] = MetadataValue.int(value)
        else:
            found[name] = MetadataValue.text(str(value))
    found["dagster/row_count"] = MetadataValue.int(run.counts.accepted + run.counts.unchanged)
    if run.warnings:
        found["warnings"] = MetadataValue.md("\n".join(f"- {warning}" for warning in run.warnings))
    return found
