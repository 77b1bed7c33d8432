"""Agreement of two or more coders about the values of the same units: how far they agree beyond chance.

All measures are for nominal values.  They differ in what they hold for chance:

per cent           nothing: the share of units with the same value.
Cohen's kappa      each coder's own distribution (Cohen, Educational and Psychological Measurement 20, 1960).
Krippendorff's α   the distribution of both; it takes missing values and any number of coders (Krippendorff, Computing
                   Krippendorff's Alpha-Reliability, 2011).
Gwet's AC1         the chance that a coder guesses, which stays small where nearly all units have one value (Gwet,
                   British Journal of Mathematical and Statistical Psychology 61, 2008).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.bootstrap import Estimate, divided, estimate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Value = Hashable | None
Unit = Sequence[Value]
"""The values that the coders gave one unit, in the order of the coders; None where a coder gave none."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement about ``units`` units, each measure with its interval; kappa and AC1 are for two coders."""

    units: int
    percent: Estimate
    kappa: Estimate
    alpha: Estimate
    ac1: Estimate


def agreement(articles: Sequence[Sequence[Unit]]) -> Agreement:
    """The agreement of two coders about the units of each article; the interval is over articles.

    Units that one of the two left out count for nothing.

    >>> same = agreement([[("a", "a"), ("b", "b")], [("a", "a"), ("b", "a")]])
    >>> same.units, same.percent.value, same.kappa.value
    (4, 0.75, 0.5)
    """
    import numpy as np

    both = [[unit for unit in units if None not in unit] for units in articles]
    values = sorted({value for units in both for unit in units for value in unit}, key=str)
    tables = np.array([table(units, values) for units in both]).reshape(len(both), len(values), len(values))
    measures = (percent, cohen_kappa, krippendorff_alpha, gwet_ac1)
    return Agreement(sum(map(len, both)), *(estimate(tables, measure) for measure in measures))


def table(units: Sequence[Unit], values: Sequence[Value]) -> Numbers:
    """How often the first coder gave the value of a row where the second gave that of a column."""
    import numpy as np

    at = {value: number for number, value in enumerate(values)}
    counts = np.zeros((len(values), len(values)))
    for one, other in units:
        counts[at[one], at[other]] += 1
    return counts


def percent(tables: Numbers) -> Numbers:
    """The share of units with the same value, of each table."""
    return divided(diagonal(tables), tables.sum((-2, -1)))


def cohen_kappa(tables: Numbers) -> Numbers:
    """Cohen's kappa of each table; nan where both coders gave one value only."""
    n = tables.sum((-2, -1))
    chance = divided((tables.sum(-1) * tables.sum(-2)).sum(-1), n * n)
    return divided(percent(tables) - chance, 1 - chance)


def gwet_ac1(tables: Numbers) -> Numbers:
    """Gwet's AC1 of each table; nan where only one value was ever given."""
    shares = divided(tables.sum(-1) + tables.sum(-2), 2 * tables.sum((-2, -1))[..., None])
    chance = divided((shares * (1 - shares)).sum(-1), tables.shape[-1] - 1)
    return divided(percent(tables) - chance, 1 - chance)


def krippendorff_alpha(tables: Numbers) -> Numbers:
    """Krippendorff's alpha of each table of two coders; nan where both gave one value only."""
    import numpy as np

    return alpha(tables + np.swapaxes(tables, -2, -1))


def alpha(coincidences: Numbers) -> Numbers:
    """Krippendorff's alpha for nominal values, of each matrix of coincidences (Krippendorff 2011, C)."""
    margins = coincidences.sum(-1)
    n = margins.sum(-1)
    observed = n - diagonal(coincidences)
    expected = n * n - (margins * margins).sum(-1)
    return 1 - divided((n - 1) * observed, expected)


def coincidences(units: Sequence[Unit], values: Sequence[Value]) -> Numbers:
    """How often two values were given to one unit, by any number of coders; a unit with m values counts m times."""
    import numpy as np

    at = {value: number for number, value in enumerate(values)}
    found = np.zeros((len(values), len(values)))
    for unit in units:
        given = np.bincount([at[value] for value in unit if value is not None], minlength=len(values))
        if given.sum() > 1:
            found += (np.outer(given, given) - np.diag(given)) / (given.sum() - 1)
    return found


def alpha_of_all(articles: Sequence[Sequence[Unit]]) -> Estimate:
    """Krippendorff's alpha of all coders together, with its interval over articles."""
    import numpy as np

    values = sorted({value for units in articles for unit in units for value in unit if value is not None}, key=str)
    found = np.array([coincidences(units, values) for units in articles]).reshape(
        len(articles), len(values), len(values)
    )
    return estimate(found, alpha)


def diagonal(tables: Numbers) -> Numbers:
    """The sums of the diagonals."""
    import numpy as np

    sums: Numbers = np.trace(tables, axis1=-2, axis2=-1)
    return sums
