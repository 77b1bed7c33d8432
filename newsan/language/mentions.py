"""Named mentions from the model's entity tags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from newsan.document import EntityType, Mention
from newsan.language.model import Model, Reading
from newsan.language.tags import decode, grammar, spans, word_scores

if TYPE_CHECKING:
    from newsan.language.model import Floats


def mentions(model: Model, reading: Reading) -> Iterator[Mention]:
    """The mentions in a stretch of text, in order; ``confidence`` is the geometric mean of its words' probabilities."""
    if not len(reading.words):
        return
    tags = model.labels["entity"]
    rules = grammar(tags)
    scores = word_scores(reading.entity, reading.words, rules)
    path = decode(scores, rules)
    for first, last, label in spans(path, tags):
        start, end = reading.chars(first, last)
        yield Mention(start, end, cast(EntityType, label.lower()), _confidence(scores, path, first, last))


def _confidence(scores: Floats, path: Floats, first: int, last: int) -> float:
    """The geometric mean of the probabilities of the tags taken, 0..1."""
    import numpy as np

    taken = scores[np.arange(first, last), path[first:last]]
    return float(np.exp(taken.mean()))
