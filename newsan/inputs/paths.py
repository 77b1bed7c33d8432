"""The inputs a user names, one document after another; never more than one text in memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from newsan.document import Document, Failure
from newsan.errors import NO_MEMORY, NewsanError
from newsan.inputs.containers import HEAD, container
from newsan.inputs.decode import decode
from newsan.inputs.formats import OUTPUT, TEXT_ENDINGS, TEXTUAL, NotTextError, beside, by_ending, ending
from newsan.limits import MAX_SIZE, read_at_most
from newsan.surrogates import spelt_out

STDIN = "-"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file in a folder that is not an article, and what kind of file it is."""

    input: str
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How files become texts.  ``plain`` reads whatever is text as an article; else other formats are told apart."""

    encoding: str = "utf-8"
    plain: bool = False
    max_size: int = MAX_SIZE


Found = Document | Failure | LeftOut


def read(
    inputs: Iterable[str],
    *,
    encoding: str = "utf-8",
    stdin: BinaryIO | None = None,
    exclude: str | int | None = None,
    max_size: int = MAX_SIZE,
    plain: bool = False,
) -> Iterator[Found]:
    """What becomes of each text: files, all files in folders (sorted, recursive), ``-`` for standard input.

    A document's id is the path as given, for a file in a folder the folder's path and the file's; bytes of a path that
    are not UTF-8 are spelt out (``named``).  A file that was named and is not plain text is a Failure; in a folder it
    is LeftOut, unless its name says that it is text.  Hidden files and folders are passed over.  ``exclude`` is the
    file that the results go to, as a path or as the number of an open file: it is not an input of the next run over the
    same folder.  No text of more than ``max_size`` bytes is read or unpacked.  ``plain`` takes every file for an
    article in plain text.
    """
    how = Reading(encoding, plain, max_size)
    stdin_was_read = False
    for name in inputs:
        if name == STDIN and stdin_was_read:
            yield Failure(STDIN, "standard input was read already")
        elif name == STDIN:
            stdin_was_read = True
            yield read_stdin(stdin or (None if sys.stdin is None else sys.stdin.buffer), how)
        elif not name:
            yield Failure("''", "a file needs a name")
        elif os.path.isdir(name):
            yield from map(named, read_folder(name, how, exclude))
        else:
            yield named(read_file(name, how))


def named(found: Found) -> Found:
    """The same under a name that any file can hold: lone surrogates, which are not valid JSON, are spelt out."""
    if isinstance(found, Document):
        return replace(found, id=spelt_out(found.id))
    return replace(found, input=spelt_out(found.input))


def read_stdin(stream: BinaryIO | None, how: Reading) -> Document | Failure:
    """The document on standard input; its id is ``-``."""
    if stream is None:
        return Failure(STDIN, "standard input is closed")
    try:
        return Document(STDIN, text_of(stream, how))
    except (OSError, MemoryError, NewsanError) as error:
        return Failure(STDIN, reason_of(error))


def text_of(stream: BinaryIO, how: Reading) -> str:
    """The text of a file; NotTextError when it is another format."""
    text = decode(read_at_most(stream, how.max_size), how.encoding, how.max_size)
    found = None if how.plain else container(text)
    if found is not None:
        raise NotTextError(found)
    return text


def read_folder(folder: str, how: Reading, exclude: str | int | None) -> Iterator[Found]:
    """What becomes of a folder's files; a folder with nothing to read is itself a failure."""
    reason = "no files in this folder"
    for path in files_in(folder):
        if isinstance(path, str) and exclude is not None and same_file(path, exclude):
            continue
        found = path if isinstance(path, Failure) else read_beside_others(path, how)
        reason = "no articles in this folder" if isinstance(found, LeftOut) and reason else ""
        yield found
    if reason:
        yield Failure(folder, reason)


def read_beside_others(path: str, how: Reading) -> Found:
    """What becomes of a file in a folder, which was not named itself."""
    other = None if how.plain else beside(path) or by_ending(path)
    if other is not None:
        return LeftOut(path, other.kind)
    if not os.path.isfile(path):
        return Failure(path, "is not a regular file")
    try:
        return opened(path, how)
    except NotTextError as error:
        if error.format is OUTPUT or ending(path) not in TEXT_ENDINGS:
            return LeftOut(path, error.format.kind)
        return Failure(path, reason_of(error))


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


def read_file(path: str, how: Reading) -> Document | Failure:
    """The document in a file that was named."""
    try:
        other = None if how.plain or not os.path.isfile(path) else by_ending(path)
        return opened(path, how) if other is None else Failure(path, reason_of(NotTextError(other)))
    except NotTextError as error:
        return Failure(path, reason_of(error))


def opened(path: str, how: Reading) -> Document | Failure:
    """The document in a file; raises NotTextError when it is another format."""
    try:
        with open(path, "rb") as file:
            return Document(path, text_of(file, how))
    except NotTextError:
        raise
    except (OSError, ValueError, MemoryError) as error:
        return Failure(path, reason_of(error))


def article_in(folder: str, file: str | int, *, plain: bool) -> bool:
    """Whether a file, by its path or the number of an open file, is an article of a folder.

    An empty file and what newsan wrote are none, nor what is left out of a folder.
    """
    return any(isinstance(path, str) and same_file(path, file) and is_article(path, plain) for path in files_in(folder))


def is_article(path: str, plain: bool) -> bool:
    """Whether a file in a folder is taken for an article, or for one that cannot be read, by its name and its head."""
    if not plain and (beside(path) or by_ending(path)):
        return False
    try:
        with open(path, "rb") as file:
            head = file.read(HEAD).decode("utf-8-sig", "replace")
    except OSError:
        return True
    return bool(head.strip()) and container(head) is not OUTPUT


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
    if isinstance(error, NotTextError) and error.format in TEXTUAL:
        return f"{error}, or say that it is an article with --input-format text"
    return str(error)
