"""What is told, when, in which shape; and that a receiver can check who says it."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from markdown_it import MarkdownIt

from shared.api.notifications import change_notification, create_notification
from shared.domain import Counts, Export, Failure, Mapping, Run, RunState, Trigger
from shared.domain.impact import Impact
from shared.domain.messages import DeliverNotification
from shared.domain.notice import Event, Notice
from shared.domain.notification import (
    BACKOFF_SECONDS,
    Format,
    Notification,
    NotificationState,
    after_run,
    notices_of,
)
from shared.domain.run import new_run
from shared.errors import WebhookFailed
from shared.notifications.delivery import deliver
from shared.notifications.message_formats import body_of
from shared.notifications.webhook import new_secret, signed_headers
from shared.storage import records
from shared.texts import Language, text
from tests.fakes.api_calls import answer
from tests.fakes.memory import Fate, MemoryQueues, MemoryTables

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
COOLDOWN = timedelta(hours=6)
DOCUMENTED = Path(__file__).parents[3] / "docs/notifications.md"


def ended(state: RunState, number: int, *, error: str | None = None, hours: float = 0) -> Run:
    export = Export(
        id="exp_1", name="Loyal", list_id="L1", segments=["A"], mapping=Mapping(email="E"),
        created_at=NOON, updated_at=NOON, scheduled_at=NOON,
    )  # fmt: skip
    failure = Failure(type=error, title="What happened", detail="secret@example.com") if error else None
    update = {
        "id": f"20261121-12000000{number}-aaaaaa",
        "state": state,
        "error": failure,
        "ended_at": NOON + timedelta(hours=hours),
        "counts": Counts(read=1200, accepted=1000, rejected=200),
        "started_by": "Erika Muster",
    }
    return new_run(export, Trigger.ON_DEMAND, "x").model_copy(update=update)


def told(*runs: Run) -> list[list[str]]:
    """Return the kinds of notices for each run in turn, each enqueued twice, as after a crash."""
    state, found = NotificationState(), []
    for run in runs:
        kinds: list[str] = []
        for _ in range(2):
            unsent = state.unsent(notices_of(run, state), COOLDOWN)
            state = after_run(state, run).with_sent(unsent, COOLDOWN)
            kinds += [notice.kind for notice in unsent]
        found.append(kinds)
    return found


GOOD, WARNED, FAILED = RunState.SUCCESSFUL, RunState.COMPLETED_WITH_WARNINGS, RunState.FAILED


def test_a_failure_is_told_once_within_the_time_and_recovery_ends_it() -> None:
    assert told(
        ended(GOOD, 0),
        ended(FAILED, 1, error="list-not-found"),
        ended(FAILED, 2, error="list-not-found", hours=1),
        ended(FAILED, 3, error="column-missing", hours=2),
        ended(FAILED, 4, error="list-not-found", hours=7),
        ended(RunState.CANCELED, 5, hours=7.1),
        ended(GOOD, 6, hours=7.2),
        ended(GOOD, 7, hours=7.3),
        ended(FAILED, 8, error="list-not-found", hours=7.4),
    ) == [
        ["run.succeeded"],
        ["run.failed"],
        [],
        ["run.failed"],
        ["run.failed"],
        [],
        ["run.recovered", "run.succeeded"],
        ["run.succeeded"],
        ["run.failed"],
    ]


def test_warnings_are_no_failure_but_can_be_a_recovery() -> None:
    assert told(
        ended(WARNED, 0),
        ended(GOOD, 1, hours=1),
        ended(RunState.SKIPPED, 2, error="over-limit", hours=2),
        ended(WARNED, 3, hours=7),
        ended(WARNED, 4, error="key-refused", hours=8),
        ended(GOOD, 5, hours=9),
    ) == [
        ["run.completed_with_warnings"],
        ["run.succeeded"],
        ["run.failed"],
        ["run.recovered", "run.completed_with_warnings"],
        ["run.completed_with_warnings"],
        ["run.recovered", "run.succeeded"],
    ]


def test_a_run_held_before_sending_has_not_failed() -> None:
    impact = Impact(added=9, updated=0, removed=0, held=[text("held-plan-unknown")])
    held = ended(RunState.SKIPPED, 2, error="held-for-confirmation").model_copy(update={"impact": impact})
    assert told(ended(GOOD, 1), held, ended(GOOD, 3, hours=1)) == [["run.succeeded"], ["run.held"], ["run.succeeded"]]


def test_an_older_run_told_late_does_not_undo_a_newer_one() -> None:
    state = after_run(after_run(NotificationState(), ended(GOOD, 2)), ended(FAILED, 1, error="x"))
    assert not state.failed


def failed_notice() -> Notice:
    return notices_of(ended(FAILED, 1, error="list-not-found"), NotificationState())[0]


@pytest.mark.parametrize("form", Format)
def test_bodies_say_what_happened_and_name_nobody(form: Format) -> None:
    body = body_of(failed_notice(), form, Language.ENGLISH, "https://app.example/runs/1").decode()
    for wanted in (
        "Loyal",
        "failed",
        "The Klaviyo list was not found",
        "1200" if form is Format.JSON else "1,200",
        "app.example",
    ):
        assert wanted in body
    for unwanted in ("secret@example.com", "Erika"):
        assert unwanted not in body


def test_teams_gets_a_message_with_one_card() -> None:
    body = json.loads(body_of(failed_notice(), Format.TEAMS, Language.ENGLISH, "https://app.example/"))
    (attachment,) = body["attachments"]
    assert (body["type"], attachment["contentType"]) == ("message", "application/vnd.microsoft.card.adaptive")
    assert attachment["content"]["type"] == "AdaptiveCard"
    assert attachment["content"]["actions"][0]["url"] == "https://app.example/"


HOSTILE = [
    "[click here](https://evil.example)", "[x][y]\n\n[y]: https://evil.example", "<https://evil.example>",
    "<a href='https://evil.example'>x</a>", "![x](https://evil.example/x.png)",
    "https://evil.example", "www.evil.example",
    "**bold** _it_ ~~x~~ `code`", "# head", "- item", "+ item", "1. item", "2) item", "> quote", "a\n\n---\nb",
    "&#91;x](https://e.example)",
    "\\[x](https://evil.example)", "\\\\[x](https://evil.example)", "<!channel>", "<@U1|x>", "a | b\n--|--",
]  # fmt: skip


def named(name: str) -> Notice:
    """A notice with that name of an export, and of a flow in what happened."""
    problems = [text("held-flows", count=1, flows=[name])]
    return failed_notice().model_copy(update={"subject_name": name, "problems": problems})


def shaped(notice: Notice, form: Format, language: Language = Language.ENGLISH) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(body_of(notice, form, language, "https://app.example/"))
    return body


def said(notice: Notice, language: Language) -> list[str]:
    """Title and problem, as a receiver shows them."""
    return [" ".join(one.in_language(language).split()) for one in (notice.title, *notice.problems)]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_is_a_link_or_a_mark_in_a_card(name: str) -> None:
    """A reader of Markdown sees the name and nothing else."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for language in Language:
        shown = []
        for element in shaped(named(name), Format.TEAMS, language)["attachments"][0]["content"]["body"][:2]:
            # Some readers make a link of an address without any mark.
            assert not re.search(r"https?://|www\.", element["text"])
            tokens = markdown.parse(element["text"])
            assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
            assert {token.type for token in tokens[1].children or ()} <= {"text", "text_special"}
            shown.append("".join(token.content for token in tokens[1].children or ()))
        assert shown == said(named(name), language)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_is_a_link_in_slack(name: str) -> None:
    for language in Language:
        body = shaped(named(name), Format.SLACK, language)
        assert not re.search("[<>]|&(?!amp;|lt;|gt;)", body["text"])
        texts = [block["text"] for block in body["blocks"][:2]]
        assert {text["type"] for text in texts} == {"plain_text"}
        assert [text["text"] for text in texts] == said(named(name), language)


def test_a_usual_name_is_not_changed() -> None:
    for name in ("Loyal customers, 2026: VIP", "Ärzte & Co.", "Sale 50% - new", "日本のお客様", "it's on"):
        text = shaped(named(name), Format.TEAMS)["attachments"][0]["content"]["body"][0]["text"]
        assert text == f"{name}: the export failed"


def test_slack_gets_blocks_within_its_bounds() -> None:
    counts = dict.fromkeys(("read", "accepted", "unchanged", "duplicates", "rejected", "failed", "removed"), 1)
    problems = [text("held-flows", count=1, flows=["y" * 1000] * 9)]
    update = {"subject_name": "x" * 200, "problems": problems, "counts": Counts(**counts)}
    body = shaped(failed_notice().model_copy(update=update), Format.SLACK)
    assert [block["type"] for block in body["blocks"]] == ["header", "section", "section", "actions"]
    assert len(body["blocks"][0]["text"]["text"]) <= 150
    assert len(body["blocks"][1]["text"]["text"]) <= 3000
    assert len(body["blocks"][2]["fields"]) == 10


def test_the_documented_way_of_checking_a_signature() -> None:
    code = re.search(r"```python\n(.+?)```", DOCUMENTED.read_text("utf-8"), re.DOTALL)
    assert code
    names: dict[str, Any] = {}
    exec(code.group(1), names)
    verify: Callable[[str, dict[str, str], bytes], None] = names["verify"]
    secret, body, moment = new_secret(), b'{"a":1}', int(time.time())
    headers = signed_headers(secret, "msg_1", moment, body)
    verify(secret, headers, body)
    verify(secret, headers | {"webhook-signature": "v1,b3RoZXI= " + headers["webhook-signature"]}, body)
    wrong = [
        (new_secret(), headers, body),
        (secret, headers, body + b" "),
        (secret, headers | {"webhook-id": "msg_2"}, body),
        (secret, headers | {"webhook-timestamp": str(moment - 1)}, body),
        (secret, signed_headers(secret, "msg_1", moment - 400, body), body),
    ]
    for attempt in wrong:
        with pytest.raises(ValueError, match=r"old|signed"):
            verify(*attempt)


class Post:
    """A receiver in a mood."""

    def __init__(self) -> None:
        self.problem: WebhookFailed | None = None
        self.got: list[str] = []

    async def post(self, url: str, body: bytes, headers: dict[str, str]) -> None:
        if self.problem:
            raise self.problem
        self.got.append(headers["webhook-id"])


async def delivering() -> tuple[Any, Post]:
    tables = MemoryTables(Fate())
    post = Post()
    vault = SimpleNamespace(
        key=lambda _, *, fresh: asyncio.sleep(0, json.dumps({"url": "u", "signing_secret": new_secret()}))
    )
    context = SimpleNamespace(
        notifications=records.notifications(tables),
        healths=records.healths(tables),
        queues=MemoryQueues(Fate()),
        vault=vault,
        sender=post,
        event_grid=None,
        settings=SimpleNamespace(public_url=None),
    )
    webhook = Notification(
        id="ntf_1", name="N", host="h", events=[Event.RUN_FAILED], secret_name="s", created_at=NOON, updated_at=NOON
    )
    await context.notifications.insert("ntf_1", webhook)
    return context, post


async def drain(context: Any) -> int:
    """Deliver what is in the queue until nothing is; how many attempts that took."""
    attempts = 0
    while context.queues.messages:
        await deliver(context, context.queues.messages.pop(0)[1])
        attempts += 1
    return attempts


async def health(context: Any) -> Any:
    return (await context.healths.get("ntf_1")).value


class KeepingVault:
    """A process's view of the vault: what was read once is kept, as `shared.storage.vault.Vault` does for minutes."""

    def __init__(self, secrets: dict[str, str]) -> None:
        self._secrets = secrets
        self._kept: dict[str, str] = {}

    async def key(self, name: str, *, fresh: bool = False) -> str:
        if fresh or name not in self._kept:
            self._kept[name] = self._secrets[name]
        return self._kept[name]

    async def store(self, name: str, value: str, kind: str) -> None:
        self._secrets[name] = value
        self._kept.pop(name, None)


async def test_another_process_uses_a_new_address_and_secret_at_once() -> None:
    tables = MemoryTables(Fate())
    secrets: dict[str, str] = {}
    posts: list[tuple[str, bytes, dict[str, str]]] = []

    async def post(url: str, body: bytes, headers: dict[str, str]) -> None:
        posts.append((url, body, headers))

    def process() -> Any:
        return SimpleNamespace(
            notifications=records.notifications(tables),
            noted_secrets=records.noted_secrets(tables),
            healths=records.healths(tables),
            vault=KeepingVault(secrets),
            sender=SimpleNamespace(post=post),
            event_grid=None,
            settings=SimpleNamespace(public_url=None, webhooks_to_loopback=False),
        )

    one, other = process(), process()
    new = {"name": "N", "url": "https://old.example/x", "events": ["run.failed"]}
    made = json.loads((await answer(one, create_notification, body=new)).body)
    delivery = DeliverNotification(notification=made["id"], notice=failed_notice())
    await deliver(other, delivery)
    change = {"url": "https://new.example/y", "renew_signing_secret": True}
    changed = await answer(one, change_notification, made["id"], body=change)
    await deliver(other, delivery)
    assert [url for url, _, _ in posts] == ["https://old.example/x", "https://new.example/y"]
    _, body, headers = posts[1]
    secret = json.loads(changed.body)["signing_secret"]
    signed = signed_headers(secret, headers["webhook-id"], int(headers["webhook-timestamp"]), body)
    assert signed.items() <= headers.items()


async def test_a_receiver_that_is_away_is_tried_again_then_dead_then_alive() -> None:
    context, post = await delivering()
    notice = failed_notice()
    post.problem = WebhookFailed(text("receiver-timeout"), gone=False)
    for attempts, dead in ((len(BACKOFF_SECONDS) + 1, True), (1, True)):
        context.queues.messages.append(("notifications", DeliverNotification(notification="ntf_1", notice=notice)))
        assert await drain(context) == attempts
        assert ((await health(context)).dead_since is not None) is dead
    assert (await health(context)).last_problem == text("receiver-timeout")
    post.problem = None
    context.queues.messages.append(("notifications", DeliverNotification(notification="ntf_1", notice=notice)))
    await drain(context)
    assert post.got == [notice.id]
    assert ((await health(context)).dead_since, (await health(context)).failures) == (None, 0)


async def test_a_receiver_that_is_gone_is_dead_at_once() -> None:
    context, post = await delivering()
    post.problem = WebhookFailed(text("receiver-answered", status="410"), gone=True)
    context.queues.messages.append(("notifications", DeliverNotification(notification="ntf_1", notice=failed_notice())))
    assert await drain(context) == 1
    assert (await health(context)).dead_since


async def test_what_is_for_nobody_is_dropped() -> None:
    context, post = await delivering()
    context.queues.messages.append(("notifications", DeliverNotification(notification="ntf_2", notice=failed_notice())))
    assert await drain(context) == 1
    assert not post.got
