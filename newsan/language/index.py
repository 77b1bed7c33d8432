"""One index of a document: its sentences, paragraphs, quotations and mentions, to be found by position."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from newsan.document import Entity, Mention, Span
from newsan.language.layout.furniture import writer
from newsan.language.layout.page import Page


@dataclass(frozen=True, slots=True)
class EntityMention(Mention):
    """A mention with the number of its entity, of whose type it is."""

    entity: int


@dataclass(frozen=True, slots=True)
class Index:
    """What coreference, speakers and stance look up; the lists of starts are for binary search.

    ``byline`` is the name of the writer, if a line of the text gives it.
    """

    text: str
    entities: tuple[Entity, ...]
    mentions: tuple[EntityMention, ...]
    mention_starts: tuple[int, ...]
    sentences: tuple[Span, ...]
    sentence_starts: tuple[int, ...]
    paragraph_starts: tuple[int, ...]
    quotes: tuple[Span, ...]
    quote_starts: tuple[int, ...]
    byline: str | None = None


def index_of(page: Page, entities: Sequence[Entity]) -> Index:
    """The index of a document with these entities."""
    numbered = ((i, entity, mention) for i, entity in enumerate(entities) for mention in entity.mentions)
    by_entity = (
        EntityMention(mention.start, mention.end, entity.type, mention.confidence, i) for i, entity, mention in numbered
    )
    mentions = tuple(sorted(by_entity, key=lambda mention: mention.start))
    outer = (quotation for quotation in page.quotations if quotation.depth == 0)
    quotes = tuple(_outermost([(quotation.start, quotation.end) for quotation in outer]))
    return Index(
        page.text,
        tuple(entities),
        mentions,
        tuple(mention.start for mention in mentions),
        page.sentences,
        tuple(start for start, _ in page.sentences),
        tuple(start for start, _ in page.paragraphs),
        quotes,
        tuple(start for start, _ in quotes),
        writer(page.text, page.furniture),
    )


def _outermost(spans: Sequence[Span]) -> list[Span]:
    outermost: list[Span] = []
    for start, end in sorted(spans):
        if not outermost or start >= outermost[-1][1]:
            outermost.append((start, end))
    return outermost


def mentions_in(index: Index, start: int, end: int) -> tuple[EntityMention, ...]:
    """The mentions that lie inside a span, in order."""
    first = bisect_left(index.mention_starts, start)
    last = bisect_left(index.mention_starts, end)
    return tuple(mention for mention in index.mentions[first:last] if mention.end <= end)


def sentence_at(index: Index, position: int) -> int:
    """The number of the sentence at (or before) a position."""
    return max(0, bisect_right(index.sentence_starts, position) - 1)


def sentence_around(index: Index, position: int) -> Span:
    """The sentence at (or before) a position; the whole text where there are none."""
    return index.sentences[sentence_at(index, position)] if index.sentences else (0, len(index.text))


def paragraph_at(index: Index, position: int) -> int:
    """The number of the paragraph at (or before) a position."""
    return max(0, bisect_right(index.paragraph_starts, position) - 1)


def quote_at(index: Index, position: int) -> Span | None:
    """The outermost stretch in quotation marks around a position."""
    i = bisect_right(index.quote_starts, position) - 1
    return index.quotes[i] if i >= 0 and position < index.quotes[i][1] else None
