"""The SQL of which bucket a person is in, and files by bucket (shared/domain/split.py)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from shared.domain.split import Bucket
from shared.planning.stage_rows import GROUP_ROWS, staged_format
from shared.planning.value_sql import quoted


def bucket_sql(hashed: str, of: int) -> str:
    """Return the SQL of the bucket of a hash, among `of` buckets, a power of two.

    By the first bits: what compares hashes in parts uses the last ones.
    """
    return f"({hashed} >> {65 - of.bit_length()})::INTEGER" if of > 1 else "0"


def within(bucket: Bucket, identity: str = "identity") -> str:
    """Return the SQL condition that a person is in the bucket."""
    return f"{bucket_sql(f'hash({identity})', bucket.of)} = {bucket.number}" if bucket.of > 1 else "true"


def write_by_bucket(db: Any, query: str, folder: Path, column: str = "bucket") -> dict[int, Path]:
    """Write the rows of a query with the column `bucket` to a file for each bucket, in no order. Return the files.

    Another `column` may say the number. The files do not have it.
    """
    db.execute(
        f"COPY ({query}) TO {quoted(str(folder))} "
        f"({staged_format(GROUP_ROWS)}, PARTITION_BY ({column}), OVERWRITE_OR_IGNORE)"
    )
    return {int(path.parent.name.partition("=")[2]): path for path in folder.glob(f"{column}=*/*.parquet")}
