"""How far newsan's confidence can be trusted on these texts, and which threshold holds a wanted precision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from analyzers.bootstrap import Estimate, divided, estimate
from analyzers.figure_rows import FigureRow, figure_row
from analyzers.readings import Read
from analyzers.scores import matched
from newsan.coding.codes import CodedDocument

STEPS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
"""Borders of the bands of confidence; most rows are above 0.8."""

FEWEST_ROWS = 10
"""Rows without which a threshold would be an accident."""

Judged = list[list[tuple[float, bool]]]
"""The confidence of each row of each document, and whether the coder has the quotation too."""


def calibration(reads: Sequence[Read], gold: Mapping[str, CodedDocument], wanted: float) -> Iterator[FigureRow]:
    """How many rows of each band are right, and the smallest threshold above which enough of them are."""
    given = [judged(read, gold[read.coded.id]) for read in reads if "quotes" in gold[read.coded.id].layers]
    for low, high in pairwise(STEPS):
        n = sum(low <= confidence < high for rows in given for confidence, _ in rows)
        if n:
            yield figure_row(f"confidence {low:.2f} to {min(high, 1.0):.2f}", "right", right(given, low, high), n)
    threshold = next((one for one in thresholds(given) if (right(given, one).value or 0) >= wanted), None)
    if threshold is not None:
        n = sum(confidence >= threshold for rows in given for confidence, _ in rows)
        name = f"precision of {100 * wanted:.0f} %"
        yield figure_row(name, "threshold", Estimate(threshold), n)
        yield figure_row(name, "right above it", right(given, threshold), n)
        yield figure_row(name, "share of the right rows kept", kept(given, threshold), n)


def judged(read: Read, gold: CodedDocument) -> list[tuple[float, bool]]:
    """The confidence of each row of a document, and whether the coder has the quotation too."""
    true = [quote for quote in gold.quotes if not quote.rejected]
    hits = {pair.other for pair in matched(read.coded.text, true, read.coded.quotes)}
    return [(quote.confidence or 0.0, i in hits) for i, quote in enumerate(read.coded.quotes)]


def right(given: Judged, low: float, high: float = 2.0) -> Estimate:
    """The share of right rows among those of a band."""
    import numpy as np

    counts = [[sum(hit for c, hit in rows if low <= c < high), sum(low <= c < high for c, _ in rows)] for rows in given]
    return estimate(np.array(counts, float), lambda sums: divided(sums[..., 0], sums[..., 1]))


def kept(given: Judged, low: float) -> Estimate:
    """The share of the right rows that a threshold keeps."""
    import numpy as np

    counts = [[sum(hit for c, hit in rows if c >= low), sum(hit for _, hit in rows)] for rows in given]
    return estimate(np.array(counts, float), lambda sums: divided(sums[..., 0], sums[..., 1]))


def thresholds(given: Judged) -> list[float]:
    """The confidences that leave enough rows above them, from the lowest on, two digits."""
    found = sorted(confidence for rows in given for confidence, _ in rows)
    return sorted({int(confidence * 100) / 100 for confidence in found[: max(0, len(found) - FEWEST_ROWS + 1)]})
