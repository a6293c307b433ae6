"""A preparation that is split gives the same as one in one piece, person by person."""

from __future__ import annotations

import csv
import io
import os
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.domain import Mode, Run
from shared.runs.retry import retry
from tests.fakes.large_segment import LITTLE_DISK, put
from tests.fakes.small_app import SmallApp, small_app

EXAMPLES = int(os.environ.get("EXAMPLES", "5"))
MAPPING = {
    "email": "Email",
    "first_name": {"column": "Name", "blank": "clear"},
    "phone_number": "Phone",
    "external_id": "Id",
    "location.city": "City",
}
UNUSUAL = ["", "none", " P1@Example.com", "P2@EXAMPLE.COM ", "dä1@example.com", "dä2@example.com"]
ROW = st.fixed_dictionaries(
    {
        # Blank, malformed, in several spellings, and addresses that need review.
        "Email": st.integers(0, 30).map(lambda n: f"p{n}@example.com") | st.sampled_from(UNUSUAL),
        "Name": st.sampled_from(["", "Ann", "Bo", 'Zoë "x", y']),
        "City": st.sampled_from(["", "Tartu"]),
        "Phone": st.sampled_from(["", "", "+491512345678", "+4915123456789", "0151 23456789", "call me"]),
        "Id": st.sampled_from(["", "", "1", "2", "3"]),
        "Yes": st.sampled_from(["yes", "no"]),
    }
)  # fmt: skip
PARTS = st.lists(st.lists(ROW, max_size=12), min_size=2, max_size=4)


class Seen:
    """What a run did, as far as a user sees it; what depends on the order of chunks is sorted."""

    def __init__(self, app: SmallApp, run: Run) -> None:
        self.counts = run.counts
        self.removal = run.removal and run.removal.model_dump()
        self.warnings = run.warnings
        self.error = run.error
        self.state = run.state
        self.rejects = _lines(app, f"runs/{run.id}/rejects.csv")
        self.shared = _lines(app, f"runs/{run.id}/shared-identifiers.csv")


def _lines(app: SmallApp, name: str) -> list[tuple[str, ...]]:
    text = app.context.files.blobs.get(name, b"").decode()
    return sorted(tuple(line) for line in csv.reader(io.StringIO(text, newline="")))


async def story(parts: list[list[list[dict[str, str]]]], options: dict[str, Any], **settings: str) -> list[Any]:
    """Run an export of several versions of a segment, the first with profiles that fail, which are sent again."""
    seen: list[Any] = []
    async with small_app(**settings) as app:
        await app.export(mapping=MAPPING, **options)
        for version, rows in enumerate(parts):
            put(app, rows)
            failing = ["p1@example.com", "p2@example.com"] if version == 0 else []
            await app.sim("POST", "/jobs", {"fail_emails": failing} if failing else {})
            run = await app.run()
            assert bool(settings) == (run.split is not None)
            seen.append(vars(Seen(app, run)))
            if run.counts.failed:
                await app.sim("POST", "/jobs", {})
                again = await app.ended((await retry(app.context, run.id, "a test")).id)
                assert bool(settings) == (again.split is not None)
                seen.append(vars(Seen(app, again)))
            people = await app.snapshot()
            seen.append({who: {**one, "departed_at": bool(one["departed_at"])} for who, one in people.items()})
            members = await app.members()
            seen.append({who: {k: v for k, v in one.items() if k in FIELDS} for who, one in members.items()})
        assert not [name for name in app.context.files.blobs if "/staging/" in name or "/chunks/" in name]
    return seen


FIELDS = ("email", "first_name", "phone_number", "external_id", "location", "properties")


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    versions=st.lists(PARTS, min_size=2, max_size=2),
    mirror=st.booleans(),
    send_last=st.booleans(),
)
async def test_the_same_as_in_one_piece_person_by_person(
    versions: list[list[list[dict[str, str]]]], mirror: bool, send_last: bool
) -> None:
    options = {
        "mode": Mode.MIRROR if mirror else Mode.UPSERT,
        "removal_limit_percent": 100,
        "shared_identifiers": "send_last" if send_last else "leave_out",
    }
    whole = await story(versions, options)
    pieces = await story(versions, options, **LITTLE_DISK)
    for one, other in zip(whole, pieces, strict=True):
        assert other == one
