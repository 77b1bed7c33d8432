"""The shards of a corpus, planned before the work: which files, or which stretches of large files, make up each."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha1
from typing import Any

DOCUMENTS = 250
"""Documents of a shard at most: about a minute's work, which is what a crash may cost, and little enough to hold."""

BYTES = 2_000_000
"""Bytes of a shard's files at most, for long documents; a file is not split by its bytes."""

MOST = 400
"""Shards of one file at most.  To reach its stretch a shard reads over the records before it, which takes 15 µs a
record where annotating one takes 0.1 s and more: with so many shards that adds up to less than 3 % of the time."""

KEY = 12  # hexadecimal digits of a shard's key: among a million shards two are alike once in 500 plans


@dataclass(frozen=True, slots=True)
class Stretch:
    """A file of the corpus, or the records of it with the numbers ``start`` to ``stop``, from 0 and half-open.

    ``beside`` says that the file was found in a folder and not named.  ``size`` in bytes and ``modified`` in
    nanoseconds tell whether it has changed; None for a file that is not there.
    """

    path: str
    beside: bool
    size: int | None
    modified: int | None
    start: int = 0
    stop: int | None = None

    def until(self, stop: int) -> Stretch:
        """The same file as the records up to a number, all of them counted."""
        return replace(self, stop=stop)


@dataclass(frozen=True, slots=True)
class Shard:
    """The unit of work: some stretches, one after another, and its number in the plan, from 0."""

    number: int
    stretches: tuple[Stretch, ...]

    @property
    def key(self) -> str:
        """What tells whether a shard was done already: it changes with its files, and not with its number."""
        return sha1(json.dumps([asdict(one) for one in self.stretches]).encode(), usedforsecurity=False).hexdigest()[
            :KEY
        ]

    @property
    def name(self) -> str:
        """What its parts are called."""
        return f"part-{self.number:05d}-{self.key}"

    def plain(self) -> dict[str, Any]:
        """The shard in values that JSON can hold."""
        return {"shard": self.number, "stretches": [list(asdict(one).values()) for one in self.stretches]}

    @classmethod
    def made(cls, given: Mapping[str, Any]) -> Shard:
        """The shard that ``plain`` gave."""
        return cls(given["shard"], tuple(Stretch(*one) for one in given["stretches"]))


def planned(
    files: Iterable[tuple[Stretch, int]], documents: int = DOCUMENTS, starts: Collection[tuple[str, int]] = ()
) -> Iterator[Shard]:
    """The shards of files, each given with the number of its documents, in order.

    A file with more documents than a shard holds is split, all others stay whole.  ``starts`` are where the shards of
    an earlier plan begin, and these begin there too: files that were not there change only the shards they come into.
    """
    shard: list[Stretch] = []
    number = held = size = 0
    for stretch, count in stretches(files, documents):
        full = held + count > documents or size + bytes_of(stretch) > BYTES
        if shard and (full or (stretch.path, stretch.start) in starts):
            yield Shard(number, tuple(shard))
            shard, number, held, size = [], number + 1, 0, 0
        shard.append(stretch)
        held, size = held + count, size + bytes_of(stretch)
    if shard:
        yield Shard(number, tuple(shard))


def bytes_of(stretch: Stretch) -> int:
    """The bytes of a file that is read as a whole; those of a file of records are not known of each."""
    return stretch.size or 0 if stretch.stop is None else 0


def stretches(files: Iterable[tuple[Stretch, int]], documents: int) -> Iterator[tuple[Stretch, int]]:
    """The files, those with many documents in stretches, and how many documents are in each."""
    for file, count in files:
        step = max(documents, -(-count // MOST))
        if count <= step:
            yield file, count
            continue
        for start in range(0, count, step):
            stop = min(start + step, count)
            yield replace(file, start=start, stop=stop), stop - start


def starts_of(shards: Iterable[Shard]) -> set[tuple[str, int]]:
    """Where the shards of a plan begin."""
    return {(shard.stretches[0].path, shard.stretches[0].start) for shard in shards}
