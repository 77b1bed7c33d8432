"""The rows that figures of an evaluation are made of."""

from __future__ import annotations

from analyzers.bootstrap import Estimate

FigureRow = tuple[str, str, str, float | None, float | None, float | None, int]
"""What it is of, the measure, the group, the value with its interval, and the number of cases."""

ALL = "all"


def figure_row(of: str, measure: str, made: Estimate, n: int) -> FigureRow:
    """A row about all documents."""
    return of, measure, ALL, made.value, made.low, made.high, n
