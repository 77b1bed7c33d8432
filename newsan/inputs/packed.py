"""Packed files: what gzip, bzip2, xz and Zstandard files hold, unpacked as it is read, one piece after another."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO

from newsan.errors import NewsanError
from newsan.limits import CHUNK

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as WritableBuffer

UNPACK_GZIP = 31  # zlib: the largest window, with the header and the sums of gzip
WINDOW = 31  # zstd: bits of the largest window there is (--long=31), which dumps of the web are packed with


@dataclass(frozen=True, slots=True)
class Packing:
    """A way to pack one file: its ``name``, its ending, and its first bytes (RFC 1952; bzip2; RFC 8878; xz's format).

    ``unpacker`` gives what unpacks one piece of such a file, ``extra`` is the extra of the package that it needs.
    """

    name: str
    ending: str
    start: bytes
    unpacker: Callable[[], Any]
    extra: str = ""


def gzip() -> Any:
    """What unpacks a member of a gzip file."""
    import zlib

    return zlib.decompressobj(UNPACK_GZIP)


def bzip2() -> Any:
    """What unpacks a stream of a bzip2 file."""
    import bz2

    return bz2.BZ2Decompressor()


def xz() -> Any:
    """What unpacks a stream of an xz file."""
    import lzma

    return lzma.LZMADecompressor(lzma.FORMAT_XZ)


def zstandard() -> Any:
    """What unpacks a frame of a Zstandard file; ImportError before Python 3.14 without its backport."""
    try:
        zstd = import_module("compression.zstd")
    except ImportError:
        zstd = import_module("backports.zstd")
    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: WINDOW})


GZIP = Packing("gzip", ".gz", b"\x1f\x8b", gzip)
PACKINGS = (
    GZIP,
    Packing("bzip2", ".bz2", b"BZh", bzip2),
    Packing("xz", ".xz", b"\xfd7zXZ\0", xz),
    Packing("Zstandard", ".zst", b"\x28\xb5\x2f\xfd", zstandard, "zst"),
)
ENDINGS = tuple(one.ending for one in PACKINGS)
BLOCKS = (
    b"1AY&SY",
    b"\x17rE8P\x90",
)  # behind the fourth byte of a bzip2 file: that of a block, pi, or of the end, its root


def packing_of(head: bytes) -> Packing | None:
    """How a file that begins with these bytes is packed; None where it is not."""
    found = next((one for one in PACKINGS if head.startswith(one.start)), None)
    return None if found and found.ending == ".bz2" and not head.startswith(BLOCKS, 4) else found


def without_ending(name: str) -> str:
    """The name of a file without the ending of its packing.

    >>> without_ending("news.jsonl.ZST"), without_ending("news.csv")
    ('news.jsonl', 'news.csv')
    """
    found = next((ending for ending in ENDINGS if name.lower().endswith(ending)), "")
    return name[: len(name) - len(found)]


class Unpacked(io.RawIOBase):
    """What a packed file holds, one packed piece (member, stream, frame) after another.

    NewsanError where it is damaged, unless something is given ``instead`` of a damaged piece, and of those behind it
    that are damaged too: a reader of many small ones, one for each record, finds the next record behind it.  Where a
    piece was begun, its reader sees for itself that it is cut.  ``pieces`` gets the place of each piece: by that of its
    first byte in what is unpacked, that in the packed file.
    """

    def __init__(
        self, packed: BinaryIO, packing: Packing = GZIP, instead: bytes = b"", pieces: dict[int, int] | None = None
    ) -> None:
        self.packed = packed
        self.packing = packing
        self.instead = instead
        self.piece = packing.unpacker()
        self.waiting = b""
        self.fresh = True
        self.damage: NewsanError | None = None
        self.pieces = pieces
        self.standing = b""  # what is left to give instead of a damaged piece
        self.whole = True  # whether the last piece was
        self.taken = self.given = self.begun = 0  # packed and unpacked bytes so far; those before this piece

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: WritableBuffer) -> int:
        """Fill the buffer; how many bytes there were."""
        into = memoryview(buffer)
        while True:
            if self.damage:
                raise self.damage
            if self.standing:
                found, self.standing = self.standing[: len(into)], self.standing[len(into) :]
                return self.give(found, into)
            data = self.waiting
            if not data and getattr(self.piece, "needs_input", True):
                data = self.packed.read(CHUNK)
                self.taken += len(data)
                if not data:
                    if not self.fresh:
                        self.damage = NewsanError(f"damaged {self.packing.name} file: it is cut short")
                        continue
                    return 0
            self.waiting = b""
            found = self.unpacked(data, len(into))
            if found:
                return self.give(found, into)

    def give(self, found: bytes, into: memoryview) -> int:
        """Put what was found into a buffer; how much that is."""
        into[: len(found)] = found
        self.given += len(found)
        return len(found)

    def unpacked(self, data: bytes, most: int) -> bytes:
        """What comes of some packed bytes; those that are left wait."""
        if self.fresh:
            data = data.lstrip(b"\0")  # padding between pieces, as tar and xz write it
            if not data:
                return b""
            self.begun = self.given
            if self.pieces is not None:
                self.pieces[self.given] = self.taken - len(data)
        try:
            found: bytes = self.piece.decompress(data, most)
        except MemoryError:
            raise
        except Exception as error:  # each library has its own
            self.refuse(str(error).removeprefix("Error -3 while decompressing data: "))
            start = self.packing.start
            self.begin(data[data.find(start, 1) :] if start in data[1:] else b"")
            return b""
        self.fresh = False
        if self.piece.eof:
            self.whole = True
            self.begin(self.piece.unused_data)
        else:
            self.waiting = getattr(self.piece, "unconsumed_tail", b"")
        return found

    def begin(self, waiting: bytes) -> None:
        """Go on with the next piece."""
        self.piece, self.waiting, self.fresh = self.packing.unpacker(), waiting, True

    def refuse(self, why: str) -> None:
        """NewsanError, also for whoever reads on, unless something is given instead of damaged pieces."""
        if not self.instead:
            self.damage = NewsanError(f"damaged {self.packing.name} file: {why}")
            raise self.damage
        if self.whole and self.given == self.begun:
            self.standing = self.instead
        self.whole = False
