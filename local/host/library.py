"""Microsoft's worker library (azure-functions-runtime) driven in this process: load an app, invoke it.

The library keeps its state in module globals, so a process runs one app. What it wants of a request was
read in azure_functions_runtime/handle_event.py 1.3.0: `worker_init_request` imports and indexes
function_app.py, `functions_metadata_request` tells the functions, `invocation_request` runs one.
"""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from azure_functions_runtime import (
    functions_metadata_request,
    invocation_request,
    start_threadpool_executor,
    worker_init_request,
)

from local.host import protos
from local.host.functions import KINDS, AppError, Function
from local.host.protos import TypedData


class InvocationError(Exception):
    """The function raised; the message tells type and text, `stack_trace` the whole of it."""

    def __init__(self, message: str, stack_trace: str = "") -> None:
        super().__init__(message)
        self.stack_trace = stack_trace


class Library:
    """The one app of this process."""

    def __init__(self, functions: tuple[Function, ...]) -> None:
        self.functions = {function.name: function for function in functions}

    @classmethod
    async def load(cls, app: Path) -> Library:
        """Imports function_app.py from the folder `app`. Raises AppError with the app's own message."""
        if str(app) not in sys.path:
            sys.path.insert(0, str(app))
        start_threadpool_executor()
        init = SimpleNamespace(capabilities={}, function_app_directory=str(app))
        response = await worker_init_request(_request(worker_init_request=init))
        if response.result.status != protos.StatusResult.Success:
            raised = response.result.exception
            raise AppError(f"function_app.py cannot be loaded: {raised.message}\n{raised.stack_trace}")
        response = await functions_metadata_request(_request())
        found = response.function_metadata_results
        if not found:
            raise AppError(f"no function_app.py with functions in {app}")
        return cls(tuple(_function(metadata) for metadata in found))

    async def invoke(
        self,
        function: Function,
        data: TypedData,
        metadata: Mapping[str, TypedData] | None = None,
        *,
        invocation_id: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> TypedData | None:
        """Runs `function` on its trigger's `data`; answers with its return value.

        Raises InvocationError when it raised.
        """
        invocation = SimpleNamespace(
            invocation_id=invocation_id or str(uuid.uuid4()),
            function_id=function.id,
            input_data=[protos.ParameterBinding(name=function.parameter, data=data)],
            trigger_metadata=metadata or {},
            trace_context=SimpleNamespace(
                trace_parent=(headers or {}).get("traceparent", ""),
                trace_state=(headers or {}).get("tracestate", ""),
                attributes={},
            ),
            retry_context=SimpleNamespace(retry_count=0, max_retry_count=0, exception=None),
        )
        response = await invocation_request(_request(invocation_request=invocation))
        if response.result.status != protos.StatusResult.Success:
            raised = response.result.exception
            raise InvocationError(raised.message, raised.stack_trace)
        if response.output_data:
            raise InvocationError("output bindings are not emulated by the local host")
        value: TypedData | None = response.return_value
        return value


def _request(**request: Any) -> SimpleNamespace:
    return SimpleNamespace(request=SimpleNamespace(**request), properties={"protos": protos, "host": "127.0.0.1"})


def _function(metadata: Any) -> Function:
    bindings = [json.loads(text) for text in metadata.raw_bindings]
    for binding in bindings:
        if binding["type"] in KINDS:
            others = [other for other in bindings if other is not binding]
            return Function(metadata.name, metadata.function_id, binding, others)
    kinds = ", ".join(str(binding["type"]) for binding in bindings)
    raise AppError(f"{metadata.name}: none of {kinds} is a trigger the local host emulates")
