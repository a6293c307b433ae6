"""Every kind of notice in every language: words, numbers, times, codes."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from shared.domain import Connection, Consent, Counts, Export, Failure, Mapping, Run, RunState, Trigger
from shared.domain.alert import AlertRule, Duration, NoRunBy, RejectedShare, RowCount
from shared.domain.impact import Impact
from shared.domain.notice import (
    TEST,
    Event,
    Notice,
    expiring_key_notice,
    hold_notice,
    notice_of_test,
    refused_key_notice,
    start_notice,
)
from shared.domain.notification import Format, NotificationState, alert_notices, evaluate_missed, notices_of
from shared.domain.removal import Removal
from shared.domain.run import new_run
from shared.domain.run_values import Prepared
from shared.errors import ListNotFound
from shared.notifications.message_formats import body_of
from shared.texts import Language, Text, declared_parameters, text

NOON = datetime(2026, 11, 21, 12, 5, tzinfo=UTC)
ROOT = Path(__file__).parents[3]
LINK = "https://app.example/runs/1"
RULES: list[AlertRule] = [RejectedShare(over_percent=1), RowCount(deviation_percent=30), Duration(over_minutes=60)]
MISSED = NoRunBy(time="07:00", time_zone="Europe/Berlin")
TIMES = {
    Language.ENGLISH: "2026-11-21 12:05 UTC",
    Language.ESTONIAN: "21.11.2026 12:05 UTC",
    Language.CROATIAN: "21. 11. 2026. 12:05 UTC",
    Language.INDONESIAN: "21/11/2026 12.05 UTC",
    Language.POLISH: "21.11.2026 12:05 UTC",
    Language.CHINESE_HONG_KONG: "2026/11/21 12:05 UTC",
}
NUMBERS = {
    Language.ENGLISH: "12,345",
    Language.ESTONIAN: "12\u00a0345",
    Language.CROATIAN: "12.345",
    Language.INDONESIAN: "12.345",
    Language.POLISH: "12\u00a0345",
    Language.CHINESE_HONG_KONG: "12,345",
}
ENGLISH_WORDS = re.compile(
    r"\b(?:the|is|was|were|are|for|waits?|sent|of|again|than|this|its|an?|more|took)\b", re.IGNORECASE
)
"""Words that English sentences have, and no other language of the app."""


def export_with(*rules: AlertRule) -> Export:
    return Export(
        id="exp_1", name="VIP 7", list_id="L1", segments=["A"], mapping=Mapping(email="E"), alerts=list(rules),
        created_at=NOON - timedelta(days=9), updated_at=NOON - timedelta(days=9), scheduled_at=NOON,
    )  # fmt: skip


def ended(state: RunState, *rules: AlertRule, **fields: Any) -> Run:
    run = new_run(export_with(*rules), Trigger.ON_DEMAND, "x")
    given: dict[str, Any] = {
        "id": "20261121-120000000-aaaaaa", "state": state, "ended_at": NOON, "queued_at": NOON - timedelta(hours=2),
        "prepared": Prepared(read=12_345, rejected=300, duplicates=1, kept=12_000),
        "counts": Counts(
            read=12_345, accepted=12_000, unchanged=2, duplicates=1, rejected=300, failed=42, removed=3,
        ),
    }  # fmt: skip
    return Run.model_validate(run.model_dump() | given | fields)


@cache
def every_notice() -> list[Notice]:
    """At least one notice of each kind, with each text that one can have."""
    quiet = NotificationState()
    unlike = NotificationState(failed=True, reads=[100], violated={rule.key: NOON for rule in RULES})
    larger = NotificationState(reads=[100_000])
    reasons = [text("held-plan-share", share=91.5, limit=90), text("held-flows", count=2, flows=["F1", "F2"])]
    run = ended(RunState.SUCCESSFUL)
    connection = Connection(
        id="con_1", display_name="VIP 7", secret_name="s", account_id="A1", account_name="A", created_at=NOON,
        updated_at=NOON, consent=Consent(by="a test", at=NOON),
    )  # fmt: skip
    error = Failure.of(ListNotFound(text("receiver-timeout")))
    impact = Impact(added=9, updated=0, removed=0, held=reasons)
    removal = Removal(planned=4_321, share_percent=45.5, state="held")
    runs = [
        (run, quiet),
        (run, unlike),
        (ended(RunState.SUCCESSFUL, *RULES), larger),
        (ended(RunState.SUCCESSFUL, *RULES, counts=Counts(read=100, accepted=100), queued_at=NOON), unlike),
        (ended(RunState.SUCCESSFUL, *RULES), unlike.model_copy(update={"violated": {}})),
        (ended(RunState.COMPLETED_WITH_WARNINGS, removal=removal), quiet),
        (ended(RunState.FAILED, error=error), quiet),
        (ended(RunState.SKIPPED, impact=impact), quiet),
    ]
    missed = evaluate_missed(export_with(MISSED), quiet, NOON)
    return [
        *(notice for run, state in runs for notice in notices_of(run, state)),
        *alert_notices(export_with(MISSED), missed, NOON, None),
        start_notice(run),
        hold_notice(run, reasons, NOON),
        refused_key_notice(connection, "key-refused", NOON),
        expiring_key_notice(connection, NOON, NOON),
        notice_of_test("ntf_1", "VIP 7", NOON),
    ]


def texts_of(notice: Notice, form: Format, language: Language) -> list[str]:
    """What a person reads in a card or in blocks."""
    body = json.loads(body_of(notice, form, language, LINK))

    def strings(value: Any, key: str) -> list[str]:
        if isinstance(value, dict):
            return [one for name, inner in value.items() for one in strings(inner, name)]
        if isinstance(value, list):
            return [one for inner in value for one in strings(inner, key)]
        return [value] if isinstance(value, str) and key in ("text", "title", "value") else []

    return strings(body, "")


def test_the_table_has_every_kind_and_every_text_of_notices() -> None:
    assert {notice.kind for notice in every_notice()} == {*Event, TEST}
    said = {one.code for notice in every_notice() for one in (notice.title, *notice.problems)}
    ours = {code for code in declared_parameters() if code.startswith(("notice-", "alert-"))}
    assert ours - said == {"notice-fact", "notice-state", "notice-open"}


@pytest.mark.parametrize("form", [Format.TEAMS, Format.SLACK])
@pytest.mark.parametrize("language", Language)
def test_every_notice_is_in_the_language_of_the_notification(language: Language, form: Format) -> None:
    english = {one for notice in every_notice() for one in texts_of(notice, form, Language.ENGLISH)}
    for notice in every_notice():
        shown = texts_of(notice, form, language)
        assert "VIP 7" in shown[0]
        for one in shown:
            assert not re.search(r"[{}$]|\b(?:notice|error|alert|held)-[a-z]", one), one
            if language is not Language.ENGLISH:
                assert not ENGLISH_WORDS.search(one), one
                assert len(one.split()) < 4 or one not in english, one
        plain = " ".join(shown).replace("\\", "")
        assert TIMES[language] in plain or notice.kind == Event.RUN_STARTED
        assert "UTC" in plain
        if notice.counts and notice.counts.read == 12_345:
            assert NUMBERS[language] in plain


@pytest.mark.parametrize("language", Language)
def test_a_cloud_event_has_the_texts_and_what_they_are_made_of(language: Language) -> None:
    for notice in every_notice():
        data = json.loads(body_of(notice, Format.JSON, language, LINK))["data"]
        title, *problems = [
            Text.model_validate(one).in_language(language)
            for one in (data["texts"]["title"], *data["texts"]["problems"])
        ]
        assert (data["language"], data["title"], data["problem"] or "") == (language, title, " ".join(problems))
        assert not re.search(r'"message"', json.dumps(data["texts"])), "the texts are there once"


@pytest.mark.parametrize("language", Language)
def test_states_and_counts_have_the_words_of_the_console(language: Language) -> None:
    source = (ROOT / f"console/messages/{language}.ftl").read_text("utf-8")
    console = dict(re.findall(r"^([\w-]+) = (.+)$", source, re.MULTILINE))
    for state in (one for one in RunState if one.final):
        assert text("notice-state", state=state).in_language(language) == console[f"state-{state}"]
    for count in ("accepted", "unchanged", "duplicates", "rejected", "failed", "removed"):
        assert text("notice-fact", fact=count).in_language(language) == console[f"count-{count}"]
    for fact, name in (("state", "status"), ("read", "read")):
        assert text("notice-fact", fact=fact).in_language(language) == console[name]
