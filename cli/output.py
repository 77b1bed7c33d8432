"""Where the output goes: standard output or a file, in UTF-8 whatever the locale says."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

from cli.options import Settings
from newsan.errors import NewsanError

ENDINGS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "md",
    ".txt": "table",
}


def chosen_format(settings: Settings) -> str:
    """The output format: as asked, or by the ending of the output file, or a table on a terminal and CSV elsewhere."""
    if settings.format:
        return settings.format
    if to_file(settings.output):
        return ENDINGS.get(os.path.splitext(settings.output or "")[1].lower(), "csv")
    return "table" if is_terminal(sys.stdout) else "csv"


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal; a closed one is not."""
    return stream is not None and not stream.closed and stream.isatty()


def to_file(path: str | None) -> bool:
    """Whether the output goes to a file instead of standard output."""
    return path is not None and path != "-"


def write(pieces: Iterable[str], path: str | None) -> None:
    """Write pieces of text as they come, to a file or to standard output.

    A file appears under its name when all has been written, and not at all otherwise.  Raises NewsanError when the
    output cannot be written (no such folder, a full disk), BrokenPipeError when its reader has gone.
    """
    try:
        with destination(path) as stream:
            for piece in computed(pieces):
                stream.write(piece)
            stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        name = path if path and to_file(path) else "standard output"
        raise NewsanError(f"cannot write to {name}: {error.strerror or error}") from error


def computed(pieces: Iterable[str]) -> Iterator[str]:
    """The same pieces; an operating system's error in making them is no failure to write and so a bug."""
    try:
        yield from pieces
    except OSError as error:
        raise RuntimeError(str(error)) from error


@contextlib.contextmanager
def destination(path: str | None) -> Iterator[TextIO]:
    """A text stream to write to; devices and named pipes are written to as they are, files replaced at the end."""
    if not path or not to_file(path):
        if sys.stdout is None:
            raise NewsanError("standard output is closed")
        yield sys.stdout
    elif os.path.exists(path) and not os.path.isfile(path):
        with opened(path) as stream:
            yield stream
    else:
        with replacing(os.path.realpath(path)) as stream:
            yield stream


@contextlib.contextmanager
def replacing(path: str) -> Iterator[TextIO]:
    """A stream to a hidden temporary file beside ``path``, which takes its place at the end, with its permissions."""
    import tempfile  # needed for files only; standard output, the common case, is spared its import

    handle, temporary = tempfile.mkstemp(prefix=".newsan-", dir=os.path.dirname(path))
    try:
        with opened(handle) as stream:
            yield stream
        os.chmod(temporary, permissions(path))
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


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
