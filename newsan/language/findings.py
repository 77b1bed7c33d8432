"""What the model finds in a text, section by section: its states are dropped before the next section is read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from newsan.document import Mention, Span
from newsan.language.layout.page import Page
from newsan.language.model.encoder import Model, Reading, read
from newsan.language.model.links import Link, links
from newsan.language.model.mentions import mentions
from newsan.language.model.polarity import Probabilities, stances, tones
from newsan.language.stance.targets import stand_ins

SECTION = 20_000
"""Characters that are read before the model's states are dropped: memory stays bounded, a whole article fits."""

MOST_NAMES = 12
"""Names in a sentence that are asked about in pairs; longer ones are lists."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Names, links of cues, tones towards spans, stances of ordered pairs, and the stand-ins that were asked about."""

    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    tones: Mapping[Span, Probabilities] = field(default_factory=dict)
    pairs: Mapping[tuple[Span, Span], Probabilities] = field(default_factory=dict)
    stand_ins: tuple[Span, ...] = ()


def findings(model: Model, page: Page, parts: frozenset[str]) -> Findings:
    """What the model finds of the parts that are wanted."""
    sections_read = [_section(model, page, section, parts) for section in sections(page.sentences)]
    return Findings(
        tuple(one for part in sections_read for one in part.mentions),
        tuple(one for part in sections_read for one in part.links),
        {span: tone for part in sections_read for span, tone in part.tones.items()},
        {pair: stance for part in sections_read for pair, stance in part.pairs.items()},
        tuple(span for part in sections_read for span in part.stand_ins),
    )


def sections(sentences: Sequence[Span]) -> Iterator[slice]:
    """Runs of sentences, as slices, that the model reads together: at most ``SECTION`` characters, or one sentence."""
    first = 0
    for i, (_, end) in enumerate(sentences):
        if end - sentences[first][0] > SECTION and i > first:
            yield slice(first, i)
            first = i
    if first < len(sentences):
        yield slice(first, len(sentences))


def _section(model: Model, page: Page, section: slice, parts: frozenset[str]) -> Findings:
    """What the model finds in a section."""
    inside = page.sentences[section]
    span = (inside[0][0], inside[-1][1])
    paragraphs = _overlapping(page.paragraphs, span)
    reading = read(model, page.text, span, paragraphs, inside)
    named = tuple(mentions(model, reading, page.text, inside))
    if not parts & {"quotes", "stance"}:
        return Findings(named)
    linked = tuple(links(model, page.text, reading, paragraphs, inside, _overlapping(page.marked, span)))
    found = Findings(named, linked)
    return _judged(model, page.text, reading, inside, found) if "stance" in parts else found


def _overlapping(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of the spans, which are in order and do not overlap, that share a character with one."""
    first = bisect_right(spans, span[0], key=lambda one: one[1])
    return spans[first : bisect_left(spans, span[1], key=lambda one: one[0])]


def _judged(model: Model, text: str, reading: Reading, sentences: Sequence[Span], found: Findings) -> Findings:
    """The findings with the polarities of all that a sentence names or refers to, and of the sources in it."""
    names = [(mention.start, mention.end) for mention in found.mentions]
    sources = sorted({link.source for link in found.links if link.source})
    others: list[Span] = []
    toned: list[tuple[Span, Span]] = []
    paired: list[tuple[Span, Span, Span]] = []
    for sentence in sentences:
        here, speaking = _beginning_in(names, sentence), _beginning_in(sources, sentence)
        meant = stand_ins(text, sentence)[:MOST_NAMES]
        others += meant
        toned += ((sentence, span) for span in [*here, *meant])
        pairs = _pairs(here[:MOST_NAMES], speaking[:MOST_NAMES], meant)
        paired += ((sentence, holder, target) for holder, target in pairs)
    tone = dict(zip((span for _, span in toned), tones(model, reading, toned), strict=True))
    stance = zip(((holder, target) for _, holder, target in paired), stances(model, reading, paired), strict=True)
    return Findings(found.mentions, found.links, tone, dict(stance), tuple(others))


def _pairs(targets: Sequence[Span], speaking: Sequence[Span], others: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """The pairs to ask about in a sentence: two names, or a source and something that is named or referred to."""
    yield from permutations(targets, 2)
    yield from ((p, q) for p in speaking if p not in targets for q in targets if not _within(q, p))
    yield from ((p, q) for p in speaking for q in others if not _within(q, p))


def _beginning_in(spans: Sequence[Span], sentence: Span) -> Sequence[Span]:
    """Those of the spans, which are in order, that begin in a sentence."""
    first = bisect_left(spans, sentence[0], key=lambda one: one[0])
    return spans[first : bisect_left(spans, sentence[1], key=lambda one: one[0])]


def _within(inner: Span, outer: Span) -> bool:
    """Whether one span lies in the other."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
