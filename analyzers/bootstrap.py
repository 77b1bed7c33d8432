"""Resamples of articles, and estimates with intervals: what would have come out if other articles had been drawn.

The unit that is drawn is the article, since the quotations of one article resemble one another: an interval over
quotations would be too narrow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import exp, fsum, log, pi, sqrt, tan
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Draws = NDArray[np.uint16]

DRAWS = 2000
"""Resamples: percentiles of 2.5 per cent need 1,000 and more (Efron and Tibshirani, An Introduction to the Bootstrap,
1993, 13.3)."""

CHUNK = 100
"""Resamples at a time, which bounds the memory."""

LEVEL = 0.95
SEED = 1
FEWEST = 2
"""Articles without which there is no interval: one article says nothing about how articles differ."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 per cent interval; None for what the articles cannot tell."""

    value: float | None
    low: float | None = None
    high: float | None = None


@lru_cache(maxsize=64)
def draws(n: int, times: int = DRAWS, seed: int = SEED) -> Draws:
    """How often each of ``n`` articles is in each resample: ``times`` × ``n``, the same for all figures of so many."""
    import numpy as np

    generator = np.random.default_rng(seed)
    chunks = [
        generator.multinomial(n, np.full(n, 1 / n), size=min(CHUNK, times - begin)).astype(np.uint16)
        for begin in range(0, times, CHUNK)
    ]
    return np.concatenate(chunks)


def estimate(counts: Numbers, figure: Callable[[Numbers], Numbers]) -> Estimate:
    """A figure of the sum of counts, with the percentile interval over resamples of articles.

    ``counts`` has the articles along its first axis; ``figure`` takes sums with any leading axes and gives nan where it
    is not defined.  Resamples without a value are left out; there is no interval where fewer than half have one.
    """
    import numpy as np

    if not len(counts):
        return Estimate(None)
    value = float(figure(counts.sum(axis=0)))
    if np.isnan(value):
        return Estimate(None)
    if len(counts) < FEWEST:
        return Estimate(value)
    drawn = figure(np.tensordot(draws(len(counts)).astype(float), counts, axes=1))
    known = drawn[~np.isnan(drawn)]
    if 2 * len(known) < len(drawn):
        return Estimate(value)
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(value, float(low), float(high))


def divided(parts: Numbers, wholes: Numbers) -> Numbers:
    """Parts of wholes, nan where there is nothing."""
    import numpy as np

    parts, wholes = np.broadcast_arrays(np.asarray(parts, float), np.asarray(wholes, float))
    quotient: Numbers = np.divide(parts, wholes, out=np.full(wholes.shape, np.nan), where=wholes != 0)
    return quotient


@lru_cache(maxsize=4096)
def student(freedom: int, level: float = LEVEL) -> float:
    """The quantile of Student's t for a two-sided interval (Abramowitz and Stegun 1964, 26.7.5; 26.7.3 and 4 for 1, 2).

    >>> [round(student(freedom), 2) for freedom in (1, 2, 5, 10, 30)]
    [12.71, 4.3, 2.57, 2.23, 2.04]
    """
    if freedom == 1:
        return tan(pi * level / 2)
    if freedom == 2:
        return level * sqrt(2 / (1 - level * level))
    z = NormalDist().inv_cdf((1 + level) / 2)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + fsum(term / float(freedom) ** power for power, term in enumerate(terms, 1))


def odds(share: float) -> float:
    """Log odds of a share, on whose scale shares near 0 and 1 lie about evenly around the true one."""
    return log(share / (1 - share))


def share(odds: float) -> float:
    """The share with these log odds.

    >>> round(share(odds(0.2)), 3), share(-1000.0)
    (0.2, 0.0)
    """
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0
