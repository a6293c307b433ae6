"""A client made from an Airflow connection."""

from __future__ import annotations

from typing import Any

import httpx
from airflow.sdk import BaseHook

from segments_to_klaviyo import AsyncClient, Client, FunctionKeyAuth, HeaderAuth, TokenAuth


class SegmentsToKlaviyoHook(BaseHook):
    """Clients of the app. The connection (type `segments_to_klaviyo`) has:

    - host: the app's address, such as `https://func-….azurewebsites.net`;
    - login: the app's registration (AUTH_CLIENT_ID), to sign in with azure-identity's default chain; or
    - password: a function key; or
    - extra: `{"headers": {…}}`, given headers (local stack).
    """

    conn_name_attr = "conn_id"
    default_conn_name = "segments_to_klaviyo_default"
    conn_type = "segments_to_klaviyo"
    hook_name = "Segments to Klaviyo"

    def __init__(self, conn_id: str = default_conn_name, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.conn_id = conn_id

    @classmethod
    def get_ui_field_behaviour(cls) -> dict[str, Any]:
        """Return how Airflow's form shows the connection."""
        return {
            "hidden_fields": ["schema", "port"],
            "relabeling": {"host": "Address of the app", "login": "App registration", "password": "Function key"},
            "placeholders": {"host": "https://func-….azurewebsites.net"},
        }

    def get_conn(self) -> Client:
        """Return a blocking client. The caller closes it."""
        connection = self.get_connection(self.conn_id)
        return Client(_app_url(connection), _auth(connection))

    async def get_async_conn(self) -> AsyncClient:
        """Return an asynchronous client. The caller closes it."""
        connection = await self.aget_connection(self.conn_id)
        return AsyncClient(_app_url(connection), _auth(connection))

    def test_connection(self) -> tuple[bool, str]:
        """Return whether signing in works, and as whom."""
        try:
            with self.get_conn() as client:
                me = client.me()
        except Exception as error:  # noqa: BLE001  shown in Airflow's form
            return False, str(error)
        return True, f"Signed in as {me.name} ({me.role})"


def _app_url(connection: Any) -> str:
    host = str(connection.host or "")
    if "://" not in host:
        host = f"{connection.schema or 'https'}://{host}"
    return f"{host}:{connection.port}" if connection.port else host


def _auth(connection: Any) -> httpx.Auth:
    headers = connection.extra_dejson.get("headers")
    if headers:
        return HeaderAuth(headers)
    if connection.password:
        return FunctionKeyAuth(connection.password)
    if connection.login:
        return TokenAuth(connection.login)
    raise ValueError("The connection needs a login (app registration), a password (function key), or headers in extra.")
