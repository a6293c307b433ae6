"""The SQL of which bucket a person is in, and files by bucket (shared/domain/split.py)."""

from __future__ import annotations

from collections.abc import Sequence
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


def numbered_files(files: Sequence[tuple[int, Path]], column: str) -> str:
    """Return the relation of the rows of Parquet files, each with a number of its own in `column`.

    One scan reads all of them: with one scan for each, in a UNION ALL, each has buffers of its own (32 files of
    2,500,000 people in all, whose phone numbers are shared by two each, then did not fit into 192 MB).
    """
    numbers, paths = zip(*files, strict=True)
    listed = f"[{', '.join(quoted(str(path)) for path in paths)}]"
    return f"""(SELECT * EXCLUDE (filename), {list(numbers)}[list_position({listed}, filename)] AS {column}
                FROM read_parquet({listed}, hive_partitioning = false, filename = true))"""
