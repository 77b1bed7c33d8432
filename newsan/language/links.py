"""Cues, and what each cue links: its source and its content, from the model alone.

Every cue sees the pieces around it conditioned on itself (``training/model.py``, ``Link``), so a sentence with three cues gets
three readings, and no source goes to whoever happens to stand nearest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsan.document import Span
from newsan.language.model import Model, Reading
from newsan.language.tags import decode, grammar, spans, word_scores

if TYPE_CHECKING:
    from newsan.language.model import Floats

REACH = 160
"""Pieces that a cue sees on either side of itself."""


@dataclass(frozen=True, slots=True)
class Link:
    """A cue with its source and content, as spans of the text; ``confidence`` is the probability of all three."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class _View:
    """What one cue sees: the words ``low``.. with their probabilities of being its content, its source, its confidence."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    low: int
    probability: Floats
    confidence: float


def links(model: Model, reading: Reading) -> Iterator[Link]:
    """The cues of a stretch of text in order, each with what belongs to it; a cue without content is not given.

    A word is content of one cue only, of the one that is surest of it.
    """
    import numpy as np

    if not len(reading.words):
        return
    views = [_view(model, reading, first, last, p) for first, last, p in _cues(model, reading)]
    claims = np.zeros(len(reading.words), np.float32)
    for view in views:
        for first, last in view.content:
            np.maximum(claims[first:last], view.probability[first - view.low : last - view.low], out=claims[first:last])
    for view in views:
        content = tuple(run for span in view.content for run in _kept(view, span, claims))
        if content:
            source = reading.chars(*view.source) if view.source else None
            spans = tuple(reading.chars(first, last) for first, last in content)
            yield Link(reading.chars(*view.cue), source, spans, view.confidence)


def _view(model: Model, reading: Reading, first: int, last: int, confidence: float) -> _View:
    """What the cue of the words ``first``..``last`` links."""
    import numpy as np

    tags = model.labels["link"]
    low, scores = _seen_by(model, reading, (first, last))
    found = spans(decode(scores, grammar(tags)), tags)
    content = tuple((low + a, low + b) for a, b, label in found if label == "content")
    source = _best_source([(a, b) for a, b, label in found if label == "source"], scores, low, tags)
    probability = np.exp(scores[:, [tags.index("B-content"), tags.index("I-content")]]).sum(axis=1)
    words = [probability[a - low : b - low].mean() for a, b in content]
    return _View((first, last), source, content, low, probability, confidence * float(np.mean(words) if words else 0))


def _kept(view: _View, span: Span, claims: Floats) -> Iterator[Span]:
    """The runs of words of a content span that no other cue claims with more right."""
    import numpy as np

    mine = view.probability[span[0] - view.low : span[1] - view.low] >= claims[span[0] : span[1]]
    edges = np.flatnonzero(np.diff(mine.astype(np.int8), prepend=0, append=0))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield span[0] + first, span[0] + last


def _cues(model: Model, reading: Reading) -> Iterator[tuple[int, int, float]]:
    """The cues: first word, last word + 1, probability."""
    import numpy as np

    tags = model.labels["attribution"]
    rules = grammar(tags)
    scores = word_scores(reading.attribution, reading.words, rules)
    path = decode(scores, rules)
    for first, last, label in spans(path, tags):
        if label == "cue":
            yield first, last, float(np.exp(scores[np.arange(first, last), path[first:last]].mean()))


def _seen_by(model: Model, reading: Reading, cue: Span) -> tuple[int, Floats]:
    """The first word that a cue sees, and the link tags' scores of the words from there [words, tags]."""
    import numpy as np

    words, n = reading.words, len(reading.starts)
    start = words[cue[0]]
    end = words[cue[1]] if cue[1] < len(words) else n
    low = int(words.searchsorted(max(0, start - REACH)))
    high = int(words.searchsorted(min(n, end + REACH)))
    first, stop = words[low], words[high] if high < len(words) else n
    scores = link_scores(model.heads, reading.hidden[first:stop], start - first, end - first)
    return low, word_scores(scores, words[low:high] - first, grammar(model.labels["link"]))


def link_scores(heads: dict[str, Floats], hidden: Floats, start: int, end: int) -> Floats:
    """Log probabilities of the link tags for pieces [n, width], of which ``start``..``end`` are the cue."""
    import numpy as np

    cue = heads["link.cue.weight"] @ hidden[start:end].mean(axis=0) + heads["link.cue.bias"]
    shift, scale = np.split(cue, 2)
    at = np.arange(len(hidden))
    distance = np.where(at >= end, at - end + 1, np.minimum(at - start, 0))
    embedded = heads["link.distance.weight"][_bucket(distance, len(heads["link.distance.weight"]))]
    pieces = hidden @ heads["link.piece.weight"].T + heads["link.piece.bias"]
    joined = np.maximum(pieces * (1 + scale) + shift + embedded, 0)
    logits = joined @ heads["link.out.weight"].T + heads["link.out.bias"]
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def _bucket(distance: Floats, n: int) -> Floats:
    """Signed distances in pieces as rows of the embedding: exact near zero, four to each doubling beyond."""
    import numpy as np

    most = n // 2
    bucket = np.round(np.sign(distance) * np.log2(1 + np.abs(distance)) * 4).astype(np.intp)
    return bucket.clip(-most, most) + most


def _best_source(sources: list[Span], scores: Floats, low: int, tags: tuple[str, ...]) -> Span | None:
    """The source with the highest total of probability, in words of the reading; a cue has one."""
    import numpy as np

    if not sources:
        return None
    at = [tags.index("B-source"), tags.index("I-source")]
    weight = np.exp(scores[:, at]).sum(axis=1)
    first, last = max(sources, key=lambda span: float(weight[span[0] : span[1]].sum()))
    return low + first, low + last
