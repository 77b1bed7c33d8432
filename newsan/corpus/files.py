"""The files of a corpus, how many documents are in each, and the documents in a stretch of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from newsan.corpus.plan import File, Shard, Stretch
from newsan.document import Document, Failure
from newsan.errors import NewsanError
from newsan.inputs import Found, Meter, Part, Reading
from newsan.inputs.about import about
from newsan.inputs.formats import BY_NAME, Format, by_ending
from newsan.inputs.marks import marked, reader_of
from newsan.inputs.paths import STDIN, files_in, finished, named, read_beside_others, read_file
from newsan.inputs.reading import Mark
from newsan.inputs.remote import files_at, is_address, size_and_change

RECORDS = ("delimited", "json_lines", "json_whole", "parquet", "warc", "archive")
"""The readers of files that may have many documents: they are counted, and the files split."""

EXPORTS = ("export", "docx", "rtf")
"""The readers of files that may hold many articles, if they are large."""

LARGE = 1_000_000
"""Bytes from which on the documents of a file are counted even if its name is that of a text."""

Known = Mapping[tuple[str, int | None, int | None], File]
"""Files that were counted before, by path, size and time of change."""


def files(inputs: Iterable[str], how: Reading, known: Known, output: str, documents: int) -> Iterator[File]:
    """The files of a corpus in order, each with the number of its documents; NewsanError for standard input.

    Files that may hold many documents are read once for it, unless they are ``known``, and those in which one in so
    many ``documents`` can be reached at once are marked there.  What is in the folder ``output``, which the tables go
    to, is not of the corpus.
    """
    within = os.path.join(os.path.realpath(output), "")
    for name in inputs:
        if name == STDIN:
            raise NewsanError("standard input cannot be annotated into a folder: it cannot be read again, name a file")
        below = files_at(name) if is_address(name) else None
        if below is not None:
            yield from (counted(whole(path, True), how, known, documents) for path in below)
        elif os.path.isdir(name):
            paths = (path.input if isinstance(path, Failure) else path for path in files_in(name))
            paths = (path for path in paths if not os.path.realpath(path).startswith(within))
            yield from (counted(whole(path, True), how, known, documents) for path in paths)
        else:
            yield counted(whole(name, False), how, known, documents)


def whole(path: str, beside: bool) -> Stretch:
    """A whole file; one that may not be read is as one that is not there, and another one when it may."""
    if is_address(path):
        return Stretch(path, beside, *size_and_change(path))
    try:
        found = os.stat(path) if os.access(path, os.R_OK) else None
    except (OSError, ValueError):
        found = None
    if found is None:
        return Stretch(path, beside, None, None)
    return Stretch(path, beside, found.st_size, found.st_mtime_ns)


def counted(file: Stretch, how: Reading, known: Known, documents: int) -> File:
    """A file with the number of its documents, 1 where they are not counted."""
    found = known.get((file.path, file.size, file.modified))
    if found is not None:
        return replace(found, before=tuple(replace(one, beside=file.beside) for one in found.before))
    if not has_records(file, how):
        return File(file)
    given = marked(file.path, how, documents)
    if given is not None:
        return File(file, given.records, given.marks)
    number = sum(isinstance(one, Document | Failure) for one in found_in(file, how))
    return File(file, number, {0: Mark()}, reader_of(file.path, how)) if number else File(file)


def has_records(file: Stretch, how: Reading) -> bool:
    """Whether the documents of a file are worth counting."""
    asked: Format | None = BY_NAME.get(how.format) or by_ending(file.path)
    if asked is None or asked.reader in EXPORTS:
        return (file.size or 0) > LARGE
    return asked.reader in RECORDS


def known_files(shards: Iterable[Shard]) -> Known:
    """The files of a plan that were counted for it, with their stretches."""
    found: dict[tuple[str, int | None, int | None], list[Stretch]] = {}
    for one in (one for shard in shards for one in shard.stretches if one.stop is not None):
        found.setdefault((one.path, one.size, one.modified), []).append(one)
    return {key: File(ones[0], before=tuple(ones)) for key, ones in found.items()}


def documents(shard: Shard, how: Reading) -> Iterator[Found]:
    """What becomes of each document of a shard, in order."""
    outside = about(how)
    for found in (found for one in shard.stretches for found in (changed(one) or found_in(one, how))):
        yield named(finished(found, outside, how) if isinstance(found, Document) else found)


def changed(one: Stretch) -> list[Found]:
    """The failure that a stretch is where its file is another one by now; nothing where it is as it was planned."""
    now = whole(one.path, one.beside)
    if now.size is None or (one.size, one.modified) in ((now.size, now.modified), (None, None)):
        return []
    return [Failure(one.path, "has changed since the run began: give the same newsan annotate again")]


def found_in(one: Stretch, how: Reading) -> Iterator[Found]:
    """What becomes of each document of a stretch, without what is known of documents beside them."""
    inner = None if one.first is None else Part(one.first, one.last)
    part = None if one.start == 0 and one.stop is None else Part(one.start, one.stop, one.at, inner)
    if one.beside:
        return read_beside_others(one.path, how, part, Meter())
    return read_file(one.path, how, part, Meter())
