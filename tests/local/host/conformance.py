"""Runs a recorded scenario on the listeners of the local host and says what differs: see traces/README.md."""

import asyncio
import base64
import itertools
import json
import random
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from local.host.blobs import QUEUE as BLOB_QUEUE
from local.host.blobs import BlobMessage
from local.host.connections import HOST_STORAGE
from local.host.functions import AppError, Function
from local.host.keys import Keys
from local.host.listeners import HostListeners
from local.host.settings import HostSettings, load_settings
from local.host.storage_queues import put_or_create
from local.host.timers import TimerListener, TimerState
from local.host.webhook import BlobWebhook
from tests.local.host.virtual import MemoryStorage, Operation

START_SECONDS = 10.0
"""Of virtual time before the host starts: some steps come before it."""
MAX_EXTRA_SECONDS = 60
MAX_TIMER_MS = 600


def host_settings(folder: Path, trace: dict[str, Any]) -> HostSettings:
    queues = dict(trace["settings"])
    processors = queues.pop("processors", 2)
    blobs = queues.pop("blobs", {})
    (folder / "host.json").write_text(json.dumps({"extensions": {"queues": queues, "blobs": blobs}}))
    return load_settings(folder, {}, processors=processors)


def sent_text(text: Any) -> str:
    """Texts of the trace: as they are in the queue, or {"base64_of_kib": size}."""
    if isinstance(text, dict):
        return base64.b64encode(b"x" * 1024 * text["base64_of_kib"]).decode()
    return str(text)


def blob_event(function_id: str, blob: str) -> str:
    """Return the message of a blob event, as it is in the internal queue."""
    container, _, name = blob.partition("/")
    return base64.b64encode(BlobMessage(function_id, container, name, "0x1").to_text().encode()).decode()


class Run:
    """One run of a scenario."""

    def __init__(self, trace: dict[str, Any], settings: HostSettings) -> None:
        self.trace = trace
        self.settings = settings
        self.storage = MemoryStorage()
        self.blobs: set[str] = set()
        self.webhook = BlobWebhook(Keys(), self._enqueue)
        self.answers: list[str] = []
        """What the webhook answered otherwise than recorded."""
        self.names: list[str] = []
        """Of the blobs that functions ran for."""
        random.seed(trace["name"])
        self.stopped = asyncio.Event()
        self.faults: list[BaseException] = []
        self.invocations: list[tuple[str, int, str]] = []
        self.running = self.most_running = self.started = 0
        self.behaviour = {each["name"]: each for each in trace["functions"]}
        self.hosts: list[HostListeners] = []

    async def play(self) -> None:
        """Do each step at its time."""
        loop = asyncio.get_running_loop()
        for each in self.trace["functions"]:
            if "queue" in each and self._exists(each["queue"]):
                self.storage.queues[each["queue"]] = []
        for step in sorted(self.trace["steps"], key=lambda step: step["at_ms"]):
            wait = START_SECONDS + step["at_ms"] / 1000 - loop.time()
            await asyncio.sleep(max(0.0, wait))
            await self._do(step)

    def _exists(self, name: str) -> bool:
        """Whether a queue is there from the start: not where the first answer is that it is missing."""
        first = next((each for each in self.trace["expected"]["queue_operations"] if each[1] == name), None)
        return first is None or first[2] != 404

    async def _do(self, step: dict[str, Any]) -> None:
        queue = step.get("queue", self.trace["functions"][0].get("queue", f"host: {BLOB_QUEUE}"))
        match step["do"]:
            case "start":
                self._start()
            case "stop":
                await self._expected_starts()
                self.stopped.set()
                await self._finish()
            case "drain":
                await self._expected_starts()
                await self._finish()
            case "send_by_host":
                await self.storage.queue("", queue).put_message(step["text"])
            case "write_blob":
                account = "host" if step["blob"].startswith("own/") else "data"
                self.blobs.add(f"{account}: {step['blob']}")
            case "request":
                await self._request(step)
            case "answer":
                self.storage.answer, self.storage.where = step["status"], step.get("where", "")
            case _:
                self._change_queue(queue, step)

    def _change_queue(self, queue: str, step: dict[str, Any]) -> None:
        """Do what another client than the host does to the storage of a queue."""
        storage = self.storage
        match step["do"]:
            case "send":
                storage.put(
                    queue,
                    sent_text(step["text"]),
                    delay=step.get("visible_after_s", 0),
                    lives=step.get("lives_s", 7 * 86400),
                )
            case "send_numbers":
                for number in range(1, step["count"] + 1):
                    storage.put(queue, base64.b64encode(str(number).encode()).decode())
            case "clear":
                storage.queues[queue].clear()
            case "create":
                storage.queues.setdefault(queue, [])
            case "delete_queue":
                del storage.queues[queue]
            case "put_internal":
                text = step.get("text") or blob_event(step["function_id"], step["blob"])
                storage.queues.setdefault(queue, [])
                storage.put(queue, text)
                storage.queues[queue][-1].dequeue_count = step.get("received", 0)
            case "receive_by_hand":
                storage.queues[queue][0].dequeue_count += step["times"]
            case "update_by_hand":
                message = storage.queues[queue][0]
                message.receipt += "'"
                message.visible_at = asyncio.get_running_loop().time() + step["visible_after_s"]
            case other:
                raise ValueError(f"{self.trace['name']}: the step {other!r} is not known")

    def _start(self) -> None:
        functions = {each["name"]: _function(each) for each in self.trace["functions"]}
        for _ in range(self.trace.get("hosts", 1)):
            host = HostListeners(functions, self.settings, self.storage, self.run, self.faults.append)
            host.start()
            self.hosts.append(host)

    async def _enqueue(self, text: str) -> None:
        queue = self.storage.queue(HOST_STORAGE, BLOB_QUEUE)
        await put_or_create(queue, base64.b64encode(text.encode()).decode())
        for host in self.hosts:
            host.wake(BLOB_QUEUE)

    async def _request(self, step: dict[str, Any]) -> None:
        headers = {"aeg-event-type": step["aeg_event_type"]} if "aeg_event_type" in step else {}
        body = step["body"]
        if isinstance(body, dict) and "numbers" in body:
            urls = [f"https://data.blob.example/segments/{number}.csv" for number in range(body["numbers"])]
            body = [{"data": {"url": url, "blobType": "BlockBlob", "eTag": "0x8DB0000000000AA"}} for url in urls]
        if not isinstance(body, str):
            body = json.dumps(body)
        answer = await self.webhook.answer(step["method"], step["function_id"], headers, body.encode())
        seen: dict[str, Any] = {"status": answer.status}
        if answer.body:
            seen["body"] = answer.text
        if seen != step["answer"]:
            self.answers.append(f"{step['what']}: recorded {step['answer']}, here {seen}")

    async def _expected_starts(self) -> None:
        """Wait until as many functions have started as were recorded: the delays of polls are random."""
        expected = sum(times for *_, outcome, times in self.trace["expected"]["invocations"] if outcome != "refused")
        for _ in range(MAX_EXTRA_SECONDS):
            if self.started >= expected:
                break
            await asyncio.sleep(1)

    async def _finish(self) -> None:
        for host in self.hosts:
            host.stop()
        for host in self.hosts:
            await host.finish()

    async def run(self, path: str, payload: bytes) -> bool:
        """Stands for the worker: the function of the scenario."""
        name = path.rpartition("/")[2]
        behaviour, values = self.behaviour[name], json.loads(payload)
        if path.startswith("/blob/"):
            event = BlobMessage.from_text(payload)
            if f"{behaviour['connection']}: {event.container}/{event.name}" not in self.blobs:
                return True
            self.names.append(event.name)
            values = {"DequeueCount": 1, "text": ""}
        self.running += 1
        self.started += 1
        self.most_running = max(self.most_running, self.running)
        outcome = "succeeded"
        try:
            takes = behaviour.get("takes_s", 0)
            if takes == "half the text":
                takes = int(values["text"]) / 2
            if not takes:
                pass
            elif behaviour.get("token") == "throws":
                try:
                    async with asyncio.timeout(takes):
                        await self.stopped.wait()
                    outcome = "cancelled"
                except TimeoutError:
                    pass
            else:
                await asyncio.sleep(takes)
            if (
                behaviour.get("fails")
                or values["DequeueCount"] <= behaviour.get("fails_first", 0)
                or behaviour.get("fails_for") == values["text"]
            ):
                outcome = "failed"
        finally:
            self.running -= 1
        self.invocations.append((name, values["DequeueCount"], outcome))
        return outcome == "succeeded"

    # What was seen, in the form of the trace.

    def polls(self) -> list[list[Any]]:
        found = {
            (each.queue, each.values["numofmessages"], each.values["visibilitytimeout"])
            for each in self.storage.operations
            if each.name == "GetMessages" and each.status == 200
        }
        return sorted(map(list, found))

    def queue_operations(self) -> list[list[Any]]:
        """Operations on a queue as a whole; those that are repeated after an error count once."""
        found: list[list[Any]] = []
        for each in self.storage.operations:
            if each.name in ("UpdateMessage", "DeleteMessage") or (each.name, each.status) == ("GetMessages", 200):
                continue
            if each.status is None:
                continue  # never got to the recorder
            entry: list[Any] = [each.name, each.queue, each.status]
            if each.name == "PutMessage":
                entry.append(_readable(each.values["text"]))
            repeated = each.name == "GetMessages" or (each.name == "GetQueueProperties" and each.status != 200)
            if not (repeated and found[-1:] == [entry]):
                found.append(entry)
        return found

    def messages(self) -> list[tuple[str, list[list[Any]]]]:
        """Of each message: its queue, and its operations with the milliseconds since the first of them."""
        found: dict[tuple[str, str], list[list[Any]]] = {}
        for each in self.storage.operations:
            for identifier, entry in _message_entries(each):
                found.setdefault((each.queue, identifier), []).append(entry)
        return [
            (queue, [[round((at - entries[0][0]) * 1000), *rest] for at, *rest in entries])
            for (queue, _), entries in found.items()
        ]

    def final(self, like: dict[str, Any]) -> dict[str, Any]:
        found = {}
        for name in self.storage.queues:
            visible: Any = sorted((_readable(each.text) for each in self.storage.visible(name)), key=str)
            if isinstance(like.get(name), dict) and isinstance(like[name]["visible"], int):
                visible = len(visible)
            found[name] = {"count": len(self.storage.alive(name)), "visible": visible}
        return found

    def differences(self) -> list[str]:
        expected, found = self.trace["expected"], []
        for name, left, right in (
            ("polls", expected["polls"], self.polls()),
            (
                "queue operations",
                _sorted_operations(expected["queue_operations"]),
                _sorted_operations(self.queue_operations()),
            ),
            ("ends host", expected["ends_host"], bool(self.faults)),
            ("most running", expected.get("most_running"), self.most_running if "most_running" in expected else None),
            (
                "final",
                {k: v for k, v in expected["final"].items() if isinstance(v, dict)},
                self.final(expected["final"]),
            ),
        ):
            if left != right:
                found.append(f"{name}: recorded {left}, here {right}")
        if "names" in expected and expected["names"] != sorted(self.names):
            found.append(f"names: recorded {expected['names']}, here {sorted(self.names)}")
        found += self.answers
        counts: Counter[tuple[str, int, str]] = Counter()
        for name, count, outcome, times in expected["invocations"]:
            counts[name, 1 if "connection" in self.behaviour[name] else count, outcome] += times
        refused = Counter({key: times for key, times in counts.items() if key[2] == "refused"})
        if counts - refused != Counter(self.invocations):
            found.append(f"invocations: recorded {counts - refused}, here {Counter(self.invocations)}")
        found += self._message_differences(expected["messages"])
        found += self._delay_differences(expected.get("delays_ms", []))
        return found

    def _message_differences(self, expected: list[dict[str, Any]]) -> list[str]:
        def shape(queue: str, operations: list[list[Any]]) -> str:
            return json.dumps([queue, [entry[1:] for entry in operations]])

        recorded: dict[str, list[list[list[Any]]]] = {}
        for each in expected:
            recorded.setdefault(shape(each["queue"], each["operations"]), []).extend(
                [each["operations"]] * each.get("times", 1)
            )
        here: dict[str, list[list[list[Any]]]] = {}
        for queue, operations in self.messages():
            here.setdefault(shape(queue, operations), []).append(operations)
        found = [
            f"messages: recorded {len(recorded.get(key, []))} times, here {len(here.get(key, []))}: {key}"
            for key in recorded.keys() | here.keys()
            if len(recorded.get(key, [])) != len(here.get(key, []))
        ]
        if not found:
            for key, operations in recorded.items():
                for left, right in zip(operations[0], here[key][0], strict=True):
                    if abs(left[0] - right[0]) > self._tolerance_ms(left):
                        found.append(f"time: recorded {left}, here {right}")
        return found

    def _tolerance_ms(self, entry: list[Any]) -> float:
        """A poll comes up to maxPollingInterval later; waits for storage that is away are random."""
        retried = any(each[0] in ("DeleteMessage", "UpdateMessage") and each[2] == 503 for each in _flat(self.trace))
        interval = min(self.settings.queues.max_polling_interval, 1.0)
        tolerance = 1000 * interval * max(1, entry[2] if entry[1] == "receive" else 1) + 700 + 0.4 * entry[0] * retried
        return float(tolerance)

    def _delay_differences(self, expected: list[int]) -> list[str]:
        """Compare the first delays after empty polls; each is random by a fifth."""
        delays = [round(delay * 1000) for delay in self.hosts[0].all[0].delays]
        first = [delays[0], *itertools.takewhile(lambda delay: delay != 100, delays[1:])] if delays else []
        return [
            f"delays: recorded {expected}, here {first[: len(expected)]}"
            for left, right in zip(expected, first, strict=False)
            if not 0.6 <= left / right <= 1.6
        ][:1]


def _sorted_operations(operations: list[list[Any]]) -> list[list[Any]]:
    """How often a queue was asked for that is not there depends on random delays."""
    found: list[list[Any]] = []
    for each in operations:
        if each[0] != "GetQueueProperties" or each[2] == 200 or each not in found:
            found.append(each)
    return sorted(found, key=str)


def _function(each: dict[str, Any]) -> Function:
    trigger = {"type": "queueTrigger", "name": "m", "queueName": each["queue"]} if "queue" in each else None
    blob = {
        "type": "blobTrigger",
        "name": "b",
        "connection": HOST_STORAGE if each.get("connection") == "host" else "data",
    }
    return Function(each["name"], each["name"], trigger or blob)


def _readable(text: str) -> Any:
    """The message of a blob event as JSON; any other text as it is."""
    try:
        value = json.loads(base64.b64decode(text))
    except ValueError:
        return text
    return {"json": value} if isinstance(value, dict) and "BlobName" in value else text


def _flat(trace: dict[str, Any]) -> list[list[Any]]:
    return [[*entry[1:2], None, *entry[2:3]] for each in trace["expected"]["messages"] for entry in each["operations"]]


def _message_entries(operation: Operation) -> list[tuple[str, list[Any]]]:
    if operation.name == "GetMessages":
        return [
            (identifier, [operation.at, "receive", count]) for identifier, count in operation.values.get("messages", [])
        ]
    if operation.name == "UpdateMessage":
        entry = [operation.at, operation.name, operation.status, operation.values["visibilitytimeout"]]
        return [(operation.message, entry)]
    if operation.name == "DeleteMessage":
        return [(operation.message, [operation.at, operation.name, operation.status])]
    return []


class TimerRun:
    """One run of a timer's scenario. Times of runs may differ by half a second."""

    def __init__(self, trace: dict[str, Any], folder: Path) -> None:
        self.trace = trace
        self.file = folder / "timers.json"
        self.begins_at = datetime.fromisoformat(trace["begins_at"])
        self.invocations: list[list[Any]] = []
        self.threw = False
        self.hosts: dict[str, asyncio.Task[None]] = {}
        behaviour = trace["function"]
        trigger = {"type": "timerTrigger", "name": "timer", **behaviour}
        self.function = Function("Tick", "Tick", trigger)

    def ms(self) -> int:
        return round((asyncio.get_running_loop().time() - START_SECONDS) * 1000)

    def now(self) -> datetime:
        return self.begins_at + timedelta(milliseconds=self.ms())

    async def play(self) -> None:
        for step in sorted(self.trace["steps"], key=lambda step: step["at_ms"]):
            await asyncio.sleep(max(0.0, (step["at_ms"] - self.ms()) / 1000))
            match step["do"]:
                case "start":
                    await self._start(step["host"])
                case "stop":
                    self.hosts.pop(step["host"]).cancel()
                    await asyncio.sleep(0)
                case "write_status":
                    self.file.write_text(json.dumps({"Tick": step["status"]}))
                case other:
                    raise ValueError(f"{self.trace['name']}: the step {other!r} is not known")

    async def _start(self, host: str) -> None:
        try:
            listener = TimerListener(self.function, TimerState(self.file), self.fire, self.now)
        except AppError:
            self.threw = True
            return
        self.hosts[host] = task = asyncio.create_task(listener.run())
        await asyncio.sleep(0.001)
        if task.done() and isinstance(task.exception(), AppError):
            self.threw = True

    async def fire(self, _function: Function, values: Mapping[str, Any]) -> None:
        behaviour = self.trace["function"]
        self.invocations.append([self.ms(), values["past_due"], values["status"]])
        if not (behaviour.get("first_only") and len(self.invocations) > 1):
            await asyncio.sleep(behaviour.get("takes_s", 0))
        if behaviour.get("fails"):
            raise RuntimeError("as the scenario wants")

    def differences(self) -> list[str]:
        expected, found = self.trace["expected"], []
        if expected["throws"] != self.threw:
            found.append(f"throws: recorded {expected['throws']}, here {self.threw}")
        if len(expected["invocations"]) != len(self.invocations):
            found.append(f"invocations: recorded {expected['invocations']}, here {self.invocations}")
        for left, right in zip(expected["invocations"], self.invocations, strict=False):
            if abs(left[0] - right[0]) > MAX_TIMER_MS or left[1] != right[1] or not _same_status(left[2], right[2]):
                found.append(f"invocation: recorded {left}, here {right}")
        stored = json.loads(self.file.read_text()).get("Tick") if self.file.exists() else None
        if not expected["throws"] and not _same_status(expected.get("status"), stored):
            found.append(f"status: recorded {expected.get('status')}, here {stored}")
        return found


def _same_status(left: dict[str, Any] | None, right: dict[str, Any] | None) -> bool:
    """Whether Next is the same, and the other two times are about the same."""
    if left is None or right is None:
        return left is right
    for name, value in left.items():
        other = None if right[name].startswith("0001") else right[name]
        if value is None or other is None:
            if value is not other:
                return False
            continue
        apart = abs((datetime.fromisoformat(value) - datetime.fromisoformat(other)).total_seconds())
        if apart > (0 if name == "Next" else MAX_TIMER_MS / 1000):
            return False
    return True
