"""Archives (zip, tar): what their files hold, read where it lies; nothing is written to the disk."""

from __future__ import annotations

import io
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING

from newsan.document import Failure
from newsan.errors import NewsanError
from newsan.inputs import formats
from newsan.inputs.formats import beside, by_ending
from newsan.inputs.opened import Opened
from newsan.inputs.paths import Found, contents, left_out
from newsan.inputs.reading import LeftOut, Meter
from newsan.limits import CHUNK

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as WritableBuffer

DEPTH = 3  # archives in one another that are opened: our choice
RATIO = 200  # times the size of a zip archive that its files may have: text shrinks to a tenth, zeros to a thousandth

OFFICE = (("word/", formats.DOCX), ("xl/", formats.SPREADSHEET), ("ppt/", formats.OFFICE))
"""Folders that make a zip archive an office document (ECMA-376)."""


def read(opened: Opened) -> Iterator[Found]:
    """What becomes of each file in an archive, with its name behind the archive's."""
    if opened.depth >= DEPTH:
        raise NewsanError(f"is an archive in {DEPTH} others: unpack it first")
    if opened.head.startswith(formats.ZIP.starts):
        return in_zip(opened)
    return in_tar(opened)


def in_zip(opened: Opened) -> Iterator[Found]:
    """The same for zip; an office document is one of another format."""
    stream = opened.seekable()
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise NewsanError(f"is a damaged zip archive: {error}") from error
    with archive:
        names = archive.namelist()
        office = next((format for folder, format in OFFICE if any(name.startswith(folder) for name in names)), None)
        if office is not None or "mimetype" in names:
            stream.seek(0)
            yield from (office or formats.OFFICE).load()(opened)
            return
        allowed = Allowance(max(opened.how.max_size, RATIO * size))
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if not info.is_dir():
                yield from in_member(info.filename, partial(archive.open, info), allowed, opened)


def in_tar(opened: Opened) -> Iterator[Found]:
    """The same for tar, in the order of its files."""
    allowed = Allowance(sys.maxsize)
    try:
        with tarfile.open(fileobj=opened.stream, mode="r|") as archive:
            for info in archive:
                if info.isfile():
                    yield from in_member(info.name, partial(archive.extractfile, info), allowed, opened)
    except tarfile.TarError as error:
        yield Failure(opened.name, f"is a damaged tar archive: {error}")


def in_member(name: str, open: Callable[[], IO[bytes] | None], allowed: Allowance, archive: Opened) -> Iterator[Found]:
    """What becomes of a file in an archive, which was not named itself."""
    path = f"{archive.name}/{name}"
    if any(part.startswith((".", "__MACOSX")) for part in name.split("/")):
        return
    claimed = None if archive.how.plain else beside(name) or by_ending(name)
    if claimed is not None and not claimed.reader:
        yield LeftOut(path, claimed.kind)
        return
    try:
        with open() or io.BytesIO() as stream:
            limited = io.BufferedReader(Limited(stream, allowed), CHUNK)
            yield from left_out(path, contents(path, limited, archive.how, None, Meter(), archive.depth + 1))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, tarfile.TarError) as error:  # also: a password
        yield Failure(path, f"cannot be unpacked: {error}")


@dataclass(slots=True)
class Allowance:
    """How many bytes the files of an archive may still have."""

    left: int


class Limited(io.RawIOBase):
    """A file in an archive as far as its allowance goes; NewsanError behind that, and where it is damaged."""

    def __init__(self, stream: IO[bytes], allowed: Allowance) -> None:
        self.stream = stream
        self.allowed = allowed

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: WritableBuffer) -> int:
        """Fill the buffer; how many bytes there were."""
        into = memoryview(buffer)
        try:
            found = self.stream.read(len(into))
        except (zipfile.BadZipFile, zlib.error, EOFError, tarfile.TarError) as error:
            raise NewsanError(f"is damaged in its archive: {error}") from error
        self.allowed.left -= len(found)
        if self.allowed.left < 0:
            raise NewsanError("its archive unpacks to too much: it is not read any further")
        into[: len(found)] = found
        return len(found)
