"""Spans that can be asked how much of another span they hold."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from newsan.document import Span


class SpanSet:
    """Spans that can be asked how much of a span they hold."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    def overlapping(self, span: Span) -> Iterator[Span]:
        """The spans that share a character with this one; they do not overlap each other."""
        for i in range(max(0, bisect_right(self.starts, span[0]) - 1), len(self.spans)):
            start, end = self.spans[i]
            if start >= span[1]:
                return
            if end > span[0]:
                yield start, end

    def share(self, span: Span) -> float:
        """The share of the span that is held, 0..1."""
        held = sum(min(end, span[1]) - max(start, span[0]) for start, end in self.overlapping(span))
        return held / max(1, span[1] - span[0])
