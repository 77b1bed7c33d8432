"""How much is read of one input: a file without end, or a small one that unpacks to a huge one, is stopped in time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from newsan.errors import NewsanError

MAX_SIZE = 100_000_000
"""Bytes of one text unless ``--max-size`` says otherwise: our choice.

A book has about one million, so no article comes near; and what is unpacked up to here, and the text made of it (at
most four bytes a character), still fit the memory of a small machine.
"""

CHUNK = 1 << 18  # bytes read at a time; from 64 kB on, the speed of reading a file does not depend on it

HINT = ": raise --max-size to read it"

_SIZE = r"(\d{1,15}(?:\.\d{1,6})?)\s*(?:([kmgt])(i?)b?|b)?"
_PREFIXES = "kmgt"


def size_in_bytes(text: str) -> int | None:
    """The bytes that a size such as ``10MB`` means; None for anything else and for less than one byte.

    The prefixes are those of the SI, powers of 1000, and of IEC 80000-13 with an "i", powers of 1024.

    >>> size_in_bytes("10MB"), size_in_bytes("1.5 GiB"), size_in_bytes("800"), size_in_bytes("-1")
    (10000000, 1610612736, 800, None)
    """
    match = re.fullmatch(_SIZE, text.strip(), re.IGNORECASE | re.ASCII)
    if match is None:
        return None
    number, prefix, binary = match.groups()
    power = _PREFIXES.index(prefix.lower()) + 1 if prefix else 0
    return int(float(number) * (1024 if binary else 1000) ** power) or None


def size_as_text(size: int) -> str:
    """A number of bytes as a person would write it, exactly.

    >>> size_as_text(100_000_000), size_as_text(1_500), size_as_text(1)
    ('100 MB', '1,500 bytes', '1 byte')
    """
    for power, unit in ((4, "TB"), (3, "GB"), (2, "MB"), (1, "kB")):
        if size % 1000**power == 0:
            return f"{size // 1000**power:,} {unit}"
    return f"{size:,} byte{'s' * (size != 1)}"


def read_at_most(stream: BinaryIO, limit: int, what: str = "is larger than", hint: str = HINT) -> bytes:
    """All bytes of a stream; NewsanError as soon as there are more than ``limit``, and no more than that are held."""
    return b"".join(_chunks(stream, limit, f"{what} {size_as_text(limit)}{hint}"))


def _chunks(stream: BinaryIO, limit: int, message: str) -> Iterator[bytes]:
    left = limit
    while chunk := stream.read(min(CHUNK, left + 1)):
        left -= len(chunk)
        if left < 0:
            raise NewsanError(message)
        yield chunk
