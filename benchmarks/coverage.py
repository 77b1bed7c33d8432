"""``python -m benchmarks.coverage``: do corrected shares hold the truth as often as their intervals promise?

A population of articles with known shares is read by a machine that errs in one direction: it misses quotations of
unnamed speakers more often, gives some of them a name, and more so in one outlet.  From it 1,000 samples are drawn, and
each is evaluated as ``newsan evaluate`` does it.  "Plain" is how often the machine's own share, with the usual interval
for a share of so many quotations, holds the truth; "corrected" how often the corrected interval does.  95 per cent is
what an interval promises.
"""

from __future__ import annotations

import json
from math import sqrt

import click
import numpy as np

from analyzers.corrected_shares import Coded, Counted, corrected_share

SIZE = 2000
"""Articles of the population."""

STRATA = ("a", "b")


class Population:
    """Articles with the true and the machine's counts of named and of all quotations, half of them in each outlet."""

    def __init__(self, seed: int, size: int = SIZE) -> None:
        """The quotations of an article are few or many, and one article has more named speakers than another."""
        chance = np.random.default_rng(seed)
        self.size = size
        self.strata = np.arange(size) % len(STRATA)
        wholes = chance.negative_binomial(3, 0.25, size) + 1
        shares = chance.beta(3, 2, size)
        named = chance.binomial(wholes, shares)
        found_named = chance.binomial(named, 0.92)
        found_others = chance.binomial(wholes - named, np.where(self.strata == 0, 0.75, 0.55))
        renamed = chance.binomial(found_others, 0.25)
        self.human = np.stack([named, wholes], axis=1).astype(float)
        self.machine = np.stack([found_named + renamed, found_named + found_others], axis=1).astype(float)

    @property
    def truth(self) -> float:
        """The true share of named speakers."""
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


def coverage(n: int, draws: int, *, stratified: bool, seed: int = 1) -> dict[str, float]:
    """How often, in per cent, the plain and the corrected interval hold the truth; widths and errors in points."""
    population, chance = Population(seed), np.random.default_rng(seed + 1)
    documents = [Counted(*counts) for counts in population.machine]
    machine = float(population.machine[:, 0].sum() / population.machine[:, 1].sum())
    half = 1.96 * sqrt(machine * (1 - machine) / population.machine[:, 1].sum())
    plain, held, alone, width, width_alone = 0, 0, 0, 0.0, 0.0
    for _ in range(draws):
        share = corrected_share(documents, population.draw(chance, n, stratified=stratified))
        plain += abs(machine - population.truth) <= half
        for estimate, corrected in ((share.corrected, True), (share.human, False)):
            assert estimate.low is not None and estimate.high is not None
            holds = estimate.low <= population.truth <= estimate.high
            held, alone = held + (corrected and holds), alone + (not corrected and holds)
            width += (estimate.high - estimate.low) * corrected
            width_alone += (estimate.high - estimate.low) * (not corrected)
    return {
        "n": n,
        "stratified": stratified,
        "truth": round(100 * population.truth, 2),
        "machine": round(100 * machine, 2),
        "plain_covers": round(100 * plain / draws, 1),
        "corrected_covers": round(100 * held / draws, 1),
        "human_alone_covers": round(100 * alone / draws, 1),
        "corrected_half_width": round(50 * width / draws, 2),
        "human_alone_half_width": round(50 * width_alone / draws, 2),
    }


@click.command(help=__doc__)
@click.option("--draws", type=click.IntRange(1), default=1000, show_default=True, help="Samples of each size.")
def main(draws: int) -> None:
    """Measure how often intervals hold the truth."""
    for n in (12, 30, 60, 120, 240):
        for stratified in (False, True):
            click.echo(json.dumps(coverage(n, draws, stratified=stratified)))


if __name__ == "__main__":
    main()
