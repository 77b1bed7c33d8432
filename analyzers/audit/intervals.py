"""Intervals by resampling articles, and how probable a difference of two groups is by chance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np

from analyzers.audit.corpus import Numbers
from analyzers.audit.weights import Figures, Ratios, Spread, is_number

LEAST_ARTICLES = 5
"""Fewer articles than this say nothing about others: they get no interval."""

LEVEL = 0.95
CHUNK = 100  # resamples at a time, which bounds the memory


@dataclass(frozen=True, slots=True)
class Resampling:
    """How often articles are drawn, and the seed of the generator: the same seed gives the same intervals."""

    times: int = 1000
    seed: int = 1

    def generator(self) -> np.random.Generator:
        """A new generator."""
        return np.random.default_rng(self.seed)


def ones(members: Numbers) -> Numbers:
    """Each member once."""
    return members.astype(float)


def resampled(figures: Figures, members: Numbers, resampling: Resampling) -> Numbers:
    """The figures of each resample of the members, a row each: as many articles, drawn with replacement."""
    numbers, draw = np.flatnonzero(members), resampling.generator()
    found = []
    for begin in range(0, resampling.times, CHUNK):
        times = min(CHUNK, resampling.times - begin)
        weights = np.zeros((times, len(members)))
        weights[:, numbers] = draw.multinomial(len(numbers), np.full(len(numbers), 1 / len(numbers)), size=times)
        found.append(figures.values(weights))
    return np.concatenate(found)


def intervals(figures: Figures, members: Numbers, resampling: Resampling) -> Numbers:
    """The lower and upper end of the interval of each figure, a row each; not a number where there is none.

    There is none where fewer than five articles have anything to count.  The quantiles are those of the expanded
    percentile interval (Hesterberg 2015), which is as wide as Student's t asks for at this number of articles.  The
    resamples of a measure of concentration are scaled back to its value first: a resample repeats articles, so it
    always looks more concentrated than the corpus.
    """
    n = articles_that_count(figures, members)
    if n.max(initial=0) < LEAST_ARTICLES or not resampling.times:
        return np.full((len(figures.names), 2), np.nan)
    found = resampled(figures, members, resampling)
    if isinstance(figures, Spread):
        found = found * figures.values(members) / np.nanmean(found, axis=0)
    ends = quantiles(found, n)
    return never_seen(ends, figures, members, n)


def quantiles(found: Numbers, n: Numbers) -> Numbers:
    """The ends of the middle part of the resamples, a row for each figure, which ``n`` articles make."""
    ends = np.full((found.shape[1], 2), np.nan)
    for at in np.flatnonzero((n >= LEAST_ARTICLES) & ~np.isnan(found).all(axis=0)):
        tail = expanded(int(n[at]))
        ends[at] = np.nanquantile(found[:, at], [tail, 1 - tail])
    return ends


@cache
def expanded(n: int) -> float:
    """The share of the resamples of ``n`` articles that is left out at each end (Hesterberg 2015, section 5.3).

    >>> round(expanded(10), 4), round(expanded(1000), 4)
    (0.0086, 0.0248)
    """
    return NormalDist().cdf(-math.sqrt(n / (n - 1)) * student((1 + LEVEL) / 2, n - 1))


def student(probability: float, degrees: int) -> float:
    """The quantile of Student's t distribution, by the series of Abramowitz and Stegun (1964), 26.7.5.

    >>> round(student(0.975, 30), 3), round(student(0.975, 5), 2)
    (2.042, 2.57)
    """
    z = NormalDist().inv_cdf(probability)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(term / degrees**power for power, term in enumerate(terms, 1))


def never_seen(ends: Numbers, figures: Figures, members: Numbers, n: Numbers) -> Numbers:
    """The ends inside their range, with a bound where a share is 0 or 1: resamples cannot show what no article has.

    The bound is the one of Clopper and Pearson (1934) with the articles that count anything as trials: after ``n``
    articles without a case the share is at most ``1 - 0.025 ** (1 / n)``.
    """
    shares = np.array([not is_number(figures, name) for name in figures.names])
    ends[shares] = np.clip(ends[shares], 0, 1)
    if not isinstance(figures, Ratios):
        return ends
    part, whole = figures.counted(members).T
    bound = 1 - ((1 - LEVEL) / 2) ** (1 / np.maximum(n, 1))
    ends[:, 1] = np.where((part == 0) & shares & (n >= LEAST_ARTICLES), bound, ends[:, 1])
    ends[:, 0] = np.where((part == whole) & shares & (n >= LEAST_ARTICLES), 1 - bound, ends[:, 0])
    return ends


def articles_that_count(figures: Figures, members: Numbers) -> Numbers:
    """How many of the members have anything to count, for each figure."""
    if isinstance(figures, Ratios):
        counting: Numbers = ((members[:, None] > 0) & (figures.whole > 0)).sum(axis=0).astype(float)
        return counting
    assert isinstance(figures, Spread)
    counted = np.bincount(figures.articles, minlength=len(members)) > 0
    return np.full(len(figures.names), float(np.count_nonzero(counted & (members > 0))))


def difference(figures: Figures, one: Numbers, other: Numbers, resampling: Resampling) -> Numbers:
    """The ends of the interval of the difference between two groups of articles, each resampled by itself."""
    n = np.minimum(articles_that_count(figures, one), articles_that_count(figures, other))
    if n.max(initial=0) < LEAST_ARTICLES or not resampling.times:
        return np.full((len(figures.names), 2), np.nan)
    apart = Resampling(resampling.times, resampling.seed + 1)
    found = resampled(figures, one, resampling) - resampled(figures, other, apart)
    if isinstance(figures, Spread):  # see intervals
        found = found - np.nanmean(found, axis=0) + figures.values(one) - figures.values(other)
    return quantiles(found, n)


def chance(figures: Figures, one: Numbers, other: Numbers, resampling: Resampling) -> Numbers:
    """How often a difference at least this large comes up where the articles are dealt to the two groups at random.

    A permutation test (Fisher 1935) with the correction of Phipson and Smyth (2010), by which no probability is zero.
    """
    numbers, n_one = np.flatnonzero(one + other), int(np.count_nonzero(one))
    given = np.abs(figures.values(one) - figures.values(other)).ravel()
    draw, as_large, known = resampling.generator(), np.zeros(len(given)), np.zeros(len(given))
    for begin in range(0, resampling.times, CHUNK):
        times = min(CHUNK, resampling.times - begin)
        order = np.argsort(draw.random((times, len(numbers))), axis=1)
        ours, theirs = np.zeros((times, len(one))), np.zeros((times, len(one)))
        np.put_along_axis(ours, numbers[order[:, :n_one]], 1.0, axis=1)
        np.put_along_axis(theirs, numbers[order[:, n_one:]], 1.0, axis=1)
        found = np.abs(figures.values(ours) - figures.values(theirs))
        as_large += (found >= given - 1e-12).sum(axis=0)
        known += (~np.isnan(found)).sum(axis=0)
    return np.asarray(np.where(np.isnan(given), np.nan, (1 + as_large) / (1 + known)))


def rarefied(figures: Figures, members: Numbers, n: int, resampling: Resampling) -> Numbers:
    """The mean figures of samples of ``n`` of the members, drawn without replacement (Hurlbert 1971)."""
    numbers, draw = np.flatnonzero(members), resampling.generator()
    if len(numbers) <= n:
        return figures.values(ones(members)).ravel()
    weights = np.zeros((max(resampling.times // 5, 1), len(members)))
    for row in weights:
        row[draw.choice(numbers, n, replace=False)] = 1
    return np.asarray(np.nanmean(figures.values(weights), axis=0))
