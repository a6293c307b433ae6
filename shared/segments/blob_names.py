"""What the name of a blob says: its file format, its segment, whether it describes other blobs."""

from __future__ import annotations

from shared.segments.part_schema import Compression
from shared.segments.tables.declarations import SCHEMA, SCHEMA_SUFFIX
from shared.segments.tables.documents import folder_described_by

COMPRESSIONS: dict[str, Compression] = {"": "none", ".gz": "gzip", ".zst": "zstd"}
EXTENSIONS = {"csv": "csv", "tsv": "csv", "txt": "csv", "jsonl": "jsonl", "ndjson": "jsonl", "json": "jsonl"}
SUFFIXES = {
    f".{extension}{compressed}": kind + compressed
    for extension, kind in EXTENSIONS.items()
    for compressed in COMPRESSIONS
} | {".parquet": "parquet", ".xlsx": "xlsx"}
"""What a blob's name may end with, in upper or lower case, and its kind: `.tsv.gz` is `csv.gz`."""


def file_kind(blob: str) -> str | None:
    """Return the kind of file by the end of a blob's name; None if it is unknown."""
    return SUFFIXES.get(suffix_of(blob).lower())


def suffix_of(blob: str) -> str:
    """Return the end of a blob's name that says its kind, in the letter case of the name; empty if there is none."""
    lower = blob.lower()
    return next((blob[-len(suffix) :] for suffix in SUFFIXES if lower.endswith(suffix)), "")


def compression_of(blob: str) -> Compression:
    """Return the compression of a text by the end of its name."""
    _, dot, extension = (file_kind(blob) or "").partition(".")
    return COMPRESSIONS[dot + extension]


def segment_of(blob: str) -> str | None:
    """Return the segment to which a blob belongs by its name alone; None if it is not part of a segment."""
    if file_kind(blob) is None or is_description(blob):
        return None
    first, slash, rest = blob.partition("/")
    if slash:
        return first if _is_visible(rest) else None
    return first.removesuffix(suffix_of(first)) or None


def is_unknown(blob: str) -> bool:
    """Tell whether a blob is neither of a known kind nor an internal file of the program that wrote the segment."""
    return file_kind(blob) is None and not is_description(blob) and _is_visible(blob)


def is_description(blob: str) -> bool:
    """Tell whether a blob describes data: a schema file, or a document of the Common Data Model or of Delta."""
    return blob == SCHEMA or blob.endswith((SCHEMA_SUFFIX, ".cdm.json")) or folder_described_by(blob) is not None


def _is_visible(path: str) -> bool:
    # Writers put `_SUCCESS` and the like next to the data.
    return not any(step.startswith(("_", ".")) for step in path.split("/"))
