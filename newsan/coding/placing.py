"""Where a coder's words stand in a text: by offsets if these fit, else by the words.

Texts are re-typed, their line ends changed, their quotation marks made straight.  So words are compared without marks,
blanks and capitals.  What cannot be placed is given back, to be told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsan.coding.codes import CodedDocument, CodedMention, CodedQuote, CodedStance
from newsan.document import Span

TOKEN = re.compile(r"\w+")
MARKS = '“”„‟«»"＂'
MOST_PIECES = 4
"""Pieces into which a cue may split a quotation that is looked for by its words."""


class Words:
    """The words of a text, to look for others in them."""

    def __init__(self, text: str) -> None:
        """The words of this text, without capitals."""
        self.text = text
        self.spans = [match.span() for match in TOKEN.finditer(text)]
        words = [text[start:end].casefold() for start, end in self.spans]
        self.joined = " " + " ".join(words) + " "
        self.at: list[int] = []
        position = 1
        for word in words:
            self.at.append(position)
            position += len(word) + 1

    def find(self, wanted: Sequence[str], near: int, behind: int = 0) -> tuple[int, int] | None:
        """The numbers of the words from which to which these stand, as near as can be; None where they do not."""
        if not wanted:
            return None
        sought, found = " " + " ".join(wanted) + " ", []
        begin = self.joined.find(sought, self.at[behind] - 1 if behind < len(self.at) else len(self.joined))
        while begin >= 0:
            first = bisect_left(self.at, begin + 1)
            found.append((first, first + len(wanted)))
            begin = self.joined.find(sought, begin + 1)
        return min(found, key=lambda one: abs(self.spans[one[0]][0] - near)) if found else None

    def pieces(self, wanted: Sequence[str], near: int) -> tuple[Span, ...]:
        """The spans of words that stand together or in a few pieces one behind another; empty where they do not."""
        whole = self.find(wanted, near)
        if whole:
            return (self.span(*whole),)
        found: list[Span] = []
        left, behind = list(wanted), 0
        while left and len(found) < MOST_PIECES:
            length = next((n for n in range(len(left), 0, -1) if self.find(left[:n], near, behind)), 0)
            first, last = self.find(left[:length], near, behind) or (0, 0)
            if length < min(2, len(left)):
                return ()
            found.append(self.span(first, last))
            left, behind = left[length:], last
        return () if left else tuple(found)

    def span(self, first: int, last: int) -> Span:
        """From the beginning of one word to the end of the one before another."""
        return self.spans[first][0], self.spans[last - 1][1]


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return [word.casefold() for word in TOKEN.findall(text)]


def placed(coded: CodedDocument, text: str) -> tuple[CodedDocument, list[CodedQuote]]:
    """The same marks in a text that may be spelt differently, and the quotations that could not be placed."""
    words = Words(text)
    quotes, lost = [], []
    for quote in coded.quotes:
        spans = spans_of(quote, coded.text, words)
        if spans:
            kind = quote.kind or kind_by_marks(text, spans)
            cue, source = (_near(one, spans, coded, words) for one in (quote.cue, quote.source))
            quotes.append(replace(quote, spans=spans, source=source, cue=cue, kind=kind))
        else:
            lost.append(quote)
    mentions, stances = tuple(_mentions(coded, words)), tuple(_stances(coded, words))
    kept = tuple(sorted(quotes, key=lambda quote: quote.spans[0]))
    return replace(coded, text=text, quotes=kept, mentions=mentions, stances=stances), lost


def spans_of(quote: CodedQuote, given: str, words: Words) -> tuple[Span, ...]:
    """The spans of a quotation in another text than the one that it was marked in; empty where it is not there."""
    wanted = words_of(quote.words or " ".join(given[start:end] for start, end in quote.spans))
    if quote.spans and all(0 <= start < end <= len(words.text) for start, end in quote.spans):
        whole = words_of(words.text[quote.spans[0][0] : quote.spans[-1][1]])
        pieces = words_of(" ".join(words.text[start:end] for start, end in quote.spans))
        if wanted in (pieces, whole, []):
            return quote.spans
    near = quote.spans[0][0] if quote.spans else 0
    return words.pieces(wanted, near)


def kind_by_marks(text: str, spans: Sequence[Span]) -> str:
    """The kind of a quotation whose coder gave none: direct if it begins and ends with quotation marks.

    >>> kind_by_marks("“Yes,” she said", [(0, 6)]), kind_by_marks("that it was “late”", [(5, 18)])
    ('direct', 'mixed')
    """
    begins = text[max(0, spans[0][0] - 1) : spans[0][0] + 1]
    ends = text[spans[-1][1] - 1 : spans[-1][1] + 1]
    if any(mark in MARKS for mark in begins) and any(mark in MARKS for mark in ends):
        return "direct"
    return "mixed" if any(mark in MARKS for start, end in spans for mark in text[start:end]) else "indirect"


def _near(span: Span | None, spans: Sequence[Span], coded: CodedDocument, words: Words) -> Span | None:
    """A source or cue in another text, next to its quotation."""
    if span is None or words_of(coded.text[slice(*span)]) == words_of(words.text[slice(*span)]):
        return span
    found = words.find(words_of(coded.text[slice(*span)]), spans[0][0])
    return words.span(*found) if found else None


def _mentions(coded: CodedDocument, words: Words) -> Iterator[CodedMention]:
    for one in coded.mentions:
        given = one.words or coded.text[one.start : one.end]
        if not given or words_of(words.text[one.start : one.end]) == words_of(given):
            yield one
        elif found := words.find(words_of(given), one.start):
            start, end = words.span(*found)
            yield replace(one, start=start, end=end)


def _stances(coded: CodedDocument, words: Words) -> Iterator[CodedStance]:
    """All stances: without their evidence where it is not there, since they are compared by their names."""
    for one in coded.stances:
        inside = one.start is not None and one.end is not None and one.end <= len(words.text)
        yield one if inside else replace(one, start=None, end=None)
