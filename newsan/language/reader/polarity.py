"""Tone towards a target and the stance of a holder towards a target, by the model's two polarity heads.

Both ask the pieces of the sentence (attention pooling) and answer negative, neutral or positive; the tone head knows
only the target (trained on NewsMTSC, Hamborg and Donnay, EACL 2021), the pair head the ordered pair (trained on the
directed sentiments of Park, Pan and Joo, ACL 2021).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from newsan.document import Span
from newsan.language.reader.model import Model, Reading

if TYPE_CHECKING:
    from newsan.language.reader.model import Floats

N_HEADS = 4
"""Attention heads of the pooling, as trained (``training/model.py``)."""

Probabilities = tuple[float, float, float]
"""P(negative), P(neutral), P(positive)."""


def tones(model: Model, reading: Reading, sentence: Span, targets: Sequence[Span]) -> list[Probabilities]:
    """The tone of a sentence towards each target in it; spans of the text."""
    import numpy as np

    if not targets:
        return []
    pieces, means = _means(reading, sentence, targets)
    return _pooled("tone", model.heads, np.stack(means), pieces)


def stances(model: Model, reading: Reading, sentence: Span, pairs: Sequence[tuple[Span, Span]]) -> list[Probabilities]:
    """The stance of the first of each pair towards the second, as the sentence has it; spans of the text."""
    import numpy as np

    if not pairs:
        return []
    spans = sorted({span for pair in pairs for span in pair})
    pieces, means = _means(reading, sentence, spans)
    mean = dict(zip(spans, means, strict=True))
    asked = [np.concatenate((mean[p], mean[q], mean[p] * mean[q])) for p, q in pairs]
    return _pooled("pair", model.heads, np.stack(asked), pieces)


def _means(reading: Reading, sentence: Span, spans: Sequence[Span]) -> tuple[Floats, list[Floats]]:
    """The pieces of the sentence, and the mean of each span's pieces."""
    first, last = reading.range(sentence)
    ranges = [reading.range(span) for span in spans]
    return reading.hidden[first:last], [reading.hidden[a : max(b, a + 1)].mean(axis=0) for a, b in ranges]


def _pooled(head: str, weights: Mapping[str, Floats], asked: Floats, pieces: Floats) -> list[Probabilities]:
    """What a head answers to each question [n, asked] about the pieces [t, width] of one sentence."""
    import numpy as np

    def linear(name: str, x: Floats) -> Floats:
        return x @ weights[f"{head}.{name}.weight"] + weights[f"{head}.{name}.bias"]

    n, t = len(asked), len(pieces)
    query = linear("query", asked).reshape(n, N_HEADS, -1).transpose(1, 0, 2)
    key = linear("key", pieces).reshape(t, N_HEADS, -1).transpose(1, 2, 0)
    value = linear("value", pieces).reshape(t, N_HEADS, -1).transpose(1, 0, 2)
    scores = query @ key / np.sqrt(np.float32(query.shape[-1]))
    attended = (_softmax(scores) @ value).transpose(1, 0, 2).reshape(n, -1)
    mean = np.broadcast_to(pieces.mean(axis=0), (n, pieces.shape[1]))
    hidden = np.maximum(linear("hidden", np.concatenate((asked, attended, mean), axis=1)), 0)
    return [(a, b, c) for a, b, c in _softmax(linear("out", hidden)).tolist()]


def _softmax(x: Floats) -> Floats:
    """Probabilities along the last axis."""
    import numpy as np

    e: Floats = np.exp(x - x.max(axis=-1, keepdims=True))
    e /= e.sum(axis=-1, keepdims=True)
    return e
