"""Opened inputs: their bytes from the first one on, unpacked while they are read, with a look at the beginning."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from newsan.errors import NewsanError
from newsan.inputs.formats import PACKED, NotTextError
from newsan.inputs.packed import Packing, Unpacked, packing_of
from newsan.inputs.reading import Part, Reading
from newsan.limits import CHUNK, read_at_most

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as WritableBuffer

HEAD = 65_536  # bytes from which a format is told
DAMAGED_RECORD = b"WARC/1.0\r\n\r\n"
"""What a reader of web archives finds instead of a record that cannot be unpacked: one without a length."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An input under way: its name, all its bytes, and the first of them.

    ``raw`` are the bytes as they lie on the disk, if they can be reached in any order, and ``unpacked`` is what unpacks
    them, if they are packed; ``depth`` counts the archives around the input.
    """

    name: str
    stream: BinaryIO
    head: bytes
    how: Reading
    part: Part | None = None
    depth: int = 0
    raw: BinaryIO | None = None
    unpacked: Unpacked | None = None

    @property
    def before(self) -> int:
        """How many records stand before the first one that ``entered`` gives."""
        return self.part.start if self.part is not None and self.part.at is not None else 0

    def entered(self) -> BinaryIO:
        """The bytes from the beginning of the part on, if it can be reached at once; else all of them."""
        if self.part is None or self.part.at is None or self.raw is None:
            return self.stream
        self.raw.seek(self.part.at)
        if self.unpacked is None:
            return self.raw
        return io.BufferedReader(Unpacked(self.raw, self.unpacked.packing, self.unpacked.instead), CHUNK)

    def behind(self, number: int) -> bool:
        """Whether the record with this number, from 1, stands behind the part that is read."""
        return self.part is not None and self.part.stop is not None and number > self.part.stop

    def outside(self, first: int, last: int) -> bool:
        """Whether the records with these numbers, from 1, are none of the part that is read."""
        part = self.part
        return part is not None and (last <= part.start or (part.stop is not None and first > part.stop))

    def all(self) -> bytes:
        """All bytes; NewsanError when there are more than one text may have."""
        return read_at_most(
            self.stream, self.how.max_size, "unpacks to more than" if self.unpacked else "is larger than"
        )

    def seekable(self) -> BinaryIO:
        """The same bytes in any order: the file itself, or what is held of a stream, up to the size of one text."""
        return self.stream if self.stream.seekable() else io.BytesIO(self.all())


def opened(name: str, raw: BinaryIO, how: Reading, part: Part | None = None, depth: int = 0) -> Opened:
    """An input with its beginning; what is packed is unpacked as it is read."""
    stream, head = begun(raw)
    packing, unpacked = packing_of(head), None
    if packing:
        unpacked = unpacking(name, stream, packing)
        stream, head = begun(io.BufferedReader(unpacked, CHUNK))
    return Opened(name, stream, head, how, part, depth, raw if raw.seekable() else None, unpacked)


def unpacking(name: str, stream: BinaryIO, packing: Packing) -> Unpacked:
    """What a packed file holds; NotTextError where a package is missing that unpacks it."""
    try:
        return Unpacked(stream, packing, DAMAGED_RECORD if ".warc" in name.lower() else b"")
    except ImportError as error:
        raise NotTextError(PACKED, f"needs another package: pip install 'newsan[{packing.extra}]'") from error


def begun(raw: BinaryIO) -> tuple[BinaryIO, bytes]:
    """A stream at its first byte, and its first bytes; what is damaged behind them is told when it is read again."""
    at_start = raw.seekable() and raw.tell() == 0
    read = getattr(raw, "read1", raw.read)  # which loses nothing before a damage
    head = b""
    try:
        while len(head) < HEAD and (more := read(HEAD - len(head))):
            head += more
    except NewsanError:
        if not head:
            raise
    if at_start:
        raw.seek(0)
        return raw, head
    return io.BufferedReader(Replayed(head, raw), CHUNK), head


class Replayed(io.RawIOBase):
    """A stream that cannot go back, from its first byte."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head = memoryview(head)
        self.rest = rest

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: WritableBuffer) -> int:
        """Fill the buffer; how many bytes there were."""
        into = memoryview(buffer)
        found = self.head[: len(into)] or self.rest.read(len(into))
        self.head = self.head[len(found) :] if self.head else self.head
        into[: len(found)] = found
        return len(found)
