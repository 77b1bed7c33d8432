"""Named mentions from the model's entity tags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from newsan.document import EntityType, Mention
from newsan.language.reader.calibration import calibrated
from newsan.language.reader.model import Model, Reading
from newsan.language.reader.tags import decode, grammar, spans, word_scores


def mentions(model: Model, reading: Reading) -> Iterator[Mention]:
    """The mentions in a stretch of text, in order; ``confidence`` is the geometric mean over its pieces."""
    import numpy as np

    if not len(reading.words):
        return
    tags = model.labels["entity"]
    rules = grammar(tags)
    scores = word_scores(reading.entity, reading.words, rules)
    path = decode(scores, rules)
    taken = np.take_along_axis(scores, path[:, None], axis=1)[:, 0]
    borders = np.append(reading.words, len(reading.starts))
    for first, last, label in spans(path, tags):
        start, end = reading.chars(first, last)
        mean = taken[first:last].sum() / (borders[last] - borders[first])
        yield Mention(start, end, cast(EntityType, label.lower()), calibrated(float(np.exp(mean)), "entity"))
