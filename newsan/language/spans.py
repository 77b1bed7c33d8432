"""Spans in order of a text, to be found by position: which one is at a place, which share characters with another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from newsan.document import Span


def number_at(spans: Sequence[Span], position: int) -> int:
    """The number of the last span that begins at or before a position; -1 if none does."""
    return bisect_right(spans, position, key=_start) - 1


def beginning_in(spans: Sequence[Span], outer: Span) -> Sequence[Span]:
    """The spans that begin in another one."""
    return spans[bisect_left(spans, outer[0], key=_start) : bisect_left(spans, outer[1], key=_start)]


def overlapping(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """The spans, none of which overlap, that share a character with another one."""
    return spans[bisect_right(spans, span[0], key=_end) : bisect_left(spans, span[1], key=_start)]


def meet(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


class SpanSet:
    """Spans that can be asked how much of another span they hold; they do not overlap each other."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)

    def overlapping(self, span: Span) -> Iterator[Span]:
        """The spans that share a character with this one."""
        yield from overlapping(self.spans, span)

    def share(self, span: Span) -> float:
        """The share of the span that is held, 0..1."""
        held = sum(min(end, span[1]) - max(start, span[0]) for start, end in self.overlapping(span))
        return held / max(1, span[1] - span[0])


def _start(span: Span) -> int:
    return span[0]


def _end(span: Span) -> int:
    return span[1]
