"""What detail rows share: where a span lies, how a figure is rounded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from newsan.document import AnnotatedDocument, Span
from newsan.language.layout.furniture import furniture_at

BODY = "body"
"""The part of an article that tells the story."""

DIGITS = 4  # of shares, scores and confidences: a tenth of a per mille is finer than any of them is known


def rounded(number: float) -> float:
    """A number with four digits after the point, and never minus zero.

    >>> rounded(0.123456), rounded(-0.00001)
    (0.1235, 0.0)
    """
    return round(number, DIGITS) + 0.0


def share(part: int, whole: int) -> float:
    """A part as a fraction of a whole, 0 when there is no whole."""
    return rounded(part / whole) if whole else 0.0


def place(offset: int, spans: Sequence[Span]) -> int | None:
    """The number, from 0, of the span that holds an offset; None when none does.  The spans are in order.

    >>> place(7, [(0, 5), (6, 9)]), place(5, [(0, 5), (6, 9)])
    (1, None)
    """
    number = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return number if number >= 0 and offset < spans[number][1] else None


def part_at(doc: AnnotatedDocument, offset: int) -> str:
    """Which part of an article an offset lies in: the body, or the kind of furniture there, as "byline"."""
    return furniture_at(doc.furniture, offset) or BODY


def words_at(doc: AnnotatedDocument, span: Span) -> str:
    """The words of a span: ``text[start:end]``, but for escapes and other damage, which are shown as they are read."""
    if not doc.repairs:
        return doc.document.text[span[0] : span[1]]
    from newsan.language.layout.legible import shown

    return shown(doc.document.text, doc.repairs, span)


def one_line(text: str) -> str:
    """A text with every run of white space made one blank.

    >>> one_line("New\\n  York")
    'New York'
    """
    return " ".join(text.split())
