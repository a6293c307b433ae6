"""The SQL of which bucket a person is in (shared/domain/split.py)."""

from __future__ import annotations

from shared.domain.split import Bucket


def bucket_sql(hashed: str, of: int) -> str:
    """Return the SQL of the bucket of a hash, among `of` buckets, a power of two.

    By the first bits: what compares hashes in parts uses the last ones.
    """
    return f"({hashed} >> {65 - of.bit_length()})::INTEGER" if of > 1 else "0"


def within(bucket: Bucket, identity: str = "identity") -> str:
    """Return the SQL condition that a person is in the bucket."""
    return f"{bucket_sql(f'hash({identity})', bucket.of)} = {bucket.number}" if bucket.of > 1 else "true"
