"""What each cue sees, and documents that only carry somebody else's words: "she said, according to a statement"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsan.document import Span
from newsan.language.lexicon.forms import singular
from newsan.language.lexicon.lookup import table
from newsan.language.model.encoder import Reading

if TYPE_CHECKING:
    from newsan.language.model.encoder import Floats, Ints

CHANNEL = "accord"
"""The beginning of the cue that passes on what a document says that somebody says: "according to"."""


@dataclass(frozen=True, slots=True)
class View:
    """What one cue sees: the words ``low``.. and their probabilities of being content."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    low: int
    probability: Floats
    confidence: float
    weak: bool


def without_channels(text: str, reading: Reading, views: Sequence[View], line: Ints) -> list[View]:
    """The views; one of a document that only carries somebody else's words becomes weak: "he said, in a statement".

    Its content goes to the view of its sentence that has most of it, or whose source and cue are among its words: a
    channel is not a second speaker.
    """
    kept = list(views)
    holders: dict[int, set[int]] = defaultdict(set)
    for i, view in enumerate(views):
        for word in () if view.weak else words_of(view):
            holders[word].add(i)
    for i, channel in enumerate(views):
        if not _is_channel(text, reading, channel):
            continue
        mine, here = set(words_of(channel)), line[channel.cue[0]]
        inner = _inner(kept, mine)
        if inner is not None:
            kept[i], kept[inner] = replace(channel, weak=True), _carried(kept[inner], channel)
            continue
        held = Counter(j for word in mine for j in holders[word] - {i} if _is_rival(kept[j], line, here))
        best = min(held, key=lambda j: (-held[j], j), default=i)
        if 2 * held[best] > len(mine):
            kept[i] = replace(channel, weak=True)
            kept[best] = replace(kept[best], content=merged((*kept[best].content, *channel.content)))
            for word in mine:
                holders[word].add(best)
    return kept


def _is_rival(view: View, line: Ints, here: int) -> bool:
    """Whether a view may hold what a channel in a sentence passes on."""
    return line[view.cue[0]] == here and not view.weak


def _is_channel(text: str, reading: Reading, view: View) -> bool:
    """Whether a view says in what somebody else's words are passed on: "according to a statement"."""
    cue = text[slice(*reading.chars(*view.cue))]
    if view.weak or not view.source or not cue.lower().startswith(CHANNEL):
        return False
    return _is_document(text[slice(*reading.chars(*view.source))])


def _inner(views: Sequence[View], words: set[int]) -> int | None:
    """The number of the surest view whose cue and source are among these words; None if there is none."""
    inside = [i for i, view in enumerate(views) if view.source and {*range(*view.source), *range(*view.cue)} <= words]
    return max(inside, key=lambda i: views[i].confidence, default=None)


def _carried(view: View, channel: View) -> View:
    """A view with what the channel carries but for its own source and cue; as sure as the surer of the two."""
    assert view.source is not None
    own = {*range(*view.source), *range(*view.cue)}
    words = sorted({*words_of(view), *words_of(channel)} - own)
    sure = max(view.confidence, channel.confidence)
    return replace(view, content=merged((word, word + 1) for word in words), confidence=sure, weak=False)


def words_of(view: View) -> Iterator[int]:
    """The words that are content of a view."""
    return (word for span in view.content for word in range(*span))


def _is_document(source: str) -> bool:
    """Whether a source is, or begins with, a noun such as "statement"."""
    return any(singular(word) in table("documents") for word in source.lower().split()[:2])


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap joined.

    >>> merged([(5, 7), (0, 2), (2, 4)])
    ((0, 4), (5, 7))
    """
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
