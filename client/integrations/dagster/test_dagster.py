"""The asset, materialized by Dagster itself, against the local stack."""

from __future__ import annotations

import pytest
from dagster import AssetKey, DagsterInstance, Definitions, RetryPolicy, materialize

from segments_to_klaviyo.dagster import SegmentsToKlaviyoResource, export_asset


@pytest.fixture
def resource(app):
    return SegmentsToKlaviyoResource(app_url=app.url, headers=app.headers)


def test_an_asset_has_the_figures_of_its_run(app, resource):
    export_id = app.export("one@example.com\ntwo@example.com\nnobody\n")
    loyal = export_asset(name="loyal_customers", export_id=export_id, group_name="klaviyo")
    with DagsterInstance.ephemeral() as instance:
        done = materialize([loyal], resources={"segments_to_klaviyo": resource}, instance=instance)
        assert done.success
        [event] = done.asset_materializations_for_node("loyal_customers")
        found = {name: value.value for name, value in event.metadata.items()}
        assert (found["read"], found["accepted"], found["rejected"], found["dagster/row_count"]) == (3, 2, 1, 2)
        assert found["state"] == "completed_with_warnings"
        assert found["rejects_url"] == f"{app.url}/api/runs/{found['run_id']}/rejects.csv"
        assert instance.get_latest_materialization_event(AssetKey("loyal_customers"))
    assert Definitions(assets=[loyal], resources={"segments_to_klaviyo": resource}).resolve_asset_graph()


def test_a_run_that_failed_makes_no_asset_and_a_retry_starts_another(app, resource):
    export_id = app.export("one@example.com\n")
    app.call("PATCH", f"/api/exports/{export_id}", {"mapping": {"email": "NoSuchColumn"}})
    broken = export_asset(name="broken", export_id=export_id, retry_policy=RetryPolicy(max_retries=1))
    with DagsterInstance.ephemeral() as instance:
        done = materialize(
            [broken], resources={"segments_to_klaviyo": resource}, instance=instance, raise_on_error=False
        )
        assert not done.success
        assert instance.get_latest_materialization_event(AssetKey("broken")) is None
        [failure] = [event for event in done.all_events if event.is_step_failure]
        assert "ended as failed" in failure.step_failure_data.user_failure_data.description
        assert failure.step_failure_data.user_failure_data.metadata["state"].value == "failed"
    assert [run["state"] for run in app.runs(export_id)] == ["failed", "failed"]
