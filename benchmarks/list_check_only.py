"""Check one list: read its members back from the simulator and compare them with a snapshot, all in this process.

`python -m benchmarks.list_check_only LIST MEMBERS`: the storage is in the environment, as for the app. The snapshot has
as many people as the list; a hundredth of them are others than those on the list.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from benchmarks.prepare_only import peak_mib
from shared import bootstrap
from shared.context import Context
from shared.domain import Connection, Consent, Export, Mapping
from shared.domain.base import now
from shared.domain.list_check import ListCheck
from shared.domain.snapshot import Snapshot, hash_profile_recipe
from shared.runs.list_check import check_list, request_list_check
from shared.settings import Settings

OTHERS = 100
"""Every so many people of the snapshot are not on the list."""


async def write_snapshot(context: Context, export: Export, members: int) -> None:
    """Record a snapshot of so many people."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config={"memory_limit": "128MB", "threads": 1}) as db:
        path = Path(folder) / "people.parquet"
        db.execute(f"""
            COPY (SELECT if(i % {OTHERS} = 0, 'other', 'member') || i || '@example.com' AS identity,
                         i::UBIGINT AS fingerprint, 0::UINTEGER AS fields, 0::UINTEGER AS consented, true AS managed,
                         NULL::DATE AS departed_at
                  FROM range({members}) people(i))
            TO '{path}' (FORMAT parquet, COMPRESSION zstd)
        """)
        file = await context.snapshot_files.upload_snapshot(export.id, "bench", path)
    snapshot = Snapshot(
        file=file, run_id="bench", list_id=export.list_id, account_id="SIMCON",
        profile_recipe_hash=hash_profile_recipe(export), people=members, written_at=now(),
    )  # fmt: skip
    await context.snapshots.insert(export.id, snapshot)


async def main(list_id: str, members: int) -> None:
    context, at = bootstrap.build(Settings.read(os.environ)), now()
    connection = Connection(
        id=f"con_{members}", display_name="bench", secret_name="bench", account_id="SIMCON", account_name="bench",
        consent=Consent(by="bench", at=at), created_at=at, updated_at=at,
    )  # fmt: skip
    await context.connections.insert(connection.id, connection)
    export = Export(
        id=f"exp_{members}", name="bench", connection_id=connection.id, list_id=list_id, segments=["People"],
        mapping=Mapping.model_validate({"email": "Email"}), created_at=at, updated_at=at, scheduled_at=at,
    )  # fmt: skip
    await context.exports.insert(export.id, export)
    await write_snapshot(context, export, members)
    check: ListCheck = await request_list_check(context, export, "bench")
    began = time.perf_counter()
    while check.is_open:
        await check_list(context, check.id)
        found = await context.list_checks.get(check.id)
        assert found is not None
        check = found.value
        if check.not_before is not None:
            await asyncio.sleep(max(0.0, (check.not_before - now()).total_seconds()))
    counts, others = check.counts, len(range(0, members, OTHERS))
    if (counts.on_list, counts.missing, counts.foreign) != (members, others, others):
        raise SystemExit(f"The check found something else than there is: {check.model_dump_json()}")
    print(json.dumps({"seconds": time.perf_counter() - began, "peak_mib": peak_mib(), "read": check.read}))
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
