"""Inputs on other machines, by their addresses: ``https://…``, ``s3://…`` and whatever else fsspec opens.

A connection is opened here and nowhere else in newsan, and only for an address that the user has named.
"""

from __future__ import annotations

import io
import os
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from newsan.errors import NewsanError
from newsan.inputs.reading import HIDDEN
from newsan.limits import CHUNK

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as WritableBuffer

ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")  # two letters or more: C:// is a disk of Windows
BLOCK = 4_000_000  # bytes that are asked for at a time: few enough to hold, and enough to be as fast as the line
CONNECT, ANSWER = 30, 60  # seconds after which nobody is waited for any more
EXTRAS = {**dict.fromkeys(("s3", "s3a"), "s3"), **dict.fromkeys(("gs", "gcs"), "gs")}
"""The extras for some kinds of addresses; all others are in ``remote``."""

CHANGES = ("ETag", "etag", "mtime", "LastModified", "last_modified", "updated", "created", "generation")
"""What says that a file has changed, by the names that the services have for it."""


def is_address(name: str) -> bool:
    """Whether the name of an input is an address, and no file of this machine.

    >>> is_address("s3://news/2024.jsonl"), is_address("C://news"), is_address("news/2024.jsonl")
    (True, False, False)
    """
    return ADDRESS.match(name) is not None and not os.path.exists(name)


def without_query(name: str) -> str:
    """An address without what comes behind its path; any other name as it is.

    >>> without_query("https://example.org/a.csv?key=1"), without_query("a.csv?key=1")
    ('https://example.org/a.csv', 'a.csv?key=1')
    """
    return re.split(r"[?#]", name, maxsplit=1)[0] if ADDRESS.match(name) else name


def open_input(name: str) -> BinaryIO:
    """The bytes of an input, by its path or address; OSError or NewsanError where it cannot be opened."""
    return opened_address(name) if is_address(name) else open(name, "rb")


def opened_address(address: str) -> BinaryIO:
    """The bytes behind an address, in any order where its server gives them so."""
    found, path = file_system(address)
    return io.BufferedReader(Remote(found, path), CHUNK)


def files_at(address: str) -> list[str] | None:
    """The addresses of all files below one that is a folder, sorted, without hidden ones; None where it is none.

    A page of the web is never a folder.
    """
    if address.lower().startswith("http"):
        return None
    found, path = file_system(address)
    try:
        if not found.isdir(path):
            return None
        below = (one[len(path.rstrip("/")) :] for one in found.find(path))
        shown = (one for one in below if not any(part.startswith(HIDDEN) for part in one.split("/")))
        return [address.rstrip("/") + "/" + one.lstrip("/") for one in sorted(shown)]
    except Exception as error:  # each service has its own
        raise NewsanError(told(error)) from error


def size_and_change(address: str) -> tuple[int | None, int | None]:
    """The bytes behind an address, and a number that is another one when they have changed; None where nobody says."""
    from hashlib import sha1

    found, path = file_system(address)
    try:
        known = found.info(path)
    except Exception:  # it is told when it is read
        return None, None
    marks = [str(known[name]) for name in CHANGES if isinstance(known.get(name), str | int | float | datetime)]
    change = int.from_bytes(sha1("|".join(marks).encode(), usedforsecurity=False).digest()[:6]) if marks else None
    return known.get("size"), change


def file_system(address: str) -> tuple[Any, str]:
    """What opens an address, and the path in it; NewsanError where nothing does."""
    kind = address.partition("://")[0].lower()
    if "::" in address:
        raise NewsanError("is a chain of addresses: name the file itself")
    extra = EXTRAS.get(kind, "remote")
    try:
        import fsspec
    except ImportError as error:
        raise NewsanError(f"is an address, which needs another package: pip install 'newsan[{extra}]'") from error
    try:
        options = {"client_kwargs": {"timeout": timeout()}} if kind in ("http", "https") else {}
        found, path = fsspec.url_to_fs(address, **options)
    except ImportError as error:
        known = kind in EXTRAS or kind in ("http", "https")
        said = f"pip install 'newsan[{extra}]'" if known else str(error)
        raise NewsanError(f"is an address, which needs another package: {said}") from error
    except Exception as error:
        raise NewsanError(f"is no address that can be read: {told(error)}") from error
    return found, str(path)


def timeout() -> Any:
    """How long a server of the web is waited for; a large file may take as long as it takes."""
    import aiohttp

    return aiohttp.ClientTimeout(total=None, sock_connect=CONNECT, sock_read=ANSWER)


def told(error: Exception) -> str:
    """What an error of a service says, on one line."""
    cause = error.__cause__
    if isinstance(error, FileNotFoundError):
        missing = isinstance(cause, FileNotFoundError | None) or getattr(cause, "status", 0) in (404, 410)
        return "no such file or folder" if missing else told(cause)  # type: ignore[arg-type]
    return " ".join(f"{error or type(error).__name__}".split())


class Remote(io.RawIOBase):
    """A file behind an address; NewsanError where it cannot be opened, or not be read any further."""

    def __init__(self, system: Any, path: str) -> None:
        self.system, self.path = system, path
        try:
            self.file = system.open(path, "rb", block_size=BLOCK)
        except Exception as error:
            raise NewsanError(told(error)) from error
        self.seeks = self.can_seek()

    def can_seek(self) -> bool:
        """Whether the bytes may be had in any order."""
        try:
            end = self.file.seek(0, io.SEEK_END)
            if end:
                self.file.seek(end - 1)
                self.file.read(1)
            self.file.seek(0)
        except Exception:  # a server that gives a file from its beginning only
            self.file = self.system.open(self.path, "rb", block_size=0)
            return False
        return True

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def seekable(self) -> bool:
        """Whether the bytes may be had in any order."""
        return self.seeks

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        if not self.seeks:
            raise io.UnsupportedOperation("seek")
        self.file.seek(offset, whence)
        return self.tell()

    def tell(self) -> int:
        """The place of the next byte."""
        return int(self.file.tell())

    def readinto(self, buffer: WritableBuffer) -> int:
        """Fill the buffer; how many bytes there were."""
        into = memoryview(buffer)
        try:
            found = self.file.read(len(into))
        except Exception as error:
            raise NewsanError(f"cannot be read any further: {told(error)}") from error
        into[: len(found)] = found
        return len(found)

    def close(self) -> None:
        """Let go of it."""
        if not self.closed and hasattr(self, "file"):
            self.file.close()
        super().close()
