"""Figures as functions of how often each article counts: the one idea behind intervals, groups and comparisons.

A figure of a corpus gives every article the weight 1.  A group gives its own articles 1 and all others 0, a resample of
the bootstrap (Efron and Tibshirani 1993) gives each article the number of times that it was drawn, and a smaller sample
(rarefaction, Hurlbert 1971) gives 1 to the articles that were chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from analyzers.audit.corpus import Numbers
from analyzers.audit.spread import EFFECTIVE, spread_of
from analyzers.bootstrap import divided


class Figures(Protocol):
    """Figures about one topic that are counted in the same unit; ``names`` says what each is."""

    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def of(self) -> str:
        """What is counted."""

    @property
    def unit(self) -> str:
        """Whether the figures are a ``share`` or a ``number``; ``is_number`` knows it of each."""

    @property
    def names(self) -> Sequence[str]:
        """What each figure is."""

    def values(self, weights: Numbers) -> Numbers:
        """The figures, a row for each row of weights; not a number where there is nothing to count."""

    def counted(self, weights: Numbers) -> Numbers:
        """For one row of weights: a column of how many, and one of how many in all, a row for each figure."""


@dataclass(frozen=True, slots=True)
class Ratios:
    """Shares of a whole, or means: what ``parts`` has for each article over what ``whole`` has, both summed.

    ``parts`` and ``whole`` have a row for each article and a column for each figure.
    """

    topic: str
    of: str
    names: Sequence[str]
    parts: Numbers
    whole: Numbers
    unit: str = "share"

    def values(self, weights: Numbers) -> Numbers:
        """The figures of each row of weights."""
        return divided(weights @ self.parts, weights @ self.whole)

    def counted(self, weights: Numbers) -> Numbers:
        """The sums of parts and wholes."""
        return np.stack([weights @ self.parts, weights @ self.whole], axis=-1)


@dataclass(frozen=True, slots=True)
class Spread:
    """How quotations spread over sources: of each quotation its article and the number of its source."""

    topic: str
    of: str
    names: Sequence[str]
    articles: np.typing.NDArray[np.int64]
    sources: np.typing.NDArray[np.int64]
    unit: str = "share"

    def values(self, weights: Numbers) -> Numbers:
        """The figures of each row of weights; every row needs a count of all sources."""
        rows = np.atleast_2d(weights)
        return np.array([spread_of(np.bincount(self.sources, row[self.articles]).astype(float)) for row in rows])

    def counted(self, weights: Numbers) -> Numbers:
        """How many sources there are, and how many quotations of theirs."""
        counts = np.bincount(self.sources, weights[self.articles])
        return np.tile([np.count_nonzero(counts), counts.sum()], (len(self.names), 1))


def is_number(figures: Figures, name: str) -> bool:
    """Whether a figure is a number and not a share."""
    return figures.unit == "number" or name in EFFECTIVE
