"""The numbers of ``newsan/language/calibration.py``, fitted by Newton's method; findings come as arrays.

``logits`` [findings, 1] are of the probability that a finding is right, ``truth`` then 1 or 0; [findings, 3] of the
labels negative, neutral, positive, ``truth`` then the number of the true one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.predictions import LABELS

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


def fit(logits: Floats, truth: Ints) -> tuple[float, float]:
    """The scale and shift that make the truth most probable."""
    scale, shift = (_platt if logits.shape[1] == 1 else _shifted)(logits, truth)
    return max(float(scale), FLATTEST), float(shift)


def unseen(logits: Floats, truth: Ints, groups: Ints) -> tuple[Floats, Floats]:
    """Scales and shifts [findings, 1] for findings whose documents the fit has not seen."""
    import numpy as np

    out = np.empty((len(truth), 2))
    for fold in range(FOLDS):
        inside = groups % FOLDS == fold
        if inside.any():
            out[inside] = fit(logits[~inside], truth[~inside])
    return out[:, :1], out[:, 1:]


def confidences(logits: Floats, scale: Floats | float = 1.0, shift: Floats | float = 0.0) -> Floats:
    """The probability [findings] of what each says: that it is right, or the label that has the highest logit."""
    import numpy as np

    if logits.shape[1] == 1:
        return np.asarray(1 / (1 + np.exp(-scale * logits - shift)))[:, 0]
    return np.asarray(probabilities(logits, scale, shift)[np.arange(len(logits)), logits.argmax(axis=1)])


def probabilities(logits: Floats, scale: Floats | float, shift: Floats | float) -> Floats:
    """The probabilities of the labels [findings, 3]."""
    import numpy as np

    exponents = scale * logits + shift * _neutral()
    exponents -= exponents.max(axis=1, keepdims=True)
    chances: Floats = np.exp(exponents)
    chances /= chances.sum(axis=1, keepdims=True)
    return chances


def _neutral() -> Floats:
    """1 for the neutral label, 0 for the others."""
    import numpy as np

    return np.array([float(label == "neutral") for label in LABELS])


def _platt(logits: Floats, truth: Ints) -> Floats:
    """Scale and shift of one logit, with Platt's (1999) softened targets, which keep a perfect head finite."""
    import numpy as np

    n, right = len(truth), truth.sum()
    target = np.where(truth == 1, (right + 1) / (right + 2), 1 / (n - right + 2))
    design, weights = np.concatenate([logits, np.ones((n, 1))], axis=1), np.array([1.0, 0.0])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-design @ weights))
        weights = weights - _step((design.T * (p * (1 - p))) @ design, design.T @ (p - target))
    return weights


def _shifted(logits: Floats, truth: Ints) -> Floats:
    """Scale of three logits and shift of the neutral one; the loss is convex in both."""
    import numpy as np

    design = np.stack([logits, np.broadcast_to(_neutral(), logits.shape)], axis=2)
    taken = design[np.arange(len(truth)), truth]
    weights = np.array([1.0, 0.0])
    for _ in range(STEPS):
        p = probabilities(logits, weights[0], weights[1])
        expected = np.einsum("nk,nkd->nd", p, design)
        curvature = np.einsum("nk,nkd,nke->de", p, design, design) - expected.T @ expected
        weights = weights - _step(curvature, (expected - taken).sum(axis=0))
    return weights


def _step(curvature: Floats, slope: Floats) -> Floats:
    """A step of Newton's method, at most 1 in either number."""
    import numpy as np

    return np.clip(np.linalg.solve(curvature + RIDGE * np.eye(2), slope), -1, 1)
