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
from itertools import islice
from typing import IO, TYPE_CHECKING

from newsan.document import Document, Failure
from newsan.errors import NewsanError
from newsan.inputs import formats
from newsan.inputs.formats import Format, beside, by_ending, by_start
from newsan.inputs.opened import Opened, opened
from newsan.inputs.paths import Found, contents, left_out
from newsan.inputs.reading import HIDDEN, LeftOut, Mark, Meter, Part
from newsan.limits import CHUNK

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as WritableBuffer

RECORDS = ("delimited", "json_lines", "json_whole", "parquet", "warc")
"""The readers of files that may have many records."""

LARGE = 1_000_000  # bytes from which on their records are counted: in fewer there are hardly more than a shard has

DEPTH = 3  # archives in one another that are opened: our choice
RATIO = 200  # times the size of a zip archive that its files may have: text shrinks to a tenth, zeros to a thousandth

OFFICE = (("word/", formats.DOCX), ("xl/", formats.SPREADSHEET), ("ppt/", formats.OFFICE))
"""Folders that make a zip archive an office document (ECMA-376)."""


def read(opened: Opened) -> Iterator[Found]:
    """What becomes of each file in an archive, with its name behind the archive's."""
    if opened.depth >= DEPTH:
        raise NewsanError(f"is an archive in {DEPTH} others: unpack it first")
    return in_zip(opened) if is_zip(opened) else in_tar(opened)


def is_zip(opened: Opened) -> bool:
    """Whether an archive is a zip archive: by how it begins, else by its name, since anything may stand before one."""
    if opened.head.startswith(formats.ZIP.starts):
        return True
    return by_start(opened.head) is not formats.TAR and by_ending(opened.name) is formats.ZIP


def marks(opened: Opened) -> Iterator[Mark]:
    """The files of an archive in order: where each one begins, and how many records are in it if it has many."""
    if not is_zip(opened):
        yield from (Mark(at, records_in(member, opened)) for at, member in tar_members(opened))
        return
    with zip_of(opened) as archive:
        for member in zip_members(archive, opened) if office_of(archive) is None else ():
            yield Mark(0, records_in(member, opened))  # any file of it can be reached at once


def in_zip(opened: Opened) -> Iterator[Found]:
    """The same for zip; an office document is one of another format."""
    with zip_of(opened) as archive:
        office = office_of(archive)
        if office is not None:
            opened.seekable().seek(0)
            yield from office.load()(opened)
            return
        part = opened.part or Part()
        for member in islice(zip_members(archive, opened), part.start, part.stop):
            yield from in_member(member, opened, part.inner)


def zip_of(opened: Opened) -> zipfile.ZipFile:
    """A zip archive, opened."""
    try:
        return zipfile.ZipFile(opened.seekable())
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise NewsanError(f"is a damaged zip archive: {error}") from error


def office_of(archive: zipfile.ZipFile) -> Format | None:
    """What a zip archive is if it is an office document; else None."""
    names = archive.namelist()
    office = next((format for folder, format in OFFICE if any(name.startswith(folder) for name in names)), None)
    return formats.OFFICE if office is None and "mimetype" in names else office


def zip_members(archive: zipfile.ZipFile, opened: Opened) -> Iterator[Member]:
    """The files of a zip archive, by their names."""
    stream = opened.seekable()
    allowed = Allowance(max(opened.how.max_size, RATIO * stream.seek(0, io.SEEK_END)))
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        if not info.is_dir():
            yield Member(info.filename, info.file_size, partial(archive.open, info), allowed)


def in_tar(opened: Opened) -> Iterator[Found]:
    """The same for tar, in the order of its files."""
    part = opened.part or Part()
    for number, (_, member) in enumerate(tar_members(opened), opened.before + 1):
        if not opened.outside(number, number):
            yield from in_member(member, opened, part.inner)
        if opened.behind(number + 1):
            return


def tar_members(opened: Opened) -> Iterator[tuple[int | None, Member]]:
    """The files of a tar archive in its order, each with the byte at which it begins if the archive is not packed."""
    stream = opened.entered()
    before = opened.part.at or 0 if opened.before and opened.part else 0
    allowed = Allowance(sys.maxsize)
    enters = opened.unpacked is None and opened.raw is not None
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in archive:
                archive.members = []  # type: ignore[attr-defined]  # it would hold all of them
                if info.isfile():
                    at = before + info.offset if enters else None
                    yield at, Member(info.name, info.size, partial(archive.extractfile, info), allowed)
    except tarfile.TarError as error:
        raise NewsanError(f"is a damaged tar archive: {error}") from error


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its name, its bytes when unpacked, how it is opened, and what all of them may unpack to."""

    name: str
    size: int
    open: Callable[[], IO[bytes] | None]
    allowed: Allowance


def records_in(member: Member, archive: Opened) -> int:
    """How many records are in a file of an archive that is large and in a format that has many of them; else 1."""
    format = by_ending(member.name)
    if member.size < LARGE or format is None:
        return 1
    if format.reader == "archive":
        return files_in(member, archive)
    if format.reader not in RECORDS:
        return 1
    return sum(isinstance(one, Document | Failure) for one in in_member(member, archive)) or 1


def files_in(member: Member, around: Opened) -> int:
    """How many files are in an archive in another one; 1 where it is none, or is damaged."""
    try:
        with member.open() or io.BytesIO() as stream:
            limited = io.BufferedReader(Limited(stream, Allowance(member.allowed.left)), CHUNK)
            inner = opened(member.name, limited, around.how, depth=around.depth + 1)
            if not is_zip(inner):
                return sum(1 for _ in tar_members(inner)) or 1
            with zip_of(inner) as archive:
                return 1 if office_of(archive) else sum(1 for _ in zip_members(archive, inner)) or 1
    except (NewsanError, zipfile.BadZipFile, RuntimeError, NotImplementedError, tarfile.TarError):
        return 1


def in_member(member: Member, archive: Opened, part: Part | None = None) -> Iterator[Found]:
    """What becomes of a file in an archive, which was not named itself; of a part of its records if it has many."""
    name = member.name
    path = f"{archive.name}/{name}"
    if any(one.startswith((*HIDDEN, "__MACOSX")) and one not in (".", "..") for one in name.split("/")):
        return
    claimed = None if archive.how.plain else beside(name) or by_ending(name)
    if claimed is not None and not claimed.reader:
        yield LeftOut(path, claimed.kind)
        return
    try:
        with member.open() or io.BytesIO() as stream:
            limited = io.BufferedReader(Limited(stream, member.allowed), CHUNK)
            yield from left_out(path, contents(path, limited, archive.how, part, Meter(), archive.depth + 1))
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
