"""Alerts and workbook find the log lines and metrics that the code writes."""

import re

from shared.domain import RunState
from shared.domain.base import now
from shared.domain.run_id import run_id
from shared.errors import KeyRefused
from tests.infra.infra_bicep import plain, resources
from tests.infra.infra_code import ALERTS, EXPECTED_ALERTS, METRICS, log_lines, patterns, queries


def test_alerts_match_the_lines_that_the_app_writes() -> None:
    lines = log_lines()
    assert len(lines) > 15
    for name, pattern in patterns().items():
        matched = {where for where, line in lines if re.search(pattern, line)}
        # prepare.py says "again in …" of what is only put off: another line, that must not alert.
        assert {where for where in matched if "again in" not in where} == EXPECTED_ALERTS[name], name
        assert matched == EXPECTED_ALERTS[name], name
    assert set(patterns()) == set(EXPECTED_ALERTS)


def test_an_alert_of_a_failed_run_is_not_one_of_a_success() -> None:
    line = "run 20261121-223210456-k3f9x2: {}"
    matching = {
        state: {name for name, pattern in patterns().items() if re.search(pattern, line.format(state))}
        for state in ("successful", "completed_with_warnings", "failed", "canceled", "skipped", "key-refused")
    }
    assert matching == {
        "successful": {"no-successful-run"},
        "completed_with_warnings": {"no-successful-run"},
        "failed": {"run-failed"},
        "canceled": set(),
        "skipped": set(),
        "key-refused": {"key-refused"},
    }


def test_alerts_name_the_run() -> None:
    rule = next(each for each in resources(ALERTS) if each.symbol == "lines")
    query = plain(rule.config["properties"]["criteria"]["allOf"][0]["query"])
    pattern = re.search(r'extract\(@"(.+?)", 1, Message\)', query)
    identifier = run_id(now())
    assert pattern
    found = re.search(pattern.group(1), f"run {identifier}: failed")
    assert found
    assert found.group(1) == identifier


def test_states_and_types_in_alerts_are_real() -> None:
    words = set(re.findall(r"[a-z_]+(?=[|)$])", patterns()["no-successful-run"] + patterns()["run-failed"]))
    assert words <= {state.value for state in RunState}
    assert KeyRefused.type in patterns()["key-refused"]


def test_every_metric_is_measured_somewhere() -> None:
    assert len(METRICS) >= 9
    assert not [name for name, attributes in METRICS.items() if not attributes]


def test_queries_name_what_the_code_emits() -> None:
    shown = set()
    for query in queries():
        if query.startswith("AppMetrics"):
            named = set(re.findall(r"\"(exports\.\w+)\"", query))
            assert named, query
            assert named <= set(METRICS), query
            for attribute in re.findall(r"Properties\.(\w+)", query):
                assert all(attribute in METRICS[name] for name in named), query
            shown |= named
        else:
            assert query.startswith("AppTraces")
            assert set(re.findall(r"Properties\.(\w+)", query)) <= {"run_id", "export_id"}
    assert shown == set(METRICS), "the workbook shows every metric"


def test_the_workbook_finds_the_lines_that_the_app_writes() -> None:
    patterns_ = [found for query in queries() for found in re.findall(r'matches regex @"(.+?)"', query)]
    assert patterns_
    for pattern in patterns_:
        assert any(re.search(pattern, line) for _, line in log_lines()), pattern
