"""The two numbers of ``newsan/language/model/calibration.py``, fitted by Newton's method.

Findings come as arrays: ``logits`` of their probabilities, and whether they are ``right``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]
    Bools = NDArray[np.bool_]

FOLDS, STEPS = 5, 30

RIDGE = 1e-6
"""Added to the curvature, so that a step exists where all findings are alike."""

FLATTEST = 1e-3
"""Least scale of a fit: a fit never turns the order of findings round."""


def fit(logits: Floats, right: Bools) -> tuple[float, float]:
    """The scale and shift that make what is right most probable.

    The targets are softened as in Platt (1999), which keeps the fit of a head that is always right finite.
    """
    import numpy as np

    n, n_right = len(right), int(right.sum())
    target = np.where(right, (n_right + 1) / (n_right + 2), 1 / (n - n_right + 2))
    design, weights = np.stack([logits, np.ones(n)], axis=1), np.array([1.0, 0.0])
    for _ in range(STEPS):
        p = probabilities(logits, weights[0], weights[1])
        curvature = (design.T * (p * (1 - p))) @ design + RIDGE * np.eye(2)
        weights = weights - np.clip(np.linalg.solve(curvature, design.T @ (p - target)), -1, 1)
    return max(float(weights[0]), FLATTEST), float(weights[1])


def probabilities(logits: Floats, scale: float, shift: float) -> Floats:
    """The findings' probabilities under a calibration."""
    import numpy as np

    return np.asarray(1 / (1 + np.exp(-scale * logits - shift)))


def unseen(logits: Floats, right: Bools, groups: Ints) -> Floats:
    """The probabilities of findings by fits that have not seen their documents."""
    import numpy as np

    out = np.empty(len(right))
    for fold in range(FOLDS):
        inside = groups % FOLDS == fold
        if inside.any():
            out[inside] = probabilities(logits[inside], *fit(logits[~inside], right[~inside]))
    return out
