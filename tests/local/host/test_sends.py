"""What saves waiting and idle work: queues polled after a send, instances that rest."""

import asyncio
from pathlib import Path

from azure.storage.queue.aio import QueueClient

from local.azurite import start_azurite
from local.host.listener import HostLinks, Message, QueueListener
from local.host.rest import IDLE_SECONDS, Idle
from local.host.sends import Sends
from local.host.settings import QueueSettings
from local.storage import create_containers, create_queues, upload_folder
from tests.local.host.virtual import MemoryStorage, run_in_virtual_time


async def test_azurite_says_where_a_message_became_visible_or_a_blob_was_written(tmp_path: Path) -> None:
    azurite = await start_azurite(tmp_path / "azurite", sends=tmp_path / "sends")
    named: asyncio.Queue[str] = asyncio.Queue()
    sends = Sends(tmp_path / "sends", named.put_nowait)
    try:
        await create_queues(azurite.connection_string, "queue")
        await create_containers(azurite.connection_string, "container")
        async with asyncio.timeout(30), QueueClient.from_connection_string(azurite.connection_string, "queue") as queue:
            await queue.send_message("later", visibility_timeout=1)
            assert await named.get() == "queue"
            [message] = [each async for each in queue.receive_messages()]
            await queue.update_message(message, visibility_timeout=0)
            assert await named.get() == "queue"
            [message] = [each async for each in queue.receive_messages()]
            await queue.delete_message(message)
        (tmp_path / "files/folder").mkdir(parents=True)
        (tmp_path / "files/folder/blob.csv").write_text("email")
        await upload_folder(azurite.connection_string, "container", tmp_path / "files")
        async with asyncio.timeout(30):
            assert await named.get() == "container/"
        assert named.empty()
    finally:
        sends.close()
        await azurite.process.stop()


def test_instance_rests_while_nothing_comes_and_a_send_wakes_it() -> None:
    async def play() -> tuple[int, int, float]:
        loop, storage, done = asyncio.get_running_loop(), MemoryStorage(), list[float]()
        storage.queues["work"] = []
        idle, faults = Idle(loop.time), list[BaseException]()

        async def handle(_message: Message) -> bool:
            done.append(loop.time())
            return True

        listener = QueueListener(
            storage.queue("", "work"),
            QueueSettings(max_polling_interval=1.0),
            handle,
            host=HostLinks(fault=faults.append, received=idle.note_message, rests=idle.is_idle),
        )
        polling = asyncio.create_task(listener.run())
        await asyncio.sleep(IDLE_SECONDS)
        awake = len(storage.operations)
        await asyncio.sleep(10 * IDLE_SECONDS)
        resting = len(storage.operations) - awake
        sent = loop.time()
        storage.put("work", "text")
        listener.wake()
        await asyncio.sleep(1)
        assert not idle.is_idle()
        listener.stop()
        await polling
        return awake, resting, done[0] - sent

    awake, resting, waited = run_in_virtual_time(play())
    assert awake > IDLE_SECONDS
    assert resting <= IDLE_SECONDS + 1, "every ten seconds"
    assert waited < 0.1
