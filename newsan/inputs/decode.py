"""Bytes to text, exactly: line ends stay as they are, a byte order mark goes, what is not text is refused."""

from __future__ import annotations

import codecs
import io
import sys

from newsan.choices import closest
from newsan.errors import NewsanError
from newsan.inputs.formats import NotTextError, by_start
from newsan.inputs.packed import Packing, Unpacked, packing_of
from newsan.limits import MAX_SIZE, read_at_most

# Encodings of news archives, to suggest for a misspelt name (docs.python.org/3/library/codecs.html has all).
ENCODINGS = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "ascii", "mac-roman"),
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "windows-1250", "windows-1251", "windows-1252"),
    *(
        "iso-8859-1",
        "iso-8859-2",
        "iso-8859-15",
        "latin-1",
        "koi8-r",
        "gb18030",
        "big5",
        "shift_jis",
        "euc-jp",
        "euc-kr",
    ),
)
WIDE = ("utf-16", "utf-32")  # encodings in which a NUL byte is part of ordinary text
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
OTHER_MARK = {"utf-16-le": codecs.BOM_UTF16_BE, "utf-16-be": codecs.BOM_UTF16_LE}
UTF32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
# Encodings that read any UTF-8 without an error, each letter outside ASCII as two or three wrong ones.
WESTERN = ("cp1252", "iso8859-1", "iso8859-15", "mac-roman", "cp437", "cp850")
ASCII = b"\t\n\r" + bytes(range(32, 127))
HEAD = 4_096  # bytes from which the width of the characters is told


def check_encoding(name: str) -> str:
    """The codec's own name for an encoding.

    Raises NewsanError for a name that Python does not know, and for codecs that are not text encodings (``rot13``).

    >>> check_encoding("UTF8"), check_encoding("latin1")
    ('utf-8', 'iso8859-1')
    """
    try:
        "".encode(name)  # refuses what codecs.lookup lets through: the codecs that are not text encodings
        return codecs.lookup(name).name
    except (LookupError, UnicodeError, ValueError) as error:
        like = closest(name, ENCODINGS)
        advice = f"did you mean {like}?" if like else "try utf-8, cp1252, iso-8859-1 or utf-16"
        raise NewsanError(f"unknown encoding {name!r}: {advice}") from error


def decode(data: bytes, encoding: str = "utf-8", max_size: int = MAX_SIZE) -> str:
    r"""The text of a file's bytes, unpacked if they are packed, to ``max_size`` bytes at most.

    Raises NewsanError with the reason when the bytes are not text or do not fit the encoding; the reason names the
    offset of the first bad byte, in the unpacked data.  Nothing is guessed: a wrong guess would count names that nobody
    wrote.

    >>> decode(b"\xef\xbb\xbfcaf\xc3\xa9\r\n")
    'café\r\n'
    """
    packing = packing_of(data)
    data = unpack(data, packing, max_size) if packing else data
    codec = check_encoding(encoding)
    refuse_binary(data, codec)
    refuse_other_encoding(data, codec, encoding)
    try:
        return data.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise NewsanError(misfit(data, error, encoding)) from error
    except UnicodeError as error:
        raise NewsanError(f"cannot be read as {encoding}: {error}") from error


def misfit(data: bytes, error: UnicodeDecodeError, encoding: str) -> str:
    """The first byte that does not fit an encoding, and what to do; some codecs count from behind a byte order mark."""
    at = error.start + len(data) - len(error.object)
    other = "utf-8" if is_utf8(data) else "iso-8859-1" if check_encoding(encoding) == "cp1252" else "cp1252"
    return (
        f"byte 0x{data[at]:02X} at byte offset {at} is not {encoding}: "
        f"name the file's encoding, for example --encoding {other}"
    )


def unpack(data: bytes, packing: Packing, max_size: int) -> bytes:
    """What a packed file holds; NewsanError when it is cut short or damaged, or holds more than ``max_size`` bytes."""
    with io.BufferedReader(Unpacked(io.BytesIO(data), packing)) as stream:
        return read_at_most(stream, max_size, "unpacks to more than")


def refuse_binary(data: bytes, codec: str) -> None:
    """Nothing for text; NewsanError with what it seems to be for a binary file."""
    format = by_start(data)
    if format is not None:
        raise NotTextError(format)
    if b"\0" in data and not codec.startswith(WIDE):
        wide = wide_encoding(data)
        if wide:
            raise NewsanError(f"looks like {wide[:6].upper()}: try --encoding {wide}")
        raise NewsanError(f"is a binary file, not text (NUL byte at byte offset {data.index(0)})")


def refuse_other_encoding(data: bytes, codec: str, encoding: str) -> None:
    """Nothing; NewsanError where an encoding that was named would read another one as nonsense without an error."""
    wide = wide_encoding(data) if codec.startswith("utf-16") else None
    if wide and wide not in ("utf-16", codec, f"{codec}-{sys.byteorder[0]}e"):
        raise NewsanError(f"is not {encoding} but looks like {wide}: try --encoding {wide}")
    if wide == "utf-16" and data.startswith(OTHER_MARK.get(codec, UTF32_MARKS)):
        raise NewsanError(f"is not {encoding} by its byte order mark: try --encoding utf-16")
    if codec.startswith("utf-16") and b"\0" not in data and is_narrow(data):
        raise NewsanError(f"is not {encoding}: its characters are single bytes, so leave --encoding out or try cp1252")
    if codec in WESTERN and not data.isascii() and is_utf8(data):
        raise NewsanError(f"is not {encoding} but UTF-8: try --encoding utf-8")


def wide_encoding(data: bytes) -> str | None:
    r"""The wide encoding that bytes seem to have, by their mark or by the NUL bytes of Latin letters; else None.

    >>> wide_encoding("Grüße".encode("utf-16-be")), wide_encoding(b"\x00\x01\x00\x00")
    ('utf-16-be', None)
    """
    if data.startswith(UTF32_MARKS):
        return "utf-32"
    if data.startswith(UTF16_MARKS):
        return "utf-16"
    head = data[:HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(head) < 4 or max(even, odd) * 4 < len(head) or min(even, odd) * 8 > max(even, odd):
        return None  # fewer than half of the characters are Latin ones
    return "utf-16-le" if odd > even else "utf-16-be"


def is_narrow(data: bytes) -> bool:
    """Whether nine in ten bytes are letters, digits, marks or blanks of ASCII, as in no text of wide characters."""
    head = data[:HEAD]
    return len(head.translate(None, ASCII)) * 10 < len(head)


def is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 throughout."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
