"""Templates for Data Factory, GitHub Actions and plain curl, against the local stack."""

from __future__ import annotations

import asyncio
import json
import os
import re
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from tests.system.system import System

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEMPLATES = Path(__file__).parents[1] / "integrations"


async def exported(system: System, rows: str, **changes: Any) -> str:
    name = f"Job{uuid.uuid4().hex[:6]}"
    await system.upload(f"{name}.csv", f"email\n{rows}")
    return str((await system.export(name, **changes))["id"])


async def broken(system: System) -> str:
    return await exported(system, "one@example.com\n", mapping={"email": "NoSuchColumn"})


async def run_shell(*command: str, **environment: str) -> tuple[int, str, str]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, env=os.environ | environment, stdout=pipe, stderr=pipe)
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def test_curl_alone_runs_an_export_and_waits(system: System) -> None:
    script = str(TEMPLATES / "curl/run-export.sh")
    access = {"APP_URL": system.stack.app, "FUNCTION_KEY": system.stack.function_key, "no_proxy": "*"}
    export_id, key = await exported(system, "one@example.com\n"), uuid.uuid4().hex
    code, out, err = await run_shell("sh", script, export_id, key, **access)
    assert (code, json.loads(out)["state"]) == (0, "successful"), err
    # The same key: the same run.
    _, again, _ = await run_shell("sh", script, export_id, key, **access)
    assert json.loads(again)["id"] == json.loads(out)["id"]
    code, out, err = await run_shell("sh", script, await broken(system), key, **access)
    assert (code, json.loads(out)["error"]["type"]) == (10, "column-missing"), err
    code, out, _ = await run_shell("sh", script, "exp_nosuch", key, **access)
    assert (code, json.loads(out)["type"]) == (3, "not-found")
    assert (await run_shell("sh", script, export_id, key, **access | {"FUNCTION_KEY": "wrong"}))[0] == 3


async def test_curl_waits_for_no_answer_without_end() -> None:
    script = (TEMPLATES / "curl/run-export.sh").read_text("utf-8")
    assert "--connect-timeout" in script
    assert "--max-time" in script


async def test_the_step_for_github_actions(system: System, installed: Path, tmp_path: Path) -> None:
    action = yaml.safe_load((TEMPLATES / "github-actions/action.yml").read_text("utf-8"))
    install, step = action["runs"]["steps"]
    assert "$PACKAGE" in install["run"]
    assert step["env"].keys() >= {"STK_APP_URL", "STK_CLIENT_ID", "STK_FUNCTION_KEY"}
    files = {name: str(tmp_path / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    given = {
        "STK_APP_URL": system.stack.app, "STK_CLIENT_ID": "", "STK_FUNCTION_KEY": system.stack.function_key,
        "FULL": "false", "STRICT": "true", "TIMEOUT": "60", "RUNNER_TEMP": str(tmp_path),
        "PATH": f"{installed}:{os.environ['PATH']}", "IDEMPOTENCY_KEY": uuid.uuid4().hex,
    }  # fmt: skip
    assert set(given) >= set(step["env"]) - {"EXPORT"}
    for rows, code, state in (
        ("one@example.com\n", 0, "successful"),
        ("two@example.com\nnobody\n", 13, "completed_with_warnings"),
    ):
        export_id = await exported(system, rows)
        done, _, err = await run_shell("bash", "-e", "-c", step["run"], EXPORT=export_id, **given, **files)
        assert done == code, err
        assert f"state={state}\naccepted=1\n" in (tmp_path / "GITHUB_OUTPUT").read_text()
        assert f"**{state}** ({rows.count(chr(10))} read, 1 accepted" in (tmp_path / "GITHUB_STEP_SUMMARY").read_text()


async def test_the_pipeline_for_data_factory(system: System) -> None:
    template = json.loads((TEMPLATES / "data-factory/pipeline.json").read_text("utf-8"))
    assert set(template["parameters"]) == {"factoryName", "appUrl", "clientId"}
    [pipeline] = template["resources"]
    factory = DataFactory(system, pipeline["properties"])
    assert await factory.run(exportId=await exported(system, "one@example.com\n")) is None
    assert factory.statuses[0] == 202
    assert factory.statuses[-1] == 200
    message, code = await factory.run(exportId=await broken(system)) or ("", "")
    assert "ended as failed" in message
    assert code == "column-missing"


class DataFactory:
    """What Data Factory does with this pipeline: a Web activity polls Location while the answer is 202, with the same
    headers, and takes 200 for success whatever the body says (learn.microsoft.com: Web activity).
    """

    def __init__(self, system: System, pipeline: dict[str, Any]) -> None:
        self.system = system
        self.pipeline = pipeline
        self.statuses: list[int] = []
        self.values: dict[str, Any] = {}

    async def run(self, **parameters: Any) -> tuple[str, str] | None:
        """Run the pipeline; None for success, else message and code of the Fail activity."""
        defaults = {name: one.get("defaultValue") for name, one in self.pipeline["parameters"].items()}
        self.values = {
            **{f"pipeline().parameters.{name}": value for name, value in (defaults | parameters).items()},
            "pipeline().parameters.appUrl": self.system.stack.app,
            "pipeline().RunId": str(uuid.uuid4()),
        }
        web, check = self.pipeline["activities"]
        assert (web["type"], check["type"], check["dependsOn"][0]["activity"]) == (
            "WebActivity",
            "IfCondition",
            web["name"],
        )
        self.values["activity('Run export').output"] = await self._web(web["typeProperties"])
        if self._value(check["typeProperties"]["expression"]):
            return None
        [fail] = check["typeProperties"]["ifFalseActivities"]
        return self._value(fail["typeProperties"]["message"]), self._value(fail["typeProperties"]["errorCode"])

    async def _web(self, given: dict[str, Any]) -> Any:
        assert given["authentication"]["type"] == "MSI"
        headers = {name: self._value(value) for name, value in given["headers"].items()}
        headers |= self.system.stack.users["contributor"]
        response = await self.system.http.request(
            given["method"], self._value(given["url"]), content=self._value(given["body"]), headers=headers
        )
        self.statuses = [response.status_code]
        while response.status_code == 202:
            await asyncio.sleep(int(response.headers["Retry-After"]))
            # In Azure the address is absolute, since the app knows its host there (tests/unit/api/test_run_status.py).
            address = urljoin(self.system.stack.app, response.headers["Location"])
            response = await self.system.http.get(address, headers=headers)
            self.statuses.append(response.status_code)
        assert response.status_code == 200, response.text
        return response.json()

    def _value(self, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        assert given["type"] == "Expression"
        value, rest = self._parse(given["value"].removeprefix("@"))
        assert not rest
        return value

    def _parse(self, text: str) -> tuple[Any, str]:
        """Evaluate an expression of Data Factory's language, as far as the template uses it."""
        if text.startswith("'"):
            end = text.index("'", 1)
            return text[1:end], text[end + 1 :]
        found = re.match(r"pipeline\(\)(?:\.\w+)+|activity\('[^']+'\)\.output", text)
        if found:
            value, rest = self.values[found[0]], text[found.end() :]
            while field := re.match(r"\??\.(\w+)", rest):
                value = value[field[1]] if isinstance(value, dict) else None
                rest = rest[field.end() :]
            return value, rest
        name, _, rest = text.partition("(")
        arguments = []
        while True:
            value, rest = self._parse(rest.lstrip())
            arguments.append(value)
            separator, rest = rest[0], rest[1:]
            if separator == ")":
                return FUNCTIONS[name](*arguments), rest


FUNCTIONS: dict[str, Any] = {
    "concat": lambda *parts: "".join(parts),
    "contains": lambda items, item: item in items,
    "createArray": lambda *items: list(items),
    "coalesce": lambda *values: next((one for one in values if one is not None), None),
    "string": str,
    "toLower": str.lower,
}
