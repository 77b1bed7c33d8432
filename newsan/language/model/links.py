"""Cues, and what each cue links: its source and its content, from the model alone.

Every cue sees the pieces around it conditioned on itself (``training/model.py``, ``Link``), so a sentence with three
cues gets three readings, and no content goes to a source merely because it stands nearest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from newsan.document import Span
from newsan.language.model.channels import View, without_channels
from newsan.language.model.content_ends import gone_on
from newsan.language.model.encoder import Model, Reading, log_softmax, means
from newsan.language.model.tags import FORBIDDEN, decode, grammar, spans, word_scores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newsan.language.model.encoder import Floats, Ints

WEAK = 0.1
"""Probability from which on a word is a cue for a quotation that no other cue claims."""

LEAST_SOURCE = 0.2
"""Probability from which on a word may be the source of a cue that has no other; chosen on the development set."""

NEAR_PEAK = 0.5
"""Share of the likeliest word's probability from which on its neighbours belong to the source too."""

ANYWHERE = -1
"""The paragraph number of words in quotation marks: a cue may reach them from another paragraph."""

NEVER = -30.0
"""Log probability of what is ruled out."""

REACH = 160
"""Pieces that a cue sees on either side of itself."""


@dataclass(frozen=True, slots=True)
class Link:
    """A cue with its source and content, as spans of the text; ``confidence`` is the probability of all three.

    A ``weak`` link has a cue that is probably not one: it counts only where a quotation in marks would have none.
    ``claimed`` is the content before words that several cues claim went to one of them.
    """

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    confidence: float
    weak: bool = False
    claimed: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sight:
    """What one cue sees: words ``low``..``high``, their pieces ``first``..``stop``; ``start``..``end`` are its own."""

    low: int
    high: int
    first: int
    start: int
    end: int
    stop: int


def links(
    model: Model,
    text: str,
    reading: Reading,
    paragraphs: Sequence[Span],
    sentences: Sequence[Span],
    marked: Sequence[Span],
) -> Iterator[Link]:
    """The cues of a stretch of text in order, each with what belongs to it: content, or a source at least.

    A word is content of one cue only.  Content in another paragraph than its cue must lie in quotation marks, in one of
    the stretches ``marked``.  A source stands in the sentence of its cue: in a third of PolNeAR's training part 6,366
    of 6,384 do, and the others are headings above a text and sentences that were split in the wrong place.
    """
    import numpy as np

    if not len(reading.words):
        return
    begins = reading.starts[reading.words]
    block = np.searchsorted([start for start, _ in paragraphs], begins, side="right")
    block[_inside(begins, marked)] = ANYWHERE
    line = np.searchsorted([start for start, _ in sentences], begins, side="right")
    seen = without_channels(text, reading, _views(model, reading, block, line), line)
    views = list(gone_on(text, reading, seen, line))
    owners = _owners(views, block.tolist(), line.tolist())
    for i, view in enumerate(views):
        content = tuple(run for span in view.content for run in _kept(i, view, span, owners))
        if content or view.source:
            source = reading.chars(*view.source) if view.source else None
            spans = tuple(reading.chars(first, last) for first, last in content)
            claimed = tuple(reading.chars(first, last) for first, last in view.content)
            yield Link(reading.chars(*view.cue), source, spans, view.confidence, view.weak, claimed)


def _owners(views: Sequence[View], block: Sequence[int], line: Sequence[int]) -> list[int]:
    """For each word the number of the view that has it as content, -1 for none; weak views own nothing.

    Where several claim a run of words in one sentence, all of it goes to a view whose cue stands in that sentence, and
    among equals to the one that is surest of the run as a whole.
    """
    claims: list[tuple[int, ...]] = [()] * len(block)
    for i, view in enumerate(views):
        for first, last in () if view.weak else view.content:
            for word in range(first, last):
                claims[word] += (i,)
    owners: list[int] = []
    for (claimants, _, here), run in groupby(range(len(block)), key=lambda at: (claims[at], block[at], line[at])):
        contested = list(run)

        def sure(i: int, contested: list[int] = contested, here: int = here) -> tuple[bool, float]:
            low = views[i].low
            total = float(views[i].probability[contested[0] - low : contested[-1] + 1 - low].sum())
            return line[views[i].cue[0]] == here, total

        owners += [max(claimants, key=sure) if claimants else -1] * len(contested)
    return owners


def _inside(positions: Ints, stretches: Sequence[Span]) -> NDArray[np.bool_]:
    """Which positions of the text lie in one of the stretches, which are in order and do not overlap."""
    import numpy as np

    if not stretches:
        return np.zeros(len(positions), bool)
    starts, ends = np.array(stretches).T
    at = np.searchsorted(starts, positions, side="right") - 1
    inside: NDArray[np.bool_] = (at >= 0) & (positions < ends[at])
    return inside


def _views(model: Model, reading: Reading, block: Ints, line: Ints) -> list[View]:
    """What each cue links; the cues' scores lie one below the other, so that few steps are taken once for each cue.

    ``block`` and ``line`` are the numbers of each word's paragraph and sentence.
    """
    import numpy as np

    cues = list(_cues(model, reading))
    if not cues:
        return []
    tags = model.labels["link"]
    sights = [_sight(reading, cue) for cue, _, _ in cues]
    scores = word_scores(_scores(model.heads, reading, sights), _firsts(reading, sights), grammar(tags))
    rows = np.concatenate([np.arange(sight.low, sight.high) for sight in sights])
    sizes = [sight.high - sight.low for sight in sights]
    first = [first for (first, _), _, _ in cues]
    home = np.repeat(block[first], sizes)
    content, source = ([tags.index(f"B-{label}"), tags.index(f"I-{label}")] for label in ("content", "source"))
    elsewhere = (block[rows] != home) & (block[rows] != ANYWHERE)
    scores[np.ix_(elsewhere, content)] = NEVER
    scores[np.ix_(line[rows] != np.repeat(line[first], sizes), source)] = NEVER
    said, saying = (np.exp(scores[:, begin]) + np.exp(scores[:, inside]) for begin, inside in (content, source))
    labelled_spans = _found(scores, sizes, tags)
    ends = np.cumsum(sizes).tolist()
    parts = [slice(end - size, end) for end, size in zip(ends, sizes, strict=True)]
    return [
        _view(sight.low, labelled, said[part], saying[part], *cue)
        for cue, sight, labelled, part in zip(cues, sights, labelled_spans, parts, strict=True)
    ]


def _found(scores: Floats, sizes: Sequence[int], tags: tuple[str, ...]) -> list[list[tuple[int, int, str]]]:
    """The labelled spans of words that each cue sees, decoded in one go.

    A word that is surely outside of all spans is put between the words of one cue and those of the next, to keep them
    apart.
    """
    import numpy as np

    outside = np.array([0.0, *[FORBIDDEN] * (len(tags) - 1)])
    ends = np.cumsum(sizes)
    path = decode(np.insert(scores, ends, outside, axis=0), grammar(tags))
    begins = (ends - sizes + np.arange(len(sizes))).tolist()
    labelled: list[list[tuple[int, int, str]]] = [[] for _ in sizes]
    for first, last, label in spans(path, tags):
        i = bisect_right(begins, first) - 1
        labelled[i].append((first - begins[i], last - begins[i], label))
    return labelled


def _view(
    low: int, labelled: Sequence[tuple[int, int, str]], said: Floats, saying: Floats, cue: Span, sure: float, weak: bool
) -> View:
    """The view of a cue that sees the words from ``low`` on: the spans found there, and the words' probabilities."""
    content = tuple((low + first, low + last) for first, last, label in labelled if label == "content")
    source = _best_source([(first, last) for first, last, label in labelled if label == "source"], saying, said)
    means = [float(said[first - low : last - low].sum()) / (last - first) for first, last in content]
    sure *= sum(means) / len(means) if means else 0
    return View(cue, (low + source[0], low + source[1]) if source else None, content, low, said, sure, weak)


def _kept(i: int, view: View, span: Span, owners: Sequence[int]) -> Iterator[Span]:
    """The runs of words of a content span that the view owns, or, if it is weak, that nobody does."""
    mine = -1 if view.weak else i
    for owned, run in groupby(range(*span), key=lambda word: owners[word] == mine):
        kept = list(run)
        if owned:
            yield kept[0], kept[-1] + 1


def _cues(model: Model, reading: Reading) -> Iterator[tuple[Span, float, bool]]:
    """The cues as ranges of words, each with its probability and whether it is weak; the weak ones come last."""
    import numpy as np

    tags = model.labels["attribution"]
    rules = grammar(tags)
    scores = word_scores(reading.attribution, reading.words, rules)
    path = decode(scores, rules)
    sure_cues = [(first, last) for first, last, label in spans(path, tags) if label == "cue"]
    for first, last in sure_cues:
        yield (first, last), float(np.exp(scores[np.arange(first, last), path[first:last]].mean())), False
    likely = np.exp(scores[:, [tags.index("B-cue"), tags.index("I-cue")]]).sum(axis=1)
    for first, last in sure_cues:
        likely[first:last] = 0
    edges = np.flatnonzero(np.diff((likely >= WEAK).astype(np.int8), prepend=0, append=0))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield (first, last), float(likely[first:last].mean()), True


def _sight(reading: Reading, cue: Span) -> _Sight:
    """What the cue with these words sees: whole words, ``REACH`` pieces to either side."""
    firsts, n_pieces = reading.words, len(reading.starts)
    start = int(firsts[cue[0]])
    end = int(firsts[cue[1]]) if cue[1] < len(firsts) else n_pieces
    low, high = firsts.searchsorted((max(0, start - REACH), min(n_pieces, end + REACH))).tolist()
    return _Sight(low, high, int(firsts[low]), start, end, int(firsts[high]) if high < len(firsts) else n_pieces)


def _firsts(reading: Reading, sights: Sequence[_Sight]) -> Ints:
    """The first pieces of all words that are seen, numbered from the first cue's first piece on to the last's last."""
    import numpy as np

    below = np.cumsum([0, *(sight.stop - sight.first for sight in sights)])
    parts = [
        reading.words[sight.low : sight.high] + (at - sight.first) for at, sight in zip(below, sights, strict=False)
    ]
    return np.concatenate(parts)


def _scores(heads: Mapping[str, Floats], reading: Reading, sights: Sequence[_Sight]) -> Floats:
    """Log probabilities of the link tags for the pieces that each cue sees, cue after cue [pieces, tags].

    All but the sum over what one cue sees is done for all cues at once: that sum runs through memory that a processor
    holds near, and takes most of the time.
    """
    import numpy as np

    pieces = reading.hidden @ heads["link.piece.weight"] + heads["link.piece.bias"]
    asked = means(
        reading.hidden, np.array([sight.start for sight in sights]), np.array([sight.end for sight in sights])
    )
    shift, scale = np.split(asked @ heads["link.cue.weight"] + heads["link.cue.bias"], 2, axis=1)
    scale += 1
    before = max(sight.start - sight.first for sight in sights)
    after = max(sight.stop - sight.end for sight in sights)
    rows = heads["link.distance.weight"]
    distances = rows[_bucket(np.arange(-before, after + 1), len(rows))]
    room = np.empty((max(sight.stop - sight.first for sight in sights), pieces.shape[1]), pieces.dtype)
    out = np.asfortranarray(heads["link.out.weight"])
    logits = [
        _joined(pieces[sight.first : sight.stop], sight, by, plus, distances, before, room) @ out
        for sight, by, plus in zip(sights, scale, shift, strict=True)
    ]
    return log_softmax(np.concatenate(logits) + heads["link.out.bias"])


def _joined(
    pieces: Floats, seen: _Sight, scale: Floats, shift: Floats, distances: Floats, zero: int, room: Floats
) -> Floats:
    """Projected pieces as one cue sees them; row ``zero`` of ``distances`` is that of the cue's own pieces.

    They are written into ``room``, which is used again for the next cue.
    """
    import numpy as np

    start, end = seen.start - seen.first, seen.end - seen.first
    joined: Floats = np.multiply(pieces, scale, out=room[: len(pieces)])
    joined += shift
    joined[:start] += distances[zero - start : zero]
    joined[start:end] += distances[zero]
    joined[end:] += distances[zero + 1 : zero + 1 + len(joined) - end]
    np.maximum(joined, 0, out=joined)
    return joined


def _bucket(distance: Ints, n_rows: int) -> Ints:
    """Signed distances in pieces as rows of the embedding: exact near zero, four to each doubling beyond."""
    import numpy as np

    most = n_rows // 2
    bucket: Ints = np.round(np.sign(distance) * np.log2(1 + np.abs(distance)) * 4).astype(np.intp)
    return bucket.clip(-most, most) + most


def _best_source(sources: list[Span], saying: Floats, said: Floats) -> Span | None:
    """The source with the highest total of probability, in words of the view; a cue has one.

    Where no tag speaks for a source the likeliest word is one all the same, with its neighbours, if it is likely
    enough and not rather content: nineteen attributions in twenty have a source.
    """
    import numpy as np

    if sources:
        return max(sources, key=lambda span: float(saying[span[0] : span[1]].sum()))
    peak = int(saying.argmax())
    if saying[peak] < LEAST_SOURCE or said[peak] >= NEAR_PEAK:
        return None
    near = (saying >= NEAR_PEAK * saying[peak]) & (said < NEAR_PEAK)
    off = np.flatnonzero(~near)
    at = int(off.searchsorted(peak))
    return int(off[at - 1]) + 1 if at else 0, int(off[at]) if at < len(off) else len(near)
