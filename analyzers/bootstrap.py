"""Estimates with intervals: what would have come out if other articles had been drawn.

The unit that is drawn is the article, since the quotations of one article resemble one another: an interval over
quotations would be too narrow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

DRAWS = 2000
"""Resamples: percentiles of 2.5 per cent need 1,000 and more (Efron and Tibshirani, An Introduction to the Bootstrap,
1993, 13.3)."""

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


def weights(n: int, draws: int = DRAWS, seed: int = SEED) -> Numbers:
    """How often each of ``n`` articles is in each resample: an array of ``draws`` × ``n``."""
    import numpy as np

    return np.random.default_rng(seed).multinomial(n, [1 / n] * n, size=draws).astype(float)


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
    drawn = figure(np.tensordot(weights(len(counts)), counts, axes=1))
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
