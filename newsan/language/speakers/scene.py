"""A text with its sentences, paragraphs, quotations and mentions, so that any of them can be found by position."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from newsan.document import Actor, Span
from newsan.values import EntityType


@dataclass(frozen=True, slots=True)
class Place:
    """A mention where it stands: ``actor`` is the number of its actor."""

    start: int
    end: int
    actor: int
    type: EntityType


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that resolving a source looks at; the lists of starts are for binary search."""

    text: str
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    place_starts: tuple[int, ...]
    sentences: tuple[Span, ...]
    sentence_starts: tuple[int, ...]
    paragraph_starts: tuple[int, ...]
    quotes: tuple[Span, ...]
    quote_starts: tuple[int, ...]


def scene_of(
    text: str, sentences: Sequence[Span], paragraphs: Sequence[Span], actors: Sequence[Actor], marks: Sequence[Span]
) -> Scene:
    """The scene of a document."""
    found = [Place(m.start, m.end, i, actor.type) for i, actor in enumerate(actors) for m in actor.mentions]
    places = tuple(sorted(found, key=lambda place: place.start))
    quotes = tuple(_outermost(marks))
    return Scene(
        text,
        tuple(actors),
        places,
        tuple(place.start for place in places),
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


def places_in(scene: Scene, start: int, end: int) -> tuple[Place, ...]:
    """The mentions that lie inside a span, in order."""
    first = bisect_left(scene.place_starts, start)
    last = bisect_left(scene.place_starts, end)
    return tuple(place for place in scene.places[first:last] if place.end <= end)


def sentence_at(scene: Scene, position: int) -> int:
    """The number of the sentence at (or before) a position."""
    return max(0, bisect_right(scene.sentence_starts, position) - 1)


def paragraph_at(scene: Scene, position: int) -> int:
    """The number of the paragraph at (or before) a position."""
    return max(0, bisect_right(scene.paragraph_starts, position) - 1)


def quote_at(scene: Scene, position: int) -> Span | None:
    """The outermost stretch in quotation marks around a position."""
    i = bisect_right(scene.quote_starts, position) - 1
    return scene.quotes[i] if i >= 0 and position < scene.quotes[i][1] else None
