"""The inputs a user names, one document after another; never more than one text in memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from newsan.document import Document, Failure
from newsan.errors import NO_MEMORY, NewsanError
from newsan.limits import MAX_SIZE, read_at_most
from newsan.reading.decode import decode
from newsan.surrogates import spelt_out

STDIN = "-"


def read(
    inputs: Iterable[str],
    *,
    encoding: str = "utf-8",
    stdin: BinaryIO | None = None,
    exclude: str | int | None = None,
    max_size: int = MAX_SIZE,
) -> Iterator[Document | Failure]:
    """A Document or a Failure for each text: files, all files in folders (sorted, recursive), ``-`` for standard input.

    A document's id is the path as given, for a file in a folder the folder's path and the file's; bytes of a path that
    are not UTF-8 are spelt out (``named``).  Hidden files and folders are passed over.  ``exclude`` is the file that
    the results go to, as a path or as the number of an open file: it is no input of the next run over the same folder.
    No text of more than ``max_size`` bytes is read or unpacked.
    """
    reader = partial(read_file, encoding=encoding, max_size=max_size)
    stdin_was_read = False
    for name in inputs:
        if name == STDIN and stdin_was_read:
            yield Failure(STDIN, "standard input was read already")
        elif name == STDIN:
            stdin_was_read = True
            given = stdin or (None if sys.stdin is None else sys.stdin.buffer)
            yield read_stdin(given, encoding, max_size)
        elif os.path.isdir(name):
            yield from map(named, read_folder(name, reader, exclude))
        else:
            yield named(reader(name))


def named(found: Document | Failure) -> Document | Failure:
    """The same under a name that any file can hold: lone surrogates, which are no valid JSON, are spelt out."""
    if isinstance(found, Document):
        return replace(found, id=spelt_out(found.id))
    return replace(found, input=spelt_out(found.input))


def read_stdin(stream: BinaryIO | None, encoding: str, max_size: int) -> Document | Failure:
    """The document on standard input; its id is ``-``."""
    if stream is None:
        return Failure(STDIN, "standard input is closed")
    try:
        return Document(STDIN, decode(read_at_most(stream, max_size), encoding, max_size))
    except (OSError, MemoryError, NewsanError) as error:
        return Failure(STDIN, reason_of(error))


def read_folder(
    folder: str, reader: Callable[[str], Document | Failure], exclude: str | int | None
) -> Iterator[Document | Failure]:
    """The documents of a folder's files; a folder with nothing to read is itself a failure."""
    empty = True
    for found in files_in(folder):
        if isinstance(found, Failure):
            empty = False
            yield found
        elif exclude is None or not same_file(found, exclude):
            empty = False
            yield reader(found) if os.path.isfile(found) else Failure(found, "is not a regular file")
    if empty:
        yield Failure(folder, "no files in this folder")


def files_in(folder: str) -> Iterator[str | Failure]:
    """The paths of all files below a folder, sorted by name, folders among them; links to folders are not followed.

    Holds the names of the folders on the way, not their texts.
    """
    levels = [iter([folder])]
    while levels:
        path = next(levels[-1], None)
        if path is None:
            levels.pop()
        elif not os.path.isdir(path):
            yield path
        elif path == folder or not os.path.islink(path):
            try:
                levels.append(entries(path))
            except OSError as error:
                yield Failure(path, reason_of(error))


def entries(folder: str) -> Iterator[str]:
    """The paths in a folder, sorted; hidden ones are left out."""
    names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    return (os.path.join(folder, name) for name in names)


def read_file(path: str, encoding: str = "utf-8", max_size: int = MAX_SIZE) -> Document | Failure:
    """The document in a file."""
    try:
        with open(path, "rb") as file:
            return Document(path, decode(read_at_most(file, max_size), encoding, max_size))
    except (OSError, ValueError, MemoryError, NewsanError) as error:
        return Failure(path, reason_of(error))


def same_file(path: str, other: str | int) -> bool:
    """Whether two paths, or a path and an open file's number, lead to one file; False when either does not exist."""
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False


def reason_of(error: Exception) -> str:
    """One line for an error, without the path, which stands before it anyway."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, MemoryError):
        return NO_MEMORY
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return str(error)
