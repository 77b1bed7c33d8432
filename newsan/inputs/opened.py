"""Opened inputs: their bytes from the first one on, unpacked while they are read, with a look at the beginning."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from newsan.errors import NewsanError
from newsan.inputs.reading import Part, Reading
from newsan.limits import CHUNK, read_at_most

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as WritableBuffer

HEAD = 65_536  # bytes from which a format is told
GZIP = b"\x1f\x8b\x08"  # RFC 1952, section 2.3.1, with deflate, the only method there is
UNPACK_GZIP = 31  # zlib: the largest window, with the header and the sums of gzip


@dataclass(frozen=True, slots=True)
class Opened:
    """An input under way: its name, all its bytes, and the first of them.

    ``packed`` says that the bytes are unpacked as they are read, ``depth`` counts the archives around the input.
    """

    name: str
    stream: BinaryIO
    head: bytes
    how: Reading
    part: Part | None = None
    depth: int = 0
    packed: bool = False

    def outside(self, first: int, last: int) -> bool:
        """Whether the records with these numbers, from 1, are none of the part that is read."""
        part = self.part
        return part is not None and (last <= part.start or (part.stop is not None and first > part.stop))

    def all(self) -> bytes:
        """All bytes; NewsanError when there are more than one text may have."""
        return read_at_most(self.stream, self.how.max_size, "unpacks to more than" if self.packed else "is larger than")

    def seekable(self) -> BinaryIO:
        """The same bytes in any order: the file itself, or what is held of a stream, up to the size of one text."""
        return self.stream if self.stream.seekable() else io.BytesIO(self.all())


def opened(name: str, raw: BinaryIO, how: Reading, part: Part | None = None, depth: int = 0) -> Opened:
    """An input with its beginning; what is packed with gzip is unpacked as it is read."""
    stream, head = begun(raw)
    packed = head.startswith(GZIP)
    if packed:
        stream, head = begun(io.BufferedReader(Gunzip(stream, skips=".warc" in name.lower()), CHUNK))
    return Opened(name, stream, head, how, part, depth, packed)


def begun(raw: BinaryIO) -> tuple[BinaryIO, bytes]:
    """A stream at its first byte, and its first bytes."""
    at_start = raw.seekable() and raw.tell() == 0
    head = b""
    while len(head) < HEAD and (more := raw.read(HEAD - len(head))):
        head += more
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


class Gunzip(io.RawIOBase):
    """What a gzip file holds, one member after another.

    NewsanError where it is damaged, unless a damaged member is skipped: a reader of many small members, one for each
    record, finds the next record behind it.
    """

    def __init__(self, packed: BinaryIO, skips: bool = False) -> None:
        self.packed = packed
        self.skips = skips
        self.member = zlib.decompressobj(UNPACK_GZIP)
        self.waiting = b""
        self.fresh = True

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: WritableBuffer) -> int:
        """Fill the buffer; how many bytes there were."""
        into = memoryview(buffer)
        while True:
            data = self.waiting or self.packed.read(CHUNK)
            self.waiting = b""
            if not data:
                if not self.fresh:
                    self.fresh = True
                    self.refuse("it is cut short")
                return 0
            found = self.unpacked(data, len(into))
            if found:
                into[: len(found)] = found
                return len(found)

    def unpacked(self, data: bytes, most: int) -> bytes:
        """What comes of some packed bytes; those that are left wait."""
        if self.fresh:
            data = data.lstrip(b"\0")  # padding between members, as tar writes it
            if not data:
                return b""
        try:
            found = self.member.decompress(data, most)
        except zlib.error as error:
            self.refuse(str(error).removeprefix("Error -3 while decompressing data: "))
            self.begin(data[data.find(GZIP, 1) :] if GZIP in data[1:] else b"")
            return b""
        self.fresh = False
        if self.member.eof:
            self.begin(self.member.unused_data)
        else:
            self.waiting = self.member.unconsumed_tail
        return found

    def begin(self, waiting: bytes) -> None:
        """Go on with the next member."""
        self.member, self.waiting, self.fresh = zlib.decompressobj(UNPACK_GZIP), waiting, True

    def refuse(self, why: str) -> None:
        """NewsanError, unless damaged members are skipped."""
        if not self.skips:
            raise NewsanError(f"damaged gzip file: {why}")
