"""Every command that the pages tell to type is one that exists: its target, module, route, names and options.

Offline as this is, `az` and `azd` are held to the options written down here, as Microsoft's reference has them.
"""

import itertools
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import TypeAdapter
from segments_to_klaviyo.cli import app as stk
from typer.main import get_command

from shared.api.operations import Route
from shared.api.routes import MACHINE_ROUTES, ROUTES
from shared.domain import Schedule
from shared.domain.alert import AlertRule
from shared.domain.messages import parse_message
from tests.fakes.api_calls import query_names

ROOT = Path(__file__).parents[3]
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs/adr").glob("*.md"), *ROOT.glob("tests/*/*.md")]
)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"(^|\s)#\s.*$", re.MULTILINE)
PUNCTUATION = ";&|()\n"
ENDS = frozenset({"do", "done", "then", "fi"})
OTHERS = frozenset(
    {
        "pip",
        "pipx",
        "base64",
        "cd",
        "echo",
        "eval",
        "export",
        "git",
        "jq",
        "ln",
        "mkdir",
        "printf",
        "read",
        "rm",
        "while",
        "zip",
    }
)
AUTHORISED = {"--account-name", "--auth-mode"}
AZ = {
    "login": set(),
    "deployment group create": {"-g", "--template-file", "--parameters"},
    "deployment sub create": {"--name", "--location", "--parameters", "--template-file"},
    "deployment sub show": {"--name", "--query", "-o"},
    "functionapp deployment source config-zip": {"-g", "-n", "--src", "--build-remote"},
    "functionapp keys list": {"-g", "-n", "--query", "-o"},
    "keyvault secret set": {"--vault-name", "--name", "--value"},
    "monitor app-insights query": {"--app", "-g", "--analytics-query"},
    "rest": {"--method", "--url", "--body"},
    "storage blob download": {"-c", "-n", "-f", "--no-progress", *AUTHORISED},
    "storage blob list": {"-c", "--prefix", "-o", *AUTHORISED},
    "storage entity query": {"--table-name", "--filter", "--select", "-o", *AUTHORISED},
    "storage message clear": {"--queue-name", *AUTHORISED},
    "storage message peek": {"--queue-name", "--num-messages", "--query", "-o", *AUTHORISED},
    "storage message put": {"--queue-name", "--content", *AUTHORISED},
    "storage queue list": {"-o", *AUTHORISED},
}
AZD = {"auth login", "deploy", "down", "env get-values", "env new", "env set", "hooks run", "up"}
HOST_QUEUE = "webjobs-blobtrigger-poison"


def blocks(language: str) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for found, text in FENCE.findall(page.read_text("utf-8")):
            if found == language:
                # What stands for a name of the reader's own.
                yield str(page.relative_to(ROOT)), re.sub(r"<[\w ]+>", "x", text)


def commands() -> Iterator[tuple[str, list[str]]]:
    for page, text in blocks("sh"):
        for inner in [text, *re.findall(r"\"\$\((az [^()|]+)", text)]:
            for words in split(inner):
                yield page, words


def split(text: str) -> Iterator[list[str]]:
    text = re.sub(r'^eval "\$\((.+)\)"$', r"\1", text, flags=re.MULTILINE)
    lexer = shlex.shlex(COMMENT.sub("", text).replace("\\\n", " "), posix=True, punctuation_chars=PUNCTUATION)
    lexer.whitespace, lexer.whitespace_split, lexer.commenters = " \t", True, ""
    words: list[str] = []
    for word in [*lexer, "\n"]:
        if word in ENDS or not word.strip(PUNCTUATION):
            if words:
                yield words
            words = []
        elif words or not re.match(r"\w+=", word):
            words.append(word)


COMMANDS = list(commands())


def of(program: str) -> list[tuple[str, list[str]]]:
    return [(page, words[1:]) for page, words in COMMANDS if words[0] == program]


def options(words: list[str]) -> set[str]:
    return {word for word in words if re.match(r"--?[a-zA-Z]", word)}


def test_the_pages_were_read() -> None:
    assert len(COMMANDS) > 40
    assert {"README.md", "docs/deploy.md", "docs/operations.md"} <= {page for page, _ in COMMANDS}


@pytest.mark.parametrize(("page", "text"), list(blocks("sh")))
def test_blocks_are_shell(page: str, text: str) -> None:
    bash = shutil.which("bash")
    assert bash
    done = subprocess.run([bash, "-n"], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_command_is_unknown() -> None:
    known = {"make", "curl", "az", "azd", "sh", "stk", ".venv/bin/python", *OTHERS}
    assert {words[0] for _, words in COMMANDS} <= known | {"PYTHONPATH=."}


@cache
def targets() -> frozenset[str]:
    return frozenset(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@cache
def help_of(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


BEHIND = {"up": ("local", "up"), "demo": ("local", "demo"), "bench": ("benchmarks",)}


def test_make_targets_exist_and_take_what_they_are_given() -> None:
    told = of("make") + [
        (str(page), text.split())
        for page in PAGES
        for text in re.findall(r"`make ([a-z]+)[^`]*`", page.read_text("utf-8"))
    ]
    for page, words in told:
        assert not words or words[0] in targets(), f"{page}: make {words}"
        arguments = next((word.removeprefix("ARGS=") for word in words if word.startswith("ARGS=")), "")
        for option in options(arguments.split()):
            assert option in help_of(*BEHIND[words[0]]), f"{page}: {option}"


def test_python_modules_exist_and_take_their_options() -> None:
    text = "".join(page.read_text("utf-8") for page in PAGES)
    told = re.findall(r"python -m ([\w.]+)((?: [\w-]+)*)", text)
    assert len(told) > 2
    for module, rest in told:
        assert find_spec(module), module
        for option in options(rest.split()) - {"--help"}:
            assert option in help_of(module, *(word for word in rest.split() if not word.startswith("-"))), option


def route(method: str, path: str) -> Route | None:
    return next(
        (
            r
            for r in (*ROUTES, *MACHINE_ROUTES)
            if r.method == method and re.fullmatch(re.sub(r"<\w+>", "[^/]+", r.path), path)
        ),
        None,
    )


def test_curl_asks_what_is_there_and_sends_what_is_taken() -> None:
    told = of("curl")
    assert len(told) > 12
    for page, words in told:
        given = dict(itertools.pairwise(words))
        assert options(words) <= {"-s", "-H", "-X", "-d"}, f"{page}: {words}"
        address = next(word for word in words if re.match(r"\$APP|https?://", word))
        parts = urlsplit(re.sub(r"\$\w+|…", "x", re.sub(r"^(\$APP|https?://[^/]+)", "", address)))
        method = given.get("-X") or ("POST" if "-d" in given else "GET")
        if parts.path.startswith("/admin/"):
            assert parts.path in ("/admin/functions/sweep", "/admin/local/metrics"), page
            continue
        found = route(method, parts.path)
        assert found, f"{page}: {method} {parts.path}"
        assert set(parse_qs(parts.query)) <= set(query_names(found)), f"{page}: {address}"
        if "-d" in given:
            assert found.body, f"{page}: {address}"
            sent = given["-d"].replace("$CONNECTION", "con_x").replace("…", "x")
            found.body.model_validate_json(sent)


def test_routes_that_are_named_exist() -> None:
    for page in PAGES:
        for method, path in re.findall(r"`(GET|POST|PATCH|DELETE) (/api/[^`?\s]*)", page.read_text("utf-8")):
            plain = re.sub(r"\{[\w ]+\}|<[\w ]+>", "x", path)
            assert route(method, plain) or page.parent.name == "adr", f"{page.name}: {method} {path}"


def named(words: list[str], option: str) -> str | None:
    return words[words.index(option) + 1] if option in words else None


def test_az_commands_and_their_names() -> None:
    main = (ROOT / "infra/main.bicep").read_text("utf-8")
    told = of("az")
    assert len(told) > 10
    for page, words in told:
        verbs = []
        for word in words:
            if word.startswith("-"):
                break
            verbs.append(word)
        command = " ".join(verbs)
        assert command in AZ, f"{page}: az {command}"
        assert options(words) <= AZ[command], f"{page}: az {command} {options(words) - AZ[command]}"
        for option in ("--table-name", "--queue-name", "-c"):
            name = named(words, option)
            assert name is None or name == HOST_QUEUE or f"'{name}'" in main, f"{page}: {name}"
        for option in ("--parameters", "--template-file"):
            value = named(words, option) or "."
            assert "=" in value or (ROOT / value).exists(), page


def test_azd_commands_and_their_variables() -> None:
    parameters = (ROOT / "infra/main.bicepparam").read_text("utf-8")
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    inline = [("", found.split()) for found in re.findall(r"`azd ([a-z][^`]*)`", text)]
    for page, words in of("azd") + inline:
        assert any(" ".join(words).startswith(command) for command in AZD), f"{page}: azd {words}"
        if words[:2] == ["env", "set"] and words[2] != "NAME":
            assert f"'{words[2]}'" in parameters, words


def test_stk_commands_and_their_options() -> None:
    told = of("stk")
    assert len(told) > 10
    for page, words in told:
        command: Any = get_command(stk)
        known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
        for word in words:
            if word in getattr(command, "commands", {}):
                command = command.commands[word]
                known |= {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
        assert not hasattr(command, "commands") or options(words) & {"--install-completion"}, f"{page}: stk {words}"
        assert options(words) <= known, f"{page}: stk {words}"


def test_files_that_are_run_exist() -> None:
    for page, words in of("sh"):
        assert (ROOT / words[0]).exists(), page


def test_messages_that_are_replayed_are_messages() -> None:
    text = "".join(text for _, text in blocks("sh"))
    found = re.findall(r"'(\{\"v\".*?\})'", text)
    assert len(found) >= 2
    for sample in found:
        parse_message(sample.replace("%s", "20261121-223210456-k3f9x2"))


def test_samples_of_json_are_json() -> None:
    for _, text in blocks("json"):
        json.loads(text)
    adapter: TypeAdapter[object] = TypeAdapter(Schedule | AlertRule)
    text = "".join(page.read_text("utf-8") for page in PAGES)
    samples = re.findall(r"`(\{\"kind\": [^`]+\})`", text)
    assert len(samples) >= 8
    for sample in samples:
        adapter.validate_json(sample)
