"""The antecedent head in numpy: what the words say for each of those whom a pronoun or a description may mean.

The head sees the states of the words that are asked about and of the places where the text has spoken of somebody, and
what the rules know of both (``coreference/features.py``).  It learned from texts in which people or a language
model read whom pronouns and descriptions mean (``training/antecedent_head.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsan.document import Span
from newsan.language.model.encoder import means, ranges
from newsan.language.model.folder import MODELS
from newsan.language.model.stance_head import linear, weights_of

if TYPE_CHECKING:
    from newsan.language.model.encoder import Floats, Halves, Ints, Model, Reading

NEAREST = 4
"""Places where the text has spoken of somebody that the head looks at, the nearest first."""


HEADS = {"affiliation": ("affiliation", "affiliation")}
"""What is asked of a head of its own, by its name and that of its features; it reads the same states."""


class Seen(NamedTuple):
    """What the head keeps of the pieces of a text: their places, and their states as words that are asked about and
    behind those as words that speak of somebody [pieces, 2 × width]."""

    starts: Ints
    ends: Ints
    states: Halves


def seen(model: Model, reading: Reading) -> Seen:
    """What the head keeps of a section."""
    import numpy as np

    weights = weights_of(model, "antecedent")
    states = reading.hidden @ np.concatenate((weights["own.weight"], weights["other.weight"]), axis=1)
    return Seen(reading.starts, reading.ends, states.astype(np.float16))


def joined(sections: Iterable[Seen]) -> Seen:
    """What is kept of several sections, in order of the text, as one."""
    import numpy as np

    starts, ends, states = zip(*sections, strict=True)
    return Seen(np.concatenate(starts), np.concatenate(ends), np.concatenate(states))


def scores(
    model: Model,
    text: Seen,
    kind: str,
    asked: Span,
    places: Sequence[Sequence[Span]],
    features: Sequence[Mapping[str, float]],
) -> list[float]:
    """What speaks for nobody, and for each of those whom the text has spoken of in some ``places``, the nearest first.

    ``features`` are those of nobody and of each of the others, by name; ones that the head does not know count nothing.
    """
    import numpy as np

    head, labels = HEADS.get(kind, ("antecedent", "feature"))
    weights = weights_of(model, head)
    spans = [asked, *(span for references in places for span in references[:NEAREST])]
    averages = means(text.states, *ranges(text.starts, text.ends, spans))
    width = averages.shape[1] // 2
    own, others = averages[0, :width], averages[1:, width:]
    last = np.cumsum([min(len(references), NEAREST) for references in places], dtype=np.intp)
    first = np.concatenate(([0], last))[: len(places)]
    near = np.zeros((1 + len(places), width), np.float32)
    mean = np.zeros_like(near)
    if len(places):
        near[1:] = others[first]
        mean[1:] = np.add.reduceat(others, first) / (last - first)[:, None]
    known = table_of(features, model.labels[labels])
    states = linear(weights, "features", known) + own @ weights["anaphor.weight"]
    if kind in model.labels["anaphor"]:
        states += weights["kind.weight"][model.labels["anaphor"].index(kind)]
    states += np.concatenate((near, mean, own * near), axis=1) @ weights["candidate.weight"]
    inner = np.maximum(linear(weights, "inner", np.maximum(states, 0)), 0)
    total: list[float] = linear(weights, "out", inner)[:, 0].tolist()
    return total


def table_of(features: Sequence[Mapping[str, float]], names: tuple[str, ...]) -> Floats:
    """Features by name as the rows of a table [rows, names]; those that have no name there are left out."""
    import numpy as np

    column = _columns(names)
    table = np.zeros((len(features), len(names)), np.float32)
    for row, values in enumerate(features):
        for name, value in values.items():
            if name in column:
                table[row, column[name]] = value
    return table


@lru_cache(maxsize=MODELS)
def _columns(names: tuple[str, ...]) -> Mapping[str, int]:
    """The number of each feature."""
    return {name: i for i, name in enumerate(names)}
