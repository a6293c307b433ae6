"""Alerts, workbook and pages ask in KQL: the language service finds nothing wrong, and alerts fire when they should."""

import pytest

from tests.infra.infra_bicep import resources
from tests.infra.infra_code import EXPECTED_ALERTS, METRICS, log_lines
from tests.infra.infra_queries import (
    ALERTS,
    Metric,
    Trace,
    Workspace,
    alert_queries,
    analyse,
    documented_queries,
    workbook_queries,
)

ALERT_OF = {"no-successful-run": "noSuccess"}
"""Names of alerts in docs/alerts.md and of their queries, where they differ."""


WRONG = {
    "KS142": "AppTraces | where Massage == 'x'",
    "KS204": "AppTrace | take 1",
    "KS106": "AppTraces | where Message > 3",
    "KS176": "AppMetrics | summarise sum(Sum)",
}
"""Queries by the code of what is wrong with them."""


@pytest.fixture(scope="module")
def analysed() -> dict[str, list[str]]:
    """What the language service, which takes seconds to load, finds in the queries and in the wrong ones."""
    return analyse(alert_queries() | workbook_queries() | documented_queries() | WRONG)


def test_every_query_is_right(analysed: dict[str, list[str]]) -> None:
    queries = alert_queries() | workbook_queries() | documented_queries()
    assert len(alert_queries()) >= 9
    assert len(workbook_queries()) >= 9
    assert documented_queries()
    assert not [name for name, text in queries.items() if "${" in text]
    assert {name: analysed[name] for name in queries if analysed[name]} == {}


def test_wrong_queries_are_found(analysed: dict[str, list[str]]) -> None:
    assert {code for code in WRONG if any(code in line for line in analysed[code])} == WRONG.keys()


def test_each_alert_fires_on_its_lines_and_on_no_other() -> None:
    """Over every line that the app can write, on DuckDB: the regular expressions are RE2's there as in Azure."""
    lines = log_lines()
    workspace = Workspace(Trace(line) for _, line in lines)
    for name, expected in EXPECTED_ALERTS.items():
        matched = workspace.matches(alert_queries()[ALERT_OF.get(name, name)])
        assert {lines[number][0] for number in matched} == expected, name


def test_an_alert_names_its_run() -> None:
    rows = Workspace([Trace("run 20261121-223210456-k3f9x2: failed")]).ask(alert_queries()["run-failed"])
    assert [row["Run"] for row in rows] == ["20261121-223210456-k3f9x2"]


@pytest.mark.parametrize(("seconds", "fires"), [(1799.0, False), (1801.0, True)])
def test_a_message_that_waits_fires_after_half_an_hour(seconds: float, *, fires: bool) -> None:
    metric = Metric("exports.oldest_message_seconds", seconds, (("queue", "export-runs"),))
    rows = Workspace(metrics=[metric]).ask(alert_queries()["oldMessage"])
    assert [row["Queue"] for row in rows] == (["export-runs"] if fires else [])


def test_an_app_that_does_not_sweep_fires() -> None:
    query = alert_queries()["appSilent"]
    assert Workspace().ask(query) == []
    swept = Metric("exports.oldest_message_seconds", 0, (("queue", "export-runs"),))
    assert len(Workspace(metrics=[swept]).ask(query)) == 1
    rule = next(each for each in resources(ALERTS) if each.symbol == "appSilent")
    (criterion,) = rule.config["properties"]["criteria"]["allOf"]
    assert (criterion["operator"], criterion["threshold"]) == ("LessThan", 1)


def test_the_workbook_shows_every_metric_by_its_attribute() -> None:
    shown = set()
    for name, attributes in METRICS.items():
        given = tuple((attribute, f"some {attribute}") for attribute in sorted(attributes))
        workspace = Workspace(metrics=[Metric(name, 1, given)])
        for query in workbook_queries().values():
            for row in workspace.ask(query):
                shown.add(name)
                named = {str(value) for value in row.values()} & {f"some {attribute}" for attribute in attributes}
                assert named or name in row.values(), f"{query} does not say what its figure is of"
    assert shown == set(METRICS)
