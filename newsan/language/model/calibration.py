"""Confidence that means what it says: of findings with confidence 0.8, four in five are right.

A network's probabilities are mostly too sure (Guo et al., ICML 2017), most of all where it learnt with class weights.
Each head has two numbers that put this right, a scale and a shift of the probability on the logit scale (Platt, 1999).
They are monotone, so no finding changes, only the trust in it.  ``model/files/calibration.json`` has the numbers,
fitted by ``python -m benchmarks.calibration --fit`` on the dev sets; a model without that file speaks for itself.
"""

from __future__ import annotations

import math
from typing import Literal

from newsan.language.model.folder import folder, numbers

FILE = "calibration.json"

CLOSEST = 1e-6
"""Probabilities are kept at least this far from 0 and 1, where the logit is infinite; 32-bit floats know little
beyond."""


Head = Literal["entity", "attribution", "expressed", "directed", "portrayal"]
"""The finding that a confidence belongs to: a mention, an attribution, a stance of each layer."""


def correction(head: Head) -> tuple[float, float]:
    """A head's scale and shift in the model that is in use; 1 and 0, without the file, change nothing."""
    scale, shift = (numbers(folder(), FILE) or {}).get(head, (1.0, 0.0))
    return float(scale), float(shift)


def calibrated(p: float, head: Head) -> float:
    """The share of findings that are right where the model gives the probability ``p``."""
    return platt(p, *correction(head))


def platt(p: float, scale: float, shift: float) -> float:
    """A probability scaled and shifted on the logit scale.

    >>> round(platt(0.9, 1.0, 0.0), 6), round(platt(0.9, 0.5, 0.0), 6)
    (0.9, 0.75)
    """
    p = min(max(p, CLOSEST), 1 - CLOSEST)
    return 1 / (1 + math.exp(-scale * math.log(p / (1 - p)) - shift))
