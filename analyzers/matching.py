"""Which of two sides' findings are the same: the one place that decides it, for ``evaluate`` and for the benchmarks.

Quotations are compared by the words of their content.  Two are one where they share at least half of the words that
either has (intersection over union, 0.5); they are paired one to one, best first.  They agree exactly where they hold
the same words, whatever marks, blanks and stops stand around these.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass

from newsan.document import Span

OVERLAP = 0.5
"""Least intersection over union that makes a match, as in the scorers of PolNeAR (Newell et al., LREC 2018)."""

TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Match:
    """The numbers of two findings that are one, how much of their words they share, and whether they agree."""

    one: int
    other: int
    overlap: float
    agreed: bool

    @property
    def exact(self) -> bool:
        """Whether both hold the same words."""
        return self.overlap == 1


def tokens(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Where the words of some spans of a text begin."""
    return frozenset(
        start + token.start() for start, end in spans for token in TOKEN.finditer(text[max(0, start) : max(0, end)])
    )


def match(
    ones: Sequence[Set[int]],
    others: Sequence[Set[int]],
    *,
    agree: Callable[[int, int], bool] = lambda one, other: True,
    least: float = OVERLAP,
) -> list[Match]:
    """The findings of two sides that are one, paired best first; each is a set of words, or of any other places.

    They share at least one, and ``least`` of those that either has.  Of pairs with the same overlap those that
    ``agree`` come first, then those that come last in the text.
    """
    candidates = []
    for i, j in _sharing(ones, others):
        overlap = len(ones[i] & others[j]) / len(ones[i] | others[j])
        if overlap >= least:
            candidates.append((-overlap, not agree(i, j), -i, -j))
    taken: set[int] = set()
    taken_others: set[int] = set()
    matches = []
    for overlap, disagree, before, behind in sorted(candidates):
        i, j = -before, -behind
        if i not in taken and j not in taken_others:
            taken.add(i)
            taken_others.add(j)
            matches.append(Match(i, j, -overlap, not disagree))
    return matches


def _sharing(ones: Sequence[Set[int]], others: Sequence[Set[int]]) -> list[tuple[int, int]]:
    """The pairs that share a word, found by their words and not by comparing each with each."""
    holding: dict[int, list[int]] = defaultdict(list)
    for j, words in enumerate(others):
        for word in words:
            holding[word].append(j)
    return sorted({(i, j) for i, words in enumerate(ones) for word in words for j in holding.get(word, ())})


def folded(name: str | None) -> str:
    """A name without case and leading "the".

    >>> folded("The Harbour Board")
    'harbour board'
    """
    return re.sub(r"^the ", "", (name or "").casefold().strip())


def same(one: str | None, other: str | None, *, lenient: bool = False) -> bool:
    """Whether two names are one; leniently also when the words of one are among those of the other.

    >>> same("Ann Lee", "ann lee"), same("Ann Lee", "Lee"), same("Ann Lee", "Lee", lenient=True)
    (True, False, True)
    """
    if folded(one) == folded(other):
        return True
    words, others = set(TOKEN.findall(folded(one))), set(TOKEN.findall(folded(other)))
    return bool(lenient and words and others and (words <= others or others <= words))
