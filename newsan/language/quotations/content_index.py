"""The stretch of somebody's words around a place in a text: the innermost, if one speaker reports another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from newsan.document import Attribution, Span

DEEPEST = 8
"""Contents inside one another that are looked through; nobody quotes a quotation of a quotation so often."""


class ContentIndex:
    """The contents of attributions, to be found by position."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        numbered = ((start, end, i) for i, attribution in enumerate(attributions) for start, end in attribution.content)
        self._spans = sorted(numbered, key=lambda span: (span[0], -span[1]))
        self._starts = [start for start, _, _ in self._spans]
        self._around: list[int] = []
        opened: list[int] = []
        for at, (start, _, _) in enumerate(self._spans):
            while opened and self._spans[opened[-1]][1] <= start:
                opened.pop()
            self._around.append(opened[-1] if opened else -1)
            opened.append(at)

    def around(self, span: Span) -> tuple[Span, int] | None:
        """The innermost stretch of content that holds a span, and the number of its attribution."""
        at = bisect_right(self._starts, span[0]) - 1
        for _ in range(DEEPEST):
            if at < 0:
                return None
            start, end, i = self._spans[at]
            if end >= span[1]:
                return (start, end), i
            at = self._around[at]
        return None
