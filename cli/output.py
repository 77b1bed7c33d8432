"""Where the output goes: standard output or a file, in UTF-8 whatever the locale says."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import TextIO

from cli.formats import by_ending
from cli.options import Settings
from cli.stopping import undone_by_signals
from newsan.errors import NewsanError
from newsan.inputs import article_in
from newsan.inputs.remote import is_address

UNFINISHED = ".newsan-unfinished-"
"""The beginning of the name of a file that is not yet the output: hidden, so that it is never read as a folder's
text."""

MOST_LINKS = 40  # links to links that are followed, as many as Linux does (path_resolution(7))


@dataclass(frozen=True, slots=True)
class Output:
    """An opened output, and what it is called in messages."""

    stream: TextIO
    name: str


def chosen_format(settings: Settings) -> str:
    """The output format's name: as asked, or by the output file's ending, or a table on a terminal, else CSV."""
    if settings.format:
        return settings.format
    if to_file(settings.output):
        return by_ending(settings.output or "") or "csv"
    return "table" if is_terminal(sys.stdout) else "csv"


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal; a closed one is not."""
    return stream is not None and not stream.closed and stream.isatty()


def to_file(path: str | None) -> bool:
    """Whether the output goes to a file instead of standard output."""
    return path is not None and path != "-"


def write(pieces: Iterable[bytes | str], output: Output) -> None:
    """Write pieces of text, or of a format that is not text, as they come.

    Raises NewsanError when they cannot be written (a full disk), BrokenPipeError when their reader has gone.
    """
    with errors_of(output.name):
        for piece in computed(pieces):
            if isinstance(piece, str):
                output.stream.write(piece)
            else:
                output.stream.flush()
                output.stream.buffer.write(piece)
        output.stream.flush()


def computed(pieces: Iterable[bytes | str]) -> Iterator[bytes | str]:
    """The same pieces; an operating system's error in making them is not a failure to write but a bug."""
    try:
        yield from pieces
    except OSError as error:
        raise RuntimeError(str(error)) from error


@contextlib.contextmanager
def errors_of(name: str) -> Iterator[None]:
    """A block whose errors of the operating system, but for a reader that has gone, are failures to write."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NewsanError(f"cannot write to {name}: {error.strerror or error}") from error


def opened_output(path: str | None) -> AbstractContextManager[Output]:
    """The output, opened, so that what cannot be written to is told before there is any work.

    A file appears under its name when its block ends well, and not at all otherwise.  Devices, named pipes and what is
    open already (``/dev/stdout``) are written to as they are.  Raises NewsanError (no such folder, a read-only file).
    """
    if path is None or not to_file(path):
        return nullcontext(standard_output("standard output"))
    refuse_address(path)
    number = descriptor(path)
    if number == 1:
        return nullcontext(standard_output(path))
    if number is not None:
        return in_place(path, number)
    if os.path.exists(path) and not os.path.isfile(path):
        return in_place(path)
    return replacing(path)


def refuse_address(path: str) -> None:
    """Nothing; NewsanError for an address, which would become a folder of that name on this machine."""
    if is_address(path):
        raise NewsanError(f"{path}: newsan does not write to other machines: name a file or folder of this one")


def standard_output(name: str) -> Output:
    """Standard output under a name; NewsanError when it is closed."""
    if sys.stdout is None:
        raise NewsanError("standard output is closed")
    return Output(sys.stdout, name)


def descriptor(path: str) -> int | None:
    """The number of the open file that a path stands for, such as ``/dev/stdout``, also through links; None for others.

    Such a path leads to the file behind it; opening that anew would cut off what ``>>`` wants to add to.
    """
    for _ in range(MOST_LINKS):
        folder, name = os.path.split(os.path.abspath(path))
        if name.isdecimal() and os.path.realpath(folder) in ("/dev/fd", f"/proc/{os.getpid()}/fd"):
            return int(name)
        if not os.path.islink(path):
            return None
        path = os.path.join(folder, os.readlink(path))
    return None


@contextlib.contextmanager
def in_place(path: str, number: int | None = None) -> Iterator[Output]:
    """What is there already, opened: by its path or, if it is open, by its number."""
    with errors_of(path):
        stream = opened(path if number is None else os.dup(number))
    try:
        yield Output(stream, path)
    except BaseException:
        close(stream)
        raise
    with errors_of(path):
        stream.close()


@contextlib.contextmanager
def replacing(path: str) -> Iterator[Output]:
    """A hidden file beside the one that ``path`` leads to, which takes its place at the end, with its permissions."""
    with errors_of(path):
        target = replaceable(path)
    temporary = os.path.join(os.path.dirname(target), UNFINISHED + os.urandom(6).hex())
    with undone_by_signals(partial(os.unlink, temporary)):
        with errors_of(path):
            stream = opened(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            yield Output(stream, path)
            with errors_of(path):
                stream.close()
                os.chmod(temporary, permissions(target))
                os.replace(temporary, target)
        except BaseException:
            close(stream)
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise


def replaceable(path: str) -> str:
    """The file that a path leads to through links, there or not; OSError if it cannot be one or must not be written."""
    if not os.path.basename(path):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    target = os.path.realpath(path)
    with contextlib.suppress(FileNotFoundError):
        # A superuser may write to any file, but one that nobody may write to is meant to stay as it is.
        if not os.stat(target).st_mode & 0o222 or not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "the file is read-only")
    return target


def close(stream: TextIO) -> None:
    """Close a stream whose contents do not matter any more."""
    with contextlib.suppress(OSError):
        stream.close()


def opened(file: str | int) -> TextIO:
    """A file opened for writing; lone surrogates, which UTF-8 cannot hold, are written as escapes, as JSON has them."""
    return open(file, "w", encoding="utf-8", errors="backslashreplace", newline="\n")


def permissions(path: str) -> int:
    """The permissions of a file, or those that a new file gets."""
    with contextlib.suppress(FileNotFoundError):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def refuse_overwriting(inputs: Iterable[str], output: str | None, *, plain: bool = False) -> None:
    """Nothing; a NewsanError when an input would be replaced by, or grow with, its own analysis, also through links.

    An article in a folder is an input, an earlier output there is none; ``plain`` takes other formats for articles.
    """
    file = output if output is not None and to_file(output) else 1
    target = regular_file(file)
    for name in inputs if target else ():
        source = regular_file(0 if name == "-" else name)
        same = source is not None and target is not None and os.path.samestat(source, target)
        if same or (os.path.isdir(name) and article_in(name, file, plain=plain)):
            where = output if to_file(output) else "standard output"
            raise NewsanError(f"{where} is an input: write to another file")


def regular_file(file: str | int) -> os.stat_result | None:
    """What is known of an ordinary file, by its path or number; None for anything else."""
    with contextlib.suppress(OSError, ValueError):
        found = os.stat(file)
        return found if stat.S_ISREG(found.st_mode) else None
    return None
