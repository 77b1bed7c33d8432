"""The shards of a corpus, planned before the work: which files, or which stretches of large files, make up each."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha1
from itertools import pairwise
from typing import Any

from newsan.inputs.packed import without_ending
from newsan.inputs.reading import Mark

DOCUMENTS = 250
"""Documents of a shard at most: about a minute's work, which is what a crash may cost, and little enough to hold."""

BYTES = 2_000_000
"""Bytes of a shard's files at most, for long documents; a file is not split by its bytes."""

MOST = 400
"""Shards of one file at most that cannot be entered in the middle.  To reach its stretch a shard reads over the records
before it, which takes 15 µs a record where annotating one takes 0.1 s and more: with so many shards that adds up to
less than 3 % of the time."""

RATE = 300_000
"""Bytes of a file that are read over in 6 ms, which is twice 3 % of the time for a document: a shard reads over half
of a file on average."""

RATES = {"delimited": 1_500_000, "export": 15_000, "docx": 15_000, "rtf": 15_000}
"""The same for tables that are not packed, and for what has to be parsed as a whole."""

LARGER = 10
"""How many times more documents than usual a shard may have, so that less is read over: it holds all their rows."""

KEY = 12  # hexadecimal digits of a shard's key: among a million shards two are alike once in 500 plans


@dataclass(frozen=True, slots=True)
class Stretch:
    """A file of the corpus, or the records of it with the numbers ``start`` to ``stop``, from 0 and half-open.

    ``beside`` says that the file was found in a folder and not named.  ``size`` in bytes and ``modified`` in
    nanoseconds tell whether it has changed; None for a file that is not there or may not be read.  ``at`` is the byte
    at which the first record begins, where the file can be entered there.  Of a record that has many itself, as a table
    in an archive, those from ``first`` to ``last`` are meant.
    """

    path: str
    beside: bool
    size: int | None
    modified: int | None
    start: int = 0
    stop: int | None = None
    at: int | None = None
    first: int | None = None
    last: int | None = None

    @property
    def documents(self) -> int:
        """How many documents are in it at most, 1 where they were not counted."""
        if self.first is not None and self.last is not None:
            return self.last - self.first
        return 1 if self.stop is None else self.stop - self.start

    @property
    def plain(self) -> list[Any]:
        """Its values, without those at the end that say nothing."""
        values = list(asdict(self).values())
        return values[: max(number for number, value in enumerate(values, 1) if number <= 6 or value is not None)]


@dataclass(frozen=True, slots=True)
class File:
    """A file of the corpus and how many documents are in it, with the marks of some by their numbers.

    ``reader`` is the name of what reads it, where that was found out; ``before`` are its stretches in an earlier plan.
    """

    whole: Stretch
    documents: int = 1
    marks: Mapping[int, Mark] = field(default_factory=dict)
    reader: str = ""
    before: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Shard:
    """The unit of work: some stretches, one after another, and its number in the plan, from 0."""

    number: int
    stretches: tuple[Stretch, ...]

    @property
    def key(self) -> str:
        """What tells whether a shard was done already: it changes with its files, and not with its number."""
        files = json.dumps([one.plain for one in self.stretches])
        return sha1(files.encode(), usedforsecurity=False).hexdigest()[:KEY]

    @property
    def name(self) -> str:
        """What its parts are called."""
        return f"part-{self.number:05d}-{self.key}"

    def plain(self) -> dict[str, Any]:
        """The shard in values that JSON can hold."""
        return {"shard": self.number, "stretches": [one.plain for one in self.stretches]}

    @classmethod
    def made(cls, given: Mapping[str, Any]) -> Shard:
        """The shard that ``plain`` gave."""
        return cls(given["shard"], tuple(Stretch(*one) for one in given["stretches"]))


def planned(
    files: Iterable[File], documents: int = DOCUMENTS, starts: Collection[tuple[str, int]] = ()
) -> Iterator[Shard]:
    """The shards of files in order.

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


def stretches(files: Iterable[File], documents: int) -> Iterator[tuple[Stretch, int]]:
    """The files, those with many documents in stretches, each with how many documents are in it."""
    for file in files:
        if file.before:
            yield from ((one, one.documents) for one in file.before)
            continue
        if file.documents == 1 and not file.marks:
            yield file.whole, 1
            continue
        step = step_of(file, documents)
        many = [number for number, mark in file.marks.items() if mark.records > 1]
        after = (number + 1 for number in many)
        borders = sorted({*range(0, file.documents, step), *many, *after, file.documents})
        for start, stop in pairwise(borders):
            mark = file.marks.get(start, Mark())
            stretch = replace(file.whole, start=start, stop=stop, at=mark.at if start else None)
            yield from split(stretch, mark.records, documents) if stop == start + 1 else [(stretch, stop - start)]


def split(stretch: Stretch, records: int, documents: int) -> Iterator[tuple[Stretch, int]]:
    """The stretch of one record, in stretches of those that are in it if there are many."""
    if records == 1:
        yield stretch, 1
        return
    step = max(documents, -(-records // MOST))
    for first in range(0, records, step):
        last = min(first + step, records)
        yield replace(stretch, first=first, last=last), last - first


def step_of(file: File, documents: int) -> int:
    """How many documents of a file make a stretch: more than usual where it has to be read over up to each."""
    marks = (file.marks.get(number, Mark()) for number in range(documents, file.documents, documents))
    if all(mark.at is not None for mark in marks):
        return documents
    rate = RATE if without_ending(file.whole.path) != file.whole.path else RATES.get(file.reader, RATE)
    most = max(1, min(MOST, rate * file.documents // max(1, file.whole.size or 0)))
    times = min(-(-file.documents // (most * documents)), max(LARGER, -(-file.documents // (MOST * documents))))
    return documents * max(1, times)


def starts_of(shards: Iterable[Shard]) -> set[tuple[str, int]]:
    """Where the shards of a plan begin."""
    return {(shard.stretches[0].path, shard.stretches[0].start) for shard in shards}
