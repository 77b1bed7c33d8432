"""Cues, and what each cue links: its source and its content, from the model alone.

Every cue sees the pieces around it conditioned on itself (``training/model.py``, ``Link``), so a sentence with three
cues gets three readings, and no source goes to whoever happens to stand nearest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsan.document import Span
from newsan.language.model import Model, Reading, log_softmax
from newsan.language.tags import decode, grammar, spans, word_scores

if TYPE_CHECKING:
    from newsan.language.model import Floats, Ints

CUE_BIAS = 0.0
"""Added to the log probabilities of cue tags: a false cue rarely finds content."""

WEAK = 0.1
"""Probability from which on a word is a cue for a quotation that no other cue claims."""

LEAST_SOURCE = 0.1
"""Probability from which on a word may be the source of a cue that has no other; chosen on the development set."""

NEAR_PEAK = 0.5
"""Share of the likeliest word's probability from which on its neighbours belong to the source too."""

REACH = 160
"""Pieces that a cue sees on either side of itself."""


@dataclass(frozen=True, slots=True)
class Link:
    """A cue with its source and content, as spans of the text; ``confidence`` is the probability of all three.

    A ``weak`` one has a cue that is likelier none: worth something only where a quotation in marks would go without.
    """

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    confidence: float
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _View:
    """What one cue sees: the words ``low``.. and their probabilities of being content."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    low: int
    probability: Floats
    confidence: float
    weak: bool


def links(model: Model, reading: Reading) -> Iterator[Link]:
    """The cues of a stretch of text in order, each with what belongs to it; a cue without content is not given.

    A word is content of one cue only, of the one that is surest of it.
    """
    import numpy as np

    if not len(reading.words):
        return
    pieces = reading.hidden @ model.heads["link.piece.weight"].T + model.heads["link.piece.bias"]
    views = [_view(model, reading, pieces, *cue) for cue in _cues(model, reading)]
    claims = np.zeros(len(reading.words), np.float32)
    for view in views:
        for first, last in () if view.weak else view.content:
            np.maximum(claims[first:last], view.probability[first - view.low : last - view.low], out=claims[first:last])
    for view in views:
        content = tuple(run for span in view.content for run in _kept(view, span, claims))
        if content:
            source = reading.chars(*view.source) if view.source else None
            spans = tuple(reading.chars(first, last) for first, last in content)
            yield Link(reading.chars(*view.cue), source, spans, view.confidence, view.weak)


def _view(model: Model, reading: Reading, pieces: Floats, cue: Span, confidence: float, weak: bool) -> _View:
    """What the cue with these words links."""
    import numpy as np

    tags = model.labels["link"]
    low, scores = _seen_by(model, reading, pieces, cue)
    found = spans(decode(scores, grammar(tags)), tags)
    content = tuple((low + a, low + b) for a, b, label in found if label == "content")
    said = np.exp(scores[:, [tags.index("B-content"), tags.index("I-content")]]).sum(axis=1)
    saying = np.exp(scores[:, [tags.index("B-source"), tags.index("I-source")]]).sum(axis=1)
    source = _best_source([(a, b) for a, b, label in found if label == "source"], saying, said)
    words = [said[a - low : b - low].mean() for a, b in content]
    sure = confidence * float(np.mean(words) if words else 0)
    return _View(cue, (low + source[0], low + source[1]) if source else None, content, low, said, sure, weak)


def _kept(view: _View, span: Span, claims: Floats) -> Iterator[Span]:
    """The runs of words of a content span that no other cue claims with more right."""
    import numpy as np

    mine = view.probability[span[0] - view.low : span[1] - view.low] >= claims[span[0] : span[1]]
    edges = np.flatnonzero(np.diff(mine.astype(np.int8), prepend=0, append=0))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield span[0] + first, span[0] + last


def _cues(model: Model, reading: Reading) -> Iterator[tuple[Span, float, bool]]:
    """The cues as ranges of words, each with its probability and whether it is weak; the weak ones come last."""
    import numpy as np

    tags = model.labels["attribution"]
    rules = grammar(tags)
    bias = np.array([CUE_BIAS if tag.endswith("cue") else 0.0 for tag in tags], np.float32)
    scores = word_scores(reading.attribution, reading.words, rules)
    path = decode(scores + bias, rules)
    found = [(first, last) for first, last, label in spans(path, tags) if label == "cue"]
    for first, last in found:
        yield (first, last), float(np.exp(scores[np.arange(first, last), path[first:last]].mean())), False
    likely = np.exp(scores[:, [tags.index("B-cue"), tags.index("I-cue")]]).sum(axis=1)
    for first, last in found:
        likely[first:last] = 0
    edges = np.flatnonzero(np.diff((likely >= WEAK).astype(np.int8), prepend=0, append=0))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield (first, last), float(likely[first:last].mean()), True


def _seen_by(model: Model, reading: Reading, pieces: Floats, cue: Span) -> tuple[int, Floats]:
    """The first word that a cue sees, and the link tags' scores of the words from there [words, tags]."""
    words, n = reading.words, len(reading.starts)
    start = words[cue[0]]
    end = words[cue[1]] if cue[1] < len(words) else n
    low = int(words.searchsorted(max(0, start - REACH)))
    high = int(words.searchsorted(min(n, end + REACH)))
    first, stop = words[low], words[high] if high < len(words) else n
    asked = reading.hidden[start:end].mean(axis=0)
    scores = link_scores(model.heads, pieces[first:stop], asked, start - first, end - first)
    return low, word_scores(scores, words[low:high] - first, grammar(model.labels["link"]))


def link_scores(heads: Mapping[str, Floats], pieces: Floats, cue: Floats, start: int, end: int) -> Floats:
    """Log probabilities of the link tags for projected pieces [n, width]; ``start``..``end`` are the cue's."""
    import numpy as np

    shift, scale = np.split(heads["link.cue.weight"] @ cue + heads["link.cue.bias"], 2)
    at = np.arange(len(pieces))
    distance = np.where(at >= end, at - end + 1, np.minimum(at - start, 0))
    embedded = heads["link.distance.weight"][_bucket(distance, len(heads["link.distance.weight"]))]
    joined = np.maximum(pieces * (1 + scale) + shift + embedded, 0)
    return log_softmax(joined @ heads["link.out.weight"].T + heads["link.out.bias"])


def _bucket(distance: Ints, n: int) -> Ints:
    """Signed distances in pieces as rows of the embedding: exact near zero, four to each doubling beyond."""
    import numpy as np

    most = n // 2
    bucket: Ints = np.round(np.sign(distance) * np.log2(1 + np.abs(distance)) * 4).astype(np.intp)
    return bucket.clip(-most, most) + most


def _best_source(sources: list[Span], saying: Floats, said: Floats) -> Span | None:
    """The source with the highest total of probability, in words of the view; a cue has one.

    Where no tag speaks for a source the likeliest word is one all the same, with its neighbours, if it is likely
    enough: nineteen attributions in twenty have a source.
    """
    import numpy as np

    if sources:
        return max(sources, key=lambda span: float(saying[span[0] : span[1]].sum()))
    peak = int(saying.argmax())
    if saying[peak] < LEAST_SOURCE:
        return None
    near = (saying >= NEAR_PEAK * saying[peak]) & (said < NEAR_PEAK)
    off = np.flatnonzero(~near)
    at = int(off.searchsorted(peak))
    return int(off[at - 1]) + 1 if at else 0, int(off[at]) if at < len(off) else len(near)
