"""Long texts in windows: where the model's windows begin and end, and which pieces each one answers for.

A window answers for whole paragraphs if they fit, else for whole sentences, else for what fits; before the first of
them it reads some pieces of context that an earlier window answers for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Most pieces in a window, and the pieces of context before those it answers for; ``model.json`` has them.

    The shipped model reads 176: training saw 96 to 224, and the cost of attention grows with the length.  Windows begin
    with paragraphs or sentences, so 8 pieces of context are enough: on the development sets 8 and 32 do equally well
    (names 83.2 and 83.2, quotations 69.4 and 69.1), 0 costs half a point of the names, and 32 reads a sixth more.
    """

    size: int
    context: int


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``start``..``end`` are read, ``owned``..``end`` are answered for."""

    start: int
    owned: int
    end: int


def windows(n_pieces: int, paragraphs: Sequence[int], sentences: Sequence[int], sizes: Sizes) -> Iterator[Window]:
    """The windows over ``n_pieces`` pieces, in order; ``paragraphs`` and ``sentences`` are their first pieces."""
    owned = 0
    while owned < n_pieces:
        start = max(0, owned - sizes.context)
        end = _end(owned, start + sizes.size, n_pieces, paragraphs, sentences)
        yield Window(start, owned, end)
        owned = end


def _end(owned: int, limit: int, n_pieces: int, paragraphs: Sequence[int], sentences: Sequence[int]) -> int:
    """The last break at or before ``limit``: a paragraph's in the second half, else a sentence's, else ``limit``."""
    if limit >= n_pieces:
        return n_pieces
    middle = (owned + limit) // 2
    for breaks in (paragraphs, sentences):
        last = bisect_right(breaks, limit) - 1
        if last >= 0 and breaks[last] > middle:
            return breaks[last]
    return limit
