"""Intervals by resampling articles, and how probable a difference of two groups is by chance."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from analyzers.audit.corpus import Numbers
from analyzers.audit.weights import Figures, Ratios, Spread, is_number
from analyzers.bootstrap import CHUNK, LEVEL, draws, share, student

LEAST_ARTICLES = 5
"""Fewer articles than this say nothing about others: they get no interval."""


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
    numbers = np.flatnonzero(members)
    drawn = draws(len(numbers), resampling.times, resampling.seed)
    found = []
    for begin in range(0, resampling.times, CHUNK):
        weights = np.zeros((len(drawn[begin : begin + CHUNK]), len(members)))
        weights[:, numbers] = drawn[begin : begin + CHUNK]
        found.append(figures.values(weights))
    return np.concatenate(found)


def intervals(figures: Figures, members: Numbers, resampling: Resampling) -> Numbers:
    """The lower and upper end of the interval of each figure, a row each; not a number where there is none.

    There is none where fewer than five articles have anything to count.  The resamples give the standard error, which
    Student's t makes an interval (Efron and Tibshirani 1993, chapter 12), on a scale where the values lie about evenly
    around the figure: log odds for shares and logarithms for numbers.  The error is ``sqrt(n / (n - 1))`` times as
    large as that of the resamples of ``n`` articles, which are a little too alike (Hesterberg 2015).
    """
    n = articles_that_count(figures, members)
    if n.max(initial=0) < LEAST_ARTICLES or not resampling.times:
        return np.full((len(figures.names), 2), np.nan)
    value, counted = figures.values(members).ravel(), figures.counted(members)
    found = resampled(figures, members, resampling)
    ends = np.full((len(value), 2), np.nan)
    for at, name in enumerate(figures.names):
        if n[at] >= LEAST_ARTICLES and not np.isnan(value[at]):
            scale = Logs() if is_number(figures, name) else Odds(0.5 / max(counted[at][1], 1))
            ends[at] = scale.ends(float(value[at]), found[:, at], int(n[at]))
    return never_seen(ends, figures, members, n)


@dataclass(frozen=True, slots=True)
class Odds:
    """The scale of shares: log odds, no nearer to 0 and 1 than ``least``, which is half a case."""

    least: float

    def ends(self, value: float, found: Numbers, n: int) -> tuple[float, float]:
        """The ends of the interval of a share, given those of the resamples of ``n`` articles."""
        low, high = spread_around(self.odds(value), self.odds(found), n)
        return min(share(low), value), max(share(high), value)

    def odds(self, share: Numbers | float) -> Numbers:
        """Log odds."""
        clipped = np.clip(share, self.least, 1 - self.least)
        return np.asarray(np.log(clipped / (1 - clipped)))


@dataclass(frozen=True, slots=True)
class Logs:
    """The scale of numbers above zero: logarithms."""

    def ends(self, value: float, found: Numbers, n: int) -> tuple[float, float]:
        """The ends of the interval of a number, given those of the resamples of ``n`` articles."""
        if value <= 0:
            return math.nan, math.nan
        low, high = spread_around(math.log(value), np.log(found[found > 0]), n)
        return math.exp(low), math.exp(high)


def spread_around(value: Numbers | float, found: Numbers, n: int) -> tuple[float, float]:
    """A value less and plus as many standard errors as Student's t asks for."""
    error = float(np.nanstd(found)) * math.sqrt(n / (n - 1)) * student(n - 1)
    return float(value) - error, float(value) + error


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


def difference(values: tuple[Numbers, Numbers], ends: tuple[Numbers, Numbers]) -> Numbers:
    """The ends of the interval of the difference between two groups, given the figures and the intervals of both.

    The distances of the ends from the figures are squared and added (Newcombe 1998; Zou and Donner 2008).
    """
    one, other = values
    low = one - other - np.hypot(one - ends[0][:, 0], ends[1][:, 1] - other)
    high = one - other + np.hypot(ends[0][:, 1] - one, other - ends[1][:, 0])
    return np.column_stack([low, high])


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
