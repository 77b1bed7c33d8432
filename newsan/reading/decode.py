"""Bytes to text, exactly: line ends stay as they are, a byte order mark goes, and what is no text is refused."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib

from newsan.errors import NewsanError
from newsan.limits import MAX_SIZE, read_at_most

GZIP = b"\x1f\x8b"  # RFC 1952, section 2.3.1

# Files that newsrooms keep beside their texts, by their first bytes (each format's own specification).
BINARY_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
)
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WIDE = ("utf-16", "utf-32")  # encodings in which a NUL byte is part of ordinary text


def check_encoding(name: str) -> str:
    """The codec's own name for an encoding.

    Raises NewsanError for a name that Python does not know, and for codecs that are no text encodings (``rot13``).

    >>> check_encoding("UTF8"), check_encoding("latin1")
    ('utf-8', 'iso8859-1')
    """
    try:
        "".encode(name)  # refuses what codecs.lookup lets through: the codecs that are no text encodings
        return codecs.lookup(name).name
    except (LookupError, UnicodeError, ValueError) as error:
        raise NewsanError(f"unknown encoding {name!r}: try utf-8, cp1252, iso-8859-1 or utf-16") from error


def decode(data: bytes, encoding: str = "utf-8", max_size: int = MAX_SIZE) -> str:
    r"""The text of a file's bytes, unpacked if they are gzip, to ``max_size`` bytes at most.

    Raises NewsanError with the reason when the bytes are no text or do not fit the encoding; the reason names the
    offset of the first bad byte, in the unpacked data.  Nothing is guessed: a wrong guess would count names that nobody
    wrote.

    >>> decode(b"\xef\xbb\xbfcaf\xc3\xa9\r\n")
    'café\r\n'
    """
    data = unpack(data, max_size) if data.startswith(GZIP) else data
    codec = check_encoding(encoding)
    refuse_binary(data, codec)
    try:
        return data.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise NewsanError(
            f"byte 0x{data[error.start]:02X} at byte offset {error.start} is not {encoding}: "
            "name the file's encoding, for example --encoding cp1252"
        ) from error
    except UnicodeError as error:
        raise NewsanError(f"cannot be read as {encoding}: {error}") from error


def unpack(data: bytes, max_size: int) -> bytes:
    """What a gzip file holds; NewsanError when it is cut short or damaged, or holds more than ``max_size`` bytes."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            return read_at_most(stream, max_size, "unpacks to more than")  # type: ignore[arg-type]
    except (EOFError, OSError, zlib.error) as error:
        raise NewsanError(f"damaged gzip file: {error}") from error


def refuse_binary(data: bytes, codec: str) -> None:
    """Nothing for text; NewsanError with what it seems to be for a binary file."""
    for start, name in BINARY_FORMATS:
        if data.startswith(start):
            raise NewsanError(f"is {name}, not text: save it as plain text first")
    if b"\0" in data and not codec.startswith(WIDE):
        if data.startswith(UTF16_MARKS):
            raise NewsanError("looks like UTF-16: try --encoding utf-16")
        raise NewsanError(f"is a binary file, not text (NUL byte at byte offset {data.index(0)})")
