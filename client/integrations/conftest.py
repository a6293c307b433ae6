"""The local stack for tests that run in environments of their own: `make test-integrations`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[2]
KLAVIYO_KEY = "pk_sim_0123456789abcdef0123456789abcdef01"
"""The simulator's own: local/klaviyo/keys.py."""


class App:
    """A running local stack with a connection."""

    def __init__(self, ready: dict[str, Any], folder: Path) -> None:
        self._folder = folder
        self.url: str = ready["app"]
        self.headers: dict[str, str] = ready["users"]["administrator"]
        self.function_key: str = ready["function_key"]
        self._klaviyo: str = ready["klaviyo"]
        self._storage: str = ready["storage"]
        self._http = httpx.Client(trust_env=False, timeout=60)
        self.connection = ""

    def call(self, method: str, path: str, body: Any = None) -> Any:
        response = self._http.request(method, self.url + path, json=body, headers=self.headers)
        assert response.is_success, response.text
        return response.json() if response.content else None

    def simulator(self, method: str, path: str, body: Any = None) -> Any:
        response = self._http.request(method, f"{self._klaviyo}/_sim{path}", json=body)
        assert response.is_success, response.text
        return response.json() if response.content else None

    def export(self, rows: str) -> str:
        """An export of a segment with these rows below the column `email`; its id."""
        name = f"Seg{uuid.uuid4().hex[:8]}"
        file = self._folder / f"{name}.csv"
        file.write_text(f"email\n{rows}")
        upload = (
            "import sys; from azure.storage.blob import BlobServiceClient as C; C.from_connection_string(sys.argv[1])"
        )
        upload += ".get_container_client('segments').upload_blob(sys.argv[2], open(sys.argv[3], 'rb'))"
        python = str(ROOT / ".venv/bin/python")
        subprocess.run([python, "-c", upload, self._storage, file.name, str(file)], check=True, timeout=60)
        made = self.call(
            "POST",
            "/api/exports",
            {
                "name": name,
                "connection_id": self.connection,
                "list_id": self.simulator("POST", "/lists", {"name": name})["id"],
                "segments": [name],
                "mapping": {"email": "email"},
            },
        )
        return str(made["id"])

    def runs(self, export_id: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.call("GET", f"/api/exports/{export_id}/runs")["runs"]
        return found

    def ended(self, run_id: str) -> dict[str, Any]:
        """The run when it has ended."""
        for _ in range(300):
            run: dict[str, Any] = self.call("GET", f"/api/runs/{run_id}")
            if run["ended_at"]:
                return run
            time.sleep(0.2)
        raise AssertionError("the run did not end")


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    command = [str(ROOT / ".venv/bin/python"), "-m", "local", "up", "--workers", "1", "--klaviyo-no-limits"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "DAGSTER"))}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert process.stdout
        running = App(json.loads(process.stdout.readline()), tmp_path_factory.mktemp("segments"))
        made = running.call(
            "POST", "/api/connections", {"display_name": "Shop", "api_key": KLAVIYO_KEY, "consent": True}
        )
        running.connection = made["id"]
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
