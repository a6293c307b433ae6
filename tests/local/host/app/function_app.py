"""An app that does a bit of everything the host can trigger, and writes down what it saw.

What a function saw goes as a JSON line into the file named by the setting SEEN.
"""

import asyncio
import json
import logging
import os
from pathlib import Path

import azure.functions as func
from azurefunctions.extensions.bindings.blob import BlobClient

app = func.FunctionApp()
SEEN = Path(os.environ["SEEN"])


def saw(function: str, **what: object) -> None:
    with SEEN.open("a") as file:
        file.write(json.dumps({"function": function, "pid": os.getpid(), **what}) + "\n")


@app.route("api/echo/{id}/{part?}", methods=["GET", "POST"], auth_level=func.AuthLevel.ANONYMOUS)
async def echo(req: func.HttpRequest) -> func.HttpResponse:
    seen = {
        "method": req.method,
        "url": req.url,
        "params": dict(req.route_params),
        "query": dict(req.params),
        "headers": {name.lower(): value for name, value in req.headers.items()},
        "size": len(req.get_body()),
    }
    return func.HttpResponse(json.dumps(seen), status_code=201, mimetype="application/json", headers={"X-Echo": "yes"})


@app.route("{*path}", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
async def rest(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("rest:" + req.route_params.get("path", ""))


@app.route("api/keyed", methods=["POST"])
async def keyed(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(req.get_body(), mimetype="application/octet-stream")


@app.route("api/mistake", auth_level=func.AuthLevel.ANONYMOUS)
async def mistake(req: func.HttpRequest) -> func.HttpResponse:
    raise ValueError("a mistake")


@app.route("api/die", auth_level=func.AuthLevel.ANONYMOUS)
async def die(req: func.HttpRequest) -> func.HttpResponse:
    os._exit(3)


@app.timer_trigger(arg_name="timer", schedule="%EVERY_SECOND%")
async def tick(timer: func.TimerRequest) -> None:
    saw("tick", past_due=timer.past_due)


@app.timer_trigger(arg_name="timer", schedule="0 0 0 1 1 *")
async def yearly(timer: func.TimerRequest) -> None:
    saw("yearly", past_due=timer.past_due)


@app.queue_trigger(arg_name="message", queue_name="%WORK_QUEUE%", connection="SegmentsStorage")
async def work(message: func.QueueMessage) -> None:
    body = message.get_json()
    saw("work", body=body, id=message.id, count=message.dequeue_count, inserted=str(message.insertion_time))
    logging.getLogger(__name__).info("working on %s", body.get("name"))
    await asyncio.sleep(body.get("seconds", 0) if message.dequeue_count == 1 else 0)
    saw("worked", body=body)


@app.queue_trigger(arg_name="message", queue_name="bad", connection="SegmentsStorage")
async def bad(message: func.QueueMessage) -> None:
    saw("bad", count=message.dequeue_count)
    raise RuntimeError("always")


@app.queue_trigger(arg_name="message", queue_name="bad-poison", connection="SegmentsStorage")
async def buried(message: func.QueueMessage) -> None:
    saw("buried", text=message.get_body().decode(), count=message.dequeue_count)


@app.blob_trigger(
    arg_name="blob", path="watched/{name}", connection="SegmentsStorage", source=func.BlobSource.EVENT_GRID
)
async def uploaded(blob: BlobClient) -> None:
    saw("uploaded", name=blob.blob_name, container=blob.container_name, size=blob.get_blob_properties().size)


@app.blob_trigger(arg_name="blob", path="read/{name}", connection="SegmentsStorage", source=func.BlobSource.EVENT_GRID)
async def loaded(blob: func.InputStream) -> None:
    saw("loaded", name=blob.name, text=blob.read().decode())
