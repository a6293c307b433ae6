"""Request bodies of notices: CloudEvents JSON, an Adaptive Card for Teams, blocks for Slack.

They contain counts, states and names, no personal data. Users choose the names. Teams and Slack interpret markup in
texts: `_texts` escapes every text for its format, so that a name cannot become a link or change the layout.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from shared.domain.notification import TEST, Event, Format, Notice

TITLES: dict[str, str] = {
    Event.RUN_STARTED: "{name}: a run started",
    Event.RUN_SUCCEEDED: "{name}: the export succeeded",
    Event.RUN_COMPLETED_WITH_WARNINGS: "{name}: the export completed with warnings",
    Event.RUN_FAILED: "{name}: the export failed",
    Event.RUN_HELD: "{name}: a run or its removals wait for confirmation",
    Event.RUN_RECOVERED: "{name}: the export works again",
    Event.ALERT_RAISED: "{name}: an alert rule is violated",
    Event.ALERT_RESOLVED: "{name}: an alert rule is no longer violated",
    Event.KEY_PROBLEM: "{name}: the API key needs attention",
    TEST: "A test of this notification",
}
COUNTS = ("read", "accepted", "unchanged", "duplicates", "rejected", "failed", "removed")
COLORS: dict[str, str] = {
    Event.RUN_COMPLETED_WITH_WARNINGS: "warning",
    Event.RUN_FAILED: "attention",
    Event.RUN_HELD: "warning",
    Event.RUN_RECOVERED: "good",
    Event.RUN_SUCCEEDED: "good",
    Event.ALERT_RAISED: "attention",
    Event.ALERT_RESOLVED: "good",
    Event.KEY_PROBLEM: "attention",
}
"""Colors of Adaptive Cards; `default` for other events."""
CLOUD_EVENTS_TYPE = "application/cloudevents+json; charset=utf-8"
SOURCE = "segments-to-klaviyo"
"""CloudEvents `source` if the public URL of the app is not known."""


MARKDOWN = re.compile(
    r"""
    [\\`*_~\[\]()<>]              # escapes, code, emphasis, links, HTML
    | &(?=\#?\w+;)                # a character by its name or number
    | :(?=//) | (?<=\bwww)\.     # an address that is made a link without any mark
    | ^[-+#] | (?<=^\d)[.)] | (?<=^\d\d)[.)]  # lists and headings
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Characters that Markdown may interpret in a text of one line."""


class _Texts(NamedTuple):
    """The texts of a message, escaped for its format; `facts` are pairs of a name and a value."""

    title: str
    problem: str | None
    facts: list[tuple[str, str]]


def body_of(notice: Notice, form: Format, link: str | None, source: str = SOURCE) -> bytes:
    """Return the JSON body. `link` is the URL of the run or connection in the console, `source` that of the app."""
    match form:
        case Format.JSON:
            shaped = cloud_event(notice, link, source)
        case Format.TEAMS:
            shaped = _card(_texts(notice, escape_markdown), COLORS.get(notice.kind, "default"), link)
        case Format.SLACK:
            shaped = _blocks(_texts(notice, _one_line), link)
    return json.dumps(shaped, ensure_ascii=False, separators=(",", ":")).encode()


def escape_markdown(text: str) -> str:
    """Return the text in one line, escaped so that Markdown shows it unchanged.

    Adaptive Cards read Markdown in every text of a TextBlock and a Fact (learn.microsoft.com/microsoftteams/platform/
    task-modules-and-cards/cards/cards-format).
    """
    return MARKDOWN.sub(r"\\\g<0>", _one_line(text))


def _escape_slack(text: str) -> str:
    """Return the text with Slack's links and mentions escaped (docs.slack.dev/messaging/formatting-message-text)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _one_line(text: str) -> str:
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _texts(notice: Notice, escape: Callable[[str], str]) -> _Texts:
    return _Texts(
        title=escape(_title(notice)),
        problem=escape(notice.problem) if notice.problem else None,
        facts=[(escape(name), escape(value)) for name, value in _facts(notice)],
    )


def cloud_event(notice: Notice, link: str | None, source: str) -> dict[str, Any]:
    """Return the notice as a CloudEvent in structured JSON mode (cloudevents.io, version 1.0.2)."""
    data = notice.model_dump(mode="json", include={"subject_name", "problem", "run_id", "state", "counts"})
    return {
        "specversion": "1.0",
        "id": notice.id,
        "source": source,
        "type": notice.kind,
        "subject": notice.subject,
        "time": notice.at.isoformat(),
        "datacontenttype": "application/json",
        "data": data | {"title": _title(notice), "link": link},
    }


def _card(texts: _Texts, color: str, link: str | None) -> dict[str, Any]:
    """Return the message with one Adaptive Card that a Teams workflow accepts.

    learn.microsoft.com/connectors/teams (When a Teams webhook request is received): version 1.4 at most in Teams.
    """
    body: list[dict[str, Any]] = [
        {
            "type": "TextBlock",
            "size": "Medium",
            "weight": "Bolder",
            "wrap": True,
            "color": color,
            "text": texts.title,
        }
    ]
    if texts.problem:
        body.append({"type": "TextBlock", "wrap": True, "text": texts.problem})
    if texts.facts:
        body.append({"type": "FactSet", "facts": [{"title": name, "value": value} for name, value in texts.facts]})
    card: dict[str, Any] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
    }
    if link:
        card["actions"] = [{"type": "Action.OpenUrl", "title": "Open", "url": link}]
    content = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return {"type": "message", "attachments": [content]}


def _blocks(texts: _Texts, link: str | None) -> dict[str, Any]:
    """Return a Slack message (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).

    `text` is shown in desktop notifications and needs escaping. A header has at most 150 characters, a section at most
    ten fields. In `plain_text` Slack interprets only emoji, which are switched off.
    """
    blocks: list[dict[str, Any]] = [{"type": "header", "text": _plain_text(texts.title[:150])}]
    if texts.problem:
        blocks.append({"type": "section", "text": _plain_text(texts.problem)})
    if texts.facts:
        fields = [_plain_text(f"{name}: {value}") for name, value in texts.facts]
        blocks.append({"type": "section", "fields": fields})
    if link:
        button = {"type": "button", "text": {"type": "plain_text", "text": "Open"}, "url": link}
        blocks.append({"type": "actions", "elements": [button]})
    return {"text": _escape_slack(texts.title), "blocks": blocks}


def _plain_text(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def _title(notice: Notice) -> str:
    return TITLES[notice.kind].format(name=notice.subject_name)


def _facts(notice: Notice) -> list[tuple[str, str]]:
    facts = [("Run", notice.run_id)] if notice.run_id else []
    if notice.state:
        facts.append(("State", notice.state.replace("_", " ")))
    counts = notice.counts.model_dump() if notice.counts else {}
    return facts + [(name.title(), f"{counts[name]:,}") for name in COUNTS if counts.get(name)]
