"""Tone towards a target and the stance of a holder towards a target, by the model's two polarity heads.

Both ask the pieces of the sentence (attention pooling) and answer negative, neutral or positive; the tone head knows
only the target (trained on NewsMTSC, Hamborg and Donnay, EACL 2021), the pair head the ordered pair (trained on the
directed sentiments of Park, Pan and Joo, ACL 2021).

All questions about a section are answered at once.  Few pieces are asked about, so the matrices of keys and values are
applied to the questions and to what they attend to, not to every piece: the sums are the same, in another order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from newsan.document import Span
from newsan.language.model.encoder import Model, Reading

if TYPE_CHECKING:
    from newsan.language.model.encoder import Floats

N_HEADS = 4
"""Attention heads of the pooling, as trained (``training/model.py``)."""

Probabilities = tuple[float, float, float]
"""P(negative), P(neutral), P(positive)."""


def tones(model: Model, reading: Reading, questions: Sequence[tuple[Span, Span]]) -> list[Probabilities]:
    """The tone of a sentence towards a target in it for each sentence and target; spans of the text."""
    if not questions:
        return []
    asked = reading.means(*reading.ranges([target for _, target in questions]))
    return _answers("tone", model.heads, reading, [sentence for sentence, _ in questions], asked)


def stances(model: Model, reading: Reading, questions: Sequence[tuple[Span, Span, Span]]) -> list[Probabilities]:
    """The stance of a holder towards a target as a sentence has it, for each sentence, holder and target."""
    import numpy as np

    if not questions:
        return []
    numbers = {span: i for i, span in enumerate(dict.fromkeys(span for _, p, q in questions for span in (p, q)))}
    means = reading.means(*reading.ranges(list(numbers)))
    holders, targets = (means[[numbers[question[i]] for question in questions]] for i in (1, 2))
    asked = np.concatenate((holders, targets, holders * targets), axis=1)
    return _answers("pair", model.heads, reading, [sentence for sentence, _, _ in questions], asked)


def _answers(
    head: str, weights: Mapping[str, Floats], reading: Reading, sentences: Sequence[Span], asked: Floats
) -> list[Probabilities]:
    """What a head answers to each question [n, asked], about the sentence beside it; those about one come together."""
    import numpy as np

    def linear(name: str, x: Floats) -> Floats:
        return x @ weights[f"{head}.{name}.weight"] + weights[f"{head}.{name}.bias"]

    groups = [(sentence, len(list(group))) for sentence, group in groupby(sentences)]
    first, last = reading.ranges([sentence for sentence, _ in groups])
    sizes = [n for _, n in groups]
    seen = [reading.hidden[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    mean = np.repeat([pieces.mean(axis=0) for pieces in seen], sizes, axis=0)
    attended = _attended(head, weights, linear("query", asked), seen, sizes)
    hidden = np.maximum(linear("hidden", np.concatenate((asked, attended, mean), axis=1)), 0)
    return [(a, b, c) for a, b, c in _softmax(linear("out", hidden)).tolist()]


def _attended(
    head: str, weights: Mapping[str, Floats], query: Floats, seen: Sequence[Floats], sizes: Sequence[int]
) -> Floats:
    """The mean value of the pieces that each query [n, keys] attends to [n, values]: ``sizes`` ask what is ``seen``.

    A query's product with the key of a piece is the product of ``query @ key.T`` with the piece (the key's bias adds
    the same to all, and falls out of the softmax), and the mean of values is the value of the mean.
    """
    import numpy as np

    def by_head(matrix: Floats) -> Floats:
        return matrix.reshape(len(matrix), N_HEADS, -1).transpose(1, 0, 2)

    key, value = (by_head(weights[f"{head}.{name}.weight"]) for name in ("key", "value"))
    query = by_head(query) / np.sqrt(np.float32(key.shape[-1]))
    wanted = np.ascontiguousarray((query @ key.transpose(0, 2, 1)).transpose(1, 0, 2))
    means = np.empty_like(wanted)
    for pieces, size, end in zip(seen, sizes, accumulate(sizes), strict=True):
        part = slice(end - size, end)
        questions = wanted[part].reshape(-1, pieces.shape[1])
        means[part] = (_softmax(questions @ pieces.T) @ pieces).reshape(size, N_HEADS, -1)
    attended: Floats = (means.transpose(1, 0, 2) @ value).transpose(1, 0, 2).reshape(len(means), -1)
    return attended + weights[f"{head}.value.bias"]


def _softmax(x: Floats) -> Floats:
    """Probabilities along the last axis."""
    import numpy as np

    e: Floats = np.exp(x - x.max(axis=-1, keepdims=True))
    e /= e.sum(axis=-1, keepdims=True)
    return e
