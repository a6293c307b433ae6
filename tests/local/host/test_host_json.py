"""host.json and schedules."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from local.host.functions import AppError, resolve
from local.host.schedule import Schedule
from local.host.settings import load_settings, seconds


def test_defaults_are_those_of_azure(tmp_path: Path) -> None:
    (tmp_path / "host.json").write_text("{}")
    settings = load_settings(tmp_path, {}, processors=2)
    assert settings.route_prefix == "api"
    assert settings.function_timeout == 1800
    queues = settings.queues
    assert (queues.batch_size, queues.new_batch_threshold, queues.max_dequeue_count) == (16, 16, 5)
    assert (queues.max_polling_interval, queues.visibility_timeout, queues.base64) == (60, 0, True)


def test_app_setting_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "host.json").write_text(json.dumps({"extensions": {"queues": {"batchSize": 4}}}))
    environment = {"AzureFunctionsJobHost__extensions__queues__maxPollingInterval": "00:00:05"}
    queues = load_settings(tmp_path, environment, processors=2).queues
    assert (queues.batch_size, queues.new_batch_threshold, queues.max_polling_interval) == (4, 4, 5)


def test_spans() -> None:
    assert seconds("1.02:03:04.5") == 93784.5
    with pytest.raises(AppError):
        seconds("2 minutes")


def test_settings_in_options() -> None:
    assert resolve("a-%B%-c", {"B": "b"}) == "a-b-c"
    with pytest.raises(AppError, match="NONE"):
        resolve("%NONE%", {})


@pytest.mark.parametrize(
    ("expression", "after"),
    [
        ("*/30 * * * * *", "2026-01-01T00:00:30"),
        ("0 */5 * * * *", "2026-01-01T00:05:00"),
        ("0 0 2 * * 1-5", "2026-01-01T02:00:00"),
        # Both a day and a day of the week: the first 13th that is a Friday.
        ("0 0 0 13 * 5", "2026-02-13T00:00:00"),
    ],
)
def test_schedule(expression: str, after: str) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    assert Schedule(expression).after(moment) == datetime.fromisoformat(after).replace(tzinfo=UTC)


def test_wrong_schedules() -> None:
    for expression in ("", "* * *", "0 61 * * * *", "0 0 0 * * 7", "0 0 0 L * *", "@daily"):
        with pytest.raises(AppError):
            Schedule(expression)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    assert Schedule("*/30 * * * * *").is_frequent(moment)
    assert not Schedule("0 * * * * *").is_frequent(moment)
