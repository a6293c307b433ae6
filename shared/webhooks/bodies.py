"""A notice as a body: plain JSON, a card for Teams, blocks for Slack. Counts, states and names; no personal data."""

from __future__ import annotations

import json
from typing import Any

from shared.domain.notification import Format, Notice

TITLES = {
    "failed": "{name}: the export failed",
    "warnings": "{name}: the export completed with warnings",
    "recovered": "{name}: the export works again",
    "key": "{name}: the API key needs attention",
    "test": "A test of this notification",
}
COUNTS = ("read", "accepted", "unchanged", "duplicates", "rejected", "failed", "removed")
COLOURS = {"failed": "attention", "key": "attention", "warnings": "warning", "recovered": "good", "test": "default"}


def body_of(notice: Notice, form: Format, link: str | None) -> bytes:
    """JSON. `link` leads to the run, or to the connection, in the console."""
    shape = {Format.JSON: _plain, Format.TEAMS: _card, Format.SLACK: _blocks}[form]
    return json.dumps(shape(notice, link), ensure_ascii=False, separators=(",", ":")).encode()


def _plain(notice: Notice, link: str | None) -> dict[str, Any]:
    return {
        "id": notice.id,
        "type": notice.kind,
        "timestamp": notice.at.isoformat(),
        "data": notice.model_dump(
            mode="json", include={"subject", "subject_name", "problem", "run_id", "state", "counts"}
        )
        | {"title": _title(notice), "link": link},
    }


def _card(notice: Notice, link: str | None) -> dict[str, Any]:
    """What a Teams workflow takes: a message with one Adaptive Card.

    learn.microsoft.com/connectors/teams (When a Teams webhook request is received): version 1.4 at most in Teams.
    """
    body: list[dict[str, Any]] = [
        {
            "type": "TextBlock",
            "size": "Medium",
            "weight": "Bolder",
            "wrap": True,
            "color": COLOURS[notice.kind],
            "text": _title(notice),
        }
    ]
    if notice.problem:
        body.append({"type": "TextBlock", "wrap": True, "text": notice.problem})
    if facts := _facts(notice):
        body.append({"type": "FactSet", "facts": [{"title": name, "value": value} for name, value in facts]})
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


def _blocks(notice: Notice, link: str | None) -> dict[str, Any]:
    """docs.slack.dev/messaging/sending-messages-using-incoming-webhooks; `text` is what a notification shows.

    A header holds 150 characters, a section at most ten fields.
    """
    title = _title(notice)
    blocks: list[dict[str, Any]] = [{"type": "header", "text": {"type": "plain_text", "text": title[:150]}}]
    if notice.problem:
        blocks.append({"type": "section", "text": {"type": "plain_text", "text": notice.problem}})
    if facts := _facts(notice):
        fields = [{"type": "plain_text", "text": f"{name}: {value}"} for name, value in facts]
        blocks.append({"type": "section", "fields": fields})
    if link:
        button = {"type": "button", "text": {"type": "plain_text", "text": "Open"}, "url": link}
        blocks.append({"type": "actions", "elements": [button]})
    return {"text": title, "blocks": blocks}


def _title(notice: Notice) -> str:
    return TITLES[notice.kind].format(name=notice.subject_name)


def _facts(notice: Notice) -> list[tuple[str, str]]:
    facts = [("Run", notice.run_id)] if notice.run_id else []
    if notice.state:
        facts.append(("State", notice.state.replace("_", " ")))
    counts = notice.counts.model_dump() if notice.counts else {}
    return facts + [(name.title(), f"{counts[name]:,}") for name in COUNTS if counts.get(name)]
