"""Client of Segments to Klaviyo: run exports, follow runs, keep exports as code.

    from segments_to_klaviyo import Client, TokenAuth

    with Client("https://func-….azurewebsites.net", TokenAuth(client_id)) as client:
        run = client.run_and_wait("exp_k3f9x27m4t2c", timeout=3600)
        print(run.state, run.counts.accepted)

`AsyncClient` has the same methods as coroutines and asynchronous iterators. Errors: `segments_to_klaviyo.errors`.
"""

from segments_to_klaviyo.auth import FunctionKeyAuth, HeaderAuth, TokenAuth
from segments_to_klaviyo.client import AsyncClient, Client
from segments_to_klaviyo.errors import (
    AppUnavailable,
    AppUnreachable,
    ClientError,
    Conflict,
    InvalidId,
    InvalidRequest,
    ManifestError,
    NotAllowed,
    NotFound,
    ProblemError,
    RunActive,
    RunNotSuccessful,
    SignInFailed,
    SignInRequired,
    StaleVersion,
    UnexpectedAnswer,
    WaitTimeout,
)
from segments_to_klaviyo.models import Run

__all__ = [
    "AppUnavailable",
    "AppUnreachable",
    "AsyncClient",
    "Client",
    "ClientError",
    "Conflict",
    "FunctionKeyAuth",
    "HeaderAuth",
    "InvalidId",
    "InvalidRequest",
    "ManifestError",
    "NotAllowed",
    "NotFound",
    "ProblemError",
    "Run",
    "RunActive",
    "RunNotSuccessful",
    "SignInFailed",
    "SignInRequired",
    "StaleVersion",
    "TokenAuth",
    "UnexpectedAnswer",
    "WaitTimeout",
]
