"""How a holder, or the article itself, stands to a target, by the model's stance head.

Every piece of a passage is conditioned on the states of holder and target and on its distance from both; what comes out
is pooled by attention, and a small network answers negative, neutral or positive (``training/model.py``).  One head
answers five questions: the tone towards a target and the stance of an ordered pair in one sentence, as NewsMTSC
(Hamborg and Donnay, EACL 2021) and Park, Pan and Joo (ACL 2021) ask them, and the three layers of stance.

All questions about a section are answered at once, those about one passage together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsan.document import Span
from newsan.language.model.encoder import Model, Reading

if TYPE_CHECKING:
    from newsan.language.model.encoder import Floats, Ints

Asked = Literal["tone", "pair", "expressed", "directed", "portrayal"]

FARTHEST = 512
"""Distances in pieces that are told apart; further away is as far."""

BUCKETS, PER_DOUBLING = 30, 4
"""Buckets of distances on each side of a range, and buckets for each doubling, as in ``training/model.py``."""

AT_ONCE, PIECES = 32, 4096
"""Questions about a passage that are answered together, and their pieces at most: these stay in the processor's cache,
and a passage of 700 pieces takes 10 MB instead of 70."""

TOGETHER = 512
"""Questions of a section whose states are held together: an article has fewer, a page that lists names has 2,000."""

Probabilities = tuple[float, float, float]
"""P(negative), P(neutral), P(positive)."""


class Question(NamedTuple):
    """What is asked about a passage of the text; all are spans of the text.

    ``sentence`` is that of the target; no ``holder`` means the article itself.
    """

    passage: Span
    sentence: Span
    holder: Span | None
    target: Span
    asked: Asked


def stances(model: Model, reading: Reading, questions: Sequence[Question]) -> list[Probabilities]:
    """The probabilities of the polarities for each question, in order."""
    if not questions:
        return []
    weights = {name.removeprefix("stance."): array for name, array in model.heads.items() if name.startswith("stance.")}
    projected = _linear(weights, "piece", reading.hidden)
    order = sorted(range(len(questions)), key=lambda i: questions[i].passage)
    answers: dict[int, Probabilities] = {}
    for at in range(0, len(order), TOGETHER):
        some = order[at : at + TOGETHER]
        answered = _answered(model, weights, reading, projected, [questions[i] for i in some])
        answers.update(zip(some, ((a, b, c) for a, b, c in answered), strict=True))
    return [answers[i] for i in range(len(questions))]


def _answered(
    model: Model, weights: Mapping[str, Floats], reading: Reading, projected: Floats, questions: Sequence[Question]
) -> list[list[float]]:
    """The probabilities for some questions; those about one passage stand together."""
    import numpy as np

    ranges = _ranges(reading, questions)
    kinds = np.array([model.labels["question"].index(question.asked) for question in questions])
    pairs = _pairs(weights, reading, ranges, [question.holder is None for question in questions])
    conditions = _linear(weights, "asked", pairs) + weights["question.weight"][kinds]
    known = np.concatenate((pairs, *_passages(weights, reading, projected, ranges, conditions)), axis=1)
    logits = _linear(weights, "out", np.maximum(_linear(weights, "hidden", known), 0))
    answers: list[list[float]] = _softmax(logits).tolist()
    return answers


def _ranges(reading: Reading, questions: Sequence[Question]) -> Ints:
    """The pieces of each question [questions, 8]: passage, sentence, holder (-1 for none) and target, from and to."""
    import numpy as np

    spans = [
        span
        for question in questions
        for span in (question.passage, question.sentence, question.holder or question.target, question.target)
    ]
    ranges: Ints = np.stack(reading.ranges(spans), axis=1).reshape(len(questions), 8)
    ranges[[question.holder is None for question in questions], 4:6] = -1
    return ranges


def _pairs(weights: Mapping[str, Floats], reading: Reading, ranges: Ints, is_author: Sequence[bool]) -> Floats:
    """The states of holder and target, and their product [questions, 3 × width]."""
    import numpy as np

    targets = reading.means(ranges[:, 6], ranges[:, 7])
    nobody = np.array(is_author)
    first, last = np.where(nobody, 0, ranges[:, 4]), np.where(nobody, 1, ranges[:, 5])
    holders = np.where(nobody[:, None], weights["author"], reading.means(first, last))
    return np.concatenate((holders, targets, holders * targets), axis=1)


def _passages(
    weights: Mapping[str, Floats], reading: Reading, projected: Floats, ranges: Ints, conditions: Floats
) -> tuple[Floats, Floats]:
    """What is pooled from each question's passage [questions, pools × inner], and its mean state."""
    import numpy as np

    width, pools = projected.shape[1], weights["pool.bias"].shape[0]
    pooled = np.empty((len(ranges), pools * width), dtype=np.float32)
    means = np.empty((len(ranges), reading.hidden.shape[1]), dtype=np.float32)
    for number, (first, last) in _passage_groups(ranges):
        together = min(AT_ONCE, max(1, PIECES // (last - first)))
        for at in range(number.start, number.stop, together):
            some = slice(at, min(at + together, number.stop))
            pieces = _conditioned(weights, projected[first:last], ranges[some] - first, conditions[some])
            attention = _softmax(_linear(weights, "pool", pieces).transpose(0, 2, 1))
            pooled[some] = (attention @ pieces).reshape(len(pieces), -1)
        means[number.start : number.stop] = reading.hidden[first:last].mean(axis=0)
    return pooled, means


def _passage_groups(ranges: Ints) -> Iterator[tuple[range, tuple[int, int]]]:
    """Runs of questions about one passage, and its pieces."""
    at = 0
    for passage, group in groupby(map(tuple, ranges[:, :2].tolist())):
        n = len(list(group))
        yield range(at, at + n), (passage[0], passage[1])
        at += n


def _conditioned(weights: Mapping[str, Floats], seen: Floats, questions: Ints, conditions: Floats) -> Floats:
    """The pieces of a passage as each question sees them [questions, pieces, inner]; ranges count from the passage."""
    import numpy as np

    n, width = seen.shape
    at = np.arange(n)
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


def _linear(weights: Mapping[str, Floats], name: str, x: Floats) -> Floats:
    return x @ weights[f"{name}.weight"] + weights[f"{name}.bias"]


def _softmax(x: Floats) -> Floats:
    """Probabilities along the last axis."""
    import numpy as np

    e: Floats = np.exp(x - x.max(axis=-1, keepdims=True))
    e /= e.sum(axis=-1, keepdims=True)
    return e
