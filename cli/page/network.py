"""Where the actors of a network stand in its picture."""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]
MARGIN_X, MARGIN_Y = 100, 32  # units: room for names
STEPS = 250
"""How often the actors are moved; the picture of fewer than 40 actors hardly changes after 200."""


def placed(edges: Sequence[tuple[str, str, int]], width: float, height: float) -> dict[str, Point]:
    """The places of all actors, by forces: all push each other away, edges pull (Fruchterman and Reingold 1991).

    They begin on a circle, so that the same network always gives the same picture.
    """
    import numpy as np

    names = list(dict.fromkeys(name for holder, target, _ in edges for name in (holder, target)))
    if not names:
        return {}
    number = {name: at for at, name in enumerate(names)}
    angles = 2 * math.pi * np.arange(len(names)) / len(names)
    places = np.column_stack([np.cos(angles), np.sin(angles)])
    pull = np.zeros((len(names), len(names)))
    for holder, target, weight in edges:
        pull[number[holder], number[target]] += math.sqrt(weight)
    pull += pull.T
    ideal = 1.6 / math.sqrt(len(names))
    for step in range(STEPS):
        apart = places[:, None] - places[None]
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-3)
        force = ideal**2 / distance**2 - pull * distance / ideal / 4
        np.fill_diagonal(force, 0)
        move = (apart / distance[..., None] * force[..., None]).sum(axis=1) - 0.3 * places
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        places += move / length[:, None] * np.minimum(length, 0.15 * (1 - step / STEPS))[:, None]
    return dict(zip(names, fitted(places.tolist(), width, height), strict=True))


def fitted(places: list[list[float]], width: float, height: float) -> list[Point]:
    """The places stretched over a picture of this size."""

    def stretched(values: list[float], size: float, margin: float) -> list[float]:
        least, span = min(values), (max(values) - min(values)) or 1.0
        return [margin + (value - least) / span * (size - 2 * margin) for value in values]

    across = stretched([x for x, _ in places], width, MARGIN_X)
    down = stretched([y for _, y in places], height, MARGIN_Y)
    return list(zip(across, down, strict=True))
