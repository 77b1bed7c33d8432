"""``python -m benchmarks.coverage``: do corrected shares hold the truth as often as their intervals promise?

A population of articles with known shares is read by a machine that errs in one direction.  From it 1,000 samples are
drawn, and each is evaluated as ``newsan evaluate`` does it.  There are three shares (``COUNTS``): of quotations with a
named speaker, of a class of sources that is rare, and of stances on one actor that are positive, where most articles
hold none.  "Plain" is how often the machine's own share, with the usual interval for a share of so many cases, holds
the truth; "corrected" how often the corrected interval does.  95 per cent is what an interval promises.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import product
from math import sqrt
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from analyzers.corrected_shares import Coded, Counted, Share, corrected_share

SIZE = 2000
"""Articles of the population."""

STRATA = ("a", "b")

Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]
Drawn = tuple[Numbers, Numbers]
"""What is true and what the machine says: for each article the part and the whole of a share."""


def named(chance: np.random.Generator, strata: Integers) -> Drawn:
    """Named of all quotations: the machine misses those of unnamed speakers more often, gives some of them a name, and
    more so in one outlet."""
    wholes = chance.negative_binomial(3, 0.25, len(strata)) + 1
    right = chance.binomial(wholes, chance.beta(3, 2, len(strata)))
    found = chance.binomial(right, 0.92)
    others = chance.binomial(wholes - right, np.where(strata == 0, 0.75, 0.55))
    renamed = chance.binomial(others, 0.25)
    return paired(right, wholes), paired(found + renamed, found + others)


def source_type(chance: np.random.Generator, strata: Integers) -> Drawn:
    """Quotations of a class of sources, a tenth of all and most of them in few articles: the machine takes a quarter of
    them for another class and puts some of the others into it."""
    wholes = chance.negative_binomial(3, 0.25, len(strata)) + 1
    right = chance.binomial(wholes, chance.beta(0.4, 3.6, len(strata)))
    found = chance.binomial(right, 0.9)
    kept = chance.binomial(found, 0.75)
    others = chance.binomial(wholes - right, np.where(strata == 0, 0.9, 0.85))
    taken = chance.binomial(others, np.where(strata == 0, 0.04, 0.12))
    return paired(right, wholes), paired(kept + taken, found + others)


def positive(chance: np.random.Generator, strata: Integers) -> Drawn:
    """Positive stances on an actor of whom two articles in five speak: the machine misses more than half of the
    stances, of the positive ones more, and takes one in ten for the opposite."""
    there = chance.random(len(strata)) < 0.4
    wholes = np.where(there, chance.geometric(0.45, len(strata)), 0)
    right = chance.binomial(wholes, np.where(strata == 0, 0.25, 0.45))
    found, others = chance.binomial(right, 0.35), chance.binomial(wholes - right, 0.5)
    lost, won = chance.binomial(found, 0.1), chance.binomial(others, 0.1)
    return paired(right, wholes), paired(found - lost + won, found + others)


def paired(parts: Integers, wholes: Integers) -> Numbers:
    """Parts beside wholes."""
    return np.stack([parts, wholes], axis=1).astype(float)


COUNTS: Mapping[str, Callable[[np.random.Generator, Integers], Drawn]] = {
    "named": named,
    "source type": source_type,
    "positive": positive,
}
"""The shares of which there is a population."""


class Population:
    """Articles with the true and the machine's counts of a share, half of them in each outlet."""

    def __init__(self, seed: int, share: str = "named", size: int = SIZE) -> None:
        """An article has few quotations or many, and one has more of what counts than another."""
        self.size = size
        self.strata = np.arange(size) % len(STRATA)
        self.human, self.machine = COUNTS[share](np.random.default_rng(seed), self.strata)

    @property
    def truth(self) -> float:
        """The true share."""
        return float(self.human[:, 0].sum() / self.human[:, 1].sum())

    def draw(self, chance: np.random.Generator, n: int, *, stratified: bool) -> list[Coded]:
        """A sample of articles: simple, or with three quarters of it from the first outlet."""
        if not stratified:
            chosen = chance.choice(self.size, n, replace=False)
            return [self._coded(i, n / self.size, "") for i in chosen]
        found = []
        for stratum, drawn in enumerate((n * 3 // 4, n - n * 3 // 4)):
            members = np.flatnonzero(self.strata == stratum)
            chosen = chance.choice(members, drawn, replace=False)
            found += [self._coded(i, drawn / len(members), STRATA[stratum]) for i in chosen]
        return found

    def _coded(self, i: int, probability: float, stratum: str) -> Coded:
        return Coded(Counted(*self.machine[i]), Counted(*self.human[i]), probability, stratum)


def coverage(n: int, draws: int, *, stratified: bool, share: str = "named", seed: int = 1) -> dict[str, Any]:
    """How often, in per cent, the plain and the corrected interval hold the truth; widths and errors in points.

    Samples that ``newsan evaluate`` gives no interval, since too few articles of them speak of the share, are counted
    apart: ``with_interval`` is the share of the others.
    """
    population, chance = Population(seed, share), np.random.default_rng(seed + 1)
    documents = [Counted(*counts) for counts in population.machine]
    machine = float(population.machine[:, 0].sum() / population.machine[:, 1].sum())
    half = 1.96 * sqrt(machine * (1 - machine) / population.machine[:, 1].sum())
    found = [corrected_share(documents, population.draw(chance, n, stratified=stratified)) for _ in range(draws)]
    known = [one for one in found if one.corrected.low is not None]
    return {
        "share": share,
        "n": n,
        "stratified": stratified,
        "truth": round(100 * population.truth, 2),
        "machine": round(100 * machine, 2),
        "with_interval": round(100 * len(known) / draws, 1),
        "plain_covers": 100.0 * (abs(machine - population.truth) <= half),
        **told("corrected", known, population.truth),
        **told("human", known, population.truth),
    }


def told(reading: str, shares: list[Share], truth: float) -> dict[str, float]:
    """How often the intervals of one reading hold the truth, and half of their mean width."""
    ends = np.array([(getattr(one, reading).low, getattr(one, reading).high) for one in shares], float)
    low, high = ends.reshape(-1, 2).T
    return {
        f"{reading}_covers": round(100 * float(np.mean((low <= truth) & (truth <= high))), 1),
        f"{reading}_half_width": round(50 * float(np.mean(high - low)), 2),
    }


@click.command(help=__doc__)
@click.option("--draws", type=click.IntRange(1), default=1000, show_default=True, help="Samples of each size.")
def main(draws: int) -> None:
    """Measure how often intervals hold the truth."""
    for share, n, stratified in product(COUNTS, (12, 30, 60, 120, 240), (False, True)):
        click.echo(json.dumps(coverage(n, draws, stratified=stratified, share=share)))


if __name__ == "__main__":
    main()
