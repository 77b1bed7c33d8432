"""What each cue sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsan.document import Span

if TYPE_CHECKING:
    from newsan.language.model.encoder import Floats


@dataclass(frozen=True, slots=True)
class View:
    """What one cue sees: the words ``low``.. and their probabilities of being content."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    low: int
    probability: Floats
    confidence: float
    weak: bool


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap joined.

    >>> merged([(5, 7), (0, 2), (2, 4)])
    ((0, 4), (5, 7))
    """
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
