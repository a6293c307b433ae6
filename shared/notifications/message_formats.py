"""Request bodies of notices: CloudEvents JSON, an Adaptive Card for Teams, blocks for Slack.

They contain counts, states and names, no personal data. The words are texts of the message catalog, in the language of
the notification; a CloudEvent has their codes and parameters, too. Users choose the names. Teams and Slack interpret
markup in texts: `_texts` escapes every text for its format, so that a name cannot become a link or change the layout.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from shared.domain.notice import Event, Notice
from shared.domain.notification import Format
from shared.texts import Language, text
from shared.texts.languages import NO_BREAK, STYLES

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
MAX_PROBLEM = 2_000
"""Characters of what happened: Slack takes 3,000 in a section, and a Teams workflow 28 KB for a message."""

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


class _Fact(NamedTuple):
    name: str
    value: str


class _Texts(NamedTuple):
    """The texts of a message, in its language and escaped for its format. `colon` joins a fact's name and value."""

    title: str
    problem: str | None
    facts: list[_Fact]
    open: str
    colon: str


def body_of(notice: Notice, form: Format, language: Language, link: str | None, source: str = SOURCE) -> bytes:
    """Return the JSON body. `link` is the URL of the run or connection in the console, `source` that of the app."""
    match form:
        case Format.JSON:
            shaped = cloud_event(notice, language, link, source)
        case Format.TEAMS:
            shaped = _card(_texts(notice, language, escape_markdown), COLORS.get(notice.kind, "default"), link)
        case Format.SLACK:
            shaped = _blocks(_texts(notice, language, _one_line), link)
    return json.dumps(shaped, ensure_ascii=False, separators=(",", ":")).encode()


def escape_markdown(words: str) -> str:
    """Return words in one line, escaped so that Markdown shows them unchanged.

    Adaptive Cards read Markdown in every text of a TextBlock and a Fact (learn.microsoft.com/microsoftteams/platform/
    task-modules-and-cards/cards/cards-format).
    """
    return MARKDOWN.sub(r"\\\g<0>", _one_line(words))


def _escape_slack(words: str) -> str:
    """Return words with Slack's links and mentions escaped (docs.slack.dev/messaging/formatting-message-text)."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _one_line(words: str) -> str:
    shown = "".join(character if character.isprintable() or character == NO_BREAK else " " for character in words)
    return re.sub(" +", " ", shown).strip()


def _texts(notice: Notice, language: Language, escape: Callable[[str], str]) -> _Texts:
    problem = _problem(notice, language)
    return _Texts(
        title=escape(notice.title.in_language(language)),
        problem=escape(problem) if problem else None,
        facts=[_Fact(escape(name), escape(value)) for name, value in _facts(notice, language)],
        open=text("notice-open").in_language(language),
        colon=STYLES[language].colon,
    )


def _problem(notice: Notice, language: Language) -> str | None:
    """Return what happened, cut where a receiver would refuse the message as too long."""
    problem = " ".join(one.in_language(language) for one in notice.problems)
    return problem if len(problem) <= MAX_PROBLEM else f"{problem[: MAX_PROBLEM - 1]}…"


def _facts(notice: Notice, language: Language) -> Iterator[_Fact]:
    style = STYLES[language]

    def fact(name: str, value: str) -> _Fact:
        return _Fact(text("notice-fact", fact=name).in_language(language), value)

    if notice.run_id:
        yield fact("run", notice.run_id)
    if notice.state:
        yield fact("state", text("notice-state", state=notice.state).in_language(language))
    yield fact("time", style.moment(notice.at))
    counts = notice.counts.model_dump() if notice.counts else {}
    for name in COUNTS:
        if counts.get(name):
            yield fact(name, style.number(counts[name]))


def cloud_event(notice: Notice, language: Language, link: str | None, source: str) -> dict[str, Any]:
    """Return the notice as a CloudEvent in structured JSON mode (cloudevents.io, version 1.0.2)."""
    data = notice.model_dump(mode="json", include={"subject_name", "run_id", "state", "counts"})
    return {
        "specversion": "1.0",
        "id": notice.id,
        "source": source,
        "type": notice.kind,
        "subject": notice.subject,
        "time": notice.at.isoformat(),
        "datacontenttype": "application/json",
        "data": data
        | {
            "language": language,
            "title": notice.title.in_language(language),
            "problem": _problem(notice, language),
            # For receivers that say it in their own words.
            "texts": {"title": notice.title.plain(), "problems": [one.plain() for one in notice.problems]},
            "link": link,
        },
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
        card["actions"] = [{"type": "Action.OpenUrl", "title": texts.open, "url": link}]
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
        fields = [_plain_text(f"{name}{texts.colon}{value}") for name, value in texts.facts]
        blocks.append({"type": "section", "fields": fields})
    if link:
        button = {"type": "button", "text": _plain_text(texts.open), "url": link}
        blocks.append({"type": "actions", "elements": [button]})
    return {"text": _escape_slack(texts.title), "blocks": blocks}


def _plain_text(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words, "emoji": False}
