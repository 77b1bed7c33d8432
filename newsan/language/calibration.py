"""Confidence that means what it says: of findings with confidence 0.8, four in five are right.

A network's probabilities are mostly too sure (Guo et al., ICML 2017).  Two corrections, both monotone, so that the best
answer stays the best and only the trust in it changes: the probabilities of mentions and attributions are scaled and
shifted on the logit scale (Platt, 1999), the logits of the two polarity heads divided by a temperature.
``model/calibration.json`` has the numbers, fitted on the dev sets by ``python -m benchmarks.calibration --fit``;
a model without that file speaks for itself.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import Literal

FILE = Path(__file__).parent / "model" / "calibration.json"

CLOSEST = 1e-6
"""Probabilities are kept so far from 0 and 1, where the logit has no end; 32-bit floats know little beyond."""


@cache
def parameters() -> dict[str, float | list[float]]:
    """The shipped numbers by head: ``[scale, shift]`` or a temperature; none if there is no file."""
    return dict(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.exists() else {}


def calibrated(p: float, head: Literal["entity", "attribution"]) -> float:
    """The share of findings that are right where the model gives the probability ``p``."""
    found = parameters().get(head)
    return platt(p, *found) if isinstance(found, list) else p


def temperature(head: Literal["tone", "pair"]) -> float:
    """What a polarity head's logits are to be divided by."""
    found = parameters().get(head)
    return float(found) if isinstance(found, int | float) else 1.0


def platt(p: float, scale: float, shift: float) -> float:
    """A probability scaled and shifted on the logit scale.

    >>> round(platt(0.9, 1.0, 0.0), 6), round(platt(0.9, 0.5, 0.0), 6)
    (0.9, 0.75)
    """
    p = min(max(p, CLOSEST), 1 - CLOSEST)
    return 1 / (1 + math.exp(-scale * math.log(p / (1 - p)) - shift))
