"""One run at a time in a folder: a lock that ends with the process that holds it, however it ends."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from newsan.corpus.parts import writing
from newsan.errors import NewsanError

LOCK = ".lock"
"""The beginning of the names of locks."""

FAR = 1 << 30  # the byte that Windows locks: nobody can read a byte that is locked


@contextlib.contextmanager
def locked(path: str, *, shared: bool = False, write: bool = True) -> Iterator[None]:
    """A block that nobody else is in at the same time; NewsanError with who is, if somebody is.

    Several may hold a ``shared`` lock, but none beside a lock that is not.  ``write`` notes in the file who holds it.
    """
    with writing(path):
        file = open(path, "ab+")  # noqa: SIM115 (an error in the block is not one in opening)
    with file:
        if not taken(file, shared):
            raise NewsanError(f"{os.path.dirname(path)} is being annotated by {holder(file)}: wait until it ends")
        if write:
            with writing(path):
                note(file)
        yield


def holders(folder: str) -> Iterator[str]:
    """Who is at work in a folder."""
    for name in sorted(os.listdir(folder)):
        if name.startswith(LOCK):
            with open(os.path.join(folder, name), "rb") as file:
                if not taken(file, shared=True) and (who := holder(file)):
                    yield who


def taken(file: BinaryIO, shared: bool) -> bool:
    """Whether the lock of a file could be had; the system gives it back when the file is closed or the process ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def note(file: BinaryIO) -> None:
    """Write down who holds the lock."""
    file.truncate(0)
    file.write(f"process {os.getpid()} on {socket.gethostname()} since {datetime.now():%Y-%m-%d %H:%M:%S}".encode())
    file.flush()


def holder(file: BinaryIO) -> str:
    """Who holds a lock."""
    file.seek(0)
    return file.read(200).decode("utf-8", "replace") or "another process"
