"""Lone surrogates spelt out: Python's stand-ins for bytes of a file's name that are not UTF-8 (PEP 383)."""

from __future__ import annotations

import re

LONE = "[\ud800-\udfff]"


def spelt_out(text: str) -> str:
    r"""A text that any file can hold: a byte that is not UTF-8 as ``\xe9``, any other lone surrogate as ``\ud800``.

    >>> print(spelt_out("caf\udce9.txt"))
    caf\xe9.txt
    """
    return text if text.isascii() else re.sub(LONE, _spelt, text)


def _spelt(match: re.Match[str]) -> str:
    number = ord(match.group())
    return f"\\x{number - 0xDC00:02x}" if 0xDC80 <= number <= 0xDCFF else f"\\u{number:04x}"
