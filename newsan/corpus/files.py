"""The files of a corpus, and the documents in a stretch of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from newsan.corpus.plan import Shard, Stretch
from newsan.document import Failure
from newsan.errors import NewsanError
from newsan.inputs.paths import STDIN, Found, Reading, files_in, named, read_beside_others, read_file


def files(inputs: Iterable[str], how: Reading) -> Iterator[tuple[Stretch, int]]:
    """The files of a corpus in order, each with the number of its documents; NewsanError for standard input."""
    for name in inputs:
        if name == STDIN:
            raise NewsanError("standard input cannot be annotated into a folder: it cannot be read again, name a file")
        if os.path.isdir(name):
            for path in files_in(name):
                yield stretch(path.input if isinstance(path, Failure) else path, True), 1
        else:
            yield stretch(name, False), 1


def stretch(path: str, beside: bool) -> Stretch:
    """A whole file."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return Stretch(path, beside, None, None)
    return Stretch(path, beside, found.st_size, found.st_mtime_ns)


def documents(shard: Shard, how: Reading) -> Iterator[Found]:
    """What becomes of each document of a shard, in order."""
    for one in shard.stretches:
        yield named(read_beside_others(one.path, how) if one.beside else read_file(one.path, how))
