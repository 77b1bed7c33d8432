"""The inputs a user names, one document after another; never more than one text in memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from newsan.document import Document
from newsan.errors import NewsanError
from newsan.reading.decode import decode

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read, and why; the other inputs go on."""

    input: str
    reason: str


def read(
    inputs: Iterable[str],
    *,
    encoding: str = "utf-8",
    stdin: BinaryIO | None = None,
    exclude: str | None = None,
) -> Iterator[Document | Failure]:
    """A Document or a Failure for each text: files, all files in folders (sorted, recursive), ``-`` for standard input.

    A document's id is the path as given, for a file in a folder the folder's path and the file's.  Hidden files and
    folders are passed over.  ``exclude`` is the file that the results go to: it is no input of the next run over the
    same folder.
    """
    stdin_was_read = False
    for name in inputs:
        if name == STDIN and stdin_was_read:
            yield Failure(STDIN, "standard input was read already")
        elif name == STDIN:
            stdin_was_read = True
            yield read_stdin(sys.stdin.buffer if stdin is None else stdin, encoding)
        elif os.path.isdir(name):
            yield from read_folder(name, encoding, exclude)
        else:
            yield read_file(name, encoding)


def read_stdin(stream: BinaryIO, encoding: str) -> Document | Failure:
    """The document on standard input; its id is ``-``."""
    try:
        return Document(STDIN, decode(stream.read(), encoding))
    except (OSError, NewsanError) as error:
        return Failure(STDIN, reason_of(error))


def read_folder(folder: str, encoding: str, exclude: str | None) -> Iterator[Document | Failure]:
    """The documents of a folder's files; a folder with nothing to read is itself a failure."""
    empty = True
    for found in files_in(folder):
        if isinstance(found, Failure):
            empty = False
            yield found
        elif exclude is None or not same_file(found, exclude):
            empty = False
            yield read_file(found, encoding) if os.path.isfile(found) else Failure(found, "is not a regular file")
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


def read_file(path: str, encoding: str = "utf-8") -> Document | Failure:
    """The document in a file."""
    try:
        with open(path, "rb") as file:
            return Document(path, decode(file.read(), encoding))
    except (OSError, ValueError, NewsanError) as error:
        return Failure(path, reason_of(error))


def same_file(path: str, other: str) -> bool:
    """Whether two paths lead to one file; False when either does not exist."""
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False


def reason_of(error: Exception) -> str:
    """One line for an error, without the path, which stands before it anyway."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return str(error)
