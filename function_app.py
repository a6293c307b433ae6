"""Every trigger of the app: a binding and one call into shared, nothing else.

Azure tries the routes in alphabetical order of the function names, not the most exact one first: `start_by_machine`,
`web_api`, `web_console` are named so that each comes before the broader ones.

What a trigger needs is imported when it first fires, to keep cold starts short.
"""

import os
from typing import TYPE_CHECKING

import azure.functions as func
from azurefunctions.extensions.bindings import blob

from shared import bootstrap

if TYPE_CHECKING:
    from shared.api.http import Request, Response

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)


@app.timer_trigger("timer", schedule="%TIMER_SCHEDULE%", use_monitor=True)
@app.function_name("timer")
async def timer(timer: func.TimerRequest) -> None:
    """Start the exports that are due."""
    from shared.runs.start import start_due

    async with bootstrap.invocation("timer") as context:
        await start_due(context)


@app.timer_trigger("timer", schedule="%SWEEP_SCHEDULE%", use_monitor=False)
@app.function_name("sweep")
async def sweep(timer: func.TimerRequest) -> None:
    """Resume runs that stalled, and clean up."""
    from shared.maintenance.sweep import sweep

    async with bootstrap.invocation("sweep") as context:
        await sweep(context)


# Bound to a client, not to bytes: the blob itself is not loaded (it may be larger than memory).
@app.blob_trigger(
    "blob", path="%SEGMENTS_CONTAINER%/{name}", connection="SegmentsStorage", source=func.BlobSource.EVENT_GRID
)
@app.function_name("segment_uploaded")
async def segment_uploaded(blob: blob.BlobClient) -> None:
    """Start the exports that run when this segment is updated."""
    from shared.runs.start import start_for_blob

    async with bootstrap.invocation("segment_uploaded") as context:
        await start_for_blob(context, blob.container_name, blob.blob_name)


@app.queue_trigger("message", queue_name="export-runs", connection="ExportsStorage")
@app.function_name("prepare")
async def prepare(message: func.QueueMessage) -> None:
    """Read a segment, check it, cut it into chunks; or make a preview of that."""
    await _handle("prepare", message)


@app.queue_trigger("message", queue_name="chunk-uploads", connection="ExportsStorage")
@app.function_name("upload")
async def upload(message: func.QueueMessage) -> None:
    """Send one chunk to Klaviyo, or do one batch of the work after the import."""
    await _handle("upload", message)


@app.queue_trigger("message", queue_name="run-progress", connection="ExportsStorage")
@app.function_name("follow")
async def follow(message: func.QueueMessage) -> None:
    """Take one step of following a run: poll its jobs, and end it when all are done."""
    await _handle("follow", message)


@app.queue_trigger("message", queue_name="notifications", connection="ExportsStorage")
@app.function_name("notify")
async def notify(message: func.QueueMessage) -> None:
    """Deliver a notification."""
    await _handle("notify", message)


@app.queue_trigger("message", queue_name="export-runs-poison", connection="ExportsStorage")
@app.function_name("prepare_poison")
async def prepare_poison(message: func.QueueMessage) -> None:
    """Record that a run could not be prepared."""
    await _recover("prepare_poison", "export-runs", message)


@app.queue_trigger("message", queue_name="chunk-uploads-poison", connection="ExportsStorage")
@app.function_name("upload_poison")
async def upload_poison(message: func.QueueMessage) -> None:
    """Record that a chunk could not be sent."""
    await _recover("upload_poison", "chunk-uploads", message)


@app.queue_trigger("message", queue_name="run-progress-poison", connection="ExportsStorage")
@app.function_name("follow_poison")
async def follow_poison(message: func.QueueMessage) -> None:
    """Record that a run could not be followed."""
    await _recover("follow_poison", "run-progress", message)


@app.queue_trigger("message", queue_name="notifications-poison", connection="ExportsStorage")
@app.function_name("notify_poison")
async def notify_poison(message: func.QueueMessage) -> None:
    """Record that a notification could not be delivered."""
    await _recover("notify_poison", "notifications", message)


# One function for starting and following, since a function key opens one function.
@app.route(route="api/exports/{id}/run/{run_id?}", methods=["GET", "POST"], auth_level=func.AuthLevel.FUNCTION)
@app.function_name("start_by_machine")
async def start_by_machine(req: func.HttpRequest) -> func.HttpResponse:
    """Start an export with a function key, and follow the run."""
    from shared.api.routes import handle_machine

    run_id = req.route_params.get("run_id")
    path = f"/api/exports/{req.route_params['id']}/run" + (f"/{run_id}" if run_id else "")
    async with bootstrap.invocation("start_by_machine") as context:
        return _response(await handle_machine(context, _request(req, path)))


@app.route(route="api/{*path}", methods=["GET", "POST", "PATCH", "PUT", "DELETE"])
@app.function_name("web_api")
async def web_api(req: func.HttpRequest) -> func.HttpResponse:
    """The API for users who are signed in."""
    from shared.api.routes import handle

    auth_enabled = os.environ.get("WEBSITE_AUTH_ENABLED", "").lower() == "true"
    async with bootstrap.invocation("web_api") as context:
        return _response(await handle(context, _request(req), auth_enabled=auth_enabled))


@app.route(route="{*path}", methods=["GET", "HEAD"])
@app.function_name("web_console")
async def web_console(req: func.HttpRequest) -> func.HttpResponse:
    """The web page, for everybody: it reads what it shows from the API."""
    from shared.console.site import serve

    return _response(serve(_request(req, "/")))


async def _recover(name: str, queue: str, message: func.QueueMessage) -> None:
    from shared.domain.messages import Queue
    from shared.runs.recovery import handle_poison

    async with bootstrap.invocation(name) as context:
        await handle_poison(context, Queue(queue), message.get_body())


async def _handle(name: str, message: func.QueueMessage) -> None:
    from shared.runs.dispatch import handle_message

    async with bootstrap.invocation(name) as context:
        await handle_message(context, name, message.get_body())


def _request(req: func.HttpRequest, base: str = "/api/") -> "Request":
    from shared.api.http import Request

    headers = {name.lower(): value for name, value in req.headers.items()}
    path = base + req.route_params.get("path", "")
    return Request(req.method or "GET", path, req.params, headers, req.get_body())


def _response(response: "Response") -> func.HttpResponse:
    return func.HttpResponse(response.body, status_code=response.status, headers=dict(response.headers))
