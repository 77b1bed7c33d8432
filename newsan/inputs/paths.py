"""The inputs a user names, one document after another; never more than one text in memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from newsan.document import Document, Failure
from newsan.errors import NO_MEMORY, NewsanError
from newsan.inputs.about import About, about
from newsan.inputs.containers import container
from newsan.inputs.detect import format_of
from newsan.inputs.formats import OUTPUT, TEXT_ENDINGS, TEXTUAL, NotTextError, beside, by_ending, ending
from newsan.inputs.language import other_language
from newsan.inputs.opened import HEAD, opened
from newsan.inputs.reading import ANY, HIDDEN, LeftOut, Meter, Part, Reading, Remark
from newsan.inputs.records import NoTextsError
from newsan.inputs.remote import files_at, is_address, open_input
from newsan.surrogates import spelt_out

STDIN = "-"
MANIFEST, PLAN = "manifest.json", "plan.jsonl"
"""Files of a folder that a corpus was annotated into."""
AS_TEXT = ", or say that it is an article with --input-format text"

Found = Document | Failure | LeftOut | Remark


def read(
    inputs: Iterable[str],
    how: Reading | None = None,
    *,
    stdin: BinaryIO | None = None,
    exclude: str | int | None = None,
    part: Part | None = None,
    meter: Meter | None = None,
) -> Iterator[Found]:
    """What becomes of each document: in files, in all files in folders (sorted, recursive), ``-`` for standard input.

    An article in a file of its own has the path as given for its id, in a folder the folder's path and the file's;
    bytes of a path that are not UTF-8 are spelt out (``named``).  A record in a file has the file's name and its
    number, ``news.jsonl#7``, or what its id field holds.  A file that was named and cannot be read is a Failure; in a
    folder a file that is not read is LeftOut, unless its name says that it is text.  Hidden files and folders are
    passed over.  ``exclude`` is the file that the results go to, as a path or as the number of an open file: it is not
    an input of the next run over the same folder.  No text of more than ``how.max_size`` bytes is read or unpacked.

    With a ``part`` only those records of each file are given, and no remarks about metadata without a document.
    ``meter`` counts the bytes.
    """
    how = how or Reading()
    outside = about(how)
    for found in unfinished(inputs, how, stdin, exclude, part, meter or Meter()):
        yield named(finished(found, outside, how) if isinstance(found, Document) else found)
    if part is None:
        yield from outside.remarks()


def finished(document: Document, outside: About, how: Reading) -> Document | LeftOut:
    """A document with what is known of it beside it; one in another language than is read is left out."""
    document = outside.completed(document)
    other = None if how.language == ANY else other_language(document, how.language)
    return document if other is None else LeftOut(document.id, other, language=True)


def unfinished(
    inputs: Iterable[str],
    how: Reading,
    stdin: BinaryIO | None,
    exclude: str | int | None,
    part: Part | None,
    meter: Meter,
) -> Iterator[Found]:
    """The same without what is known of documents beside them."""
    stdin_was_read = False
    for name in inputs:
        if name == STDIN and stdin_was_read:
            yield Failure(STDIN, "standard input was read already")
        elif name == STDIN:
            stdin_was_read = True
            yield from read_stdin(stdin or (None if sys.stdin is None else sys.stdin.buffer), how, part, meter)
        elif not name:
            yield Failure("''", "a file needs a name")
        elif is_address(name):
            yield from read_address(name, how, part, meter)
        elif os.path.isdir(name):
            yield from read_folder(name, how, exclude, part, meter)
        else:
            yield from read_file(name, how, part, meter)


def named(found: Found) -> Found:
    """The same under a name that any file can hold: lone surrogates, which are not valid JSON, are spelt out."""
    if isinstance(found, Document):
        return replace(found, id=spelt_out(found.id))
    return replace(found, input=spelt_out(found.input))


def read_stdin(stream: BinaryIO | None, how: Reading, part: Part | None, meter: Meter) -> Iterator[Found]:
    """What is on standard input; its name is ``-``."""
    if stream is None:
        yield Failure(STDIN, "standard input is closed")
        return
    try:
        yield from contents(STDIN, stream, how, part, meter)
    except (NotTextError, NoTextsError) as error:
        yield Failure(STDIN, reason_of(error))


def contents(
    name: str, raw: BinaryIO, how: Reading, part: Part | None, meter: Meter, depth: int = 0
) -> Iterator[Found]:
    """What becomes of each document of an opened file; an error in it is the last one.

    Raises NotTextError and NoTextsError, before anything is given, for a file that is of no use as a whole.
    """
    try:
        source = opened(name, raw, how, part, depth)
        format = format_of(source)
        load = format.load()
        yield Remark(name, f"is read as {format.called}", minor=True)
        found = load(source)
        for one in found:
            meter.here = place(raw)
            yield one
        meter.next()
    except NotTextError:
        raise
    except NoTextsError as error:
        error.format = error.format or format
        raise
    except (OSError, ValueError, MemoryError) as error:
        yield Failure(name, reason_of(error))


def place(raw: BinaryIO) -> int:
    """How many bytes of a file were read; 0 where the system does not tell."""
    try:
        return raw.tell()
    except OSError:
        return 0


def read_folder(
    folder: str, how: Reading, exclude: str | int | None, part: Part | None, meter: Meter
) -> Iterator[Found]:
    """What becomes of a folder's files; a folder with nothing to read is itself a failure."""
    reason = "no files in this folder"
    for path in files_in(folder):
        if isinstance(path, str) and any(same_file(path, one) for one in (exclude, how.meta_file) if one is not None):
            continue
        for found in [path] if isinstance(path, Failure) else read_beside_others(path, how, part, meter):
            if not isinstance(found, Remark):
                reason = "no articles in this folder" if isinstance(found, LeftOut) and reason else ""
            yield found
    if reason:
        yield Failure(folder, reason)


def read_beside_others(path: str, how: Reading, part: Part | None, meter: Meter) -> Iterator[Found]:
    """What becomes of a file in a folder, which was not named itself."""
    claimed = None if how.plain else beside(path) or by_ending(path)
    if os.path.basename(path) == MANIFEST and is_annotated(os.path.dirname(path)):
        yield LeftOut(path, "annotated folder")
    elif claimed is not None and not claimed.reader:
        yield LeftOut(path, claimed.kind)
    elif os.path.isdir(path):  # which could not be listed
        yield next((one for one in files_in(path) if isinstance(one, Failure)), Failure(path, "is a folder"))
    elif not (is_address(path) or os.path.isfile(path)):
        yield Failure(path, "is not a regular file")
    else:
        yield from left_out(path, opened_file(path, how, part, meter))


def left_out(path: str, found: Iterator[Found]) -> Iterator[Found]:
    """The same; a file that is of no use as a whole is left out, unless its name says that it is text."""
    try:
        yield from found
    except NoTextsError as error:
        yield LeftOut(path, f"{error.format.kind if error.format else 'data'} without texts")
    except NotTextError as error:
        kind = f"{error.format.kind}, which {error.why}" if error.why else error.format.kind
        may_be_left_out = error.format is OUTPUT or ending(path) not in TEXT_ENDINGS
        yield LeftOut(path, kind) if may_be_left_out else Failure(path, reason_of(error))


def read_address(address: str, how: Reading, part: Part | None, meter: Meter) -> Iterator[Found]:
    """What becomes of a file on another machine, or of all files in a folder there."""
    try:
        below = files_at(address)
    except NewsanError as error:
        yield Failure(address, reason_of(error))
        return
    if below is None:
        yield from read_file(address, how, part, meter)
        return
    for path in below:
        yield from read_beside_others(path, how, part, meter)
    if not below:
        yield Failure(address, "no files in this folder")


def is_annotated(folder: str) -> bool:
    """Whether a folder has the tables of an annotated corpus, which are no articles."""
    return all(os.path.isfile(os.path.join(folder, name)) for name in (MANIFEST, PLAN))


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
    """The paths in a folder, sorted; hidden ones are left out, and all but one of a folder that newsan annotated."""
    names = sorted(name for name in os.listdir(folder) if not name.startswith(HIDDEN))
    if is_annotated(folder):
        names = [MANIFEST]
    return (os.path.join(folder, name) for name in names)


def read_file(path: str, how: Reading, part: Part | None, meter: Meter) -> Iterator[Found]:
    """The documents in a file that was named."""
    try:
        claimed = by_ending(path) if not how.plain and (is_address(path) or os.path.isfile(path)) else None
        if claimed is not None and not claimed.reader:
            raise NotTextError(claimed)
        yield from opened_file(path, how, part, meter)
    except (NotTextError, NoTextsError) as error:
        yield Failure(path, reason_of(error))


def opened_file(path: str, how: Reading, part: Part | None, meter: Meter) -> Iterator[Found]:
    """The documents in a file; raises NotTextError and NoTextsError when it is of no use as a whole."""
    try:
        file = open_input(path)  # an error in the block below is not one in opening
    except (OSError, ValueError) as error:
        yield Failure(path, reason_of(error))
        return
    with file:
        yield from contents(path, file, how, part, meter)


def article_in(folder: str, file: str | int, *, plain: bool) -> bool:
    """Whether a file, by its path or the number of an open file, is an article of a folder.

    An empty file and what newsan wrote are none, nor what is left out of a folder.
    """
    return any(isinstance(path, str) and same_file(path, file) and is_article(path, plain) for path in files_in(folder))


def is_article(path: str, plain: bool) -> bool:
    """Whether a file in a folder is taken for an article, or for one that cannot be read, by its name and its head."""
    claimed = by_ending(path)
    if not plain and (beside(path) or (claimed is not None and not claimed.reader)):
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
        return f"{error}{AS_TEXT}"
    if isinstance(error, NoTextsError):
        return f"{error}{AS_TEXT}"
    return str(error)
