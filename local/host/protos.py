"""Stand-ins for the protobuf messages between the Functions host and its Python worker.

The worker library takes them by injection (`request.properties["protos"]`): it reads attributes, calls
constructors with keywords and asks `WhichOneof`, nothing else. Field names are those of
FunctionRpc.proto (github.com/Azure/azure-functions-language-worker-protobuf).
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, ClassVar


class TypedData(SimpleNamespace):
    """A value of one kind: string, json, bytes, http, int, double, model_binding_data, …"""

    def __init__(self, **one: Any) -> None:
        if len(one) > 1:
            raise TypeError(f"TypedData is one of its kinds, not {sorted(one)}")
        super().__init__(**one)

    def WhichOneof(self, _group: str) -> str | None:  # noqa: N802  protobuf's own name
        return next(iter(vars(self)), None)


class ParameterBinding(SimpleNamespace):
    """`name` of a parameter and its `data`, a TypedData."""

    def WhichOneof(self, _group: str) -> str:  # noqa: N802
        return "data"


class BindingInfo(SimpleNamespace):
    """`type`, `data_type` and `direction` of a binding; the directions are class attributes."""

    out: ClassVar[int] = 1
    inout: ClassVar[int] = 2


setattr(BindingInfo, "in", 0)  # a keyword, so not to be had by plain assignment


class StatusResult(SimpleNamespace):
    Failure: ClassVar[int] = 0
    Success: ClassVar[int] = 1


class RpcHttp(SimpleNamespace):
    """A request (method, url, headers, body, params, query) or an answer (status_code, headers, …)."""


class RpcHttpCookie(SimpleNamespace):
    class SameSite:
        Lax: ClassVar[int] = 1
        Strict: ClassVar[int] = 2
        ExplicitNone: ClassVar[int] = 3


setattr(RpcHttpCookie.SameSite, "None", 0)


class RpcException(SimpleNamespace):
    """`message` and `stack_trace`."""


class ModelBindingData(SimpleNamespace):
    """`version`, `source`, `content_type`, `content`: what an SDK type is made from."""


class RpcFunctionMetadata(SimpleNamespace):
    """`name`, `function_id`, `raw_bindings` (list of JSON texts), …"""


class NullableString(SimpleNamespace):
    pass


class NullableBool(SimpleNamespace):
    pass


class NullableDouble(SimpleNamespace):
    pass


class NullableTimestamp(SimpleNamespace):
    pass


class Timestamp(SimpleNamespace):
    pass


class RpcRetryOptions(SimpleNamespace):
    pass


class WorkerMetadata(SimpleNamespace):
    pass


class WorkerInitResponse(SimpleNamespace):
    pass


class FunctionMetadataResponse(SimpleNamespace):
    pass


class FunctionLoadResponse(SimpleNamespace):
    pass


class InvocationResponse(SimpleNamespace):
    pass
