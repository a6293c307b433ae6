"""What reaches the log at the most talkative level: no address, in any encoding, whatever a run does to people."""

from __future__ import annotations

import logging

import pytest

from shared.domain import Mode
from shared.domain.identity import Person
from shared.domain.subscription import ChannelConsent, Subscription
from shared.telemetry.libraries import LIBRARIES, quiet_libraries
from tests.encodings import addresses, readings
from tests.fakes.small_app import small_app


async def test_no_address_of_a_mirror_run_a_consent_run_or_an_erasure(caplog: pytest.LogCaptureFixture) -> None:
    levels = {name: logging.getLogger(name).level for name in LIBRARIES}
    caplog.set_level(logging.DEBUG)
    quiet_libraries()
    try:
        async with small_app() as app:
            consent = Subscription(email=ChannelConsent(column="Yes", true_values=["yes"]))
            await app.export(mode=Mode.MIRROR, removal_limit_percent=100, subscribe=consent)
            app.segment([{"Email": f"p{n}+a@example.com", "Yes": "yes"} for n in range(4)])
            assert (await app.run()).counts.subscribed == 4
            app.segment([{"Email": f"p{n}+a@example.com", "Yes": "yes"} for n in range(2)])
            run = await app.run()
            assert run.counts.removed == 2
            assert (await app.erase(Person.of(email="p1+a@example.com"), klaviyo=True)).requested
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
    lines = [record.getMessage() for record in caplog.records]
    assert any(run.id in line for line in lines), "the app's own lines are there"
    assert addresses(readings("\n".join(lines))) == []
