"""How evenly quotations spread over sources, by the measures of concentration and diversity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from analyzers.audit.corpus import Numbers

SPREADS = (
    "top 1",
    "top 5",
    "top 10",
    "Herfindahl-Hirschman index",
    "Gini coefficient",
    "effective sources (entropy)",
    "effective sources (1/HHI)",
)
"""The measures, in the order in which ``spread_of`` gives them."""

EFFECTIVE = SPREADS[-2:]
"""Those that are numbers of sources, not shares."""


def spread_of(counts: Numbers) -> Numbers:
    """The measures of counts, one for each source; sources without any count are left out.

    Shares of the most quoted; the Herfindahl-Hirschman index, which is the sum of the squared shares (Hirschman 1964);
    the Gini coefficient (Gini 1912) over the sources that are quoted; and two effective numbers of sources (Hill 1973):
    the exponential of the entropy of the shares, and 1/HHI.

    >>> [round(float(value), 3) for value in spread_of(np.array([3, 1, 0.0]))]
    [0.75, 1.0, 1.0, 0.625, 0.25, 1.755, 1.6]
    """
    counts = np.sort(counts[counts > 0])[::-1]
    if not len(counts):
        return np.full(len(SPREADS), np.nan)
    shares = counts / counts.sum()
    index = float((shares**2).sum())
    ranks = np.arange(len(shares), 0, -1)
    gini = float(2 * (ranks * shares).sum() / len(shares) - (len(shares) + 1) / len(shares))
    effective = float(np.exp(-(shares * np.log(shares)).sum()))
    return np.array([shares[:1].sum(), shares[:5].sum(), shares[:10].sum(), index, gini, effective, 1 / index])
