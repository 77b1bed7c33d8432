"""Damaged stretches of a text and how they are read: HTML left in it, bytes decoded wrongly, invisible characters.

The language side reads the mended text; whatever leaves it points into the text as it was given (``Offsets``).  A
clean text costs one search and stays the same object.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from newsan.document import Repair, Span
from newsan.values import Damage

_HIDDEN = "\u00ad\u200b\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Soft hyphens, zero-width blanks and marks of direction: nobody sees them."""

_ESCAPE = r"&(?:amp;)*(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,24};)"
_BLOCK = "p|br|hr|div|h[1-6]|ul|ol|li|blockquote|section|article|header|footer|figure|figcaption|table|thead|tbody|tr"
_INLINE = "a|abbr|b|cite|em|font|i|img|mark|small|span|strong|sub|sup|time|u|wbr"
_TAG = (
    rf"<!--.{{0,400}}?-->|</?(?:(?P<block>{_BLOCK})|(?P<cell>td|th)|(?P<mark>q)|{_INLINE})(?:\s[^<>]{{0,600}})?\s*/?>"
)
_LOST = r"(?<=[^\W\d_])\ufffd(?=(?:s|t|re|ve|ll|d|m)\b)|(?<![^\s(\[—–])\ufffd(?=\w)|(?<=[,.?!…])\ufffd(?!\w)"

_UNDEFINED = 0x9D
"""The byte of ” that Windows-1252 does not define: it is lost or replaced (U+FFFD) behind ``â€``."""


def repairs(text: str) -> tuple[Repair, ...]:
    """The stretches of a text that are read as something else, in order; none for a clean text.

    >>> [(repair.start, repair.end, repair.reading) for repair in repairs("Marks &amp; Sons")]
    [(6, 11, '&')]
    """
    candidates: list[Repair] = []
    if "&" in text or "<" in text:
        candidates += _html(text)
    if not text.isascii():
        candidates += (*_mojibake(text), *_lost(text), *_invisible(text))
    candidates.sort(key=lambda repair: repair.start)
    kept: list[Repair] = []
    for repair in candidates:
        if not kept or repair.start >= kept[-1].end:
            kept.append(repair)
    return tuple(kept)


def _html(text: str) -> Iterator[Repair]:
    """Escapes as their characters; tags as nothing, a line break, a tab or a quotation mark."""
    from html import unescape

    for markup in re.compile(_ESCAPE).finditer(text):
        reading = unescape(f"&{markup[1]}").replace("\xa0", " ")
        if len(reading) == 1 and reading.isprintable():  # "&nbsp220;" is no escape, though html reads its beginning
            yield Repair(*markup.span(), reading, "html")
    for markup in re.compile(_TAG, re.IGNORECASE).finditer(text):
        closes = markup[0].startswith("</")
        reading = (
            "\n" if markup["block"] else "\t" if markup["cell"] else ("”" if closes else "“") if markup["mark"] else ""
        )
        yield Repair(*markup.span(), reading, "html")


@cache
def _bytes() -> dict[str, int]:
    """The byte that a character was before somebody read UTF-8 as Latin-1 or Windows-1252."""
    defined = (byte for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
    return {chr(byte): byte for byte in range(0x80, 0x100)} | {bytes([b]).decode("cp1252"): b for b in defined}


@cache
def _wrongly_decoded() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns that show that UTF-8 was read as Latin-1 or Windows-1252, and of every such character.

    A lone pair may be right ("CAFÉ”"), so a text needs one that is never seen otherwise: ``â€`` or ``Ã©``.
    """
    following = "".join(re.escape(char) for char, byte in _bytes().items() if byte < 0xC0)
    lead = {count: "".join(c for c, b in _bytes().items() if low <= b <= high) for count, low, high in _LEADS}
    sure = re.compile(r"â(?:€|\x80)|[ÂÃ][\x80-\x9f\u00a0-\u00bf]")
    every = "|".join(f"[{lead[count]}][{following}]{{{count}}}" for count in sorted(lead, reverse=True))
    return sure, re.compile(rf"{every}|â[€\x80]\ufffd?")


_LEADS = ((1, 0xC2, 0xDF), (2, 0xE0, 0xEF), (3, 0xF0, 0xF4))
"""Bytes that follow, and the range of the first byte, in UTF-8 (RFC 3629)."""


def _mojibake(text: str) -> Iterator[Repair]:
    """Characters that were decoded as Latin-1 or Windows-1252 though they were UTF-8."""
    if not any(lead in text for lead in "âÂÃ"):
        return
    sure, every = _wrongly_decoded()
    if not sure.search(text):
        return
    for garbled in every.finditer(text):
        given = bytes(_bytes().get(char, _UNDEFINED) for char in garbled[0])
        if len(given) == 2 and given[0] == 0xE2:
            given += bytes([_UNDEFINED])
        reading = given.decode("utf-8", "replace").replace("\xa0", " ")
        if reading.isprintable() and "\ufffd" not in reading:
            yield Repair(*garbled.span(), reading, "mojibake")


def _lost(text: str) -> Iterator[Repair]:
    """Replacement characters that stand where only a quotation mark or an apostrophe can."""
    for lost in re.compile(_LOST).finditer(text) if "\ufffd" in text else ():
        before, behind = text[lost.start() - 1 : lost.start()], text[lost.end() : lost.end() + 1]
        reading = "“" if behind.isalnum() and not before.isalnum() else "’" if behind.isalnum() else "”"
        yield Repair(*lost.span(), reading, "lost")


def _invisible(text: str) -> Iterator[Repair]:
    """Characters that nobody sees."""
    if any(character in text for character in _HIDDEN):
        yield from (Repair(*hidden.span(), "", "invisible") for hidden in re.finditer(f"[{_HIDDEN}]+", text))


def mended(text: str, repairs: Sequence[Repair]) -> str:
    """A text as it is read."""
    return _mended(text, repairs, (0, len(text)))


def shown(text: str, repairs: Sequence[Repair], span: Span) -> str:
    """The words of a span as they are shown: as they are read, but with their invisible characters."""
    return _mended(text, repairs, span, frozenset({"invisible"}))


def _mended(text: str, repairs: Sequence[Repair], span: Span, kept: frozenset[Damage] = frozenset()) -> str:
    start, end = span
    first = bisect_left(repairs, start, key=lambda repair: repair.start)
    parts: list[str] = []
    for repair in repairs[first : bisect_left(repairs, end, key=lambda repair: repair.start)]:
        parts += (
            text[start : repair.start],
            text[repair.start : repair.end] if repair.damage in kept else repair.reading,
        )
        start = max(start, repair.end)
    return "".join((*parts, text[start:end])) if parts else text[start:end]


class Offsets:
    """From positions in the mended text to those in the text as it was given."""

    def __init__(self, repairs: Sequence[Repair]) -> None:
        self.repairs = repairs
        self.starts: list[int] = []
        shift = 0
        for repair in repairs:
            self.starts.append(repair.start - shift)
            shift += repair.end - repair.start - len(repair.reading)

    def span(self, span: Span) -> Span:
        """A span, with all of the escapes that it reads."""
        start = self._position(bisect_right(self.starts, span[0]) - 1, span[0])
        if span[0] == span[1]:
            return start, start
        return start, max(start, self._position(bisect_left(self.starts, span[1]) - 1, span[1], ends=True))

    def _position(self, i: int, position: int, *, ends: bool = False) -> int:
        """A position whose last repair before it is number ``i``."""
        if i < 0:
            return position
        repair, behind = self.repairs[i], position - self.starts[i] - len(self.repairs[i].reading)
        return repair.end + behind if behind >= 0 else repair.end if ends else repair.start
