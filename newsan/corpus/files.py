"""The files of a corpus, how many documents are in each, and the documents in a stretch of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from newsan.corpus.plan import Shard, Stretch
from newsan.document import Document, Failure
from newsan.errors import NewsanError
from newsan.inputs import Found, Meter, Part, Reading
from newsan.inputs.about import about
from newsan.inputs.formats import BY_NAME, Format, by_ending
from newsan.inputs.paths import STDIN, files_in, finished, named, read_beside_others, read_file

RECORDS = ("delimited", "json_lines", "json_whole", "parquet")
"""The readers that tell records at next to no cost, so that their files are split.

To come to the middle of an archive of pages, all pages before would have to be read: such a file is one shard.
"""

LARGE = 1_000_000
"""Bytes from which on the documents of a file are counted even if its name is that of a text."""

Counts = Mapping[tuple[str, int | None, int | None], int]
"""How many documents there are in files that were counted before, by path, size and time of change."""


def files(inputs: Iterable[str], how: Reading, counts: Counts, output: str) -> Iterator[tuple[Stretch, int]]:
    """The files of a corpus in order, each with the number of its documents; NewsanError for standard input.

    Files that may hold many documents are read once for it, unless ``counts`` has them.  What is in the folder
    ``output``, which the tables go to, is not of the corpus.
    """
    within = os.path.join(os.path.realpath(output), "")
    for name in inputs:
        if name == STDIN:
            raise NewsanError("standard input cannot be annotated into a folder: it cannot be read again, name a file")
        if os.path.isdir(name):
            paths = (path.input if isinstance(path, Failure) else path for path in files_in(name))
            paths = (path for path in paths if not os.path.realpath(path).startswith(within))
            yield from (counted(whole(path, True), how, counts) for path in paths)
        else:
            yield counted(whole(name, False), how, counts)


def whole(path: str, beside: bool) -> Stretch:
    """A whole file."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return Stretch(path, beside, None, None)
    return Stretch(path, beside, found.st_size, found.st_mtime_ns)


def counted(file: Stretch, how: Reading, counts: Counts) -> tuple[Stretch, int]:
    """A file with the number of its documents, 1 where they are not counted."""
    known = counts.get((file.path, file.size, file.modified))
    if known is not None:
        return file.until(known), known
    if not has_records(file, how):
        return file, 1
    number = sum(isinstance(one, Document | Failure) for one in found_in(file, how))
    return (file.until(number), number) if number else (file, 1)


def has_records(file: Stretch, how: Reading) -> bool:
    """Whether the documents of a file are worth counting."""
    asked: Format | None = BY_NAME.get(how.format) or by_ending(file.path)
    if asked is None:
        return (file.size or 0) > LARGE
    return asked.reader in RECORDS


def counts_of(shards: Iterable[Shard]) -> Counts:
    """How many documents there are in the files of a plan that were counted for it."""
    counts: dict[tuple[str, int | None, int | None], int] = {}
    for one in (one for shard in shards for one in shard.stretches if one.stop is not None):
        key = one.path, one.size, one.modified
        counts[key] = max(counts.get(key, 0), one.stop or 0)
    return counts


def documents(shard: Shard, how: Reading) -> Iterator[Found]:
    """What becomes of each document of a shard, in order."""
    outside = about(how)
    for found in (found for one in shard.stretches for found in found_in(one, how)):
        yield named(finished(found, outside, how) if isinstance(found, Document) else found)


def found_in(one: Stretch, how: Reading) -> Iterator[Found]:
    """What becomes of each document of a stretch, without what is known of documents beside them."""
    part = None if one.start == 0 and one.stop is None else Part(one.start, one.stop)
    if one.beside:
        return read_beside_others(one.path, how, part, Meter())
    return read_file(one.path, how, part, Meter())
