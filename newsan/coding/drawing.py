"""A random sample of documents, in strata if wanted, with the probability with which each was drawn.

Documents come one after another and may be many: only those are kept that can still be drawn.
"""

from __future__ import annotations

import heapq
import random
from collections import Counter, defaultdict
from dataclasses import dataclass

from newsan.document import Document
from newsan.errors import NewsanError

LEAST = 2
"""Documents of each stratum, if it has as many: with one alone nobody sees how its documents differ."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document of the sample, the probability with which it was drawn, its stratum, and its place in the corpus."""

    document: Document
    probability: float
    stratum: str
    place: int


class Draw:
    """A sample that is drawn while documents come: each gets a random number, and the smallest numbers are drawn."""

    def __init__(self, n: int, seed: int) -> None:
        self.n = n
        self.chance = random.Random(seed)
        self.sizes: Counter[str] = Counter()
        self.kept: dict[str, list[tuple[float, int, Document]]] = defaultdict(list)

    def add(self, document: Document, stratum: str = "") -> None:
        """One more document of the corpus."""
        place = self.sizes.total()
        self.sizes[stratum] += 1
        entry = (-self.chance.random(), place, document)
        heap = self.kept[stratum]
        if len(heap) < self.n:
            heapq.heappush(heap, entry)
        else:
            heapq.heappushpop(heap, entry)

    def drawn(self) -> list[Drawn]:
        """The sample, in order of the corpus; NewsanError where there are fewer documents than were asked for."""
        size = self.sizes.total()
        if self.n > size:
            raise NewsanError(f"the corpus has {size} documents: draw at most so many with -n")
        wanted = allotted(self.n, self.sizes)
        found = [
            Drawn(document, wanted[stratum] / self.sizes[stratum], stratum, place)
            for stratum, heap in self.kept.items()
            for _, place, document in sorted(heap, reverse=True)[: wanted[stratum]]
        ]
        return sorted(found, key=lambda one: one.place)


def allotted(n: int, sizes: Counter[str]) -> dict[str, int]:
    """How many documents each stratum gives: in proportion to its size, and two at least where that can be.

    >>> allotted(12, Counter(a=40, b=14, c=1))
    {'a': 8, 'b': 3, 'c': 1}
    """
    total = sizes.total()
    exact = {name: n * size / total for name, size in sizes.items()}
    if n < len(sizes):
        raise NewsanError(f"there are {len(sizes)} strata: draw at least so many with -n, or one of each is missing")
    floor = LEAST if n >= sum(min(LEAST, size) for size in sizes.values()) else 1
    given = {name: min(sizes[name], max(floor, int(share))) for name, share in exact.items()}
    while sum(given.values()) != n:
        step = 1 if sum(given.values()) < n else -1
        free = [
            name for name in given if (given[name] < sizes[name] if step > 0 else given[name] > min(floor, sizes[name]))
        ]
        given[max(free, key=lambda name: step * (exact[name] - given[name]))] += step
    return given


def overlapping(drawn: list[Drawn], n: int, seed: int) -> list[Drawn]:
    """Some of a sample, for a second coder; NewsanError where there are fewer."""
    if n > len(drawn):
        raise NewsanError(f"--overlap {n} is more than the {len(drawn)} documents that are drawn")
    chosen = set(random.Random(seed + 1).sample(range(len(drawn)), n))
    return [one for i, one in enumerate(drawn) if i in chosen]
