"""A text with its sentences, paragraphs, quotations and mentions, so that any of them can be found by position."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from newsan.document import Entity, Span
from newsan.values import EntityType


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A mention where it stands: ``entity`` is the number of its entity."""

    start: int
    end: int
    entity: int
    type: EntityType


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that resolving a source looks at; the lists of starts are for binary search."""

    text: str
    entities: tuple[Entity, ...]
    mentions: tuple[EntityMention, ...]
    mention_starts: tuple[int, ...]
    sentences: tuple[Span, ...]
    sentence_starts: tuple[int, ...]
    paragraph_starts: tuple[int, ...]
    quotes: tuple[Span, ...]
    quote_starts: tuple[int, ...]


def index_of(
    text: str, sentences: Sequence[Span], paragraphs: Sequence[Span], entities: Sequence[Entity], marks: Sequence[Span]
) -> Index:
    """The index of a document."""
    found = [
        EntityMention(m.start, m.end, i, entity.type) for i, entity in enumerate(entities) for m in entity.mentions
    ]
    mentions = tuple(sorted(found, key=lambda mention: mention.start))
    quotes = tuple(_outermost(marks))
    return Index(
        text,
        tuple(entities),
        mentions,
        tuple(mention.start for mention in mentions),
        tuple(sentences),
        tuple(start for start, _ in sentences),
        tuple(start for start, _ in paragraphs),
        quotes,
        tuple(start for start, _ in quotes),
    )


def _outermost(spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def mentions_in(index: Index, start: int, end: int) -> tuple[EntityMention, ...]:
    """The mentions that lie inside a span, in order."""
    first = bisect_left(index.mention_starts, start)
    last = bisect_left(index.mention_starts, end)
    return tuple(mention for mention in index.mentions[first:last] if mention.end <= end)


def sentence_at(index: Index, position: int) -> int:
    """The number of the sentence at (or before) a position."""
    return max(0, bisect_right(index.sentence_starts, position) - 1)


def paragraph_at(index: Index, position: int) -> int:
    """The number of the paragraph at (or before) a position."""
    return max(0, bisect_right(index.paragraph_starts, position) - 1)


def quote_at(index: Index, position: int) -> Span | None:
    """The outermost stretch in quotation marks around a position."""
    i = bisect_right(index.quote_starts, position) - 1
    return index.quotes[i] if i >= 0 and position < index.quotes[i][1] else None
