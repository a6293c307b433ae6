"""What happened to the profiles of a run that are not known to be accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from shared.context import Context
from shared.domain import Chunk, ChunkState, Run
from shared.domain.snapshot import ProfileOutcome
from shared.domain.split import Bucket
from shared.storage.stored_files import RunFiles


class OutcomeRange(NamedTuple):
    """The profiles with ordinals from `first` to before `last`."""

    first: int
    last: int
    outcome: ProfileOutcome


async def write_outcomes(context: Context, run: Run, chunks: list[Chunk], path: Path, bucket: Bucket) -> None:
    """Write ranges of a bucket's profiles that are not known to be accepted, as CSV: first, last (exclusive), outcome.

    They count from the first profile of the bucket. Ranges do not overlap. One chunk is read at a time, so that memory
    stays flat.
    """
    files = context.run_files(run.id)
    with path.open("w", encoding="ascii") as file:

        def write(ranges: list[OutcomeRange]) -> None:
            begin = bucket.first
            file.writelines(f"{first - begin},{last - begin},{outcome}\n" for first, last, outcome in ranges)

        uncut = find_uncut_of_bucket(bucket, chunks)
        write([OutcomeRange(first, last, ProfileOutcome.NOT_ACCEPTED) for first, last in uncut])
        for chunk in sorted(chunks_of(bucket, chunks), key=lambda chunk: (chunk.first, chunk.last)):
            # The halves of a split chunk hold its profiles, those that were refused before included.
            if chunk.state is not ChunkState.SPLIT:
                write(_merge(await _find_outcomes(files, chunk)))


def find_uncut(run: Run, chunks: Sequence[Chunk]) -> Iterator[tuple[int, int]]:
    """Return ranges [first, last) of kept rows that no chunk holds: cutting stopped before them."""
    kept = run.prepared.kept if run.prepared else 0
    return find_uncut_of_bucket(Bucket(0, 1, 0, kept), chunks)


def find_uncut_of_bucket(bucket: Bucket, chunks: Sequence[Chunk]) -> Iterator[tuple[int, int]]:
    """Return ranges [first, last) of a bucket's kept rows that no chunk holds."""
    reached = bucket.first
    for first, last in sorted((chunk.first, chunk.last) for chunk in chunks_of(bucket, chunks) if not chunk.depth):
        if first > reached:
            yield reached, first
        reached = max(reached, last)
    if reached < bucket.last:
        yield reached, bucket.last


def chunks_of(bucket: Bucket, chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks of a bucket. Each chunk is of one bucket."""
    return [chunk for chunk in chunks if bucket.first <= chunk.first < bucket.last]


async def _find_outcomes(files: RunFiles, chunk: Chunk) -> dict[int, ProfileOutcome]:
    """Return the outcome by ordinal; profiles that were accepted are not among them."""
    sent = chunk.ordinals()
    refused = set(range(chunk.first, chunk.last)) - set(sent)
    outcomes = dict.fromkeys(refused, ProfileOutcome.NOT_ACCEPTED)
    never_posted = chunk.state is ChunkState.CANCELED and not chunk.attempts and not chunk.maybe_accepted
    if chunk.surely_refused or never_posted:
        outcomes |= dict.fromkeys(sent, ProfileOutcome.NOT_ACCEPTED)
    elif chunk.state is not ChunkState.IMPORTED:
        # A chunk that was given up may have been accepted: an answer of Klaviyo may have been lost.
        outcomes |= dict.fromkeys(sent, ProfileOutcome.UNCERTAIN)
    elif chunk.failed:
        named = set(await files.read_import_errors(chunk))
        outcomes |= dict.fromkeys(named, ProfileOutcome.NOT_ACCEPTED)
        if chunk.failed > len(named):
            outcomes |= dict.fromkeys(set(sent) - named, ProfileOutcome.UNCERTAIN)
    return outcomes


def _merge(outcomes: dict[int, ProfileOutcome]) -> list[OutcomeRange]:
    ranges: list[OutcomeRange] = []
    for ordinal, outcome in sorted(outcomes.items()):
        if ranges and ranges[-1].last == ordinal and ranges[-1].outcome is outcome:
            ranges[-1] = ranges[-1]._replace(last=ordinal + 1)
        else:
            ranges.append(OutcomeRange(ordinal, ordinal + 1, outcome))
    return ranges
