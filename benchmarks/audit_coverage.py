"""How often a 95 % interval of the audit holds the true value, in simulated corpora whose true value is known.

    python -m benchmarks.audit_coverage            1,000 corpora of each kind; about three minutes
    python -m benchmarks.audit_coverage --corpora 100

An article has 1 + Poisson(6) quotations, and a share of its own of named ones: a Beta distribution, so that quotations
of one article resemble each other as real ones do.  The true share is that of the whole population.  Sources are drawn
from a population of 400 whose probabilities fall as 1/rank, three in ten of an article's quotations being its first
source's; the true value of a measure of concentration is its mean over corpora of the same number of articles.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator

import numpy as np

from analyzers.audit.intervals import Resampling, chance, intervals
from analyzers.audit.spread import SPREADS
from analyzers.audit.weights import Figures, Ratios, Spread

SIZES = (20, 50, 200)
SHARES = (0.6, 0.1)
TOGETHER = 4.0
"""Alpha and beta of the Beta distribution together: its articles differ with an intraclass correlation of 0.2."""

SOURCES, FIRST = 400, 0.3
SEEDS = 20  # of the resamples, which are drawn once for each
FEWER = 4  # times: so many fewer corpora for measures of concentration, which cost more
Draw = Callable[[np.random.Generator], Figures]


def main() -> None:
    """Print the coverage of each kind of corpus, and how often chance alone gives p < 0.05."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print("| figure | articles | corpora | intervals that hold the true value |\n|---|--:|--:|--:|")
    for name, n, corpora, held in results(given.corpora, given.seed):
        print(f"| {name} | {n} | {corpora:,} | {100 * held:.1f} % |", flush=True)
    for n in SIZES:
        found = np.mean([p_by_chance(n, given.seed + at) < 0.05 for at in range(given.corpora)])
        print(f"| two groups of one population: p < 0.05 | {n} | {given.corpora:,} | {100 * found:.1f} % |", flush=True)


def results(corpora: int, seed: int) -> Iterator[tuple[str, int, int, float]]:
    """Each figure, the numbers of articles and of corpora, and the share of intervals that hold the true value."""
    for share in SHARES:
        for n in SIZES:
            draw, truth = drawn_shares(n, share), np.array([share])
            held = np.mean([holds(draw, truth, seed + at) for at in range(corpora)])
            yield f"share of {share:.0%}", n, corpora, float(held)
    fewer = corpora // FEWER
    for n in SIZES:
        draw = drawn_sources(n)
        truth = np.mean([draw(np.random.default_rng(10**6 + at)).values(np.ones(n))[0] for at in range(2000)], axis=0)
        each = np.mean([holds(draw, truth, seed + at) for at in range(fewer)], axis=0)
        yield from ((name, n, fewer, float(one)) for name, one in zip(SPREADS, each, strict=True))


def holds(draw: Draw, truth: np.typing.NDArray[np.float64], seed: int) -> np.typing.NDArray[np.bool_]:
    """Whether the intervals of one corpus hold the true values."""
    figures = draw(np.random.default_rng(seed))
    assert isinstance(figures, Ratios | Spread)
    n = len(figures.parts) if isinstance(figures, Ratios) else int(figures.articles.max()) + 1
    low, high = intervals(figures, np.ones(n), Resampling(1000, seed % SEEDS)).T
    return np.asarray((low <= truth) & (truth <= high))


def drawn_shares(n: int, share: float) -> Draw:
    """Corpora of ``n`` articles with named and other quotations."""

    def draw(random: np.random.Generator) -> Figures:
        whole = 1 + random.poisson(6, n)
        part = random.binomial(whole, random.beta(TOGETHER * share, TOGETHER * (1 - share), n))
        return Ratios("", "", ("named",), part[:, None].astype(float), whole[:, None].astype(float))

    return draw


def drawn_sources(n: int) -> Draw:
    """Corpora of ``n`` articles whose quotations have sources."""
    probability = 1 / np.arange(1, SOURCES + 1)
    probability /= probability.sum()

    def draw(random: np.random.Generator) -> Figures:
        quotes = 1 + random.poisson(6, n)
        articles = np.repeat(np.arange(n), quotes)
        sources = random.choice(SOURCES, len(articles), p=probability)
        own = random.choice(SOURCES, n, p=probability)
        sources = np.where(random.random(len(articles)) < FIRST, own[articles], sources)
        return Spread("", "", SPREADS, articles, sources)

    return draw


def p_by_chance(n: int, seed: int) -> float:
    """The p of two halves of one corpus."""
    figures = drawn_shares(n, SHARES[0])(np.random.default_rng(seed))
    one = (np.arange(n) % 2).astype(float)
    return float(chance(figures, one, 1 - one, Resampling(400, seed))[0])


if __name__ == "__main__":
    main()
