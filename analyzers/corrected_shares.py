"""The share of a whole corpus, corrected by a sample that was coded by hand.

A machine that is wrong in one direction gives a wrong share, however large the corpus.  The sample says by how much:
the corrected share is the machine's over all documents, put right by what the coders changed in those that were drawn
(prediction-powered inference: Angelopoulos et al., Science 382, 2023).  How far the machine is trusted is learned from
the sample (PPI++: Angelopoulos, Duchi and Zrnic, 2023), so that a useless machine costs nothing.  Each document counts
as often as it stands for others, the inverse of the probability with which it was drawn (design-based supervised
learning: Egami et al., NeurIPS 2023).

A share is a ratio of two sums over documents, as of named to all quotations.  The variance is that of the ratio's
linear part between the documents of each stratum, with the correction for a finite corpus (Cochran, Sampling
Techniques, 1977, 5.3 and 6.3): a corpus that was coded whole leaves nothing open.  The interval uses Student's t on the
scale of log odds, so that one of a rare class is not too short above it (Korn and Graubard, Survey Methodology 24,
1998).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING

from analyzers.bootstrap import Estimate, odds, share, student

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

FEWEST = 5
"""Coded documents with something of a share without which it has no interval: with fewer their spread is a guess."""

FEW = 20
"""Coded documents below which an interval is shown with a warning: with 12 it holds the truth in 91 to 96 draws of
100, with 30 in 93 and more (benchmarks/coverage.py)."""

WANTED = 0.05
"""Half the width of an interval that is narrow enough to be published: five points up or down."""

MOST_WEIGHT = 0.5
"""The most that one document may be said to weigh in a share."""

ROUNDS = 3
"""The share and how far the machine is trusted depend on one another; after three rounds neither moves."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What one document adds to a share: to its part and to its whole, in one reading."""

    part: float
    whole: float


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded document: the machine's and the coder's counts, the probability with which it was drawn, its stratum."""

    machine: Counted
    human: Counted
    probability: float
    stratum: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of the corpus in three readings.

    ``machine`` is newsan's over all documents, ``human`` that of the coded documents alone, ``corrected`` both
    together, ``bias`` how much the machine's is off.  ``coded`` documents were read, ``trust`` from 0 to 1 says how far
    the machine's counts helped, and ``more`` how many more documents have to be coded for an interval of five points
    up and down; None where that cannot be said.
    """

    machine: float | None
    human: Estimate
    corrected: Estimate
    bias: Estimate
    coded: int
    trust: float
    more: int | None


def corrected_share(documents: Sequence[Counted], sample: Sequence[Coded]) -> Share:
    """The share over all documents of a corpus, given the machine's counts of all and the coder's of some."""
    import numpy as np

    parts, wholes = sum(one.part for one in documents), sum(one.whole for one in documents)
    machine = parts / wholes if wholes else None
    if not sample:
        return Share(machine, Estimate(None), Estimate(None), Estimate(None), 0, 0.0, None)
    totals = np.array([parts, wholes], float)
    by_machine = np.array([[one.machine.part, one.machine.whole] for one in sample], float)
    by_human = np.array([[one.human.part, one.human.whole] for one in sample], float)
    known = len(sample) >= len(documents) or _holding(sample) >= FEWEST
    design = _Design([one.probability for one in sample], [one.stratum for one in sample], len(documents))
    human = _ratio(0.0, totals, by_machine, by_human, design)
    trust, ratio = 1.0, human
    for _ in range(ROUNDS):
        ratio = _ratio(trust, totals, by_machine, by_human, design)
        trust = _trust(ratio, by_machine, by_human, design)
    ratio = _ratio(trust, totals, by_machine, by_human, design)
    corrected = _interval(ratio, known)
    return Share(
        machine,
        _interval(human, known),
        corrected,
        _bias(machine, corrected),
        len(sample),
        round(trust, 3),
        _more(ratio, design) if known else None,
    )


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A share, its standard error, and by how many of these its interval reaches."""

    value: float
    error: float
    quantile: float

    @property
    def half(self) -> float:
        """Half the width of the interval."""
        return self.quantile * self.error


class _Design:
    """How the sample was drawn: the weight of each document, the strata, and the size of the corpus."""

    def __init__(self, probabilities: Sequence[float], strata: Sequence[str], size: int) -> None:
        import numpy as np

        self.weights: Numbers = 1 / np.array(probabilities, float)
        names = sorted(set(strata))
        groups = [np.array([one == name for one in strata]) for name in names]
        alone = any(group.sum() < 2 for group in groups)  # such a stratum has no spread: all are taken together
        self.strata = [np.ones(len(strata), bool)] if alone else groups
        self.size = size
        self.n = len(strata)

    def total(self, values: Numbers) -> Numbers:
        """The sums over the corpus that the rows of the sample stand for."""
        total: Numbers = (self.weights[:, None] * values).sum(axis=0)
        return total

    def variances(self, values: Numbers) -> list[tuple[float, int]]:
        """What each stratum adds to the variance of such a sum, with its degrees of freedom."""
        found = []
        for group in self.strata:
            n = int(group.sum())
            size = float(self.weights[group].sum())
            spread = float(values[group].var(ddof=1)) if n > 1 else 0.0
            found.append((size * size * max(0.0, 1 - n / size) * spread / n, n - 1))
        return found

    def variance(self, values: Numbers) -> float:
        """The variance of such a sum."""
        return sum(variance for variance, _ in self.variances(values))

    def freedom(self, values: Numbers) -> int:
        """The degrees of freedom of that variance, fewer where one stratum has most of it (Satterthwaite 1946)."""
        parts = [(variance, n) for variance, n in self.variances(values) if variance > 0]
        if not parts:
            return max(1, self.n - len(self.strata))
        return max(1, int(sum(variance for variance, _ in parts) ** 2 / sum(v * v / n for v, n in parts)))


def _ratio(trust: float, totals: Numbers, machine: Numbers, human: Numbers, design: _Design) -> _Ratio | None:
    """The share where the machine's counts are trusted so far; None without a whole.

    A document that weighs much draws the share to itself, and the trust where the machine is far off there.  So what is
    left of it is too small: it is divided by what the others weigh, as when each document is left out once (the
    estimator HC3 of MacKinnon and White, Journal of Econometrics 29, 1985).
    """
    part, whole = trust * totals + design.total(human - trust * machine)
    if whole <= 0:
        return None
    value = float(part / whole)
    off = machine[:, 0] - value * machine[:, 1]
    residuals = (human[:, 0] - value * human[:, 1]) - trust * off
    weighing = _parts(design.weights * human[:, 1]) + (_parts((design.weights * off) ** 2) if trust else 0)
    residuals = residuals / (1 - weighing.clip(0, MOST_WEIGHT))
    return _Ratio(value, sqrt(design.variance(residuals)) / float(whole), student(design.freedom(residuals)))


def _parts(values: Numbers) -> Numbers:
    """Values as parts of their sum."""
    return values / max(1e-9, float(values.sum()))


def _trust(ratio: _Ratio | None, machine: Numbers, human: Numbers, design: _Design) -> float:
    """How far to trust the machine: the weight with the smallest variance, between not at all and fully."""
    if ratio is None:
        return 0.0
    u, v = human[:, 0] - ratio.value * human[:, 1], machine[:, 0] - ratio.value * machine[:, 1]
    both, alone = design.variance(u + v), design.variance(v)
    covariance = (both - design.variance(u) - alone) / 2
    return min(1.0, max(0.0, covariance / alone)) if alone > 0 else 1.0


def _holding(sample: Sequence[Coded]) -> int:
    """How many documents hold what counts in a share, or what does not, whichever is rarer, in either reading."""
    both = [(one.machine, one.human) for one in sample]
    return min(
        sum(any(side.part for side in sides) for sides in both),
        sum(any(side.whole - side.part for side in sides) for sides in both),
    )


def _interval(ratio: _Ratio | None, known: bool) -> Estimate:
    """A share with its interval, which ends at 0 and 1; without one where too little is known."""
    if ratio is None:
        return Estimate(None)
    value = min(1.0, max(0.0, ratio.value))
    if not known:
        return Estimate(value)
    if not 0 < ratio.value < 1:
        return Estimate(value, max(0.0, value - ratio.half), min(1.0, value + ratio.half))
    half = ratio.half / (value * (1 - value))
    return Estimate(value, share(odds(value) - half), share(odds(value) + half))


def _bias(machine: float | None, corrected: Estimate) -> Estimate:
    """How much higher the machine's share is than the corrected one; the machine's own has no error of sampling."""
    if machine is None or corrected.value is None:
        return Estimate(None)
    if corrected.low is None or corrected.high is None:
        return Estimate(machine - corrected.value)
    return Estimate(machine - corrected.value, machine - corrected.high, machine - corrected.low)


def _more(ratio: _Ratio | None, design: _Design) -> int | None:
    """How many more documents make the interval as narrow as is wanted; 0 where it is, None where nobody can say."""
    if ratio is None:
        return None
    left = 1 / design.n - 1 / design.size
    if ratio.half <= WANTED or left <= 0:
        return 0
    needed = 1 / (left * (WANTED / ratio.half) ** 2 + 1 / design.size)
    return max(1, ceil(needed - 1e-9) - design.n)
