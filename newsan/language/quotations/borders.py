"""The part of a source that lies within the borders no source crosses: of sentences, paragraphs and table cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsan.document import Span
from newsan.language.spans import meet, number_at, overlapping
from newsan.language.syntax.subjects import is_abbreviation

_CELL = re.compile(r"\t|(?<=\s)\|(?=\s)|\n\s*\n")


def within_borders(text: str, source: Span, near: int, sentences: Sequence[Span]) -> Span:
    """The part of a source in the sentence and cell of the position ``near``, or else in those where it begins.

    The sentences are in order, and none crosses the border of a paragraph; therefore no source does.  The full stop of
    the sentence stays outside.

    >>> text = "“Never,” said Ann Lee. Ruth Berg left."
    >>> text[slice(*within_borders(text, (14, 32), 9, [(0, 22), (23, 38)]))]
    'Ann Lee'
    """
    line = around(near, sentences)
    if line is None or not meet(line, source):
        line = _first_in(source, sentences)
    start, end = max(source[0], line[0]), min(source[1], line[1])
    start, end = _in_cell(text, (start, end), near)
    end = start + len(text[start:end].rstrip())
    near_end = text[max(start, end - 40) : end]
    if end == line[1] and near_end.endswith(".") and not is_abbreviation(near_end.split()[-1]):
        end -= 1
    return start, end


def around(position: int, sentences: Sequence[Span]) -> Span | None:
    """The sentence at a position, or before it."""
    i = number_at(sentences, position)
    return sentences[i] if i >= 0 else None


def _first_in(source: Span, sentences: Sequence[Span]) -> Span:
    """The first sentence that a span shares a character with; if there is none, an empty one where the span begins."""
    return next(iter(overlapping(sentences, source)), (source[0], source[0]))


def _in_cell(text: str, span: Span, near: int) -> Span:
    """The part of a span between two borders of cells that is nearest to a position."""
    start, end = span
    for border in _CELL.finditer(text, start, end):
        if near < border.end():
            return start, border.start()
        start = border.end()
    return start + len(text[start:end]) - len(text[start:end].lstrip()), end
