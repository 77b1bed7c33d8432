"""From a text to its annotations: paragraphs → sentences → the model's findings → entities → speakers → stance."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import permutations

from newsan.attempt import attempt
from newsan.document import Aliases, AnnotatedDocument, Document, Entity, Failure, Furniture, Mention, Span
from newsan.language.entities.link import link
from newsan.language.given import as_given
from newsan.language.layout.furniture import furniture, furniture_at
from newsan.language.layout.legible import mended, repairs
from newsan.language.layout.marks import quotations
from newsan.language.layout.sentences import paragraphs, sentences
from newsan.language.model.encoder import Model, Reading, load, read
from newsan.language.model.links import Link, links
from newsan.language.model.mentions import mentions
from newsan.language.model.polarity import Probabilities, stances, tones
from newsan.language.quotations.attributions import attributions
from newsan.language.quotations.content_index import ContentIndex
from newsan.language.speakers.resolve import resolve
from newsan.language.stance.index import Polarities
from newsan.language.stance.judgements import judgements
from newsan.language.stance.targets import meant, stand_ins

PARTS = ("entities", "quotes", "stance")

SECTION = 20_000
"""Characters that are read before the model's states are dropped: memory stays bounded, a whole article fits."""

MAKERS = frozenset(("byline", "credit", "tagline", "timestamp"))
"""Furniture that names the makers of an article, who neither speak nor take a side there."""

MOST_NAMES = 12
"""Names in a sentence that are asked about in pairs; longer ones are lists."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """A text and where its paragraphs, sentences and stretches in quotation marks lie."""

    text: str
    paragraphs: Sequence[Span]
    sentences: Sequence[Span]
    marked: Sequence[Span]


@dataclass(slots=True)
class _Findings:
    """What the model found so far."""

    mentions: list[Mention] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    tones: dict[Span, Probabilities] = field(default_factory=dict)
    pairs: dict[tuple[Span, Span], Probabilities] = field(default_factory=dict)
    stand_ins: list[Span] = field(default_factory=list)


def annotate(
    documents: Iterable[Document], *, aliases: Aliases | None = None, parts: Collection[str] = PARTS
) -> Iterator[AnnotatedDocument]:
    """Each document with what newsan knows of it, in order.

    ``parts`` names what is wanted: entities are always found, attributions for "quotes" and "stance", judgements for
    "stance".  A document that meets a bug raises; with ``annotate_or_fail`` the others go on.
    """
    for found in annotate_or_fail(documents, aliases=aliases, parts=parts):
        if isinstance(found, Failure):
            raise found.error or MemoryError(found.reason)
        yield found


def annotate_or_fail(
    documents: Iterable[Document], *, aliases: Aliases | None = None, parts: Collection[str] = PARTS
) -> Iterator[AnnotatedDocument | Failure]:
    """Each document like ``annotate``, or a Failure where it meets a bug or takes more memory than there is."""
    model = None
    for document in documents:
        model = model or load()
        work = partial(_read_through, model, aliases=aliases or {}, parts=frozenset(parts))
        yield attempt(document.id, work, document)


def _read_through(model: Model, document: Document, aliases: Aliases, parts: frozenset[str]) -> AnnotatedDocument:
    """One document, annotated as its text reads once its damage is mended; the offsets are the document's own."""
    damaged = repairs(document.text)
    if not damaged:
        return _annotated(model, document, aliases, parts)
    legible = replace(document, text=mended(document.text, damaged))
    return as_given(_annotated(model, legible, aliases, parts), document, damaged)


def _annotated(model: Model, document: Document, aliases: Aliases, parts: frozenset[str]) -> AnnotatedDocument:
    """One document, annotated."""
    text = document.text
    blocks = paragraphs(text)
    lines = sentences(text, blocks)
    marks = quotations(text, blocks) if parts & {"quotes", "stance"} else ()
    found = _Findings()
    layout = _Layout(text, blocks, lines, [span for q in marks if q.depth == 0 for span in q.spans])
    for section in sections(lines):
        _read(model, layout, section, parts, found)
    around = furniture(text, blocks)
    entities = link(text, found.mentions, lines, aliases=aliases)
    if not parts & {"quotes", "stance"}:
        return AnnotatedDocument(document, blocks, lines, entities, furniture=around)
    told = tuple(_in_story(entities, around))
    said = attributions(text, _without_makers(found.links, around), marks, blocks, lines)
    discourse = resolve(text, lines, blocks, told, said, [(q.start, q.end) for q in marks if q.depth == 0])
    spoken = tuple(
        replace(one, source=discourse.sources.get(i), speaker=discourse.speakers[i]) for i, one in enumerate(said)
    )
    if "stance" not in parts:
        return AnnotatedDocument(document, blocks, lines, entities, spoken, furniture=around)
    polarities = Polarities(found.tones, found.pairs, meant(discourse, ContentIndex(spoken), found.stand_ins))
    judged = judgements(text, lines, told, spoken, polarities)
    return AnnotatedDocument(document, blocks, lines, entities, spoken, judged, furniture=around)


def _in_story(entities: Iterable[Entity], around: Sequence[Furniture]) -> Iterator[Entity]:
    """The entities with their mentions in the story itself, which is not about the people who made it."""
    for entity in entities:
        kept = tuple(one for one in entity.mentions if furniture_at(around, one.start) not in MAKERS)
        if kept:
            yield entity if len(kept) == len(entity.mentions) else replace(entity, mentions=kept)


def _without_makers(linked: Iterable[Link], around: Sequence[Furniture]) -> list[Link]:
    """The links without those to whoever made the article: "Reporting by Ada Crane" does not report her words."""
    return [one for one in linked if one.source is None or furniture_at(around, one.source[0]) not in MAKERS]


def sections(lines: Sequence[Span]) -> Iterator[slice]:
    """Runs of sentences, as slices, that the model reads together: at most ``SECTION`` characters, or one sentence."""
    first = 0
    for i, (_, end) in enumerate(lines):
        if end - lines[first][0] > SECTION and i > first:
            yield slice(first, i)
            first = i
    if first < len(lines):
        yield slice(first, len(lines))


def _read(model: Model, layout: _Layout, section: slice, parts: frozenset[str], found: _Findings) -> None:
    """Add what the model finds in a section."""
    inside = layout.sentences[section]
    span = (inside[0][0], inside[-1][1])
    blocks = _overlapping(layout.paragraphs, span)
    reading = read(model, layout.text, span, blocks, inside)
    named = list(mentions(model, reading, layout.text, inside))
    found.mentions += named
    if parts & {"quotes", "stance"}:
        linked = list(links(model, layout.text, reading, blocks, inside, _overlapping(layout.marked, span)))
        found.links += linked
        if "stance" in parts:
            _judge(model, layout.text, reading, inside, named, linked, found)


def _overlapping(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of the spans, which are in order and do not overlap, that share a character with one."""
    first = bisect_right(spans, span[0], key=lambda one: one[1])
    return spans[first : bisect_left(spans, span[1], key=lambda one: one[0])]


def _judge(
    model: Model,
    text: str,
    reading: Reading,
    lines: Sequence[Span],
    named: Sequence[Mention],
    linked: Sequence[Link],
    found: _Findings,
) -> None:
    """Add the polarities of everything that a sentence names or refers to, and of the sources that speak in it."""
    names = [(m.start, m.end) for m in named]
    sources = sorted({one.source for one in linked if one.source})
    toned: list[tuple[Span, Span]] = []
    paired: list[tuple[Span, Span, Span]] = []
    at = at_source = 0
    for line in lines:
        first, at = at, _until(names, at, line[1])
        first_source, at_source = at_source, _until(sources, at_source, line[1])
        others = stand_ins(text, line)[:MOST_NAMES]
        found.stand_ins += others
        toned += ((line, span) for span in names[first:at] + others)
        pairs = _pairs(names[first:at][:MOST_NAMES], sources[first_source:at_source][:MOST_NAMES], others)
        paired += ((line, p, q) for p, q in pairs)
    found.tones.update(zip((span for _, span in toned), tones(model, reading, toned), strict=True))
    found.pairs.update(zip(((p, q) for _, p, q in paired), stances(model, reading, paired), strict=True))


def _pairs(targets: Sequence[Span], speaking: Sequence[Span], others: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """The pairs to ask about in a sentence: two names, or a source and something that is named or referred to."""
    yield from permutations(targets, 2)
    yield from ((p, q) for p in speaking if p not in targets for q in targets if not _within(q, p))
    yield from ((p, q) for p in speaking for q in others if not _within(q, p))


def _until(spans: Sequence[Span], i: int, end: int) -> int:
    """The number of the first span from ``i`` on that begins at ``end`` or later."""
    while i < len(spans) and spans[i][0] < end:
        i += 1
    return i


def _within(inner: Span, outer: Span) -> bool:
    """Whether one span lies in the other."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
