"""The stance head in numpy: passages, and who is asked about in them → probabilities of the polarities.

Every piece of a passage is conditioned on the states of holder and target and on its distance from both; what comes out
is pooled by attention, and a small network answers negative, neutral or positive (``training/model.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from newsan.language.model.encoder import Model, means

if TYPE_CHECKING:
    from newsan.language.model.encoder import Floats, Ints

FARTHEST = 512
"""Distances in pieces that are told apart; further away is as far."""

BUCKETS, PER_DOUBLING = 30, 4
"""Buckets of distances on each side of a range, and buckets for each doubling, as in ``training/model.py``."""

AT_ONCE, PIECES = 32, 4096
"""Questions about a passage that are answered together, and their pieces at most: these stay in the processor's cache,
and a passage of 700 pieces takes 10 MB instead of 70."""


def weights_of(model: Model, head: str) -> dict[str, Floats]:
    """The matrices of a head, by the rest of their names."""
    return {name.removeprefix(f"{head}."): array for name, array in model.heads.items() if name.startswith(f"{head}.")}


def answers_of(weights: Mapping[str, Floats], states: Floats, projected: Floats, ranges: Ints, kinds: Ints) -> Floats:
    """A head's probabilities of the polarities [questions, 3] for questions in the order of their passages."""
    import numpy as np

    pairs = _pairs(weights, states, ranges)
    conditions = linear(weights, "asked", pairs) + weights["question.weight"][kinds]
    known = np.concatenate((pairs, *_passages(weights, states, projected, ranges, conditions)), axis=1)
    return _softmax(linear(weights, "out", np.maximum(linear(weights, "hidden", known), 0)))


def _pairs(weights: Mapping[str, Floats], states: Floats, ranges: Ints) -> Floats:
    """The states of holder and target, and their product [questions, 3 × width]."""
    import numpy as np

    targets = means(states, ranges[:, 6], ranges[:, 7])
    nobody = ranges[:, 4] < 0
    first, last = np.where(nobody, 0, ranges[:, 4]), np.where(nobody, 1, ranges[:, 5])
    holders = np.where(nobody[:, None], weights["author"], means(states, first, last))
    return np.concatenate((holders, targets, holders * targets), axis=1)


def _passages(
    weights: Mapping[str, Floats], states: Floats, projected: Floats, ranges: Ints, conditions: Floats
) -> tuple[Floats, Floats]:
    """What is pooled from each question's passage [questions, pools × inner], and its mean state."""
    import numpy as np

    width, pools = projected.shape[1], weights["pool.bias"].shape[0]
    pooled = np.empty((len(ranges), pools * width), dtype=np.float32)
    averages = np.empty((len(ranges), states.shape[1]), dtype=np.float32)
    for number, (first, last) in passage_groups(ranges):
        together = min(AT_ONCE, max(1, PIECES // (last - first)))
        for at in range(number.start, number.stop, together):
            batch = slice(at, min(at + together, number.stop))
            pieces = _conditioned(weights, projected[first:last], ranges[batch] - first, conditions[batch])
            attention = _softmax(linear(weights, "pool", pieces).transpose(0, 2, 1))
            pooled[batch] = (attention @ pieces).reshape(len(pieces), -1)
        averages[number.start : number.stop] = states[first:last].mean(axis=0)
    return pooled, averages


def passage_groups(ranges: Ints) -> Iterator[tuple[range, tuple[int, int]]]:
    """Runs of questions about one passage, and its pieces."""
    at = 0
    for passage, group in groupby(map(tuple, ranges[:, :2].tolist())):
        size = len(list(group))
        yield range(at, at + size), (passage[0], passage[1])
        at += size


def _conditioned(weights: Mapping[str, Floats], seen: Floats, questions: Ints, conditions: Floats) -> Floats:
    """The pieces of a passage as each question sees them [questions, pieces, inner]; ranges count from the passage."""
    import numpy as np

    n_pieces, width = seen.shape
    at = np.arange(n_pieces)
    _, _, begin, end, h0, h1, t0, t1 = questions.T[:, :, None]
    pieces: Floats = seen * (1 + conditions[:, None, width:])
    pieces += conditions[:, None, :width]
    nobody = len(weights["holder.weight"]) - 1
    pieces += weights["holder.weight"][np.where(h0 < h1, _distances(at, h0, h1), nobody)]
    pieces += weights["target.weight"][_distances(at, t0, t1)]
    pieces += weights["outside.weight"][((at < begin) | (at >= end)).astype(np.intp)]
    np.maximum(pieces, 0, out=pieces)
    return pieces


def _distances(at: Ints, start: Ints, end: Ints) -> Ints:
    """The buckets of the distances of pieces from ranges [ranges, 1] that may lie elsewhere [ranges, pieces]."""
    import numpy as np

    distance = np.where(at < start, at - start, np.where(at >= end, at - end + 1, 0))
    buckets: Ints = _buckets()[np.clip(distance, -FARTHEST, FARTHEST) + FARTHEST]
    return buckets


@cache
def _buckets() -> Ints:
    """The bucket of each distance from ``-FARTHEST``: exact near zero, logarithmic beyond."""
    import numpy as np

    distance = np.arange(-FARTHEST, FARTHEST + 1)
    bucket = np.round(np.sign(distance) * np.log2(1 + np.abs(distance)) * PER_DOUBLING).astype(np.intp)
    buckets: Ints = np.clip(bucket, -BUCKETS, BUCKETS) + BUCKETS
    return buckets


def linear(weights: Mapping[str, Floats], name: str, rows: Floats) -> Floats:
    """What a linear layer makes of the rows."""
    return rows @ weights[f"{name}.weight"] + weights[f"{name}.bias"]


def _softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    import numpy as np

    e: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    e /= e.sum(axis=-1, keepdims=True)
    return e
