"""How a sample stands for its corpus: the probability of each coded document, its stratum, and what follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from analyzers.corrected_shares import FEW, FEWEST
from analyzers.readings import Read
from newsan.coding.codes import CodedDocument

TOLERANCE = 0.1
"""How far the number of documents that the probabilities speak of may be off from that of the corpus."""


class Design:
    """The design of a sample: probabilities as the coder's file has them, else from the sizes of corpus and sample.

    A document that was drawn and not coded is taken for one that was not drawn: what is left of a stratum stands for
    all of it.
    """

    def __init__(
        self,
        reads: Sequence[Read],
        coded: Mapping[str, CodedDocument],
        stratum: Callable[[CodedDocument], str] | None = None,
    ) -> None:
        self.size = len(reads)
        self.n = len(coded)
        self.lost = sum(not one.probability for one in coded.values())
        self.recorded = bool(coded) and not self.lost
        if self.recorded:
            self.stratum_of = {name: one.stratum for name, one in coded.items()}
            self.probability = {name: one.probability or 1.0 for name, one in coded.items()}
        else:
            places = {read.coded.id: stratum(read.coded) if stratum else "" for read in reads}
            sizes = Counter(places.values())
            drawn = Counter(places[name] for name in coded)
            self.stratum_of = {name: places[name] for name in coded}
            self.probability = {name: drawn[places[name]] / sizes[places[name]] for name in coded}
        self.strata = sorted(set(self.stratum_of.values()))

    def weights(self, names: Sequence[str]) -> list[float]:
        """How many documents each of these stands for, in proportion: 1 where all stand for as many."""
        given = [1 / self.probability[name] for name in names]
        mean = sum(given) / len(given) if given else 1.0
        return [weight / mean for weight in given]

    def warnings(self) -> Iterator[str]:
        """What to be careful about."""
        if self.n < FEWEST:
            yield f"only {self.n} coded: that is too few for intervals; code at least {FEW} documents"
        elif self.n < FEW:
            yield f"only {self.n} documents were coded: with fewer than {FEW} the intervals are rough"
        if not self.recorded:
            why = "the gold does not record how it was drawn"
            if self.lost < self.n:
                why = f"{self.lost} of {self.n} coded documents have no probability"
            strata = f" in {len(self.strata)} strata" if len(self.strata) > 1 else ""
            yield f"{why}: it is taken for a random sample of the corpus{strata}"
        stands_for = sum(1 / one for one in self.probability.values())
        if self.recorded and abs(stands_for - self.size) > TOLERANCE * self.size:
            yield (
                f"the sample stands for {stands_for:.0f} documents and the corpus has {self.size}: "
                "give the corpus that it was drawn from, or code the rest of the sample"
            )
